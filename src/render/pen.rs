//! Writes the HTML of a range of paragraphs, piece by piece, and keeps what is open.

use std::ops::Range;

use super::body::{Around, Body, Cited, Frame, Numbers, escape, seen_span, verbatim};
use crate::model::{Element, LinkIndex, Piece};
use crate::source::Span;

/// What writes: the open elements, the open run, and what has to wait until a link or code is closed.
pub(super) struct Pen<'a, 'o> {
    pub(super) body: &'a Body<'a>,
    pub(super) frame: &'a Frame<'a>,
    pub(super) out: &'o mut String,
    /// The number of the next paragraph, from 0.
    pub(super) number: usize,
    pub(super) open: Vec<Opened<'a>>,
    /// The run of which a `<span>` or an `<a>` is open.
    pub(super) run: Option<usize>,
    /// The first run that may still be ahead.
    pub(super) ahead: usize,
    pub(super) furniture: bool,
    /// Links that are open: an `<a>` may not stand inside another.
    pub(super) links: usize,
    /// Links and code that are open: references wait until they are closed.
    pub(super) holds: usize,
    /// Marks whose last words are written and whose references wait.
    pub(super) due: Vec<usize>,
    /// Citations that wait.
    pub(super) cited: Vec<Cited<'a>>,
}

/// An element that is open.
pub(super) struct Opened<'a> {
    pub(super) element: &'a Element,
    /// What closes it.
    pub(super) close: &'static str,
    /// Where its opening tag stands in what is written, if it goes again when nothing follows it.
    pub(super) tag: Option<Range<usize>>,
    /// How many open links it adds, none or one.
    pub(super) links: usize,
    /// How many reasons to hold references back it adds, none or one.
    pub(super) holds: usize,
    /// For a table: its body has begun.
    pub(super) in_body: bool,
}

/// How a paragraph begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// As the source has it.
    Source,
    /// By a break that editors put there: with a mark.
    Editors,
}

/// What an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    Nothing,
    Something,
}

impl<'a, 'o> Pen<'a, 'o> {
    pub(super) fn new(body: &'a Body<'a>, frame: &'a Frame<'a>, number: usize, out: &'o mut String) -> Pen<'a, 'o> {
        Pen {
            body,
            frame,
            out,
            number,
            open: Vec::new(),
            run: None,
            ahead: 0,
            furniture: false,
            links: 0,
            holds: 0,
            due: Vec::new(),
            cited: Vec::new(),
        }
    }

    /// Draws pieces; `around` is what is open where they begin.
    pub(super) fn draw(mut self, range: Range<usize>, around: &[Around]) {
        let pieces = &self.body.text.pieces;
        let mut inner = Vec::new();
        for (depth, outer) in around.iter().enumerate() {
            let Some(Piece::Open(element)) = pieces.get(outer.piece) else { continue };
            if element.is_paragraph() || !inner.is_empty() {
                inner.push(element);
            } else {
                // Where something else is open in it, that is an item which had its number before.
                let is_innermost = depth + 1 == around.len();
                self.open_again(element, if is_innermost { outer.next } else { outer.next.saturating_sub(1) });
            }
        }
        let mut at = range.start;
        if !inner.is_empty() {
            // The range begins at a break of the editors: it opens the paragraph, and what is open in it, anew.
            self.begin_by_editors(&inner);
            at += 1;
        }
        while at < range.end {
            at = self.piece(at, range.end);
        }
        while !self.open.is_empty() {
            self.close();
        }
    }

    /// Draws a piece, and gives the number of the next.
    fn piece(&mut self, at: usize, end: usize) -> usize {
        let pieces = &self.body.text.pieces;
        match &pieces[at] {
            Piece::Open(element) => {
                self.close_run();
                // In the text of a document nothing stands that its editors could not quote.
                let is_named = matches!(self.frame.numbers, Numbers::Prose) && pieces.get(at + 1) == Some(&Piece::Close);
                let filling = if is_named { Filling::Nothing } else { Filling::Something };
                self.open(element, Beginning::Source, filling);
                if matches!(element, Element::Code(_)) {
                    return self.code(at + 1, end);
                }
            }
            Piece::Close => self.close(),
            Piece::Words { span, .. } | Piece::SoftBreak(span) => self.words(*span),
            Piece::LineBreak(span) => {
                // In a block of code the line feed itself is kept.
                let code = self.open.last().is_some_and(|opened| matches!(opened.element, Element::Code(_)));
                self.words_after(*span, if code { "" } else { "<br>" });
            }
            Piece::EditorialBreak => self.break_paragraph(),
            Piece::Rule => {
                self.close_run();
                self.out.push_str("<hr>");
            }
            Piece::Image(picture) => {
                self.close_run();
                self.image(picture.link, &picture.alternative);
            }
            Piece::Citation(_) => {
                self.close_run();
                let cited: Vec<_> = pieces[at..end].iter().map_while(|piece| self.cited_work(piece)).collect();
                // They hold links: inside a link they wait as references do, and stand together behind it.
                if self.holds == 0 {
                    self.out.push_str(&(self.frame.cite)(&cited, ""));
                } else {
                    self.cited.extend(&cited);
                }
                return at + cited.len();
            }
        }
        at + 1
    }

    /// The work that a piece cites, with the place in it.
    fn cited_work(&self, piece: &'a Piece) -> Option<Cited<'a>> {
        let Piece::Citation(cited) = piece else { return None };
        Some((self.body.text.target(cited.link), cited.locator.as_deref()))
    }

    /// Draws the words of a block of code at once where no mark stands on them and nothing is hidden in them, so that they can be coloured.
    fn code(&mut self, from: usize, end: usize) -> usize {
        let pieces = &self.body.text.pieces[from..end];
        let behind = pieces.iter().position(|piece| seen_span(piece).is_none()).unwrap_or(pieces.len());
        let words: Vec<Span> = pieces[..behind].iter().filter_map(seen_span).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return from };
        let ahead = self.body.runs.partition_point(|run| run.span.end() <= first.start());
        let marked = self.body.runs.get(ahead).is_some_and(|run| run.span.start() < last.end());
        let Some(Element::Code(language)) = self.open.last().map(|opened| opened.element) else { return from };
        let hidden = self.body.hidden.partition_point(|(at, _)| *at < first.start());
        if marked || self.body.hidden.get(hidden).is_some_and(|(at, _)| *at < last.end()) {
            return from;
        }
        let code: String = words.iter().map(|span| span.of(&self.body.text.plain)).collect();
        self.out.push_str(&(self.frame.code)(&code, language.as_ref().map(|info| info.language.as_str())));
        from + behind
    }

    /// Ends the paragraph and begins the next where editors say so.
    fn break_paragraph(&mut self) {
        let Some(depth) = self.open.iter().position(|opened| *opened.element == Element::Paragraph) else { return };
        let inner: Vec<&Element> = self.open[depth..].iter().map(|opened| opened.element).collect();
        while self.open.len() > depth {
            self.close();
        }
        self.begin_by_editors(&inner);
    }

    /// Begins a paragraph by a break of the editors, and opens again what was open in it.
    fn begin_by_editors(&mut self, inner: &[&'a Element]) {
        for element in inner {
            self.open(element, Beginning::Editors, Filling::Something);
        }
    }

    /// Draws a picture; one that no page may show leaves its description for those who hear the page.
    fn image(&mut self, link: LinkIndex, alternative: &str) {
        match (self.frame.link)(self.body.text.target(link)) {
            Some(found) => {
                self.out.push_str("<img src=\"");
                verbatim(&found.href, self.out);
                self.out.push_str("\" alt=\"");
                escape(alternative, self.out);
                self.out.push_str("\">");
            }
            None if alternative.trim().is_empty() => {}
            None => {
                self.out.push_str("<span class=\"image\" role=\"img\" aria-label=\"");
                escape(alternative, self.out);
                self.out.push_str("\"></span>");
            }
        }
    }
}
