//! The notes beside a document's text.

use super::claim::{ClaimFacts, Relation};
use super::shared::{Html, Link, Revision, Signature, Words};
use super::status::StatusLine;
use serde::Serialize;

/// Something said about words of the text.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// Its name in the document; the element's id is `n-` and this.
    pub key: String,
    /// What stands at the reference: “3”, or a letter.
    pub mark: String,
    /// Where it stands in the text, in order; the first is the reference beside which it is set.
    pub places: Vec<Reference>,
    /// Its head: a claim's sentence, else the words it stands on (shortened to about 60 characters).
    pub heading: Words,
    /// What it is.
    pub body: Body,
    /// What an editor adds.
    pub note: Option<Html>,
    /// How it stands to other notes, both ways.
    pub relations: Vec<Relation>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
    /// What it quoted before its text changed, the oldest first.
    pub history: Vec<Revision>,
    /// Who wrote it and when.
    pub signature: Option<Signature>,
}

/// A reference in the text, seen from its note.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// The reference: `#r-toll`, `#r-toll-2`.
    pub url: String,
    /// Its paragraph: “p3”.
    pub label: String,
}

/// What a note is; `kind` tells which in templates.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// Someone says that something is so.
    Claim(Box<NoteClaim>),
    /// A word that carries weight.
    Wording(Wording),
    /// How words are rendered in another language.
    Translation(Box<Translation>),
    /// Somebody or something named.
    Mention(Mention),
    /// A plain remark.
    Comment,
}

/// A claim, as its note shows it.
#[derive(Debug, Clone, Serialize)]
pub struct NoteClaim {
    /// How it stands, and why.
    pub status: StatusLine,
    /// Who says so, on what ground, how many.
    pub facts: ClaimFacts,
    /// The claim's own page.
    pub url: String,
}

/// A word that carries weight, as its note shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Wording {
    /// Its entry among the terms.
    pub term: Link,
    /// The kind of word: “loaded word”.
    pub scheme: String,
    /// What is meant by it here.
    pub gloss: Option<Words>,
}

/// How words are rendered in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Translation {
    /// The rendering.
    pub gloss: Words,
    /// The language of the rendering by name: “English”.
    pub to: String,
    /// The language of a loan by name: “Arabic”.
    pub from: Option<String>,
    /// The word behind a loan.
    pub original: Option<Words>,
    /// Word for word.
    pub literal: Option<Words>,
    /// Other renderings.
    pub alternatives: Vec<Words>,
    /// How sure the rendering is: “high”.
    pub certainty: Option<String>,
    /// Who or what made it: “machine translation”.
    pub method: Option<String>,
    /// The editor who answers for it.
    pub by: Option<Link>,
}

/// Names that stand for somebody or something.
#[derive(Debug, Clone, Serialize)]
pub struct Mention {
    /// One or more of them.
    pub entities: Vec<Link>,
}
