//! What is different for readers between two editions of an archive.

use std::collections::BTreeMap;

/// A record as it is written, with its fields as texts, so that two editions of it can be held beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenRecord {
    /// What it is.
    pub kind: Aspect,
    /// How it is called among its kind: `toll`, or `meridian/toll` for a note.
    pub name: String,
    /// Its fields by name; those of a claim are `claim.says`, `claim.figures`. A value of several parts is written in brackets.
    pub fields: BTreeMap<String, String>,
}

/// What a record is, or what else a change is about; the order in which changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The archive as a whole: `archive.yaml`.
    Archive,
    /// The record of a document.
    Document,
    /// A note with a claim.
    Claim,
    /// Any other note.
    Note,
    /// A question.
    Question,
    /// Somebody or something named.
    Entity,
    /// A word worth explaining.
    Term,
    /// A work of the bibliography.
    Work,
    /// A page of prose.
    Page,
    /// The text of a document and the notes that stand in it.
    Text,
    /// The numbers that answer a question.
    Figures,
    /// How these numbers stand to each other.
    Verdicts,
    /// How a claim or a question stands.
    Statuses,
}

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is new.
    New,
    /// It is another.
    Changed,
    /// It is no longer there.
    Gone,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What it is about.
    pub aspect: Aspect,
    /// What happened.
    pub fate: Fate,
    /// How the thing is called: `meridian/toll`.
    pub name: String,
    /// What it says, or in what it differs; empty where the name says all.
    pub words: String,
}

/// What is different for readers between two editions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Thing by thing, by aspect, then by name.
    pub differences: Vec<Difference>,
    /// The paths of pages that are new, changed, gone, each sorted.
    pub pages: [Vec<String>; 3],
    /// How many files that are no pages are new, changed or gone.
    pub other_files: usize,
}
