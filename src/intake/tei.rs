//! Notes of documents in TEI P5: those in `standOff` that point at words between anchors, as our own export has them.

use std::collections::BTreeMap;

use super::bodies::relate;
use super::xml::{Element, Node, read as xml};
use super::{Author, Offer, Spot, prose, said};
use crate::model::{RecordFields, Value};
use crate::reference::leads::{Lead, lead};

/// Elements that stand apart from what is before and after them.
const BLOCKS: [&str; 9] = ["p", "ab", "list", "item", "quote", "table", "row", "cell", "figure"];

/// A place in a text: the paragraph, and the words of its block before and after.
struct Point {
    /// The language of a translation.
    on: Option<String>,
    paragraph: Option<String>,
    block: usize,
    offset: usize,
}

/// Where anchors stand.
#[derive(Default)]
struct Points {
    points: BTreeMap<String, Point>,
    /// The texts of blocks, in the order of the document.
    blocks: Vec<String>,
}

/// Reads files, each a document.
pub fn read(files: &[(String, String)], bases: &[&str]) -> Result<Vec<Offer>, String> {
    let mut offers = Vec::new();
    for (name, text) in files {
        let root = xml(text).map_err(|told| format!("{name}: {told}"))?;
        if root.name != "TEI" {
            return Err(format!("{name}: its first element is `{}`, and TEI begins with `TEI`", root.name));
        }
        offers.extend(of_document(&root, bases));
    }
    Ok(offers)
}

fn of_document(root: &Element, bases: &[&str]) -> Vec<Offer> {
    let mut points = Points::default();
    for division in root.all("text").into_iter().flat_map(|text| text.all("div")) {
        let on = (division.get("type") == Some("translation")).then(|| division.get("xml:lang").unwrap_or_default().to_owned());
        let mut paragraph = None;
        points.blocks.push(String::new());
        points.walk(division, on.as_deref(), &mut paragraph);
    }
    let own = root.all("idno").into_iter().find_map(|idno| {
        let Lead::Tei(document) = lead(idno.text().trim(), bases)? else { return None };
        Some(document)
    });
    let editors = root.all("respStmt");
    let author = |resp: &str| {
        let id = resp.trim_start_matches('#');
        let statement = editors.iter().find(|statement| statement.get("xml:id") == Some(id));
        let name = statement.and_then(|statement| statement.elements().find(|element| element.name == "name"));
        Author {
            id: id.strip_prefix("ed-").map(str::to_owned),
            name: name.map(Element::text),
            address: name.and_then(|name| name.get("ref")).map(str::to_owned),
        }
    };
    let licence = root.all("licence").into_iter().find_map(|licence| licence.get("target")).map(str::to_owned);
    let mut offers = Vec::new();
    for apart in root.elements().filter(|element| element.name == "standOff") {
        let spans: BTreeMap<&str, &Element> =
            apart.all("span").into_iter().filter_map(|span| Some((span.get("xml:id")?, span))).collect();
        for note in apart.elements().filter(|element| element.name == "note") {
            let name = note.get("xml:id").unwrap_or("a note without a name");
            let mut offer = Offer {
                id: name.strip_prefix("n-").map(str::to_owned),
                name: own.as_ref().map_or_else(|| name.to_owned(), |own| format!("{own}/{}", name.trim_start_matches("n-"))),
                author: note.get("resp").map(author),
                licence: licence.clone(),
                ..Offer::default()
            };
            let targets = note.get("target").unwrap_or_default().split_whitespace();
            offer.spots = targets.map(|target| points.spot(target, &spans, own.as_deref())).collect();
            if !offer.spots.iter().any(|spot| spot.quote.is_some()) {
                offer.refused = Some("it points at no words of this file that a `span` names".to_owned());
            }
            said::read(note, bases, &mut offer);
            offers.push(offer);
        }
        for link in
            apart.all("linkGrp").into_iter().filter(|group| group.get("type") == Some("relation")).flat_map(Element::elements)
        {
            relation(link, own.as_deref(), bases, &mut offers);
        }
    }
    for part in root.elements().filter(|part| part.name != "teiHeader") {
        // Right inside `standOff` notes were read; what lists of names say there are no notes on words.
        let is_read = |inner: &Element| match inner.name.as_str() {
            "note" | "listPerson" | "listOrg" | "listPlace" | "listEvent" | "listBibl" => part.name == "standOff",
            _ => false,
        };
        part.elements().filter(|inner| !is_read(inner)).for_each(|inner| elsewhere(inner, &mut offers));
    }
    offers
}

/// Notes that stand elsewhere than right inside `standOff`, so that no words are known to be theirs.
fn elsewhere(element: &Element, offers: &mut Vec<Offer>) {
    if element.name != "note" && element.name != "annotation" {
        element.elements().for_each(|inner| elsewhere(inner, offers));
        return;
    }
    let text = element.text();
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    offers.push(Offer {
        name: element.get("xml:id").map_or_else(|| format!("{} without a name", element.name), str::to_owned),
        refused: Some(format!("it does not stand right inside `standOff`; it begins “{}”", words.join(" "))),
        ..Offer::default()
    });
}

/// A relation between two notes; it is written with the first.
fn relation(link: &Element, own: Option<&str>, bases: &[&str], offers: &mut Vec<Offer>) {
    let mut ends = link.get("target").unwrap_or_default().split_whitespace().map(|target| match target.strip_prefix("#n-") {
        Some(note) => Some((own.map(str::to_owned), note.to_owned())),
        None => {
            let Lead::Note(document, note) = lead(target, bases)? else { return None };
            Some((Some(document), note))
        }
    });
    let (from, to) = (ends.next().flatten(), ends.next().flatten());
    let kind = link.get("type").unwrap_or_default();
    let found = from.as_ref().and_then(|(_, note)| offers.iter_mut().rev().find(|offer| offer.id.as_ref() == Some(note)));
    match (found, to) {
        (Some(offer), Some((document, note))) => {
            let to = document.map_or(note.clone(), |document| format!("{document}/{note}"));
            let fields: RecordFields = vec![("to".to_owned(), Value::Text(to)), ("as".to_owned(), Value::text(kind))];
            relate(offer, fields);
        }
        (_, _) => offers.push(Offer {
            name: format!("the relation `{kind}`"),
            refused: Some("it relates notes that are not in this file".to_owned()),
            ..Offer::default()
        }),
    }
}

impl Points {
    fn walk(&mut self, element: &Element, on: Option<&str>, paragraph: &mut Option<String>) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.block().push_str(text),
                Node::Element(inner) => {
                    let id = inner.get("xml:id");
                    if inner.name == "anchor" {
                        let (block, offset) = (self.blocks.len() - 1, self.block().len());
                        let point = Point { on: on.map(str::to_owned), paragraph: paragraph.clone(), block, offset };
                        self.points.extend(id.map(|id| (id.to_owned(), point)));
                        continue;
                    }
                    // A paragraph begins: as an element, or where editors divide one.
                    if let Some(number) = id.and_then(|id| id.split('-').next()).filter(|id| is_paragraph(id)) {
                        *paragraph = Some(number.to_owned());
                        if inner.name != "milestone" {
                            self.blocks.push(String::new());
                        }
                    }
                    // What stands in cells and items of its own is parted where it is read.
                    let is_apart = BLOCKS.contains(&inner.name.as_str());
                    if is_apart || inner.name == "lb" {
                        self.block().push('\n');
                    }
                    if inner.name != "figure" {
                        self.walk(inner, on, paragraph);
                    }
                    if is_apart {
                        self.block().push('\n');
                    }
                }
            }
        }
    }

    fn block(&mut self) -> &mut String {
        self.blocks.last_mut().expect("a block is put there before a division is walked")
    }

    /// The words of a `span`, with what stands around them in their block.
    fn spot(&self, target: &str, spans: &BTreeMap<&str, &Element>, document: Option<&str>) -> Spot {
        let point = |span: &Element, name: &str| self.points.get(span.get(name)?.trim_start_matches('#'));
        let Some(span) = target.strip_prefix('#').and_then(|id| spans.get(id)) else { return Spot::default() };
        let quote = Some(span.text()).filter(|text| !text.trim().is_empty());
        let (Some(from), Some(to)) = (point(span, "from"), point(span, "to")) else { return Spot::default() };
        let words = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        Spot {
            document: document.map(str::to_owned),
            on: from.on.clone(),
            quote,
            prefix: words(&self.blocks[from.block][..from.offset]),
            suffix: words(&self.blocks[to.block][to.offset..]),
            paragraph: from.paragraph.clone().filter(|number| to.paragraph.as_ref() == Some(number)),
            ..Spot::default()
        }
    }
}

fn is_paragraph(id: &str) -> bool {
    id.strip_prefix('p').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The text of prose as plain text: a line for each block, blanks for line ends that mean nothing.
pub fn plain(elements: &[&Element]) -> String {
    let mut text = String::new();
    elements.iter().for_each(|element| block(element, &mut text));
    prose::of_archive(&text)
}

fn block(element: &Element, text: &mut String) {
    if BLOCKS.contains(&element.name.as_str()) && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for node in &element.children {
        match node {
            Node::Text(words) => text.push_str(&words.replace('\n', " ")),
            Node::Element(inner) if inner.name == "lb" => text.push('\n'),
            Node::Element(inner) => block(inner, text),
        }
    }
}
