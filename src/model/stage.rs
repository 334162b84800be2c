//! What a name is before and after linking: words with a place, or numbers that lead somewhere.

use std::fmt::Debug;

use super::{DocumentId, Elsewhere, EntityId, NoteId, PageId, QuestionId, TermId, WorkId};
use crate::source::Placed;

/// The form that names have at a stage of the way.
pub trait Names: Debug + Clone + PartialEq {
    /// An entity.
    type Entity: Debug + Clone + PartialEq;
    /// A question.
    type Question: Debug + Clone + PartialEq;
    /// A scope of a question.
    type Scope: Debug + Clone + PartialEq;
    /// A position of a question.
    type Position: Debug + Clone + PartialEq;
    /// A term.
    type Term: Debug + Clone + PartialEq;
    /// A note.
    type Note: Debug + Clone + PartialEq;
    /// A work of the bibliography.
    type Work: Debug + Clone + PartialEq;
    /// An editor of the archive.
    type Editor: Debug + Clone + PartialEq;
    /// Where a link in prose goes.
    type Link: Debug + Clone + PartialEq;
}

/// Names as editors wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct Written;

impl Names for Written {
    type Entity = Placed<String>;
    type Question = Placed<String>;
    type Scope = Placed<String>;
    type Position = Placed<String>;
    type Term = Placed<String>;
    type Note = Placed<String>;
    type Work = Placed<String>;
    /// Apart: half of all records name none.
    type Editor = Box<Placed<String>>;
    type Link = Placed<String>;
}

/// Names that lead somewhere, for certain.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked;

impl Names for Linked {
    type Entity = EntityId;
    type Question = QuestionId;
    /// The scope's number in its question.
    type Scope = usize;
    /// The position's number in its question.
    type Position = usize;
    type Term = TermId;
    type Note = NoteId;
    type Work = WorkId;
    /// The editor's number in the archive's list.
    type Editor = usize;
    type Link = Target;
}

/// Where a link in prose or in a text leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A document of the archive.
    Document(DocumentId),
    /// A note, at its place in its document.
    Note(NoteId),
    /// A question.
    Question(QuestionId),
    /// An entity.
    Entity(EntityId),
    /// A term.
    Term(TermId),
    /// A prose page.
    Page(PageId),
    /// A work of the bibliography.
    Work(WorkId),
    /// A record of another archive.
    Elsewhere(Elsewhere),
    /// An address outside, already known to be harmless.
    Address(String),
    /// A file of `static/`, by its path inside that folder.
    Static(String),
    /// A link of a source text that no page may follow; its words are kept.
    None,
}
