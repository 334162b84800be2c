//! Says what to write so that a note stands on the words that an editor has marked or typed, and nowhere else.

use super::border::clusters;
use super::document::reading_of_side;
use super::find::{Candidate, Outcome, find, fitting};
use super::fold::Level;
use super::lookup::{Lookup, Use, unknown_paragraph};
use super::missing;
use super::proposal::{Pin, own_paragraph, proposed};
use super::reading::{Folds, Paragraphs, Reading};
use super::texts::sameness;
use super::words::{after, around, before};
use crate::model::{DocumentDraft, Passage, Passages, Proposal, Quote, QuotedPlace, Quoting, RecordQuotes, Sameness, Side};
use crate::problem::{Problem, Problems};
use crate::source::word::on_one_line;
use crate::source::{FileIndex, Place, Placed, Sources, Span};

/// So many words before or after tell two places apart, or everything that stands there; the fewest that will do are taken.
const CONTEXT_WORDS: [usize; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 40, 80, 160];

/// So many places of words are told of which one is meant.
const PLACES_MAX: usize = 9;

/// A document whose words are quoted.
#[derive(Clone, Copy)]
pub struct Quotable<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// The document, its breaks in their places.
    pub document: &'a DocumentDraft<Passages>,
    /// Whether its breaks were found; if not, paragraphs cannot be named.
    pub record: RecordQuotes,
    /// What [`folds`] gives for it: the folded forms of its texts, each made once however many words are looked for.
    pub folds: &'a [Folds],
}

/// Room for the folded forms of each text of a document.
pub fn folds<A>(document: &DocumentDraft<A>) -> Vec<Folds> {
    (0..=document.translations.len()).map(|_| Folds::default()).collect()
}

/// The text that a quotation means: the original, or the translation into a language.
pub fn side(document: &DocumentDraft<Passages>, on: Option<&str>) -> Option<Side> {
    let Some(on) = on else { return Some(Side::Original) };
    let is_meant = |tag: &str| tag.eq_ignore_ascii_case(on);
    document.translations.iter().position(|draft| is_meant(&draft.record.language.value.tag)).map(Side::translation)
}

/// Whether what is nearest to words that are not found is looked for, which takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearest {
    /// It is told.
    Told,
    /// Nobody asks for it, or so many were told that nobody reads on.
    NotTold,
}

impl Quotable<'_> {
    /// What is to tell a place of a text from others: the number of a paragraph would be in doubt at once where the text is not the one
    /// for which its notes were made.
    fn pin(self, side: Side) -> Pin {
        match sameness(self.sources, self.document, side) {
            Sameness::Changed => Pin::ByWords,
            Sameness::Same | Sameness::Unsaid => Pin::AsWritten,
        }
    }

    fn with<T>(self, side: Side, then: impl FnOnce(&Reading, &[Reading]) -> T) -> T {
        let paragraphs = match self.record {
            RecordQuotes::Stand => Paragraphs::Counted,
            RecordQuotes::Missing => Paragraphs::Uncertain,
        };
        let sides = std::iter::once(Side::Original).chain((0..self.document.translations.len()).map(Side::translation));
        let readings: Vec<Reading> =
            sides.zip(self.folds).map(|(side, folds)| reading_of_side(self.document, side, folds, paragraphs)).collect();
        let own = readings.iter().find(|reading| reading.side == side).expect("the side is one of the document's");
        let others: Vec<Reading> = readings.iter().filter(|reading| reading.side != side).copied().collect();
        then(own, &others)
    }

    /// The places where a quotation stands as it is written; none where it cannot be bound.
    pub fn passages(self, quote: &Quote) -> Vec<Passage> {
        let Some(side) = side(self.document, quote.on.as_ref().map(|on| on.value.tag.as_str())) else { return Vec::new() };
        self.with(side, |reading, _| match find(reading, quote) {
            Outcome::Found(_, spans) => spans.into_iter().map(|span| Passage { side, span }).collect(),
            Outcome::Several(..) | Outcome::Absent => Vec::new(),
        })
    }

    /// What to write for the characters from `start` to `end` of a text as it is read, counted in code points from 0.
    ///
    /// Characters that readers see as one are taken whole; white space at the ends is left out.
    pub fn of_range(self, side: Side, start: usize, end: usize) -> Quoting {
        let pin = self.pin(side);
        self.with(side, |reading, _| {
            let plain = reading.plain();
            let offset = |characters: usize| plain.char_indices().nth(characters).map_or(plain.len(), |(at, _)| at);
            let (start, end) = (offset(start), offset(end.max(start)));
            let span = trimmed(plain, clusters(plain, &reading.folded(Level::Loose).flags, Span::new(start, end.max(start))));
            if span.start() == span.end() {
                return Quoting::Absent(["nothing is marked".to_owned()].into());
            }
            match pinned(reading, span, pin) {
                Some(place) => Quoting::One(place),
                None => Quoting::Absent(vec![
                    "nothing tells these words from others like them".to_owned(),
                    "mark more words".to_owned(),
                ]),
            }
        })
    }

    /// What to write for words that an editor has typed, with whatever else says where they stand.
    pub fn of_words(self, side: Side, quote: &Quote) -> Quoting {
        let pin = self.pin(side);
        self.with(side, |reading, others| {
            if let Some(problem) = quote.paragraph.as_ref().and_then(|paragraph| unknown_paragraph(reading, paragraph)) {
                return absent(problem);
            }
            match find(reading, quote) {
                // In a text that has changed, a number and the form of marks would leave it in doubt.
                Outcome::Found(Level::Exact, spans)
                    if pin == Pin::ByWords
                        && !quote.every
                        && (quote.paragraph.is_some() || fitting(reading, quote, Level::Loose).len() > 1) =>
                {
                    Quoting::One(pinned(reading, spans[0], pin).unwrap_or_else(|| as_asked(reading, quote, spans[0])))
                }
                Outcome::Found(Level::Exact, spans) => Quoting::One(as_asked(reading, quote, spans[0])),
                // What is written is what the text has.
                Outcome::Found(_, spans) if quote.every => Quoting::One(as_asked(reading, quote, spans[0])),
                Outcome::Found(_, spans) => {
                    Quoting::One(pinned(reading, spans[0], pin).unwrap_or_else(|| as_asked(reading, quote, spans[0])))
                }
                Outcome::Several(_, found) => Quoting::Several(found.len(), told_apart(reading, &found, pin).collect()),
                Outcome::Absent => {
                    let mut problems = Problems::default();
                    let lookup = Lookup { reading: *reading, others, sources: self.sources, purpose: Use::Note, named: None };
                    let found = lookup.places(quote, &mut problems);
                    debug_assert!(found.is_none(), "what is absent has no places");
                    problems.sorted().into_iter().next().map_or(Quoting::Absent(Vec::new()), absent)
                }
            }
        })
    }

    /// The place of words that another program quotes, with what it says of their place; why it is in doubt, a sentence each.
    ///
    /// They stand only where they stand exactly, between the words that it gives, and at one place; of several, `range` says
    /// which, if it is one of them to the letter. What to type for a place that is near, the sentences say.
    pub fn of_others(self, side: Side, quote: &Quote, range: Option<Span>, nearest: Nearest) -> Result<QuotedPlace, Vec<String>> {
        let pin = self.pin(side);
        self.with(side, |reading, others| {
            let told = |place: &QuotedPlace| format!("p{}: … {} …", place.paragraph, place.around);
            let unlike = || vec!["nothing tells these words from others like them".to_owned()];
            if let Some(problem) = quote.paragraph.as_ref().and_then(|paragraph| unknown_paragraph(reading, paragraph)) {
                return Err([vec![problem.message], problem.help].concat());
            }
            match find(reading, quote) {
                Outcome::Found(Level::Exact, spans) => pinned(reading, spans[0], pin).ok_or_else(unlike),
                Outcome::Found(_, spans) => {
                    let near = pinned(reading, spans[0], pin).map(|place| format!("the text has “{}”", place.proposal.quote));
                    let said = "the words stand in the text with other marks, dashes or composed letters".to_owned();
                    Err(std::iter::once(said).chain(near).collect())
                }
                Outcome::Several(Level::Exact, found) if found.iter().any(|candidate| Some(candidate.span) == range) => {
                    range.and_then(|span| pinned(reading, span, pin)).ok_or_else(unlike)
                }
                Outcome::Several(_, found) => {
                    let said = format!("the words stand at {} places, and nothing tells which is meant", found.len());
                    Err(std::iter::once(said).chain(told_apart(reading, &found, pin).map(|place| told(&place))).collect())
                }
                Outcome::Absent => {
                    let bare = Quote { prefix: None, suffix: None, paragraph: None, ..quote.clone() };
                    let alone = match find(reading, &bare) {
                        Outcome::Found(Level::Exact, spans) => pinned(reading, spans[0], pin),
                        Outcome::Found(..) | Outcome::Several(..) | Outcome::Absent => None,
                    };
                    if let Some(place) = alone {
                        return Err(vec![
                            "the words stand in the text, but other words stand around them".to_owned(),
                            told(&place),
                        ]);
                    }
                    let mut problems = Problems::default();
                    let lookup = Lookup { reading: *reading, others, sources: self.sources, purpose: Use::Note, named: None };
                    if nearest == Nearest::NotTold {
                        return Err(vec![missing::absent(&lookup, quote).message, missing::LATER.to_owned()]);
                    }
                    let found = lookup.places(quote, &mut problems);
                    debug_assert!(found.is_none(), "what is absent has no places");
                    let problem = problems.sorted().into_iter().next();
                    Err(problem.map_or_else(Vec::new, |problem| [vec![problem.message], problem.help].concat()))
                }
            }
        })
    }

    /// What to write for a note that stands, to the letter, at so many places of its words, `known` among them, and where these are.
    ///
    /// Every place of the words, or of those in a paragraph or beside other words; nothing where that could mean different places.
    pub fn of_every(self, side: Side, quote: &Quote, known: &[Span], count: usize) -> Option<(QuotedPlace, Vec<Span>)> {
        self.with(side, |reading, _| {
            let first = *known.iter().min()?;
            let at = |tried: Quote| match find(reading, &Quote { every: true, ..tried.clone() }) {
                Outcome::Found(Level::Exact, spans) if spans.len() == count && known.iter().all(|span| spans.contains(span)) => {
                    Some((tried, spans))
                }
                Outcome::Found(..) | Outcome::Several(..) | Outcome::Absent => None,
            };
            let exact = Placed { value: on_one_line(&quote.exact.value), ..quote.exact.clone() };
            let bare = Quote { exact, prefix: None, suffix: None, paragraph: None, every: false, on: None };
            let mut found = narrowing(reading, &bare, first, Pin::AsWritten).filter_map(at);
            let (chosen, spans) = found.next()?;
            found.all(|(_, others)| others == spans).then(|| (placed(reading, proposed(chosen, spans[0])), spans))
        })
    }
}

fn absent(problem: Problem) -> Quoting {
    Quoting::Absent([vec![problem.message], problem.help].concat())
}

fn as_asked(reading: &Reading, quote: &Quote, span: Span) -> QuotedPlace {
    let value = |words: &Option<Box<Placed<String>>>| words.as_ref().map(|words| on_one_line(&words.value));
    let proposal = Proposal {
        quote: on_one_line(&quote.exact.value),
        prefix: value(&quote.prefix),
        suffix: value(&quote.suffix),
        paragraph: quote.paragraph.as_ref().map(|number| number.value),
        span,
    };
    placed(reading, proposal)
}

fn placed(reading: &Reading, proposal: Proposal) -> QuotedPlace {
    QuotedPlace { paragraph: reading.text.paragraph_at(proposal.span.start()), around: around(reading, proposal.span), proposal }
}

/// The first of several places, each with what tells it from the others: to find that takes many searches of the whole text.
fn told_apart<'a>(reading: &'a Reading, found: &'a [Candidate], pin: Pin) -> impl Iterator<Item = QuotedPlace> + 'a {
    found.iter().filter_map(move |candidate| pinned(reading, candidate.span, pin)).take(PLACES_MAX)
}

/// The words of a span, with as little beside them as tells them from others: their paragraph, or else words before or after.
fn pinned(reading: &Reading, span: Span, pin: Pin) -> Option<QuotedPlace> {
    let nowhere = Place { file: FileIndex(0), span: Span::new(0, 0) };
    let exact = Placed::new(on_one_line(span.of(reading.plain())), nowhere);
    let bare = Quote { exact, prefix: None, suffix: None, paragraph: None, every: false, on: None };
    let is_told = |tried: &Quote| pin == Pin::AsWritten || fitting(reading, tried, Level::Loose).len() == 1;
    let stands =
        |tried: &Quote| matches!(find(reading, tried), Outcome::Found(Level::Exact, spans) if spans == [span]) && is_told(tried);
    let found = narrowing(reading, &bare, span, pin).find(stands)?;
    Some(placed(reading, proposed(found, span)))
}

/// A quotation by itself, then with whatever tells the place of a span from others: its paragraph, or else words before or after.
fn narrowing<'a>(reading: &'a Reading, bare: &'a Quote, span: Span, pin: Pin) -> impl Iterator<Item = Quote> + 'a {
    let (plain, nowhere) = (reading.plain(), bare.exact.place);
    let words = move |found: Option<Span>| found.map(|words| Box::new(Placed::new(on_one_line(words.of(plain)), nowhere)));
    let number = own_paragraph(reading, span).filter(|_| reading.paragraphs == Paragraphs::Counted && pin == Pin::AsWritten);
    let in_paragraph = number.map(|number| Quote { paragraph: Some(Placed::new(number, nowhere)), ..bare.clone() });
    let by_words = CONTEXT_WORDS.into_iter().flat_map(move |count| {
        let suffix = words(after(reading, span, count)).map(|words| Quote { suffix: Some(words), ..bare.clone() });
        let prefix = words(before(reading, span, count)).map(|words| Quote { prefix: Some(words), ..bare.clone() });
        suffix.into_iter().chain(prefix)
    });
    // Where a text repeats itself, words on both sides may be needed, or all that stands before.
    let by_both = CONTEXT_WORDS.into_iter().filter_map(move |count| {
        let (prefix, suffix) = (words(before(reading, span, count))?, words(after(reading, span, count))?);
        Some(Quote { prefix: Some(prefix), suffix: Some(suffix), ..bare.clone() })
    });
    let all = move |from: usize, to: usize| Some(Span::new(from, to)).filter(|span| !span.of(plain).trim().is_empty());
    let by_all =
        move || Quote { prefix: words(all(0, span.start())), suffix: words(all(span.end(), plain.len())), ..bare.clone() };
    std::iter::once(bare.clone()).chain(in_paragraph).chain(by_words).chain(by_both).chain(std::iter::once_with(by_all))
}

/// A span without white space at its ends.
fn trimmed(plain: &str, span: Span) -> Span {
    let words = span.of(plain);
    let start = span.start() + words.len() - words.trim_start().len();
    Span::new(start, start + plain[start..span.end()].trim_end().len())
}
