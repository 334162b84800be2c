//! Writes new records as the house writes them: fields in their order, a line each, quotation marks only where they are needed.

use super::node::{Map, Node, Scalar};
use super::quoted::{is_invisible, quoted, quoted_after_field};
use crate::format::{Field, Layout};
use crate::model::Value;
use crate::source::word::on_one_line as one_line;

/// Characters that a line may have before a text goes on lines of its own.
const LINE_CHARACTERS_MAX: usize = 120;

/// A record of a list: lines that end with `\n`, the first of them begins with `- `.
pub fn record(fields: &[(String, Value)], form: &[Field]) -> String {
    let lines = fields_at(fields, form, 2);
    format!("- {}\n", lines.trim_start())
}

/// The fields of a file that is one record: lines that end with `\n`.
pub fn file(fields: &[(String, Value)], form: &[Field]) -> String {
    format!("{}\n", fields_at(fields, form, 0))
}

/// A field of a file that is one record, with fields of its own: lines that end with `\n`.
pub fn keyed(name: &str, fields: &[(String, Value)], form: &[Field]) -> String {
    format!("{}:\n{}\n", quoted(name), fields_at(fields, form, 2))
}

/// One field, `indent` blanks in; its first line has no blanks before it, its last one no end.
pub fn field(name: &str, value: &Value, form: &[Field], indent: usize) -> String {
    let takes = takes(name, form);
    let key = quoted(name);
    match value {
        Value::List(items) => match items.as_slice() {
            [only @ Value::Text(_)] => field(name, only, form, indent),
            _ => format!("{key}:{}", list(items, takes, key.chars().count() + indent, indent)),
        },
        Value::Text(words) => format!("{key}: {}", text(words, takes, indent, key.chars().count() + 2)),
        Value::Fields(_) if matches!(takes, Layout::Rows(_) | Layout::Records(_)) => {
            format!("{key}:{}", list(std::slice::from_ref(value), takes, key.chars().count() + indent, indent))
        }
        Value::Fields(fields) => format!("{key}:\n{}", fields_at(fields, takes.fields(), indent + 2)),
    }
}

/// A value on one line, as it may stand inside brackets.
pub fn on_one_line(value: &Value, takes: Layout) -> String {
    match value {
        // A date that is in doubt, `2025?`, is a word that not every reader takes inside of brackets.
        Value::Text(words) => plain(words, takes).filter(|words| !words.contains('?')).unwrap_or_else(|| quoted(words.trim())),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| on_one_line(item, takes)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Fields(fields) => {
            let form = takes.fields();
            let entry =
                |(name, value): &(String, Value)| format!("{}: {}", quoted(name), on_one_line(value, self::takes(name, form)));
            format!("{{{}}}", ordered(fields, form).iter().map(|field| entry(field)).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether what was read is what was to be written; a single value may stand for a list of one.
pub fn holds(node: &Node, value: &Value) -> bool {
    match (node, value) {
        (Node::Text(Scalar { text, .. }), Value::Text(words)) => text.trim() == words.trim(),
        (Node::List(list), Value::List(items)) if list.items.len() == items.len() => {
            list.items.iter().zip(items).all(|(node, value)| holds(node, value))
        }
        (Node::Map(map), Value::Fields(fields)) => map_holds(map, fields),
        (Node::Text(_) | Node::Map(_), Value::List(items)) => matches!(items.as_slice(), [only] if holds(node, only)),
        (Node::List(list), Value::Text(_) | Value::Fields(_)) => matches!(list.items.as_slice(), [only] if holds(only, value)),
        (Node::Text(_), Value::Fields(_)) | (Node::Map(_), Value::Text(_)) | (Node::List(_), Value::List(_)) => false,
    }
}

/// Whether a map has these fields, in whatever order, and no others.
pub fn map_holds(map: &Map, fields: &[(String, Value)]) -> bool {
    let has = |(name, value): &(String, Value)| map.get(name).is_some_and(|node| holds(node, value));
    let wanted = fields.iter().filter(|(_, value)| !value.is_blank());
    map.entries.len() == wanted.clone().count() && wanted.into_iter().all(has)
}

/// A value as it was read.
pub fn value(node: &Node) -> Value {
    match node {
        Node::Text(scalar) => Value::Text(scalar.text.trim_end().to_owned()),
        Node::List(list) => Value::List(list.items.iter().map(value).collect()),
        Node::Map(map) => Value::Fields(fields(map)),
    }
}

/// The fields of a map as they were read.
pub fn fields(map: &Map) -> Vec<(String, Value)> {
    map.entries.iter().map(|(key, node)| (key.value.clone(), value(node))).collect()
}

/// What a field takes; a text where the form does not know it.
pub fn takes(name: &str, form: &[Field]) -> Layout {
    form.iter().find(|field| field.name == name).map_or(Layout::Text, Field::layout)
}

/// The place of a field in the order of the house; unknown ones come last.
pub fn rank(name: &str, form: &[Field]) -> usize {
    form.iter().position(|field| field.name == name).unwrap_or(form.len())
}

fn ordered<'a>(fields: &'a [(String, Value)], form: &[Field]) -> Vec<&'a (String, Value)> {
    let mut ordered: Vec<&(String, Value)> = fields.iter().filter(|(_, value)| !value.is_blank()).collect();
    ordered.sort_by_key(|(name, _)| rank(name, form));
    ordered
}

fn fields_at(fields: &[(String, Value)], form: &[Field], indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let lines = ordered(fields, form).into_iter().map(|(name, value)| format!("{blanks}{}", field(name, value, form, indent)));
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands after `key:`; a list of texts on the same line where it fits.
fn list(items: &[Value], takes: Layout, before: usize, indent: usize) -> String {
    let is_flat = matches!(takes, Layout::Pairs) || items.iter().all(|item| matches!(item, Value::Text(_)));
    let flat = on_one_line(&Value::List(items.to_vec()), takes);
    if is_flat && before + flat.chars().count() + 2 <= LINE_CHARACTERS_MAX {
        return format!(" {flat}");
    }
    let blanks = " ".repeat(indent + 2);
    let item = |item: &Value| match (item, takes) {
        (Value::Fields(_), Layout::Rows(_)) => on_one_line(item, takes),
        (Value::Fields(fields), _) => fields_at(fields, takes.fields(), indent + 4).trim_start().to_owned(),
        (Value::Text(words), _) => text(words, takes, indent + 2, 2),
        (Value::List(_), _) => on_one_line(item, takes),
    };
    items.iter().filter(|item| !item.is_blank()).map(|value| format!("\n{blanks}- {}", item(value))).collect()
}

/// A text after `key: `, which begins `used` characters before it; below it where it is long or has paragraphs.
fn text(words: &str, takes: Layout, indent: usize, used: usize) -> String {
    let words = words.trim();
    let blanks = " ".repeat(indent + 2);
    let is_calm = !words.chars().any(|letter| is_invisible(letter) || matches!(letter, '\t' | '\r'));
    // Blanks at the end of a line, a break in Markdown, are seen in quotation marks alone.
    if words.contains('\n') && is_calm && words.lines().all(|line| line.trim_end() == line) {
        let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("\n{blanks}{line}") };
        return format!("|-{}", words.lines().map(line).collect::<String>());
    }
    let is_prose = matches!(takes, Layout::Prose | Layout::Text);
    let flat = one_line(words);
    if is_prose && is_calm && flat == words && indent + used + words.chars().count() > LINE_CHARACTERS_MAX {
        let lines = wrapped(words, LINE_CHARACTERS_MAX - blanks.len());
        return format!(">-{}", lines.iter().map(|line| format!("\n{blanks}{line}")).collect::<String>());
    }
    plain(words, takes).unwrap_or_else(|| quoted_after_field(words))
}

/// A number, a date or `true`, which need no quotation marks where such a thing is asked for.
fn plain(words: &str, takes: Layout) -> Option<String> {
    let words = words.trim();
    let is_calm = !words.is_empty() && words.chars().all(|letter| letter.is_ascii_alphanumeric() || "-./~?%".contains(letter));
    let is_number = || words.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-' || letter == 'p');
    let is_asked = (matches!(takes, Layout::Number | Layout::Pairs) && is_number())
        || (matches!(takes, Layout::Flag) && matches!(words, "true" | "false"));
    (is_calm && is_asked && words.len() > 1 || is_asked && words.chars().all(|letter| letter.is_ascii_digit()))
        .then(|| words.to_owned())
}

/// Words in lines of at most so many characters; a longer word has a line of its own.
fn wrapped(words: &str, characters_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= characters_max => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::record;
    use crate::format::{ENTITY, NOTE};
    use crate::model::Value;

    fn text(words: &str) -> Value {
        Value::text(words)
    }

    fn fields(fields: &[(&str, Value)]) -> Vec<(String, Value)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    #[test]
    fn a_claim_is_written_as_the_house_writes_it() {
        let figure = Value::Fields(fields(&[("of", text("all, dead")), ("min", text("1001")), ("as_of", text("2025-03-08~"))]));
        let claim = fields(&[
            ("figures", Value::List(vec![figure])),
            ("modality", text("asserted")),
            ("says", text("Ministry: more than 1,000 died, it says.")),
            ("via", Value::List(vec![text("a"), text("b")])),
            ("answer", Value::List(vec![text("linked")])),
            ("basis", Value::Fields(fields(&[("by", text("sohr")), ("kind", text("count"))]))),
            ("when", text("2025")),
            ("where", text("")),
        ]);
        let long = "word ".repeat(30);
        let note = fields(&[
            ("note", text(&long)),
            ("claim", Value::Fields(claim)),
            ("quote", text("over 1,000 deaths, it says")),
            ("id", text("toll")),
            ("every", text("true")),
            ("relates", Value::Fields(fields(&[("to", text("d/n")), ("as", text("qualifies")), ("note", text("A\n\nB"))]))),
        ]);
        let twenty = ["word"; 23].join(" ");
        let seven = ["word"; 7].join(" ");
        let expected = format!(
            "- id: toll
  quote: over 1,000 deaths, it says
  every: true
  claim:
    says: 'Ministry: more than 1,000 died, it says.'
    answer: linked
    via: [a, b]
    modality: asserted
    basis:
      - kind: count
        by: sohr
    figures:
      - {{min: 1001, of: 'all, dead', as_of: 2025-03-08~}}
    when: 2025
  note: >-
    {twenty}
    {seven}
  relates:
    - to: d/n
      as: qualifies
      note: |-
        A

        B
"
        );
        assert_eq!(record(&note, NOTE.fields), expected);
    }

    #[test]
    fn names_in_languages_and_coordinates_stand_as_the_house_has_them() {
        let name = fields(&[("en", text("Latakia")), ("ar", text("اللاذقية"))]);
        let entity = fields(&[
            ("id", text("latakia")),
            ("type", text("place")),
            ("name", Value::Fields(name)),
            ("coordinates", Value::List(vec![text("35.52"), text("-5")])),
            ("match", text("true")),
        ]);
        let expected = "- id: latakia\n  type: place\n  name:\n    en: Latakia\n    ar: اللاذقية\n  match: true\n  coordinates: [35.52, -5]\n";
        assert_eq!(record(&entity, ENTITY.fields), expected);
    }

    #[test]
    fn a_question_mark_inside_of_brackets_stands_in_quotation_marks() {
        let figure = fields(&[("value", text("5")), ("as_of", text("2025?"))]);
        let claim = fields(&[("figures", Value::List(vec![Value::Fields(figure)])), ("when", text("2025?"))]);
        let note = record(&fields(&[("id", text("a")), ("quote", text("Who?")), ("claim", Value::Fields(claim))]), NOTE.fields);
        assert!(note.contains("quote: Who?\n") && note.contains("when: 2025?"), "{note}");
        assert!(note.contains("{value: 5, as_of: '2025?'}"), "{note}");
    }

    #[test]
    fn blanks_at_the_end_of_a_line_are_kept() {
        let comment = fields(&[("id", text("a")), ("quote", text("b")), ("note", text("One line,  \nand a break."))]);
        assert!(
            record(&comment, NOTE.fields).ends_with("note: \"One line,  \\nand a break.\"\n"),
            "{}",
            record(&comment, NOTE.fields)
        );
    }
}
