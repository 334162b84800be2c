//! Finds the words of a text that are most like a quotation which does not stand in it.

use triple_accel::levenshtein::{LEVENSHTEIN_COSTS, levenshtein_search_simd_with_opts};
use triple_accel::{Match, SearchType};

use crate::source::Span;

use super::border::clusters;
use super::fold::{Level, needle};
use super::reading::Reading;

/// A longer quotation is looked for by its two ends: a mistake is rarely in both, and one vector of the processor
/// holds no more than 255 bytes with their edits.
const WHOLE_BYTES_MAX: usize = 180;
/// How much of each end is looked for.
const END_BYTES: usize = 90;

/// Below this a quotation is one short word or two.
const SHORT_BYTES: usize = 12;

/// The stretch of a text that is most like a quotation, if any is like it at all: two thirds of it are the same.
///
/// It may cut words at its ends. Cost: at most two passes over the text for each quotation that is not found; case is left aside.
pub fn nearest(reading: &Reading, quotation: &str) -> Option<Span> {
    let wanted = needle(quotation, Level::Caseless);
    let folded = reading.folded(Level::Caseless);
    let text = folded.text.as_str();
    let (start, end) = if wanted.len() <= WHOLE_BYTES_MAX {
        search(&wanted, text).map(|found| (found.start, found.end))?
    } else {
        by_its_ends(&wanted, text)?
    };
    let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
    // A match may swallow a blank at its ends; the words are what is meant.
    let words = &text[start..end];
    let start = start + (words.len() - words.trim_start_matches(' ').len());
    let end = (end - (words.len() - words.trim_end_matches(' ').len())).max(start);
    let (start, end) = folded.around(start, end);
    (start < end).then(|| clusters(reading.plain(), &folded.flags, Span::new(start, end)))
}

fn by_its_ends(wanted: &str, text: &str) -> Option<(usize, usize)> {
    let head = search(&wanted[..wanted.floor_char_boundary(END_BYTES)], text);
    let tail = search(&wanted[wanted.ceil_char_boundary(wanted.len() - END_BYTES)..], text);
    match (head, tail) {
        (Some(head), Some(tail)) if fits(wanted, head.start, tail.end) => Some((head.start, tail.end)),
        (Some(head), Some(tail)) if head.k <= tail.k => Some(from_its_head(wanted, text, &head)),
        (Some(_) | None, Some(tail)) => Some((tail.end.saturating_sub(wanted.len()), tail.end)),
        (Some(head), None) => Some(from_its_head(wanted, text, &head)),
        (None, None) => None,
    }
}

fn from_its_head(wanted: &str, text: &str, head: &Match) -> (usize, usize) {
    (head.start, (head.start + wanted.len()).min(text.len()))
}

/// Whether a stretch is about as long as the quotation.
fn fits(wanted: &str, start: usize, end: usize) -> bool {
    start < end && (wanted.len() / 2..=wanted.len() * 2).contains(&(end - start))
}

/// The first of the stretches with the fewest edits.
fn search(wanted: &str, text: &str) -> Option<Match> {
    // Of a short word a third is too little: “HTS” is not near to “its”.
    let share = if wanted.len() < SHORT_BYTES { 4 } else { 3 };
    let edits_max = (wanted.len() / share) as u32;
    if edits_max == 0 {
        return None;
    }
    let (wanted, text) = (wanted.as_bytes(), text.as_bytes());
    levenshtein_search_simd_with_opts(wanted, text, edits_max, SearchType::Best, LEVENSHTEIN_COSTS, false)
        .filter(|found| found.start < found.end)
        .min_by_key(|found| (found.k, found.start))
}
