//! Puts the records of a list in another order; each takes its comments along, and every byte is still there afterwards.

use super::cut::{self, Shape};
use super::{Map, records};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile};

/// A record with the comments above it; the blank lines before these stay where they are.
struct Chunk<'a> {
    gap: &'a str,
    body: &'a str,
}

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
    let starts: Vec<usize> = pieces.iter().map(|piece| piece.span.start).collect();
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
    let head_end = head(&text[..starts[0]]);
    let mut chunks: Vec<Chunk> = Vec::with_capacity(starts.len());
    let mut from = head_end;
    let mut end_of_last = text.len();
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied().unwrap_or(text.len());
        let body_end = start + content(&text[*start..next]);
        let before = &text[from..*start];
        let blank = before.len() - before.trim_start_matches(['\n', '\r', ' ', '\t']).len();
        // White space at the beginning of a comment's line belongs to it.
        let gap = before[..blank].rfind('\n').map_or(0, |newline| newline + 1);
        chunks.push(Chunk { gap: &before[..gap], body: &text[from + gap..body_end] });
        from = body_end;
        end_of_last = body_end;
    }
    let mut written = text[..head_end].to_owned();
    for (place, at) in order.iter().enumerate() {
        written.push_str(chunks[place].gap);
        written.push_str(chunks[*at].body);
        // The last line of a file may have no end; in the middle it needs one.
        if place + 1 < order.len() && !chunks[*at].body.ends_with('\n') {
            written.push_str(newline);
        }
    }
    let tail = &text[end_of_last..];
    if tail.is_empty() && !text.ends_with('\n') {
        let length = written.trim_end_matches(['\n', '\r']).len();
        written.truncate(length);
    }
    written.push_str(tail);
    written
}

/// Where the head of a file ends: what stands before its first record and an empty line, and what is said to an editor's
/// program about the file as a whole.
fn head(before: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() || line.starts_with("---") || line.starts_with("# yaml-language-server:") {
            end = at;
        }
    }
    end
}

/// How much of a record and what follows it up to the next is the record: blank lines and comments at column 1 are not.
fn content(piece: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    for line in piece.split_inclusive('\n') {
        at += line.len();
        if !(line.trim().is_empty() || line.starts_with('#')) {
            end = at;
        }
    }
    end
}
