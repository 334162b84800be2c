//! Which paragraphs of a text and of its translations stand beside each other on its page.

use super::Alignment;
use crate::source::{Place, Placed};

/// The pairs as written, or one to one where they do not have each paragraph once; what has no partner stands alone.
pub fn rows(align: Option<&Placed<Vec<Alignment>>>, place: Place, originals: usize, translated: usize) -> Vec<Alignment> {
    let counts =
        |side: fn(&Alignment) -> &[usize], rows: &[Alignment], count: usize| rows.iter().flat_map(side).copied().eq(1..=count);
    let is_whole =
        |rows: &&Vec<Alignment>| counts(|row| &row.source, rows, originals) && counts(|row| &row.translation, rows, translated);
    if let Some(rows) = align.map(|align| &align.value).filter(is_whole) {
        return rows.clone();
    }
    (1..=originals.max(translated))
        .map(|number| Alignment {
            source: (number <= originals).then_some(number).into_iter().collect(),
            translation: (number <= translated).then_some(number).into_iter().collect(),
            place,
        })
        .collect()
}

/// In which row each paragraph of one side stands, both counted from 0.
pub fn rows_of(rows: &[Alignment], side: fn(&Alignment) -> &[usize]) -> Vec<usize> {
    rows.iter().enumerate().flat_map(|(number, row)| side(row).iter().map(move |_| number)).collect()
}

/// Beside which row of the first translation each row of a further one stands: the one that has the first of its paragraphs of the
/// original, or that of the row before it.
pub fn rows_beside(first: &[Alignment], further: &[Alignment]) -> Vec<usize> {
    let of_original = rows_of(first, |row| &row.source);
    let mut before = 0;
    let beside = further.iter().map(|row| {
        before = row.source.first().map_or(before, |paragraph| of_original[paragraph - 1]);
        before
    });
    beside.collect()
}
