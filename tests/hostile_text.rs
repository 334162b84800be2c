//! Texts from a stranger: whatever they hold, they are published in time that grows as they do, and nothing of them is obeyed.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a test measures how long the program takes and tells it")]

#[path = "hostile_text/families.rs"]
mod families;
#[path = "hostile_text/records.rs"]
mod records;
#[path = "hostile_text/time.rs"]
mod time;

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use families::{Family, all};
use time::cpu_time;

use postil::pipeline::{self, Before, Kept, Settings, Stage};
use postil::problem::{Problem, Problems};
use postil::shell::theme::built_in;
use postil::source::{SourceFile, Sources};

/// The smallest size of a text, in bytes; the others are two, four and eight times as large.
const BYTES: usize = 10_000;

/// How much steeper than the size the time may grow: 1 is a straight line, 2 a square.
const SLOPE_MAX: f64 = 1.2;

/// Times below this are the clock's and the machine's own.
const SECONDS_MIN: f64 = 0.02;

fn file(path: &str, text: &str) -> SourceFile {
    let sha256 = path.contains("/text.").then(|| "0".repeat(64));
    SourceFile { path: format!("content/{path}"), text: text.to_owned(), bytes: Vec::new(), sha256, readable: true }
}

/// An archive with one text, as a document and as a page, and a note at the end of the document.
fn archive(text: &str) -> Sources {
    Sources::new(vec![
        file("archive.yaml", "title: A\nlanguage: en\n"),
        file("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        file("documents/d/text.md", &format!("{text}\n\n\nThe words at the end.\n")),
        file("documents/d/notes.yaml", "- id: end\n  quote: words at the end\n  note: They are found.\n"),
        file("pages/about.md", &format!("# About\n\n{text}\n")),
    ])
}

/// What a build gave.
struct Built {
    problems: Vec<Problem>,
    bytes: u64,
    /// Of the processor, without the theme, which is the same for every text.
    seconds: f64,
}

/// The theme made ready once: what a build takes for it is the same for every text.
static KEPT: LazyLock<Kept> = LazyLock::new(Kept::default);

/// Builds a draft of an archive, which is drawn whatever is wrong with it, and writes nothing.
fn build(text: &str) -> Built {
    let sources = archive(text);
    let theme = built_in();
    let begun = cpu_time();
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let settings = Settings { base_url: Some("https://example.org/".to_owned()), draft: true };
    let again = Before::Preview(&KEPT, &Vec::new);
    let write = |_: &str, _: &[u8]| Ok::<(), ()>(());
    let (mut last, mut on_theme) = (begun, None);
    let mut ended = |stage: Stage| {
        let now = cpu_time();
        if stage == Stage::Render && on_theme.is_none() {
            on_theme = Some(now - last);
        }
        last = now;
    };
    let built = pipeline::build(&sources, &archive, &problems, (&theme, again), &settings, &write, &mut ended);
    let Ok(built) = built else { panic!("the built-in theme can be drawn") };
    let seconds = cpu_time() - begun - on_theme.unwrap_or_default();
    Built { problems, bytes: built.bytes, seconds }
}

/// The slope of the line through points on two logarithmic scales, by least squares.
///
/// Times that are too short to be measured are left out where three others show how it goes on; else they count as the shortest.
fn slope(points: &[(f64, f64)]) -> f64 {
    let measured = points.iter().filter(|(_, time)| *time >= SECONDS_MIN).count();
    let shown = points.iter().filter(|(_, time)| *time >= SECONDS_MIN || measured < 3);
    let points: Vec<(f64, f64)> = shown.map(|(size, time)| (size.ln(), time.max(SECONDS_MIN).ln())).collect();
    let count = points.len() as f64;
    let (x, y) =
        (points.iter().map(|point| point.0).sum::<f64>() / count, points.iter().map(|point| point.1).sum::<f64>() / count);
    let rise: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    rise / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

/// The times of a family at growing sizes, without what a build takes for an empty text.
///
/// Two sizes are enough where they show that all is well; else there are four, each with the shortest of several builds.
fn times(family: &Family, empty: f64) -> Vec<(f64, f64)> {
    let bytes = std::env::var("BYTES").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(BYTES);
    let seconds = |size: f64| build(&(family.text)(size as usize)).seconds - empty;
    let point = |factor: usize| ((factor * bytes) as f64, seconds((factor * bytes) as f64));
    let ends = vec![point(1), point(8)];
    if slope(&ends) <= SLOPE_MAX {
        return ends;
    }
    let mut points = vec![ends[0], point(2), point(4), ends[1]];
    for _ in 0..5 {
        for (size, least) in &mut points {
            *least = least.min(seconds(*size));
        }
        if slope(&points) <= SLOPE_MAX {
            break;
        }
    }
    points
}

/// Holds other tests back, whose time would be counted too.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn whatever_a_text_holds_its_time_grows_as_its_size() {
    let families = all();
    assert!(families.len() >= 36, "{}", families.len());
    let _alone = alone();
    let empty = (0..5).map(|_| build("").seconds).fold(f64::INFINITY, f64::min);
    let only = std::env::var("FAMILY").unwrap_or_default();
    let mut steep = Vec::new();
    for family in families.iter().filter(|family| family.what.contains(&only)) {
        let points = times(family, empty);
        let told: Vec<String> = points.iter().map(|(_, time)| format!("{time:.3}")).collect();
        println!("{:5.2}  {}  {}", slope(&points), told.join("  "), family.what);
        if slope(&points) > SLOPE_MAX {
            steep.push(format!("{}: slope {:.2}: {}", family.what, slope(&points), told.join(", ")));
        }
    }
    assert!(steep.is_empty(), "{} of {}:\n{}", steep.len(), families.len(), steep.join("\n"));
}

#[test]
fn whatever_a_text_holds_a_page_is_not_much_larger_than_it() {
    let _alone = alone();
    let empty = build("").bytes;
    for family in all() {
        let text = (family.text)(4_000);
        let built = build(&text);
        // The text stands on two pages, in TEI and JSON and in the search; a sign becomes an entity, a table an element each cell.
        assert!(built.bytes - empty < 2_000_000, "{}: {} bytes from {}", family.what, built.bytes - empty, text.len());
    }
}

/// A text that is not a page of code but a place to hide: a hundred thousand of anything that opens something.
#[test]
fn nothing_that_is_opened_a_hundred_thousand_times_fells_the_program() {
    let _alone = alone();
    for opening in ["> ", "- ", "1. ", "*_", "[", "![", "(", "<", "{", "`", "[a](", "**a ", "~~a ", "<b>", "&", "\\", "|", "#"] {
        let built = build(&opening.repeat(100_000));
        assert!(built.problems.iter().all(|problem| problem.place.span.start() <= problem.place.span.end()), "{opening}");
    }
}

/// A bibliography whose braces, abbreviations or works lead into themselves.
#[test]
fn no_bibliography_fells_the_program() {
    let _alone = alone();
    let many = 100_000;
    let doubling: String = (1..40).map(|n| format!("@string{{a{n} = a{} # a{}}}\n", n - 1, n - 1)).collect();
    let chain: String = (0..20_000).map(|n| format!("@book{{k{n}, title={{x}}, crossref={{k{}}}}}\n", n + 1)).collect();
    for (what, text) in [
        ("braces", format!("@book{{a, title = {}x{}}}\n", "{".repeat(many), "}".repeat(many))),
        ("braces that open", format!("@book{{a, title = {}\n", "{".repeat(many))),
        ("commands", format!("@book{{a, title = {{{}x{}}}}}\n", "\\a{".repeat(many), "}".repeat(many))),
        ("an abbreviation of itself", "@string{a = a # a}\n@book{b, title = a}\n".to_owned()),
        ("abbreviations that double", format!("@string{{a0 = {{ha}}}}\n{doubling}@book{{b, title = a39}}\n")),
        ("works in a circle", "@book{a, crossref={b}, title={x}}\n@book{b, crossref={a}, title={y}}\n".to_owned()),
        ("a chain of works", chain),
    ] {
        let sources = Sources::new(vec![file("archive.yaml", "title: A\n"), file("bibliography.bib", &text)]);
        let (_, problems) = pipeline::check(&sources, Problems::default());
        assert!(!problems.is_empty(), "{what}");
    }
}

/// A theme comes with its archive, from anywhere.
#[test]
fn no_theme_fells_the_program() {
    let _alone = alone();
    let sources = archive("Text.");
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let nested = |open: &str, close: &str, times: usize| [open.repeat(times), close.repeat(times)].concat();
    for (path, text) in [
        ("templates/404.html", nested("<div>", "</div>", 100_000)),
        ("templates/404.html", nested("{% if 1 %}", "{% endif %}", 20_000)),
        ("templates/404.html", nested("{% for a in [1] %}", "{% endfor %}", 20_000)),
        ("templates/404.html", format!("{{% if 1 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(20_000))),
        ("templates/404.html", format!("{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000))),
        ("templates/404.html", format!("{{{{ 1{} }}}}", "+1".repeat(100_000))),
        ("templates/404.html", "{% include \"404.html\" %}".to_owned()),
        ("assets/style.css", nested("a{", "}", 100_000)),
        ("assets/style.css", nested("@media all{", "}", 20_000)),
        ("assets/style.css", format!("a{{b:{}}}", nested("calc(", ")", 100_000))),
        ("assets/style.css", format!("a{}{{}}", nested(":not(", ")", 100_000))),
    ] {
        let mut theme = built_in();
        theme.files.insert(path.to_owned(), text.clone().into_bytes());
        let settings = Settings { base_url: None, draft: false };
        let write = |_: &str, _: &[u8]| Ok::<(), ()>(());
        let built = pipeline::build(&sources, &archive, &problems, (&theme, Before::Nothing), &settings, &write, &mut |_| {});
        // It is built or told; it has not ended the program.
        assert!(built.is_ok() || path.starts_with("templates/"), "{path}: {}", text.chars().take(40).collect::<String>());
    }
}

/// A sign that turns the direction of what follows, in every place for a text: no page holds it but beside its number.
#[test]
fn nothing_is_hidden_on_a_page() {
    let _alone = alone();
    let record = "title: A \u{202e}D\nlanguage: en\nkind: post\npublisher: board\nprovenance: From \u{202e}it.\nissued: 2025\nnote: A \u{202e}b.\n\
                  rights: {holder: A \u{202e}h}\ncapture: {tool: A \u{202e}t, file: A \u{202e}f}\ncontent_notes: {about: A \u{202e}c, paragraphs: p1}\n\
                  translations: {language: id, method: human}\n";
    let notes = "- id: a\n  quote: 31 \u{202e}dead\n  claim: {says: A \u{202e}s., question: q, modality: asserted, basis: {kind: count, by: board, cite: w}, figures: {value: 1, unit: A \u{202e}u}}\n  note: A \u{202e}n [@w, A \u{202e}p] [](entity:board) `A \u{202e}b`.\n\
                 - id: b\n  quote: '\u{202e}code'\n  wording: {term: t, gloss: A \u{202e}g}\n\
                 - id: c\n  quote: on Monday\n  translation: {gloss: A \u{202e}g, literal: A \u{202e}l, original: A \u{202e}o, alternatives: A \u{202e}a}\n";
    let sources = Sources::new(vec![
        file(
            "archive.yaml",
            "title: A \u{202e}t\nsubtitle: A \u{202e}s\ndescription: A \u{202e}d\neditors: {id: e, name: A \u{202e}e}\n",
        ),
        file("documents/d/document.yaml", record),
        file(
            "documents/d/text.md",
            "The board counted 31 \u{202e}dead on Monday.\n\n```yaml\na: \u{202e}code\n```\n\n![A \u{202e}p](https://a.org/b.png)\n",
        ),
        file("documents/d/text.id.md", "Dewan \u{202e}b.\n\n    x\n\nY.\n"),
        file("documents/d/notes.yaml", notes),
        file(
            "entities/all.yaml",
            "- {id: board, type: organisation, name: A \u{202e}b, also: A \u{202e}c, by: e, note: A \u{202e}n}\n",
        ),
        file(
            "questions.yaml",
            "- {id: q, asks: A \u{202e}q, kind: figure, unit: A \u{202e}u, scopes: {id: s, label: A \u{202e}l}, positions: {id: p, says: A \u{202e}p}}\n",
        ),
        file("terms.yaml", "- {id: t, term: A \u{202e}t, language: en, scheme: loaded, says: A \u{202e}s}\n"),
        file(
            "bibliography.yaml",
            "w: {type: book, title: A \u{202e}t, author: A \u{202e}a, publisher: A \u{202e}p, note: A \u{202e}n}\n",
        ),
        file("pages/about.md", "# A \u{202e}t\n\nText \u{202e}here.\n"),
    ]);
    let (archive, problems) = pipeline::check(&sources, Problems::default());
    let pages = Mutex::new(Vec::new());
    let write = |path: &str, bytes: &[u8]| {
        if path.ends_with(".html") || path.ends_with(".xml") && !path.starts_with("documents/") {
            pages.lock().unwrap().push((path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap()));
        }
        Ok::<(), ()>(())
    };
    let settings = Settings { base_url: Some("https://example.org/".to_owned()), draft: true };
    let built = pipeline::build(&sources, &archive, &problems, (&built_in(), Before::Nothing), &settings, &write, &mut |_| {});
    assert!(built.is_ok());
    let pages = pages.into_inner().unwrap();
    let (mut signs, mut faults) = (0, Vec::new());
    for (path, mut page) in pages {
        // Programs read this, not people.
        while let Some((start, end)) =
            page.find("application/ld+json").and_then(|at| Some((at, at + page[at..].find("</script>")?)))
        {
            page.replace_range(start..end, "");
        }
        let shown = page.replace("data-sign=\"U+202E\">\u{202e}</bdi>", "U+202E");
        signs += shown.matches("U+202E").count();
        faults.extend(shown.match_indices('\u{202e}').map(|(at, _)| {
            format!("{path}: {:?}", shown[..at].chars().rev().take(60).collect::<String>().chars().rev().collect::<String>())
        }));
    }
    assert!(signs > 100, "{signs} signs: {problems:?}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
