//! The page of a person, organisation, place, event, work or group.

use super::claim::DocumentClaims;
use super::shared::{Html, Link, PlaceLink, Signature, Time, Words};
use serde::Serialize;

/// Somebody or something that the documents name.
#[derive(Debug, Clone, Serialize)]
pub struct Entity {
    /// Its name in the page's language, or the first there is.
    pub name: Words,
    /// Its name in other languages.
    pub names: Vec<NameForm>,
    /// Other names it goes by.
    pub also: Vec<NameForm>,
    /// What it is: “organisation”.
    pub kind: String,
    /// When it lived, was, happened.
    pub date: Option<Time>,
    /// Where it is or happened.
    pub place: Option<Link>,
    /// Where on the earth.
    pub coordinates: Option<Coordinates>,
    /// What it is part of.
    pub broader: Vec<Link>,
    /// What is part of it.
    pub narrower: Vec<Link>,
    /// What it has to do with, both ways.
    pub related: Vec<Link>,
    /// Set on a mere cross-reference: the record to look at.
    pub see: Option<Link>,
    /// The names of the cross-references that lead here.
    pub seen_from: Vec<Words>,
    /// The same thing elsewhere in the world: addresses.
    pub same_as: Vec<Link>,
    /// What an editor adds.
    pub note: Option<Html>,
    /// Where all places are, of which the lists below show only the first; absent where they show all.
    pub whole: Option<String>,
    /// What the documents call it and where, by document.
    pub mentions: Vec<DocumentNaming>,
    /// The claims it makes.
    pub asserts: Vec<DocumentClaims>,
    /// It is named as the basis of these very claims, and of no others.
    pub asserts_as_basis: bool,
    /// The claims that name it as their basis, or as who passed them on; empty where they are the very claims it makes.
    pub basis_of: Vec<DocumentClaims>,
    /// The claims that happen there, or that answer a question about it.
    pub concerns: Vec<DocumentClaims>,
    /// The documents it published or wrote.
    pub documents: Vec<Link>,
    /// The questions about it.
    pub questions: Vec<Link>,
    /// Who wrote the record and when.
    pub signature: Option<Signature>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
}

/// A name in a language.
#[derive(Debug, Clone, Serialize)]
pub struct NameForm {
    /// The name.
    pub words: Words,
    /// Its language by name: “Arabic”.
    pub language: String,
}

/// A point on the earth.
#[derive(Debug, Clone, Serialize)]
pub struct Coordinates {
    /// As they are read: “35.52° N, 35.78° E”.
    pub text: String,
    /// As a map program reads it: `geo:35.52,35.78`.
    pub url: String,
}

/// What one document calls somebody or something.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentNaming {
    /// The document.
    pub document: Link,
    /// The words it uses, in the order in which they come; empty where it does not name it.
    pub forms: Vec<NameUse>,
}

/// Words by which a document names somebody or something.
#[derive(Debug, Clone, Serialize)]
pub struct NameUse {
    /// The very words.
    pub words: Words,
    /// How often they stand there.
    pub count: usize,
    /// The paragraphs, each once.
    pub places: Vec<PlaceLink>,
}
