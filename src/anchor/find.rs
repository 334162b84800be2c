//! Finds where a quotation stands in a text, and binds it to nothing else.

use memchr::memmem;

use crate::model::Quote;
use crate::source::word::is_whole_words;
use crate::source::{Placed, Span};

use super::border::clusters;
use super::fold::{Folded, Level, needle};
use super::inside::cuts_number;
use super::reading::{Paragraphs, Reading};

/// What came of looking for a quotation.
#[derive(Debug)]
pub enum Outcome {
    /// It stands here: at one place, or at every place that was asked for.
    Found(Level, Vec<Span>),
    /// It stands at several places, of which none is meant more than the others.
    Several(Level, Vec<Candidate>),
    /// It does not stand in the text, or not where the record says.
    Absent,
}

/// A place at which the words of a quotation stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Where in the folded text.
    pub start: usize,
    /// Where in the folded text it ends.
    pub end: usize,
    /// Where in the text.
    pub span: Span,
}

/// Finds a quotation: at the exact level, or else at the loose one; every place at both.
pub fn find(reading: &Reading, quote: &Quote) -> Outcome {
    for level in [Level::Exact, Level::Loose] {
        let fitting = fitting(reading, quote, level);
        match fitting.as_slice() {
            [] => {}
            exact if quote.every => {
                // Who asks for every place means those with other marks, too.
                let all = if level == Level::Exact { self::fitting(reading, quote, Level::Loose) } else { Vec::new() };
                let all = if all.len() > exact.len() { &all } else { exact };
                return Outcome::Found(level, without_overlap(all));
            }
            [only] => return Outcome::Found(level, vec![only.span]),
            [..] => return Outcome::Several(level, fitting),
        }
    }
    Outcome::Absent
}

/// The places where a quotation stands and whatever else its record asks is so, at one level.
pub fn fitting(reading: &Reading, quote: &Quote, level: Level) -> Vec<Candidate> {
    let conditions = Conditions::new(reading, quote, level);
    let mut fitting = candidates(reading, &needle(&quote.exact.value, level), level).whole;
    fitting.retain(|candidate| conditions.failing(candidate).is_empty());
    fitting
}

/// The places of some words, whatever stands around them.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Those that begin and end on the borders of grapheme clusters.
    pub whole: Vec<Candidate>,
    /// The first one that would cut a cluster: what it would have to be widened to.
    pub cut: Option<Span>,
}

/// Every place of some folded words in a text, overlapping ones too, in the order of the text.
pub fn candidates(reading: &Reading, needle: &str, level: Level) -> Candidates {
    let mut found = Candidates::default();
    if needle.is_empty() {
        return found;
    }
    let folded = reading.folded(level);
    let step = needle.chars().next().map_or(1, char::len_utf8);
    let finder = memmem::Finder::new(needle);
    let mut from = 0;
    while let Some(offset) = finder.find(&folded.text.as_bytes()[from..]) {
        let (start, end) = (from + offset, from + offset + needle.len());
        match place(reading.plain(), folded, start, end) {
            Some(span) => found.whole.push(Candidate { start, end, span }),
            None if found.cut.is_none() => {
                let (start, end) = folded.around(start, end);
                found.cut = Some(clusters(reading.plain(), &folded.flags, Span::new(start, end.max(start))));
            }
            None => {}
        }
        from = start + step;
    }
    found
}

/// The place of a stretch of the folded text, if both of its ends are borders of grapheme clusters.
fn place(plain: &str, folded: &Folded, start: usize, end: usize) -> Option<Span> {
    let (start, end) = (folded.start(start)?, folded.end(end)?);
    (start < end && folded.flags.is_border(plain, start) && folded.flags.is_border(plain, end)).then(|| Span::new(start, end))
}

/// What a record asks of the place of its quotation, folded to a level.
pub struct Conditions<'a> {
    reading: &'a Reading<'a>,
    level: Level,
    prefix: Option<String>,
    suffix: Option<String>,
    paragraph: Option<Span>,
    every: bool,
}

/// A condition that a place does not fulfil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Other words stand right before it.
    Prefix,
    /// Other words stand right after it.
    Suffix,
    /// It stands in another paragraph.
    Paragraph,
    /// It is part of a longer word.
    WholeWords,
}

impl<'a> Conditions<'a> {
    /// The conditions of a quotation; `in` is left out where paragraphs cannot be named, and fails where there is no such paragraph.
    pub fn new(reading: &'a Reading<'a>, quote: &Quote, level: Level) -> Conditions<'a> {
        let words = |written: &Option<Box<Placed<String>>>| written.as_ref().map(|words| needle(&words.value, level));
        let number = quote.paragraph.as_ref().filter(|_| reading.paragraphs == Paragraphs::Counted);
        Conditions {
            reading,
            level,
            prefix: words(&quote.prefix),
            suffix: words(&quote.suffix),
            paragraph: number.map(|number| {
                let paragraph = number.value.checked_sub(1).and_then(|at| reading.text.paragraphs.get(at));
                paragraph.copied().unwrap_or(Span::new(0, 0))
            }),
            every: quote.every,
        }
    }

    /// The conditions that a place does not fulfil.
    pub fn failing(&self, candidate: &Candidate) -> Vec<Condition> {
        let mut failing = Vec::new();
        if self.prefix.as_ref().is_some_and(|words| !stands_before(self.reading, self.level, candidate, words)) {
            failing.push(Condition::Prefix);
        }
        if self.suffix.as_ref().is_some_and(|words| !stands_after(self.reading, self.level, candidate, words)) {
            failing.push(Condition::Suffix);
        }
        if self.paragraph.is_some_and(|paragraph| !paragraph.contains(candidate.span)) {
            failing.push(Condition::Paragraph);
        }
        let plain = self.reading.plain();
        let is_whole = || is_whole_words(plain, candidate.span) && !cuts_number(plain, candidate.span);
        if self.every && !is_whole() {
            failing.push(Condition::WholeWords);
        }
        failing
    }
}

/// Whether folded words stand right before a place; white space between them is as you like.
///
/// They may begin inside what readers take for one character: programs cut what stands around words by the number of characters.
pub fn stands_before(reading: &Reading, level: Level, candidate: &Candidate, words: &str) -> bool {
    let folded = reading.folded(level);
    let before = &folded.text[..candidate.start];
    // Words that end with a blank need it: a character holds on to it.
    let before = if words.ends_with(' ') { before } else { before.trim_end_matches(' ') };
    let is_whole = || folded.end(before.len()).is_some_and(|at| folded.flags.is_border(reading.plain(), at));
    before.ends_with(words) && (words.is_empty() || is_whole())
}

/// Whether folded words stand right after a place; white space between them is as you like.
pub fn stands_after(reading: &Reading, level: Level, candidate: &Candidate, words: &str) -> bool {
    let folded = reading.folded(level);
    let after = &folded.text[candidate.end..];
    // Words that begin with a blank need it: a combining mark stands on it.
    let after = if words.starts_with(' ') { after } else { after.trim_start_matches(' ') };
    let start = folded.text.len() - after.len();
    let is_whole = || folded.start(start).is_some_and(|at| folded.flags.is_border(reading.plain(), at));
    after.starts_with(words) && (words.is_empty() || is_whole())
}

fn without_overlap(candidates: &[Candidate]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for candidate in candidates {
        if spans.last().is_none_or(|last| last.end() <= candidate.span.start()) {
            spans.push(candidate.span);
        }
    }
    spans
}
