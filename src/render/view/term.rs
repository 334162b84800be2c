//! The page of a word worth explaining.

use super::shared::{Html, Link, PlaceLink, Signature, Words};
use serde::Serialize;

/// A word with what it means and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// The word.
    pub term: Words,
    /// Its language by name: “Indonesian”.
    pub language: String,
    /// The kind of word: “loaded word”.
    pub scheme: String,
    /// How it is used.
    pub says: Option<Html>,
    /// Words of wider meaning.
    pub broader: Vec<Link>,
    /// Words of narrower meaning.
    pub narrower: Vec<Link>,
    /// Words that are near it, both ways.
    pub related: Vec<Link>,
    /// Where it stands, in reading order.
    pub uses: Vec<Usage>,
    /// Who wrote the record and when.
    pub signature: Option<Signature>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
}

/// One place where the word stands.
#[derive(Debug, Clone, Serialize)]
pub struct Usage {
    /// The document, by its title.
    pub document: Link,
    /// Where it stands there.
    pub place: PlaceLink,
    /// The words it stands in.
    pub quotation: Words,
    /// What is meant by it there.
    pub gloss: Option<Words>,
}

/// Which document uses which word: a row for each word, a column for each document.
#[derive(Debug, Clone, Serialize)]
pub struct TermTable {
    /// The documents, by their sigla.
    pub heads: Vec<Link>,
    /// Words that editors call related, or one wider than the other, stand in one block; the last has those that stand alone.
    pub blocks: Vec<Vec<TermTableRow>>,
}

/// A word in each document.
#[derive(Debug, Clone, Serialize)]
pub struct TermTableRow {
    /// The word.
    pub term: Link,
    /// A cell for each document.
    pub cells: Vec<TermTableCell>,
}

/// A word in a document.
#[derive(Debug, Clone, Serialize)]
pub struct TermTableCell {
    /// The siglum of the document.
    pub siglum: String,
    /// The paragraphs in which it stands, the first few; none where no note on the word stands in the document.
    pub places: Vec<PlaceLink>,
    /// How many more there are.
    pub more: usize,
}
