//! Signs records that are not signed by hand with what git knows of their lines.

use std::sync::Arc;

use super::date;
use crate::model::{Date, DocumentDraft, Drafts, Editor, Signature, Written};
use crate::source::{Change, Place, Placed, Sources};

/// Fills in `by`, `created` and `modified` where editors left them out.
///
/// `created` is the day of the oldest line of a record and `modified` that of the youngest, where it is another day;
/// `by` is the editor of `archive.yaml` whose name is that of the author of the record's first line.
pub fn sign_records(sources: &Sources, drafts: &mut Drafts) {
    if sources.history.is_empty() {
        return;
    }
    let editors = &drafts.site.editors;
    drafts.questions.iter_mut().for_each(|question| fill(sources, editors, question.place, &mut question.signature));
    drafts.entities.iter_mut().for_each(|entity| fill(sources, editors, entity.place, &mut entity.signature));
    drafts.terms.iter_mut().for_each(|term| fill(sources, editors, term.place, &mut term.signature));
}

/// The same for the notes of documents.
pub fn sign_notes(sources: &Sources, editors: &[Editor], documents: &mut [Arc<DocumentDraft>]) {
    if sources.history.is_empty() {
        return;
    }
    let notes = documents.iter_mut().flat_map(|document| &mut Arc::make_mut(document).notes);
    notes.for_each(|note| fill(sources, editors, note.place, &mut note.signature));
}

fn fill(sources: &Sources, editors: &[Editor], place: Place, signature: &mut Signature<Written>) {
    let file = sources.file(place.file);
    let first = sources.position(place).line;
    let last = first + place.span.of(&file.text).trim_end().matches('\n').count();
    let changes = || sources.history.of(place.file, (first, last));
    let Some(oldest) = changes().map(|change| change.day.as_str()).min() else { return };
    let author = sources.history.of(place.file, (first, first)).next().map(|change: &Change| change.author.as_str());
    if signature.by.is_none() {
        let editor = editors.iter().find(|editor| Some(editor.name.as_str()) == author);
        signature.by = editor.map(|editor| Box::new(Placed::new(editor.id.value.clone(), place)));
    }
    if signature.created.is_none() {
        signature.created = day(oldest);
    }
    let youngest = changes().map(|change| change.day.as_str()).max();
    if signature.modified.is_none() {
        signature.modified = youngest.filter(|youngest| *youngest != oldest).and_then(day);
    }
}

fn day(written: &str) -> Option<Box<Date>> {
    date::parse(written).ok().map(Box::new)
}
