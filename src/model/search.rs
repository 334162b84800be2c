//! What a reader can search: records with their texts, and every word with the records that it stands in.

use super::{DocumentId, EntityId, Language, NoteId, PageId, QuestionId, Side, TermId, closed_list};

/// What a reader can search.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchIndex {
    /// The languages of the texts, by tag; texts and words name them by number.
    pub languages: Vec<Language>,
    /// The records: kind by kind, and in reading order.
    pub records: Vec<SearchRecord>,
    /// The words, sorted as [`SearchWord::word`] says.
    pub words: Vec<SearchWord>,
    /// The stems that more than one word has, or that are no word themselves; sorted likewise.
    pub stems: Vec<SearchStem>,
}

/// Something that a result leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRecord {
    /// Where the result leads.
    pub target: SearchTarget,
    /// What can be found; a title stands first.
    pub texts: Vec<SearchText>,
}

/// Where a result leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchTarget {
    /// To a document, by its title and what is said of it as a whole.
    Document(DocumentId),
    /// To a paragraph (from 1) of one of its texts.
    Paragraph(DocumentId, Side, usize),
    /// To a claim.
    Claim(NoteId),
    /// To an entity.
    Entity(EntityId),
    /// To a term.
    Term(TermId),
    /// To a question.
    Question(QuestionId),
    /// To a page of prose.
    Page(PageId),
}

closed_list! {
    /// The kinds of results, in the order in which they are shown.
    SearchKind {
        /// Documents and their paragraphs.
        Documents = "documents",
        /// Claims.
        Claims = "claims",
        /// Entities.
        Names = "names",
        /// Terms.
        Words = "words",
        /// Questions.
        Questions = "questions",
        /// Pages of prose.
        Pages = "pages",
    }
}

impl SearchTarget {
    /// The kind that it is shown under.
    pub fn kind(self) -> SearchKind {
        match self {
            SearchTarget::Document(_) | SearchTarget::Paragraph(..) => SearchKind::Documents,
            SearchTarget::Claim(_) => SearchKind::Claims,
            SearchTarget::Entity(_) => SearchKind::Names,
            SearchTarget::Term(_) => SearchKind::Words,
            SearchTarget::Question(_) => SearchKind::Questions,
            SearchTarget::Page(_) => SearchKind::Pages,
        }
    }
}

/// A text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText {
    /// What it is to the record.
    pub role: SearchRole,
    /// The number of its language.
    pub language: usize,
    /// The text as a reader sees it, on one line.
    pub text: String,
}

/// What a text is to its record: what is found in a title comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchRole {
    /// What the record is called.
    Title,
    /// What stands in it.
    Text,
}

/// A word in one language, with the records that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    /// The word, folded; words are sorted by UTF-16 units, as scripts in a browser compare them.
    pub word: String,
    /// The number of its language.
    pub language: usize,
    /// Its stem, where it shares one or differs from it.
    pub stem: Option<String>,
    /// The numbers of the records, ascending, each once.
    pub places: Vec<(u32, SearchRole)>,
}

/// The words of one stem in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchStem {
    /// The stem, folded.
    pub stem: String,
    /// The number of its language.
    pub language: usize,
    /// The words, sorted.
    pub words: Vec<String>,
}
