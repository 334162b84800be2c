//! Documents in TEI P5: the text with its translations, and in `standOff` the notes, names and alignment.
//!
//! The text is given as it is read. Where words of notes begin and end stand empty `anchor`s, so that words may overlap and no
//! mark-up of ours comes between those of the document.

mod apart;
mod body;
mod dates;
mod names;
mod xml;

use super::desk::Desk;
use super::{DataExtent, File};
use crate::model::{ClosedList, DocumentId, Passage, Side};
use crate::reference::urls::{self, path};
use body::{Anchor, Paragraphs, WordsEnd};
use xml::Xml;

/// A file for each document.
pub fn files(desk: &Desk<'_>) -> Vec<File> {
    let file = |id: DocumentId| File {
        path: document_path(desk, id),
        extent: DataExtent::Document(id),
        draw: Box::new(move |desk, _| draw(desk, id)),
    };
    desk.documents().map(file).collect()
}

/// The path of the file of a document.
pub fn document_path(desk: &Desk<'_>, id: DocumentId) -> String {
    path::document_data(&desk.archive.document(id).id, "document.tei.xml")
}

/// Words that something apart from the text points at.
struct Place {
    /// `note`, `name` (found by the program) or `furniture`.
    group: &'static str,
    /// The name of the words, where something refers to them.
    id: Option<String>,
    /// The names of the anchors at their beginning and at their end.
    first: String,
    last: String,
    /// What they name.
    ana: Option<String>,
    passage: Passage,
    words: String,
}

fn draw(desk: &Desk<'_>, id: DocumentId) -> Vec<u8> {
    let own = document_path(desk, id);
    let root = desk.root(&own);
    let document = desk.archive.document(id);
    let mut xml = headed(desk, &root, id);
    let places = places(desk, id);
    apart::write(desk, &root, id, &places, &mut xml);
    xml.open("text", &[]);
    xml.open("body", &[]);
    xml.line();
    for side in document.sides() {
        let (text, language) = document.side(side);
        let mut anchors: Vec<Anchor> = places.iter().filter(|place| place.passage.side == side).flat_map(anchors).collect();
        anchors.sort_unstable();
        let (kind, paragraphs) = match side {
            Side::Original => ("original", Paragraphs::Named(None)),
            Side::Translation(_) => ("translation", Paragraphs::Named(Some(&language.tag))),
        };
        xml.open("div", &[("type", Some(kind)), ("xml:lang", Some(&language.tag))]);
        xml.line();
        body::text(desk, &root, text, &anchors, paragraphs, &mut xml);
        xml.close();
        xml.line();
    }
    xml.finish()
}

/// A paragraph that can be cited.
#[derive(Debug, Clone)]
pub struct Unit {
    /// `p3`, of a translation `p3-en`: as on the page and in the file of the document.
    pub name: String,
    /// Its text.
    pub side: Side,
    /// Its place among the paragraphs of its text, from 0.
    pub place: usize,
}

/// The paragraphs of a document and of its translations, in the order of its file.
pub fn units(desk: &Desk<'_>, id: DocumentId) -> Vec<Unit> {
    let of_side = |side: Side| {
        let (text, language) = desk.text(id, side);
        (0..text.paragraphs.len()).map(move |place| {
            let name = match side {
                Side::Original => format!("p{}", place + 1),
                Side::Translation(_) => format!("p{}-{}", place + 1, language.tag),
            };
            Unit { name, side, place }
        })
    };
    desk.archive.document(id).sides().flat_map(of_side).collect()
}

/// Some paragraphs alone at a path, under the head of their document, in the element in which Distributed Text Services hand out a
/// part.
pub fn passage(desk: &Desk<'_>, own: &str, id: DocumentId, units: &[Unit]) -> Vec<u8> {
    let mut xml = headed(desk, &desk.root(own), id);
    xml.open("text", &[]);
    xml.open("body", &[]);
    xml.open("dts:wrapper", &[("xmlns:dts", Some("https://w3id.org/api/dts#"))]);
    for unit in units {
        let (text, language) = desk.text(id, unit.side);
        let words = text.paragraphs[unit.place].of(&text.plain).trim();
        xml.element("ab", &[("xml:id", Some(&unit.name)), ("xml:lang", Some(&language.tag))], words);
    }
    xml.finish()
}

/// A file of a document that has its head.
fn headed(desk: &Desk<'_>, root: &str, id: DocumentId) -> Xml {
    let mut xml = Xml::document();
    xml.open("TEI", &[("xmlns", Some("http://www.tei-c.org/ns/1.0")), ("xml:lang", Some(&desk.archive.site.language.tag))]);
    xml.line();
    header(desk, root, id, &mut xml);
    xml
}

fn anchors(place: &Place) -> [Anchor; 2] {
    let span = place.passage.span;
    [
        Anchor { offset: span.start(), end: WordsEnd::First, id: place.first.clone() },
        Anchor { offset: span.end(), end: WordsEnd::Last, id: place.last.clone() },
    ]
}

/// The words of all notes, of the names that the program found, and of what is left of a page.
fn places(desk: &Desk<'_>, id: DocumentId) -> Vec<Place> {
    let mut places = Vec::new();
    for (_, note) in desk.archive.notes_of(id) {
        for (number, passage) in note.note.anchor.iter().enumerate() {
            let name = format!("{}.{}", note.note.id.value, number + 1);
            places.push(Place {
                group: "note",
                id: Some(format!("s-{name}")),
                first: format!("a-{name}"),
                last: format!("z-{name}"),
                ana: None,
                passage: *passage,
                words: desk.words(id, *passage),
            });
        }
    }
    let found = desk.archive.automatic_of(id).iter().map(|mention| ("name", mention.passage, Some(mention.entity)));
    let document = desk.archive.document(id);
    let furniture = document.sides().flat_map(|side| {
        document.side(side).0.furniture.iter().map(move |span| ("furniture", Passage { side, span: *span }, None))
    });
    for (number, (group, passage, entity)) in found.chain(furniture).enumerate() {
        places.push(Place {
            group,
            id: None,
            first: format!("{group}{number}.a"),
            last: format!("{group}{number}.z"),
            ana: entity.map(|entity| format!("#{}", names::entity_id(desk, entity))),
            passage,
            words: desk.words(id, passage),
        });
    }
    places
}

/// What the file is, whose, and where the text comes from.
fn header(desk: &Desk<'_>, root: &str, id: DocumentId, xml: &mut Xml) {
    let site = &desk.archive.site;
    let document = desk.archive.document(id);
    let record = &document.record;
    let title = record.shown_title();
    let archive = desk.best(&site.title).map_or("", |(title, _)| title);
    xml.open("teiHeader", &[]);
    xml.line();
    xml.open("fileDesc", &[]);
    xml.open("titleStmt", &[]);
    xml.element("title", &[("xml:lang", Some(&record.language.tag))], &title);
    for (title, language) in record.title_translated.all() {
        xml.element("title", &[("type", Some("translated")), ("xml:lang", language.map(|found| found.tag.as_str()))], title);
    }
    for author in &record.creator {
        xml.element("author", &[], desk.entity_name(*author).0);
    }
    // Who divides a text that has lost its paragraphs.
    xml.open("respStmt", &[("xml:id", Some("editors"))]);
    xml.element("resp", &[], "edited by");
    xml.element("name", &[], archive);
    xml.close();
    for editor in &site.editors {
        xml.open("respStmt", &[("xml:id", Some(&format!("ed-{}", editor.id.value)))]);
        xml.element("resp", &[], "editor");
        xml.element("name", &[("ref", editor.url.as_deref())], &editor.name);
        xml.close();
    }
    for translated in &document.translations {
        let record = &translated.record;
        // A statement names somebody; of a translation that nobody answers for its language tells how it was made.
        let Some(editor) = record.by.map(|editor| &site.editors[editor]) else { continue };
        let method = record.method.map(|method| format!(": {}", method.name())).unwrap_or_default();
        xml.open("respStmt", &[]);
        xml.element("resp", &[], &format!("translation into {}{method}", record.language.value.tag));
        xml.element("name", &[("ref", Some(&format!("#ed-{}", editor.id.value)))], &editor.name);
        xml.close();
    }
    xml.close();
    xml.line();
    xml.open("publicationStmt", &[]);
    xml.element("publisher", &[], archive);
    xml.element("idno", &[("type", Some("URI"))], &urls::address(root, &document_path(desk, id)));
    if let Some(license) = &site.license {
        xml.open("availability", &[]);
        xml.element("licence", &[("target", license.url.as_deref())], &format!("Notes: {}", license.name));
        xml.close();
    }
    xml.close();
    xml.line();
    source(desk, root, id, xml);
    xml.close();
    xml.line();
    xml.open("profileDesc", &[]);
    xml.open("langUsage", &[]);
    let mut tags: Vec<&str> = document.sides().map(|side| document.side(side).1.tag.as_str()).collect();
    tags.push(&site.language.tag);
    tags.sort_unstable();
    tags.dedup();
    for tag in tags {
        let records = document.translations.iter().map(|translated| &translated.record);
        let mut unsigned = records.filter(|record| record.by.is_none() && record.language.value.tag == tag);
        match unsigned.find_map(|record| record.method) {
            Some(method) => xml.element("language", &[("ident", Some(tag))], &format!("translation: {}", method.name())),
            None => xml.empty("language", &[("ident", Some(tag))]),
        }
    }
    xml.close();
    xml.close();
    xml.close();
    xml.line();
}

/// Where the text comes from.
fn source(desk: &Desk<'_>, root: &str, id: DocumentId, xml: &mut Xml) {
    let record = &desk.archive.document(id).record;
    xml.open("sourceDesc", &[]);
    xml.open("bibl", &[("corresp", Some(&desk.document_address(root, id)))]);
    xml.element("title", &[("xml:lang", Some(&record.language.tag))], &record.shown_title());
    for author in &record.creator {
        xml.element("author", &[], desk.entity_name(*author).0);
    }
    for publisher in &record.publisher {
        xml.element("publisher", &[], desk.entity_name(*publisher).0);
    }
    if let Some(issued) = &record.issued {
        dates::date(issued, xml);
    }
    if let Some(url) = &record.url {
        xml.element("ref", &[("target", Some(url))], url);
    }
    if let Some(rights) = &record.rights {
        xml.open("availability", &[]);
        xml.open("p", &[]);
        xml.words(rights.holder.as_deref().unwrap_or_default());
        if let Some(statement) = &rights.statement {
            xml.words(" ");
            xml.element("ref", &[("target", Some(statement))], statement);
        }
        xml.close();
        xml.close();
    }
    for (kind, prose) in [("provenance", &record.provenance), ("issued", &record.issued_note), ("editorial", &record.note)] {
        let Some(prose) = prose else { continue };
        xml.open("note", &[("type", Some(kind)), ("xml:lang", Some(&desk.archive.site.language.tag))]);
        body::prose(desk, root, prose, xml);
        xml.close();
    }
    xml.close();
    xml.close();
}
