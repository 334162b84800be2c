//! Words beside documents: which document uses which, the words that are near each other in one block.

use std::collections::BTreeSet;

use super::term::uses;
use crate::model::{DocumentId, TermId};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Documents up to which each has a column.
const DOCUMENTS_MAX: usize = 12;

/// Places that a cell leads to.
const PLACES_MAX: usize = 4;

/// The table of some words; none where no document uses one of them, or too many do for a page.
pub fn table(sheet: &Sheet<'_>, terms: &[TermId]) -> Option<view::TermTable> {
    let archive = sheet.context.archive;
    let used: Vec<TermId> = terms.iter().copied().filter(|id| uses(sheet, *id).next().is_some()).collect();
    let using: BTreeSet<DocumentId> =
        used.iter().flat_map(|id| uses(sheet, *id)).map(|note| archive.note(note).document).collect();
    if using.is_empty() || using.len() > DOCUMENTS_MAX {
        return None;
    }
    let order = &sheet.context.indexes.orders.documents;
    let documents: Vec<DocumentId> = order.iter().copied().filter(|document| using.contains(document)).collect();
    let row = |id: &TermId| view::TermTableRow {
        term: sheet.term(*id),
        cells: documents.iter().map(|document| cell(sheet, *id, *document)).collect(),
    };
    Some(view::TermTable {
        heads: documents.iter().map(|document| sheet.document_siglum(*document)).collect(),
        blocks: blocks(sheet, &used).iter().map(|block| block.iter().map(row).collect()).collect(),
    })
}

fn cell(sheet: &Sheet<'_>, id: TermId, document: DocumentId) -> view::TermTableCell {
    let archive = sheet.context.archive;
    let notes = uses(sheet, id).filter(|note| archive.note(*note).document == document);
    let all = notes.flat_map(|note| (0..archive.note(note).note.anchor.len()).map(move |place| sheet.note_place(note, place)));
    let mut places: Vec<view::PlaceLink> = Vec::new();
    for place in all {
        if places.iter().all(|other| other.label != place.label) {
            places.push(place);
        }
    }
    let more = places.len().saturating_sub(PLACES_MAX);
    places.truncate(PLACES_MAX);
    view::TermTableCell { siglum: sheet.document_siglum(document).words.text, places, more }
}

/// The words in blocks: those that lead to each other by `related` or `broader`, in the order of their first; then all others.
fn blocks(sheet: &Sheet<'_>, terms: &[TermId]) -> Vec<Vec<TermId>> {
    let archive = sheet.context.archive;
    let beside = |id: TermId| -> Vec<TermId> {
        let names = |one: TermId, other: TermId| {
            let term = archive.term(one);
            term.related.contains(&other) || term.broader.contains(&other)
        };
        terms.iter().copied().filter(|other| names(id, *other) || names(*other, id)).collect()
    };
    let (mut blocks, mut alone, mut placed) = (Vec::new(), Vec::new(), BTreeSet::<TermId>::new());
    for id in terms {
        if placed.contains(id) {
            continue;
        }
        let (mut block, mut waiting) = (BTreeSet::new(), vec![*id]);
        while let Some(next) = waiting.pop() {
            if block.insert(next) {
                waiting.extend(beside(next));
            }
        }
        placed.extend(&block);
        let block: Vec<TermId> = terms.iter().copied().filter(|id| block.contains(id)).collect();
        if block.len() > 1 { blocks.push(block) } else { alone.extend(block) }
    }
    blocks.extend((!alone.is_empty()).then_some(alone));
    blocks
}
