//! Where a match may begin and end: on the borders of what readers take for one character, and of words.

use unicode_segmentation::GraphemeCursor;

use crate::source::Span;
use crate::source::word::is_of_word;

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

/// The stretch widened to the borders of the words that it cuts, where these are near.
///
/// Scripts that write without spaces have no such borders: there it is widened to whole clusters only.
pub fn widen(plain: &str, span: Span) -> Span {
    let (start, end) = (floor(plain, span.start()), ceil(plain, span.end()));
    let before = plain[..start].char_indices().rev().take(WORD_CHARACTERS_MAX);
    let word_start = before.take_while(|(_, character)| is_of_word(*character)).last().map_or(start, |(at, _)| at);
    let after = plain[end..].char_indices().take(WORD_CHARACTERS_MAX);
    let word_end = after
        .take_while(|(_, character)| is_of_word(*character))
        .last()
        .map_or(end, |(at, character)| end + at + character.len_utf8());
    let begins_inside = plain[start..].starts_with(is_of_word);
    let ends_inside = plain[..end].ends_with(is_of_word);
    let start = if begins_inside { whole(plain, word_start, start) } else { start };
    let end = if ends_inside { whole(plain, word_end, end) } else { end };
    Span::new(start, end)
}

/// A word that goes on for longer is none: its own border is not to be found.
const WORD_CHARACTERS_MAX: usize = 30;

fn whole(plain: &str, wanted: usize, otherwise: usize) -> usize {
    let touches_words = plain[..wanted].ends_with(is_of_word) && plain[wanted..].starts_with(is_of_word);
    if touches_words || !is_border(plain, wanted) { otherwise } else { wanted }
}

/// The stretch widened to whole grapheme clusters.
pub fn clusters(plain: &str, span: Span) -> Span {
    Span::new(floor(plain, span.start()), ceil(plain, span.end()))
}

fn floor(plain: &str, offset: usize) -> usize {
    (0..=offset.min(plain.len())).rev().find(|at| is_border(plain, *at)).unwrap_or(0)
}

fn ceil(plain: &str, offset: usize) -> usize {
    (offset..=plain.len()).find(|at| is_border(plain, *at)).unwrap_or(plain.len())
}
