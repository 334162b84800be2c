//! Reads YAML as editors write it: each record on its own, every value as written, every mistake told once and in place.
//!
//! The one door to YAML: nothing outside this folder names a YAML library.
//! A file is cut at column 1 (`cut`), each piece is read (`read`), and where a piece is not YAML,
//! its text is looked at again for the mistake that people make there (`slips`).

mod brackets;
pub mod chunks;
pub mod compose;
mod cut;
pub mod edit;
pub mod modeline;
mod node;
pub mod order;
pub mod quoted;
mod read;
pub mod revise;
mod slips;
mod value;
mod wording;

use std::collections::BTreeMap;

use crate::problem::{Code, Problem, Problems, TOLD_MAX};
use crate::source::{FileIndex, Place, SourceFile, Span};

pub use node::{List, Map, Node, Scalar, Style};
pub use quoted::{quoted, quoted_after_field};

/// Bytes that a YAML file may have.
const SIZE_MAX_BYTES: usize = 1024 * 1024;

/// What a file that is a list of records holds.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Records {
    /// The records that could be read, in order.
    pub records: Vec<Map>,
    /// The ids of records that could not be read, as far as they can be made out.
    pub broken: Vec<String>,
    /// Whether some record could not be read and its id could not be made out either.
    pub unsure: bool,
}

/// Reads a file that is a list of records, each beginning with `- ` at column 1.
///
/// A record that is not YAML, repeats a field or is not a map is reported and left out; the others are read,
/// up to the mistake after the thousandth.
/// Reports the codes that begin with `yaml-`, `merge-conflict`, `duplicate-field`, `file-too-large`
/// and, for a record without fields, `wrong-type`.
pub fn records(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> Records {
    let mut found = Records::default();
    if !file.readable {
        // That is reported already; what there is of the text may break off anywhere.
        found.unsure = true;
        return found;
    }
    let Some(cut) = cut_file(index, file, cut::Shape::List, problems) else {
        found.unsure = true;
        return found;
    };
    found.unsure = !cut.whole;
    let mut broken = 0;
    for piece in cut.pieces {
        if broken > TOLD_MAX {
            // The rest would not be told; a file of a hundred thousand mistakes is not one that somebody wrote.
            found.unsure = true;
            break;
        }
        let text = piece.span.of(&file.text);
        let read = match piece.stray {
            Some(stray) => Err(wording::stray_line(text, stray, piece.span.start())),
            None => read::read(text, piece.span.start(), index, read::Depth::OfList)
                .and_then(|node| only_record(node, piece.span.start())),
        };
        match read {
            Ok(record) => found.records.push(record),
            Err(slip) => {
                broken += 1;
                problems.push(slip.problem(index, piece.span.start()));
                if !cut::ids(text, &mut found.broken) {
                    found.unsure = true;
                }
            }
        }
    }
    found
}

/// The records of a file that is a list, if all of it can be read without a word.
pub fn whole_records(index: FileIndex, file: &SourceFile) -> Option<Vec<Map>> {
    let mut problems = Problems::default();
    let found = records(index, file, &mut problems);
    // A record that is broken stays as it is; but it must not be taken for another.
    (!found.unsure && found.broken.is_empty() && problems.is_empty()).then_some(found.records)
}

/// The fields of a file that is one map, if all of it can be read without a word.
pub fn whole_fields(index: FileIndex, file: &SourceFile) -> Option<Map> {
    let mut problems = Problems::default();
    let root = fields(index, file, &mut problems);
    (root.is_whole && problems.is_empty()).then_some(root.map)
}

/// What could be read of a file that is one map.
#[derive(Debug)]
pub struct Root {
    /// Its fields.
    pub map: Map,
    /// Whether that is all of it.
    pub is_whole: bool,
}

/// Reads a file that is one map, its fields beginning at column 1.
///
/// Each field is read on its own: a broken one is reported and left out.
/// Reports what [`records`] reports; a field that stands twice keeps its first value.
pub fn fields(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> Root {
    let place = Place { file: index, span: Span::new(0, file.text.len()) };
    let mut map = Map { entries: Vec::new(), place };
    if !file.readable {
        return Root { map, is_whole: false };
    }
    let Some(cut) = cut_file(index, file, cut::Shape::Fields, problems) else {
        return Root { map, is_whole: false };
    };
    let mut is_whole = cut.whole;
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for piece in cut.pieces {
        let text = piece.span.of(&file.text);
        let read = read::read(text, piece.span.start(), index, read::Depth::OfMap).and_then(|node| only_map(text, node));
        let entries = match read {
            Ok(read) => read.entries,
            Err(slip) => {
                problems.push(slip.problem(index, piece.span.start()));
                is_whole = false;
                continue;
            }
        };
        for (key, value) in entries {
            if let Some(first) = seen.get(&key.value) {
                problems.push(
                    Problem::new(Code::DuplicateField, key.place, wording::duplicate_message(&key.value))
                        .help(wording::DUPLICATE_HELP)
                        .related(*first, wording::DUPLICATE_RELATED),
                );
                is_whole = false;
                continue;
            }
            seen.insert(key.value.clone(), key.place);
            map.entries.push((key, value));
        }
    }
    Root { map, is_whole }
}

/// Refuses a file that is too large, then cuts it.
fn cut_file(index: FileIndex, file: &SourceFile, shape: cut::Shape, problems: &mut Problems) -> Option<cut::Cut> {
    if file.text.len() > SIZE_MAX_BYTES {
        let place = Place { file: index, span: Span::new(0, 0) };
        let message = format!("the file has {} bytes, more than the 1,048,576 (1 MiB) that are read", file.text.len());
        problems.push(
            Problem::new(Code::FileTooLarge, place, message)
                .help("divide it: notes may stand in several files, `notes.<layer>.yaml`, and entities in any number of files"),
        );
        return None;
    }
    cut::cut(index, &file.text, shape, problems)
}

/// The record of a piece, which is a list of one.
fn only_record(node: Node, base: usize) -> Result<Map, Box<wording::Slip>> {
    let item = match node {
        Node::List(mut list) if list.items.len() == 1 => list.items.pop(),
        Node::List(_) | Node::Text(_) | Node::Map(_) => None,
    };
    match item.expect("a piece of a list begins with its only dash at column 1") {
        Node::Map(map) => Ok(map),
        Node::Text(text) => match value::name_without_colon(&text.text) {
            // The lines below are no part of the field, though they were read so.
            Some((name, rest)) => {
                let sign = &rest[..rest.chars().next().map_or(0, char::len_utf8)];
                Err(wording::missing_colon(text.place.span.start() - base, (name, sign)))
            }
            None => Err(wording::not_a_record(text.place, base)),
        },
        Node::List(list) => Err(wording::not_a_record(list.place, base)),
    }
}

/// The field of a piece, which is a map of one.
fn only_map(text: &str, node: Node) -> Result<Map, Box<wording::Slip>> {
    match node {
        Node::Map(map) => Ok(map),
        Node::Text(_) | Node::List(_) => Err(wording::no_field(text)),
    }
}
