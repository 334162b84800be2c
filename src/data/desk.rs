//! What all data files need at hand: names, words, places and addresses of records.

use crate::model::{
    Archive, Claim, Date, DocumentId, EntityId, Indexes, Language, Linked, Localised, NoteId, Passage, Prose, QuestionId, Side,
    Target, TermId, Text, WorkId,
};
use crate::reference::claims::page_of;
use crate::reference::marks::{NoteMark, note_id};
use crate::reference::urls::{self, path};
use crate::source::Sources;

/// What all data files need at hand.
pub struct Desk<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// How each note is marked, as pages mark it.
    pub marks: &'a [NoteMark],
    /// The sentence of a claim as pages have it.
    pub says: Says<'a>,
    /// The files, for the fingerprints of texts.
    pub sources: &'a Sources,
    /// The published address, ending in `/`; without it addresses are relative.
    pub base_url: Option<&'a str>,
}

/// Tells the sentence of a claim.
pub type Says<'a> = &'a (dyn Fn(&Claim<Linked>) -> String + Sync);

/// Code points of a text: `start` inclusive, `end` exclusive, as W3C's Web Annotation counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePoints {
    /// The first.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// How far a text was counted.
#[derive(Debug, Default)]
pub struct Counted {
    text: Option<(DocumentId, Side)>,
    bytes: usize,
    points: usize,
}

impl<'a> Desk<'a> {
    /// What leads from the file at a path to the site's root: the published address, or `../` as often as needed.
    pub fn root(&self, file: &str) -> String {
        self.base_url.map_or_else(|| urls::root(file), str::to_owned)
    }

    /// All documents with their numbers.
    pub fn documents(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..self.archive.documents.len() as u32).map(DocumentId)
    }

    /// How a note is marked.
    pub fn mark(&self, id: NoteId) -> &NoteMark {
        &self.marks[id.0 as usize]
    }

    /// The full name of a note: `document/note`.
    pub fn note_name(&self, id: NoteId) -> String {
        self.archive.note_name(id)
    }

    /// The identifier of an editor.
    pub fn editor(&self, number: usize) -> &'a str {
        &self.archive.site.editors[number].id.value
    }

    /// The identifier of an entity.
    pub fn entity(&self, id: EntityId) -> &'a str {
        &self.archive.entity(id).id.value
    }

    /// The name of an entity in the archive's language, or the first that it has, with its language.
    pub fn entity_name(&self, id: EntityId) -> (&'a str, &'a Language) {
        let entity = self.archive.entity(id);
        let own = &self.archive.site.language;
        self.best(&entity.name).unwrap_or((&entity.id.value, own))
    }

    /// A text in the archive's language, or the first that there is.
    pub fn best<'t>(&self, text: &'t Localised) -> Option<(&'t str, &'t Language)>
    where
        'a: 't,
    {
        let own = &self.archive.site.language;
        text.best(&own.tag).map(|(text, language)| (text.trim(), language.unwrap_or(own)))
    }

    /// Where a note stands on its document's page.
    pub fn note_place(&self, root: &str, id: NoteId) -> String {
        let note = self.archive.note(id);
        let page = path::document(&self.archive.document(note.document).id);
        urls::place(root, &page, &note_id(&note.note.id.value, self.mark(id)))
    }

    /// The address of a claim or another note: its page, else where it stands.
    pub fn note_address(&self, root: &str, id: NoteId) -> String {
        match page_of(self.archive, &self.indexes.uses, id, self.mark(id)) {
            (page, None) => urls::address(root, &page),
            (page, Some(place)) => urls::place(root, &page, &place),
        }
    }

    /// The page of a document.
    pub fn document_address(&self, root: &str, id: DocumentId) -> String {
        urls::address(root, &path::document(&self.archive.document(id).id))
    }

    /// The page of an entity.
    pub fn entity_address(&self, root: &str, id: EntityId) -> String {
        urls::address(root, &path::entity(self.entity(id)))
    }

    /// The page of a question.
    pub fn question_address(&self, root: &str, id: QuestionId) -> String {
        urls::address(root, &path::question(&self.archive.question(id).id.value))
    }

    /// A scope: it stands at its table, which is drawn where some figure counts it; else it is on the page of its question.
    pub fn scope_address(&self, root: &str, id: QuestionId, scope: usize) -> String {
        let claims = &self.indexes.findings.questions[id.0 as usize].claims;
        if !claims.iter().flat_map(|claim| self.archive.measures(*claim)).any(|measure| measure.scope == Some(scope)) {
            return self.question_address(root, id);
        }
        let question = self.archive.question(id);
        urls::place(root, &path::question(&question.id.value), &format!("scope-{}", question.scopes[scope].id.value))
    }

    /// The page of a term.
    pub fn term_address(&self, root: &str, id: TermId) -> String {
        urls::address(root, &path::term(&self.archive.term(id).id.value))
    }

    /// The place of a work in the bibliography.
    pub fn work_address(&self, root: &str, id: WorkId) -> String {
        urls::place(root, path::BIBLIOGRAPHY, &path::work_id(&self.archive.work(id).key.value))
    }

    /// Where a link of prose leads; nowhere for a link that no page may follow.
    pub fn target_address(&self, root: &str, target: &Target) -> Option<String> {
        Some(match target {
            Target::Document(id) => self.document_address(root, *id),
            Target::Note(id) => self.note_place(root, *id),
            Target::Question(id) => self.question_address(root, *id),
            Target::Entity(id) => self.entity_address(root, *id),
            Target::Term(id) => self.term_address(root, *id),
            Target::Page(id) => urls::address(root, &path::page(&self.archive.page(*id).id)),
            Target::Work(id) => self.work_address(root, *id),
            Target::Elsewhere(id) => self.archive.elsewhere(*id).1.address.clone(),
            Target::Address(address) => address.clone(),
            Target::Static(file) => urls::address(root, file),
            Target::None => return None,
        })
    }

    /// What a record is called, for a link without words of its own; the same name as on pages.
    pub fn target_name(&self, target: &Target) -> String {
        self.archive.target_name(target, |id| match self.archive.claim(id) {
            Some(claim) => (self.says)(claim),
            None => {
                let note = self.archive.note(id);
                self.words(note.document, note.note.anchor[0])
            }
        })
    }

    /// An editor's prose outside of pages, as plain text.
    pub fn prose(&self, prose: &Prose<Linked>) -> String {
        prose.without_markup(|target| self.target_name(target))
    }

    /// The text that a passage stands in, with its language.
    pub fn text(&self, document: DocumentId, side: Side) -> (&'a Text<Target>, &'a Language) {
        self.archive.document(document).side(side)
    }

    /// The words of a passage, white space told as single spaces.
    pub fn words(&self, document: DocumentId, passage: Passage) -> String {
        let (text, _) = self.text(document, passage.side);
        let words: Vec<&str> = passage.span.of(&text.plain).split_whitespace().collect();
        words.join(" ")
    }

    /// Where a passage stands in its text, in code points.
    pub fn code_points(&self, document: DocumentId, passage: Passage) -> CodePoints {
        let (text, _) = self.text(document, passage.side);
        let start = text.code_points(passage.span.start());
        CodePoints { start, end: start + passage.span.of(&text.plain).chars().count() }
    }

    /// The same for passages that come text by text and in order: each text is counted through once.
    pub fn code_points_after(&self, before: &mut Counted, document: DocumentId, passage: Passage) -> CodePoints {
        let (text, _) = self.text(document, passage.side);
        let is_further = before.text == Some((document, passage.side)) && before.bytes <= passage.span.start();
        let (bytes, points) = if is_further { (before.bytes, before.points) } else { (0, 0) };
        let start = points + text.plain[bytes..passage.span.start()].chars().count();
        *before = Counted { text: Some((document, passage.side)), bytes: passage.span.start(), points: start };
        CodePoints { start, end: start + passage.span.of(&text.plain).chars().count() }
    }

    /// The paragraph in which a passage begins: `p3`.
    pub fn paragraph(&self, document: DocumentId, passage: Passage) -> String {
        let (text, _) = self.text(document, passage.side);
        format!("p{}", text.paragraph_at(passage.span.start()))
    }
}

/// A date as editors write it: EDTF.
pub fn edtf(date: Option<&Date>) -> Option<String> {
    date.map(|date| date.written.clone())
}
