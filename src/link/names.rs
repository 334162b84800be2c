//! The names of an archive, and what each leads to.

use std::collections::BTreeMap;

use super::note_names::NoteNames;
use crate::model::{
    Broken, DocumentDraft, DocumentId, Drafts, EntityId, Inventory, NoteId, PageId, Passages, Question, QuestionId, Target,
    TermId, UNNAMED, WorkId, Written,
};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::Placed;

/// Every name, by kind: all that linking a record asks for beside the record itself, so that two equal tables link it alike.
#[derive(Debug, PartialEq)]
pub struct NameTable {
    entities: BTreeMap<String, EntityId>,
    questions: BTreeMap<String, QuestionId>,
    terms: BTreeMap<String, TermId>,
    works: BTreeMap<String, WorkId>,
    documents: BTreeMap<String, DocumentId>,
    pages: BTreeMap<String, PageId>,
    editors: BTreeMap<String, usize>,
    notes: NoteNames,
    /// What can be referred to in other archives.
    pub inventories: Vec<Inventory>,
    /// Files of `static/`, by their path inside it, sorted.
    statics: Vec<String>,
    /// The questions as written, for their scopes and positions.
    pub question_drafts: Vec<Question<Written>>,
    broken: Broken,
    /// What records are called, with their kind and their id: an editor may write the name who means the id.
    called: Vec<(&'static str, String, String)>,
}

fn called(drafts: &Drafts<Passages>) -> Vec<(&'static str, String, String)> {
    let mut called = Vec::new();
    let mut add = |kind, name: &str, id: &Placed<String>| called.push((kind, name.to_lowercase(), id.value.clone()));
    for entity in &drafts.entities {
        entity.name.all().chain(entity.also.all()).for_each(|(name, _)| add("entity", name, &entity.id));
    }
    drafts.questions.iter().for_each(|question| add("question", &question.asks, &question.id));
    drafts.terms.iter().for_each(|term| add("term", &term.term, &term.id));
    drafts.site.editors.iter().for_each(|editor| add("editor", &editor.name, &editor.id));
    called
}

fn table<T, I>(records: &[T], name: impl Fn(&T) -> &str, id: impl Fn(u32) -> I) -> BTreeMap<String, I> {
    // One by one: what collects brings a sort of its own for each kind of number, 7 kB of program.
    let mut table = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        table.insert(name(record).to_owned(), id(index as u32));
    }
    table
}

/// The notes of a document that go into the archive: a broken one is left out, its name remembered.
pub fn is_whole(broken: &Broken, document: &DocumentDraft<Passages>, note: &str) -> bool {
    broken.names.is_empty() || !broken.names.contains(&format!("note:{}/{note}", document.id))
}

/// The name of a note with its document, which a note of the same one leaves out; any other as it is.
fn full(kind: &str, name: &str, document: Option<&str>) -> String {
    match (kind, document) {
        ("note", Some(document)) if !name.contains('/') => format!("{document}/{name}"),
        _ => name.to_owned(),
    }
}

fn notes(drafts: &Drafts<Passages>) -> NoteNames {
    let names = drafts.documents.iter().map(|document| {
        let names = document.notes.iter().map(|note| note.id.value.as_str());
        names.filter(|name| is_whole(&drafts.broken, document, name))
    });
    NoteNames::new(drafts.documents.iter().map(|document| document.notes.len()).sum(), names)
}

impl NameTable {
    /// Collects the names of all records; documents and notes get their numbers in the order in which they are given.
    pub fn new(drafts: &Drafts<Passages>, statics: Vec<String>) -> NameTable {
        NameTable {
            entities: table(&drafts.entities, |entity| &entity.id.value, EntityId),
            questions: table(&drafts.questions, |question| &question.id.value, QuestionId),
            terms: table(&drafts.terms, |term| &term.id.value, TermId),
            works: table(&drafts.works, |work| &work.key.value, WorkId),
            documents: table(&drafts.documents, |document| &document.id, DocumentId),
            pages: table(&drafts.pages, |page| &page.id, PageId),
            editors: table(&drafts.site.editors, |editor| &editor.id.value, |index| index as usize),
            notes: notes(drafts),
            inventories: drafts.inventories.clone(),
            statics,
            question_drafts: drafts.questions.clone(),
            broken: drafts.broken.clone(),
            called: called(drafts),
        }
    }

    /// Reports a name that leads nowhere, unless its record is one of those that are broken.
    fn unknown<'k>(
        &self,
        code: Code,
        kind: &'static str,
        name: &Placed<String>,
        known: impl Iterator<Item = &'k str>,
        problems: &mut Problems,
    ) {
        if name.value.is_empty() || self.broken.excuses(kind, &name.value) {
            return;
        }
        let problem = Problem::new(code, name.place, format!("there is no {kind} `{}`", name.value));
        let is_unnamed = kind == "entity" && name.value == UNNAMED;
        let written = name.value.to_lowercase();
        let is_called = |(of, called, _): &&(&'static str, String, String)| *of == kind && *called == written;
        let called = || self.called.iter().find(is_called).map(|(_, _, id)| format!("this is its name; write its id: `{id}`"));
        let meant = if problems.is_helped(name.place, code) && !is_unnamed {
            called().or_else(|| did_you_mean(&name.value, known))
        } else {
            None
        };
        let is_id = !name.value.contains(|sign: char| sign.is_whitespace() || sign.is_uppercase());
        let help = meant.unwrap_or_else(|| match kind {
            "entity" | "question" | "term" | "editor" if !is_id => {
                format!("write the `id` of the {kind}, not its name: small letters, digits and hyphens")
            }
            "entity" if is_unnamed => format!("`{UNNAMED}` stands after `asserter` alone; name an entity, or remove it"),
            "entity" => format!("add a record `- id: {}` to a file of entities/", name.value),
            "question" => format!("add a record `- id: {}` to questions.yaml", name.value),
            "term" => format!("add a record `- id: {}` to terms.yaml", name.value),
            "work" => format!("add a work `{}:` to bibliography.yaml", name.value),
            "editor" => "add the editor to `editors` in archive.yaml".to_owned(),
            _ => format!("look the {kind} up in the archive's files"),
        });
        problems.push(problem.help(help));
    }

    /// Finds what a table has under a name, or reports it by the code.
    fn find<I: Copy>(
        &self,
        table: &BTreeMap<String, I>,
        (code, kind): (Code, &'static str),
        name: &Placed<String>,
        problems: &mut Problems,
    ) -> Option<I> {
        let found = table.get(name.value.as_str()).copied();
        if found.is_none() {
            self.unknown(code, kind, name, table.keys().map(String::as_str), problems);
        }
        found
    }

    /// Finds an entity, or reports `unknown-entity`.
    pub fn entity(&self, name: &Placed<String>, problems: &mut Problems) -> Option<EntityId> {
        self.find(&self.entities, (Code::UnknownEntity, "entity"), name, problems)
    }

    /// Finds one who asserts, or reports `unknown-entity`; the word for somebody unnamed may have been meant.
    pub fn asserter(&self, name: &Placed<String>, problems: &mut Problems) -> Option<EntityId> {
        let found = self.entities.get(name.value.as_str()).copied();
        if found.is_none() {
            let known = self.entities.keys().map(String::as_str).chain([UNNAMED]);
            self.unknown(Code::UnknownEntity, "entity", name, known, problems);
        }
        found
    }

    /// Finds a question, or reports `unknown-question`.
    pub fn question(&self, name: &Placed<String>, problems: &mut Problems) -> Option<QuestionId> {
        self.find(&self.questions, (Code::UnknownQuestion, "question"), name, problems)
    }

    /// Finds a term, or reports `unknown-term`.
    pub fn term(&self, name: &Placed<String>, problems: &mut Problems) -> Option<TermId> {
        self.find(&self.terms, (Code::UnknownTerm, "term"), name, problems)
    }

    /// Finds a work, or reports `unknown-work`.
    pub fn work(&self, name: &Placed<String>, problems: &mut Problems) -> Option<WorkId> {
        self.find(&self.works, (Code::UnknownWork, "work"), name, problems)
    }

    /// Finds an editor, or reports `unknown-editor`.
    pub fn editor(&self, name: &Placed<String>, problems: &mut Problems) -> Option<usize> {
        self.find(&self.editors, (Code::UnknownEditor, "editor"), name, problems)
    }

    /// The note of a full name.
    fn note_of(&self, full: &str) -> Option<NoteId> {
        let (document, note) = full.rsplit_once('/')?;
        self.notes.find(*self.documents.get(document)?, note)
    }

    /// Finds a note by `document/note`, or by `note` in its own document; or reports `unknown-note`.
    pub fn note(&self, name: &Placed<String>, document: Option<&str>, problems: &mut Problems) -> Option<NoteId> {
        if name.value.is_empty() {
            return None;
        }
        let full = full("note", &name.value, document);
        let found = self.note_of(&full);
        if found.is_none() {
            let placed = Placed::new(full, name.place);
            let known = self.notes.full(&self.documents);
            self.unknown(Code::UnknownNote, "note", &placed, known.iter().map(String::as_str), problems);
        }
        found
    }

    /// Finds what a link by name in prose leads to.
    pub fn by_kind(&self, kind: &str, name: &str, document: Option<&str>) -> Option<Target> {
        let full = full(kind, name, document);
        match kind {
            "note" => self.note_of(&full).map(Target::Note),
            "document" => self.documents.get(name).copied().map(Target::Document),
            "question" => self.questions.get(name).copied().map(Target::Question),
            "entity" => self.entities.get(name).copied().map(Target::Entity),
            "term" => self.terms.get(name).copied().map(Target::Term),
            "page" => self.pages.get(name).copied().map(Target::Page),
            "work" => self.works.get(name).copied().map(Target::Work),
            _ => None,
        }
    }

    /// What may have been meant by a link by name that leads nowhere.
    pub fn near(&self, kind: &str, name: &str, document: Option<&str>) -> Option<String> {
        let known: Vec<&str> = match kind {
            "note" => self.notes.full(&self.documents).iter().map(String::as_str).collect(),
            "document" => self.documents.keys().map(String::as_str).collect(),
            "question" => self.questions.keys().map(String::as_str).collect(),
            "entity" => self.entities.keys().map(String::as_str).collect(),
            "term" => self.terms.keys().map(String::as_str).collect(),
            "page" => self.pages.keys().map(String::as_str).collect(),
            "work" => self.works.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        did_you_mean(&full(kind, name, document), known)
    }

    /// Whether `static/` has a file.
    pub fn has_static(&self, path: &str) -> bool {
        self.statics.binary_search_by(|file| file.as_str().cmp(path)).is_ok()
    }

    /// Whether a missing name may be one of the broken records.
    pub fn excuses(&self, kind: &str, name: &str, document: Option<&str>) -> bool {
        self.broken.excuses(kind, &full(kind, name, document))
    }

    /// Whether a missing document may be one of the broken ones is asked with kind `document`.
    pub fn broken(&self) -> &Broken {
        &self.broken
    }
}
