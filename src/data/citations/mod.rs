//! Documents and works cited for reference managers: BibTeX and CSL-JSON, one file of each for both.

mod works;

use serde_json::Value;

use super::desk::Desk;
use super::{DataExtent, File};
use crate::model::{DocumentId, EntityId};
use crate::reference::citing::{self, Author, Cited};
use crate::reference::urls::path;
use crate::reference::when::When;

/// BibTeX of documents, and of works where there are any.
pub fn bibtex(desk: &Desk<'_>) -> Vec<File> {
    files(desk, "bib", |cited| cited.iter().map(citing::bibtex).collect::<Vec<_>>().join("\n").into_bytes())
}

/// CSL-JSON of documents, and of works where there are any.
pub fn csl(desk: &Desk<'_>) -> Vec<File> {
    files(desk, "csl.json", |cited| {
        let items: Vec<Value> = cited.iter().map(citing::csl).collect();
        let mut bytes = serde_json::to_vec_pretty(&items).expect("texts and numbers can always be written as JSON");
        bytes.push(b'\n');
        bytes
    })
}

fn files(desk: &Desk<'_>, extension: &str, written: fn(&[Cited]) -> Vec<u8>) -> Vec<File> {
    let mut files = vec![File {
        path: path::data(&format!("documents.{extension}")),
        extent: DataExtent::Archive,
        draw: Box::new(move |desk, _| written(&desk.documents().map(|id| document(desk, id)).collect::<Vec<_>>())),
    }];
    if !desk.archive.works.is_empty() {
        files.push(File {
            path: path::data(&format!("bibliography.{extension}")),
            extent: DataExtent::Archive,
            draw: Box::new(move |desk, _| written(&desk.archive.works.iter().map(works::cited).collect::<Vec<_>>())),
        });
    }
    files
}

/// A document with its notes in this archive, as its own page says how to cite it.
fn document(desk: &Desk<'_>, id: DocumentId) -> Cited {
    let document = desk.archive.document(id);
    let record = &document.record;
    let names = |ids: &[EntityId]| ids.iter().map(|id| desk.entity_name(*id).0.to_owned()).collect::<Vec<_>>();
    Cited {
        key: document.id.clone(),
        kind: citing::kind(record.kind),
        authors: names(&record.creator).into_iter().map(Author::Whole).collect(),
        title: record.shown_title().into_owned(),
        language: Some(record.language.tag.clone()),
        publishers: names(&record.publisher),
        issued: When::of(record.issued.as_ref()),
        url: desk.base_url.map(|base| desk.document_address(base, id)),
        archive: desk.best(&desk.archive.site.title).map(|(title, _)| title.to_owned()),
        ..Cited::default()
    }
}
