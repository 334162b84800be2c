//! Places of a document as an index gives them: each paragraph once, paragraphs that follow each other as one run.

use crate::model::{Archive, DocumentId, Locator, Passage, Side, exact};

/// Who found a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finder {
    /// An editor, who wrote a note.
    Editor,
    /// The program, by `match: true`.
    Program,
}

/// A paragraph that holds a place, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// The position of its document.
    rank: u32,
    side: Side,
    number: u32,
    finder: Finder,
    document: DocumentId,
}

impl Found {
    /// Which paragraph it is, whoever found it.
    fn paragraph(&self) -> (u32, Side, u32) {
        (self.rank, self.side, self.number)
    }
}

/// What is needed to make runs of places: the order of the documents, and which paragraphs stand beside each other.
pub struct Locators<'a> {
    archive: &'a Archive,
    /// The position of each document in the order of reading, by document number.
    ranks: Vec<u32>,
    /// For each document and translation, the row of each paragraph of the translation (from 0).
    rows: Vec<Vec<Vec<usize>>>,
}

impl<'a> Locators<'a> {
    /// Prepares an archive whose documents are read in this order.
    pub fn new(archive: &'a Archive, order: &[DocumentId]) -> Locators<'a> {
        let mut ranks = vec![0; archive.documents.len()];
        for (rank, document) in (0..).zip(order) {
            ranks[document.0 as usize] = rank;
        }
        let rows = archive.documents.iter().map(|document| {
            let translations = document.translations.iter().map(|translated| {
                let mut rows = vec![usize::MAX; translated.text.paragraphs.len()];
                for (row, pair) in translated.rows.iter().enumerate() {
                    for paragraph in &pair.translation {
                        if let Some(place) = rows.get_mut(*paragraph - 1) {
                            *place = row;
                        }
                    }
                }
                rows
            });
            translations.collect()
        });
        Locators { archive, ranks, rows: rows.collect() }
    }

    /// The runs of some places, by document in the order of reading, the original before its translations.
    ///
    /// A paragraph that an editor marked is an editor's. A paragraph of a translation is left out where the original beside
    /// it is named already: who goes there sees both.
    pub fn runs(&self, places: impl IntoIterator<Item = (DocumentId, Passage, Finder)>) -> Box<[Locator]> {
        let ranked = |(document, passage, finder): (DocumentId, Passage, Finder)| {
            let rank = self.ranks[document.0 as usize];
            self.paragraphs(document, passage).map(move |number| Found { rank, side: passage.side, number, finder, document })
        };
        let mut found: Vec<Found> = places.into_iter().flat_map(ranked).collect();
        found.sort_unstable();
        // An editor comes before the program.
        found.dedup_by_key(|found| found.paragraph());
        let is_named = |paragraph| found.binary_search_by_key(&paragraph, Found::paragraph).is_ok();
        let is_new = |found: &Found| match found.side {
            Side::Original => true,
            Side::Translation(number) => {
                let rows = &self.rows[found.document.0 as usize][number.get()];
                let row = rows.get(found.number as usize - 1).copied().unwrap_or(usize::MAX);
                let pair = self.archive.document(found.document).translations[number.get()].rows.get(row);
                !pair.is_some_and(|pair| pair.source.iter().any(|source| is_named((found.rank, Side::Original, *source as u32))))
            }
        };
        let mut runs: Vec<Locator> = Vec::new();
        for paragraph in found.iter().filter(|found| is_new(found)) {
            let Found { side, number, finder, document, .. } = *paragraph;
            let automatic = finder == Finder::Program;
            match runs.last_mut() {
                Some(Locator { document: last, paragraphs: Some((beside, _, end)), automatic: how })
                    if *last == document && *beside == side && *end + 1 == number && *how == automatic =>
                {
                    *end = number;
                }
                Some(_) | None => runs.push(Locator { document, paragraphs: Some((side, number, number)), automatic }),
            }
        }
        exact(runs)
    }

    /// Whole documents in the order of reading.
    pub fn documents(&self, documents: &[DocumentId]) -> Box<[Locator]> {
        let mut documents = documents.to_vec();
        documents.sort_by_key(|document| self.ranks[document.0 as usize]);
        documents.dedup();
        documents.into_iter().map(|document| Locator { document, paragraphs: None, automatic: false }).collect()
    }

    /// The paragraphs that a passage touches.
    fn paragraphs(&self, document: DocumentId, passage: Passage) -> std::ops::RangeInclusive<u32> {
        let document = self.archive.document(document);
        let number = |offset: usize| match passage.side {
            Side::Original => document.text.paragraph_at(offset) as u32,
            Side::Translation(number) => document.translations[number.get()].text.paragraph_at(offset) as u32,
        };
        number(passage.span.start())..=number(passage.span.end() - 1)
    }
}
