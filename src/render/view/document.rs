//! The page of a document: its text, the notes beside it and its record.

use super::data::DataFile;
use super::figures::Counted;
use super::note::Note;
use super::shared::{Citation, Direction, Html, License, Link, PlaceLink, Rights, Signature, Time, Words};
use super::status::StatusCount;
use serde::Serialize;

/// A document with everything that is said about it.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Its title; one that the editors made is already in square brackets.
    pub title: Words,
    /// The title in other languages.
    pub titles_translated: Vec<Words>,
    /// What stands for it in tables: “HE”.
    pub siglum: String,
    /// What it is: “report”.
    pub kind: String,
    /// Its language by name: “Indonesian”.
    pub language: String,
    /// Who published it; empty where the document does not show it.
    pub publishers: Vec<Link>,
    /// Who wrote it; empty where the document does not show it.
    pub creators: Vec<Link>,
    /// When it was published.
    pub issued: Option<Time>,
    /// On what that date rests, where it is inferred.
    pub issued_note: Option<Html>,
    /// What is known about where it comes from.
    pub provenance: Option<Html>,
    /// Where it was taken from: the address as words and link.
    pub url: Option<Link>,
    /// How it was taken.
    pub capture: Option<Capture>,
    /// Who holds the rights, and what they allow.
    pub rights: Option<Rights>,
    /// SHA-256 of the text file.
    pub text_sha256: String,
    /// What an editor has to say about the document as a whole.
    pub note: Option<Html>,
    /// What is described, and where.
    pub content_notes: Vec<ContentNote>,
    /// How many notes of each kind, and names.
    pub counts: Counts,
    /// The layers that the text has, for the switches and the key.
    pub layers: Presence,
    /// Its translation is shown beside it: the groups hold rows.
    pub bilingual: bool,
    /// Who or what made each translation.
    pub translations: Vec<Credit>,
    /// The text, in order.
    pub text: Vec<Group>,
    /// Its notes, in reading order.
    pub notes: Vec<Note>,
    /// The names in it, by how they sort.
    pub names: Vec<NameCount>,
    /// Its figures beside those of others, question by question; empty where there are none.
    pub compared: Vec<ComparedRow>,
    /// How to cite it.
    pub citation: Citation,
    /// The licence of the notes.
    pub license: Option<License>,
    /// Its data files.
    pub data: Vec<DataFile>,
    /// The page with its notes as YAML.
    pub source_url: String,
    /// Who wrote the record and when.
    pub signature: Option<Signature>,
    /// What in other records leads here.
    pub referrers: Vec<Link>,
    /// In a draft: what was left out of this page.
    pub gaps: Vec<Gap>,
    /// The document before it.
    pub previous: Option<Link>,
    /// The document after it.
    pub next: Option<Link>,
}

/// The figures of a document on one question, beside those of others.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    /// The question.
    pub question: Link,
    /// The first of the document's figures, each as a phrase.
    pub figures: Vec<String>,
    /// How many more it gives.
    pub more: usize,
    /// In how many other documents there are claims on the question.
    pub others: usize,
    /// How its figures stand to all figures of the question: pairs of each verdict.
    pub verdicts: Vec<Counted>,
}

/// How a document was taken from where it was.
#[derive(Debug, Clone, Serialize)]
pub struct Capture {
    /// The day.
    pub accessed: Option<Time>,
    /// An archived copy.
    pub archived_at: Option<Link>,
    /// SHA-256 of what was taken.
    pub sha256: Option<String>,
    /// The tool.
    pub tool: Option<String>,
    /// The file.
    pub file: Option<String>,
}

/// A sentence about what paragraphs describe.
#[derive(Debug, Clone, Serialize)]
pub struct ContentNote {
    /// What is described.
    pub about: Words,
    /// The paragraphs that describe it; empty for the whole document.
    pub paragraphs: Vec<PlaceLink>,
}

/// How much there is on the page.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    /// Claims.
    pub claims: usize,
    /// Claims by how they stand: every status, in the order of the list.
    pub statuses: Vec<StatusCount>,
    /// The list of its claims; absent where it has none.
    pub claims_url: Option<String>,
    /// Wordings and translations of words.
    pub words: usize,
    /// Plain comments.
    pub comments: usize,
    /// Different people, organisations, places, events, works and groups named.
    pub names: usize,
}

/// Which marks are drawn in the text, so that the key names those and no others.
#[derive(Debug, Clone, Serialize)]
pub struct Presence {
    /// Names that an editor linked.
    pub names: bool,
    /// Names that the program linked.
    pub automatic_names: bool,
    /// Paragraphs that the editors began.
    pub breaks: bool,
    /// Left-overs of the page the text was taken from.
    pub furniture: bool,
}

/// Who or what made a translation.
#[derive(Debug, Clone, Serialize)]
pub struct Credit {
    /// The language by name: “English”.
    pub language: String,
    /// How: “machine translation”.
    pub method: String,
    /// Who answers for it.
    pub by: Option<Link>,
}

/// Paragraphs that belong together: those that a content note names, or those between.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Present where the reader may fold them away.
    pub fold: Option<Fold>,
    /// The paragraphs of a page in one language.
    pub html: Option<Html>,
    /// The rows of a page in two languages.
    pub rows: Vec<Row>,
}

/// What stands on a fold.
#[derive(Debug, Clone, Serialize)]
pub struct Fold {
    /// The element's id, which the page's style may use: `f1`.
    pub id: String,
    /// What is described in it, as a sentence.
    pub label: String,
}

/// Paragraphs of the original beside those of the translation.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The original; absent where the translation adds a paragraph.
    pub source: Option<Side>,
    /// The translation; absent where a paragraph has none.
    pub translation: Option<Side>,
    /// Says why one side is absent: “Not in the translation”.
    pub label: Option<String>,
    /// The notes on the original once more, for whoever reads the translation alone.
    pub references: Vec<RowReference>,
}

/// A reference beside a row, without an id: the way back leads to the words.
#[derive(Debug, Clone, Serialize)]
pub struct RowReference {
    /// The class of the reference in the text, behind `r`: `disputed`, `x`.
    pub class: &'static str,
    /// The note, by its fragment.
    pub url: String,
    /// What it is called by those who hear the page: “Note 5: disputed”.
    pub label: String,
    /// What is seen: `5` or `b`.
    pub mark: String,
}

/// One side of a row: one or more whole `<p id="…">` or other blocks.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// Its language.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Its paragraphs.
    pub html: Html,
}

/// A name in the document.
#[derive(Debug, Clone, Serialize)]
pub struct NameCount {
    /// The person, organisation, place …
    pub entity: Link,
    /// At how many places it is named; of a document in two languages those of the original, where it has any.
    pub count: usize,
    /// All of these places were found by the program, none by an editor.
    pub automatic: bool,
}

/// In a draft: something that an error keeps off the page.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// What is wrong, one sentence.
    pub sentence: String,
    /// The file and line: `notes.yaml:12:3`.
    pub place: String,
}
