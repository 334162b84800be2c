//! A small archive out of YAML, and what was found in it.

use std::collections::BTreeMap;

use postil::model::{Archive, ClaimFinding, DocumentId, EntityId, Findings, Indexes, NoteId, QuestionFinding};
use postil::problem::{Problem, Problems};
use postil::source::{SourceFile, Sources};
use postil::{index, pipeline};

/// The files of an archive, by path below `content/`.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: BTreeMap<String, String>,
}

/// An archive that was read without an error, and everything that was computed.
pub struct Found {
    pub archive: Archive,
    pub indexes: Indexes,
}

impl Files {
    /// An archive with a question file and an entity file.
    pub fn new(questions: &str, entities: &str) -> Files {
        let mut files = Files::default();
        files.add("archive.yaml", "title: A\n");
        if !questions.is_empty() {
            files.add("questions.yaml", questions);
        }
        if !entities.is_empty() {
            files.add("entities/all.yaml", entities);
        }
        files
    }

    /// Adds text to a file.
    pub fn add(&mut self, path: &str, text: &str) {
        self.files.entry(path.to_owned()).or_default().push_str(text);
    }

    /// Adds a document of one word with its notes; `record` are further lines of its record.
    pub fn document(mut self, id: &str, record: &str, notes: &str) -> Files {
        self.add(&format!("documents/{id}/text.txt"), "word\n");
        self.add(&format!("documents/{id}/document.yaml"), &format!("title: {id}\nlanguage: en\nkind: post\n{record}"));
        self.add(&format!("documents/{id}/notes.yaml"), notes);
        self
    }

    /// Reads and compares.
    pub fn find(&self) -> Found {
        let files = self.files.iter().map(|(path, text)| SourceFile {
            path: format!("content/{path}"),
            bytes: text.clone().into_bytes(),
            text: text.clone(),
            sha256: Some(String::new()),
            readable: true,
        });
        found(&Sources::new(files.collect()))
    }
}

pub fn found(sources: &Sources) -> Found {
    let (archive, problems) = pipeline::check(sources, Problems::default());
    let errors: Vec<&Problem> =
        problems.iter().filter(|problem| problem.code.severity() == postil::problem::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let indexes = index::index(&archive);
    Found { archive, indexes }
}

impl Found {
    pub fn findings(&self) -> &Findings {
        &self.indexes.findings
    }

    /// A note by `document/note`.
    pub fn note(&self, name: &str) -> NoteId {
        let position = (0..self.archive.notes.len()).find(|index| self.name(NoteId(*index as u32)) == name);
        NoteId(position.unwrap_or_else(|| panic!("there is no note {name}")) as u32)
    }

    /// The name of a note.
    pub fn name(&self, id: NoteId) -> String {
        let note = self.archive.note(id);
        format!("{}/{}", self.archive.document(note.document).id, note.note.id.value)
    }

    pub fn names(&self, notes: &[NoteId]) -> Vec<String> {
        notes.iter().map(|note| self.name(*note)).collect()
    }

    pub fn claim(&self, name: &str) -> &ClaimFinding {
        &self.findings().claims[&self.note(name)]
    }

    pub fn question(&self, name: &str) -> &QuestionFinding {
        let index = self.archive.questions.iter().position(|question| question.id.value == name).unwrap();
        &self.findings().questions[index]
    }

    pub fn entities(&self, entities: impl IntoIterator<Item = EntityId>) -> Vec<&str> {
        entities.into_iter().map(|entity| self.archive.entity(entity).id.value.as_str()).collect()
    }

    pub fn documents(&self, documents: &[DocumentId]) -> Vec<&str> {
        documents.iter().map(|document| self.archive.document(*document).id.as_str()).collect()
    }
}
