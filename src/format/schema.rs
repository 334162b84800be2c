//! JSON Schemas of the files of an archive, made from the table: for completion, hover and errors while an editor types.
//!
//! Draft 7, which yaml-language-server serves in full. A schema never refuses what `postil check` takes; what it cannot know
//! (whether a quotation stands in its text, whether a name leads somewhere) it leaves to `postil check`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::known::{Known, Words};
use super::values::{list_of, value};
use super::{Field, FileKind, Many, NOT_IN_KEYS, Need, Record, Rule, Shape};

/// Bytes that a schema may have: with far more, editors' programs take seconds for a menu.
const SIZE_MAX_BYTES: usize = 100_000;

/// How many names a schema offers of each kind, and whether with a word about each: the first that is small enough.
const OFFERS: &[(usize, Words)] =
    &[(1_000, Words::Kept), (1_000, Words::Left), (500, Words::Left), (100, Words::Left), (0, Words::Left)];

/// The schema of a kind of file, with the names of an archive for completion.
pub fn schema(kind: &FileKind, known: &Known) -> String {
    let written = |(names_max, words): &(usize, Words)| text(kind, &known.cut(*names_max, *words));
    let fits = OFFERS.iter().map(written).find(|text| text.len() <= SIZE_MAX_BYTES);
    fits.expect("without names a schema is small")
}

fn text(kind: &FileKind, known: &Known) -> String {
    let mut definitions = BTreeMap::new();
    define(kind.record, known, &mut definitions);
    let reference = json!({ "$ref": format!("#/definitions/{}", kind.record.name) });
    let whole = match kind.shape {
        Shape::One => json!({ "allOf": [reference] }),
        Shape::List => json!({ "type": ["array", "null"], "items": reference }),
        Shape::Keyed => json!({
            "type": ["object", "null"],
            "propertyNames": { "pattern": pattern_of_keys() },
            "additionalProperties": reference,
        }),
    };
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kind.path,
        "description": kind.record.help,
    });
    let fields = schema.as_object_mut().expect("a schema has fields");
    fields.extend(object(whole));
    fields.insert("definitions".to_owned(), json!(definitions));
    serde_json::to_string_pretty(&schema).expect("texts and numbers can always be written as JSON") + "\n"
}

/// What a key looks like, as JavaScript reads it.
fn pattern_of_keys() -> String {
    let signs = NOT_IN_KEYS.iter().map(|sign| if *sign == '\\' { r"\\".to_owned() } else { sign.to_string() });
    format!(r"^[^\s{}]+$", signs.collect::<String>())
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}

/// Adds the definition of a record, and of those inside it.
fn define(record: &'static Record, known: &Known, definitions: &mut BTreeMap<&'static str, Value>) {
    if definitions.contains_key(record.name) {
        return;
    }
    definitions.insert(record.name, Value::Null);
    let honoured = || record.fields.iter().filter(|field| !matches!(field.need, Need::NotHonoured(_)));
    let mut properties = Map::new();
    for field in honoured() {
        properties.insert(field.name.to_owned(), property(field, known));
        if let Some(inner) = field.record() {
            define(inner, known, definitions);
        }
    }
    let needed: Vec<&str> = honoured().filter(|field| field.need == Need::Needed).map(|field| field.name).collect();
    let mut definition = json!({
        "type": "object",
        "minProperties": 1,
        "description": record.help,
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    });
    if !record.rules.is_empty() {
        definition["allOf"] = record.rules.iter().map(rule).collect();
    }
    definitions.insert(record.name, definition);
}

/// A field with what its values are, what it says and how it may look.
fn property(field: &Field, known: &Known) -> Value {
    let one = value(field.takes, known);
    let mut ways = match field.many {
        Many::Several => vec![one.clone(), list_of(&one)],
        Many::One => vec![one],
    };
    ways.extend(field.instead.map(|word| json!({ "const": word.name, "description": word.help })));
    let mut property = match ways.as_slice() {
        [only] => object(only.clone()),
        [..] => object(json!({ "anyOf": ways })),
    };
    property.insert("description".to_owned(), json!(field.help));
    // What is written in brackets would be offered as a text in quotation marks.
    let examples: Vec<&str> = field.examples.iter().copied().filter(|example| !example.starts_with('[')).collect();
    if !examples.is_empty() {
        property.insert("examples".to_owned(), json!(examples));
    }
    Value::Object(property)
}

fn rule(rule: &Rule) -> Value {
    let both = |one: &str, other: &str| json!({ "required": [one, other] });
    match rule {
        Rule::AtMostOne(names) => {
            let pairs = names.iter().enumerate().flat_map(|(at, one)| names[at + 1..].iter().map(move |other| both(one, other)));
            json!({ "not": { "anyOf": pairs.collect::<Vec<_>>() } })
        }
        Rule::AtLeastOne(names) => json!({ "anyOf": names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>() }),
        Rule::Alone(name, others) => {
            json!({ "not": { "anyOf": others.iter().map(|other| both(name, other)).collect::<Vec<_>>() } })
        }
        Rule::Needs(one, other) => json!({ "dependencies": { *one: [other] } }),
        Rule::Bars((name, word), other) => {
            json!({ "not": { "required": [name, other], "properties": { *name: { "const": word } } } })
        }
    }
}
