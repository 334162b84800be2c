//! Makes the archive: the only place where one is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Kept;
use super::mentions::Gazetteer;
use super::names::{NameTable, is_whole};
use super::{notes, records};
use crate::model::{
    Archive, ArchiveNote, AutomaticMention, Document, DocumentDraft, DocumentId, Drafts, EntityId, Linked, Note, Passage,
    Passages, all_meant,
};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Place, Sources};

/// Links all records, but for documents that were linked before and are as they were; names that lead nowhere are reported and left out.
pub fn link(sources: &Sources, drafts: Drafts<Passages>, kept: Option<&Kept>, problems: &mut Problems) -> Archive {
    check_sigla(&drafts, problems);
    let statics = drafts.statics.iter().filter_map(|file| sources.file(*file).of_static()).map(str::to_owned).collect();
    let names = NameTable::new(&drafts, statics);
    let mut entities: Vec<_> = drafts.entities.into_iter().map(|record| records::entity(record, &names, problems)).collect();
    records::untangle_entities(&mut entities, problems);
    let meant = all_meant(&entities);
    let gazetteer = Gazetteer::new(&entities, &meant, problems);
    let shared = Arc::new(Shared { names, gazetteer });
    let linked = |draft| Arc::new(document(Arc::unwrap_or_clone(draft), &shared));
    let linked: Vec<Arc<LinkedDocument>> = match kept {
        Some(kept) => kept.documents(drafts.documents, Arc::clone(&shared), linked),
        None => drafts.documents.into_par_iter().map(linked).collect(),
    };
    let names = &shared.names;
    // A large archive has hundreds of thousands of notes and mentions: the lists do not grow by doubling.
    let mut documents = Vec::with_capacity(linked.len());
    let mut all_notes = Vec::with_capacity(linked.iter().map(|document| document.notes.len()).sum());
    let mut automatic = Vec::with_capacity(linked.iter().map(|document| document.mentions.len()).sum());
    let mut note_starts = vec![0];
    for (index, linked) in linked.into_iter().enumerate() {
        let document = DocumentId(index as u32);
        problems.append(linked.problems.clone());
        documents.push(Arc::clone(&linked.document));
        all_notes.extend(linked.notes.iter().map(|note| ArchiveNote { document, note: Arc::clone(note) }));
        automatic.extend(linked.mentions.iter().map(|&(passage, entity)| AutomaticMention { document, passage, entity }));
        note_starts.push(all_notes.len() as u32);
    }
    let questions = drafts.questions.into_iter().map(|record| records::question(record, names, problems)).collect();
    let mut terms: Vec<_> = drafts.terms.into_iter().map(|record| records::term(record, names, problems)).collect();
    records::untangle_terms(&mut terms, problems);
    let pages = drafts.pages.into_iter().map(|record| records::page(record, names, problems)).collect();
    let incomplete = incomplete(sources, &documents, problems);
    Archive {
        incomplete,
        automatic,
        documents,
        notes: all_notes,
        note_starts,
        questions,
        entities,
        meant,
        terms,
        pages,
        statics: drafts.statics,
        inventories: drafts.inventories,
        site: drafts.site,
        works: drafts.works,
    }
}

/// The documents in whose files an error was found.
fn incomplete(sources: &Sources, documents: &[Arc<Document<Linked>>], problems: &Problems) -> Vec<DocumentId> {
    let wrong: BTreeSet<&str> =
        problems.wrong_files().into_iter().filter_map(|file| Some(sources.file(file).of_document()?.0)).collect();
    let number = |id: &str| documents.binary_search_by(|document| document.id.as_str().cmp(id)).ok();
    wrong.into_iter().filter_map(number).map(|index| DocumentId(index as u32)).collect()
}

/// What linking a document asks for beside the document itself.
#[derive(Debug, PartialEq)]
pub struct Shared {
    names: NameTable,
    gazetteer: Gazetteer,
}

/// A document with its notes, the names that are found in it, and what was wrong with those that are written.
#[derive(Debug)]
pub struct LinkedDocument {
    document: Arc<Document<Linked>>,
    notes: Vec<Arc<Note<Linked, Passages>>>,
    mentions: Box<[(Passage, EntityId)]>,
    problems: Problems,
}

/// Links a document and its notes; a broken note is looked through too, and then left out.
fn document(mut draft: DocumentDraft<Passages>, Shared { names, gazetteer }: &Shared) -> LinkedDocument {
    let mut problems = Problems::default();
    let written = std::mem::take(&mut draft.notes);
    let mut notes = Vec::with_capacity(written.len());
    for note in written {
        let whole = is_whole(names.broken(), &draft, &note.id.value);
        let note = notes::note(*note, &draft.id, names, &mut problems);
        if whole {
            notes.push(Arc::new(note));
        }
    }
    let document = Arc::new(records::document(draft, names, &mut problems));
    let mentions = gazetteer.mentions(&document, &notes);
    LinkedDocument { document, notes, mentions, problems }
}

/// Reports two documents with one siglum (`duplicate-id`), at the second.
fn check_sigla(drafts: &Drafts<Passages>, problems: &mut Problems) {
    let mut known: BTreeMap<&str, (&str, Place)> = BTreeMap::new();
    for document in &drafts.documents {
        let Some(siglum) = &document.record.siglum else { continue };
        let (earlier, other) = *known.entry(&siglum.value).or_insert((&document.id, siglum.place));
        if earlier != document.id {
            let message = format!("the document `{earlier}` has the siglum “{}” too", siglum.value);
            let problem = Problem::new(Code::DuplicateId, siglum.place, message);
            problems.push(problem.related(other, "the other").help("give one of them another `siglum`"));
        }
    }
}
