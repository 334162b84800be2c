//! The back-of-book index: every name, word and question with its places, letter by letter.

use super::lists::Parts;
use super::shared::{Html, Link, PlaceLink};
use serde::Serialize;

/// The whole index.
#[derive(Debug, Clone, Serialize)]
pub struct Lookup {
    /// What can be looked at alone: people, places …, words, questions.
    pub groups: Vec<LookupGroup>,
    /// The letters to jump to: on this page, or in a large archive on pages of their own.
    pub jumps: Vec<LookupJump>,
    /// The headings, letter by letter; one letter on a page of its own.
    pub letters: Vec<LookupLetter>,
    /// Where letters have pages of their own: the whole index, seen from one of these pages.
    pub whole: Option<String>,
    /// The ways between the pages of a letter that has several.
    pub parts: Option<Parts>,
    /// Works of the bibliography with what cites them, as the citation style sorts them.
    pub works: Vec<LookupWork>,
    /// Some places were found by the program alone.
    pub automatic: bool,
}

/// One kind of heading.
#[derive(Debug, Clone, Serialize)]
pub struct LookupGroup {
    /// The word that stands for it in ids and classes: `person`, `place` …, `term`, `question`.
    pub id: String,
    /// The kind in the plural: “People”.
    pub label: String,
}

/// A letter to jump to.
#[derive(Debug, Clone, Serialize)]
pub struct LookupJump {
    /// The letter.
    pub letter: String,
    /// Where it stands.
    pub url: String,
    /// It is the letter of this page.
    pub current: bool,
}

/// The headings under one letter.
#[derive(Debug, Clone, Serialize)]
pub struct LookupLetter {
    /// The element's id: `letter-1`.
    pub id: String,
    /// The letter.
    pub letter: String,
    /// The headings, sorted.
    pub headings: Vec<Heading>,
}

/// One heading.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// The element's id, by which other headings lead here: `entity-hts`; absent on a mere other name, and where the heading
    /// only leads to the page of its letter.
    pub id: Option<String>,
    /// The group it belongs to: `person`.
    pub group: String,
    /// What is read; leads to the page of the record, or to the heading on the page of its letter; plain on a mere other name.
    pub link: Link,
    /// What it is: “organisation”; absent on a mere other name.
    pub kind: Option<String>,
    /// For a mere other name: the headings to look at.
    pub see: Vec<Link>,
    /// Its places, by the part it has in them; none is empty.
    pub parts: Vec<HeadingPart>,
    /// Other headings worth looking at.
    pub see_also: Vec<Link>,
}

/// The places where a subject has one part.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingPart {
    /// The part: `named`, `says` …
    pub id: String,
    /// How it is read: “named”.
    pub label: String,
    /// The places, by document.
    pub documents: Vec<HeadingPlaces>,
}

/// Places in one document.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingPlaces {
    /// The document, by its siglum.
    pub document: Link,
    /// Paragraphs, those that follow each other as one: “p3–p5”; empty for the document as a whole.
    pub places: Vec<PlaceLink>,
}

/// A work with what cites it.
#[derive(Debug, Clone, Serialize)]
pub struct LookupWork {
    /// The element's id: `work-sohr-1383`.
    pub id: String,
    /// The work as the citation style prints it.
    pub html: Html,
    /// Its entry in the bibliography.
    pub url: String,
    /// The places whose notes cite it.
    pub documents: Vec<HeadingPlaces>,
    /// Records and pages that cite it.
    pub records: Vec<Link>,
}
