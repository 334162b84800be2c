//! Anchors one document: its hash, its breaks, its furniture, its notes, its translations.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{
    Broken, DocumentDraft, Note, Passage, Passages, Quote, RecordQuotes, Sameness, Side, TextState, TranslationDraft, Written,
    exact,
};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Place, Sources, Span};

use super::align;
use super::breaks;
use super::drift::NameWords;
use super::inside::{begins_inside, out_of_words};
use super::lookup::{Lookup, Named, Use, unknown_paragraph};
use super::order::put_in_reading_order;
use super::reading::{Folds, Paragraphs, Reading};
use super::texts::{self, Survey};
use super::words::shown;

/// A document with its notes in their places.
#[derive(Debug, Clone)]
pub struct Anchored {
    /// The document, its notes in reading order; those that were not found have left it.
    pub draft: Arc<DocumentDraft<Passages>>,
    /// The full names of the notes that left.
    pub broken: Vec<String>,
    /// What was wrong.
    pub problems: Problems,
    /// How its notes stand in each of its texts, the original first.
    pub states: Vec<TextState>,
}

/// What all documents share.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    /// All files.
    pub sources: &'a Sources,
    /// Names of what is broken already.
    pub broken: &'a Broken,
    /// Words of names.
    pub names: &'a NameWords,
    /// Of which notes it is to be told how they stand.
    pub survey: Survey,
}

/// At how many places all notes of a document may stand. Each is a mark on its page: 20,000 of them make some 8 MB.
const PLACES_MAX: usize = 20_000;

/// Anchors one document.
pub fn anchor(shared: Shared, mut draft: DocumentDraft<Quote>) -> Anchored {
    let Shared { sources, broken, names, survey } = shared;
    let mut problems = Problems::default();
    let folds = Folds::default();
    let cut = cut_at_breaks(sources, &mut draft, &folds, &mut problems);
    // A record that is broken may have breaks and pairs that could not be read.
    let record_is_broken = broken.names.contains(&format!("record:{}", draft.id));
    let paragraphs = if record_is_broken { Paragraphs::Uncertain } else { cut };
    draft.text.furniture = exact(furniture(sources, &draft, &folds, paragraphs, &mut problems));
    // Whatever was wrong so far is wrong with what the record quotes.
    let record = if problems.has_error() { RecordQuotes::Missing } else { RecordQuotes::Stand };

    let translated: Vec<Folds> = draft.translations.iter().map(|_| Folds::default()).collect();
    let original = reading_of(&draft, &folds, paragraphs);
    let mut readings = vec![original];
    readings.extend(draft.translations.iter().zip(&translated).enumerate().map(reading_of_translation));
    for paragraph in draft.record.content_notes.iter().flat_map(|note| &note.paragraphs) {
        if paragraphs == Paragraphs::Counted
            && let Some(problem) = unknown_paragraph(&original, paragraph)
        {
            problems.push(problem);
        }
    }
    let (mut count, cells) = (0, Cell::new(0));
    let mut places: Vec<Option<Vec<Passage>>> = draft
        .notes
        .iter()
        .map(|note| {
            let lost = note.anchor.on.as_ref().is_some_and(|on| {
                let tag = &on.value.tag;
                let there = readings[1..].iter().any(|reading| reading.language.eq_ignore_ascii_case(tag));
                !there && broken.excuses("translation", &format!("{}/{tag}", draft.id))
            });
            let found = if lost { None } else { passages(shared, &draft, (&readings, &cells), note, &mut problems) }?;
            within_limit(&mut count, note, found, &mut problems)
        })
        .collect();
    let mut states = Vec::new();
    for reading in readings.iter().filter(|reading| sources.file(reading.file).readable) {
        let is_here = |quote: &Quote| match &quote.on {
            None => reading.side == Side::Original,
            Some(on) => reading.side != Side::Original && reading.language.eq_ignore_ascii_case(&on.value.tag),
        };
        let notes: Vec<&Note<Written, Quote>> =
            draft.notes.iter().map(|note| &**note).filter(|note| is_here(&note.anchor)).collect();
        let places_of = draft.notes.iter().zip(&places);
        let found: BTreeSet<&str> =
            places_of.filter(|(_, places)| places.is_some()).map(|(note, _)| note.id.value.as_str()).collect();
        let is_found = |id: &str| found.contains(id);
        let of = texts::Of { sources, draft: &draft, reading: *reading, names, record };
        let state = of.state(&notes, is_found, survey);
        let doubtful = texts::tell(sources, reading, &state, is_found, &mut problems);
        for (note, places) in draft.notes.iter().zip(&mut places).filter(|(note, _)| doubtful.contains(&note.id.value)) {
            debug_assert!(is_here(&note.anchor), "the id is that of a note of this text");
            *places = None;
        }
        states.push(state);
    }
    for translation in &draft.translations {
        // Where a break was not found or a file not read, the counts differ for that reason, which is told.
        if paragraphs == Paragraphs::Counted && sources.file(translation.file).readable {
            let (originals, translated) = (draft.text.paragraphs.len(), translation.text.paragraphs.len());
            align::check(&translation.record, originals, translated, &mut problems);
        }
    }
    finish(draft, places, problems, states)
}

fn finish(
    draft: DocumentDraft<Quote>,
    places: Vec<Option<Vec<Passage>>>,
    problems: Problems,
    states: Vec<TextState>,
) -> Anchored {
    let DocumentDraft { id, record, record_file, file, text, translations, breaks, furniture, notes: written, sidecars } = draft;
    let mut broken = Vec::new();
    let mut notes = Vec::with_capacity(written.len());
    for (note, passages) in written.into_iter().zip(places) {
        match passages {
            Some(passages) => notes.push(Box::new(placed(*note, passages))),
            None => broken.push(format!("{id}/{}", note.id.value)),
        }
    }
    let mut draft = DocumentDraft { id, record, record_file, file, text, translations, breaks, furniture, notes, sidecars };
    put_in_reading_order(&mut draft);
    Anchored { draft: Arc::new(draft), broken, problems, states }
}

fn placed(note: Note<Written, Quote>, passages: Vec<Passage>) -> Note<Written, Passages> {
    let Note { id, place, anchor: _, content, note, relations, history, signature } = note;
    Note { id, place, anchor: exact(passages), content, note, relations, history, signature }
}

fn reading_of<'a, A>(draft: &'a DocumentDraft<A>, folds: &'a Folds, paragraphs: Paragraphs) -> Reading<'a> {
    let language = draft.record.language.tag.as_str();
    Reading { side: Side::Original, text: &draft.text, folds, file: draft.file, language, paragraphs }
}

fn reading_of_translation<'a>((index, (draft, folds)): (usize, (&'a TranslationDraft, &'a Folds))) -> Reading<'a> {
    Reading {
        side: Side::translation(index),
        text: &draft.text,
        folds,
        file: draft.file,
        language: &draft.record.language.value.tag,
        paragraphs: Paragraphs::Counted,
    }
}

/// One of the texts of a document whose breaks are in their places.
pub fn reading_of_side<'a>(
    draft: &'a DocumentDraft<Passages>,
    side: Side,
    folds: &'a Folds,
    paragraphs: Paragraphs,
) -> Reading<'a> {
    match side {
        Side::Original => reading_of(draft, folds, paragraphs),
        Side::Translation(number) => reading_of_translation((number.get(), (&draft.translations[number.get()], folds))),
    }
}

fn cut_at_breaks(sources: &Sources, draft: &mut DocumentDraft<Quote>, folds: &Folds, problems: &mut Problems) -> Paragraphs {
    let reading = reading_of(draft, folds, Paragraphs::Counted);
    let lookup = Lookup { reading, others: &[], sources, purpose: Use::Break, named: None };
    let is_changed = texts::sameness(sources, draft, Side::Original) == Sameness::Changed;
    let places_of = |quote| {
        let found = lookup.places(quote, problems)?;
        // A paragraph that would begin inside a word or a number does not begin there: it would cut “1,240” in two.
        if is_changed && found.iter().any(|span| begins_inside(&reading, quote, *span)) {
            problems.push(part_of_longer(quote).help("begin it where a word or a number begins, or say with `prefix` where"));
            return None;
        }
        Some(found)
    };
    let found: Vec<Option<Vec<Span>>> = draft.breaks.iter().map(places_of).collect();
    let mut paragraphs = if sources.file(draft.file).readable { Paragraphs::Counted } else { Paragraphs::Uncertain };
    if found.iter().any(Option::is_none) {
        paragraphs = Paragraphs::Uncertain;
    }
    let mut places: Vec<(usize, Place)> = Vec::new();
    for (quote, spans) in draft.breaks.iter().zip(found) {
        places.extend(spans.iter().flatten().map(|span| (span.start(), quote.exact.place)));
    }
    places.sort_unstable();
    let offsets: Vec<usize> = places.iter().map(|(offset, _)| *offset).collect();
    for ((_, place), cut) in places.into_iter().zip(breaks::cut(&mut draft.text, &offsets)) {
        if let Err(sentence) = cut {
            let problem = Problem::new(Code::QuoteNotFound, place, sentence);
            problems.push(problem.help("quote words of a paragraph behind its first, or remove this break"));
        }
    }
    paragraphs
}

fn furniture(
    sources: &Sources,
    draft: &DocumentDraft<Quote>,
    folds: &Folds,
    paragraphs: Paragraphs,
    problems: &mut Problems,
) -> Vec<Span> {
    let reading = reading_of(draft, folds, paragraphs);
    let lookup = Lookup { reading, others: &[], sources, purpose: Use::Furniture, named: None };
    let is_changed = texts::sameness(sources, draft, Side::Original) == Sameness::Changed;
    let mut spans = Vec::new();
    for quote in &draft.furniture {
        let found = lookup.places(quote, problems).unwrap_or_default();
        if is_changed && found.iter().any(|span| out_of_words(&reading, quote, *span) != *span) {
            problems.push(part_of_longer(quote).help("quote all that is left over"));
        }
        spans.extend(found);
    }
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The problem that what a record quotes stands in a changed text as a part of something longer.
fn part_of_longer(quote: &Quote) -> Problem {
    let message = format!("{} is found in a text that has changed, but is now part of longer words", shown(&quote.exact.value));
    Problem::new(Code::AnchorInDoubt, quote.exact.place, message)
}

fn passages(
    shared: Shared,
    draft: &DocumentDraft<Quote>,
    (readings, cells): (&[Reading], &Cell<usize>),
    note: &Note<Written, Quote>,
    problems: &mut Problems,
) -> Option<Vec<Passage>> {
    let (sources, quote) = (shared.sources, &note.anchor);
    let (reading, others) = match &quote.on {
        None => (readings[0], &readings[1..]),
        Some(on) => match readings[1..].iter().find(|reading| reading.language.eq_ignore_ascii_case(&on.value.tag)) {
            // Of the other texts, the original is the one that may have been meant.
            Some(reading) => (*reading, readings),
            None => {
                problems.push(unknown_translation(readings, &on.value.tag, on.place));
                return None;
            }
        },
    };
    let named = Named {
        document: &draft.id,
        note: &note.id.value,
        sameness: texts::sameness(sources, draft, reading.side),
        names: shared.names,
        cells,
    };
    let spans = Lookup { reading, others, sources, purpose: Use::Note, named: Some(named) }.places(quote, problems)?;
    Some(spans.into_iter().map(|span| Passage { side: reading.side, span }).collect())
}

/// The places of a note, or none and a problem where it stands at many and its document has enough of them.
fn within_limit(
    count: &mut usize,
    note: &Note<Written, Quote>,
    found: Vec<Passage>,
    problems: &mut Problems,
) -> Option<Vec<Passage>> {
    if found.len() > 1 && *count + found.len() > PLACES_MAX {
        let message = format!("these words stand at {} places, too many beside those of the document's other notes", found.len());
        let problem = Problem::new(Code::TooManyPlaces, note.anchor.exact.place, message);
        let help = format!(
            "leave out `every` or narrow it (`in`, `prefix`, `suffix`): the notes of a document stand at {PLACES_MAX} places at most"
        );
        problems.push(problem.help(help).help("a name is found everywhere without a note: give its entity `match: true`"));
        return None;
    }
    *count += found.len();
    Some(found)
}

fn unknown_translation(readings: &[Reading], tag: &str, place: Place) -> Problem {
    let message = format!("the document has no translation into `{tag}`");
    let known: Vec<String> = readings[1..].iter().map(|reading| format!("`{}`", reading.language)).collect();
    let help = if readings[0].language.eq_ignore_ascii_case(tag) {
        "this is the language of the original: leave `on` out".to_string()
    } else if known.is_empty() {
        "it has no translation: leave `on` out".to_string()
    } else {
        format!("it has {}", known.join(", "))
    };
    Problem::new(Code::UnknownTranslation, place, message).help(help)
}
