//! Editors' prose outside of pages: as plain text, in which a citation stands as editors write it, `[@key, p. 3]`.

use super::desk::Desk;
use crate::model::{Element, Linked, Piece, Prose, Target};

/// Prose as plain text; a link without words of its own is read by the name of what it leads to.
pub fn plain(desk: &Desk<'_>, prose: &Prose<Linked>) -> String {
    let mut text = String::with_capacity(prose.plain.len());
    let mut pieces = prose.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open(Element::Link(link)) => {
                if let Some(Piece::Close) = pieces.peek() {
                    text.push_str(&desk.target_name(prose.target(*link)));
                }
            }
            // Blocks are told apart by a line of their own.
            Piece::Open(element) if is_block(element) && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule => {}
            Piece::Words { span, .. } => text.push_str(span.of(&prose.plain)),
            Piece::SoftBreak(_) => text.push(' '),
            Piece::LineBreak(_) => text.push('\n'),
            Piece::Image(picture) => text.push_str(&picture.alternative),
            Piece::Citation(cited) => text.push_str(&citation(desk, prose.target(cited.link), cited.locator.as_deref())),
        }
    }
    text.trim().to_owned()
}

/// A citation as editors write it.
pub fn citation(desk: &Desk<'_>, target: &Target, locator: Option<&str>) -> String {
    let Target::Work(id) = target else { return String::new() };
    let key = &desk.archive.work(*id).key.value;
    locator.map_or_else(|| format!("[@{key}]"), |locator| format!("[@{key}, {locator}]"))
}

fn is_block(element: &Element) -> bool {
    match element {
        Element::Paragraph
        | Element::Heading(_)
        | Element::Quotation
        | Element::List(_)
        | Element::Item(_)
        | Element::Code(_)
        | Element::Table
        | Element::Row { .. }
        | Element::Cell { .. } => true,
        Element::Emphasis | Element::Strong | Element::Struck | Element::InlineCode | Element::Link(_) => false,
    }
}
