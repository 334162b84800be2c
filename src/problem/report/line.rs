//! Decides whether a caret can be put under words of a line, and cuts a line for the case that it cannot.

use unicode_normalization::char::is_combining_mark;

use crate::source::Span;
use crate::source::hidden::is_hidden;

/// Characters of a long line that are shown before a place, and after its start.
const SHOWN_BEFORE: usize = 40;
const SHOWN_AFTER: usize = 100;

/// Longer lines are not drawn whole: it would take a time that grows with their length for each mistake on them.
const CARET_MAX_BYTES: usize = 20_000;

/// Whether every character stands below the one at the same column: terminals turn lines with right-to-left letters
/// round, and do not agree on how wide composed letters are (rust-lang/rust#132860).
pub fn takes_caret(line: &str) -> bool {
    line.len() <= CARET_MAX_BYTES && (line.is_ascii() || !line.chars().any(moves_its_neighbours))
}

fn moves_its_neighbours(character: char) -> bool {
    let is_right_to_left = matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    let is_invisible = character == '\u{ad}' || is_hidden(character);
    // Vowels and endings of Korean syllables, skin colours of emoji.
    let joins = matches!(character, '\u{1160}'..='\u{11ff}' | '\u{1f3fb}'..='\u{1f3ff}');
    is_right_to_left || is_invisible || joins || is_combining_mark(character)
}

/// The part of a long line round a place, with “…” where it is cut.
pub fn around(line: &str, place: Span) -> String {
    let start = line[..place.start()].char_indices().rev().nth(SHOWN_BEFORE).map_or(0, |(offset, cut)| offset + cut.len_utf8());
    let end = line[place.start()..].char_indices().nth(SHOWN_AFTER).map_or(line.len(), |(offset, _)| place.start() + offset);
    let before = if start > 0 { "…" } else { "" };
    let after = if end < line.len() { "…" } else { "" };
    format!("{before}{}{after}", line[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::{around, takes_caret};
    use crate::source::Span;

    #[test]
    fn carets_stand_under_letters_that_keep_their_column() {
        for line in ["quote: At least", "“wört” — 文字", "\ttab", "😀"] {
            assert!(takes_caret(line), "{line}");
        }
        for line in ["تكفيري", "cafe\u{301}", "क्षि", "👩\u{200d}👧", "soft\u{ad}hyphen", "שלום"] {
            assert!(!takes_caret(line), "{line}");
        }
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_and_a_short_one_is_not() {
        let line = "é".repeat(1000);
        assert_eq!(around(&line, Span::new(800, 802)).chars().count(), 142);
        assert_eq!(around("  short", Span::new(2, 7)), "short");
    }
}
