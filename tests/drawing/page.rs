//! Reads a page back twice: as it is written, tag by tag, and as the HTML standard reads it.

use std::collections::BTreeMap;

use postil::model::{ClosedList, Status};
use proptest::prelude::{prop_assert, prop_assert_eq};
use proptest::test_runner::TestCaseError;
use scraper::{ElementRef, Html};

/// A step of a page, as it is written and as a browser reads it.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Open(String, BTreeMap<String, String>),
    Text(String),
    Close(String),
}

const VOID: [&str; 3] = ["br", "hr", "img"];

/// The steps as they are written, by a reader that knows nothing of HTML but tags.
pub fn written(html: &str) -> Vec<Step> {
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
pub fn read(html: &str) -> (Vec<Step>, Vec<String>) {
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
pub struct Shown {
    pub text: String,
    /// For each byte of `text`.
    pub bytes: Vec<Byte>,
    /// Ids with the number of bytes before them and the class of their element.
    pub ids: Vec<(String, usize, String)>,
    /// Ids of references, in groups of neighbours.
    pub references: Vec<Vec<String>>,
    /// Where each link of the text and each piece of code ends.
    pub held_until: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Byte {
    pub classes: [bool; 5],
    /// The status of the claim whose line is drawn.
    pub status: String,
    pub name: Option<String>,
    /// Its `data-n`.
    pub notes: String,
    /// The outermost link or code that holds it.
    pub held: Option<usize>,
    pub link: bool,
}

pub const CLASSES: [&str; 5] = ["c", "w", "k", "n", "furniture"];

pub fn show(steps: &[Step]) -> Result<Shown, TestCaseError> {
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
                if has("c") {
                    let status = class.split(' ').find(|class| Status::ALL.iter().any(|status| status.name() == *class));
                    byte.status = status.unwrap_or_default().to_owned();
                }
                if run {
                    byte.notes = attributes.get("data-n").cloned().unwrap_or_default();
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
