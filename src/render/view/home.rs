//! The home page.

use super::lists::{CountedLink, DocumentRow, QuestionRow};
use super::shared::{Html, Words};
use serde::Serialize;

/// What a reader meets first.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The title in the other languages in which the editors give it.
    pub titles: Vec<Words>,
    /// What the archive is; plain description or the prose of a page.
    pub description: Option<Html>,
    /// The documents by date; of many only the first.
    pub documents: Vec<DocumentRow>,
    /// All documents, where there are more than these; and how many.
    pub more_documents: Option<CountedLink>,
    /// The most contested questions; empty where none is answered.
    pub questions: Vec<QuestionRow>,
    /// Where reading starts.
    pub doors: Doors,
}

/// Three ways in; each absent where its list is empty.
#[derive(Debug, Clone, Serialize)]
pub struct Doors {
    /// The documents.
    pub read: Option<String>,
    /// The questions.
    pub compare: Option<String>,
    /// The names.
    pub look_up: Option<String>,
}
