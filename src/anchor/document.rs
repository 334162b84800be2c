//! Anchors one document: its hash, its breaks, its furniture, its notes, its translations.

use crate::model::{Broken, DocumentDraft, Note, Passage, Quote, Side, TranslationDraft, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Placed, Sources, Span};

use super::align;
use super::breaks;
use super::lookup::{Lookup, Use, unknown_paragraph};
use super::reading::{Folds, Paragraphs, Reading};

/// A document with its notes in their places.
pub struct Anchored {
    /// The document; notes that were not found have left it.
    pub draft: DocumentDraft<Vec<Passage>>,
    /// The full names of the notes that left.
    pub broken: Vec<String>,
    /// What was wrong.
    pub problems: Problems,
}

/// Anchors one document.
pub fn anchor(sources: &Sources, mut draft: DocumentDraft<Quote>, broken: &Broken) -> Anchored {
    let mut problems = Problems::default();
    hashes(sources, &draft, &mut problems);
    let folds = Folds::default();
    let cut = cut_at_breaks(sources, &mut draft, &folds, &mut problems);
    // A record that is broken may have breaks and pairs that could not be read.
    let record_is_broken = broken.names.contains(&format!("record:{}", draft.id));
    let paragraphs = if record_is_broken { Paragraphs::Uncertain } else { cut };
    draft.text.furniture = furniture(sources, &draft, &folds, paragraphs, &mut problems);

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
    let places: Vec<Option<Vec<Passage>>> = draft
        .notes
        .iter()
        .map(|note| {
            let lost = note.anchor.on.as_ref().is_some_and(|on| {
                let tag = &on.value.tag;
                let there = readings[1..].iter().any(|reading| reading.language.eq_ignore_ascii_case(tag));
                !there && broken.excuses("translation", &format!("{}/{tag}", draft.id))
            });
            if lost { None } else { passages(sources, &readings, &note.anchor, &mut problems) }
        })
        .collect();
    for translation in &draft.translations {
        // Where a break was not found or a file not read, the counts differ for that reason, which is told.
        if paragraphs == Paragraphs::Counted && sources.file(translation.file).readable {
            let (originals, translated) = (draft.text.paragraphs.len(), translation.text.paragraphs.len());
            align::check(&translation.record, originals, translated, &mut problems);
        }
    }
    finish(draft, places, problems)
}

fn finish(draft: DocumentDraft<Quote>, places: Vec<Option<Vec<Passage>>>, problems: Problems) -> Anchored {
    let DocumentDraft { id, record, record_file, file, text, translations, breaks, furniture, notes: written, sidecars } = draft;
    let mut broken = Vec::new();
    let mut notes = Vec::with_capacity(written.len());
    for (note, passages) in written.into_iter().zip(places) {
        match passages {
            Some(passages) => notes.push(placed(note, passages)),
            None => broken.push(format!("{id}/{}", note.id.value)),
        }
    }
    let draft = DocumentDraft { id, record, record_file, file, text, translations, breaks, furniture, notes, sidecars };
    Anchored { draft, broken, problems }
}

fn placed(note: Note<Written, Quote>, passages: Vec<Passage>) -> Note<Written, Vec<Passage>> {
    let Note { id, place, anchor: _, content, note, relations, signature } = note;
    Note { id, place, anchor: passages, content, note, relations, signature }
}

fn reading_of<'a>(draft: &'a DocumentDraft<Quote>, folds: &'a Folds, paragraphs: Paragraphs) -> Reading<'a> {
    let language = draft.record.language.tag.as_str();
    Reading { side: Side::Original, text: &draft.text, folds, file: draft.file, language, paragraphs }
}

fn reading_of_translation<'a>((index, (draft, folds)): (usize, (&'a TranslationDraft, &'a Folds))) -> Reading<'a> {
    Reading {
        side: Side::Translation(index),
        text: &draft.text,
        folds,
        file: draft.file,
        language: &draft.record.language.value.tag,
        paragraphs: Paragraphs::Counted,
    }
}

fn hashes(sources: &Sources, draft: &DocumentDraft<Quote>, problems: &mut Problems) {
    let texts = std::iter::once((&draft.record.text_sha256, draft.file))
        .chain(draft.translations.iter().map(|translation| (&translation.record.text_sha256, translation.file)));
    for (written, file) in texts {
        problems_of_hash(sources, written.as_ref(), file, problems);
    }
}

fn problems_of_hash(sources: &Sources, written: Option<&Placed<String>>, file: FileIndex, problems: &mut Problems) {
    let (Some(written), Some(hash)) = (written, &sources.file(file).sha256) else { return };
    if !written.value.eq_ignore_ascii_case(hash) {
        let message = format!("`{}` is not the text that the notes were made for", sources.file(file).path);
        let help = format!("check each note against the text, then write `text_sha256: {hash}`");
        problems.push(Problem::new(Code::TextChanged, written.place, message).help(help));
    }
}

fn cut_at_breaks(sources: &Sources, draft: &mut DocumentDraft<Quote>, folds: &Folds, problems: &mut Problems) -> Paragraphs {
    let reading = reading_of(draft, folds, Paragraphs::Counted);
    let lookup = Lookup { reading, others: &[], sources, purpose: Use::Break };
    let found: Vec<Option<Vec<Span>>> = draft.breaks.iter().map(|quote| lookup.places(quote, problems)).collect();
    let mut paragraphs = if sources.file(draft.file).readable { Paragraphs::Counted } else { Paragraphs::Uncertain };
    for (quote, spans) in draft.breaks.iter().zip(found) {
        for span in spans.iter().flatten() {
            if let Err(sentence) = breaks::cut(&mut draft.text, span.start) {
                problems.push(Problem::new(Code::QuoteNotFound, quote.exact.place, sentence));
            }
        }
        if spans.is_none() {
            paragraphs = Paragraphs::Uncertain;
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
    let lookup = Lookup { reading, others: &[], sources, purpose: Use::Furniture };
    let mut spans: Vec<Span> = draft.furniture.iter().filter_map(|quote| lookup.places(quote, problems)).flatten().collect();
    spans.sort();
    spans.dedup();
    spans
}

fn passages(sources: &Sources, readings: &[Reading], quote: &Quote, problems: &mut Problems) -> Option<Vec<Passage>> {
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
    let spans = Lookup { reading, others, sources, purpose: Use::Note }.places(quote, problems)?;
    Some(spans.into_iter().map(|span| Passage { side: reading.side, span }).collect())
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
