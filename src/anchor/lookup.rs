//! Looks one quotation up and tells the editor what is wrong with it; the only way from a quotation to its places.

use std::cell::Cell;

use crate::model::{Anchorage, Drift, Quote, Sameness};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Placed, Sources, Span};

use super::ambiguous::{ambiguous, ambiguous_unhelped};
use super::drift::NameWords;
use super::find::{Outcome, find};
use super::fold::{Level, needle};
use super::missing::{LATER, absent, missing};
use super::reading::{Paragraphs, Reading};
use super::standing::{Asked, Search, anchorage};
use super::texts::next_step;
use super::words::typed;

/// What a quotation is for; it decides what an editor can add to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A note stands on it.
    Note,
    /// A paragraph begins with it.
    Break,
    /// It is left over from a page.
    Furniture,
}

/// What a lookup needs beside the quotation.
pub struct Lookup<'a> {
    /// The text that is quoted.
    pub reading: Reading<'a>,
    /// The other texts of the document: a quotation may have been meant for one of them.
    pub others: &'a [Reading<'a>],
    /// All files.
    pub sources: &'a Sources,
    /// What the quotation is for.
    pub purpose: Use,
    /// The note whose quotation it is.
    pub named: Option<Named<'a>>,
}

/// What tells a note's story: its name, and the text for which it was made.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// Its document.
    pub document: &'a str,
    /// Its id there.
    pub note: &'a str,
    /// Whether the text is the one for which it was made.
    pub sameness: Sameness,
    /// Words of names.
    pub names: &'a NameWords,
    /// How many cells were compared for notes of the same document.
    pub cells: &'a Cell<usize>,
}

impl Named<'_> {
    fn search(&self) -> Search {
        Search::after(self.cells.get())
    }
}

impl Lookup<'_> {
    /// The places of a quotation, at least one, or none and a problem at the quotation.
    ///
    /// Reports `unknown-paragraph`, `quote-not-found`, `quote-ambiguous`; the hint `quote-variant`.
    pub fn places(&self, quote: &Quote, problems: &mut Problems) -> Option<Vec<Span>> {
        if !self.sources.file(self.reading.file).readable || self.reading.plain().trim().is_empty() {
            // That there is no text, or that it has no words, is told once, where it was to be read.
            return None;
        }
        let named = quote.paragraph.as_ref().filter(|_| self.reading.paragraphs == Paragraphs::Counted);
        if let Some(paragraph) = named
            && let Some(problem) = unknown_paragraph(&self.reading, paragraph)
        {
            // Where paragraphs have moved, the words may tell which one it is now.
            let named = self.named.filter(|named| named.sameness == Sameness::Changed);
            problems.push(problem.maybe_help(named.and_then(|named| story(named, &self.anchorage(quote, named)))));
            return None;
        }
        match find(&self.reading, quote) {
            Outcome::Found(Level::Exact, spans) => Some(spans),
            Outcome::Found(Level::Loose | Level::Caseless, spans) => {
                problems.push(self.variant(quote, &spans));
                Some(spans)
            }
            // `in` would have told which one, could paragraphs be counted; that they cannot is told at the break.
            Outcome::Several(..) if quote.paragraph.is_some() && named.is_none() => None,
            Outcome::Several(level, candidates) => {
                problems.push(if problems.is_helped(quote.exact.place, Code::QuoteAmbiguous) {
                    ambiguous(self, quote, level, &candidates)
                } else {
                    ambiguous_unhelped(self, quote, &candidates)
                });
                None
            }
            // To look for what is like each of thousands, or of hundreds of pages, would take minutes.
            Outcome::Absent
                if !problems.is_helped(quote.exact.place, Code::QuoteNotFound)
                    || self.named.is_some_and(|named| named.search() == Search::Later) =>
            {
                problems.push(absent(self, quote).help(LATER));
                None
            }
            Outcome::Absent => {
                let anchorage = self.named.map(|named| self.anchorage(quote, named));
                let problem = missing(self, quote, anchorage.as_ref());
                problems.push(problem.maybe_help(self.named.zip(anchorage).and_then(|(named, found)| story(named, &found))));
                None
            }
        }
    }

    fn anchorage(&self, quote: &Quote, named: Named) -> Anchorage {
        let asked = Asked { reading: self.reading, sameness: named.sameness, names: named.names, search: named.search() };
        let (anchorage, cells) = anchorage(asked, named.note, quote);
        named.cells.set(named.cells.get() + cells);
        anchorage
    }

    /// The hint that a quotation was found only with other marks, dashes or spaces than the text has.
    fn variant(&self, quote: &Quote, spans: &[Span]) -> Problem {
        let plain = self.reading.plain();
        let written = needle(&quote.exact.value, Level::Exact);
        let mut readings: Vec<String> = Vec::new();
        for span in spans {
            let words = typed(span.of(plain));
            if needle(span.of(plain), Level::Exact) != written && !readings.contains(&words) {
                readings.push(words);
            }
        }
        let around = quote.prefix.as_ref().or(quote.suffix.as_ref()).filter(|_| readings.is_empty());
        let (place, what) = match around {
            // The quotation itself is exact: it is the words around it that differ.
            Some(words) => (words.place, "the words around the quotation match"),
            None => (quote.exact.place, "the quotation matches"),
        };
        let message = format!("{what} but for quotation marks, dashes, invisible characters or composed letters");
        let problem = Problem::new(Code::QuoteVariant, place, message);
        let problem = match readings.as_slice() {
            [] => problem.help("copy the words from the text"),
            [only] => {
                let problem = problem.help(format!("type {only}, as {} has it", self.reading.name()));
                problem.maybe_help(self.named.map(|_| "`postil anchors repair --safe` writes it".to_owned()))
            }
            [..] => problem.help(format!("{} has {}", self.reading.name(), readings.join(" and "))),
        };
        match spans.first() {
            Some(span) => problem.related(self.reading.place(self.sources, *span), "it stands here"),
            None => problem,
        }
    }
}

/// By so many bytes what is proposed may be longer than twice the quotation.
const PROPOSAL_BYTES: usize = 80;

/// What happened to the words of a note, where the text has some like them.
fn story(named: Named, anchorage: &Anchorage) -> Option<String> {
    // In a text that never changed, words that do not stand in it are a slip of the pen, and what is near is told already.
    let name = format!("{}/{}", named.document, named.note);
    // Nobody means a page by a word.
    let is_near = |quote: &str| quote != anchorage.quote && quote.len() <= 2 * anchorage.quote.len() + PROPOSAL_BYTES;
    let proposal = || anchorage.proposal.as_ref().filter(|proposal| is_near(&proposal.quote));
    let told = |before: &str| Some(format!("{before}if these are the words, type {}", typed(&proposal()?.quote)));
    match named.sameness {
        Sameness::Changed => Some(next_step(anchorage, &name)),
        Sameness::Same => told("the text is as it was when the note was made: "),
        Sameness::Unsaid if matches!(anchorage.drift, Drift::Gone | Drift::Several | Drift::Uncompared) => told(""),
        // A history of what never stood in a text would be untrue.
        Sameness::Unsaid => match told("") {
            Some(told) => {
                Some(format!("{told}; if it is the text that has changed, `postil anchors accept {name}` keeps the old ones"))
            }
            None => Some(next_step(anchorage, &name)),
        },
    }
}

/// The problem that a paragraph is named which the text does not have, if it does not.
pub fn unknown_paragraph(reading: &Reading, paragraph: &Placed<usize>) -> Option<Problem> {
    let count = reading.text.paragraphs.len();
    if (1..=count).contains(&paragraph.value) {
        return None;
    }
    let help = match count {
        0 => format!("{} has no paragraphs", reading.name()),
        1 => format!("{} has only `p1`", reading.name()),
        _ => format!("{} has `p1` to `p{count}`", reading.name()),
    };
    let message = format!("{} has no `p{}`", reading.name(), paragraph.value);
    Some(Problem::new(Code::UnknownParagraph, paragraph.place, message).help(help))
}
