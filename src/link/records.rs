//! Links the records beside the texts: questions, entities, terms, documents, pages.

use std::collections::BTreeMap;

use super::names::NameTable;
use super::notes::{entities, once, signature};
use super::prose::{prose, source_text};
use crate::model::{
    Document, DocumentDraft, DocumentRecord, Entity, Linked, Page, Passages, Prose, Question, Scope, Term, Translated,
    TranslationDraft, TranslationRecord, Written, rows,
};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::Placed;

/// Links a question; scopes that contain themselves (`circular`) or lie too deep (`scope-depth`) are reported.
pub fn question(question: Question<Written>, names: &NameTable, problems: &mut Problems) -> Question<Linked> {
    let ids: Vec<Placed<String>> = question.scopes.iter().map(|scope| scope.id.clone()).collect();
    let known = || ids.iter().map(|id| id.value.as_str());
    let numbers: BTreeMap<&str, usize> = known().enumerate().map(|(number, id)| (id, number)).rev().collect();
    let mut scopes: Vec<Scope<Linked>> = Vec::new();
    for Scope { id, label, within } in question.scopes {
        let within = within.and_then(|name| {
            let found = numbers.get(name.value.as_str()).copied();
            if found.is_none() {
                let problem =
                    Problem::new(Code::UnknownScope, name.place, format!("this question has no scope `{}`", name.value));
                problems.push(problem.maybe_help(did_you_mean(&name.value, known())));
            }
            found
        });
        scopes.push(Scope { id, label, within });
    }
    let parents: Vec<Vec<usize>> = scopes.iter().map(|scope| scope.within.into_iter().collect()).collect();
    for start in circular(&parents) {
        let id = &ids[start];
        problems.push(
            Problem::new(Code::Circular, id.place, format!("the scope `{}` is part of itself", id.value))
                .help("change one `within`"),
        );
        scopes[start].within = None;
    }
    for scope in too_deep(&scopes) {
        let message = format!("the scope `{}` lies in more than {SCOPES_MAX_DEPTH} others", scopes[scope].id.value);
        problems
            .push(Problem::new(Code::ScopeDepth, scopes[scope].id.place, message).help("let its `within` name a larger scope"));
        scopes[scope].within = None;
    }
    Question {
        id: question.id,
        place: question.place,
        asks: question.asks,
        kind: question.kind,
        event: question.event.and_then(|name| names.entity(&name, problems)),
        unit: question.unit,
        scopes,
        positions: question.positions,
        exclusive: question.exclusive,
        cumulative: question.cumulative,
        note: question.note.map(|text| prose(text, None, names, problems)),
        signature: signature(question.signature, names, problems),
    }
}

/// In how many others a scope lies at most: so many lists stand in one another on the page of the question.
const SCOPES_MAX_DEPTH: usize = 16;

/// The scopes with which a chain becomes too long; those that lie in them are not told again.
fn too_deep(scopes: &[Scope<Linked>]) -> Vec<usize> {
    let wholes = |scope: usize| std::iter::successors(scopes[scope].within, |outer| scopes[*outer].within);
    (0..scopes.len()).filter(|scope| wholes(*scope).take(SCOPES_MAX_DEPTH + 2).count() == SCOPES_MAX_DEPTH + 1).collect()
}

/// Links an entity.
pub fn entity(entity: Entity<Written>, names: &NameTable, problems: &mut Problems) -> Entity<Linked> {
    not_to_itself("entity", &entity.id, &entity.related, problems);
    Entity {
        see: entity.see.and_then(|name| names.entity(&name, problems)),
        broader: entities(&entity.broader, names, problems),
        related: entities(&entity.related, names, problems),
        location: entity.location.and_then(|name| names.entity(&name, problems)),
        note: entity.note.map(|text| prose(text, None, names, problems)),
        signature: signature(entity.signature, names, problems),
        id: entity.id,
        place: entity.place,
        kind: entity.kind,
        name: entity.name,
        also: entity.also,
        sort: entity.sort,
        matches: entity.matches,
        same_as: entity.same_as,
        date: entity.date,
        coordinates: entity.coordinates,
    }
}

/// Reports a record that is `related` to itself (`circular`).
fn not_to_itself(kind: &str, id: &Placed<String>, related: &[Placed<String>], problems: &mut Problems) {
    for name in related.iter().filter(|name| name.value == id.value) {
        let problem = Problem::new(Code::Circular, name.place, format!("the {kind} `{}` is related to itself", id.value));
        problems.push(problem.help("name the other record, or leave it out"));
    }
}

/// Takes `see` and `broader` apart where they lead back to themselves, and reports it (`circular`).
pub fn untangle_entities(list: &mut [Entity<Linked>], problems: &mut Problems) {
    let see: Vec<Vec<usize>> = list.iter().map(|entity| entity.see.iter().map(|id| id.0 as usize).collect()).collect();
    for start in circular(&see) {
        problems.push(loops("entity", "see", &list[start].id));
        list[start].see = None;
    }
    let broader: Vec<Vec<usize>> = list.iter().map(|entity| entity.broader.iter().map(|id| id.0 as usize).collect()).collect();
    for start in circular(&broader) {
        problems.push(loops("entity", "broader", &list[start].id));
        list[start].broader.clear();
    }
}

/// Takes `broader` apart where it leads back to itself, and reports it (`circular`).
pub fn untangle_terms(list: &mut [Term<Linked>], problems: &mut Problems) {
    let broader: Vec<Vec<usize>> = list.iter().map(|term| term.broader.iter().map(|id| id.0 as usize).collect()).collect();
    for start in circular(&broader) {
        problems.push(loops("term", "broader", &list[start].id));
        list[start].broader.clear();
    }
}

fn loops(kind: &str, field: &str, id: &Placed<String>) -> Problem {
    Problem::new(Code::Circular, id.place, format!("`{field}` leads from the {kind} `{}` back to itself", id.value))
        .help(format!("change one `{field}` of the circle"))
}

/// The first record of each circle, by number.
fn circular(parents: &[Vec<usize>]) -> Vec<usize> {
    let mut state = vec![0_u8; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        // A stack of its own, for a chain may be as long as the archive.
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            if next == 0 {
                if state[node] != 0 {
                    continue;
                }
                state[node] = 1;
            }
            let Some(&parent) = parents[node].get(next) else {
                state[node] = 2;
                continue;
            };
            stack.push((node, next + 1));
            match state[parent] {
                0 => stack.push((parent, 0)),
                1 => found
                    .push(stack.iter().map(|(member, _)| *member).skip_while(|member| *member != parent).min().unwrap_or(parent)),
                _ => {}
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Links a term.
pub fn term(term: Term<Written>, names: &NameTable, problems: &mut Problems) -> Term<Linked> {
    let broader = once(&term.broader, problems).into_iter().filter_map(|name| names.term(name, problems)).collect();
    not_to_itself("term", &term.id, &term.related, problems);
    let related = once(&term.related, problems).into_iter().filter_map(|name| names.term(name, problems)).collect();
    Term {
        says: term.says.map(|text| prose(text, None, names, problems)),
        signature: signature(term.signature, names, problems),
        id: term.id,
        place: term.place,
        term: term.term,
        language: term.language,
        scheme: term.scheme,
        broader,
        related,
    }
}

/// Links a page of prose.
pub fn page(page: Page<Written>, names: &NameTable, problems: &mut Problems) -> Page<Linked> {
    Page { body: prose(page.body, None, names, problems), id: page.id, file: page.file, title: page.title }
}

/// Links a document without its notes.
pub fn document(draft: DocumentDraft<Passages>, names: &NameTable, problems: &mut Problems) -> Document<Linked> {
    let id = draft.id;
    let count = draft.text.paragraphs.len();
    let record = record(draft.record, &id, names, problems);
    let translations = draft.translations.into_iter().map(|found| translation(found, count, names, problems)).collect();
    Document { record, file: draft.file, text: source_text(draft.text, names), translations, sidecars: draft.sidecars, id }
}

fn record(record: DocumentRecord<Written>, id: &str, names: &NameTable, problems: &mut Problems) -> DocumentRecord<Linked> {
    let publisher = entities(&record.publisher, names, problems);
    let creator = entities(&record.creator, names, problems);
    let mut prose = |text: Option<Box<Prose<Written>>>| Some(Box::new(prose(*text?, Some(id), names, problems)));
    DocumentRecord {
        publisher,
        creator,
        provenance: prose(record.provenance),
        issued_note: prose(record.issued_note),
        note: prose(record.note),
        title: record.title,
        title_supplied: record.title_supplied,
        title_translated: record.title_translated,
        siglum: record.siglum,
        language: record.language,
        kind: record.kind,
        issued: record.issued,
        url: record.url,
        capture: record.capture,
        rights: record.rights,
        content_notes: record.content_notes,
        text_sha256: record.text_sha256,
    }
}

fn translation(draft: TranslationDraft, count: usize, names: &NameTable, problems: &mut Problems) -> Translated<Linked> {
    let TranslationRecord { language, method, by, align, text_sha256 } = draft.record;
    let rows = rows(align.as_ref(), language.place, count, draft.text.paragraphs.len());
    let by = by.and_then(|name| names.editor(&name, problems));
    let record = TranslationRecord { language, method, by, align, text_sha256 };
    Translated { record, file: draft.file, text: source_text(draft.text, names), rows }
}
