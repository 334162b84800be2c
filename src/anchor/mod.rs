//! Anchors notes: finds where the words that they quote stand in texts that are never edited.
//!
//! An anchor never lies. Words are bound where they stand exactly, or with other quotation marks, dashes, spaces or
//! composed letters, and nowhere else; what is only near is told to the editor.

mod align;
mod ambiguous;
mod border;
mod breaks;
mod differences;
mod document;
mod find;
mod fold;
mod lookup;
mod missing;
mod nearest;
mod reading;
mod words;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::{Drafts, Passage, Quote};
use crate::problem::Problems;
use crate::source::Sources;

/// Turns every quotation into the places where it stands, at least one for each note that is left.
///
/// A note whose quotation is not found leaves the flow; its name stays among the broken ones.
/// Reports `text-changed`, `quote-not-found`, `quote-ambiguous`, `unknown-paragraph`, `unknown-translation`,
/// `misaligned`; the hint `quote-variant`.
pub fn anchor(sources: &Sources, drafts: Drafts<Quote>, problems: &mut Problems) -> Drafts<Vec<Passage>> {
    let Drafts { site, documents, questions, entities, terms, works, pages, statics, mut broken } = drafts;
    let anchored: Vec<document::Anchored> =
        documents.into_par_iter().map(|draft| document::anchor(sources, draft, &broken)).collect();
    let mut documents = Vec::with_capacity(anchored.len());
    for document in anchored {
        for note in &document.broken {
            broken.remember("note", note);
        }
        problems.append(document.problems);
        documents.push(document.draft);
    }
    Drafts { site, documents, questions, entities, terms, works, pages, statics, broken }
}
