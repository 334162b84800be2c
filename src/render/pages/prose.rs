//! Pages of prose, and a document's notes as YAML.

use crate::model::{DocumentId, PageId};
use crate::render::sheet::Sheet;
use crate::render::view;

/// A page that an editor wrote.
pub fn page(sheet: &Sheet<'_>, id: PageId) -> view::Prose {
    let page = sheet.context.archive.page(id);
    view::Prose { title: sheet.own_words(page.title.clone()), html: sheet.prose(&page.body) }
}

/// The sidecars of a document as they are, coloured.
pub fn source(sheet: &Sheet<'_>, id: DocumentId) -> view::Source {
    let files = sheet.context.archive.document(id).sidecars.iter().map(|index| {
        let file = sheet.context.sources.file(*index);
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path).to_owned();
        view::SourceFile { path, html: view::Html(sheet.context.highlight(&file.text, sheet.context.coloured.then_some("yaml"))) }
    });
    view::Source { document: sheet.document(id), files: files.collect() }
}
