//! Which claims have a page of their own: those of which something is said elsewhere.

use crate::model::{Archive, NoteId, Uses};

/// Whether a note is a claim that answers a question, or is related to another note at either end.
///
/// Of any other claim everything stands in its footnote, and that is its address.
pub fn has_page(archive: &Archive, uses: &Uses, id: NoteId) -> bool {
    let is_related = || !archive.note(id).note.relations.is_empty() || uses.relations.contains_key(&id);
    archive.claim(id).is_some_and(|claim| claim.question.is_some() || is_related())
}
