//! The order in which notes are read.

use crate::model::{Alignment, DocumentDraft, Passage, Side};

/// A place among the paragraphs of the original: a paragraph, and how far behind it.
type Row = (usize, usize);

/// Where each paragraph of a translation stands, by its number: at the last paragraph that its row renders, and where it
/// renders none, behind the row before.
fn placed_paragraphs(rows: &[Alignment], paragraphs: usize) -> Vec<Option<Row>> {
    let mut placed = vec![None; paragraphs + 1];
    let mut before = (0, 0);
    for row in rows {
        before = row.source.last().map_or((before.0, before.1 + 1), |paragraph| (*paragraph, 0));
        for paragraph in &row.translation {
            // A number that no paragraph has, or two rows have, is told where rows are read.
            if let Some(place) = placed.get_mut(*paragraph) {
                *place = place.or(Some(before));
            }
        }
    }
    placed
}

/// Sorts notes by where their reference mark stands: at the end of their first passage, the shorter note first.
pub fn put_in_reading_order(document: &mut DocumentDraft<Vec<Passage>>) {
    let DocumentDraft { notes, translations, text, .. } = document;
    let rows: Vec<Vec<Option<Row>>> = translations
        .iter()
        .map(|draft| {
            let align = draft.record.align.as_ref();
            align.map_or_else(Vec::new, |align| placed_paragraphs(&align.value, draft.text.paragraphs.len()))
        })
        .collect();
    // A note may end where the next paragraph begins; its last character tells where it stands.
    let last = |passage: &Passage| passage.span.end().saturating_sub(1);
    let row_of = |passage: &Passage| match passage.side {
        Side::Original => (text.paragraph_at(last(passage)), 0),
        // A note on a translation stands in the row of the paragraph that it renders.
        Side::Translation(number) => {
            let paragraph = translations[number.get()].text.paragraph_at(last(passage));
            rows[number.get()].get(paragraph).copied().flatten().unwrap_or((paragraph, 0))
        }
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

#[cfg(test)]
mod tests {
    use super::placed_paragraphs;
    use crate::model::Alignment;
    use crate::source::{FileIndex, Place, Span};

    #[test]
    fn a_paragraph_stands_in_the_first_row_that_names_it() {
        let place = Place { file: FileIndex(0), span: Span::new(0, 0) };
        let row = |source: &[usize], translation: &[usize]| Alignment {
            source: source.to_vec(),
            translation: translation.to_vec(),
            place,
        };
        let rows = [row(&[1, 2], &[1]), row(&[], &[2]), row(&[], &[3, 9]), row(&[3], &[3, 4])];
        assert_eq!(placed_paragraphs(&rows, 5), [None, Some((2, 0)), Some((2, 1)), Some((2, 2)), Some((3, 0)), None]);
    }
}
