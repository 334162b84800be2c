//! Says whether words that were found begin or end inside longer ones: “40 people” in “140 people”.

use unicode_segmentation::UnicodeSegmentation;

use super::border::widen;
use super::numbers::{digit, is_sign};
use super::reading::Reading;
use crate::model::Quote;
use crate::source::Span;

/// The stretch, widened to whole words at each end that lies inside one without the record's saying so.
///
/// An end is said to lie there by a `prefix` or `suffix` that touches it; the borders of paragraphs and of leftovers of a page
/// are borders of words, for a text that has lost its paragraphs has words that are stuck together.
pub fn out_of_words(reading: &Reading, quote: &Quote, span: Span) -> Span {
    let plain = reading.plain();
    let wide = widen(plain, number_around(plain, span));
    let spans = || reading.text.paragraphs.iter().chain(&reading.text.furniture);
    let start_is_own = quote.prefix.is_some() || spans().any(|other| [other.start(), other.end()].contains(&span.start()));
    let end_is_own = quote.suffix.is_some() || spans().any(|other| [other.start(), other.end()].contains(&span.end()));
    Span::new(if start_is_own { span.start() } else { wide.start() }, if end_is_own { span.end() } else { wide.end() })
}

/// The stretch with the whole of a number at each end: it goes on behind a comma, “040” is inside “1,040”.
fn number_around(plain: &str, span: Span) -> Span {
    let line = span.start() - plain[..span.start()].rsplit(char::is_whitespace).next().map_or(0, str::len);
    let end = span.end() + plain[span.end()..].split(char::is_whitespace).next().map_or(0, str::len);
    let around = |offset: usize| {
        let mut words =
            plain[line..end].split_word_bound_indices().map(|(at, word)| Span::new(line + at, line + at + word.len()));
        let is_number = |words: &str| words.chars().all(|character| digit(character).is_some() || is_sign(character));
        words.find(|word| word.start() < offset && offset < word.end() && is_number(word.of(plain)))
    };
    Span::new(
        around(span.start()).map_or(span.start(), |word| word.start()),
        around(span.end()).map_or(span.end(), |word| word.end()),
    )
}
