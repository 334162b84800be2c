//! The order in which notes are read.

use crate::model::{Alignment, DocumentDraft, Passage, Side};

/// A row with its place among the paragraphs of the original.
type Row<'a> = (&'a Alignment, (usize, usize));

/// Where rows stand: at the last paragraph that they render, and those that render none behind the row before.
fn placed_rows(rows: &[Alignment]) -> Vec<Row<'_>> {
    let mut before = (0, 0);
    let placed = rows.iter().map(|row| {
        before = row.source.last().map_or((before.0, before.1 + 1), |paragraph| (*paragraph, 0));
        (row, before)
    });
    placed.collect()
}

/// Sorts notes by where their reference mark stands: at the end of their first passage, the shorter note first.
pub fn put_in_reading_order(document: &mut DocumentDraft<Vec<Passage>>) {
    let DocumentDraft { notes, translations, text, .. } = document;
    let rows: Vec<Option<Vec<Row>>> =
        translations.iter().map(|draft| draft.record.align.as_ref().map(|align| placed_rows(&align.value))).collect();
    // A note may end where the next paragraph begins; its last character tells where it stands.
    let last = |passage: &Passage| passage.span.end().saturating_sub(1);
    let row_of = |passage: &Passage| match passage.side {
        Side::Original => (text.paragraph_at(last(passage)), 0),
        // A note on a translation stands in the row of the paragraph that it renders.
        Side::Translation(number) => {
            let paragraph = translations[number.get()].text.paragraph_at(last(passage));
            let row =
                rows[number.get()].as_ref().and_then(|rows| rows.iter().find(|(row, _)| row.translation.contains(&paragraph)));
            row.map_or((paragraph, 0), |(_, place)| *place)
        }
    };
    for note in notes.iter_mut() {
        note.anchor.sort_by_key(|passage| (row_of(passage), *passage));
    }
    notes.sort_by_key(|note| {
        let first = note.anchor[0];
        let start = std::cmp::Reverse(first.span.start());
        (row_of(&first), first.side, first.span.end(), start, note.id.value.clone())
    });
}
