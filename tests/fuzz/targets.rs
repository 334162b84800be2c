//! What must hold whatever is read: each target takes a text and gives, in a few words, how it was answered.

use postil::model::{Element, Piece, Side, Target, Text, is_web_address};
use postil::parse::yaml::{Map, Node, Root, fields, quoted, records as read_records};
use postil::pipeline;
use postil::problem::report::text::Paint;
use postil::problem::report::{FORMATS, Found, Report};
use postil::problem::{Code, Problem, Problems};
use postil::render::body::{Body, Frame, Link, Numbers};
use postil::source::hidden::hidden;
use postil::source::{FileIndex, SourceFile, Sources, Span};
use scraper::{ElementRef, Html};

/// Takes a text, and gives in a few words how it was answered.
pub type Eat = fn(&str) -> String;

/// Every target, by the name of the folder of its seeds.
const TARGETS: &[(&str, Eat)] = &[
    ("anchors", anchors),
    ("dates", dates),
    ("inventories", inventories),
    ("offers", offers),
    ("prose", prose),
    ("records", records),
    ("texts", texts),
];

/// The target of a name.
pub fn named(name: &str) -> Eat {
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("no target is called “{name}”")).1
}

fn file(path: &str, text: &str) -> SourceFile {
    let sha256 = path.contains("/text.").then(|| "0".repeat(64));
    SourceFile { path: format!("content/{path}"), text: text.to_owned(), bytes: Vec::new(), sha256, readable: true }
}

fn archive(files: &[(&str, &str)]) -> Sources {
    let mut files: Vec<SourceFile> = files.iter().map(|(path, text)| file(path, text)).collect();
    if !files.iter().any(|file| file.path == "content/archive.yaml") {
        files.push(file("archive.yaml", "title: A\n"));
    }
    Sources::new(files)
}

/// Every problem stands at a place of its file, and can be told to people and to programs; gives the codes.
fn told(sources: &Sources, problems: &[Problem]) -> String {
    for problem in problems {
        for place in std::iter::once(&problem.place).chain(problem.related.iter().map(|(place, _)| place)) {
            let (text, span) = (&sources.file(place.file).text, place.span);
            assert!(span.start() <= span.end() && text.get(span.start()..span.end()).is_some(), "{problem:?}");
        }
    }
    let found = [Found { sources, problems }];
    for format in FORMATS {
        let told = (format.write)(&Report { found: &found, paint: Paint::Plain });
        match format.name {
            "text" | "concise" | "github" => {
                let obeyed = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
                assert!(!told.contains(obeyed), "a terminal obeys {}: {told:?}", format.name);
                assert_eq!(hidden(&told), [], "{told}");
            }
            "json" | "gitlab" | "sarif" | "rdjson" => drop(serde_json::from_str::<serde_json::Value>(&told).unwrap()),
            _ => {}
        }
    }
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(" ")
}

/// YAML: values stand where they say, and can be written and read again; the whole archive is told in places.
fn records(text: &str) -> String {
    let source = file("terms.yaml", text);
    let mut problems = Problems::default();
    let read = read_records(FileIndex(0), &source, &mut problems);
    let again = read_records(FileIndex(0), &source, &mut Problems::default());
    assert!(read.records.iter().zip(&again.records).all(|(one, other)| one.says(other)), "read twice it says two things");
    read.records.iter().for_each(|map| stands(map, text));
    let sources = archive(&[("terms.yaml", text)]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    format!("{} {} {}", read.records.len().min(9), archive.terms.len().min(9), told(&sources, &problems))
}

fn stands(map: &Map, text: &str) {
    assert!(text.get(map.place.span.start()..map.place.span.end()).is_some(), "{:?}", map.place);
    for (key, node) in &map.entries {
        assert!(text.get(key.place.span.start()..key.place.span.end()).is_some(), "{key:?}");
        stands_node(node, text);
    }
}

fn stands_node(node: &Node, text: &str) {
    let span = node.place().span;
    assert!(text.get(span.start()..span.end()).is_some(), "{node:?}");
    match node {
        Node::Map(map) => stands(map, text),
        Node::List(list) => list.items.iter().for_each(|item| stands_node(item, text)),
        Node::Text(scalar) => {
            let written = format!("key: {}\n", quoted(&scalar.text));
            let mut problems = Problems::default();
            let Root { map, is_whole } = fields(FileIndex(0), &file("archive.yaml", &written), &mut problems);
            assert!(is_whole, "{written}");
            let Some(Node::Text(again)) = map.get("key") else { panic!("{written}") };
            assert_eq!(again.text, scalar.text, "{written}");
        }
    }
}

/// A quotation, a prefix, a suffix and a text, with `%%` between them: words are bound to the same words, or to none.
pub fn anchors(input: &str) -> String {
    let mut parts = input.splitn(4, "\n%%\n");
    let mut part = || parts.next().unwrap_or_default();
    let (quote, prefix, suffix, text) = (part(), part(), part(), part());
    let field = |name: &str, words: &str| {
        if words.trim().is_empty() { String::new() } else { format!("  {name}: {}\n", quoted(words)) }
    };
    let notes = format!("- id: a\n{}{}{}  note: b\n", field("quote", quote), field("prefix", prefix), field("suffix", suffix));
    let sources = archive(&[
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", text),
        ("documents/d/notes.yaml", &notes),
    ]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let codes = told(&sources, &problems);
    let Some(document) = archive.documents.first() else { return codes };
    check_spans(&document.text);
    let same = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_exact = problems.iter().all(|problem| problem.code != Code::QuoteVariant);
    for note in &archive.notes {
        for passage in &note.note.anchor {
            assert_eq!(passage.side, Side::Original);
            let words =
                document.text.plain.get(passage.span.start()..passage.span.end()).expect("it lies on borders of characters");
            assert!(!words.is_empty());
            if is_exact {
                assert_eq!(same(words), same(quote.trim_end()), "bound to other words");
            }
        }
    }
    format!("{} {codes}", archive.notes.len())
}

/// Pieces and paragraphs lie in the words, in order, each opened element closed.
fn check_spans<L>(text: &Text<L>) {
    let mut depth = 0_usize;
    let mut last = 0;
    for piece in &text.pieces {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth = depth.checked_sub(1).expect("nothing is closed that was not opened"),
            Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => {
                assert!(span.start() >= last && text.plain.get(span.start()..span.end()).is_some(), "{piece:?}");
                last = span.end();
            }
            // A link that leads nowhere ends this.
            Piece::Image(picture) => _ = text.target(picture.link),
            Piece::Citation(cited) => _ = text.target(cited.link),
            Piece::EditorialBreak | Piece::Rule => {}
        }
        assert!(depth <= 200, "{depth} deep");
    }
    assert_eq!(depth, 0);
    for pair in text.paragraphs.windows(2) {
        assert!(pair[0].start() <= pair[0].end() && pair[0].end() <= pair[1].start(), "{pair:?}");
    }
}

/// The text of a document: every word is drawn once and as it stands, in sound HTML.
pub fn texts(input: &str) -> String {
    let sources =
        archive(&[("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"), ("documents/d/text.md", input)]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let codes = told(&sources, &problems);
    let Some(document) = archive.documents.first() else { return codes };
    check_spans(&document.text);
    format!("{codes} {}", drawn(&document.text, input))
}

/// Prose of a page and of a field: a link leads to what is known or to the web.
pub fn prose(input: &str) -> String {
    let terms = format!("- id: a\n  term: a\n  language: en\n  scheme: technical\n  says: {}\n", quoted(&format!("x {input}")));
    let page = format!("# About\n\n{input}");
    let sources = archive(&[
        ("pages/about.md", &page),
        ("terms.yaml", &terms),
        ("entities/all.yaml", "- {id: a, type: person, name: A}\n"),
        ("bibliography.yaml", "a: {type: book, title: A}\n"),
        ("static/a.png", ""),
    ]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let codes = told(&sources, &problems);
    let mut answers = codes;
    let texts = archive.pages.iter().map(|page| &page.body).chain(archive.terms.iter().filter_map(|term| term.says.as_ref()));
    for text in texts {
        check_spans(text);
        for link in &text.links {
            if let Target::Address(address) = link {
                let harmless =
                    ["https://", "http://", "mailto:", "tel:", "static:"].iter().any(|scheme| address.starts_with(scheme));
                assert!(harmless, "{address}");
            }
        }
        answers.push_str(&drawn(text, input));
    }
    answers
}

/// Draws a text and reads it back; gives the kinds of its elements.
fn drawn(text: &Text<Target>, input: &str) -> String {
    let link = |target: &Target| match target {
        Target::Address(address) => Some(Link { href: address.clone(), name: String::new(), language: None, elsewhere: None }),
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
    let frame = Frame {
        numbers: Numbers::Paragraphs { suffix: "", label: &|number| format!("Paragraph {number}") },
        link: &link,
        cite: &|_, _| String::new(),
        code: &|code, language| postil::render::code::highlight(code, language),
    };
    let body = Body::new(text, &[]);
    let (mut html, mut parts) = (String::new(), String::new());
    body.draw(0..body.paragraphs(), &frame, &mut html);
    (0..body.paragraphs()).for_each(|number| body.draw(number..number + 1, &frame, &mut parts));
    let page = Html::parse_fragment(&html);
    assert!(page.errors.is_empty(), "{:?} in {html}", page.errors);
    let mut read = String::new();
    look(page.root_element(), &mut read);
    let seen: Vec<Span> = text
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => Some(*span),
            Piece::Open(_) | Piece::Close | Piece::EditorialBreak | Piece::Rule | Piece::Image(_) | Piece::Citation(_) => None,
        })
        .collect();
    let words: String = seen.iter().map(|span| span.of(&text.plain)).collect();
    let bare = |words: &str| words.replace(|letter: char| letter.is_control() || matches!(letter, ' ' | '\u{fffd}'), "");
    assert_eq!(bare(&read), bare(&words), "from {input:?}");
    if body.paragraphs() > 0 {
        let mut read_apart = String::new();
        look(Html::parse_fragment(&parts).root_element(), &mut read_apart);
        assert_eq!(bare(&read_apart), bare(&words), "drawn paragraph by paragraph");
    }
    let mut kinds: Vec<&str> = text
        .pieces
        .iter()
        .filter_map(|piece| if let Piece::Open(element) = piece { Some(kind(element)) } else { None })
        .collect();
    kinds.dedup();
    kinds.truncate(12);
    kinds.join(" ")
}

fn kind(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::Heading(_) => "h",
        Element::Quotation => "q",
        Element::List(_) => "l",
        Element::Item(_) => "i",
        Element::Code(_) => "pre",
        Element::Table => "t",
        Element::Row { .. } => "r",
        Element::Cell { .. } => "td",
        Element::Emphasis => "em",
        Element::Strong => "strong",
        Element::Struck => "s",
        Element::InlineCode => "code",
        Element::Link(_) => "a",
    }
}

/// Reads the words of a page that are words of the text, and refuses what a text cannot bring.
fn look(outer: ElementRef<'_>, words: &mut String) {
    const KNOWN: &[&str] = &[
        "html",
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ol",
        "ul",
        "li",
        "pre",
        "code",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "em",
        "strong",
        "s",
        "a",
        "br",
        "hr",
        "img",
        "span",
        "bdi",
    ];
    const ATTRIBUTES: &[&str] = &[
        "id",
        "class",
        "href",
        "aria-label",
        "role",
        "tabindex",
        "start",
        "value",
        "scope",
        "src",
        "alt",
        "data-sign",
        "data-n",
    ];
    for child in outer.children() {
        if let Some(inner) = ElementRef::wrap(child) {
            let element = inner.value();
            assert!(KNOWN.contains(&element.name()), "<{}>", element.name());
            for (name, value) in element.attrs() {
                assert!(ATTRIBUTES.contains(&name), "{name}=\"{value}\"");
                let scheme = value.split(['/', '#', '?']).next().unwrap_or_default();
                let harmless =
                    !scheme.contains(':') || ["https:", "http:", "static:"].iter().any(|known| scheme.starts_with(known));
                assert!(
                    !matches!(name, "href" | "src") || harmless || value.starts_with("mailto:") || value.starts_with("tel:"),
                    "{value}"
                );
            }
            let is_ours = element.attr("class").is_some_and(|class| class == "pn" || class == "image");
            if !is_ours {
                look(inner, words);
            }
        } else if let Some(text) = child.value().as_text() {
            words.push_str(text);
        }
    }
}

/// A date: it is one that its own words give again, with days in order, or it is told as none.
fn dates(text: &str) -> String {
    let record = |date: &str| format!("title: D\nlanguage: en\nkind: post\nissued: {}\n", quoted(date));
    let written = record(text);
    let sources = archive(&[("documents/d/document.yaml", &written), ("documents/d/text.md", "Text.\n")]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let codes = told(&sources, &problems);
    let issued = archive.documents.first().and_then(|document| document.record.issued.clone());
    let Some(date) = issued else {
        assert!(!problems.is_empty(), "it is dropped without a word");
        return codes;
    };
    assert_eq!(date.written, text.trim_end());
    let days = date.days();
    if let (Some(earliest), Some(latest)) = (days.earliest, days.latest) {
        assert!(earliest <= latest, "{date:?}");
        let (year, month, day) = earliest.calendar();
        assert!((1..=12).contains(&month) && (1..=31).contains(&day) && (-9999..=9999).contains(&year), "{date:?}");
    }
    let again = self::archive(&[("documents/d/document.yaml", &record(&date.written)), ("documents/d/text.md", "Text.\n")]);
    let (again, _) = pipeline::check(&again, Problems::default());
    assert_eq!(again.documents[0].record.issued.as_ref(), Some(&date));
    format!("{:?}{:?}{}", days.earliest.is_some(), days.latest.is_some(), date.interval)
}

/// Notes of another program: whatever comes, those that are written stand in the text to the letter, and the archive is sound.
fn offers(text: &str) -> String {
    let sources = archive(&[
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\nurl: https://news.example/mill\n"),
        ("documents/d/text.txt", "😀 The mill burned. Forty men came.\n\nThe mill burned. The “old” bridge fell.\n"),
    ]);
    let files = [("table.csv".to_owned(), text.to_owned())];
    let mut answers = Vec::new();
    for format in pipeline::formats() {
        for into in [None, Some("d")] {
            let taking = pipeline::Taking { into, sidecar: "notes.x.yaml", base_url: Some("https://example.org/a/") };
            let Ok(taken) = pipeline::take_over(&sources, format, &files, taking) else { continue };
            let (_, problems) = pipeline::check(&taken.sources, Problems::default());
            // The hash of the text is made up here, and no note is to blame for that.
            assert!(problems.iter().all(|problem| problem.code.severity() != postil::problem::Severity::Error), "{problems:?}");
            answers.extend(taken.told.iter().map(|told| match &told.fate {
                pipeline::Fate::Written(..) => "written".to_owned(),
                pipeline::Fate::There(..) => "there".to_owned(),
                pipeline::Fate::Proposed(_, why) | pipeline::Fate::Refused(why) => {
                    why.first().map_or("", |why| why.split(['`', '“', ':']).next().unwrap_or_default()).to_owned()
                }
            }));
        }
    }
    answers.dedup();
    answers.join(" ")
}

/// The copy of another archive's inventory: links can lead to all of its records, or it is told at a place why not.
fn inventories(text: &str) -> String {
    let named = "title: A\narchives: {id: coast, inventory: 'https://example.org/inventory.json'}\n";
    let sources = archive(&[("archive.yaml", named), ("archives/coast.json", text)]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let is_told = problems.iter().any(|problem| problem.code == Code::InvalidInventory);
    assert_ne!(archive.inventories.is_empty(), !is_told);
    for (number, record) in archive.inventories.iter().flat_map(|inventory| inventory.records.iter().enumerate()) {
        assert!(is_web_address(&record.address) && !record.label.is_empty(), "{record:?}");
        assert_eq!(archive.inventories[0].find(&record.name), Some(number));
    }
    told(&sources, &problems)
}
