//! Changes single values of a YAML file where they stand, so that all else stays byte for byte: comments, order, marks, blank lines.

use super::node::{List, Map, Node, Scalar};
use super::quoted::{escaped, quoted};
use crate::source::{Edit, Span};

/// What a new text is to keep of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The quotation marks, or that it has none.
    Marks,
    /// Only that it can be read: where the old marks do not hold the new text.
    Meaning,
}

/// Puts other words in the place of a text, on one line, in the same marks where these hold them.
pub fn replace(file: &str, scalar: &Scalar, words: &str, keep: Keep) -> Edit {
    let span = scalar.place.span;
    let written = span.of(file);
    let text = match (keep, written.bytes().next()) {
        (Keep::Meaning, _) => quoted(words),
        (Keep::Marks, Some(b'\'')) => format!("'{}'", words.replace('\'', "''")),
        (Keep::Marks, Some(b'"')) => escaped(words),
        (Keep::Marks, Some(b'|' | b'>')) => match written.split_once('\n') {
            Some((header, rest)) => {
                let inner = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                let indent = &inner[..inner.len() - inner.trim_start().len()];
                format!("{header}\n{indent}{words}")
            }
            None => quoted(words),
        },
        (Keep::Marks, Some(_) | None) => words.to_owned(),
    };
    Edit { span, text }
}

/// Adds a field to a map: right after another of its fields, or as the last; `value` is YAML on one line.
pub fn add_field(file: &str, map: &Map, after: Option<&str>, name: &str, value: &str) -> Option<Edit> {
    let (first, _) = map.entries.first()?;
    let (_, node) = after.and_then(|name| map.entries.iter().find(|(key, _)| key.value == name)).or(map.entries.last())?;
    let end = node.place().span.end();
    let start = map.place.span.start();
    let in_braces = start < first.place.span.start() && file[start..].starts_with('{');
    Some(if in_braces {
        Edit { span: Span::new(end, end), text: format!(", {name}: {value}") }
    } else {
        let indent = column(file, first.place.span.start());
        line_after(file, end, &format!("{}{name}: {value}", " ".repeat(indent)))
    })
}

/// Adds an item, YAML on one line, to a list or to a single map that stands for one; nothing where it has no room for it.
pub fn add_item(file: &str, node: &Node, item: &str) -> Vec<Edit> {
    let put = |at: usize, text: String| Edit { span: Span::new(at, at), text };
    let span = node.place().span;
    let opens = |sign: char| file[span.start()..].starts_with(sign);
    match node {
        Node::List(List { items, .. }) => match items.last() {
            Some(last) if opens('[') => vec![put(last.place().span.end(), format!(", {item}"))],
            None if opens('[') => vec![put(span.start() + 1, item.to_owned())],
            Some(last) => {
                let indent = " ".repeat(column(file, span.start()));
                vec![line_after(file, last.place().span.end(), &format!("{indent}- {item}"))]
            }
            None => Vec::new(),
        },
        Node::Map(_) if opens('{') => vec![put(span.start(), "[".to_owned()), put(span.end(), format!(", {item}]"))],
        Node::Map(map) => as_list(file, map, item),
        Node::Text(_) => Vec::new(),
    }
}

/// Makes a map without braces the first item of a list, with another behind it: each of its lines goes in by two.
fn as_list(file: &str, map: &Map, item: &str) -> Vec<Edit> {
    let Some((_, last)) = map.entries.last() else { return Vec::new() };
    let (start, end) = (map.place.span.start(), last.place().span.end());
    let put = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
    let lines = file[start..end].match_indices('\n').map(|(at, _)| start + at + 1);
    let inner = lines.filter(|at| !file[*at..].starts_with(['\n', '\r'])).map(|at| put(at, "  "));
    let indent = " ".repeat(column(file, start));
    let behind = line_after(file, end, &format!("{indent}- {item}"));
    std::iter::once(put(start, "- ")).chain(inner).chain([behind]).collect()
}

/// A line of its own behind the line on which something ends, with the line end that the file has there.
pub(super) fn line_after(file: &str, end: usize, line: &str) -> Edit {
    let at = file[end..].find('\n').map_or(file.len(), |newline| end + newline);
    let (at, newline) = if file[..at].ends_with('\r') { (at - 1, "\r\n") } else { (at, "\n") };
    Edit { span: Span::new(at, at), text: format!("{newline}{line}") }
}

/// How many characters stand before a place on its line.
pub(super) fn column(file: &str, at: usize) -> usize {
    file[..at].chars().rev().take_while(|character| *character != '\n').count()
}
