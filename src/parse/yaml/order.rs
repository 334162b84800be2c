//! Puts the records of a list in another order; each takes its comments along, and every byte is still there afterwards.

use super::chunks::chunks;
use super::cut::{self, Shape};
use super::{Map, records};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile};

/// The file with its records sorted by a rank that each gets, those of one rank in their order; nothing where the file cannot
/// be read whole, where it would say something else, or where nothing is to be done.
pub fn sorted<K: Ord + Clone>(index: FileIndex, file: &SourceFile, rank: impl Fn(&Map) -> Option<K>) -> Option<String> {
    let mut problems = Problems::default();
    let before = records(index, file, &mut problems);
    if !problems.is_empty() || before.unsure || !before.broken.is_empty() {
        return None;
    }
    let ranks = ranks(&before.records, rank);
    let mut order: Vec<usize> = (0..before.records.len()).collect();
    order.sort_by(|left, right| ranks[*left].cmp(&ranks[*right]));
    if order.windows(2).all(|pair| pair[0] < pair[1]) {
        return None;
    }
    let pieces = cut::cut(index, &file.text, Shape::List, &mut problems)?.pieces;
    if pieces.len() != order.len() {
        return None;
    }
    let starts: Vec<usize> = pieces.iter().map(|piece| piece.span.start()).collect();
    let written = write(&file.text, &starts, &order);
    let changed = SourceFile { text: written, ..file.clone() };
    let after = records(index, &changed, &mut problems);
    let same =
        after.records.len() == order.len() && after.records.iter().zip(&order).all(|(map, at)| map.says(&before.records[*at]));
    (problems.is_empty() && same).then_some(changed.text)
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
