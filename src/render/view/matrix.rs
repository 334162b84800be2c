//! What each document says on the question of a claim, and which documents say nothing.

use super::shared::{Link, PlaceLink, Words};
use super::status::ComputedWord;
use serde::Serialize;

/// The documents beside each other.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// The question.
    pub question: Link,
    /// Claims on the question.
    pub claims: usize,
    /// Documents that are silent.
    pub silent: usize,
    /// The rows: documents that speak by date, then those that are silent, then those that appeared too early.
    pub rows: Vec<MatrixRow>,
    /// Not all claims have a row: the question's page has the rest.
    pub cut: bool,
    /// Documents without a claim are too many to have rows.
    pub silent_unlisted: bool,
}

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The document, by its title.
    pub document: Link,
    /// What stands for it in tables.
    pub siglum: String,
    /// Its claims on the question, in reading order; at least one where it speaks.
    pub cells: Vec<MatrixCell>,
    /// Says that it is silent or appeared too early; absent where it speaks.
    pub silent: Option<ComputedWord>,
}

/// A claim beside the one whose page it is.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    /// How it stands beside that claim.
    pub stance: ComputedWord,
    /// A relation that an editor has written between the two: “disputes”, “is repeated by”.
    pub relation: Option<String>,
    /// Its sentence; the link leads to its page.
    pub claim: Link,
    /// How it is said.
    pub modality: String,
    /// Its figures, each as a phrase.
    pub figures: Vec<String>,
    /// The positions that it takes.
    pub answers: Vec<Link>,
    /// The words of the document.
    pub quotation: Words,
    /// Where they stand.
    pub place: PlaceLink,
    /// The paragraph in the other language, as plain words, where the document has a translation.
    pub translation: Option<MatrixTranslation>,
}

/// The paragraph beside a quotation.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixTranslation {
    /// What it is: “English, machine translation, paragraph 2”.
    pub label: String,
    /// Its words, shortened to about 300 characters.
    pub words: Words,
    /// Where it stands.
    pub url: String,
}
