//! Reads Markdown: the texts of documents, and the prose of editors with links by name and citations.
#![allow(clippy::wildcard_enum_match_arm, reason = "the parser's events are its own; what is not switched on never comes")]

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::origin::{Origin, Places};
use crate::model::{Citation, CodeInfo, Element, Image, LinkIndex, Piece, Text, exact};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Placed, Span};

/// Takes the Markdown of a document apart; raw HTML in it is read as words, for the text is not ours to change.
///
/// Reports `markdown-depth` where it goes too deep; the words are kept.
pub fn document(file: FileIndex, source: &str, problems: &mut Problems) -> Text<Placed<String>> {
    let mut reader = Reader::new(source.len(), |_, link| Place { file, span: link });
    reader.read(source, |reader, html, range| reader.raw_words(html, range.start));
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
    reader.read(source, |_, html, range| {
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
        let too_deep = Vec::new();
        Reader { builder, place_of_link, implied_paragraph: false, heading_row: false, picture: None, depth: 0, too_deep }
    }

    fn read(&mut self, source: &str, mut html: impl FnMut(&mut Self, &str, Range<usize>)) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
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
            match event {
                Event::Start(tag) => self.start(tag, range),
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
        if matches!(self.builder.innermost(), Some(Element::Item)) {
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

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.block(Element::Paragraph),
            Tag::HtmlBlock => self.block(Element::Paragraph),
            Tag::Heading { level, .. } => self.block(Element::Heading(level as u8)),
            Tag::BlockQuote(_) => self.block(Element::Quotation),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.block(Element::Code(language.map(|language| Box::new(CodeInfo { language }))));
            }
            Tag::List(start) => self.block(Element::List(start.map(|start| start as u32))),
            Tag::Item => self.block(Element::Item),
            Tag::Table(_) => self.block(Element::Table),
            Tag::TableHead => {
                self.heading_row = true;
                self.builder.open(Element::Row { heading: true });
            }
            Tag::TableRow => self.builder.open(Element::Row { heading: false }),
            Tag::TableCell => self.builder.open(Element::Cell { heading: self.heading_row }),
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

/// Turns `[@key, p. 3; @other]` in the words of prose into citations.
fn cite(text: &mut Text<Placed<String>>, places: &Places<'_>) {
    if !text.plain.contains("[@") {
        return;
    }
    let mut links = std::mem::take(&mut text.links).into_vec();
    let (mut pieces, mut in_code) = (Vec::new(), Vec::new());
    for piece in std::mem::take(&mut text.pieces) {
        match piece {
            Piece::Open(ref element) => {
                in_code.push(matches!(element, Element::InlineCode | Element::Code(_)));
                pieces.push(piece);
            }
            Piece::Close => {
                in_code.pop();
                pieces.push(piece);
            }
            Piece::Words { span, source } if !in_code.contains(&true) => {
                let source = source as usize;
                let mut rest = span;
                while let Some((before, citations, after)) = next_citation(&text.plain, rest) {
                    let skipped = rest.start() - span.start();
                    if before.start() < before.end() {
                        pieces.push(Piece::words(before, source + skipped));
                    }
                    for (key, locator) in citations {
                        let at = source + key.start() - span.start();
                        let place = places.of(Span::new(at - 1, at + key.end() - key.start()));
                        let link = LinkIndex::after(&links);
                        links.push(Placed::new(format!("@{}", key.of(&text.plain)), place));
                        pieces.push(Piece::Citation(Box::new(Citation { link, locator })));
                    }
                    rest = after;
                }
                if rest.start() < rest.end() {
                    pieces.push(Piece::words(rest, source + (rest.start() - span.start())));
                }
            }
            piece => pieces.push(piece),
        }
    }
    (text.pieces, text.links) = (exact(pieces), exact(links));
}

/// The key of each work, without its `@`, and where in the work.
type Citations = Vec<(Span, Option<String>)>;

/// The first citation of a span: what stands before it, its works, what stands after it.
fn next_citation(plain: &str, span: Span) -> Option<(Span, Citations, Span)> {
    let words = span.of(plain);
    let mut from = 0;
    while let Some(found) = words[from..].find("[@") {
        let start = from + found;
        // No bracket stands in a citation: one that opens before it is closed begins another.
        let end = start + 1 + words[start + 1..].find(['[', ']'])?;
        if words[end..].starts_with('[') {
            from = end;
            continue;
        }
        let mut at = span.start() + start + 1;
        let parts: Option<Citations> = words[start + 1..end]
            .split(';')
            .map(|part| {
                let citation = citation(part, at);
                at += part.len() + 1;
                citation
            })
            .collect();
        if let Some(citations) = parts {
            let before = Span::new(span.start(), span.start() + start);
            return Some((before, citations, Span::new(span.start() + end + 1, span.end())));
        }
        from = start + 2;
    }
    None
}

/// `@key, p. 3`, which begins at byte `start`.
fn citation(part: &str, start: usize) -> Option<(Span, Option<String>)> {
    let spaces = part.len() - part.trim_start().len();
    let (key, locator) =
        part.trim().strip_prefix('@')?.split_once(',').map_or((part.trim().strip_prefix('@')?, None), |(key, rest)| {
            (key, Some(rest.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
        });
    let key = key.trim_end();
    let start = start + spaces + 1;
    (!key.is_empty() && !key.contains(char::is_whitespace)).then(|| (Span::new(start, start + key.len()), locator))
}
