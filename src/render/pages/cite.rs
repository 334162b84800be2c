//! How to cite a document or a claim: formatted, as BibTeX, as CSL-JSON, and as tags that reference managers read.

use serde_json::Value;

use crate::model::{Claim, Date, DocumentId, EntityId, Linked, NoteId};
use crate::reference::citing::{self, Author, Cited};
use crate::reference::when::When;
use crate::render::body::escape;
use crate::render::sheet::Sheet;
use crate::render::view;

/// How to cite a document with its notes in this archive.
pub fn document(sheet: &Sheet<'_>, id: DocumentId) -> view::Citation {
    let document = sheet.context.archive.document(id);
    let record = &document.record;
    let title = sheet.title(id);
    let cited = Cited {
        key: document.id.clone(),
        kind: citing::kind(record.kind),
        authors: names(sheet, &record.creator).into_iter().map(Author::Whole).collect(),
        title: title.text,
        language: Some(title.language),
        publishers: names(sheet, &record.publisher),
        issued: When::of(record.issued.as_ref()),
        url: sheet.published(),
        archive: Some(archive_title(sheet).to_owned()),
        ..Cited::default()
    };
    citation(sheet, &cited, record.issued.as_ref())
}

/// How to cite the page of a claim: it is the editors' sentence about a document.
pub fn claim(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>) -> view::Citation {
    let (note, phrases) = (sheet.context.archive.note(id), sheet.context.phrases);
    let signature = &note.note.signature;
    let editor = signature.by.map(|editor| sheet.editor(editor).words.text);
    let title = sheet.note_name(id);
    let date = signature.modified.as_deref().or(signature.created.as_deref());
    // The sentence is the editors', what it tells is not: whose claim it is belongs to it.
    let (document, modality) = (sheet.title(note.document).text, phrases.word("modality", claim.modality));
    let cited = Cited {
        note: Some(phrases.fill("cite_claim", &[("document", &document), ("modality", &modality)])),
        key: format!("{}-{}", sheet.context.archive.document(note.document).id, note.note.id.value),
        kind: ("misc", "entry"),
        authors: editor.into_iter().map(Author::Whole).collect(),
        title: title.text,
        language: Some(title.language),
        issued: When::of(date),
        url: sheet.published(),
        archive: Some(archive_title(sheet).to_owned()),
        ..Cited::default()
    };
    citation(sheet, &cited, date)
}

fn names(sheet: &Sheet<'_>, entities: &[EntityId]) -> Vec<String> {
    entities.iter().map(|id| sheet.entity_name(*id).text).collect()
}

fn archive_title<'a>(sheet: &Sheet<'a>) -> &'a str {
    sheet.context.archive.site.title.best(&sheet.context.language.tag).map_or("", |(title, _)| title)
}

fn citation(sheet: &Sheet<'_>, cited: &Cited, date: Option<&Date>) -> view::Citation {
    view::Citation {
        html: formatted(sheet, cited, date),
        bibtex: citing::bibtex(cited),
        csl: Value::Array(vec![citing::csl(cited)]).to_string(),
        tags: tags(cited),
    }
}

/// The names as they are read.
fn read(authors: &[Author]) -> Vec<String> {
    let name = |author: &Author| match author {
        Author::Whole(name) => name.clone(),
        Author::Person { family, given, .. } => format!("{given} {family}"),
    };
    authors.iter().map(name).collect()
}

/// Who, what, when, and in which archive.
fn formatted(sheet: &Sheet<'_>, cited: &Cited, date: Option<&Date>) -> view::Html {
    let mut html = String::new();
    if !cited.authors.is_empty() {
        escape(&read(&cited.authors).join(", "), &mut html);
        html.push_str(". ");
    }
    html.push_str(&format!("<bdi lang=\"{}\">“", cited.language.as_deref().unwrap_or_default()));
    escape(cited.title.trim_end_matches('.'), &mut html);
    html.push_str(".”</bdi> ");
    if let Some(note) = &cited.note {
        escape(note, &mut html);
        html.push_str(". ");
    }
    if !cited.publishers.is_empty() {
        html.push_str("<cite>");
        escape(&cited.publishers.join(", "), &mut html);
        html.push_str("</cite>, ");
    }
    if let Some(date) = date {
        escape(&sheet.time(date).text, &mut html);
        html.push_str(". ");
    }
    html.push_str("<cite>");
    escape(archive_title(sheet), &mut html);
    html.push_str("</cite>.");
    if let Some(url) = &cited.url {
        html.push(' ');
        escape(url, &mut html);
    }
    view::Html(html)
}

/// The tags of Highwire Press, which Zotero and Google Scholar read.
fn tags(cited: &Cited) -> Vec<view::Tag> {
    let tag = |name: &'static str, content: &str| view::Tag { name, content: content.to_owned() };
    let mut tags = vec![tag("citation_title", &cited.title)];
    tags.extend(cited.language.iter().map(|language| tag("citation_language", language)));
    tags.extend(read(&cited.authors).iter().map(|name| tag("citation_author", name)));
    tags.extend(cited.publishers.iter().map(|name| tag("citation_publisher", name)));
    tags.extend(cited.issued.certain("/").map(|date| tag("citation_publication_date", &date)));
    tags.extend(cited.url.iter().map(|url| tag("citation_public_url", url)));
    tags
}
