//! Where notes are read: on the page of a claim, where something is said of it elsewhere, or at their place in a document.

use super::marks::{NoteMark, note_id};
use super::urls::path;
use crate::model::{Archive, NoteId, Uses};

/// Whether a note is a claim that answers a question, or is related to another note at either end.
///
/// Of any other claim everything stands in its footnote, and that is its address.
pub fn has_page(archive: &Archive, uses: &Uses, id: NoteId) -> bool {
    let is_related = || !archive.note(id).note.relations.is_empty() || uses.relations.contains_key(&id);
    archive.claim(id).is_some_and(|claim| claim.question.is_some() || is_related())
}

/// The path of the page on which a note is read, and its place there if it is not what the page is about.
pub fn page_of(archive: &Archive, uses: &Uses, id: NoteId, mark: &NoteMark) -> (String, Option<String>) {
    let note = archive.note(id);
    let document = &archive.document(note.document).id;
    if has_page(archive, uses, id) {
        (path::claim(document, &note.note.id.value), None)
    } else {
        (path::document(document), Some(note_id(&note.note.id.value, mark)))
    }
}
