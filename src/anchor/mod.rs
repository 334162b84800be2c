//! Anchors notes: finds where the words that they quote stand in texts that are never edited.
//!
//! An anchor never lies. Words are bound where they stand exactly, or with other quotation marks, dashes, spaces or
//! composed letters, and nowhere else; what is only near is told to the editor.

mod align;
mod alike;
mod ambiguous;
mod border;
mod breaks;
mod decisive;
mod differences;
mod document;
mod drift;
mod edges;
mod find;
mod fold;
mod han;
mod inside;
mod lookup;
mod missing;
mod nearest;
mod numbers;
mod order;
mod proposal;
mod quoting;
mod reading;
mod spelling;
mod standing;
mod texts;
mod tokens;
mod words;

use std::sync::Arc;

pub use order::put_in_reading_order;
pub use quoting::{Nearest, Quotable, folds, side};
use rayon::prelude::*;
pub use reading::Folds;

use drift::NameWords;
use fold::{Level, needle};
use texts::Survey;

use crate::model::{self, Broken, DocumentDraft, Drafts, Entity, Passages, Quote, TextState, Written};
use crate::problem::Problems;
use crate::source::Sources;

/// What was made of each document, under the broken names and the words of all names.
pub type Kept = model::Kept<(Broken, NameWords), document::Anchored>;

/// Turns every quotation into the places where it stands, at least one for each note that is left.
///
/// A note whose quotation is not found leaves the flow, and so does one of which nobody can tell, in a text that has changed,
/// whether it is found at the place that was meant; their names stay among the broken ones.
/// Reports `text-changed`, `anchor-in-doubt`, `quote-not-found`, `quote-ambiguous`, `too-many-places`, `unknown-paragraph`,
/// `unknown-translation`, `misaligned`; the hint `quote-variant`.
/// Documents that are as they were when they were kept are not anchored anew.
pub fn anchor(sources: &Sources, drafts: Drafts<Quote>, kept: Option<&Kept>, problems: &mut Problems) -> Drafts<Passages> {
    anchor_and_tell(sources, drafts, (Survey::Changed, kept), problems).0
}

/// How every note of every document stands in its text, whether it is found or not.
pub fn survey(sources: &Sources, drafts: Drafts<Quote>, problems: &mut Problems) -> (Drafts<Passages>, Vec<TextState>) {
    anchor_and_tell(sources, drafts, (Survey::OfAll, None), problems)
}

/// The places of all notes, and how those notes stand with which something is wrong.
pub fn places(sources: &Sources, drafts: Drafts<Quote>, problems: &mut Problems) -> (Drafts<Passages>, Vec<TextState>) {
    anchor_and_tell(sources, drafts, (Survey::OfTrouble, None), problems)
}

fn anchor_and_tell(
    sources: &Sources,
    drafts: Drafts<Quote>,
    how: (Survey, Option<&Kept>),
    problems: &mut Problems,
) -> (Drafts<Passages>, Vec<TextState>) {
    let Drafts { site, documents, questions, entities, terms, works, pages, inventories, statics, mut broken } = drafts;
    let names = name_words(&entities);
    let (documents, states) = anchor_documents(sources, documents, (&names, &mut broken), how, problems);
    (Drafts { site, documents, questions, entities, terms, works, pages, inventories, statics, broken }, states)
}

/// Anchors some documents more, as [`anchor`] does, of an archive of which everything else was read; `names` has the words of its names.
pub fn anchor_more(
    sources: &Sources,
    documents: Vec<Arc<DocumentDraft>>,
    names: &NameWords,
    drafts: &mut Drafts<Passages>,
    problems: &mut Problems,
) {
    let how = (Survey::Changed, None);
    let (anchored, _) = anchor_documents(sources, documents, (names, &mut drafts.broken), how, problems);
    drafts.documents.extend(anchored);
}

fn anchor_documents(
    sources: &Sources,
    documents: Vec<Arc<DocumentDraft>>,
    (names, broken): (&NameWords, &mut Broken),
    (survey, kept): (Survey, Option<&Kept>),
    problems: &mut Problems,
) -> (Vec<Arc<DocumentDraft<Passages>>>, Vec<TextState>) {
    let shared = document::Shared { sources, broken, names, survey };
    let anchor = |draft| document::anchor(shared, Arc::unwrap_or_clone(draft));
    let made: Vec<document::Anchored> = match kept {
        Some(kept) => kept.documents(documents, (broken.clone(), names.clone()), anchor),
        None => documents.into_par_iter().map(anchor).collect(),
    };
    let (mut anchored, mut states) = (Vec::with_capacity(made.len()), Vec::new());
    for document in made {
        for note in &document.broken {
            broken.remember("note", note);
        }
        problems.append(document.problems);
        anchored.push(document.draft);
        states.extend(document.states);
    }
    (anchored, states)
}

/// The words of all names, as words of texts are compared.
pub fn name_words(entities: &[Entity<Written>]) -> NameWords {
    let names = entities.iter().flat_map(|entity| entity.name.all().chain(entity.also.all()));
    names.flat_map(|(name, _)| name.split_whitespace()).map(|word| needle(word, Level::Loose)).collect()
}
