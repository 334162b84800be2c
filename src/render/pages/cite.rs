//! How to cite a document or a claim: formatted, as BibTeX, as CSL-JSON, and as tags that reference managers read.

use serde_json::{Map, Value, json};

use crate::model::{Bound, Date, DocumentId, DocumentKind, EntityId, Moment, NoteId};
use crate::render::body::escape;
use crate::render::sheet::Sheet;
use crate::render::view;

/// What is cited, before it takes a form.
struct Cited {
    /// `document` or `document-note`.
    key: String,
    /// In BibTeX and in CSL.
    kind: (&'static str, &'static str),
    authors: Vec<String>,
    title: view::Words,
    publishers: Vec<String>,
    issued: Option<Date>,
    /// Where it is in this archive.
    url: Option<String>,
    accessed: Option<Date>,
}

/// How to cite a document with its notes in this archive.
pub fn document(sheet: &Sheet<'_>, id: DocumentId) -> view::Citation {
    let document = sheet.context.archive.document(id);
    let record = &document.record;
    let cited = Cited {
        key: document.id.clone(),
        kind: kind(record.kind),
        authors: names(sheet, &record.creator),
        title: sheet.title(id),
        publishers: names(sheet, &record.publisher),
        issued: record.issued.clone(),
        url: sheet.published(),
        accessed: record.capture.as_ref().and_then(|capture| capture.accessed.clone()),
    };
    citation(sheet, &cited)
}

/// How to cite the page of a claim: it is the editors' sentence about a document.
pub fn claim(sheet: &Sheet<'_>, id: NoteId) -> view::Citation {
    let note = sheet.context.archive.note(id);
    let editor = note.note.signature.by.map(|editor| sheet.editor(editor).words.text);
    let cited = Cited {
        key: format!("{}-{}", sheet.context.archive.document(note.document).id, note.note.id.value),
        kind: ("misc", "entry"),
        authors: editor.into_iter().collect(),
        title: sheet.note_name(id),
        publishers: Vec::new(),
        issued: note.note.signature.modified.clone().or_else(|| note.note.signature.created.clone()),
        url: sheet.published(),
        accessed: None,
    };
    citation(sheet, &cited)
}

fn names(sheet: &Sheet<'_>, entities: &[EntityId]) -> Vec<String> {
    entities.iter().map(|id| sheet.entity_name(*id).text).collect()
}

fn kind(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Editorial | DocumentKind::Article => ("article", "article"),
        DocumentKind::Report => ("techreport", "report"),
        DocumentKind::Post => ("misc", "post"),
        DocumentKind::Speech => ("misc", "speech"),
        DocumentKind::Letter => ("misc", "personal_communication"),
        DocumentKind::Law => ("misc", "legislation"),
        DocumentKind::Other => ("misc", "document"),
    }
}

fn archive_title<'a>(sheet: &Sheet<'a>) -> &'a str {
    sheet.context.archive.site.title.best(&sheet.context.language.tag).map_or("", |(title, _)| title)
}

fn citation(sheet: &Sheet<'_>, cited: &Cited) -> view::Citation {
    view::Citation { html: formatted(sheet, cited), bibtex: bibtex(sheet, cited), csl: csl(sheet, cited), tags: tags(cited) }
}

/// Who, what, when, and in which archive.
fn formatted(sheet: &Sheet<'_>, cited: &Cited) -> view::Html {
    let mut html = String::new();
    if !cited.authors.is_empty() {
        escape(&cited.authors.join(", "), &mut html);
        html.push_str(". ");
    }
    html.push_str(&format!("<bdi lang=\"{}\">“", cited.title.language));
    escape(cited.title.text.trim_end_matches('.'), &mut html);
    html.push_str(".”</bdi> ");
    if !cited.publishers.is_empty() {
        html.push_str("<cite>");
        escape(&cited.publishers.join(", "), &mut html);
        html.push_str("</cite>, ");
    }
    if let Some(date) = &cited.issued {
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

fn bibtex(sheet: &Sheet<'_>, cited: &Cited) -> String {
    let mut text = format!("@{}{{{},\n", cited.kind.0, cited.key);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name} = {{{}}},\n", plain(value)));
        }
    };
    // Braces inside keep the name of an organisation whole.
    let people: Vec<String> = cited.authors.iter().map(|name| format!("{{{}}}", plain(name))).collect();
    field("title", &cited.title.text);
    field("langid", &cited.title.language);
    field(if cited.kind.0 == "article" { "journal" } else { "publisher" }, &cited.publishers.join(" and "));
    if let Some(moment) = cited.issued.as_ref().and_then(beginning) {
        field("date", &iso(moment, "-"));
    }
    field("note", archive_title(sheet));
    field("url", cited.url.as_deref().unwrap_or_default());
    if let Some(moment) = cited.accessed.as_ref().and_then(beginning) {
        field("urldate", &iso(moment, "-"));
    }
    if !people.is_empty() {
        text.push_str(&format!("  author = {{{}}},\n", people.join(" and ")));
    }
    text.push_str("}\n");
    text
}

/// A text without what BibTeX reads as a sign of its own.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '{' | '}' | '\\' => {}
            '&' | '%' | '$' | '#' | '_' => text.extend(['\\', character]),
            character => text.push(character),
        }
    }
    text
}

fn csl(sheet: &Sheet<'_>, cited: &Cited) -> String {
    let people = |names: &[String]| names.iter().map(|name| json!({ "literal": name })).collect::<Vec<Value>>();
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(cited.key));
    item.insert("type".to_owned(), json!(cited.kind.1));
    if !cited.authors.is_empty() {
        item.insert("author".to_owned(), Value::Array(people(&cited.authors)));
    }
    item.insert("title".to_owned(), json!(cited.title.text));
    item.insert("language".to_owned(), json!(cited.title.language));
    if !cited.publishers.is_empty() {
        item.insert("publisher".to_owned(), json!(cited.publishers.join(", ")));
    }
    for (name, date) in [("issued", &cited.issued), ("accessed", &cited.accessed)] {
        let parts = date.as_ref().and_then(beginning).map(parts);
        if let Some(parts) = parts {
            item.insert(name.to_owned(), json!({ "date-parts": [parts] }));
        }
    }
    item.insert("archive".to_owned(), json!(archive_title(sheet)));
    if let Some(url) = &cited.url {
        item.insert("URL".to_owned(), json!(url));
    }
    serde_json::to_string_pretty(&Value::Array(vec![Value::Object(item)])).expect("texts and numbers can always be written")
}

/// The tags of Highwire Press, which Zotero and Google Scholar read.
fn tags(cited: &Cited) -> Vec<view::Tag> {
    let tag = |name: &'static str, content: &str| view::Tag { name, content: content.to_owned() };
    let mut tags = vec![tag("citation_title", &cited.title.text), tag("citation_language", &cited.title.language)];
    tags.extend(cited.authors.iter().map(|name| tag("citation_author", name)));
    tags.extend(cited.publishers.iter().map(|name| tag("citation_publisher", name)));
    if let Some(moment) = cited.issued.as_ref().and_then(beginning) {
        tags.push(tag("citation_publication_date", &iso(moment, "/")));
    }
    tags.extend(cited.url.iter().map(|url| tag("citation_public_url", url)));
    tags
}

/// Where a date begins, if its year is known to the digit.
fn beginning(date: &Date) -> Option<&Moment> {
    match &date.start {
        Bound::At(moment) if !moment.year.contains('X') => Some(moment),
        Bound::At(_) | Bound::Open | Bound::Unknown => None,
    }
}

/// Year, month and day as far as they are known; a season is left out.
fn parts(moment: &Moment) -> Vec<i32> {
    let month = moment.month.filter(|month| *month <= 12);
    let year = moment.year.parse().ok();
    let day = month.and(moment.day);
    year.into_iter().chain(month.map(i32::from)).chain(day.map(i32::from)).collect()
}

fn iso(moment: &Moment, separator: &str) -> String {
    let parts = parts(moment);
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| if index == 0 { format!("{part:04}") } else { format!("{part:02}") })
        .collect::<Vec<_>>()
        .join(separator)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn signs_of_bibtex_are_written_so_that_they_are_read_as_letters() {
        assert_eq!(plain("50 % of {all} & \\more_"), "50 \\% of all \\& more\\_");
    }
}
