//! A text as TEI: its paragraphs with their names, and anchors where words of notes begin and end.

use super::xml::Xml;
use crate::data::desk::Desk;
use crate::model::{Element, Linked, Piece, Prose, Target, Text};
use crate::source::Span;

/// An anchor: at an end of some words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Byte of the text.
    pub offset: usize,
    /// Which end of the words; where some end and others begin, the ends come first.
    pub end: WordsEnd,
    /// Its name.
    pub id: String,
}

/// An end of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsEnd {
    /// They end here.
    Last,
    /// They begin here.
    First,
}

/// How paragraphs are named.
#[derive(Debug, Clone, Copy)]
pub enum Paragraphs<'a> {
    /// `p3`, or with the language of a translation `p3-en`.
    Named(Option<&'a str>),
    /// Prose of an editor: not at all.
    Nameless,
}

/// Writes a text; `anchors` are sorted.
pub fn text(desk: &Desk<'_>, root: &str, text: &Text<Target>, anchors: &[Anchor], paragraphs: Paragraphs<'_>, xml: &mut Xml) {
    let mut writing = Writing { desk, root, text, anchors, paragraphs, number: 0, depth: Vec::new(), is_cited: false };
    let mut pieces = text.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        writing.piece(piece, pieces.peek().copied(), xml);
    }
    if text.pieces.is_empty() {
        xml.empty("p", &[]);
    }
    // Words that end where the text ends.
    for anchor in writing.anchors {
        xml.empty("anchor", &[("xml:id", Some(&anchor.id))]);
    }
}

/// Writes an editor's prose.
pub fn prose(desk: &Desk<'_>, root: &str, prose: &Prose<Linked>, xml: &mut Xml) {
    text(desk, root, prose, &[], Paragraphs::Nameless, xml);
}

/// A text on its way.
struct Writing<'a, 'd> {
    desk: &'a Desk<'d>,
    root: &'a str,
    text: &'a Text<Target>,
    anchors: &'a [Anchor],
    paragraphs: Paragraphs<'a>,
    number: usize,
    /// For each open element whether it has a tag.
    depth: Vec<Tagged>,
    /// Whether a citation has just been written.
    is_cited: bool,
}

/// Whether an element of the text is one of TEI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tagged {
    Yes,
    /// A link that leads nowhere: its words alone are kept.
    No,
}

impl Writing<'_, '_> {
    fn piece(&mut self, piece: &Piece, next: Option<&Piece>, xml: &mut Xml) {
        self.is_cited &= matches!(piece, Piece::Citation(_));
        match piece {
            Piece::Open(element) => {
                let tagged = self.begin(element, next, xml);
                self.depth.push(tagged);
            }
            Piece::Close => {
                if self.depth.pop() == Some(Tagged::Yes) {
                    xml.close();
                }
                if self.depth.is_empty() {
                    xml.line();
                }
            }
            Piece::Words { span, .. } => self.words(*span, |text, xml| xml.words(text), xml),
            Piece::SoftBreak(span) => self.words(*span, |_, xml| xml.words("\n"), xml),
            Piece::LineBreak(span) => self.words(*span, |_, xml| xml.empty("lb", &[]), xml),
            Piece::EditorialBreak => {
                let id = self.paragraph();
                xml.empty("milestone", &[("unit", Some("paragraph")), ("resp", Some("#editors")), ("xml:id", id.as_deref())]);
            }
            Piece::Rule => xml.empty("milestone", &[("unit", Some("rule"))]),
            Piece::Image(picture) => {
                xml.open("figure", &[]);
                if let Some(address) = self.desk.target_address(self.root, self.text.target(picture.link)) {
                    xml.empty("graphic", &[("url", Some(&address))]);
                }
                xml.element("figDesc", &[], &picture.alternative);
                xml.close();
            }
            Piece::Citation(cited) => {
                let target = self.text.target(cited.link);
                let address = self.desk.target_address(self.root, target);
                let written = cited.written(&self.desk.target_name(target));
                if !written.is_empty() {
                    xml.words(if self.is_cited { "; " } else { "" });
                    xml.element("ref", &[("target", address.as_deref())], &written);
                    self.is_cited = true;
                }
            }
        }
    }

    /// The name of the next paragraph.
    fn paragraph(&mut self) -> Option<String> {
        self.number += 1;
        match self.paragraphs {
            Paragraphs::Named(None) => Some(format!("p{}", self.number)),
            Paragraphs::Named(Some(language)) => Some(format!("p{}-{language}", self.number)),
            Paragraphs::Nameless => None,
        }
    }

    fn begin(&mut self, element: &Element, next: Option<&Piece>, xml: &mut Xml) -> Tagged {
        let id = if element.is_paragraph() { self.paragraph() } else { None };
        let id = ("xml:id", id.as_deref());
        match element {
            Element::Paragraph => xml.open("p", &[id]),
            // TEI lets a heading stand at the beginning of a division only; this text has none.
            Element::Heading(level) => xml.open("ab", &[("type", Some("heading")), ("n", Some(&level.to_string())), id]),
            Element::Quotation => xml.open("quote", &[]),
            Element::List(None) => xml.open("list", &[("rend", Some("bulleted"))]),
            Element::List(Some(first)) => xml.open("list", &[("rend", Some("numbered")), ("n", Some(&first.to_string()))]),
            Element::Item(number) => xml.open("item", &[("n", number.map(|number| number.to_string()).as_deref())]),
            Element::Code(_) => xml.open("ab", &[("type", Some("code")), ("xml:space", Some("preserve")), id]),
            Element::Table => xml.open("table", &[id]),
            Element::Row { heading } => xml.open("row", &[("role", heading.then_some("label"))]),
            Element::Cell { heading } => xml.open("cell", &[("role", heading.then_some("label"))]),
            Element::Emphasis => xml.open("hi", &[("rend", Some("italic"))]),
            Element::Strong => xml.open("hi", &[("rend", Some("bold"))]),
            Element::Struck => xml.open("hi", &[("rend", Some("strikethrough"))]),
            Element::InlineCode => xml.open("code", &[]),
            Element::Link(link) => {
                let target = self.text.target(*link);
                let Some(address) = self.desk.target_address(self.root, target) else { return Tagged::No };
                xml.open("ref", &[("target", Some(&address))]);
                // In the text of a document nothing stands that its editors could not quote.
                if next == Some(&Piece::Close) && matches!(self.paragraphs, Paragraphs::Nameless) {
                    xml.words(&self.desk.target_name(target));
                }
            }
        }
        Tagged::Yes
    }

    /// Writes the words of a span, with the anchors that stand in it.
    fn words(&mut self, span: Span, write: impl Fn(&str, &mut Xml), xml: &mut Xml) {
        let mut from = span.start();
        while let Some((anchor, rest)) = self.anchors.split_first() {
            let is_here = anchor.offset < span.end() || (anchor.offset == span.end() && anchor.end == WordsEnd::Last);
            if !is_here {
                break;
            }
            if anchor.offset > from {
                write(&self.text.plain[from..anchor.offset], xml);
                from = anchor.offset;
            }
            xml.empty("anchor", &[("xml:id", Some(&anchor.id))]);
            self.anchors = rest;
        }
        if from < span.end() {
            write(&self.text.plain[from..span.end()], xml);
        }
    }
}
