//! What is computed about an archive: sorted lists, a function of the archive alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{
    Chronology, DocumentId, EntityId, Findings, Lookup, NoteId, PageId, Passage, QuestionId, RelationKind, TermId, WorkId,
};

/// Sorted lists, a function of the archive alone.
#[derive(Debug)]
pub struct Indexes {
    /// Where each entity is named, by entity number; the places of each by document and place.
    pub mentions: Vec<Box<[MentionPlace]>>,
    /// Which claims and wordings use which record.
    pub uses: Uses,
    /// Which prose leads where.
    pub referrers: Referrers,
    /// In which order lists are shown.
    pub orders: Orders,
    /// Which records name which as broader, related or the one to look at.
    pub kin: Kin,
    /// What is found by comparing: verdicts, lineages, silence, statuses.
    pub findings: Findings,
    /// The back-of-book index.
    pub lookup: Lookup,
    /// Everything that has a date.
    pub chronology: Chronology,
}

/// Entries in parts: as many in each as hold together so many rows at most; an entry is never divided. `rows` are those of each.
pub fn in_parts(rows: impl IntoIterator<Item = usize>, rows_max: usize) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (number, more) in rows.into_iter().enumerate() {
        match parts.last_mut() {
            Some(part) if filled + more <= rows_max => {
                part.end = number + 1;
                filled += more;
            }
            Some(_) | None => {
                parts.push(number..number + 1);
                filled = more;
            }
        }
    }
    parts
}

/// One place where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MentionPlace {
    /// The document.
    pub document: DocumentId,
    /// Where in it.
    pub passage: Passage,
    /// The note that says so; absent for an automatic mention.
    pub note: Option<NoteId>,
}

/// A record whose prose holds a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referrer {
    /// The record of a document.
    Document(DocumentId),
    /// A note.
    Note(NoteId),
    /// A question.
    Question(QuestionId),
    /// An entity.
    Entity(EntityId),
    /// A term.
    Term(TermId),
    /// A page of prose.
    Page(PageId),
}

/// Who leads where, each list sorted and without repeats.
#[derive(Debug, Default)]
pub struct Referrers {
    /// To documents.
    pub documents: BTreeMap<DocumentId, Vec<Referrer>>,
    /// To notes.
    pub notes: BTreeMap<NoteId, Vec<Referrer>>,
    /// To questions.
    pub questions: BTreeMap<QuestionId, Vec<Referrer>>,
    /// To entities.
    pub entities: BTreeMap<EntityId, Vec<Referrer>>,
    /// To terms.
    pub terms: BTreeMap<TermId, Vec<Referrer>>,
    /// To pages of prose.
    pub pages: BTreeMap<PageId, Vec<Referrer>>,
    /// To works: citations, in prose or as the ground of a claim.
    pub works: BTreeMap<WorkId, Vec<Referrer>>,
}

/// Notes by what they use, each list in reading order.
#[derive(Debug, Default)]
pub struct Uses {
    /// Claims that an entity makes.
    pub asserted: BTreeMap<EntityId, Vec<NoteId>>,
    /// Claims that an entity passed on, or on whose count or sight they rest.
    pub behind: BTreeMap<EntityId, Vec<NoteId>>,
    /// Claims about something that happened there or then, or that answer a question about it.
    pub concerning: BTreeMap<EntityId, Vec<NoteId>>,
    /// Claims that answer a question.
    pub answers: BTreeMap<QuestionId, Vec<NoteId>>,
    /// Wordings of a term.
    pub wordings: BTreeMap<TermId, Vec<NoteId>>,
    /// Relations that lead to a note: from which, and how.
    pub relations: BTreeMap<NoteId, Vec<(NoteId, RelationKind, usize)>>,
    /// Documents that an entity published or wrote.
    pub published: BTreeMap<EntityId, Vec<DocumentId>>,
}

/// Names, words and questions by the record that they point at, each list in the order of its kind and without repeats.
#[derive(Debug, Default)]
pub struct Kin {
    /// Entities that name one as broader.
    pub narrower: BTreeMap<EntityId, Vec<EntityId>>,
    /// Entities that name one as related.
    pub related: BTreeMap<EntityId, Vec<EntityId>>,
    /// Entities that are cross-references to one.
    pub seen_from: BTreeMap<EntityId, Vec<EntityId>>,
    /// Questions about an event.
    pub asked: BTreeMap<EntityId, Vec<QuestionId>>,
    /// Terms that name one as broader.
    pub narrower_terms: BTreeMap<TermId, Vec<TermId>>,
    /// Terms that name one as related.
    pub related_terms: BTreeMap<TermId, Vec<TermId>>,
}

/// The orders in which lists are shown.
#[derive(Debug, Default)]
pub struct Orders {
    /// Documents by date, undated ones last; then by title.
    pub documents: Vec<DocumentId>,
    /// At which place in that order each document stands, from 0, by its number.
    pub document_ranks: Vec<usize>,
    /// Entities by the text that sorts them.
    pub entities: Vec<EntityId>,
    /// Terms by word.
    pub terms: Vec<TermId>,
}

impl Orders {
    /// The place of a document among all by date, from 0.
    pub fn rank(&self, document: DocumentId) -> usize {
        self.document_ranks[document.0 as usize]
    }
}
