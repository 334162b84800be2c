//! The page of a question: who answers what, in which document.

use super::claim::DocumentClaims;
use super::entity::DocumentNaming;
use super::shared::{Html, Link, Signature, Time, Words};
use serde::Serialize;

/// What several documents answer differently.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// The question.
    pub asks: Words,
    /// What kind of answer it asks for.
    pub kind: QuestionKind,
    /// That kind in words: “How many”.
    pub kind_label: String,
    /// The event it is about.
    pub event: Option<Link>,
    /// What is counted: “people”.
    pub unit: Option<String>,
    /// Whom or what the figures may count, as a tree.
    pub scopes: Vec<Scope>,
    /// What an editor adds.
    pub note: Option<Html>,
    /// The positions, in the order of the record; empty unless the kind is `position`.
    pub positions: Vec<Position>,
    /// The figures, one table for each scope; empty unless the kind is `figure`.
    pub figures: Vec<FigureTable>,
    /// The claims that take no position and give no figure; all claims of an open question.
    pub others: Vec<DocumentClaims>,
    /// What the documents call the event: all that name it or answer the question; empty without an event.
    pub naming: Vec<DocumentNaming>,
    /// How many claims there are on it.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// Who wrote it and when.
    pub signature: Option<Signature>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
}

/// What kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// Numbers.
    Figure,
    /// Positions from a list.
    Position,
    /// Anything.
    Open,
}

/// A scope with the scopes that are part of it.
#[derive(Debug, Clone, Serialize)]
pub struct Scope {
    /// Its name; the link leads to its table on the page, where it has one.
    pub label: Link,
    /// The scopes within it.
    pub parts: Vec<Scope>,
}

/// A position with the claims that take it.
#[derive(Debug, Clone, Serialize)]
pub struct Position {
    /// Its name in the question; the element's id is `position-` and this.
    pub id: String,
    /// The position as a sentence.
    pub says: Words,
    /// The claims that take it; empty where none does.
    pub claims: Vec<DocumentClaims>,
}

/// The figures that count the same.
#[derive(Debug, Clone, Serialize)]
pub struct FigureTable {
    /// The element's id: `scope-civilians`, `scope-unstated`, `figures`.
    pub id: String,
    /// Whom or what they count: “civilians”, “scope not stated”; absent where the question has no scopes.
    pub scope: Option<Words>,
    /// The figures, by document in reading order.
    pub rows: Vec<FigureRow>,
}

/// One figure, as one claim gives it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// The document, by its siglum or title.
    pub document: Link,
    /// The claim.
    pub claim: Link,
    /// Who says so.
    pub asserters: Vec<Link>,
    /// The number as a phrase: “at least 1,001”.
    pub figure: String,
    /// What the figure counts otherwise than the question: another unit, place, period or event.
    pub differs: Vec<String>,
    /// The day for which it holds.
    pub as_of: Option<Time>,
    /// The kinds of ground: “count, Syrian Observatory for Human Rights”; empty where none is stated.
    pub basis: Vec<String>,
}
