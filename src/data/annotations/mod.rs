//! Notes as W3C Web Annotations (Data Model, Vocabulary): a page for each document, a collection of all, the words for what notes do.
//!
//! A note points at the text as it is read, which is published beside it as plain text, so that anybody can check a position.
//! What the program found by itself (names with `match: true`) is no annotation: nobody wrote it.

mod bodies;
mod collection;
mod target;
mod vocabulary;

use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::{DataExtent, File};
use crate::model::{ClosedList, Content, Date, DocumentId, NoteId, Signature};
use crate::model::{Linked, Note, Passages, RelationKind, Side};
use crate::reference::urls::{self, path};

/// The context that gives the terms their meaning.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What the files are, as HTTP says it.
pub const MEDIA_TYPE: &str = "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"";

/// A page for each document that has notes, the collection of all pages, and the vocabulary.
pub fn files(desk: &Desk<'_>) -> Vec<File> {
    let mut files = vec![
        File { path: path::data(COLLECTION), extent: DataExtent::Archive, draw: Box::new(|desk, _| collection::draw(desk)) },
        File { path: path::data(VOCABULARY), extent: DataExtent::Archive, draw: Box::new(|desk, _| vocabulary::draw(desk)) },
    ];
    let pages = pages(desk);
    let total = pages.last().map_or(0, |page| page.start + page.count);
    for (place, page) in pages.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| pages[before].document);
        let around = Around { total, before, after: pages.get(place + 1).map(|after| after.document) };
        let page = *page;
        files.push(File {
            path: page_path(desk, page.document),
            extent: DataExtent::Document(page.document),
            draw: Box::new(move |desk, _| draw(desk, page, around)),
        });
    }
    files
}

/// The texts of every document as they are read, for the positions of annotations.
pub fn texts(desk: &Desk<'_>) -> Vec<File> {
    let of_document = |id: DocumentId| {
        let document = desk.archive.document(id);
        document.sides().map(move |side| File {
            path: text_path(desk, id, side),
            extent: DataExtent::Document(id),
            draw: Box::new(move |desk, _| desk.text(id, side).0.plain.as_bytes().to_owned()),
        })
    };
    desk.documents().flat_map(of_document).collect()
}

const COLLECTION: &str = "annotations.jsonld";
const VOCABULARY: &str = "vocabulary.jsonld";

/// A document with annotations.
#[derive(Debug, Clone, Copy)]
struct Page {
    document: DocumentId,
    /// How many annotations the pages before it hold.
    start: usize,
    /// How many it holds.
    count: usize,
}

/// The documents of the pages beside a page.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// How many annotations all pages hold.
    total: usize,
    before: Option<DocumentId>,
    after: Option<DocumentId>,
}

/// The documents that have annotations, in the order of the collection.
fn pages(desk: &Desk<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut start = 0;
    for document in desk.documents() {
        let count = desk.archive.notes_of(document).map(|(_, note)| 1 + note.note.relations.len()).sum();
        if count > 0 {
            pages.push(Page { document, start, count });
            start += count;
        }
    }
    pages
}

fn page_path(desk: &Desk<'_>, document: DocumentId) -> String {
    path::document_data(&desk.archive.document(document).id, "annotations.jsonld")
}

fn text_path(desk: &Desk<'_>, document: DocumentId, side: Side) -> String {
    let name = match side {
        Side::Original => "text.txt".to_owned(),
        Side::Translation(_) => format!("text.{}.txt", desk.text(document, side).1.tag),
    };
    path::document_data(&desk.archive.document(document).id, &name)
}

/// The name of a note as an annotation.
fn annotation(desk: &Desk<'_>, root: &str, id: NoteId) -> String {
    let note = desk.archive.note(id);
    urls::place(root, &page_path(desk, note.document), &note.note.id.value)
}

/// A word of the vocabulary.
fn word(root: &str, name: &str) -> String {
    urls::place(root, &path::data(VOCABULARY), name)
}

fn draw(desk: &Desk<'_>, page: Page, around: Around) -> Vec<u8> {
    let own = page_path(desk, page.document);
    let root = desk.root(&own);
    let address = |document: DocumentId| urls::address(&root, &page_path(desk, document));
    let mut items = Vec::with_capacity(page.count);
    for (id, _) in desk.archive.notes_of(page.document) {
        items.push(note(desk, &root, id));
        items.extend(relations(desk, &root, id));
    }
    let mut value = json!({
        "@context": CONTEXT,
        "id": urls::address(&root, &own),
        "type": "AnnotationPage",
        "partOf": collection::short(desk, &root, around.total),
        "startIndex": page.start,
    });
    if let Some(before) = around.before {
        value["prev"] = json!(address(before));
    }
    if let Some(after) = around.after {
        value["next"] = json!(address(after));
    }
    // One annotation a line: a third shorter than set out in full, and two builds can still be compared.
    let mut text = value.to_string();
    text.pop();
    text.push_str(",\"items\":[");
    for (number, item) in items.iter().enumerate() {
        text.push_str(if number > 0 { ",\n" } else { "\n" });
        text.push_str(&item.to_string());
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

/// A value as the bytes of a file.
fn written(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("texts and numbers can always be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// A note.
fn note(desk: &Desk<'_>, root: &str, id: NoteId) -> Value {
    let entry = desk.archive.note(id);
    let (standard, own) = motivation(&entry.note);
    let voices = vocabulary::voices(&entry.note.content);
    let own = own.map(str::to_owned).into_iter().chain(voices).map(|name| word(root, &name));
    let motivations: Vec<String> = std::iter::once(standard.to_owned()).chain(own).collect();
    let mut value = common(desk, annotation(desk, root, id), &motivations, &entry.note.signature);
    let bodies = bodies::of_note(desk, root, &entry.note);
    if !bodies.is_empty() {
        value.insert("body".to_owned(), Value::Array(bodies));
    }
    let targets: Vec<Value> = entry.note.anchor.iter().map(|passage| target::of(desk, root, entry.document, *passage)).collect();
    value.insert("target".to_owned(), one_or_many(targets));
    value.insert("rdfs:seeAlso".to_owned(), json!({ "id": desk.note_address(root, id) }));
    Value::Object(value)
}

/// The relations of a note, each an annotation of its own: it links the note to the other.
fn relations(desk: &Desk<'_>, root: &str, id: NoteId) -> Vec<Value> {
    let entry = desk.archive.note(id);
    let relation = |relation: &crate::model::Relation<Linked>| {
        // Not its place in the list, which changes when another one is written before it.
        let fragment = format!("{}/{}/{}", entry.note.id.value, relation.kind.name(), desk.note_name(relation.to));
        let name = urls::place(root, &page_path(desk, entry.document), &fragment);
        let motivations = ["linking".to_owned(), word(root, relation.kind.name())];
        let mut value = common(desk, name, &motivations, &entry.note.signature);
        let mut bodies = vec![json!(annotation(desk, root, relation.to))];
        bodies.extend(relation.note.as_ref().map(|note| bodies::commenting(desk, note)));
        value.insert("body".to_owned(), one_or_many(bodies));
        value.insert("target".to_owned(), json!(annotation(desk, root, id)));
        Value::Object(value)
    };
    entry.note.relations.iter().map(relation).collect()
}

/// What all annotations have.
fn common(desk: &Desk<'_>, id: String, motivations: &[String], signature: &Signature<Linked>) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("id".to_owned(), json!(id));
    value.insert("type".to_owned(), json!("Annotation"));
    value.insert("motivation".to_owned(), one_or_many(motivations.iter().map(|word| json!(word)).collect()));
    if let Some(editor) = signature.by {
        value.insert("creator".to_owned(), agent(desk, editor));
    }
    for (name, date) in [("created", &signature.created), ("modified", &signature.modified)] {
        if let Some(moment) = date.as_deref().and_then(moment) {
            value.insert(name.to_owned(), json!(moment));
        }
    }
    if let Some(url) = desk.archive.site.license.as_ref().and_then(|license| license.url.as_ref()) {
        value.insert("rights".to_owned(), json!(url));
    }
    value
}

/// An editor. What kind of agent it is, the archive does not say.
fn agent(desk: &Desk<'_>, number: usize) -> Value {
    let editor = &desk.archive.site.editors[number];
    match &editor.url {
        Some(url) => json!({ "id": url, "name": editor.name }),
        None => json!({ "name": editor.name }),
    }
}

/// What a note does: the word of the W3C, and our own where that says less.
fn motivation(note: &Note<Linked, Passages>) -> (&'static str, Option<&'static str>) {
    match &note.content {
        Content::Claim(_) => ("describing", Some(vocabulary::CLAIMING)),
        Content::Translation(_) => ("describing", Some(vocabulary::GLOSSING)),
        Content::Wording(_) => ("classifying", Some(vocabulary::WEIGHING)),
        Content::Mention(_) => ("identifying", None),
        Content::Comment if note.note.is_some() => ("commenting", None),
        Content::Comment => ("highlighting", None),
    }
}

/// The first moment of a day, in UTC as the model asks; nothing for a month, a year or a doubtful day.
fn moment(date: &Date) -> Option<String> {
    let days = date.days();
    let (earliest, latest) = (days.earliest?, days.latest?);
    let (year, month, day) = earliest.calendar();
    (earliest == latest && !date.is_doubtful()).then(|| format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}

/// One value alone, several as a list.
fn one_or_many(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

/// All relations that notes can have, for the vocabulary.
fn relation_kinds() -> &'static [RelationKind] {
    RelationKind::ALL
}
