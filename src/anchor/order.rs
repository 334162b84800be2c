//! The order in which notes are read.

use crate::model::{DocumentDraft, Note, Passage, Side, Written};

/// Sorts notes by where their reference mark stands: at the end of their first passage, the shorter note first.
pub fn put_in_reading_order(document: &mut DocumentDraft<Vec<Passage>>) {
    let DocumentDraft { notes, translations, text, .. } = document;
    let mut rows = Vec::new();
    for draft in translations.iter() {
        rows.push(draft.record.align.as_ref().map(|align| &align.value));
    }
    let row_of = |passage: &Passage| match passage.side {
        Side::Original => text.paragraph_at(passage.span.end),
        // A note on a translation stands in the row of the paragraph that it renders.
        Side::Translation(number) => {
            let paragraph = translations[number].text.paragraph_at(passage.span.end);
            let row = rows[number].and_then(|rows| rows.iter().find(|row| row.translation.contains(&paragraph)));
            row.map_or(paragraph, |row| row.source.last().copied().unwrap_or(paragraph))
        }
    };
    for note in notes.iter_mut() {
        note.anchor.sort_by_key(|passage| (row_of(passage), *passage));
    }
    notes.sort_by_key(|note: &Note<Written, Vec<Passage>>| {
        let first = note.anchor[0];
        let start = std::cmp::Reverse(first.span.start);
        (row_of(&first), first.side, first.span.end, start, note.id.value.clone())
    });
}
