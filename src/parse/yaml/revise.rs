//! Makes a record say something else, field by field: whatever says already what it should stays byte for byte.

use super::compose::{field, holds, map_holds, on_one_line, rank, takes};
use super::edit::{Keep, column, line_after, replace};
use super::node::{List, Map, Node, Scalar, Style};
use super::value::line_end;
use crate::format::{Field, Layout};
use crate::model::Value;
use crate::source::{Edit, Placed, Span};

/// What is to be changed so that a map has these fields and no others; nothing where that cannot be done piece by piece.
pub fn edits(file: &str, map: &Map, wanted: &[(String, Value)], form: &[Field], keep: Keep) -> Option<Vec<Edit>> {
    let written = written(file, map);
    let mut edits = Vec::new();
    let mut kept: Vec<&(Placed<String>, Node)> = Vec::new();
    let value_of = |name: &str| wanted.iter().find(|(other, value)| other == name && !value.is_blank()).map(|(_, value)| value);
    let leading = map.entries.iter().take_while(|(key, _)| value_of(&key.value).is_none()).count();
    for (number, entry) in map.entries.iter().enumerate() {
        let (key, node) = entry;
        match value_of(&key.value) {
            None if written == Writing::Braces => edits.extend(without_in_braces(map, number, leading)?),
            None => edits.push(without(file, map, number)?),
            Some(value) => {
                kept.push(entry);
                if !holds(node, value) {
                    edits.extend(changed(file, (key, node), value, (form, written), keep)?);
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
        let end = node.place().span.end();
        edits.push(if written == Writing::Braces {
            Edit { span: Span::new(end, end), text: format!(", {name}: {}", on_one_line(value, takes(name, form))) }
        } else {
            let indent = column(file, first.place.span.start());
            line_after(file, end, &format!("{}{}", " ".repeat(indent), field(name, value, form, indent)))
        });
    }
    // Inside braces there is no line of its own for a remark of what is taken out.
    let all = Node::Map(map.clone());
    let is_lost = |edit: &Edit| remarks(file, &all, edit.span).iter().any(|remark| !edit.text.contains(remark));
    (written == Writing::Lines || !edits.iter().any(is_lost)).then_some(edits)
}

/// What is to be changed in one field so that it has another value.
fn changed(
    file: &str,
    (key, node): (&Placed<String>, &Node),
    value: &Value,
    (form, written): (&[Field], Writing),
    keep: Keep,
) -> Option<Vec<Edit>> {
    let takes = takes(&key.value, form);
    if let Some(edits) = within(file, node, value, takes, keep) {
        return Some(edits);
    }
    let start = key.place.span.start();
    let end = node.place().span.end().max(key.place.span.end());
    if written == Writing::Braces {
        let text = format!("{}: {}", key.value, on_one_line(value, takes));
        return Some(vec![Edit { span: Span::new(start, end), text }]);
    }
    let indent = column(file, start);
    let text = field(&key.value, value, form, indent);
    // What is remarked inside the old value, or behind it, goes before the field: a text of several lines would swallow it.
    let remarks = remarks(file, node, Span::new(start, line_end(file, end)));
    if remarks.is_empty() {
        return Some(vec![Edit { span: Span::new(start, end), text }]);
    }
    let is_first = !file[..start].ends_with(&format!("\n{}", " ".repeat(indent)));
    if is_first {
        return None;
    }
    let lines: String = remarks.iter().map(|remark| format!("{remark}\n{}", " ".repeat(indent))).collect();
    Some(vec![Edit { span: Span::new(start, line_end(file, end)), text: format!("{lines}{text}") }])
}

/// The remarks in a stretch of a file that holds one value.
fn remarks<'a>(file: &'a str, node: &Node, stretch: Span) -> Vec<&'a str> {
    let mut texts = Vec::new();
    collect_texts(file, node, &mut texts);
    let bytes = file.as_bytes();
    let is_remark = |at: &usize| {
        let begins = *at == 0 || bytes[at - 1].is_ascii_whitespace();
        bytes[*at] == b'#' && begins && !texts.iter().any(|text| text.start() <= *at && *at < text.end())
    };
    let mut remarks: Vec<&str> = Vec::new();
    let mut at = stretch.start();
    while let Some(found) = (at..stretch.end()).find(is_remark) {
        let end = line_end(file, found);
        remarks.push(file[found..end].trim_end());
        at = end;
    }
    remarks
}

fn collect_texts(file: &str, node: &Node, texts: &mut Vec<Span>) {
    match node {
        Node::Text(Scalar { place, style: Style::Block, .. }) => {
            // Behind the sign of a block a remark may stand.
            let first = line_end(file, place.span.start()).min(place.span.end());
            texts.push(Span::new(first, place.span.end()));
        }
        Node::Text(scalar) => texts.push(scalar.place.span),
        Node::List(list) => list.items.iter().for_each(|item| collect_texts(file, item, texts)),
        Node::Map(map) => map.entries.iter().for_each(|(_, node)| collect_texts(file, node, texts)),
    }
}

/// The change of a value piece by piece, where it stays a value of its kind.
fn within(file: &str, node: &Node, value: &Value, takes: Layout, keep: Keep) -> Option<Vec<Edit>> {
    match (node, value) {
        (Node::Text(scalar), Value::Text(words)) => {
            // A block, and a text of several lines, is written anew.
            let is_line =
                scalar.style != Style::Block && !scalar.place.span.of(file).contains('\n') && !words.trim().contains('\n');
            let is_there = !scalar.place.span.of(file).is_empty();
            (is_line && is_there).then(|| vec![replace(file, scalar, words.trim(), keep)])
        }
        (Node::Map(map), Value::Fields(fields)) => edits(file, map, fields, takes.fields(), keep),
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

/// Takes a field of a map out; nothing where it has none of that name, or nothing else.
pub fn take_out(file: &str, map: &Map, name: &str) -> Option<Edit> {
    let number = map.entries.iter().position(|(key, _)| key.value == name)?;
    match written(file, map) {
        Writing::Braces => without_in_braces(map, number, usize::from(number == 0))?,
        Writing::Lines => without(file, map, number),
    }
}

/// Takes a field of a map without braces out; what is remarked in its lines stays.
fn without(file: &str, map: &Map, number: usize) -> Option<Edit> {
    let (key, node) = &map.entries[number];
    let line = file[..key.place.span.start()].rfind('\n').map_or(0, |newline| newline + 1);
    // On the first line of a record stands its hyphen.
    if !file[line..key.place.span.start()].trim().is_empty() {
        return None;
    }
    let end = line_end(file, node.place().span.end().max(key.place.span.end()));
    let remarks = remarks(file, node, Span::new(key.place.span.start(), end));
    let indent = &file[line..key.place.span.start()];
    let lines: String = remarks.iter().map(|remark| format!("{indent}{remark}\n")).collect();
    let end = file[end..].find('\n').map_or(file.len(), |newline| end + newline + 1);
    Some(Edit { span: Span::new(line, end), text: lines })
}

/// Takes a field out of braces; the first ones, of which `leading` go, go together with the comma behind them.
fn without_in_braces(map: &Map, number: usize, leading: usize) -> Option<Option<Edit>> {
    let (key, node) = &map.entries[number];
    let edit = |start: usize, end: usize| Some(Edit { span: Span::new(start, end), text: String::new() });
    match number.checked_sub(1).map(|before| &map.entries[before]) {
        None => {
            let (next, _) = map.entries.get(leading)?;
            Some(edit(key.place.span.start(), next.place.span.start()))
        }
        Some(_) if number < leading => Some(None),
        Some((_, before)) => Some(edit(before.place().span.end(), node.place().span.end())),
    }
}

/// How a map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// `{id: toll, quote: …}`
    Braces,
    /// Each field on a line of its own.
    Lines,
}

fn written(file: &str, map: &Map) -> Writing {
    let start = map.place.span.start();
    let is_inside = |(key, _): &(Placed<String>, Node)| start < key.place.span.start() && file[start..].starts_with('{');
    if map.entries.first().is_some_and(is_inside) { Writing::Braces } else { Writing::Lines }
}

/// Whether a record says what it should.
pub fn says(map: &Map, wanted: &[(String, Value)]) -> bool {
    map_holds(map, wanted)
}
