//! Begins new paragraphs where editors say so, in a text that has lost its own; its words stay as they are.

use crate::model::{Element, Piece, Text, exact};
use crate::source::Span;

/// Cuts the paragraph that holds an offset in two; what is refused comes back as a sentence.
///
/// White space before the offset stays with the first part. `plain` and the spans of words are never changed.
pub fn cut<L>(text: &mut Text<L>, offset: usize) -> Result<(), String> {
    let number = text.paragraph_at(offset);
    let outside = || "no paragraph stands here that could be cut in two".to_string();
    let paragraph = text.paragraphs.get(number - 1).copied().ok_or_else(outside)?;
    if offset < paragraph.start() || paragraph.end() <= offset {
        return Err(outside());
    }
    if text.plain[paragraph.start()..offset].trim().is_empty() {
        return Err(format!("`p{number}` begins here already"));
    }
    let (index, start, source) = words_at(text, offset).ok_or_else(outside)?;
    if let Some(holder) = holder(&text.pieces[..index]) {
        return Err(format!("a paragraph cannot begin inside {holder}"));
    }
    let mut pieces = std::mem::take(&mut text.pieces).into_vec();
    if start == offset {
        // Emphasis that begins here belongs to the new paragraph as a whole.
        let opened = pieces[..index].iter().rev().take_while(|piece| is_inline_start(piece)).count();
        pieces.insert(index - opened, Piece::EditorialBreak);
    } else if let Piece::Words { span, .. } = &mut pieces[index] {
        let rest = Piece::words(Span::new(offset, span.end()), source + (offset - start));
        *span = span.up_to(offset);
        pieces.splice(index + 1..index + 1, [Piece::EditorialBreak, rest]);
    }
    text.pieces = exact(pieces);
    text.paragraphs[number - 1] = paragraph.up_to(offset);
    let mut paragraphs = std::mem::take(&mut text.paragraphs).into_vec();
    paragraphs.insert(number, Span::new(offset, paragraph.end()));
    text.paragraphs = exact(paragraphs);
    Ok(())
}

/// The piece of words that holds an offset: its number, and where it begins in the text and in the file.
fn words_at<L>(text: &Text<L>, offset: usize) -> Option<(usize, usize, usize)> {
    text.pieces.iter().enumerate().find_map(|(index, piece)| match piece {
        Piece::Words { span, source } if span.start() <= offset && offset < span.end() => {
            Some((index, span.start(), *source as usize))
        }
        Piece::Words { .. }
        | Piece::Open(_)
        | Piece::Close
        | Piece::SoftBreak(_)
        | Piece::LineBreak(_)
        | Piece::EditorialBreak
        | Piece::Rule
        | Piece::Image(_)
        | Piece::Citation(_) => None,
    })
}

/// What stands around a place and cannot be cut in two; nothing if it is a paragraph.
fn holder(before: &[Piece]) -> Option<&'static str> {
    let mut open = Vec::new();
    for piece in before {
        match piece {
            Piece::Open(element) => open.push(element),
            Piece::Close => {
                open.pop();
            }
            Piece::Words { .. }
            | Piece::SoftBreak(_)
            | Piece::LineBreak(_)
            | Piece::EditorialBreak
            | Piece::Rule
            | Piece::Image(_)
            | Piece::Citation(_) => {}
        }
    }
    let block = open.into_iter().rev().find(|element| !is_inline(element));
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
        Piece::Open(element) => is_inline(element),
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

fn is_inline(element: &Element) -> bool {
    match element {
        Element::Emphasis | Element::Strong | Element::Struck | Element::InlineCode | Element::Link(_) => true,
        Element::Paragraph
        | Element::Heading(_)
        | Element::Quotation
        | Element::List(_)
        | Element::Item(_)
        | Element::Code(_)
        | Element::Table
        | Element::Row { .. }
        | Element::Cell { .. } => false,
    }
}
