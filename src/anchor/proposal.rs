//! What a record would have to say so that its note stands at one place of the text, and nowhere else.

use super::find::{Outcome, find, fitting};
use super::fold::Level;
use super::inside::out_of_words;
use super::reading::Reading;
use super::words::{after, before, count};
use crate::model::{Proposal, Quote};
use crate::source::word::on_one_line;
use crate::source::{Placed, Span};

/// A prefix or suffix of more words than this is not proposed.
const CONTEXT_WORDS_MAX: usize = 12;

/// What may tell the place from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Whatever the record has; more only where it is not enough.
    AsWritten,
    /// Words before or after: the number of a paragraph does not hold on to anything when a text changes.
    ByWords,
}

/// What to write for a note that is to stand at `span`; nothing where no few words tell it from other places.
pub fn proposal(reading: &Reading, quote: &Quote, span: Span, pin: Pin) -> Option<Proposal> {
    let plain = reading.plain();
    let placed = |words: &str| Placed::new(words.to_owned(), quote.exact.place);
    // Words that run over the end of a paragraph stand in none.
    let paragraph = quote.paragraph.as_ref().and_then(|_| own_paragraph(reading, span));
    let context = |found: Option<Span>| found.map(|words| Box::new(placed(&on_one_line(words.of(plain)))));
    let bare = Quote {
        exact: placed(&on_one_line(span.of(plain))),
        prefix: None,
        suffix: None,
        paragraph: paragraph.map(|number| Placed::new(number, quote.exact.place)),
        every: quote.every,
        on: quote.on.clone(),
    };
    let stands = |tried: &Quote| {
        // A place that only the paragraph tells is none that would be found again.
        let alone = pin == Pin::ByWords || !tried.every && (tried.prefix.is_some() || tried.suffix.is_some());
        let tried = if alone { Quote { paragraph: None, ..tried.clone() } } else { tried.clone() };
        match find(reading, &tried) {
            Outcome::Found(Level::Exact, spans) if tried.every => spans.contains(&span),
            // Nor is one that only the form of marks tells.
            Outcome::Found(Level::Exact, spans) => {
                spans == [span] && (!alone || fitting(reading, &tried, Level::Loose).len() == 1)
            }
            Outcome::Found(Level::Loose | Level::Caseless, _) | Outcome::Several(..) | Outcome::Absent => false,
        }
    };
    let count = |words: &Option<Box<Placed<String>>>| words.as_ref().map_or(1, |words| count(&words.value));
    // In a text that has changed, an end inside a word is said to lie there, or it is in doubt again.
    let whole = match pin {
        Pin::AsWritten => span,
        Pin::ByWords => out_of_words(reading, &bare, span),
    };
    let has_prefix = quote.prefix.is_some() || whole.start() != span.start();
    let has_suffix = quote.suffix.is_some() || whole.end() != span.end();
    let written = Quote { prefix: quote.prefix.clone(), suffix: quote.suffix.clone(), ..bare.clone() };
    let renewed = Quote {
        prefix: if has_prefix { context(before(reading, span, count(&quote.prefix))) } else { None },
        suffix: if has_suffix { context(after(reading, span, count(&quote.suffix))) } else { None },
        ..bare.clone()
    };
    let is_complete = |tried: &Quote| {
        let kept = tried.prefix.is_some() == has_prefix && tried.suffix.is_some() == has_suffix;
        kept && (pin == Pin::AsWritten || tried.prefix.is_some() || tried.suffix.is_some())
    };
    let more = (1..=CONTEXT_WORDS_MAX).flat_map(|count| {
        let after = context(after(reading, span, count));
        let before = context(before(reading, span, count));
        // A field that the record has cannot be left standing with words that are there no more.
        let suffixed = after.map(|suffix| Quote { suffix: Some(suffix), ..renewed.clone() });
        let prefixed = before.map(|prefix| Quote { prefix: Some(prefix), ..renewed.clone() });
        suffixed.into_iter().chain(prefixed)
    });
    let keeps = |tried: &Quote| (!has_prefix || tried.prefix.is_some()) && (!has_suffix || tried.suffix.is_some());
    let first = [written, renewed.clone()].into_iter().filter(is_complete);
    let found = first.chain(more.filter(keeps)).find(stands)?;
    Some(proposed(found, span))
}

/// A quotation that stands at `span`, as it is proposed.
pub(super) fn proposed(found: Quote, span: Span) -> Proposal {
    let value = |words: Option<Box<Placed<String>>>| words.map(|words| words.value);
    let paragraph = found.paragraph.map(|number| number.value);
    Proposal { quote: found.exact.value, prefix: value(found.prefix), suffix: value(found.suffix), paragraph, span }
}

/// The paragraph that holds a span whole.
pub(super) fn own_paragraph(reading: &Reading, span: Span) -> Option<usize> {
    let number = reading.text.paragraph_at(span.start());
    reading.text.paragraphs.get(number - 1).is_some_and(|paragraph| paragraph.contains(span)).then_some(number)
}
