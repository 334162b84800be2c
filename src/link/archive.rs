//! Makes the archive: the only place where one is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::mentions::Gazetteer;
use super::names::{NameTable, is_whole};
use super::{notes, records};
use crate::model::{Archive, ArchiveNote, DocumentDraft, DocumentId, Drafts, Passage};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Sources, Span};

/// Links all records; names that lead nowhere are reported and left out.
pub fn link(sources: &Sources, mut drafts: Drafts<Vec<Passage>>, problems: &mut Problems) -> Archive {
    let statics = drafts.statics.clone();
    let static_names = statics.iter().map(|file| static_path(sources, *file)).collect();
    let note_names = note_names(&drafts);
    check_sigla(sources, &drafts, problems);
    let written = std::mem::take(&mut drafts.documents);
    let ids: Vec<String> = written.iter().map(|document| document.id.clone()).collect();
    let names = NameTable::new(&drafts, &ids, note_names, static_names);
    let linked: Vec<_> = written
        .into_par_iter()
        .enumerate()
        .map(|(index, draft)| {
            let mut problems = Problems::default();
            let draft = Arc::unwrap_or_clone(draft);
            let (document, notes) = document(DocumentId(index as u32), draft, &names, &mut problems);
            (document, notes, problems)
        })
        .collect();
    let mut documents = Vec::new();
    let mut all_notes = Vec::new();
    let mut note_starts = vec![0];
    for (document, notes, found) in linked {
        problems.append(found);
        documents.push(document);
        all_notes.extend(notes);
        note_starts.push(all_notes.len() as u32);
    }
    let questions = drafts.questions.iter().cloned().map(|record| records::question(record, &names, problems)).collect();
    let mut entities: Vec<_> = drafts.entities.iter().cloned().map(|record| records::entity(record, &names, problems)).collect();
    records::untangle_entities(&mut entities, problems);
    let mut terms: Vec<_> = drafts.terms.iter().cloned().map(|record| records::term(record, &names, problems)).collect();
    records::untangle_terms(&mut terms, problems);
    let pages = drafts.pages.iter().cloned().map(|record| records::page(record, &names, problems)).collect();
    let by_document: Vec<&[ArchiveNote]> =
        note_starts.windows(2).map(|ends| &all_notes[ends[0] as usize..ends[1] as usize]).collect();
    let automatic = Gazetteer::new(&entities, problems).mentions(&documents, &by_document);
    Archive {
        automatic,
        documents,
        notes: all_notes,
        note_starts,
        questions,
        entities,
        terms,
        pages,
        statics,
        inventories: drafts.inventories,
        site: drafts.site,
        works: drafts.works,
    }
}

/// The path of a file of `static/` inside that folder.
fn static_path(sources: &Sources, file: FileIndex) -> &str {
    let path = &sources.file(file).path;
    path.strip_prefix("content/static/").unwrap_or(path)
}

fn note_names(drafts: &Drafts<Vec<Passage>>) -> Vec<String> {
    let mut names = Vec::new();
    for document in &drafts.documents {
        let whole = document.notes.iter().filter(|note| is_whole(&drafts.broken, document, &note.id.value));
        names.extend(whole.map(|note| format!("{}/{}", document.id, note.id.value)));
    }
    names
}

/// Links a document and its notes; a broken note is looked through too, and then left out.
fn document(
    id: DocumentId,
    mut draft: DocumentDraft<Vec<Passage>>,
    names: &NameTable<'_>,
    problems: &mut Problems,
) -> (crate::model::Document<crate::model::Linked>, Vec<ArchiveNote>) {
    let written = std::mem::take(&mut draft.notes);
    let mut kept = Vec::new();
    for note in written {
        let whole = is_whole(names.broken(), &draft, &note.id.value);
        let note = notes::note(note, &draft.id, names, problems);
        if whole {
            kept.push(ArchiveNote { document: id, note });
        }
    }
    (records::document(draft, names, problems), kept)
}

/// Reports two documents with one siglum (`duplicate-id`), at the record of the second.
fn check_sigla(sources: &Sources, drafts: &Drafts<Vec<Passage>>, problems: &mut Problems) {
    let mut known: BTreeMap<&str, &DocumentDraft<Vec<Passage>>> = BTreeMap::new();
    for document in &drafts.documents {
        let Some(siglum) = &document.record.siglum else { continue };
        let earlier = *known.entry(siglum).or_insert(document);
        if earlier.id != document.id {
            let place = siglum_place(sources, document.record_file, siglum);
            let problem =
                Problem::new(Code::DuplicateId, place, format!("the document `{}` has the siglum “{siglum}” too", earlier.id));
            let other = siglum_place(sources, earlier.record_file, siglum);
            problems.push(problem.related(other, "the other").help("give one of them another `siglum`"));
        }
    }
}

fn siglum_place(sources: &Sources, file: FileIndex, siglum: &str) -> Place {
    let text = &sources.file(file).text;
    let field = text.find("siglum:").unwrap_or(0);
    let start = text[field..].find(siglum).map_or(field, |found| field + found);
    Place { file, span: Span::new(start, (start + siglum.len()).min(text.len())) }
}
