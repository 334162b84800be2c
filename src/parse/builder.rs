//! Puts a text together piece by piece: the words as they are read, and the elements around them.

use crate::model::{Element, LinkIndex, Piece, Text, exact};
use crate::source::{Placed, Span};

/// A text that is being put together.
pub struct Builder {
    plain: String,
    pieces: Vec<Piece>,
    links: Vec<Placed<String>>,
    paragraphs: Vec<Span>,
    open: Vec<(Element, usize)>,
}

impl Builder {
    /// A builder for about so many bytes.
    pub fn with_capacity(bytes: usize) -> Builder {
        Builder {
            plain: String::with_capacity(bytes),
            pieces: Vec::new(),
            links: Vec::new(),
            paragraphs: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The number of the piece that comes next.
    pub fn next_piece(&self) -> usize {
        self.pieces.len()
    }

    /// Gives an item of a list its number; `piece` opened it.
    pub fn number(&mut self, piece: usize, number: u32) {
        self.pieces[piece] = Piece::Open(Element::Item(Some(number)));
    }

    /// The innermost open element.
    pub fn innermost(&self) -> Option<&Element> {
        self.open.last().map(|(element, _)| element)
    }

    /// Begins an element.
    pub fn open(&mut self, element: Element) {
        self.pieces.push(Piece::Open(element.clone()));
        self.open.push((element, self.plain.len()));
    }

    /// Ends the innermost element.
    pub fn close(&mut self) {
        let (element, start) = self.open.pop().expect("every element that is closed was opened");
        self.pieces.push(Piece::Close);
        if element.is_paragraph() {
            let end = start + self.plain[start..].trim_end_matches('\n').len();
            self.paragraphs.push(Span::new(start, end));
        }
        let ends_line = element.is_paragraph() || matches!(element, Element::Cell { .. });
        if ends_line && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Adds words; `source` is where they begin in the file.
    ///
    /// Words that follow each other in text and file alike become one piece.
    pub fn words(&mut self, words: &str, source: usize) {
        if words.is_empty() {
            return;
        }
        let start = self.plain.len();
        self.plain.push_str(words);
        let end = self.plain.len();
        if let Some(Piece::Words { span, source: earlier }) = self.pieces.last_mut()
            && span.end() == start
            && *earlier as usize + (span.end() - span.start()) == source
        {
            *span = span.up_to(end);
            return;
        }
        self.pieces.push(Piece::words(Span::new(start, end), source));
    }

    /// Adds a line end that reads as a space.
    pub fn soft_break(&mut self) {
        let start = self.plain.len();
        self.plain.push(' ');
        self.pieces.push(Piece::SoftBreak(Span::new(start, start + 1)));
    }

    /// Adds a line end that is kept.
    pub fn line_break(&mut self) {
        let start = self.plain.len();
        self.plain.push('\n');
        self.pieces.push(Piece::LineBreak(Span::new(start, start + 1)));
    }

    /// Adds a piece without words.
    pub fn piece(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    /// Adds a link target.
    pub fn link(&mut self, target: Placed<String>) -> LinkIndex {
        let link = LinkIndex::after(&self.links);
        self.links.push(target);
        link
    }

    /// The text.
    pub fn finish(mut self) -> Text<Placed<String>> {
        while !self.open.is_empty() {
            self.close();
        }
        Text {
            plain: self.plain.into_boxed_str(),
            pieces: exact(self.pieces),
            links: exact(self.links),
            paragraphs: exact(self.paragraphs),
            furniture: Box::default(),
        }
    }
}
