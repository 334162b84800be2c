//! Names and addresses of everything that can be referred to, for other archives and for tools that make links.
//!
//! A name is what editors write in prose, `entity:hts`; below it stand what the record is called and where it is found.

use serde_json::{Value, json};

use super::desk::Desk;
use super::{DataExtent, File};
use crate::model::{ClosedList, EntityId, NoteId, QuestionId, TermId, WorkId};
use crate::reference::urls::{self, path};

/// One file.
pub fn files(_: &Desk<'_>) -> Vec<File> {
    vec![File { path: path::data("inventory.json"), extent: DataExtent::Archive, draw: Box::new(|desk, _| draw(desk)) }]
}

/// One record a line, so that two inventories can be compared.
fn draw(desk: &Desk<'_>) -> Vec<u8> {
    let root = desk.base_url.unwrap_or_default();
    let title = desk.best(&desk.archive.site.title).map_or("", |(title, _)| title);
    let language = &desk.archive.site.language.tag;
    let head = json!({ "title": title, "language": language, "base_url": desk.base_url });
    let mut text = head.to_string();
    text.pop();
    text.push_str(",\"items\":[");
    let mut separator = "\n";
    let mut item = |value: Value| {
        text.push_str(separator);
        text.push_str(&value.to_string());
        separator = ",\n";
    };
    documents(desk, root, &mut item);
    for (number, note) in desk.archive.notes.iter().enumerate() {
        let id = NoteId(number as u32);
        let name = format!("note:{}", desk.note_name(id));
        let (label, language) = match desk.archive.claim(id) {
            Some(claim) => ((desk.says)(claim), language),
            None => {
                let passage = note.note.anchor[0];
                (desk.words(note.document, passage), &desk.text(note.document, passage.side).1.tag)
            }
        };
        let kind = note.note.content.kind();
        item(json!({ "name": name, "kind": kind, "label": label, "language": language, "address": desk.note_address(root, id) }));
    }
    questions(desk, root, &mut item);
    for (number, entity) in desk.archive.entities.iter().enumerate() {
        let id = EntityId(number as u32);
        let (label, language) = desk.entity_name(id);
        let mut value = json!({
            "name": format!("entity:{}", entity.id.value),
            "kind": entity.kind.name(),
            "label": label,
            "language": language.tag,
            "address": desk.entity_address(root, id),
        });
        let names: Vec<&str> =
            entity.name.all().chain(entity.also.all()).map(|(text, _)| text).filter(|text| *text != label).collect();
        if !names.is_empty() {
            value["names"] = json!(names);
        }
        if !entity.same_as.is_empty() {
            value["same_as"] = json!(entity.same_as);
        }
        if let Some(see) = entity.see {
            value["see"] = json!(format!("entity:{}", desk.entity(see)));
        }
        item(value);
    }
    for (number, term) in desk.archive.terms.iter().enumerate() {
        let address = desk.term_address(root, TermId(number as u32));
        let language = term.language.as_ref().map_or(language, |language| &language.tag);
        let name = format!("term:{}", term.id.value);
        item(json!({ "name": name, "kind": "term", "label": term.term, "language": language, "address": address }));
    }
    for page in &desk.archive.pages {
        let (name, address) = (format!("page:{}", page.id), urls::address(root, &path::page(&page.id)));
        item(json!({ "name": name, "kind": "page", "label": page.title, "language": language, "address": address }));
    }
    for (number, work) in desk.archive.works.iter().enumerate() {
        let address = desk.work_address(root, WorkId(number as u32));
        item(json!({ "name": format!("@{}", work.key.value), "kind": "work", "address": address }));
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

/// Documents with the number of their paragraphs, which stand at `#p1`, `#p2` …, of a translation at `#p1-en`.
fn documents(desk: &Desk<'_>, root: &str, item: &mut dyn FnMut(Value)) {
    for id in desk.documents() {
        let document = desk.archive.document(id);
        let mut value = json!({
            "name": format!("document:{}", document.id),
            "kind": "document",
            "label": document.record.shown_title(),
            "language": document.record.language.tag,
            "address": desk.document_address(root, id),
            "paragraphs": document.text.paragraphs.len(),
        });
        let translations: serde_json::Map<String, Value> = document
            .translations
            .iter()
            .map(|found| (found.record.language.value.tag.clone(), json!(found.text.paragraphs.len())))
            .collect();
        if !translations.is_empty() {
            value["translations"] = Value::Object(translations);
        }
        item(value);
    }
}

/// Questions with their scopes and positions.
fn questions(desk: &Desk<'_>, root: &str, item: &mut dyn FnMut(Value)) {
    let language = &desk.archive.site.language.tag;
    for (number, question) in desk.archive.questions.iter().enumerate() {
        let (id, question_id) = (&question.id.value, QuestionId(number as u32));
        let address = desk.question_address(root, question_id);
        let name = format!("question:{id}");
        item(json!({ "name": name, "kind": "question", "label": question.asks, "language": language, "address": address }));
        let scopes = question
            .scopes
            .iter()
            .enumerate()
            .map(|(number, scope)| ("scope", &scope.id.value, &scope.label, desk.scope_address(root, question_id, number)));
        let positions = question.positions.iter().map(|position| {
            let place = urls::place(root, &path::question(id), &format!("position-{}", position.id.value));
            ("position", &position.id.value, &position.says, place)
        });
        for (kind, part, label, address) in scopes.chain(positions) {
            // Only the prose of other archives can lead there by name; the name says which part of which question it is.
            let name = format!("question:{id}#{kind}-{part}");
            item(json!({ "name": name, "kind": kind, "label": label, "language": language, "address": address }));
        }
    }
}
