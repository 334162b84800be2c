//! Where a match may begin and end: on the borders of what readers take for one character, and of words.

use memchr::memmem;
use unicode_segmentation::GraphemeCursor;

use crate::source::Span;
use crate::source::word::is_inside_word;

/// Whether an offset lies between two grapheme clusters.
pub fn is_border(plain: &str, offset: usize) -> bool {
    let bytes = plain.as_bytes();
    if offset == 0 || offset >= bytes.len() {
        return offset <= bytes.len();
    }
    let (before, after) = (bytes[offset - 1], bytes[offset]);
    // Between two ASCII characters there is always a border, but in a line end.
    if before.is_ascii() && after.is_ascii() {
        return (before, after) != (b'\r', b'\n');
    }
    plain.is_char_boundary(offset)
        && GraphemeCursor::new(offset, plain.len(), true)
            .is_boundary(plain, 0)
            // The cursor only asks for more text when it is given a part of it.
            .expect("the whole text is given")
}

/// Where a text has letters of flags, two of which are one character: 🇸 and 🇾 are 🇸🇾.
///
/// Which two belong together is counted from the beginning of a run; who knows it need not go back to it from each place.
#[derive(Debug, Clone, Default)]
pub struct Flags(Vec<Span>);

impl Flags {
    /// Finds the runs of a text.
    pub fn of(plain: &str) -> Flags {
        let mut runs: Vec<Span> = Vec::new();
        // Of the letters that begin so, U+1F1E6 to U+1F1FF are those of flags.
        let is_letter = |at: &usize| (0xA6..=0xBF).contains(&plain.as_bytes()[at + 3]);
        for at in memmem::find_iter(plain.as_bytes(), b"\xF0\x9F\x87").filter(is_letter) {
            match runs.last_mut() {
                Some(run) if run.end() == at => *run = run.up_to(at + LETTER_BYTES),
                Some(_) | None => runs.push(Span::new(at, at + LETTER_BYTES)),
            }
        }
        Flags(runs)
    }

    /// Whether an offset lies between two grapheme clusters of the text.
    pub fn is_border(&self, plain: &str, offset: usize) -> bool {
        let before = self.0.partition_point(|run| run.start() < offset);
        match self.0[..before].last() {
            Some(run) if offset < run.end() => (offset - run.start()).is_multiple_of(2 * LETTER_BYTES),
            Some(_) | None => is_border(plain, offset),
        }
    }
}

/// How long a letter of a flag is.
const LETTER_BYTES: usize = 4;

/// The stretch widened to the borders of the words that it cuts, where these are near.
///
/// Scripts that write without spaces have no such borders: there it is widened to whole clusters, and to whole numbers.
pub fn widen(plain: &str, span: Span) -> Span {
    let whole_clusters = clusters(plain, &Flags::default(), span);
    let (start, end) = (whole_clusters.start(), whole_clusters.end());
    Span::new(border_before(plain, start).unwrap_or(start), border_after(plain, end).unwrap_or(end))
}

/// A word that goes on for longer is none: its own border is not to be found.
const WORD_CHARACTERS_MAX: usize = 30;

/// Where the word begins inside which an offset lies; nothing where that is not near.
fn border_before(plain: &str, offset: usize) -> Option<usize> {
    let mut after = plain[offset..].chars().next()?;
    let mut border = offset;
    for before in plain[..offset].chars().rev().take(WORD_CHARACTERS_MAX) {
        if !is_inside_word(before, after) {
            return is_border(plain, border).then_some(border);
        }
        (after, border) = (before, border - before.len_utf8());
    }
    let goes_on = plain[..border].chars().next_back().is_some_and(|before| is_inside_word(before, after));
    (!goes_on && is_border(plain, border)).then_some(border)
}

/// Where the word ends inside which an offset lies; nothing where that is not near.
fn border_after(plain: &str, offset: usize) -> Option<usize> {
    let mut before = plain[..offset].chars().next_back()?;
    let mut border = offset;
    for after in plain[offset..].chars().take(WORD_CHARACTERS_MAX) {
        if !is_inside_word(before, after) {
            return is_border(plain, border).then_some(border);
        }
        (before, border) = (after, border + after.len_utf8());
    }
    let goes_on = plain[border..].chars().next().is_some_and(|after| is_inside_word(before, after));
    (!goes_on && is_border(plain, border)).then_some(border)
}

/// The stretch widened to whole grapheme clusters.
pub fn clusters(plain: &str, flags: &Flags, span: Span) -> Span {
    let is_border = |at: &usize| flags.is_border(plain, *at);
    let start = (0..=span.start().min(plain.len())).rev().find(is_border).unwrap_or(0);
    let end = (span.end()..=plain.len()).find(is_border).unwrap_or(plain.len());
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::{Flags, is_border};

    #[test]
    fn borders_are_the_same_whether_runs_of_flags_are_known_or_not() {
        for text in ["", "a", "🇸🇾🇺", "a🇸🇾🇺🇸b🇬", "🇸\u{301}🇾🇺🇸🇬", "🇸 🇾🇺\u{200d}🇸🆎🇬🇧🏴👩🏽\u{200d}🚀🇩🇪", "\u{600}🇸🇾🇺é\r\n🇦"]
        {
            let flags = Flags::of(text);
            for offset in 0..=text.len() + 1 {
                assert_eq!(flags.is_border(text, offset), is_border(text, offset), "{text:?}, {offset}");
            }
        }
    }

    #[test]
    fn many_flags_are_one_run() {
        assert_eq!(Flags::of(&"🇸".repeat(50_000)).0.len(), 1);
        assert_eq!(Flags::of(&"🆎".repeat(50_000)).0.len(), 0);
    }
}
