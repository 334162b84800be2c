//! Lists the records of an archive as they are written, field by field, so that two editions can be held beside each other.

use std::collections::BTreeMap;

use super::yaml::{self, Map, Node, Root, quoted};
use crate::format::is_sidecar;
use crate::model::{Aspect, WrittenRecord};
use crate::problem::Problems;
use crate::source::word::on_one_line;
use crate::source::{FileIndex, SourceFile, Sources};

/// Fields whose own fields are listed one by one.
const OPENED: &[&str] = &["claim", "translation", "wording"];

/// A field that says what the texts say that are compared themselves.
const HASH: &str = "text_sha256";

/// Every record that can be read, in the order of the files; what is wrong with the others is not told here.
///
/// The works of a `.bib` file are not listed: their entries are known only when they are linked.
pub fn listing(sources: &Sources) -> Vec<WrittenRecord> {
    let mut listed = Vec::new();
    for (index, file) in sources.iter().filter(|(_, file)| file.readable) {
        let Some(path) = file.path.strip_prefix("content/") else { continue };
        let steps: Vec<&str> = path.split('/').collect();
        match steps.as_slice() {
            ["archive.yaml"] => listed.push(whole(Aspect::Archive, "archive", (index, file))),
            ["questions.yaml"] => listed.extend(list(Aspect::Question, (index, file))),
            ["terms.yaml"] => listed.extend(list(Aspect::Term, (index, file))),
            ["entities", name] if name.ends_with(".yaml") => listed.extend(list(Aspect::Entity, (index, file))),
            ["bibliography.yaml"] => listed.extend(works((index, file))),
            ["pages", name] => listed.extend(name.strip_suffix(".md").map(|name| page(name, file))),
            ["documents", id, "document.yaml"] => listed.push(whole(Aspect::Document, id, (index, file))),
            ["documents", id, name] if is_sidecar(name) => {
                listed.extend(list(Aspect::Note, (index, file)).map(|record| of_document(record, id)));
            }
            _ => {}
        }
    }
    listed
}

type Numbered<'a> = (FileIndex, &'a SourceFile);

fn whole(kind: Aspect, name: &str, (index, file): Numbered<'_>) -> WrittenRecord {
    let Root { map, .. } = yaml::fields(index, file, &mut Problems::default());
    record(kind, name.to_owned(), &map)
}

fn list(kind: Aspect, (index, file): Numbered<'_>) -> impl Iterator<Item = WrittenRecord> {
    let found = yaml::records(index, file, &mut Problems::default());
    found.records.into_iter().filter_map(move |map| Some(record(kind, map.text("id")?.to_owned(), &map)))
}

fn works((index, file): Numbered<'_>) -> impl Iterator<Item = WrittenRecord> {
    let Root { map, .. } = yaml::fields(index, file, &mut Problems::default());
    map.entries.into_iter().map(|(key, node)| WrittenRecord {
        kind: Aspect::Work,
        name: key.value,
        fields: match &node {
            Node::Map(map) => fields(map),
            Node::Text(_) | Node::List(_) => BTreeMap::from([("entry".to_owned(), written(&node))]),
        },
    })
}

fn page(name: &str, file: &SourceFile) -> WrittenRecord {
    // Git may give out a file with other line ends, which no reader sees.
    let fields = BTreeMap::from([("text".to_owned(), file.text.replace("\r\n", "\n"))]);
    WrittenRecord { kind: Aspect::Page, name: name.to_owned(), fields }
}

fn record(kind: Aspect, name: String, map: &Map) -> WrittenRecord {
    WrittenRecord { kind, name, fields: fields(map) }
}

fn of_document(record: WrittenRecord, document: &str) -> WrittenRecord {
    let is_claim = record.fields.keys().any(|name| name.starts_with("claim."));
    let kind = if is_claim { Aspect::Claim } else { Aspect::Note };
    WrittenRecord { kind, name: format!("{document}/{}", record.name), ..record }
}

fn fields(map: &Map) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (key, node) in map.entries.iter().filter(|(key, _)| key.value != HASH) {
        match node {
            Node::Map(inner) if OPENED.contains(&key.value.as_str()) => {
                fields.extend(inner.entries.iter().map(|(name, node)| (format!("{}.{}", key.value, name.value), written(node))));
            }
            Node::Map(_) | Node::List(_) | Node::Text(_) => {
                fields.insert(key.value.clone(), written(node));
            }
        }
    }
    fields
}

/// A value on one line; a single text without its marks.
fn written(node: &Node) -> String {
    match node {
        Node::Text(scalar) => on_one_line(&scalar.text),
        Node::List(_) | Node::Map(_) => inner(node),
    }
}

fn inner(node: &Node) -> String {
    match node {
        Node::Text(scalar) if scalar.text.contains([',', ':', '[', ']', '{', '}', '"', '\'', '\n']) => quoted(&scalar.text),
        Node::Text(scalar) => scalar.text.clone(),
        Node::List(list) => format!("[{}]", list.items.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Node::Map(map) => {
            let entries = map.entries.iter().filter(|(key, _)| key.value != HASH);
            let pairs = entries.map(|(key, node)| format!("{}: {}", key.value, inner(node)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
