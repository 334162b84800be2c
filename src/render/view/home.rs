//! The home page.

use super::lists::{DocumentRow, QuestionRow};
use super::shared::Html;
use serde::Serialize;

/// What a reader meets first.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// What the archive is; plain description or the prose of a page.
    pub description: Option<Html>,
    /// All documents, by date.
    pub documents: Vec<DocumentRow>,
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
