//! What a value of a field may be, as JSON Schema says it.
//!
//! YAML reads `2025` as a number and `true` as a truth value, where an editor may have meant a text; so plain texts take these too.

use serde_json::{Value, json};

use super::known::Known;
use super::{Named, Takes};
use crate::model::ListWord;

const IDENTIFIER: &str = r"^(?!.*\p{Lu})[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}-]*$";
const LANGUAGE: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
const PARAGRAPH: &str = "^p0*[1-9][0-9]*$";

/// The schema of one value.
pub(super) fn value(takes: Takes, known: &Known) -> Value {
    match takes {
        Takes::Id => one_of_texts(IDENTIFIER, "letters, digits and hyphens, in lower case"),
        Takes::Text | Takes::Prose | Takes::Quotation | Takes::License => plain(),
        Takes::Localised => localised(&plain()),
        Takes::LocalisedList => localised(&json!({ "anyOf": [plain(), list_of(&plain())] })),
        Takes::QuotationOr(record) => json!({ "anyOf": [plain(), reference(record.name)] }),
        Takes::Paragraph => paragraph(),
        Takes::Pairs => {
            let side = json!({ "anyOf": [paragraph(), { "type": "array", "items": paragraph() }] });
            list_of(&json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": side }))
        }
        Takes::Number => json!({
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$",
            "patternErrorMessage": "write the digits alone, a fraction after a full stop: 1300, 12.5",
        }),
        Takes::Coordinates => json!({
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": [
                { "type": ["number", "string"], "minimum": -90, "maximum": 90 },
                { "type": ["number", "string"], "minimum": -180, "maximum": 180 },
            ],
        }),
        Takes::Date => json!({
            "type": ["string", "integer"],
            "pattern": date(),
            "patternErrorMessage": "write 2025-03-07, 2025-03 or 2025; ~ for about and ? for perhaps come last; / stands between two dates",
        }),
        Takes::Language => one_of_texts(LANGUAGE, "a language is written as a tag: en, id, ar, ar-Latn"),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Address => one_of_texts(r"^https?://[^\s/]\S*$", "an address begins with https:// or http:// and has no spaces"),
        Takes::Siglum => json!({
            "type": ["string", "number"],
            "pattern": r"^\S{1,6}$",
            "patternErrorMessage": "one to six characters without spaces",
        }),
        Takes::Sha256 => one_of_texts("^[0-9a-f]{64}$", "64 hexadecimal digits; postil fmt fills them in"),
        Takes::Word(words) => listed(words),
        Takes::WordInAnyCase(words) => json!({ "anyOf": [listed(words), { "type": "string", "pattern": in_any_case(words) }] }),
        Takes::Name(named) => name(named, known),
        Takes::Record(record) => reference(record.name),
        Takes::OfWork => json!({ "type": ["string", "number", "boolean", "array", "object"] }),
        Takes::Work => reference("work"),
    }
}

fn plain() -> Value {
    json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" })
}

/// Texts of a form; what YAML reads as a number is looked at by `postil check`.
fn one_of_texts(pattern: &str, help: &str) -> Value {
    json!({ "type": ["string", "number"], "pattern": pattern, "patternErrorMessage": help })
}

fn paragraph() -> Value {
    json!({ "type": "string", "pattern": PARAGRAPH, "patternErrorMessage": "paragraphs are called p1, p2 and so on" })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A list in which there is one value at least.
pub(super) fn list_of(one: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "items": one })
}

fn localised(texts: &Value) -> Value {
    let by_language = json!({
        "type": "object",
        "minProperties": 1,
        "propertyNames": { "pattern": LANGUAGE },
        "additionalProperties": texts,
    });
    json!({ "anyOf": [texts, by_language] })
}

fn listed(words: &[ListWord]) -> Value {
    json!({
        "enum": words.iter().map(|word| word.name).collect::<Vec<_>>(),
        "enumDescriptions": words.iter().map(|word| word.help).collect::<Vec<_>>(),
    })
}

fn in_any_case(words: &[ListWord]) -> String {
    let letter = |letter: char| format!("[{}{letter}]", letter.to_ascii_uppercase());
    let words: Vec<String> = words.iter().map(|word| word.name.chars().map(letter).collect()).collect();
    format!("^({})$", words.join("|"))
}

/// The names that the archive has; others may have been added since, so that they are not refused.
fn name(named: Named, known: &Known) -> Value {
    let names = known.names(named);
    if names.is_empty() {
        return plain();
    }
    let mut offered = json!({ "enum": names.iter().map(|known| &known.name).collect::<Vec<_>>() });
    if names.iter().any(|known| !known.word.is_empty()) {
        offered["enumDescriptions"] = names.iter().map(|known| known.word.as_str()).collect();
    }
    json!({ "anyOf": [offered, plain()] })
}

/// A date as EDTF level 1 writes it, or an interval of which one end may be open or unknown.
fn date() -> String {
    let year = "-?([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)";
    let day = "(0[1-9]|[12][0-9]|3[01]|XX)";
    let moment = format!("{year}(-(0[1-9]|1[0-2]|XX)(-{day})?|-2[1-4])?[~?%]?");
    format!(r"^({moment}(/({moment}|\.\.)?)?|(\.\.)?/{moment})$")
}
