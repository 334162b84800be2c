//! The collection of all annotations, page by page.

use serde_json::{Value, json};

use super::{COLLECTION, CONTEXT, agent, page_path, pages, written};
use crate::data::desk::Desk;
use crate::reference::urls::{self, path};

/// The collection.
pub fn draw(desk: &Desk<'_>) -> Vec<u8> {
    let root = desk.root(&path::data(COLLECTION));
    let pages = pages(desk);
    let mut value = short(desk, &root, pages.last().map_or(0, |page| page.start + page.count));
    value["@context"] = json!(CONTEXT);
    let editors: Vec<Value> = (0..desk.archive.site.editors.len()).map(|number| agent(desk, number)).collect();
    if !editors.is_empty() {
        value["creator"] = json!(editors);
    }
    if let Some(url) = desk.archive.site.license.as_ref().and_then(|license| license.url.as_ref()) {
        value["rights"] = json!(url);
    }
    for (name, page) in [("first", pages.first()), ("last", pages.last())] {
        if let Some(page) = page {
            value[name] = json!(urls::address(&root, &page_path(desk, page.document)));
        }
    }
    written(&value)
}

/// The collection as its pages name it.
pub fn short(desk: &Desk<'_>, root: &str, total: usize) -> Value {
    let title = desk.best(&desk.archive.site.title).map_or("", |(title, _)| title);
    json!({ "id": urls::address(root, &path::data(COLLECTION)), "type": "AnnotationCollection", "label": title, "total": total })
}
