//! One text of a document as anchoring reads it: its words, their folded forms, its paragraphs, its file.

use std::sync::OnceLock;

use crate::model::{Piece, Side, Text};
use crate::source::{FileIndex, Place, Placed, Sources, Span};

use super::fold::{Folded, Level};
use super::spelling::Vocabulary;
use super::tokens::tokens;

/// The folded forms of one text; each is made when it is first asked for, and once.
#[derive(Debug, Default)]
pub struct Folds {
    exact: OnceLock<Folded>,
    loose: OnceLock<Folded>,
    caseless: OnceLock<Folded>,
    vocabulary: OnceLock<Vocabulary>,
}

/// Whether `p3` can be trusted to mean what the editor counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paragraphs {
    /// Every paragraph stands in its place.
    Counted,
    /// A break of the record was not found: numbers behind it are off, and that is told already.
    Uncertain,
}

/// One text of a document while words are looked for in it.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Which of the document's texts.
    pub side: Side,
    /// The text.
    pub text: &'a Text<Placed<String>>,
    /// Its folded forms.
    pub folds: &'a Folds,
    /// Its file.
    pub file: FileIndex,
    /// The tag of its language.
    pub language: &'a str,
    /// Whether its paragraphs can be named.
    pub paragraphs: Paragraphs,
}

impl<'a> Reading<'a> {
    /// The words as they are read.
    pub fn plain(&self) -> &'a str {
        &self.text.plain
    }

    /// The words folded to a level.
    pub fn folded(&self, level: Level) -> &'a Folded {
        let cell = match level {
            Level::Exact => &self.folds.exact,
            Level::Loose => &self.folds.loose,
            Level::Caseless => &self.folds.caseless,
        };
        cell.get_or_init(|| Folded::new(self.plain(), level))
    }

    /// Its words, numbers and signs.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        let tokens = || tokens(self.plain(), self.folded(Level::Loose), self.language);
        self.folds.vocabulary.get_or_init(|| Vocabulary::new(tokens()))
    }

    /// How messages call it: the text, or the translation (`en`).
    pub fn name(&self) -> String {
        match self.side {
            Side::Original => "the text".to_string(),
            Side::Translation(_) => format!("the translation (`{}`)", self.language),
        }
    }

    /// The paragraph of a span, as editors name it: `p3`.
    pub fn paragraph(&self, span: Span) -> String {
        format!("p{}", self.text.paragraph_at(span.start()))
    }

    /// Where a span of the text stands in its file.
    pub fn place(&self, sources: &Sources, span: Span) -> Place {
        let source = &sources.file(self.file).text;
        let last = self.plain()[span.start()..span.end()].chars().next_back().map_or(0, char::len_utf8);
        let start = source_of(self.text, span.start()).unwrap_or(0);
        let end = source_of(self.text, span.end() - last).map_or(start, |offset| offset + last);
        // Mark-up such as `&eacute;` is longer or shorter than what it reads as.
        let start = source.floor_char_boundary(start);
        Place { file: self.file, span: Span::new(start, source.ceil_char_boundary(end).max(start)) }
    }
}

/// The byte offset in the source file of an offset of `plain`; the end of the words before it, if it is not in words.
pub fn source_of<L>(text: &Text<L>, offset: usize) -> Option<usize> {
    let mut before = None;
    for piece in &text.pieces {
        if let Piece::Words { span, source } = piece {
            if span.start() > offset {
                break;
            }
            before = Some(*source as usize + (offset.min(span.end()) - span.start()));
        }
    }
    before
}
