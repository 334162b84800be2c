//! Random texts with everything a text can hold, and random marks on them.

use postil::model::{Citation, ClosedList, CodeInfo, Element, Image, LinkIndex, Piece, Status, Target, Text};
use postil::render::body::{Mark, MarkKind, Reference};
use postil::source::Span;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

#[derive(Debug, Clone)]
enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Code(Option<&'static str>, Vec<String>),
    Table(Vec<Vec<Vec<Inline>>>),
    Quotation(Vec<Block>),
    List(Option<u32>, Vec<Vec<Block>>),
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
            (proptest::option::of(0..9_u32), vec(vec(inner, 0..3), 1..4)).prop_map(|(first, items)| Block::List(first, items)),
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

    fn link(&mut self, address: &str) -> LinkIndex {
        let none = address.is_empty();
        let link = LinkIndex::after(&self.links);
        self.links.push(if none { Target::None } else { Target::Address(address.to_owned()) });
        link
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(Element::Paragraph, |text| text.inlines(inlines, true)),
            Block::Heading(level, inlines) => {
                self.paragraph(Element::Heading(*level), |text| text.inlines(inlines, false));
            }
            Block::Code(language, lines) => {
                self.paragraph(Element::Code(language.map(|language| Box::new(CodeInfo { language: language.into() }))), |text| {
                    for line in lines {
                        let span = text.words(&format!("{line}\n"));
                        text.pieces.push(Piece::Words { span, source: 0 });
                    }
                })
            }
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
                    text.around(Element::Item(None), |text| item.iter().for_each(|block| text.block(block)));
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
        let last = self.paragraphs.last_mut().unwrap();
        *last = last.up_to(self.plain.len());
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
                    let last = self.paragraphs.last_mut().unwrap();
                    *last = last.up_to(at);
                    self.paragraphs.push(Span::new(at, at));
                }
                Inline::EditorialBreak => {}
                Inline::Image(address) => {
                    let link = self.link(address);
                    self.pieces.push(Piece::Image(Box::new(Image { link, alternative: "a \"picture\"".into() })));
                }
                Inline::Citation => {
                    let link = self.link("work:x");
                    // What is written for a citation stands in `plain`, and no piece shows it.
                    self.plain.push_str("[@x]");
                    self.pieces.push(Piece::Citation(Box::new(Citation { link, locator: None })));
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
        0 => MarkKind::Claim(Status::ALL[number % Status::ALL.len()]),
        1 => MarkKind::Words,
        2 => MarkKind::Comment,
        other => MarkKind::Name { href: format!("name:{number}&\""), automatic: other == 4 },
    };
    let reference = Reference {
        id: format!("r-{number}"),
        href: format!("#n-n%6Fte-{number}"),
        label: format!("Note <{number}>"),
        text: format!("{number}"),
    };
    Mark { span, kind, anchor: Some(format!("m-{number}")), reference: referenced.then_some(reference) }
}

type Marks = Vec<(u16, u16, u8, bool)>;

/// Text, marks, and where the text is divided into ranges.
pub fn case() -> impl Strategy<Value = (Text<Target>, Vec<Mark>, Vec<usize>)> {
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
        (
            Text { plain: plain.into(), pieces: pieces.into(), links: links.into(), paragraphs: paragraphs.into(), furniture },
            marks,
            cuts,
        )
    })
}
