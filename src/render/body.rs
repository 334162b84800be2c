//! Draws a text as HTML with its marks: every word as it stands, each mark around its words and nothing else.
//!
//! Marks are flat: a run of words carries the classes of all marks on it, so that they never stand inside each other
//! and never around a piece of mark-up. `pen.rs` writes; this file says what is drawn and takes the text apart.

use std::ops::Range;

use super::cuts::{Run, cut};
use super::pen::Pen;
use crate::model::{ClosedList, Element, Piece, Status, Target, Text};
use crate::source::{Span, hidden};

/// Words of a text that something is said about.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where in `plain`. Ends that no page shows (the line feed between two paragraphs) are left out when drawing;
    /// a mark on nothing else is not drawn at all.
    pub span: Span,
    /// What it looks like.
    pub kind: MarkKind,
    /// The id of its first words, where it has no reference that carries one.
    pub anchor: Option<String>,
    /// The reference right after its last words.
    pub reference: Option<Reference>,
}

/// What a mark looks like: the class of its words.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkKind {
    /// A claim: `c` and its status, its reference `r` and its status.
    Claim(Status),
    /// Wording and translations: `w`, its reference `r x`.
    Words,
    /// A plain comment: `k`, its reference `r k`.
    Comment,
    /// Somebody or something named: `n`, a link unless the text has one there; its reference `r x m`.
    Name {
        /// The page about it.
        href: String,
        /// It was found by `match: true`: class `auto`.
        automatic: bool,
    },
}

impl MarkKind {
    /// The class of its reference, behind `r`.
    pub fn class_of_reference(&self) -> &'static str {
        match self {
            MarkKind::Claim(status) => status.name(),
            MarkKind::Words => "x",
            MarkKind::Name { .. } => "x m",
            MarkKind::Comment => "k",
        }
    }
}

/// A reference to a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its own id, to which the note leads back.
    pub id: String,
    /// The note, by its fragment: `#n-toll`. The words carry what stands behind `#n-` as `data-n`, with which a script
    /// finds them.
    pub href: String,
    /// What it is called by those who hear the page: `Note 5`.
    pub label: String,
    /// What is seen: `5` or `b`.
    pub text: String,
}

/// A work that is cited, with the place in it.
pub type Cited<'a> = (&'a Target, Option<&'a str>);

/// What stands around a text, and where its links lead.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Whether paragraphs are numbered.
    pub numbers: Numbers<'a>,
    /// Where a target leads; `None` draws the words alone.
    pub link: &'a dyn Fn(&Target) -> Option<Link>,
    /// Works that are cited together, as HTML, and what keeps them from the words before, unless they are raised.
    pub cite: &'a dyn Fn(&[Cited<'_>], &str) -> String,
    /// What stands inside `<pre><code>`, as HTML, for a block without marks and the name of its language.
    pub code: &'a dyn Fn(&str, Option<&str>) -> String,
}

/// Whether paragraphs have numbers and addresses.
#[derive(Clone, Copy)]
pub enum Numbers<'a> {
    /// Prose of an editor: none; headings keep their level, the highest being 2.
    Prose,
    /// A source text or a translation; the highest of its headings stands right under the page's title.
    Paragraphs {
        /// What follows `p3` in ids: nothing for the original, `-en` for a translation.
        suffix: &'a str,
        /// The name of a paragraph by its number, from 1, for those who hear the page: `Paragraph 3`.
        label: &'a dyn Fn(usize) -> String,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The address, not escaped.
    pub href: String,
    /// The name of the target, not escaped; drawn where the link has no words of its own.
    pub name: String,
    /// The language of that name and the way its script runs (`ltr`, `rtl`), where they are not the page's.
    pub language: Option<(String, &'static str)>,
    /// That it leads to another archive, and to which one, in words.
    pub elsewhere: Option<String>,
}

/// Draws paragraphs of a text, counted from 0; to draw several ranges of one text, make a [`Body`] once.
pub fn draw(text: &Text<Target>, paragraphs: Range<usize>, marks: &[Mark], frame: &Frame, out: &mut String) {
    Body::new(text, marks).draw(paragraphs, frame, out);
}

/// Writes words so that they read the same in HTML, as text or in an attribute between double quotes, with a sign for each
/// character that nobody sees.
pub fn escape(text: &str, out: &mut String) {
    verbatim(&hidden::shown(text), out);
}

/// The same without signs: for addresses, and for the words of a text, which have signs of their own.
pub(super) fn verbatim(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// A text with its marks, taken apart once and drawn in as many ranges as a page needs.
pub struct Body<'a> {
    pub(super) text: &'a Text<Target>,
    pub(super) marks: &'a [Mark],
    pub(super) runs: Vec<Run>,
    pub(super) looks: Vec<Look>,
    starts: Vec<Start>,
    /// The level of its highest heading, as it is written.
    pub(super) highest: u8,
    /// The characters that nobody sees, by byte of `plain`.
    pub(super) hidden: Vec<(usize, char)>,
}

/// What a run looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Where claims share words, the status that comes first in its list: one line can be drawn.
    pub(super) claim: Option<Status>,
    pub(super) words: bool,
    pub(super) comment: bool,
    /// The mark whose link it is: the shortest of the names on it.
    pub(super) name: Option<usize>,
    pub(super) furniture: bool,
}

/// Where the drawing of a paragraph begins: behind the end of the one before.
struct Start {
    piece: usize,
    around: Vec<Around>,
}

/// An element that is open where a paragraph begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// The piece that opened it.
    pub(super) piece: usize,
    /// For a list: the number of its next item.
    pub(super) next: u64,
}

impl<'a> Body<'a> {
    /// Takes a text apart: its runs, what each looks like, and where paragraphs begin.
    pub fn new(text: &'a Text<Target>, marks: &'a [Mark]) -> Body<'a> {
        let seen: Vec<Span> = text.pieces.iter().filter_map(seen_span).collect();
        let spans = marks.iter().map(|mark| mark.span).chain(text.furniture.iter().copied());
        let spans: Vec<Span> = spans.map(|span| clip(span, &seen)).collect();
        let runs = cut(&spans, Span::new(0, text.plain.len()));
        let looks = runs.iter().map(|run| look(run, marks, &spans)).collect();
        let hidden = hidden::hidden(&text.plain);
        Body { text, marks, runs, looks, starts: starts(&text.pieces), highest: highest(text), hidden }
    }

    /// How many paragraphs the text has.
    pub fn paragraphs(&self) -> usize {
        self.starts.len()
    }

    /// Draws a range of paragraphs, counted from 0: well nested by itself, with the lists and quotations around it
    /// opened again. Drawing all ranges one after the other draws every word once.
    ///
    /// What stands between two paragraphs belongs to the later one; the last one has what follows it.
    pub fn draw(&self, paragraphs: Range<usize>, frame: &Frame, out: &mut String) {
        let first = match self.starts.get(paragraphs.start) {
            Some(start) if paragraphs.start > 0 => start.piece,
            Some(_) => 0,
            None if self.starts.is_empty() => 0,
            None => return,
        };
        let end = self.starts.get(paragraphs.end).map_or(self.text.pieces.len(), |start| start.piece);
        if first >= end {
            return;
        }
        let around = self.starts.get(paragraphs.start).map_or(&[][..], |start| &start.around);
        Pen::new(self, frame, paragraphs.start, out).draw(first..end, around);
    }
}

/// The level of the highest heading.
fn highest(text: &Text<Target>) -> u8 {
    let levels = text.pieces.iter().filter_map(|piece| match piece {
        Piece::Open(Element::Heading(level)) => Some(*level),
        Piece::Open(_)
        | Piece::Close
        | Piece::Words { .. }
        | Piece::SoftBreak(_)
        | Piece::LineBreak(_)
        | Piece::EditorialBreak
        | Piece::Rule
        | Piece::Image(_)
        | Piece::Citation(_) => None,
    });
    levels.min().unwrap_or(1)
}

/// The words that a piece shows.
pub(super) fn seen_span(piece: &Piece) -> Option<Span> {
    match piece {
        Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => {
            (span.start() < span.end()).then_some(*span)
        }
        Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule | Piece::Image(_) | Piece::Citation(_) => None,
    }
}

/// A span without what no page shows at its two ends; empty where nothing of it is shown.
fn clip(span: Span, seen: &[Span]) -> Span {
    let first = seen.partition_point(|words| words.end() <= span.start());
    let behind = seen.partition_point(|words| words.start() < span.end());
    match seen.get(first..behind) {
        Some([only]) => Span::new(span.start().max(only.start()), span.end().min(only.end())),
        Some([first, .., last]) => Span::new(span.start().max(first.start()), span.end().min(last.end())),
        Some([]) | None => Span::new(span.start(), span.start()),
    }
}

/// What a run looks like; spans behind those of the marks are furniture.
fn look(run: &Run, marks: &[Mark], spans: &[Span]) -> Look {
    let mut look = Look { furniture: run.marks.last().is_some_and(|last| *last >= marks.len()), ..Look::default() };
    let length = |number: usize| spans[number].end() - spans[number].start();
    for (number, mark) in run.marks.iter().filter_map(|number| Some((*number, marks.get(*number)?))) {
        match mark.kind {
            MarkKind::Claim(status) => look.claim = Some(look.claim.map_or(status, |other| other.min(status))),
            MarkKind::Words => look.words = true,
            MarkKind::Comment => look.comment = true,
            MarkKind::Name { .. } => {
                look.name = Some(look.name.filter(|other| length(*other) <= length(number)).unwrap_or(number));
            }
        }
    }
    look
}

/// Where the drawing of each paragraph begins, and what is open there.
fn starts(pieces: &[Piece]) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut open: Vec<(Around, &Element)> = Vec::new();
    let around = |open: &[(Around, &Element)]| open.iter().map(|(around, _)| *around).collect::<Vec<_>>();
    // The first place behind a paragraph and behind the lists and quotations that end with it.
    let mut gap = Some((0, Vec::new()));
    for (index, piece) in pieces.iter().enumerate() {
        if gap.is_none() && *piece != Piece::Close && !open.iter().any(|(_, element)| element.is_paragraph()) {
            gap = Some((index, around(&open)));
        }
        match piece {
            Piece::Open(element) => {
                if element.is_paragraph()
                    && let Some((piece, around)) = gap.take()
                {
                    starts.push(Start { piece, around });
                }
                if let (Element::Item(number), Some((list, _))) = (element, open.last_mut()) {
                    list.next = number.map_or(list.next, u64::from) + 1;
                }
                let next = if let Element::List(Some(first)) = element { u64::from(*first) } else { 0 };
                open.push((Around { piece: index, next }, element));
            }
            Piece::Close => {
                open.pop();
            }
            // Nothing but a paragraph can be divided; elsewhere a break is refused when the text is read.
            Piece::EditorialBreak if open.iter().any(|(_, element)| **element == Element::Paragraph) => {
                starts.push(Start { piece: index, around: around(&open) });
            }
            Piece::EditorialBreak
            | Piece::Words { .. }
            | Piece::SoftBreak(_)
            | Piece::LineBreak(_)
            | Piece::Rule
            | Piece::Image(_)
            | Piece::Citation(_) => {}
        }
    }
    starts
}
