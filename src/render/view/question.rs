//! The page of a question: who answers what, in which document.

use super::chain::Circle;
use super::claim::DocumentClaims;
use super::entity::DocumentNaming;
use super::figures::{Counted, FigureTable};
use super::shared::{Html, Link, PlaceLink, Signature, Words};
use super::status::ComputedWord;
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
    /// What comparing finds.
    pub found: Found,
    /// The list of its claims, where they are too many for this page; then matrix, tables and claims below are left out.
    pub all_claims: Option<String>,
    /// Documents by positions; absent unless the kind is `position`.
    pub matrix: Option<PositionMatrix>,
    /// The positions, in the order of the record; empty unless the kind is `position`.
    pub positions: Vec<Position>,
    /// The figures, one table for each scope and setting; empty unless the kind is `figure`.
    pub figures: Vec<FigureTable>,
    /// The claims that take no position and give no figure; all claims of an open question.
    pub others: Vec<DocumentClaims>,
    /// The claims that deny something.
    pub denials: Vec<DocumentClaims>,
    /// What its claims say of each other and of others.
    pub relations: Vec<Pair>,
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
    /// The claims that take it, by document in reading order; empty where none does.
    pub claims: Vec<Stance>,
}

/// A claim that takes a position.
#[derive(Debug, Clone, Serialize)]
pub struct Stance {
    /// The document, by its siglum.
    pub document: Link,
    /// The claim's sentence, which leads to its page.
    pub claim: Link,
    /// The words it stands on, as the document has them.
    pub quotation: Words,
    /// Where those words stand.
    pub place: PlaceLink,
    /// Who says so.
    pub asserters: Vec<Link>,
    /// How it is said: “quoted”.
    pub modality: String,
    /// The kinds of ground; empty where none is stated.
    pub basis: Vec<String>,
    /// How the claim stands, in a word.
    pub status: Option<ComputedWord>,
}

/// What comparing finds on a question; every word leads to its explanation.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// How the question stands, in a word.
    pub standing: ComputedWord,
    /// “5 documents, 3 independent lineages, 2 claims without a stated basis”.
    pub summary: String,
    /// Where “independent” is explained.
    pub method: String,
    /// Who first counted or saw, each with the number of claims that rest on it.
    pub lineages: Vec<Lineage>,
    /// Claims whose basis names nobody.
    pub unnamed: usize,
    /// Claims that only repeat one another.
    pub circular: usize,
    /// Circles in which nobody is the first.
    pub circles: Vec<Circle>,
    /// How many claims there are of each status.
    pub statuses: Vec<Counted>,
    /// How many claims are disputed for what is said on this question, the number that ranks it; absent where none is disputed anywhere.
    pub disputed: Option<u64>,
    /// How many pairs of figures there are of each verdict.
    pub verdicts: Vec<Counted>,
    /// In what the figures that are not comparable differ: “scope”, “place, period”.
    pub differs: Vec<Differing>,
    /// Pairs of claims of which only one can hold.
    pub opposed: u64,
    /// Documents within reach that say nothing of it; absent where there is none.
    pub silent: Option<Documents>,
    /// Documents that appeared before the event; absent where there is none.
    pub too_early: Option<Documents>,
}

/// Some documents, or only how many where they are many.
#[derive(Debug, Clone, Serialize)]
pub struct Documents {
    /// “3 documents”.
    pub count: String,
    /// The documents; empty where there are more than a page should name.
    pub links: Vec<Link>,
}

/// Somebody who first counted or saw.
#[derive(Debug, Clone, Serialize)]
pub struct Lineage {
    /// Who.
    pub entity: Link,
    /// How many claims rest on it.
    pub claims: usize,
}

/// Pairs of figures that differ in the same.
#[derive(Debug, Clone, Serialize)]
pub struct Differing {
    /// In what: “place, period”.
    pub in_what: String,
    /// How many pairs.
    pub count: u64,
}

/// Documents by positions.
#[derive(Debug, Clone, Serialize)]
pub struct PositionMatrix {
    /// The positions, each leading to its section.
    pub positions: Vec<Link>,
    /// The documents, by date; the silent ones too.
    pub rows: Vec<PositionRow>,
}

/// What one document says.
#[derive(Debug, Clone, Serialize)]
pub struct PositionRow {
    /// What stands for the document elsewhere on the page.
    pub siglum: String,
    /// The document.
    pub document: Link,
    /// It says nothing of the question.
    pub silent: bool,
    /// For each position the claims that take it, by how they are said: one leads to its page, “asserted (3)” to the position.
    pub cells: Vec<Vec<Link>>,
    /// Where it takes no position: what it says all the same, “denied”, by how it is said.
    pub apart: Vec<Link>,
}

/// Two claims of which one says something of the other.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The document of the claim that says so, by its siglum.
    pub from_document: Link,
    /// That claim.
    pub from: Link,
    /// What it says: “disputes”.
    pub relation: String,
    /// The document of the other, by its siglum.
    pub to_document: Link,
    /// The other claim.
    pub to: Link,
}
