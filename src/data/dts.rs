//! The archive as a client of Distributed Text Services (DTS 1.0) asks for it: a collection of documents, their paragraphs, their texts.
//!
//! Files answer, because clients make the address of a call from a URI template (RFC 6570), and in ours all that can be asked
//! stands in the path. A call that no file answers is not found. `content/README.md` says which calls of the specification those are.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::desk::{Desk, edtf};
use super::{DataExtent, File, tei};
use crate::model::{DocumentId, EntityId, Language, Localised, RANGED_MAX};
use crate::reference::urls::{self, path};
use tei::{Unit, units};

/// The context that gives the terms their meaning.
const CONTEXT: &str = "https://dtsapi.org/context/v1.0.json";

/// The name of the collection of all documents, which no document can have.
const ARCHIVE: &str = "_archive";

/// What can be asked of a collection, as its template writes it, and what is answered.
const ASKED: [(&str, Kin); 3] = [("", Kin::Children), (";nav=children", Kin::Children), (";nav=parents", Kin::Parents)];

/// Whose members are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kin {
    Children,
    Parents,
}

/// The entry point, collections and documents, and the paragraphs of each document: all of them, and each.
pub fn answers(desk: &Desk<'_>) -> Vec<File> {
    let mut files = vec![answer("entry", DataExtent::Archive, entry)];
    for (asked, kin) in ASKED {
        for name in ["collection".to_owned(), format!("collection/{ARCHIVE}")] {
            files.push(answer(&(name + asked), DataExtent::Part, move |desk, root, _| collection(desk, root, kin)));
        }
        for id in desk.documents() {
            let name = format!("collection/{}{asked}", desk.archive.document(id).id);
            files.push(answer(&name, DataExtent::Part, move |desk, root, _| document(desk, root, id, kin)));
        }
    }
    for id in desk.documents() {
        let name = format!("navigation/{}", desk.archive.document(id).id);
        files.push(answer(&name, DataExtent::Part, move |desk, root, own| {
            json!({ "member": units(desk, id).iter().map(|unit| citable(desk, root, id, unit)).collect::<Vec<_>>(),
                "@id": own, "@type": "Navigation", "resource": resource(desk, root, id) })
        }));
        for unit in units(desk, id) {
            files.push(answer(&format!("{name}/{}", unit.name), DataExtent::Part, move |desk, root, own| {
                let unit = citable(desk, root, id, &unit);
                json!({ "ref": unit, "member": [unit], "@id": own, "@type": "Navigation", "resource": resource(desk, root, id) })
            }));
        }
    }
    files
}

/// Each paragraph alone; whole documents are the files of TEI.
pub fn passages(desk: &Desk<'_>) -> Vec<File> {
    let passage = |id, range: Range| passage(desk, id, &format!("{}/document", range.document[range.first].name), range);
    desk.documents().flat_map(|id| Range::alone(desk, id).map(move |range| passage(id, range))).collect()
}

/// The paragraphs of each range.
pub fn ranges(desk: &Desk<'_>) -> Vec<File> {
    let answer = |id, range: Range| {
        let name = format!("navigation/{}{}", desk.archive.document(id).id, range.asked());
        answer(&name, DataExtent::Part, move |desk, root, own| {
            let units: Vec<Value> = range.units().iter().map(|unit| citable(desk, root, id, unit)).collect();
            json!({ "start": units.first(), "end": units.last(), "member": units,
                "@id": own, "@type": "Navigation", "resource": resource(desk, root, id) })
        })
    };
    desk.documents().flat_map(|id| Range::all(desk, id).map(move |range| answer(id, range))).collect()
}

/// The text of each range.
pub fn range_passages(desk: &Desk<'_>) -> Vec<File> {
    let passage = |id, range: Range| passage(desk, id, &format!("document{}", range.asked()), range);
    desk.documents().flat_map(|id| Range::all(desk, id).map(move |range| passage(id, range))).collect()
}

/// Paragraphs of a document from one to another, both included, in the order of TEI.
struct Range {
    document: Arc<[Unit]>,
    first: usize,
    last: usize,
}

impl Range {
    /// Each paragraph.
    fn alone(desk: &Desk<'_>, id: DocumentId) -> impl Iterator<Item = Range> {
        let units: Arc<[Unit]> = units(desk, id).into();
        (0..units.len()).map(move |place| Range { document: Arc::clone(&units), first: place, last: place })
    }

    /// Each paragraph with each that stands after it, and with itself; none in a document that is too long, which `check` refuses.
    fn all(desk: &Desk<'_>, id: DocumentId) -> impl Iterator<Item = Range> {
        let units: Arc<[Unit]> = units(desk, id).into();
        let count = if units.len() > RANGED_MAX { 0 } else { units.len() };
        let pairs = (0..count).flat_map(move |first| (first..count).map(move |last| (first, last)));
        pairs.map(move |(first, last)| Range { document: Arc::clone(&units), first, last })
    }

    fn units(&self) -> &[Unit] {
        &self.document[self.first..=self.last]
    }

    /// As the templates of calls write it.
    fn asked(&self) -> String {
        format!(";start={};end={}", self.document[self.first].name, self.document[self.last].name)
    }
}

/// A file with a range of a document.
fn passage(desk: &Desk<'_>, id: DocumentId, name: &str, range: Range) -> File {
    let own = path::document_data(&desk.archive.document(id).id, &format!("{name}.tei.xml"));
    let draw = {
        let own = own.clone();
        move |desk: &Desk<'_>| tei::passage(desk, &own, id, range.units())
    };
    File { path: own, extent: DataExtent::Part, draw: Box::new(move |desk, _| draw(desk)) }
}

/// A file that answers; it is drawn from what leads to the site's root, and its own address.
fn answer(name: &str, extent: DataExtent, draw: impl Fn(&Desk<'_>, &str, &str) -> Value + Send + Sync + 'static) -> File {
    let own = path::data(&format!("dts/{name}.jsonld"));
    let draw = {
        let own = own.clone();
        move |desk: &Desk<'_>| {
            let root = desk.root(&own);
            let mut value = draw(desk, &root, &urls::address(&root, &own));
            value["@context"] = json!(CONTEXT);
            value["dtsVersion"] = json!("1.0");
            format!("{value}\n").into_bytes()
        }
    };
    File { path: own, extent, draw: Box::new(move |desk, _| draw(desk)) }
}

fn entry(desk: &Desk<'_>, root: &str, own: &str) -> Value {
    with(json!({ "@id": own, "@type": "EntryPoint" }), templates(desk, root, None))
}

/// The templates of calls: on any document, or on one.
fn templates(desk: &Desk<'_>, root: &str, id: Option<DocumentId>) -> Value {
    let at = |folder: &str| match id {
        Some(id) => urls::address(root, &format!("{folder}/{}", desk.archive.document(id).id)),
        None => urls::address(root, folder),
    };
    let (asked, part) = if id.is_some() { ("", "{/ref}") } else { ("{/id}", "{/resource,ref}") };
    json!({
        "collection": format!("{}{asked}{{;nav}}.jsonld", at("data/dts/collection")),
        "navigation": format!("{}{part}{{;start,end,tree}}.jsonld", at("data/dts/navigation")),
        "document": format!("{}{part}/document{{;start,end,tree}}.tei.xml", at("documents")),
    })
}

/// The collection of all documents.
fn collection(desk: &Desk<'_>, root: &str, kin: Kin) -> Value {
    let mut value = archive(desk, root);
    value["member"] = match kin {
        Kin::Children => desk.documents().map(|id| resource(desk, root, id)).collect(),
        Kin::Parents => json!([]),
    };
    value
}

/// A document, with what it is part of where that is asked.
fn document(desk: &Desk<'_>, root: &str, id: DocumentId, kin: Kin) -> Value {
    let mut value = resource(desk, root, id);
    value["member"] = match kin {
        Kin::Children => json!([]),
        Kin::Parents => json!([archive(desk, root)]),
    };
    value
}

/// The collection without its members.
fn archive(desk: &Desk<'_>, root: &str) -> Value {
    let site = &desk.archive.site;
    let mut value = json!({
        "@id": ARCHIVE,
        "@type": "Collection",
        "dtsVersion": "1.0",
        "title": desk.best(&site.title).map_or("", |(title, _)| title),
        "collection": format!("{}{{;nav}}.jsonld", urls::address(root, &format!("data/dts/collection/{ARCHIVE}"))),
        "totalParents": 0,
        "totalChildren": desk.archive.documents.len(),
        "dublinCore": { "title": texts(&site.title, &site.language) },
    });
    if let Some((description, _)) = desk.best(&site.description) {
        value["description"] = json!(description);
    }
    value
}

/// A document without its members.
fn resource(desk: &Desk<'_>, root: &str, id: DocumentId) -> Value {
    let document = desk.archive.document(id);
    let record = &document.record;
    let own = &record.language;
    let languages: Vec<&str> = document.sides().map(|side| document.side(side).1.tag.as_str()).collect();
    let mut title = vec![json!({ "lang": own.tag, "value": record.shown_title() })];
    title.extend(texts(&record.title_translated, own));
    let mut core = Map::from_iter([
        ("title".to_owned(), json!(title)),
        ("language".to_owned(), json!(languages)),
        ("hasFormat".to_owned(), json!(desk.document_address(root, id))),
    ]);
    for (name, who) in [("creator", &record.creator), ("publisher", &record.publisher)] {
        if !who.is_empty() {
            core.insert(name.to_owned(), who.iter().map(|who| named(desk, *who)).collect());
        }
    }
    for (name, said) in [("issued", edtf(record.issued.as_ref())), ("source", record.url.clone())] {
        if let Some(said) = said {
            core.insert(name.to_owned(), json!(said));
        }
    }
    let structure =
        json!([{ "@type": "CitationTree", "citeStructure": [{ "@type": "CiteStructure", "citeType": "paragraph" }] }]);
    let value = json!({
        "@id": document.id,
        "@type": "Resource",
        "dtsVersion": "1.0",
        "title": record.shown_title(),
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": core,
        "download": urls::address(root, &tei::document_path(desk, id)),
        "mediaTypes": ["application/tei+xml"],
        "citationTrees": if units(desk, id).is_empty() { json!([]) } else { structure },
    });
    with(value, templates(desk, root, Some(id)))
}

/// A paragraph; as linked data it is the place where people read it.
fn citable(desk: &Desk<'_>, root: &str, id: DocumentId, unit: &Unit) -> Value {
    json!({
        "@id": urls::place(root, &path::document(&desk.archive.document(id).id), &unit.name),
        "@type": "CitableUnit",
        "identifier": unit.name,
        "level": 1,
        "parent": null,
        "citeType": "paragraph",
        "dublinCore": { "language": [desk.text(id, unit.side).1.tag] },
    })
}

fn named(desk: &Desk<'_>, id: EntityId) -> Value {
    let (name, language) = desk.entity_name(id);
    json!({ "lang": language.tag, "value": name })
}

fn texts(text: &Localised, own: &Language) -> Vec<Value> {
    text.all().map(|(text, language)| json!({ "lang": language.unwrap_or(own).tag, "value": text.trim() })).collect()
}

/// An object with the fields of another.
fn with(mut value: Value, more: Value) -> Value {
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}
