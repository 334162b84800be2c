//! Puts the records of a list in another order; each takes its comments along, and every byte is still there afterwards.

use super::chunks::chunks;
use super::cut::{self, Shape};
use super::{Map, whole_records};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile};

/// What came of sorting the records of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Sorted {
    /// They are in order, or cannot be read whole, which is told elsewhere.
    AsTheyWere,
    /// The file with its records in order.
    Moved(String),
    /// One of them would say something else in another place.
    Stuck,
}

/// Sorts the records of a file by a rank that each gets, those of one rank in their order.
pub fn sorted<K: Ord + Clone>(index: FileIndex, file: &SourceFile, rank: impl Fn(&Map) -> Option<K>) -> Sorted {
    let Some(before) = whole_records(index, file) else { return Sorted::AsTheyWere };
    let ranks = ranks(&before, rank);
    let mut order: Vec<usize> = (0..before.len()).collect();
    order.sort_by(|left, right| ranks[*left].cmp(&ranks[*right]));
    if order.windows(2).all(|pair| pair[0] < pair[1]) {
        return Sorted::AsTheyWere;
    }
    moved(index, file, &before, &order).map_or(Sorted::Stuck, Sorted::Moved)
}

/// The file with its records in an order; nothing where it would say something else.
fn moved(index: FileIndex, file: &SourceFile, before: &[Map], order: &[usize]) -> Option<String> {
    let pieces = cut::cut(index, &file.text, Shape::List, &mut Problems::default())?.pieces;
    if pieces.len() != order.len() {
        return None;
    }
    let starts: Vec<usize> = pieces.iter().map(|piece| piece.span.start()).collect();
    let changed = SourceFile { text: write(&file.text, &starts, order), ..file.clone() };
    let after = whole_records(index, &changed)?;
    let same = after.len() == order.len() && after.iter().zip(order).all(|(map, at)| map.says(&before[*at]));
    same.then_some(changed.text)
}

/// A record without a rank of its own follows the one before it.
fn ranks<K: Ord + Clone>(records: &[Map], rank: impl Fn(&Map) -> Option<K>) -> Vec<Option<K>> {
    let mut last = None;
    records
        .iter()
        .map(|map| {
            last = rank(map).or(last.clone());
            last.clone()
        })
        .collect()
}

fn write(text: &str, starts: &[usize], order: &[usize]) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let chunks = chunks(text, starts);
    let (Some(first), Some(last)) = (chunks.first(), chunks.last()) else { return text.to_owned() };
    let mut written = text[..first.gap.start()].to_owned();
    for (place, at) in order.iter().enumerate() {
        let body = chunks[*at].body.of(text);
        written.push_str(chunks[place].gap.of(text));
        written.push_str(body);
        // The last line of a file may have no end; in the middle it needs one.
        if place + 1 < order.len() && !body.ends_with('\n') {
            written.push_str(newline);
        }
    }
    let tail = &text[last.body.end()..];
    if tail.is_empty() && !text.ends_with('\n') {
        let length = written.trim_end_matches(['\n', '\r']).len();
        written.truncate(length);
    }
    written.push_str(tail);
    written
}
