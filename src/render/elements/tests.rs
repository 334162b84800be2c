//! What the elements of a text look like on a page.

use std::ops::Range;

use crate::model::{CodeInfo, Element, Image, LinkIndex, Piece, Target, Text};
use crate::render::body::{Body, Frame, Link, Mark, MarkKind, Numbers, draw, escape};
use crate::source::Span;

/// A text from its pieces.
fn text(pieces: Vec<Step>) -> Text<Target> {
    let (mut plain, mut links) = (String::new(), Vec::new());
    let pieces = pieces
        .into_iter()
        .map(|piece| match piece {
            Step::Words(words) => {
                let start = plain.len();
                plain.push_str(words);
                Piece::Words { span: Span::new(start, plain.len()), source: 0 }
            }
            Step::Open(element) => Piece::Open(element),
            Step::Link(address) => {
                let link = LinkIndex::after(&links);
                links.push(Target::Address(address.to_owned()));
                Piece::Open(Element::Link(link))
            }
            Step::Picture(address) => {
                let link = LinkIndex::after(&links);
                links.push(if address.is_empty() { Target::None } else { Target::Address(address.to_owned()) });
                Piece::Image(Box::new(Image { link, alternative: "a \"b\"".into() }))
            }
            Step::Close => Piece::Close,
            Step::Other(piece) => piece,
        })
        .collect();
    Text { plain: plain.into(), pieces, links: links.into(), paragraphs: Box::default(), furniture: Box::default() }
}

enum Step {
    Words(&'static str),
    Open(Element),
    Link(&'static str),
    Picture(&'static str),
    Close,
    Other(Piece),
}
use Step::{Close, Link as LinkTo, Open, Other, Picture, Words};

fn with_frame(numbers: Numbers<'_>, draw: impl FnOnce(&Frame<'_>)) {
    let link = |target: &Target| match target {
        Target::Address(href) => {
            Some(Link { href: href.clone(), name: "N & M".to_owned(), language: Some(("ar".to_owned(), "rtl")), elsewhere: None })
        }
        Target::Document(_)
        | Target::Note(_)
        | Target::Question(_)
        | Target::Entity(_)
        | Target::Term(_)
        | Target::Page(_)
        | Target::Work(_)
        | Target::Elsewhere(_)
        | Target::Static(_)
        | Target::None => None,
    };
    let code = |code: &str, language: Option<&str>| {
        let mut html = format!("[{}]", language.unwrap_or_default());
        escape(code, &mut html);
        html
    };
    draw(&Frame { numbers, link: &link, cite: &|_, _| "<cite>X</cite>".to_owned(), code: &code });
}

fn prose(pieces: Vec<Step>) -> String {
    let text = text(pieces);
    let mut html = String::new();
    with_frame(Numbers::Prose, |frame| draw(&text, 0..usize::MAX, &[], frame, &mut html));
    html
}

fn numbered(text: &Text<Target>, suffix: &str, range: Range<usize>, marks: &[Mark]) -> String {
    let mut html = String::new();
    let numbers = Numbers::Paragraphs { suffix, label: &|number| format!("P {number}") };
    with_frame(numbers, |frame| Body::new(text, marks).draw(range, frame, &mut html));
    html
}

#[test]
fn a_paragraph_begins_with_its_number() {
    let text = text(vec![Open(Element::Heading(1)), Words("a"), Close, Open(Element::Paragraph), Words("b"), Close]);
    assert_eq!(
        numbered(&text, "", 0..2, &[]),
        "<h2 id=\"p1\"><a class=\"pn\" href=\"#p1\" aria-label=\"P 1\">1</a>a</h2>\
         <p id=\"p2\"><a class=\"pn\" href=\"#p2\" aria-label=\"P 2\">2</a>b</p>"
    );
    let translation = "<p id=\"p2-en\"><a class=\"pn\" href=\"#p2-en\" aria-label=\"P 2\">2</a>b</p>";
    assert_eq!(numbered(&text, "-en", 1..2, &[]), translation);
}

/// A text without a first-level heading must not leave a level out for those who walk through a page by headings.
#[test]
fn the_highest_heading_of_a_text_stands_right_under_the_title() {
    let heading = |level| [Open(Element::Heading(level)), Words("a"), Close];
    let text = text(heading(2).into_iter().chain(heading(3)).chain(heading(2)).collect());
    let shown = numbered(&text, "", 0..3, &[]);
    let levels: Vec<&str> = shown.split("<h").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(levels, ["2", "3", "2"]);
}

#[test]
fn headings_of_prose_stand_below_the_title_of_the_page() {
    let heading = |level| prose(vec![Open(Element::Heading(level)), Words("a"), Close]);
    assert_eq!([heading(1), heading(2), heading(6)], ["<h2>a</h2>", "<h2>a</h2>", "<h6>a</h6>"]);
}

#[test]
fn a_table_has_one_head_and_one_body_in_a_region_that_scrolls() {
    let cell = |heading, words| [Open(Element::Cell { heading }), Words(words), Close];
    let row = |heading, words| {
        let cells = [Open(Element::Row { heading })].into_iter().chain(cell(heading, words));
        cells.chain([Close])
    };
    let rows = [row(true, "a"), row(false, "b"), row(false, "c")].into_iter().flatten();
    let text = text([Open(Element::Table)].into_iter().chain(rows).chain([Close]).collect());
    assert_eq!(
        numbered(&text, "", 0..1, &[]),
        "<div class=\"scroll\" id=\"p1\" tabindex=\"0\" role=\"region\" aria-label=\"P 1\">\
         <a class=\"pn\" href=\"#p1\" aria-label=\"P 1\">1</a><table><thead><tr><th scope=\"col\">a</th></tr></thead>\
         <tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table></div>"
    );
}

#[test]
fn a_range_opens_lists_where_they_were_and_nothing_that_is_over() {
    let item = |words| [Open(Element::Paragraph), Words(words), Close];
    let text = text(
        [Open(Element::List(Some(4))), Open(Element::Item(None))]
            .into_iter()
            .chain(item("a"))
            .chain([Close, Open(Element::Item(None))])
            .chain(item("b"))
            .chain(item("c"))
            .chain([Close, Close, Other(Piece::Rule)])
            .chain(item("d"))
            .collect(),
    );
    let plain = |range| {
        numbered(&text, "-x", range, &[])
            .split("<a class")
            .map(|part| part.split("</a>").last().unwrap_or_default())
            .collect::<String>()
    };
    assert_eq!(plain(0..1), "<ol start=\"4\"><li><p id=\"p1-x\">a</p></li></ol>");
    assert_eq!(plain(1..2), "<ol start=\"5\"><li><p id=\"p2-x\">b</p></li></ol>");
    assert_eq!(plain(2..3), "<ol start=\"5\"><li class=\"continued\"><p id=\"p3-x\">c</p></li></ol>");
    assert_eq!(plain(3..4), "<hr><p id=\"p4-x\">d</p>");
}

#[test]
fn a_break_of_the_editors_begins_a_paragraph_inside_what_is_open() {
    let inner = vec![
        Open(Element::Paragraph),
        Open(Element::Emphasis),
        Words("a "),
        Other(Piece::EditorialBreak),
        Words("b"),
        Close,
        Close,
    ];
    assert_eq!(prose(inner), "<p><em>a </em></p><p><span class=\"break\"></span><em>b</em></p>");
    let edge = vec![Open(Element::Paragraph), Open(Element::Emphasis), Other(Piece::EditorialBreak), Words("b"), Close, Close];
    assert_eq!(prose(edge), "<p></p><p><span class=\"break\"></span><em>b</em></p>");
}

#[test]
fn a_link_without_words_takes_the_name_of_its_target_and_none_stands_in_another() {
    let empty = prose(vec![LinkTo("a?b&c"), Close]);
    assert_eq!(empty, "<a href=\"a?b&amp;c\" lang=\"ar\" dir=\"rtl\">N &amp; M</a>");
    let nested = prose(vec![LinkTo("a"), Words("b"), LinkTo("c"), Words("d"), Close, Close]);
    assert_eq!(nested, "<a href=\"a\">bd</a>");
}

#[test]
fn a_picture_is_drawn_or_described() {
    assert_eq!(prose(vec![Picture("x.png")]), "<img src=\"x.png\" alt=\"a &quot;b&quot;\">");
    assert_eq!(prose(vec![Picture("")]), "<span class=\"image\" role=\"img\" aria-label=\"a &quot;b&quot;\"></span>");
}

#[test]
fn code_is_coloured_where_no_mark_stands_on_it() {
    let text = text(vec![Open(Element::Code(Some(Box::new(CodeInfo { language: "yaml".into() })))), Words("a < b\n"), Close]);
    let number = "<pre id=\"p1\"><a class=\"pn\" href=\"#p1\" aria-label=\"P 1\">1</a><code>";
    assert_eq!(numbered(&text, "", 0..1, &[]), format!("{number}[yaml]a &lt; b\n</code></pre>"));
    let mark = Mark { span: Span::new(0, 1), kind: MarkKind::Comment, anchor: None, reference: None };
    let marked = format!("{number}<span class=\"k\">a</span> &lt; b\n</code></pre>");
    assert_eq!(numbered(&text, "", 0..1, &[mark]), marked);
}

#[test]
fn an_item_keeps_its_number_in_every_range() {
    let item = |number, words| [Open(Element::Item(number)), Open(Element::Paragraph), Words(words), Close, Close];
    let items = item(None, "a").into_iter().chain(item(Some(7), "b")).chain(item(None, "c"));
    let text = text([Open(Element::List(Some(3)))].into_iter().chain(items).chain([Close]).collect());
    let tags = |range| {
        let html = numbered(&text, "", range, &[]);
        html.split('<').filter(|tag| tag.starts_with("ol") || tag.starts_with("li")).collect::<Vec<_>>().concat()
    };
    assert_eq!(tags(0..3), "ol start=\"3\">li>li value=\"7\">li>");
    assert_eq!((tags(1..2).as_str(), tags(2..3).as_str()), ("ol start=\"4\">li value=\"7\">", "ol start=\"8\">li>"));
}
