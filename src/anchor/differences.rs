//! Says word by word how a quotation differs from the words of the text that are nearest to it.

use super::fold::{Level, needle};
use super::words::shown;

/// So many differences are spelled out; more are only counted.
const TOLD_MAX: usize = 3;
/// Longer stretches are told as one difference: nobody reads fifty of them.
const WORDS_MAX: usize = 400;

/// Sentences without a full stop, each for one difference; `text` and `quotation` are unfolded.
pub fn differences(text: &str, quotation: &str) -> Vec<String> {
    let (text, quotation) = (Words::new(text), Words::new(quotation));
    let mut told: Vec<String> = Vec::new();
    let changes = changes(&text.folded, &quotation.folded);
    if changes.is_empty() {
        return told;
    }
    for change in changes.iter().take(TOLD_MAX) {
        let (has, wants) = (text.between(change.text), quotation.between(change.quotation));
        told.push(match (has.is_empty(), wants.is_empty()) {
            (false, false) => format!("the text has {} where the quotation has {}", shown(&has), shown(&wants)),
            (false, true) => format!("the quotation lacks {}{}", shown(&has), neighbour(&text, change.text)),
            (true, _) => {
                format!("the quotation has {}{}, the text has not", shown(&wants), neighbour(&quotation, change.quotation))
            }
        });
    }
    match changes.len().saturating_sub(TOLD_MAX) {
        0 => {}
        1 => told.push("there is one more difference".to_string()),
        more => told.push(format!("there are {more} more differences")),
    }
    told
}

/// Words as they are written, and as they are compared.
struct Words<'a> {
    written: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> Words<'a> {
    fn new(words: &'a str) -> Words<'a> {
        let written: Vec<&str> = words.split_whitespace().collect();
        let folded = written.iter().map(|word| needle(word, Level::Loose)).collect();
        Words { written, folded }
    }

    fn between(&self, (start, end): (usize, usize)) -> String {
        self.written[start..end].join(" ")
    }
}

/// Where words are missing: after which word, or at the beginning.
fn neighbour(words: &Words, (start, end): (usize, usize)) -> String {
    match (start.checked_sub(1), words.written.get(end)) {
        (Some(before), _) => format!(" after {}", shown(words.written[before])),
        (None, Some(after)) => format!(" before {}", shown(after)),
        (None, None) => String::new(),
    }
}

/// A stretch of words that is not the same on both sides: from, to.
pub struct Change {
    /// In the text.
    pub text: (usize, usize),
    /// In the quotation.
    pub quotation: (usize, usize),
}

/// The stretches in which two lists of words differ, in order.
pub fn changes(text: &[String], quotation: &[String]) -> Vec<Change> {
    let same = text.iter().zip(quotation).take_while(|(left, right)| left == right).count();
    let (text_rest, quotation_rest) = (&text[same..], &quotation[same..]);
    let same_end = text_rest.iter().rev().zip(quotation_rest.iter().rev()).take_while(|(left, right)| left == right).count();
    let (text_rest, quotation_rest) =
        (&text_rest[..text_rest.len() - same_end], &quotation_rest[..quotation_rest.len() - same_end]);
    let mut pairs =
        if text_rest.len().max(quotation_rest.len()) <= WORDS_MAX { common(text_rest, quotation_rest) } else { Vec::new() };
    pairs.push((text_rest.len(), quotation_rest.len()));
    let (mut left, mut right) = (0, 0);
    let mut changes = Vec::new();
    for (text_at, quotation_at) in pairs {
        if left < text_at || right < quotation_at {
            changes.push(Change { text: (same + left, same + text_at), quotation: (same + right, same + quotation_at) });
        }
        (left, right) = (text_at + 1, quotation_at + 1);
    }
    changes
}

/// The longest common subsequence as pairs of positions.
fn common(left: &[String], right: &[String]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut lengths = vec![0_u16; (left.len() + 1) * width];
    for (row, word) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            lengths[row * width + column] = if word == other {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < left.len() && column < right.len() {
        if left[row] == right[column] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}
