//! Words of a text inside a message: on one line, not too long, and as YAML where an editor is to copy them.

use unicode_segmentation::UnicodeSegmentation;

use super::reading::Reading;
use crate::source::Span;
use crate::source::word::on_one_line;

/// A quotation in a message is cut in the middle beyond this; both of its ends are what one looks for.
const SHOWN_CHARACTERS_MAX: usize = 90;
/// So many words on either side show an editor which place is meant.
const AROUND_WORDS: usize = 6;

/// Words in “ ” on one line; long ones lose their middle.
pub fn shown(words: &str) -> String {
    let line = on_one_line(words);
    let count = line.chars().count();
    if count <= SHOWN_CHARACTERS_MAX {
        return format!("“{line}”");
    }
    let half = SHOWN_CHARACTERS_MAX / 2;
    let head: String = line.chars().take(half).collect();
    let tail: String = line.chars().skip(count - half).collect();
    format!("“{} … {}”", cut_after_word(&head), cut_before_word(&tail))
}

/// Words in “ ” on one line, whole: what is to be typed.
pub fn typed(words: &str) -> String {
    format!("“{}”", on_one_line(words))
}

/// Words as a YAML text in single quotation marks.
pub fn yaml(words: &str) -> String {
    format!("'{}'", on_one_line(words).replace('\'', "''"))
}

fn cut_after_word(head: &str) -> &str {
    head.rfind(' ').map_or(head, |blank| &head[..blank])
}

fn cut_before_word(tail: &str) -> &str {
    tail.find(' ').map_or(tail, |blank| &tail[blank + 1..])
}

/// The next so many words after a span, without white space around them; none where the text has fewer.
///
/// Words as Unicode cuts them (UAX #29), so that scripts without spaces have short ones too.
pub fn after(reading: &Reading, span: Span, count: usize) -> Option<Span> {
    let tokens = reading.plain()[span.end()..].split_word_bound_indices();
    let tokens = tokens.map(|(at, token)| (Span::new(span.end() + at, span.end() + at + token.len()), token));
    let (first, last) = take_words(tokens, count)?;
    Some(Span::new(first.start(), last.end()))
}

/// The last so many words before a span, without white space around them; none where the text has fewer.
pub fn before(reading: &Reading, span: Span, count: usize) -> Option<Span> {
    let tokens = reading.plain()[..span.start()].split_word_bound_indices().rev();
    let tokens = tokens.map(|(at, token)| (Span::new(at, at + token.len()), token));
    let (last, first) = take_words(tokens, count)?;
    Some(Span::new(first.start(), last.end()))
}

/// How many words there are, as [`before`] and [`after`] count them; at least one, for a sign may stand for words.
pub fn count(words: &str) -> usize {
    words.unicode_words().count().max(1)
}

/// Words with a few on either side; fewer where the text begins or ends.
pub fn around(reading: &Reading, span: Span) -> String {
    let most = |words: fn(&Reading, Span, usize) -> Option<Span>| {
        (1..=AROUND_WORDS).rev().find_map(|count| words(reading, span, count)).unwrap_or(span)
    };
    let of = |start: usize, end: usize| &reading.plain()[start..end];
    let (left, right) = (of(most(before).start(), span.start()), of(span.end(), most(after).end()));
    on_one_line(&format!("{left}[{}]{right}", of(span.start(), span.end())))
}

/// The first and the last of so many words, punctuation between them included.
fn take_words<'a>(tokens: impl Iterator<Item = (Span, &'a str)>, count: usize) -> Option<(Span, Span)> {
    let mut seen = 0;
    let mut taken: Option<(Span, Span)> = None;
    let mut ends_in_punctuation = false;
    for (span, token) in tokens.filter(|(_, token)| !token.trim().is_empty()) {
        taken = Some((taken.map_or(span, |(first, _)| first), span));
        ends_in_punctuation = !token.contains(char::is_alphanumeric);
        seen += usize::from(!ends_in_punctuation);
        if seen == count {
            return taken;
        }
    }
    // What is left at the end of a text may be a full stop: it can be what tells two places apart.
    taken.filter(|_| ends_in_punctuation && seen + 1 == count)
}
