//! The page of a claim, and what is known about a claim wherever it is shown.

use super::chain::{Chain, Circle, Ground};
use super::matrix::Matrix;
use super::shared::{Citation, Direction, Html, Link, PlaceLink, Revision, Signature, Time, Words};
use super::status::{Reasons, Rule};
use serde::Serialize;

/// A claim on a page of its own.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimPage {
    /// The claim as one neutral sentence.
    pub says: Words,
    /// The document it stands in, by its title.
    pub document: Link,
    /// What stands for that document in tables: “HE”.
    pub siglum: String,
    /// The number of the note in its document.
    pub mark: String,
    /// How it stands, with the rule.
    pub status: Rule,
    /// Why it is disputed or agreed; empty for the other two.
    pub reasons: Vec<Reasons>,
    /// How many reasons are not listed.
    pub more_reasons: usize,
    /// The words it stands on, place by place; at least one.
    pub quotations: Vec<Quotation>,
    /// Who says so, on what ground, how many.
    pub facts: ClaimFacts,
    /// How it came into its document.
    pub chain: Chain,
    /// On what it rests, and what else rests on the same.
    pub ground: Ground,
    /// Circles of which it is part.
    pub circles: Vec<Circle>,
    /// What an editor adds.
    pub note: Option<Html>,
    /// How it stands to other notes, both ways.
    pub relations: Vec<Relation>,
    /// What each document says on its question; absent where it answers none.
    pub matrix: Option<Matrix>,
    /// How to cite it.
    pub citation: Citation,
    /// What its note quoted before the text changed, the oldest first.
    pub history: Vec<Revision>,
    /// Who wrote it and when.
    pub signature: Option<Signature>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
}

/// Words of a document, quoted.
#[derive(Debug, Clone, Serialize)]
pub struct Quotation {
    /// The words, as they stand there.
    pub words: Words,
    /// Where they stand: the reference in the document.
    pub place: PlaceLink,
    /// Where they stand in the original, as an address that a browser opens at these words (a text fragment).
    pub original: Option<String>,
    /// The paragraph beside it, where the words are of a text that has a translation, or of a translation.
    pub beside: Option<Beside>,
}

/// The whole paragraph in the other language, for a quotation.
#[derive(Debug, Clone, Serialize)]
pub struct Beside {
    /// What it is: “English, machine translation, paragraph 2”.
    pub label: String,
    /// Its language.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// The paragraph, without references.
    pub html: Html,
    /// Where it stands.
    pub url: String,
}

/// One ground of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct Basis {
    /// What kind of ground: “count”.
    pub kind: String,
    /// Who saw, counted, wrote.
    pub by: Vec<Link>,
    /// Who first counted or saw, where that is somebody else.
    pub lineage: Option<Link>,
    /// The work it rests on, as a citation.
    pub cite: Option<Html>,
    /// An editor's word about it.
    pub note: Option<Html>,
}

/// How a note stands to another, seen from either side.
#[derive(Debug, Clone, Serialize)]
pub struct Relation {
    /// How: “agrees with”, or from the other side “agreed with by”.
    pub label: String,
    /// The other note; the words are its claim or the words it stands on.
    pub target: Link,
    /// The document of the other note, by its siglum or title; absent where it is this document.
    pub document: Option<Link>,
    /// An editor's word about it.
    pub note: Option<Html>,
}

/// What is known about a claim beside its sentence.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimFacts {
    /// Who says so; plain words for the document itself or for somebody unnamed.
    pub asserters: Vec<Link>,
    /// Who passed it on, from the asserter's hearer to the document.
    pub via: Vec<Link>,
    /// How it is said: “quoted”.
    pub modality: String,
    /// How the asserter knows; empty where no basis is stated.
    pub basis: Vec<Basis>,
    /// How many, each as a phrase with its unit and scope: “at least 1,001, all the dead”.
    pub figures: Vec<String>,
    /// The question it answers.
    pub question: Option<Link>,
    /// The positions it takes on that question; each leads to it on the question's page.
    pub answers: Vec<Link>,
    /// When it is said to have happened.
    pub when: Option<Time>,
    /// Where it is said to have happened.
    pub places: Vec<Link>,
}

/// A claim in a list, under its document.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimLine {
    /// The claim's sentence, which leads to its page.
    pub claim: Link,
    /// Who says so.
    pub asserters: Vec<Link>,
    /// How it is said: “quoted”.
    pub modality: String,
    /// The words it stands on.
    pub quotation: Words,
    /// Where those words stand in the document.
    pub place: PlaceLink,
}

/// The claims of one document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentClaims {
    /// The document.
    pub document: Link,
    /// Its claims, in reading order.
    pub claims: Vec<ClaimLine>,
}
