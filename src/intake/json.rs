//! JSON of other programs, asked field by field; a value of another kind than was asked for is as good as none.

use serde_json::Value;

use super::{Range, Unit};

/// Reads a file as JSON; the error says where it ends being that.
pub fn read(text: &str) -> Result<Value, String> {
    // The reader goes 128 deep and no deeper.
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("it is not JSON, or nested too deep: line {}, column {}", error.line(), error.column()))
}

/// The text of a field, without blanks around it; nothing where it is empty.
pub fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The text of a field as it is, blanks and all.
pub fn words<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().filter(|text| !text.trim().is_empty())
}

/// A whole number from 0.
pub fn count(value: &Value, name: &str) -> Option<usize> {
    usize::try_from(value.get(name)?.as_u64()?).ok()
}

/// The values of a field: of a list its items, else the value itself; none where it is absent.
pub fn values<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    match value.get(name) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
    }
}

/// The texts of a field that takes one or several.
pub fn texts<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    values(value, name).into_iter().filter_map(Value::as_str).collect()
}

/// Whether something is of a type, which may be one of several and have a prefix: `oa:Annotation`.
pub fn is_a(value: &Value, kind: &str) -> bool {
    let types = texts(value, "type").into_iter().chain(texts(value, "@type"));
    types.into_iter().any(|found| found.rsplit([':', '#']).next() == Some(kind))
}

/// The words of a quoting selector, with what stands before and after them.
pub fn quotation(selector: &Value) -> [Option<String>; 3] {
    ["exact", "prefix", "suffix"].map(|name| words(selector, name).map(str::to_owned))
}

/// The range of a selector by position.
pub fn range(selector: &Value, unit: Unit) -> Option<Range> {
    Some(Range { start: count(selector, "start")?, end: count(selector, "end")?, unit })
}

/// The name of a thing: its `id`, or itself where it is only named.
pub fn id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| text(value, "id")).or_else(|| text(value, "@id"))
}
