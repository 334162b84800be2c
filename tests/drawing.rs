//! Draws random texts with random marks, reads them back as a browser does, and asks whether every word and mark is there.
#![allow(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::collections::BTreeMap;
use std::ops::Range;

use postil::model::{Element, Piece, Target, Text};
use postil::render::body::{self, Body, Frame, Link, Mark, MarkKind, Numbers, Reference};
use postil::source::Span;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::{Config, TestCaseError};
use scraper::{ElementRef, Html};

// ---- Random texts ----

#[derive(Debug, Clone)]
enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Code(Option<&'static str>, Vec<String>),
    Table(Vec<Vec<Vec<Inline>>>),
    Quotation(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Rule,
}

#[derive(Debug, Clone)]
enum Inline {
    Words(String),
    Around(Element, Vec<Inline>),
    Link(&'static str, Vec<Inline>),
    SoftBreak,
    LineBreak,
    EditorialBreak,
    Image(&'static str),
    Citation,
}

fn words() -> impl Strategy<Value = String> {
    const BITS: &[&str] =
        &["a", "word ", "the dead, ", " ", "<b>", "&amp;", "\"“x”", "قتل ", "أبو", "👩‍👩‍👧", "é", "e\u{301}", "\u{a0}", "'"];
    vec(proptest::sample::select(BITS), 1..6).prop_map(|bits| bits.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        8 => words().prop_map(Inline::Words),
        1 => words().prop_map(|words| Inline::Around(Element::InlineCode, vec![Inline::Words(words)])),
        1 => Just(Inline::SoftBreak),
        1 => Just(Inline::LineBreak),
        1 => Just(Inline::EditorialBreak),
        1 => proptest::sample::select(&["picture.png", ""][..]).prop_map(Inline::Image),
        1 => Just(Inline::Citation),
    ];
    let inline = leaf.prop_recursive(3, 12, 4, |inner| {
        const AROUND: &[Element] = &[Element::Emphasis, Element::Strong, Element::Struck];
        prop_oneof![
            2 => (proptest::sample::select(AROUND), vec(inner.clone(), 0..4))
                .prop_map(|(element, inner)| Inline::Around(element, inner)),
            1 => (proptest::sample::select(&["link:a&b", "link:\"c\"", ""][..]), vec(inner, 1..4))
                .prop_map(|(address, inner)| Inline::Link(address, inner)),
        ]
    });
    vec(inline, 0..6)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let language = proptest::sample::select(&[None, Some("rust")][..]);
    let leaf = prop_oneof![
        6 => inlines().prop_map(Block::Paragraph),
        1 => (1..7_u8, inlines()).prop_map(|(level, inlines)| Block::Heading(level, inlines)),
        1 => (language, vec(words(), 0..4)).prop_map(|(language, lines)| Block::Code(language, lines)),
        1 => vec(vec(inlines(), 2), 1..4).prop_map(Block::Table),
        1 => Just(Block::Rule),
    ];
    let block = leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Block::Quotation),
            (proptest::option::of(0..9_u64), vec(vec(inner, 0..3), 1..4)).prop_map(|(first, items)| Block::List(first, items)),
        ]
    });
    vec(block, 0..6)
}

#[derive(Default)]
struct Builder {
    plain: String,
    pieces: Vec<Piece>,
    links: Vec<Target>,
    paragraphs: Vec<Span>,
}

impl Builder {
    fn words(&mut self, words: &str) -> Span {
        let start = self.plain.len();
        self.plain.push_str(words);
        Span::new(start, self.plain.len())
    }

    fn link(&mut self, address: &str) -> usize {
        let none = address.is_empty();
        self.links.push(if none { Target::None } else { Target::Address(address.to_owned()) });
        self.links.len() - 1
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(Element::Paragraph, |text| text.inlines(inlines, true)),
            Block::Heading(level, inlines) => {
                self.paragraph(Element::Heading(*level), |text| text.inlines(inlines, false));
            }
            Block::Code(language, lines) => self.paragraph(Element::Code(language.map(str::to_owned)), |text| {
                for line in lines {
                    let span = text.words(&format!("{line}\n"));
                    text.pieces.push(Piece::Words { span, source: 0 });
                }
            }),
            Block::Table(rows) => self.paragraph(Element::Table, |text| {
                for (number, cells) in rows.iter().enumerate() {
                    let heading = number == 0;
                    text.around(Element::Row { heading }, |text| {
                        for cell in cells {
                            text.around(Element::Cell { heading }, |text| text.inlines(cell, false));
                            text.plain.push('\n');
                        }
                    });
                }
            }),
            Block::Quotation(blocks) => {
                self.around(Element::Quotation, |text| blocks.iter().for_each(|block| text.block(block)));
            }
            Block::List(first, items) => self.around(Element::List(*first), |text| {
                for item in items {
                    text.around(Element::Item, |text| item.iter().for_each(|block| text.block(block)));
                }
            }),
            Block::Rule => self.pieces.push(Piece::Rule),
        }
    }

    fn around(&mut self, element: Element, draw: impl FnOnce(&mut Builder)) {
        self.pieces.push(Piece::Open(element));
        draw(self);
        self.pieces.push(Piece::Close);
    }

    fn paragraph(&mut self, element: Element, draw: impl FnOnce(&mut Builder)) {
        let start = self.plain.len();
        self.paragraphs.push(Span::new(start, start));
        self.around(element, draw);
        self.paragraphs.last_mut().unwrap().end = self.plain.len();
        if !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    fn inlines(&mut self, inlines: &[Inline], may_break: bool) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => {
                    let span = self.words(words);
                    self.pieces.push(Piece::Words { span, source: 0 });
                }
                Inline::Around(element, inner) => self.around(element.clone(), |text| text.inlines(inner, may_break)),
                Inline::Link(address, inner) => {
                    let link = self.link(address);
                    self.around(Element::Link(link), |text| text.inlines(inner, may_break));
                }
                Inline::SoftBreak => {
                    let span = self.words(" ");
                    self.pieces.push(Piece::SoftBreak(span));
                }
                Inline::LineBreak => {
                    let span = self.words("\n");
                    self.pieces.push(Piece::LineBreak(span));
                }
                Inline::EditorialBreak if may_break => {
                    self.pieces.push(Piece::EditorialBreak);
                    let at = self.plain.len();
                    self.paragraphs.last_mut().unwrap().end = at;
                    self.paragraphs.push(Span::new(at, at));
                }
                Inline::EditorialBreak => {}
                Inline::Image(address) => {
                    let link = self.link(address);
                    self.pieces.push(Piece::Image { link, alternative: "a \"picture\"".to_owned() });
                }
                Inline::Citation => {
                    let link = self.link("work:x");
                    // What is written for a citation stands in `plain`, and no piece shows it.
                    self.plain.push_str("[@x]");
                    self.pieces.push(Piece::Citation { link, locator: None });
                }
            }
        }
    }
}

/// A span of characters by two fractions of the text.
fn span_of(plain: &str, one: u16, other: u16) -> Span {
    let borders: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
    let border = |fraction: u16| borders[usize::from(fraction) * (borders.len() - 1) / usize::from(u16::MAX)];
    Span::new(border(one.min(other)), border(one.max(other)))
}

fn mark(number: usize, span: Span, kind: u8, referenced: bool) -> Mark {
    let kind = match kind % 5 {
        0 => MarkKind::Claim,
        1 => MarkKind::Words,
        2 => MarkKind::Comment,
        other => MarkKind::Name { href: format!("name:{number}&\""), automatic: other == 4 },
    };
    let reference = Reference {
        id: format!("r-{number}"),
        href: format!("#n-{number}"),
        label: format!("Note <{number}>"),
        text: format!("{number}"),
    };
    Mark { span, kind, anchor: Some(format!("m-{number}")), reference: referenced.then_some(reference) }
}

type Marks = Vec<(u16, u16, u8, bool)>;

/// Text, marks, and where the text is divided into ranges.
fn case() -> impl Strategy<Value = (Text<Target>, Vec<Mark>, Vec<usize>)> {
    let spans: fn(usize) -> _ = |most| vec((any::<u16>(), any::<u16>(), any::<u8>(), any::<bool>()), 0..most);
    // Half of the marks are short, as they are in an archive.
    let near = |mut marks: Marks| {
        for (one, other, kind, _) in &mut marks {
            if *kind % 2 == 0 {
                *other = one.saturating_add(*other / 16);
            }
        }
        marks
    };
    (blocks(), spans(31).prop_map(near), spans(3), vec(any::<u8>(), 0..4)).prop_map(|(blocks, marks, furniture, cuts)| {
        let mut builder = Builder::default();
        blocks.iter().for_each(|block| builder.block(block));
        let Builder { plain, pieces, links, paragraphs } = builder;
        let marks = marks
            .iter()
            .enumerate()
            .map(|(number, (one, other, kind, referenced))| mark(number, span_of(&plain, *one, *other), *kind, *referenced));
        let marks = marks.collect();
        let furniture = furniture.iter().map(|(one, other, ..)| span_of(&plain, *one, *other)).collect();
        let cuts = cuts.iter().map(|cut| usize::from(*cut) % (paragraphs.len() + 1)).collect();
        (Text { plain, pieces, links, paragraphs, furniture }, marks, cuts)
    })
}

// ---- Reading back ----

/// A step of a page, as it is written and as a browser reads it.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Open(String, BTreeMap<String, String>),
    Text(String),
    Close(String),
}

const VOID: [&str; 3] = ["br", "hr", "img"];

/// The steps as they are written, by a reader that knows nothing of HTML but tags.
fn written(html: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        if end > 0 {
            steps.push(Step::Text(unescape(&rest[..end])));
            rest = &rest[end..];
            continue;
        }
        let end = rest.find('>').unwrap();
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            steps.push(Step::Close(name.to_owned()));
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut map = BTreeMap::new();
        while let Some((key, behind)) = attributes.split_once("=\"") {
            let (value, behind) = behind.split_once('"').unwrap();
            assert!(map.insert(key.to_owned(), unescape(value)).is_none(), "an attribute twice: {tag}");
            attributes = behind.trim_start();
        }
        assert_eq!(attributes, "", "every attribute is quoted");
        steps.push(Step::Open(name.to_owned(), map));
        if VOID.contains(&name) {
            steps.push(Step::Close(name.to_owned()));
        }
    }
    steps
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The steps as the HTML standard reads them, with the complaints of its parser.
fn read(html: &str) -> (Vec<Step>, Vec<String>) {
    let page = Html::parse_fragment(html);
    let mut steps = Vec::new();
    read_inside(page.root_element(), &mut steps);
    (steps, page.errors.iter().map(|error| error.to_string()).collect())
}

fn read_inside(outer: ElementRef<'_>, steps: &mut Vec<Step>) {
    for child in outer.children() {
        if let Some(inner) = ElementRef::wrap(child) {
            let name = inner.value().name().to_owned();
            let attributes = inner.value().attrs().map(|(key, value)| (key.to_owned(), value.to_owned()));
            steps.push(Step::Open(name.clone(), attributes.collect()));
            read_inside(inner, steps);
            steps.push(Step::Close(name));
        } else if let Some(text) = child.value().as_text() {
            steps.push(Step::Text(text.to_string()));
        }
    }
}

/// What a browser shows of a page: its words byte by byte, and what stands around each.
#[derive(Default)]
struct Shown {
    text: String,
    /// For each byte of `text`.
    bytes: Vec<Byte>,
    /// Ids with the number of bytes before them and the class of their element.
    ids: Vec<(String, usize, String)>,
    /// Ids of references, in groups of neighbours.
    references: Vec<Vec<String>>,
    /// Where each link of the text and each piece of code ends.
    held_until: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Byte {
    classes: [bool; 5],
    name: Option<String>,
    /// The outermost link or code that holds it.
    held: Option<usize>,
    link: bool,
}

const CLASSES: [&str; 5] = ["c", "w", "k", "n", "furniture"];

fn show(steps: &[Step]) -> Result<Shown, TestCaseError> {
    let mut shown = Shown::default();
    let mut open: Vec<(String, Byte, bool)> = vec![(String::new(), Byte::default(), false)];
    let mut last_was_reference = false;
    for step in steps {
        let (_, outer, hidden) = open.last().unwrap().clone();
        match step {
            Step::Text(text) => {
                last_was_reference &= hidden;
                if !hidden {
                    shown.text.push_str(text);
                    shown.bytes.resize(shown.text.len(), outer);
                }
            }
            Step::Open(name, attributes) => {
                let class = attributes.get("class").map_or("", String::as_str);
                let has = |wanted: &str| class.split(' ').any(|class| class == wanted);
                let mut byte = outer;
                prop_assert!(name != "mark");
                let inside = open.iter().map(|(name, ..)| name.as_str());
                prop_assert!(name != "a" || !inside.clone().any(|outer| outer == "a"), "a link in a link");
                let run = CLASSES.iter().take(4).any(|class| has(class));
                prop_assert!(!run || !byte.classes[..4].contains(&true), "a run in a run");
                for (on, class) in byte.classes.iter_mut().zip(CLASSES) {
                    *on |= has(class);
                }
                let href = attributes.get("href").cloned().unwrap_or_default();
                if has("n") && name == "a" {
                    byte.name = Some(href.clone());
                }
                byte.link |= href.starts_with("link:");
                if byte.held.is_none() && (name == "code" || href.starts_with("link:")) {
                    byte.held = Some(shown.held_until.len());
                    shown.held_until.push(0);
                }
                if has("r") {
                    if !last_was_reference {
                        shown.references.push(Vec::new());
                    }
                    shown.references.last_mut().unwrap().push(attributes["id"].clone());
                }
                last_was_reference = has("r");
                if let Some(id) = attributes.get("id") {
                    shown.ids.push((id.clone(), shown.text.len(), class.to_owned()));
                }
                open.push((name.clone(), byte, hidden || has("pn") || has("r") || has("cited")));
            }
            Step::Close(name) => {
                let (opened, byte, _) = open.pop().unwrap();
                prop_assert_eq!(&opened, name, "closed by another tag");
                if let Some(held) = byte.held {
                    shown.held_until[held] = shown.text.len();
                }
                last_was_reference &= name == "a";
            }
        }
    }
    prop_assert_eq!(open.len(), 1, "everything that is opened is closed");
    Ok(shown)
}

// ---- What must hold ----

fn draw(text: &Text<Target>, marks: &[Mark], ranges: &[Range<usize>]) -> Vec<String> {
    let link = |target: &Target| match target {
        // A link without words shows the name of its target, which is no word of the text: here it has none.
        Target::Address(address) => Some(Link { href: address.clone(), name: String::new(), language: None }),
        Target::Document(_)
        | Target::Note(_)
        | Target::Question(_)
        | Target::Entity(_)
        | Target::Term(_)
        | Target::Page(_)
        | Target::Work(_)
        | Target::None => None,
    };
    let frame = Frame {
        numbers: Numbers::Paragraphs { suffix: "", label: &|number| format!("Paragraph {number}") },
        link: &link,
        cite: &|_, _| "<a class=\"cited\" href=\"bibliography.html\">X</a>".to_owned(),
        code: &|code, _| {
            let mut html = "<span class=\"hl-x\">".to_owned();
            body::escape(code, &mut html);
            html + "</span>"
        },
    };
    let body = Body::new(text, marks);
    let drawn = ranges.iter().map(|range| {
        let mut html = String::new();
        body.draw(range.clone(), &frame, &mut html);
        html
    });
    drawn.collect()
}

/// Reads fragments as one page, each sound by itself.
fn read_all(fragments: &[String]) -> Result<Shown, TestCaseError> {
    let mut steps = Vec::new();
    for fragment in fragments {
        let (read, errors) = read(fragment);
        prop_assert!(errors.is_empty(), "{errors:?} in {fragment}");
        prop_assert_eq!(&written(fragment), &read, "read otherwise than written: {}", fragment);
        steps.extend(read);
    }
    show(&steps)
}

/// Where the bytes that are seen stand in `plain`.
fn seen(text: &Text<Target>) -> Vec<usize> {
    let spans = text.pieces.iter().filter_map(|piece| match piece {
        Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => Some(*span),
        Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule => None,
        Piece::Image { .. } | Piece::Citation { .. } => None,
    });
    spans.flat_map(|span| span.start..span.end).collect()
}

/// The seen bytes of a mark, by their number among all that are seen.
fn bytes_of(seen: &[usize], span: Span) -> Range<usize> {
    seen.partition_point(|at| *at < span.start)..seen.partition_point(|at| *at < span.end)
}

fn check_runs(text: &Text<Target>, marks: &[Mark], shown: &Shown) -> Result<(), TestCaseError> {
    let seen = seen(text);
    let mut classes = vec![[false; 5]; seen.len()];
    let mut names: Vec<Option<(usize, usize)>> = vec![None; seen.len()];
    for (number, mark) in marks.iter().enumerate() {
        let bytes = bytes_of(&seen, mark.span);
        for byte in bytes.clone() {
            match mark.kind {
                MarkKind::Claim => classes[byte][0] = true,
                MarkKind::Words => classes[byte][1] = true,
                MarkKind::Comment => classes[byte][2] = true,
                MarkKind::Name { .. } => {
                    classes[byte][3] = true;
                    let rank = (seen[bytes.end - 1] - seen[bytes.start], number);
                    names[byte] = Some(names[byte].map_or(rank, |other| other.min(rank)));
                }
            }
        }
    }
    for span in &text.furniture {
        bytes_of(&seen, *span).for_each(|byte| classes[byte][4] = true);
    }
    for (byte, shown) in shown.bytes.iter().enumerate() {
        prop_assert_eq!(shown.classes, classes[byte], "the classes of byte {}", byte);
        let expected = names[byte].filter(|_| !shown.link).map(|(_, number)| format!("name:{number}&\""));
        prop_assert_eq!(&shown.name, &expected, "the link of byte {}", byte);
    }
    Ok(())
}

fn check_ids(text: &Text<Target>, marks: &[Mark], shown: &Shown) -> Result<(), TestCaseError> {
    let seen = seen(text);
    for (number, mark) in marks.iter().enumerate() {
        let bytes = bytes_of(&seen, mark.span);
        let find = |id: &str| shown.ids.iter().filter(|(other, ..)| other == id).cloned().collect::<Vec<_>>();
        let (first, reference) = (find(&format!("m-{number}")), find(&format!("r-{number}")));
        let (firsts, references) = match (bytes.is_empty(), mark.reference.is_some()) {
            (true, _) => (0, 0),
            (false, true) => (0, 1),
            (false, false) => (1, 0),
        };
        prop_assert_eq!(first.len(), firsts, "first words of mark {}", number);
        prop_assert_eq!(reference.len(), references, "references of mark {}", number);
        if let Some((_, at, class)) = first.first() {
            prop_assert_eq!(*at, bytes.start, "the first words of mark {}", number);
            prop_assert!(class.is_empty() || shown.bytes[*at].classes != [false; 5]);
        }
        if let Some((_, at, class)) = reference.first() {
            let held = shown.bytes[bytes.end - 1].held;
            let place = held.map_or(bytes.end, |held| shown.held_until[held]);
            prop_assert_eq!(*at, place, "the reference of mark {}", number);
            let expected = match mark.kind {
                MarkKind::Claim => "r",
                MarkKind::Words | MarkKind::Name { .. } => "r x",
                MarkKind::Comment => "r k",
            };
            prop_assert_eq!(class.as_str(), expected);
        }
    }
    for group in &shown.references {
        let numbers: Vec<usize> = group.iter().map(|id| id[2..].parse().unwrap()).collect();
        prop_assert!(numbers.is_sorted(), "references out of order: {numbers:?}");
    }
    let paragraphs = shown.ids.iter().filter(|(id, ..)| id.starts_with('p')).map(|(id, ..)| id.clone());
    let expected: Vec<String> = (1..=text.paragraphs.len()).map(|number| format!("p{number}")).collect();
    prop_assert_eq!(paragraphs.collect::<Vec<_>>(), expected);
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 1500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_word_and_mark_is_drawn_where_it_stands((text, marks, mut cuts) in case()) {
        let count = text.paragraphs.len();
        let plain = seen(&text).iter().map(|at| text.plain.as_bytes()[*at]).collect::<Vec<u8>>();
        let unmarked = read_all(&draw(&text, &[], &[0..count]))?;
        prop_assert_eq!(unmarked.text.as_bytes(), &plain);

        let whole = read_all(&draw(&text, &marks, &[0..count]))?;
        prop_assert_eq!(whole.text.as_bytes(), &plain);
        check_runs(&text, &marks, &whole)?;
        check_ids(&text, &marks, &whole)?;

        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([count]);
        let ranges: Vec<Range<usize>> = [0].into_iter().chain(cuts.iter().copied()).zip(ends).map(|(a, b)| a..b).collect();
        let parts = read_all(&draw(&text, &marks, &ranges))?;
        prop_assert_eq!(parts.text.as_bytes(), &plain, "in ranges {:?}", ranges);
        check_runs(&text, &marks, &parts)?;
        check_ids(&text, &marks, &parts)?;
    }
}
