//! A text as it is read: its words, and the elements that stand around them.

use crate::model::Names;
use crate::source::Span;

/// Prose of an editor, with links by name.
pub type Prose<N> = Text<<N as Names>::Link>;

/// A text taken apart: the words a reader sees, and how they are drawn.
///
/// Offsets are bytes of `plain`; what leaves the program counts its code points (W3C Web Annotation).
/// There are hundreds of thousands of them in a large archive: each list has memory for what is in it, and for no more.
#[derive(Debug, Clone, PartialEq)]
pub struct Text<L> {
    /// The words as they are read, without mark-up; blocks end with a line feed.
    pub plain: Box<str>,
    /// The words and elements in the order in which they are drawn.
    pub pieces: Box<[Piece]>,
    /// The targets of its links, pictures and citations.
    pub links: Box<[L]>,
    /// The paragraphs in reading order: `p1` is the first.
    pub paragraphs: Box<[Span]>,
    /// What is left of the page that a text was taken from, drawn apart.
    pub furniture: Box<[Span]>,
}

/// A list with memory for what is in it; an allocator gives little back when one that was growing is cut.
pub fn exact<T>(list: Vec<T>) -> Box<[T]> {
    if list.capacity() == list.len() {
        return list.into_boxed_slice();
    }
    let mut exact = Vec::with_capacity(list.len());
    exact.extend(list);
    exact.into_boxed_slice()
}

/// The number of a target among the links of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkIndex(u32);

impl LinkIndex {
    /// That of the next target of a list.
    pub fn after<L>(links: &[L]) -> LinkIndex {
        LinkIndex(u32::try_from(links.len()).expect("a text has at most 64 MiB"))
    }
}

impl<L> Text<L> {
    /// The target of a link, a picture or a citation.
    pub fn target(&self, link: LinkIndex) -> &L {
        &self.links[link.0 as usize]
    }

    /// The number of the paragraph (from 1) that holds an offset, or the last one before it.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.start() <= offset).max(1)
    }

    /// The number of code points before a byte offset.
    pub fn code_points(&self, offset: usize) -> usize {
        self.plain[..offset].chars().count()
    }

    /// The text without mark-up, blocks and cells on lines of their own; `name` tells what a link without words leads to.
    pub fn without_markup(&self, name: impl Fn(&L) -> String) -> String {
        let mut text = String::with_capacity(self.plain.len());
        let mut pieces = self.pieces.iter().peekable();
        let mut is_cited = false;
        while let Some(piece) = pieces.next() {
            is_cited &= matches!(piece, Piece::Citation(_));
            match piece {
                Piece::Open(Element::Link(link)) => {
                    if let Some(Piece::Close) = pieces.peek() {
                        text.push_str(&name(self.target(*link)));
                    }
                }
                Piece::Open(element) if element.is_block() && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
                Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule => {}
                Piece::Words { span, .. } => text.push_str(span.of(&self.plain)),
                Piece::SoftBreak(_) => text.push(' '),
                Piece::LineBreak(_) => text.push('\n'),
                Piece::Image(picture) => text.push_str(&picture.alternative),
                Piece::Citation(cited) => {
                    let written = cited.written(&name(self.target(cited.link)));
                    if !written.is_empty() {
                        text.push_str(if is_cited { "; " } else { "" });
                        text.push_str(&written);
                        is_cited = true;
                    }
                }
            }
        }
        text.trim().to_owned()
    }
}

/// One step of drawing a text, in 16 bytes: what takes more and is rare lies apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// An element begins.
    Open(Element),
    /// The innermost open element ends.
    Close,
    /// Words of `plain`; `source` is where they begin in the file.
    Words {
        /// Where in `plain`.
        span: Span,
        /// Byte offset in the source file.
        source: u32,
    },
    /// A line end of the source that reads as a space.
    SoftBreak(Span),
    /// A line end that is kept.
    LineBreak(Span),
    /// Here editors begin a new paragraph in a text that has lost its own.
    EditorialBreak,
    /// A line across the page.
    Rule,
    /// A picture of `static/`.
    Image(Box<Image>),
    /// A citation of a work.
    Citation(Box<Citation>),
}

const _: () = assert!(size_of::<Piece>() <= 16, "a step of drawing has become larger: a large archive has millions of them");

impl Piece {
    /// Words of `plain`; `source` is where they begin in the file.
    pub fn words(span: Span, source: usize) -> Piece {
        Piece::Words { span, source: u32::try_from(source).expect("a text has at most 64 MiB") }
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Its address.
    pub link: LinkIndex,
    /// What it shows.
    pub alternative: String,
}

/// A citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The work.
    pub link: LinkIndex,
    /// Where in the work: `p. 3`.
    pub locator: Option<String>,
}

impl Citation {
    /// As editors write it, by the key of the work: `[@key, p. 3]`; nothing where there is no such work.
    pub fn written(&self, key: &str) -> String {
        if key.is_empty() {
            return String::new();
        }
        self.locator.as_ref().map_or_else(|| format!("[@{key}]"), |locator| format!("[@{key}, {locator}]"))
    }
}

/// What is written of a block of code beside the code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeInfo {
    /// The name of its language.
    pub language: String,
}

/// An element around words.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A quotation set apart.
    Quotation,
    /// A list; the number of its first item if it is numbered (nine digits at most).
    List(Option<u32>),
    /// An item of a list; its number where that is not the one after the last.
    Item(Option<u32>),
    /// Code with the name of its language, if one is given.
    Code(Option<Box<CodeInfo>>),
    /// A table.
    Table,
    /// A row of a table; the first one holds headings.
    Row {
        /// Whether it is the row of headings.
        heading: bool,
    },
    /// A cell of a table.
    Cell {
        /// Whether it is a heading.
        heading: bool,
    },
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Struck,
    /// Code within a line.
    InlineCode,
    /// A link.
    Link(LinkIndex),
}

impl Element {
    /// Whether it is a paragraph of its own, with a number and an address.
    pub fn is_paragraph(&self) -> bool {
        match self {
            Element::Paragraph | Element::Heading(_) | Element::Code(_) | Element::Table => true,
            Element::Quotation
            | Element::List(_)
            | Element::Item(_)
            | Element::Row { .. }
            | Element::Cell { .. }
            | Element::Emphasis
            | Element::Strong
            | Element::Struck
            | Element::InlineCode
            | Element::Link(_) => false,
        }
    }

    /// Whether it begins a line of its own; what does not stands within one.
    pub fn is_block(&self) -> bool {
        match self {
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
}
