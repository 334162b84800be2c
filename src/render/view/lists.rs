//! The lists of the archive: documents, claims, questions, names, words and works cited.

use super::figures::Strip;
use super::shared::{Html, Link, Time};
use super::status::{ComputedWord, StatusCount, StatusLine};
use super::term::TermTable;
use serde::Serialize;

/// The ways from one part of a long list to the others.
#[derive(Debug, Clone, Serialize)]
pub struct Parts {
    /// Which part this is: “Part 2 of 12”.
    pub label: String,
    /// What it shows: “501–1000 of 6000”.
    pub shown: String,
    /// The first part; absent on it.
    pub first: Option<String>,
    /// The part before.
    pub previous: Option<String>,
    /// The part after.
    pub next: Option<String>,
    /// The last part; absent on it.
    pub last: Option<String>,
}

/// All documents.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentList {
    /// Which part of them, where there are many.
    pub parts: Option<Parts>,
    /// One row each, by date.
    pub rows: Vec<DocumentRow>,
}

/// A document in a table.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// Its title.
    pub document: Link,
    /// What stands for it in tables: “HE”.
    pub siglum: String,
    /// Who published it; empty where that is unknown.
    pub publishers: Vec<Link>,
    /// What it is: “report”.
    pub kind: String,
    /// Its language by name, with that of its translation: “Indonesian, with English”.
    pub language: String,
    /// When it was published.
    pub issued: Option<Time>,
    /// How many claims it has.
    pub claims: usize,
    /// How many of them are disputed.
    pub disputed: usize,
}

/// Claims in tables: all of them, or those that have something in common.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimList {
    /// What they have in common: a status, a document, a question; absent on the list of all.
    pub of: Option<Link>,
    /// What sort of thing that is: “Document”.
    pub label: String,
    /// How many claims there are on the list.
    pub count: usize,
    /// The list of all claims.
    pub all: String,
    /// How many claims the archive has.
    pub all_count: usize,
    /// Lists by status, over the whole archive.
    pub statuses: Vec<StatusCount>,
    /// Lists by document; empty but at the beginning of the list of all, and where there are many.
    pub documents: Vec<CountedLink>,
    /// All documents, where there are too many to be named here.
    pub all_documents: Option<String>,
    /// Lists by question; empty but at the beginning of the list of all, and where there are many.
    pub questions: Vec<CountedLink>,
    /// All questions, where there are too many to be named here.
    pub all_questions: Option<String>,
    /// Which part of the list, where it is long.
    pub parts: Option<Parts>,
    /// The claims: one group, or one for each status.
    pub groups: Vec<ClaimGroup>,
}

/// A list with how much is on it.
#[derive(Debug, Clone, Serialize)]
pub struct CountedLink {
    /// What is on it.
    pub list: Link,
    /// How many.
    pub count: usize,
}

/// The claims of one table.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimGroup {
    /// The status of all of them, whose name is the id of the table's heading; absent where they are not sorted by it.
    pub status: Option<ComputedWord>,
    /// One row each, by document in reading order.
    pub rows: Vec<ClaimRow>,
}

/// A claim in a table.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow {
    /// Its document and its number there, “GJ 21”: where it is read.
    pub note: Link,
    /// Its sentence.
    pub claim: Link,
    /// Who says so.
    pub asserters: Vec<Link>,
    /// How it stands, and why.
    pub status: StatusLine,
    /// The document.
    pub document: Link,
    /// The question it answers.
    pub question: Option<Link>,
    /// When its document was published.
    pub issued: Option<Time>,
}

/// All questions.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionList {
    /// Which part of them, where there are many.
    pub parts: Option<Parts>,
    /// One row each, the most contested first.
    pub rows: Vec<QuestionRow>,
    /// How often each two documents meet; absent where there are too few or too many for a table.
    pub meetings: Option<Meetings>,
    /// The same where there are too many for a table.
    pub pairs: Option<MeetingPairs>,
}

/// A question in a list.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    /// The question.
    pub question: Link,
    /// What kind of answer it asks for: “How many”.
    pub kind: String,
    /// The event it is about.
    pub event: Option<Link>,
    /// How many claims there are on it.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// How it stands, in a word.
    pub standing: ComputedWord,
    /// How many independent lineages it rests on.
    pub lineages: usize,
    /// How many claims have no stated basis.
    pub unstated: usize,
    /// How many claims are disputed.
    pub disputed: u64,
    /// How many documents within reach are silent on it.
    pub silent: usize,
    /// Its largest table of figures, in small; absent where no two figures count the same.
    pub strip: Option<Strip>,
}

/// How often each two documents meet in what they say.
#[derive(Debug, Clone, Serialize)]
pub struct Meetings {
    /// The documents by their sigla, in the order of their dates.
    pub heads: Vec<Link>,
    /// One row for each document, with a cell for each.
    pub rows: Vec<MeetingRow>,
}

/// The same of so many documents that a table could not be read: those that meet.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingPairs {
    /// Two documents each, those with the most conflicts first.
    pub rows: Vec<MeetingPair>,
    /// How many pairs are not listed.
    pub more: usize,
}

/// Two documents that meet.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingPair {
    /// The earlier one.
    pub one: Link,
    /// The later one.
    pub other: Link,
    /// How often they meet.
    pub meeting: Meeting,
}

/// One document, beside all others.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    /// What stands for the document in the head of its column.
    pub siglum: String,
    /// The document.
    pub document: Link,
    /// One cell for each document; absent where it meets itself.
    pub cells: Vec<Option<Meeting>>,
}

/// How often two documents say the same, say what cannot both be so, and say each other again.
#[derive(Debug, Clone, Serialize)]
pub struct Meeting {
    /// They say the same.
    pub agree: u64,
    /// They say what cannot both be so.
    pub conflict: u64,
    /// One says again what the other says.
    pub repeat: u64,
}

/// All people, organisations, places, events, works and groups.
#[derive(Debug, Clone, Serialize)]
pub struct EntityList {
    /// One group for each type that there is.
    pub groups: Vec<EntityGroup>,
}

/// The entities of one type.
#[derive(Debug, Clone, Serialize)]
pub struct EntityGroup {
    /// The element's id: `person`.
    pub id: String,
    /// The type in the plural: “People”.
    pub label: String,
    /// The entities, by first letter; one letter without a name where a group is short.
    pub letters: Vec<Letter>,
}

/// The entities that begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// The element's id: `person-a`, unique on the page.
    pub id: String,
    /// The letter; absent where the group is not divided.
    pub letter: Option<String>,
    /// The entities.
    pub rows: Vec<EntityRow>,
}

/// An entity in a list.
#[derive(Debug, Clone, Serialize)]
pub struct EntityRow {
    /// Its name, as it sorts.
    pub entity: Link,
    /// For a cross-reference: the record to look at.
    pub see: Option<Link>,
    /// In how many documents it is named.
    pub documents: usize,
}

/// All terms.
#[derive(Debug, Clone, Serialize)]
pub struct TermList {
    /// One group for each kind of word that there is.
    pub groups: Vec<TermGroup>,
}

/// The terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroup {
    /// The element's id: `loaded`.
    pub id: String,
    /// The kind in the plural: “Loaded words”.
    pub label: String,
    /// The terms, as they sort.
    pub rows: Vec<TermRow>,
    /// Which document uses which, in an archive of a few documents.
    pub table: Option<TermTable>,
}

/// A term in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TermRow {
    /// The word.
    pub term: Link,
    /// Its language by name.
    pub language: String,
    /// How it is used.
    pub says: Option<Html>,
    /// At how many places it stands.
    pub uses: usize,
}

/// All works cited.
#[derive(Debug, Clone, Serialize)]
pub struct Bibliography {
    /// The works, as the citation style sorts them.
    pub entries: Vec<BibliographyEntry>,
}

/// A work cited.
#[derive(Debug, Clone, Serialize)]
pub struct BibliographyEntry {
    /// Its key; the element's id is `work-` and this.
    pub key: String,
    /// The entry as the citation style prints it.
    pub html: Html,
    /// The notes and records that cite it.
    pub cited_by: Vec<Link>,
}
