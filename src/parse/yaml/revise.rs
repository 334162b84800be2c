//! Makes a record say something else, field by field: whatever says already what it should stays byte for byte.

use super::compose::{field, holds, inner, map_holds, on_one_line, rank, takes};
use super::edit::{Edit, Keep, column, line_after, replace};
use super::node::{List, Map, Node, Style};
use super::value::line_end;
use crate::model::{FormField, Takes, Value};
use crate::source::{Placed, Span};

/// What is to be changed so that a map has these fields and no others; nothing where that cannot be done piece by piece.
pub fn edits(file: &str, map: &Map, wanted: &[(String, Value)], form: &[FormField], keep: Keep) -> Option<Vec<Edit>> {
    let in_braces = is_in_braces(file, map);
    let mut edits = Vec::new();
    let mut kept: Vec<&(Placed<String>, Node)> = Vec::new();
    let value_of = |name: &str| wanted.iter().find(|(other, value)| other == name && !value.is_blank()).map(|(_, value)| value);
    for (number, entry) in map.entries.iter().enumerate() {
        let (key, node) = entry;
        match value_of(&key.value) {
            None => edits.push(if in_braces { without_in_braces(map, number)? } else { without(file, map, number)? }),
            Some(value) => {
                kept.push(entry);
                if !holds(node, value) {
                    edits.extend(changed(file, (key, node), value, (form, in_braces), keep)?);
                }
            }
        }
    }
    let mut new: Vec<&(String, Value)> =
        wanted.iter().filter(|(name, value)| !value.is_blank() && map.get(name).is_none()).collect();
    new.sort_by_key(|(name, _)| rank(name, form));
    for (name, value) in new {
        let before = kept.iter().rfind(|(key, _)| rank(&key.value, form) <= rank(name, form)).or(kept.first());
        // A record that keeps none of its fields is written anew.
        let (first, node) = before?;
        let end = node.place().span.end;
        edits.push(if in_braces {
            Edit { span: Span::new(end, end), text: format!(", {name}: {}", on_one_line(value, takes(name, form))) }
        } else {
            let indent = column(file, first.place.span.start);
            line_after(file, end, &format!("{}{}", " ".repeat(indent), field(name, value, form, indent)))
        });
    }
    Some(edits)
}

/// What is to be changed in one field so that it has another value.
fn changed(
    file: &str,
    (key, node): (&Placed<String>, &Node),
    value: &Value,
    (form, in_braces): (&[FormField], bool),
    keep: Keep,
) -> Option<Vec<Edit>> {
    let takes = takes(&key.value, form);
    if let Some(edits) = within(file, node, value, takes, keep) {
        return Some(edits);
    }
    let span = Span::new(key.place.span.start, node.place().span.end.max(key.place.span.end));
    let text = if in_braces {
        format!("{}: {}", key.value, on_one_line(value, takes))
    } else {
        field(&key.value, value, form, column(file, key.place.span.start))
    };
    Some(vec![Edit { span, text }])
}

/// The change of a value piece by piece, where it stays a value of its kind.
fn within(file: &str, node: &Node, value: &Value, takes: Takes, keep: Keep) -> Option<Vec<Edit>> {
    match (node, value) {
        (Node::Text(scalar), Value::Text(words)) => {
            // A block, and a text of several lines, is written anew.
            let is_line =
                scalar.style != Style::Block && !scalar.place.span.of(file).contains('\n') && !words.trim().contains('\n');
            let is_there = !scalar.place.span.of(file).is_empty();
            (is_line && is_there).then(|| vec![replace(file, scalar, words.trim(), keep)])
        }
        (Node::Map(map), Value::Fields(fields)) => edits(file, map, fields, inner(takes), keep),
        (Node::List(List { items, .. }), Value::List(values)) if items.len() == values.len() => {
            let mut all = Vec::new();
            for (node, value) in items.iter().zip(values) {
                if !holds(node, value) {
                    all.extend(within(file, node, value, takes, keep)?);
                }
            }
            Some(all)
        }
        (Node::Text(_) | Node::Map(_) | Node::List(_), Value::Text(_) | Value::Fields(_) | Value::List(_)) => None,
    }
}

/// Takes a field of a map without braces out, with its lines and what is remarked at their end.
fn without(file: &str, map: &Map, number: usize) -> Option<Edit> {
    let (key, node) = &map.entries[number];
    let line = file[..key.place.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    // On the first line of a record stands its hyphen.
    if !file[line..key.place.span.start].trim().is_empty() {
        return None;
    }
    let end = line_end(file, node.place().span.end.max(key.place.span.end));
    Some(match file[end..].find('\n') {
        Some(newline) => Edit { span: Span::new(line, end + newline + 1), text: String::new() },
        None => Edit { span: Span::new(line_end(file, line.saturating_sub(2)), file.len()), text: String::new() },
    })
}

fn without_in_braces(map: &Map, number: usize) -> Option<Edit> {
    let (key, node) = &map.entries[number];
    let span = match (number.checked_sub(1).map(|before| &map.entries[before]), map.entries.get(number + 1)) {
        (Some((_, before)), _) => Span::new(before.place().span.end, node.place().span.end),
        (None, Some((next, _))) => Span::new(key.place.span.start, next.place.span.start),
        (None, None) => return None,
    };
    Some(Edit { span, text: String::new() })
}

fn is_in_braces(file: &str, map: &Map) -> bool {
    let start = map.place.span.start;
    map.entries.first().is_some_and(|(key, _)| start < key.place.span.start && file[start..].starts_with('{'))
}

/// Whether a record says what it should.
pub fn says(map: &Map, wanted: &[(String, Value)]) -> bool {
    map_holds(map, wanted)
}
