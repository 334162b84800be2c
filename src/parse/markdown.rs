//! Reads Markdown: the texts of documents, and the prose of editors with links by name and citations.
#![allow(clippy::wildcard_enum_match_arm, reason = "the parser's events are its own; what is not switched on never comes")]

mod citations;
mod dropped;
mod lists;
mod strays;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::citations::cite;
use self::dropped::{Labels, Whose, cells_after, words_of_fence};
use self::lists::Count;
use super::builder::Builder;
use super::origin::{Origin, Places};
use crate::model::{CodeInfo, Element, Image, Piece, Text};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Placed, Span};

/// Takes the Markdown of a document apart; raw HTML in it is read as words, for the text is not ours to change.
///
/// Reports `markdown-depth` where it goes too deep; the words are kept.
pub fn document(file: FileIndex, source: &str, problems: &mut Problems) -> Text<Placed<String>> {
    let mut reader = Reader::new(source.len(), |_, link| Place { file, span: link });
    reader.read(source, Whose::Document, |reader, html, range| reader.raw_words(html, range.start));
    for span in reader.too_deep {
        problems.push(too_deep(Place { file, span }).help("put the text into text.txt, where nothing is Markdown"));
    }
    reader.builder.finish()
}

/// Takes an editor's prose apart; raw HTML is refused, citations are found.
///
/// Reports `raw-html` at each element, for its end is no second mistake, and `markdown-depth` where it goes too deep.
pub fn prose(origin: &Origin<'_>, source: &str, problems: &mut Problems) -> Text<Placed<String>> {
    let places = Places::new(origin, source);
    let mut reader = Reader::new(source.len(), |target: &str, link: Span| {
        // The target stands last in `[text](target)`; of a link by reference it stands elsewhere.
        let start = link.of(source).rfind(target).map_or(link.start(), |at| link.start() + at);
        let end = if start > link.start() { start + target.len() } else { link.end() };
        places.of(Span::new(start, end))
    });
    let mut told_until = usize::MAX;
    reader.read(source, Whose::Editor, |_, html, range| {
        let goes_on = range.start == told_until || html.trim_start().starts_with("</");
        told_until = range.end;
        if goes_on {
            return;
        }
        let start = range.start + html.len() - html.trim_start().len();
        let line = html.trim().lines().next().unwrap_or_default();
        let place = places.of(Span::new(start, start + line.len()));
        let problem = Problem::new(Code::RawHtml, place, "prose is Markdown without HTML");
        problems.push(problem.help("write `*emphasis*`, `**strong**`, `[text](address)`; a plain `<` is written `\\<`"));
    });
    for span in reader.too_deep {
        problems.push(too_deep(places.of(span)).help("write it with fewer of them in one another"));
    }
    let mut text = reader.builder.finish();
    strays::tell(&text, source, &places, problems);
    cite(&mut text, &places);
    text
}

fn too_deep(place: Place) -> Problem {
    let message = format!("quotations, lists, emphasis or links stand inside one another more than {DEPTH_MAX} deep here");
    Problem::new(Code::MarkdownDepth, place, message)
}

/// How many quotations, lists, emphases and links may stand inside one another.
const DEPTH_MAX: usize = 64;

struct Reader<P> {
    builder: Builder,
    place_of_link: P,
    /// An item whose words stand in it directly got a paragraph of its own.
    implied_paragraph: bool,
    heading_row: bool,
    /// How each list that is open is counted; none where items have no numbers.
    counts: Vec<Option<Count>>,
    /// Where the last cell ends.
    column_end: usize,
    /// The picture whose alternative text is being read.
    picture: Option<Picture>,
    /// How many elements that hold others are open, also those of too deep ones, which are left out.
    depth: usize,
    /// Where it goes too deep: the first line of each element with which that begins.
    too_deep: Vec<Span>,
}

struct Picture {
    address: String,
    /// Its text so far.
    alternative: String,
    span: Span,
    /// Pictures in its text that are open: their words alone are kept.
    inner: usize,
}

impl<P: Fn(&str, Span) -> Place> Reader<P> {
    fn new(bytes: usize, place_of_link: P) -> Reader<P> {
        let builder = Builder::with_capacity(bytes);
        let (counts, too_deep) = (Vec::new(), Vec::new());
        let (implied_paragraph, heading_row, column_end) = (false, false, 0);
        let (picture, depth) = (None, 0);
        Reader { builder, place_of_link, implied_paragraph, heading_row, counts, column_end, picture, depth, too_deep }
    }

    /// Reads a text.
    fn read(&mut self, source: &str, whose: Whose, mut html: impl FnMut(&mut Self, &str, Range<usize>)) {
        let parser = || Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        let mut labels = Labels::of(source, whose, parser);
        let mut read_until = 0;
        // Where what has been read of a link ends that is none, while one is open.
        let mut spoken: Option<usize> = None;
        for (event, range) in parser().into_offset_iter() {
            let until = if matches!(event, Event::End(_)) { range.end } else { range.start };
            let begins_item = || matches!(self.builder.innermost(), Some(Element::Item(_)));
            if read_until < until && (is_block(&event) || begins_item()) {
                self.paragraphs(source, &labels.words_between(source, read_until..until));
            }
            // What is in a quotation or a list is still to come.
            let holds_blocks = matches!(event, Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item));
            read_until = read_until.max(if holds_blocks { range.start } else { range.end });
            if self.is_left_out(&event, source, &range) {
                continue;
            }
            if let Some(picture) = &mut self.picture {
                match event {
                    Event::Start(Tag::Image { .. }) => picture.inner += 1,
                    Event::End(TagEnd::Image) if picture.inner > 0 => picture.inner -= 1,
                    Event::End(TagEnd::Image) => self.end_picture(),
                    Event::Text(words) | Event::Code(words) => picture.alternative.push_str(&words),
                    Event::SoftBreak | Event::HardBreak => picture.alternative.push(' '),
                    _ => {}
                }
                continue;
            }
            let (was_open, end) = (spoken.is_some(), range.end);
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) if labels.is_speech(link_type, &dest_url) => {
                    self.inline(|reader| reader.raw_words("[", range.start));
                    spoken = Some(range.start + 1);
                }
                Event::End(TagEnd::Link) if was_open => {
                    spoken.take().into_iter().for_each(|from| self.raw_words(&source[from..range.end], from));
                }
                Event::Start(tag) => self.start(tag, source, range),
                Event::End(TagEnd::TableRow) => {
                    self.cells(source, &cells_after(source, range, self.column_end));
                    self.end(TagEnd::TableRow);
                }
                Event::End(tag) => self.end(tag),
                Event::Text(words) => self.inline(|reader| reader.raw_words(&words, range.start)),
                Event::Code(words) => self.inline(|reader| {
                    let inside = source[range.clone()].find(&*words).unwrap_or(0);
                    reader.builder.open(Element::InlineCode);
                    reader.builder.words(&words, range.start + inside);
                    reader.builder.close();
                }),
                Event::Html(words) | Event::InlineHtml(words) => {
                    self.imply_paragraph();
                    html(self, &words, range);
                }
                Event::SoftBreak => self.builder.soft_break(),
                Event::HardBreak => self.builder.line_break(),
                Event::Rule => {
                    self.end_implied_paragraph();
                    self.builder.piece(Piece::Rule);
                }
                _ => {}
            }
            if was_open {
                spoken = spoken.map(|_| end);
            }
        }
        self.paragraphs(source, &labels.words_between(source, read_until..source.len()));
    }

    /// Paragraphs of lines that are words as they stand.
    fn paragraphs(&mut self, source: &str, paragraphs: &[Vec<Range<usize>>]) {
        for lines in paragraphs {
            self.block(Element::Paragraph);
            for (number, line) in lines.iter().enumerate() {
                if number > 0 {
                    self.builder.soft_break();
                }
                self.raw_words(&source[line.clone()], line.start);
            }
            self.builder.close();
        }
    }

    /// Cells more than the table has columns.
    fn cells(&mut self, source: &str, cells: &[Vec<Range<usize>>]) {
        for cell in cells {
            self.builder.open(Element::Cell { heading: self.heading_row });
            cell.iter().for_each(|part| self.raw_words(&source[part.clone()], part.start));
            self.builder.close();
        }
    }

    /// Counts the elements that hold others; whether this is the beginning or the end of one that stands too deep.
    fn is_left_out(&mut self, event: &Event<'_>, source: &str, range: &Range<usize>) -> bool {
        match event {
            Event::Start(tag) if holds_others(&tag.to_end()) => {
                self.depth += 1;
                if self.depth == DEPTH_MAX + 1 {
                    let line = source[range.clone()].lines().next().unwrap_or_default();
                    self.too_deep.push(Span::new(range.start, range.start + line.len()));
                }
                self.depth > DEPTH_MAX
            }
            // The items of a list go with it.
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => self.depth > DEPTH_MAX,
            Event::End(tag) if holds_others(tag) => {
                self.depth -= 1;
                self.depth >= DEPTH_MAX
            }
            _ => false,
        }
    }

    /// Words that may hold line ends: code, and HTML that is read as words.
    fn raw_words(&mut self, words: &str, source: usize) {
        self.builder.words(words, source);
    }

    fn inline(&mut self, draw: impl FnOnce(&mut Self)) {
        self.imply_paragraph();
        draw(self);
    }

    /// The words of a tight list stand in its items directly; they get a paragraph, so that it has a number.
    fn imply_paragraph(&mut self) {
        if matches!(self.builder.innermost(), Some(Element::Item(_))) {
            self.builder.open(Element::Paragraph);
            self.implied_paragraph = true;
        }
    }

    fn end_implied_paragraph(&mut self) {
        if self.implied_paragraph {
            self.builder.close();
            self.implied_paragraph = false;
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: &str, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.block(Element::Paragraph),
            Tag::HtmlBlock => self.block(Element::Paragraph),
            Tag::Heading { level, .. } => self.block(Element::Heading(level as u8)),
            Tag::BlockQuote(_) => self.block(Element::Quotation),
            Tag::CodeBlock(kind) => {
                if let Some(words) = words_of_fence(source, range).filter(|_| matches!(kind, CodeBlockKind::Fenced(_))) {
                    self.paragraphs(source, &[vec![words]]);
                }
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.block(Element::Code(language.map(|language| Box::new(CodeInfo { language }))));
            }
            Tag::List(start) => {
                self.counts.push(start.map(Count::new));
                self.block(Element::List(start.map(|start| start as u32)));
            }
            Tag::Item => {
                self.end_implied_paragraph();
                if let Some(Some(count)) = self.counts.last_mut() {
                    count.item(&source[range], self.builder.next_piece());
                }
                self.builder.open(Element::Item(None));
            }
            Tag::Table(_) => self.block(Element::Table),
            Tag::TableHead => {
                self.heading_row = true;
                self.builder.open(Element::Row { heading: true });
            }
            Tag::TableRow => self.builder.open(Element::Row { heading: false }),
            Tag::TableCell => {
                self.column_end = range.end;
                self.builder.open(Element::Cell { heading: self.heading_row });
            }
            Tag::Emphasis => self.inline(|reader| reader.builder.open(Element::Emphasis)),
            Tag::Strong => self.inline(|reader| reader.builder.open(Element::Strong)),
            Tag::Strikethrough => self.inline(|reader| reader.builder.open(Element::Struck)),
            Tag::Link { dest_url, .. } => self.inline(|reader| reader.open_link(dest_url.into_string(), range)),
            Tag::Image { dest_url, .. } => {
                self.imply_paragraph();
                let span = Span::new(range.start, range.end);
                self.picture = Some(Picture { address: dest_url.into_string(), alternative: String::new(), span, inner: 0 });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item => {
                self.end_implied_paragraph();
                self.builder.close();
            }
            TagEnd::List(_) => {
                self.builder.close();
                let numbered = self.counts.pop().flatten().into_iter().flat_map(Count::out_of_order);
                numbered.for_each(|(piece, number)| self.builder.number(piece, number));
            }
            TagEnd::TableHead => {
                self.heading_row = false;
                self.builder.close();
            }
            TagEnd::Image => {}
            _ => self.builder.close(),
        }
    }

    fn block(&mut self, element: Element) {
        self.end_implied_paragraph();
        self.builder.open(element);
    }

    fn open_link(&mut self, target: String, range: Range<usize>) {
        let place = (self.place_of_link)(&target, Span::new(range.start, range.end));
        let link = self.builder.link(Placed::new(target, place));
        self.builder.open(Element::Link(link));
    }

    /// A picture of the archive is drawn; of one elsewhere only its words are, as a link, so that no page fetches it.
    fn end_picture(&mut self) {
        let Some(Picture { address, alternative, span, .. }) = self.picture.take() else { return };
        if address.contains(':') || address.starts_with("//") || address.starts_with('@') {
            self.open_link(address, span.start()..span.end());
            self.builder.words(&alternative, span.start() + 2);
            self.builder.close();
        } else {
            let place = (self.place_of_link)(&address, span);
            let link = self.builder.link(Placed::new(address, place));
            self.builder.piece(Piece::Image(Box::new(Image { link, alternative })));
        }
    }
}

/// Whether an event begins or ends a block.
fn is_block(event: &Event<'_>) -> bool {
    let end = match event {
        Event::Start(tag) => tag.to_end(),
        Event::End(tag) => *tag,
        Event::Rule => return true,
        _ => return false,
    };
    use TagEnd::{BlockQuote, CodeBlock, Heading, HtmlBlock, Item, List, Paragraph, Table};
    matches!(end, BlockQuote(_) | CodeBlock | Heading(_) | HtmlBlock | Item | List(_) | Paragraph | Table)
}

/// Whether an element can stand in another of its kind, or hold one of those that can.
fn holds_others(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}
