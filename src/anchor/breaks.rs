//! Begins new paragraphs where editors say so, in a text that has lost its own; its words stay as they are.

use crate::model::{Element, Piece, Text, exact};
use crate::source::Span;

/// Cuts paragraphs in two at offsets in ascending order, all in one pass; what is refused of each comes back as a sentence.
///
/// White space before an offset stays with the first part. `plain` and the spans of words are never changed.
pub fn cut<L>(text: &mut Text<L>, offsets: &[usize]) -> Vec<Result<(), String>> {
    let mut walk = Walk {
        plain: &text.plain,
        ahead: std::mem::take(&mut text.pieces).into_vec().into_iter(),
        here: None,
        behind: Vec::new(),
        open: Vec::new(),
        rest: std::mem::take(&mut text.paragraphs).into_vec().into_iter().peekable(),
        paragraphs: Vec::new(),
    };
    let cut = offsets.iter().map(|offset| walk.cut(*offset)).collect();
    walk.behind.extend(walk.here);
    walk.behind.extend(walk.ahead);
    walk.paragraphs.extend(walk.rest);
    text.pieces = exact(walk.behind);
    text.paragraphs = exact(walk.paragraphs);
    cut
}

/// The way through a text from one offset to the next.
struct Walk<'a> {
    plain: &'a str,
    /// The pieces that lie ahead, the next one apart, and those behind, with what is cut.
    ahead: std::vec::IntoIter<Piece>,
    here: Option<Piece>,
    behind: Vec<Piece>,
    /// The elements that stand open.
    open: Vec<Element>,
    /// The paragraphs that begin behind the last offset, and those before, as they are cut.
    rest: std::iter::Peekable<std::vec::IntoIter<Span>>,
    paragraphs: Vec<Span>,
}

impl Walk<'_> {
    fn cut(&mut self, offset: usize) -> Result<(), String> {
        let outside = || "no paragraph stands here that could be cut in two".to_string();
        self.paragraphs.extend(std::iter::from_fn(|| self.rest.next_if(|paragraph| paragraph.start() <= offset)));
        let paragraph = self.paragraphs.last().copied().filter(|paragraph| offset < paragraph.end()).ok_or_else(outside)?;
        if self.plain[paragraph.start()..offset].trim().is_empty() {
            return Err(format!("`p{}` begins here already", self.paragraphs.len()));
        }
        let (span, source) = self.words_at(offset).ok_or_else(outside)?;
        if let Some(holder) = holder(&self.open) {
            return Err(format!("a paragraph cannot begin inside {holder}"));
        }
        if span.start() == offset {
            // Emphasis that begins here belongs to the new paragraph as a whole.
            let opened = self.behind.iter().rev().take_while(|piece| is_inline_start(piece)).count();
            self.behind.insert(self.behind.len() - opened, Piece::EditorialBreak);
        } else {
            self.behind.extend([Piece::words(span.up_to(offset), source), Piece::EditorialBreak]);
            self.here = Some(Piece::words(Span::new(offset, span.end()), source + (offset - span.start())));
        }
        self.paragraphs.pop();
        self.paragraphs.extend([paragraph.up_to(offset), Span::new(offset, paragraph.end())]);
        Ok(())
    }

    /// Goes on to the piece of words that holds an offset: where it stands in the text, and where it begins in the file.
    fn words_at(&mut self, offset: usize) -> Option<(Span, usize)> {
        loop {
            let piece = self.here.take().or_else(|| self.ahead.next())?;
            if let Piece::Words { span, source } = piece
                && offset < span.end()
            {
                self.here = Some(piece);
                return (span.start() <= offset).then_some((span, source as usize));
            }
            match &piece {
                Piece::Open(element) => self.open.push(element.clone()),
                Piece::Close => {
                    self.open.pop();
                }
                Piece::Words { .. }
                | Piece::SoftBreak(_)
                | Piece::LineBreak(_)
                | Piece::EditorialBreak
                | Piece::Rule
                | Piece::Image(_)
                | Piece::Citation(_) => {}
            }
            self.behind.push(piece);
        }
    }
}

/// What stands around a place and cannot be cut in two; nothing if it is a paragraph.
fn holder(open: &[Element]) -> Option<&'static str> {
    let block = open.iter().rev().find(|element| element.is_block());
    match block {
        Some(Element::Paragraph) => None,
        Some(Element::Heading(_)) => Some("a heading"),
        Some(Element::Code(_)) => Some("code"),
        Some(Element::Table | Element::Row { .. } | Element::Cell { .. }) => Some("a table"),
        Some(Element::List(_) | Element::Item(_)) => Some("an item of a list"),
        Some(Element::Quotation) => Some("a quotation without paragraphs"),
        Some(Element::Emphasis | Element::Strong | Element::Struck | Element::InlineCode | Element::Link(_)) | None => {
            Some("words without a paragraph")
        }
    }
}

fn is_inline_start(piece: &Piece) -> bool {
    match piece {
        Piece::Open(element) => !element.is_block(),
        Piece::Close
        | Piece::Words { .. }
        | Piece::SoftBreak(_)
        | Piece::LineBreak(_)
        | Piece::EditorialBreak
        | Piece::Rule
        | Piece::Image(_)
        | Piece::Citation(_) => false,
    }
}
