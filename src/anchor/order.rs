//! The order in which notes are read.

use crate::model::{DocumentDraft, Passage, Passages, Side, rows, rows_beside, rows_of};

/// In which row of its page each paragraph of each text stands, the original first, all counted from 0; nothing where no
/// translation stands beside the original.
fn drawn_rows<N>(document: &DocumentDraft<N>) -> Vec<Vec<usize>> {
    let originals = document.text.paragraphs.len();
    let pairs = document.translations.iter().map(|draft| {
        let record = &draft.record;
        rows(record.align.as_ref(), record.language.place, originals, draft.text.paragraphs.len())
    });
    let pairs: Vec<_> = pairs.collect();
    let Some((first, further)) = pairs.split_first() else { return Vec::new() };
    let mut drawn = vec![rows_of(first, |row| &row.source), rows_of(first, |row| &row.translation)];
    for pairs in further {
        let beside = rows_beside(first, pairs);
        drawn.push(rows_of(pairs, |row| &row.translation).into_iter().map(|row| beside[row]).collect());
    }
    drawn
}

/// Sorts notes by where their reference mark stands: at the end of their first passage, the shorter note first. Beside each other
/// stand a row of the original and what each translation has for it, which are read in this order.
pub fn put_in_reading_order(document: &mut DocumentDraft<Passages>) {
    let drawn = drawn_rows(document);
    let DocumentDraft { notes, translations, text, .. } = document;
    // A note may end where the next paragraph begins; its last character tells where it stands.
    let last = |passage: &Passage| passage.span.end().saturating_sub(1);
    let row_of = |passage: &Passage| {
        let (side, paragraph) = match passage.side {
            Side::Original => (0, text.paragraph_at(last(passage))),
            Side::Translation(number) => (number.get() + 1, translations[number.get()].text.paragraph_at(last(passage))),
        };
        drawn.get(side).and_then(|rows| rows.get(paragraph - 1)).copied().unwrap_or_default()
    };
    for note in notes.iter_mut() {
        note.anchor.sort_by_cached_key(|passage| (row_of(passage), *passage));
    }
    notes.sort_by_cached_key(|note| {
        let first = note.anchor[0];
        let start = std::cmp::Reverse(first.span.start());
        (row_of(&first), first.side, first.span.end(), start, note.id.value.clone())
    });
}
