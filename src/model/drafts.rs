//! Everything that editors wrote, well formed record by record, but not yet linked.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{DocumentRecord, Entity, Inventory, Note, Page, Question, Quote, Site, Term, Text, TranslationRecord, Work, Written};
use crate::source::{FileIndex, Placed};

/// Records as written; `A` says where notes stand: a [`Quote`], later the passages that were found.
#[derive(Debug, Clone)]
pub struct Drafts<A = Quote> {
    /// What `archive.yaml` says.
    pub site: Site,
    /// Documents in the order of their folders; a preview shares those with its next reading that stay as they are.
    pub documents: Vec<Arc<DocumentDraft<A>>>,
    /// Questions in the order of their file.
    pub questions: Vec<Question<Written>>,
    /// Entities in the order of their files.
    pub entities: Vec<Entity<Written>>,
    /// Terms in the order of their file.
    pub terms: Vec<Term<Written>>,
    /// Works in the order of their files.
    pub works: Vec<Work>,
    /// Prose pages in the order of their files.
    pub pages: Vec<Page<Written>>,
    /// What can be referred to in other archives.
    pub inventories: Vec<Inventory>,
    /// Files that are copied as they are.
    pub statics: Vec<FileIndex>,
    /// Names of records that left the flow, so that whoever points at them is not reported too.
    pub broken: Broken,
}

/// The names of records that are broken, as in a link by name (`entity:hts`, `note:hecatomb/toll`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Broken {
    /// `kind:name` of each.
    pub names: BTreeSet<String>,
    /// Kinds (`entity`) and documents (`note:hecatomb`) of which not every name could be made out.
    pub unsure: BTreeSet<String>,
}

impl Broken {
    /// Remembers a name.
    pub fn remember(&mut self, kind: &str, name: &str) {
        self.names.insert(format!("{kind}:{name}"));
    }

    /// Remembers that some names of a kind could not be made out.
    pub fn remember_unsure(&mut self, kind: impl Into<String>) {
        self.unsure.insert(kind.into());
    }

    /// Takes over what another part found broken.
    pub fn append(&mut self, other: Broken) {
        self.names.extend(other.names);
        self.unsure.extend(other.unsure);
    }

    /// Whether a name that is missing may be one of the broken ones.
    pub fn excuses(&self, kind: &str, name: &str) -> bool {
        let whole = format!("{kind}:{name}");
        let folder = whole.rsplit_once('/').map(|(folder, _)| folder);
        self.names.contains(&whole) || self.unsure.contains(kind) || folder.is_some_and(|folder| self.unsure.contains(folder))
    }
}

/// A note as written, in memory of its own.
///
/// It is gone when the archive is linked; a document's notes in one piece would leave holes beside the texts that stay, as large
/// as these.
pub type DraftNote<A> = Box<Note<Written, A>>;

/// A document as written.
#[derive(Debug, Clone)]
pub struct DocumentDraft<A = Quote> {
    /// The name of its folder.
    pub id: String,
    /// What is said of it.
    pub record: DocumentRecord<Written>,
    /// The file of the record.
    pub record_file: FileIndex,
    /// The file of its text.
    pub file: FileIndex,
    /// Its text.
    pub text: Text<Placed<String>>,
    /// Its translations.
    pub translations: Vec<TranslationDraft>,
    /// Words at which editors begin a new paragraph: the words, and what stands right before.
    pub breaks: Vec<Quote>,
    /// Leftovers of a page.
    pub furniture: Vec<Quote>,
    /// Its notes.
    pub notes: Vec<DraftNote<A>>,
    /// Its sidecars, in the order of their names.
    pub sidecars: Vec<FileIndex>,
}

/// A translation as written.
#[derive(Debug, Clone)]
pub struct TranslationDraft {
    /// What is said of it.
    pub record: TranslationRecord<Written>,
    /// Its file.
    pub file: FileIndex,
    /// Its text.
    pub text: Text<Placed<String>>,
}
