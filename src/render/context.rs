//! What all pages of a site share: the archive, its indexes, the words of the interface, the citations.

use super::citation::Citations;
use super::marks::{NoteMark, marks};
use super::phrases::Phrases;
use super::strings::Strings;
use crate::model::{Archive, Indexes, Language, NoteId};
use crate::problem::Problem;
use crate::source::Sources;

/// What all pages of a site share.
pub struct Context<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// The files, for the notes as YAML.
    pub sources: &'a Sources,
    /// The words of the interface.
    pub phrases: Phrases<'a>,
    /// The language of the interface.
    pub language: Language,
    /// The works as the citation style prints them.
    pub citations: Citations,
    /// The published address, ending in `/`.
    pub base_url: Option<String>,
    /// In a draft, what is left out; `None` in a site that may be published.
    pub gaps: Option<Vec<&'a Problem>>,
    marks: Vec<NoteMark>,
}

impl<'a> Context<'a> {
    /// Gathers it.
    pub fn new(
        (archive, indexes, sources): (&'a Archive, &'a Indexes, &'a Sources),
        (strings, language): (&'a Strings, Language),
        base_url: Option<String>,
        gaps: Option<Vec<&'a Problem>>,
    ) -> Context<'a> {
        Context {
            archive,
            indexes,
            sources,
            phrases: Phrases::new(strings),
            citations: Citations::new(archive, &language.tag),
            language,
            base_url,
            gaps,
            marks: marks(archive, indexes),
        }
    }

    /// How a note is marked in its document.
    pub fn mark(&self, note: NoteId) -> &NoteMark {
        &self.marks[note.0 as usize]
    }
}
