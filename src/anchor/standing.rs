//! Says how the anchor of one note stands: exactly, changed, at several places, gone; and what its record would have to say.

use super::alike::{CELLS_OF_ALL_MAX, Found, Stretch, Wanted, search};
use super::differences::differences;
use super::drift::{NameWords, change};
use super::find::{Outcome, find, fitting};
use super::fold::Level;
use super::inside::out_of_words;
use super::missing::LATER;
use super::proposal::{Pin, own_paragraph, proposal, proposed};
use super::reading::{Paragraphs, Reading};
use super::tokens::tokens_of;
use super::words::around;
use crate::model::{Anchorage, Change, Drift, Proposal, Quote, Sameness};
use crate::source::word::is_of_word;
use crate::source::word::on_one_line;
use crate::source::{Placed, Span};

/// Why a place is in doubt.
const BY_NUMBER: &str = "only `in` says which place is meant, and paragraphs may have moved";
const ACROSS: &str = "the words now run over the end of a paragraph, and `in` names one";
const BY_NOTHING: &str = "the words are there, but nothing around them is as it was";
const INSIDE: &str = "the words are now part of longer ones";

const TOO_LONG: &str = "to compare so many words with those of the text would take too long";

/// What is asked beside the quotation.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The text.
    pub reading: Reading<'a>,
    /// Whether it is the text that the notes were made for.
    pub sameness: Sameness,
    /// Words of names.
    pub names: &'a NameWords,
    /// Whether what is like the quotation is looked for, which takes time.
    pub search: Search,
}

/// Whether what is like a quotation is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// It is.
    Now,
    /// For others it took too long already.
    Later,
}

impl Search {
    /// Whether there is time, where so many cells were compared for others.
    pub fn after(cells: usize) -> Search {
        if cells < CELLS_OF_ALL_MAX { Search::Now } else { Search::Later }
    }
}

/// How an anchor stands, and where.
struct Standing {
    drift: Drift,
    /// What of the text stands for the words that are compared.
    span: Option<Span>,
    compared: Compared,
    proposal: Option<Proposal>,
    /// Why the place is in doubt.
    doubt: Option<&'static str>,
    several: Vec<Span>,
    /// How many cells were compared.
    cells: usize,
}

/// Which words of a record are compared with those of the text.
#[derive(Clone, Copy)]
enum Compared {
    Quotation,
    WithWordsAround,
}

/// How the anchor of a note stands; with it come the cells that were compared.
///
/// In a text that has changed, nothing but words tells a place: a number of a paragraph may name another one, and words that
/// are now part of longer ones may say something else.
pub fn anchorage(asked: Asked, note: &str, quote: &Quote) -> (Anchorage, usize) {
    let Standing { drift, span, compared, proposal, doubt, several, cells } = standing(asked, quote);
    let reading = asked.reading;
    let line = |words: &Placed<String>| on_one_line(&words.value);
    let was = match compared {
        Compared::Quotation => line(&quote.exact),
        Compared::WithWordsAround => {
            let words = [quote.prefix.as_deref(), Some(&quote.exact), quote.suffix.as_deref()];
            words.into_iter().flatten().map(line).collect::<Vec<_>>().join(" ")
        }
    };
    let is = span.map(|span| on_one_line(span.of(reading.plain())));
    let mut several: Vec<String> = several.into_iter().map(|span| reading.paragraph(span)).collect();
    several.dedup();
    let told = match (doubt, &is) {
        (Some(doubt), _) => vec![doubt.to_owned()],
        (None, Some(is)) if drift != Drift::Exact => differences(is, &was),
        (None, Some(_) | None) => Vec::new(),
    };
    let anchorage = Anchorage {
        note: note.to_owned(),
        place: quote.exact.place,
        drift,
        quote: line(&quote.exact),
        was,
        is,
        differences: told,
        around: span.filter(|_| doubt.is_some()).map(|span| around(&reading, span)),
        several,
        paragraph: span.map(|span| reading.paragraph(span)),
        proposal,
    };
    (anchorage, cells)
}

impl Standing {
    fn at(drift: Drift, span: Option<Span>, proposal: Option<Proposal>) -> Standing {
        Standing { drift, span, compared: Compared::Quotation, proposal, doubt: None, several: Vec::new(), cells: 0 }
    }

    fn several(several: Vec<Span>) -> Standing {
        Standing { compared: Compared::WithWordsAround, several, ..Standing::at(Drift::Several, None, None) }
    }
}

fn standing(asked: Asked, quote: &Quote) -> Standing {
    let reading = &asked.reading;
    if quote.paragraph.as_ref().is_some_and(|paragraph| paragraph.value > reading.text.paragraphs.len()) {
        return absent(asked, quote);
    }
    match find(reading, quote) {
        Outcome::Found(level, spans) => found(asked, quote, level, &spans),
        Outcome::Several(_, candidates) => Standing::several(candidates.iter().map(|candidate| candidate.span).collect()),
        Outcome::Absent => absent(asked, quote),
    }
}

fn found(asked: Asked, quote: &Quote, level: Level, spans: &[Span]) -> Standing {
    let reading = &asked.reading;
    let Some(span) = spans.first().copied() else { return Standing::at(Drift::Exact, None, None) };
    let as_found = match level {
        Level::Exact => Standing::at(Drift::Exact, Some(span), None),
        Level::Loose | Level::Caseless => {
            Standing::at(Drift::Changed(Change::Cosmetic), Some(span), proposal(reading, quote, span, Pin::AsWritten))
        }
    };
    // Of every place in a paragraph an editor is asked with the other paragraphs that are named by their numbers.
    if asked.sameness != Sameness::Changed || quote.every {
        return as_found;
    }
    let whole = out_of_words(reading, quote, span);
    if whole != span {
        let tokens = |words: &str| tokens_of(words, reading.language);
        let change = change(&tokens(&quote.exact.value), &tokens(whole.of(reading.plain())), asked.names);
        let pin = if is_by_number(quote) { Pin::ByWords } else { Pin::AsWritten };
        let standing = Standing::at(Drift::Changed(change.max(Change::Place)), Some(whole), proposal(reading, quote, whole, pin));
        return Standing { doubt: Some(INSIDE), ..standing };
    }
    // Where it would stand if neither a number nor the form of marks had to tell: both may have changed.
    let bare = Quote { paragraph: None, ..quote.clone() };
    let places: Vec<Span> = fitting(reading, &bare, Level::Loose).iter().map(|candidate| candidate.span).collect();
    match (&quote.paragraph, places.len()) {
        (Some(_), 2..) => Standing { several: places, ..in_doubt(reading, quote, span, BY_NUMBER) },
        (Some(_), _) if is_by_number(quote) => in_doubt(reading, quote, span, BY_NUMBER),
        (None, 2..) => Standing::several(places),
        (Some(_) | None, _) => as_found,
    }
}

fn in_doubt(reading: &Reading, quote: &Quote, span: Span, doubt: &'static str) -> Standing {
    let proposal = proposal(reading, quote, span, Pin::ByWords);
    Standing { doubt: Some(doubt), ..Standing::at(Drift::Changed(Change::Place), Some(span), proposal) }
}

/// Whether nothing but the number of a paragraph says which place is meant.
fn is_by_number(quote: &Quote) -> bool {
    quote.paragraph.is_some() && quote.prefix.is_none() && quote.suffix.is_none()
}

fn absent(asked: Asked, quote: &Quote) -> Standing {
    let reading = &asked.reading;
    let spans = |candidates: &[super::find::Candidate]| candidates.iter().map(|candidate| candidate.span).collect::<Vec<_>>();
    if quote.paragraph.is_some() {
        match find(reading, &Quote { paragraph: None, ..quote.clone() }) {
            Outcome::Found(_, spans) if spans.len() == 1 => {
                let doubt = if own_paragraph(reading, spans[0]).is_some() { BY_NUMBER } else { ACROSS };
                return in_doubt(reading, quote, spans[0], doubt);
            }
            Outcome::Found(_, spans) => return Standing::several(spans),
            Outcome::Several(_, candidates) => return Standing::several(spans(&candidates)),
            Outcome::Absent => {}
        }
    }
    let vocabulary = reading.vocabulary();
    let tokens = &vocabulary.tokens;
    let (found, cells) = match asked.search {
        Search::Now => search(vocabulary, &wanted(reading, quote), asked.names),
        Search::Later => (Found::TooMuch, 0),
    };
    let is_too_much = found == Found::TooMuch;
    let standing = match found {
        Found::One(stretch, change) => {
            let quoted = with_marks(reading.plain(), Stretch::span(tokens, stretch.quote), &quote.exact.value);
            let doubtful = is_by_number(quote) && (asked.sameness == Sameness::Changed || !is_in(reading, quote, quoted));
            let (change, pin) = if doubtful { (change.max(Change::Place), Pin::ByWords) } else { (change, Pin::AsWritten) };
            let proposal = proposal(reading, quote, quoted, pin);
            // What cannot be written stands nowhere.
            let change = if proposal.is_none() { change.max(Change::Place) } else { change };
            let whole = Stretch::span(tokens, stretch.whole);
            let whole = Span::new(whole.start().min(quoted.start()), whole.end().max(quoted.end()));
            let standing = Standing::at(Drift::Changed(change), Some(whole), proposal);
            let doubt = (change == Change::Place).then_some(if doubtful { BY_NUMBER } else { INSIDE });
            Standing { compared: Compared::WithWordsAround, doubt, ..standing }
        }
        Found::Several(stretches) => {
            let places: Vec<Span> = stretches.into_iter().map(|stretch| Stretch::span(tokens, stretch.quote)).collect();
            written_anew(asked, quote, &places).unwrap_or_else(|| Standing::several(places))
        }
        Found::Nothing | Found::TooMuch => {
            match find(reading, &Quote { prefix: None, suffix: None, paragraph: None, ..quote.clone() }) {
                Outcome::Found(_, spans) if spans.len() == 1 => in_doubt(reading, quote, spans[0], BY_NOTHING),
                Outcome::Found(_, spans) => Standing::several(spans),
                Outcome::Several(_, candidates) => Standing::several(spans(&candidates)),
                Outcome::Absent => {
                    let (drift, doubt) = match asked.search {
                        Search::Now if is_too_much => (Drift::Uncompared, Some(TOO_LONG)),
                        Search::Now => (Drift::Gone, None),
                        Search::Later => (Drift::Uncompared, Some(LATER)),
                    };
                    Standing { compared: Compared::WithWordsAround, doubt, ..Standing::at(drift, None, None) }
                }
            }
        }
    };
    Standing { cells, ..standing }
}

/// A stretch with the brackets and quotation marks at its ends, where the quotation has some there: words were found by words.
fn with_marks(plain: &str, span: Span, quotation: &str) -> Span {
    let is_mark = |character: char| !is_of_word(character) && !character.is_whitespace() && !".,;:!?-–—".contains(character);
    let before = plain[..span.start()].trim_end_matches(is_mark).len();
    let after = plain.len() - plain[span.end()..].trim_start_matches(is_mark).len();
    let begins = quotation.starts_with(is_mark) && !span.of(plain).starts_with(is_mark);
    let ends = quotation.trim_end_matches(['.', ',']).ends_with(is_mark) && !span.of(plain).ends_with(is_mark);
    Span::new(if begins { before } else { span.start() }, if ends { after } else { span.end() })
}

/// How a quotation stands of which every place is meant, where the text has other words at all of them, the same at each.
fn written_anew(asked: Asked, quote: &Quote, places: &[Span]) -> Option<Standing> {
    let reading = &asked.reading;
    let first = *places.first().filter(|_| quote.every)?;
    let words = on_one_line(first.of(reading.plain()));
    let tokens = |words: &str| tokens_of(words, reading.language);
    let change = change(&tokens(&quote.exact.value), &tokens(&words), asked.names);
    let renewed = Quote { exact: Placed::new(words, quote.exact.place), ..quote.clone() };
    let stands = matches!(find(reading, &renewed), Outcome::Found(_, spans) if spans == places);
    stands.then(|| Standing::at(Drift::Changed(change), Some(first), Some(proposed(renewed, first))))
}

fn is_in(reading: &Reading, quote: &Quote, span: Span) -> bool {
    let number = quote.paragraph.as_ref().filter(|_| reading.paragraphs == Paragraphs::Counted);
    number.is_none_or(|number| reading.text.paragraph_at(span.start()) == number.value)
}

fn wanted(reading: &Reading, quote: &Quote) -> Wanted {
    let tokens = |words: &str| tokens_of(words, reading.language);
    let mut all = quote.prefix.as_ref().map_or_else(Vec::new, |words| tokens(&words.value));
    let start = all.len();
    all.extend(tokens(&quote.exact.value));
    let end = all.len();
    all.extend(quote.suffix.as_ref().map_or_else(Vec::new, |words| tokens(&words.value)));
    Wanted { tokens: all, quote: (start, end) }
}
