//! The back-of-book index: every name, word and question under its letter, with the places that it leads to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{DocumentId, EntityId, Language, QuestionId, Referrer, Side, TermId, WorkId};

/// The whole index.
#[derive(Debug, Default)]
pub struct Lookup {
    /// Headings by letter, in the order of the archive's language.
    pub letters: Vec<LookupLetter>,
    /// Works of the bibliography that are cited, with the places that cite them, by work number.
    pub works: Vec<(WorkId, WorkPlaces)>,
    /// The letter under which each entity stands, by entity number.
    pub entity_letters: Vec<String>,
    /// Where each main heading stands: under which of the letters, and on which of its pages.
    pub found: BTreeMap<Subject, (usize, usize)>,
    /// Whether one page can hold it.
    pub extent: Extent,
}

/// How much there is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// All letters stand on one page.
    #[default]
    OnePage,
    /// Each letter has a page of its own, or several, and one page lists the headings.
    PagesForEachLetter,
}

/// The headings under one letter.
#[derive(Debug)]
pub struct LookupLetter {
    /// The letter, as a capital; `0–9` for digits, `#` for names without letters.
    pub letter: String,
    /// The headings, sorted.
    pub headings: Vec<Heading>,
    /// Which of them stand on each of its pages; there is one at least.
    pub pages: Vec<Range<usize>>,
}

/// One heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What is read; names are turned round where their `sort` says so.
    pub words: String,
    /// The language of the words; absent where the editors gave none.
    pub language: Option<Language>,
    /// What stands under it.
    pub entry: LookupEntry,
}

/// What stands under a heading.
#[derive(Debug, Clone, PartialEq)]
pub enum LookupEntry {
    /// The heading itself, where its places are.
    Main(MainEntry),
    /// Another name: the headings to look at, each of which is a main one.
    See(Vec<Subject>),
}

/// The places of a subject and its neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct MainEntry {
    /// Who or what it is.
    pub subject: Subject,
    /// The places by the part that the subject has in them; none is empty.
    pub parts: Vec<(Part, Box<[Locator]>)>,
    /// Other main headings worth looking at.
    pub see_also: Vec<Subject>,
}

/// What a heading may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Somebody or something that is named.
    Entity(EntityId),
    /// A word.
    Term(TermId),
    /// A question.
    Question(QuestionId),
}

super::closed_list! {
    /// The part that a subject has at a place.
    Part {
        /// It is named there.
        Named = "named",
        /// The word stands there.
        Word = "word",
        /// The question is answered there.
        Answered = "answered",
        /// It says something there.
        Says = "says",
        /// A claim rests on its word there, or came through it.
        Behind = "behind",
        /// A claim is about it there.
        About = "about",
        /// It published or wrote the document.
        Published = "published",
    }
}

/// Paragraphs of one document that follow each other, or the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locator {
    /// The document.
    pub document: DocumentId,
    /// The text, with its first and last paragraph (from 1); absent for the document as a whole.
    pub paragraphs: Option<(Side, u32, u32)>,
    /// The program found the name in each of these paragraphs; no editor did.
    pub automatic: bool,
}

/// What cites a work.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkPlaces {
    /// Paragraphs whose notes cite it.
    pub locators: Box<[Locator]>,
    /// Records and pages that cite it, other than notes.
    pub records: Vec<Referrer>,
}
