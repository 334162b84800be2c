//! What search engines and libraries read in a page: schema.org as JSON-LD. No ratings: the program judges nothing.
//!
//! Linked data names things by whole addresses, so that a site without a published address has none.

use serde_json::{Value, json};

use crate::model::{Asserter, DataExtent, DocumentId, DocumentKind, EntityId, EntityType, NoteId, QuestionId, TermId};
use crate::reference::when::When;
use crate::render::sheet::Sheet;
use crate::render::urls::{self, path};

/// The archive, on its first page.
pub fn home(sheet: &Sheet<'_>) -> Option<String> {
    let base = sheet.context.base_url.as_deref()?;
    let mut archive = archive(sheet, base);
    if !sheet.context.data.is_empty() {
        archive["mainEntityOfPage"] = json!(urls::address(base, path::DATA));
    }
    Some(block(&[archive]))
}

/// The archive with the files that hold all of it.
pub fn data(sheet: &Sheet<'_>) -> Option<String> {
    let base = sheet.context.base_url.as_deref()?;
    let mut archive = archive(sheet, base);
    let files = sheet.context.data.iter().filter(|file| file.extent == DataExtent::Archive);
    let download = |file: &crate::model::DataFile| json!({ "@type": "DataDownload", "contentUrl": urls::address(base, &file.path), "encodingFormat": file.media_type });
    archive["distribution"] = files.map(download).collect();
    Some(block(&[archive, steps(sheet, base, &[("nav_data", path::DATA)], None)]))
}

/// A document: what it is, whose, from when; it is part of the archive.
pub fn document(sheet: &Sheet<'_>, id: DocumentId) -> Option<String> {
    let base = sheet.context.base_url.as_deref()?;
    let document = sheet.context.archive.document(id);
    let record = &document.record;
    let title = sheet.title(id).text;
    let name = match record.kind {
        DocumentKind::Editorial | DocumentKind::Article | DocumentKind::Report | DocumentKind::Post => "headline",
        DocumentKind::Speech | DocumentKind::Letter | DocumentKind::Law | DocumentKind::Other => "name",
    };
    let mut work = json!({
        "@type": kind(record.kind),
        "@id": sheet.published(),
        name: title,
        "inLanguage": record.language.tag,
        "isPartOf": { "@id": base },
    });
    // A statement of rightsstatements.org is no licence.
    let statement = record.rights.as_ref().and_then(|rights| rights.statement.as_deref());
    let license = statement.filter(|address| !address.contains("rightsstatements.org"));
    let published = When::of(record.issued.as_ref()).certain("-");
    for (name, value) in [
        ("datePublished", published.map(|date| json!(date))),
        ("publisher", agents(sheet, base, &record.publisher)),
        ("author", agents(sheet, base, &record.creator)),
        ("sameAs", record.url.as_ref().map(|url| json!(url))),
        ("license", license.map(|url| json!(url))),
    ] {
        if let Some(value) = value {
            work[name] = value;
        }
    }
    Some(block(&[work, steps(sheet, base, &[("nav_documents", "documents.html")], Some(&title))]))
}

/// A claim: its sentence, who makes it, in which document. A denial has none: its sentence is what is denied.
///
/// A claim without a page has none either: the page of its document would be heavier for every reader.
pub fn claim(sheet: &Sheet<'_>, id: NoteId) -> Option<String> {
    let base = sheet.context.base_url.as_deref()?;
    let archive = sheet.context.archive;
    let note = archive.note(id);
    let claim = archive.claim(id)?;
    let document = archive.document(note.document);
    let (page, title) = (path::document(&document.id), sheet.title(note.document).text);
    let list = [("nav_documents", "documents.html"), (title.as_str(), page.as_str())];
    let steps = steps(sheet, base, &list, Some(&sheet.says(claim).text));
    if claim.is_denial() {
        return Some(block(&[steps]));
    }
    let mut value = json!({
        "@type": "Claim",
        "@id": sheet.published(),
        "text": claim.says,
        "inLanguage": archive.site.language.tag,
        "appearance": { "@type": kind(document.record.kind), "@id": urls::address(base, &page), "name": title },
    });
    let who: &[EntityId] = match &claim.asserter {
        Asserter::Document => &document.record.publisher,
        Asserter::Unnamed => &[],
        Asserter::Entities(who) => who,
    };
    if let Some(author) = agents(sheet, base, who) {
        value["author"] = author;
    }
    Some(block(&[value, steps]))
}

/// Where a question stands.
pub fn question(sheet: &Sheet<'_>, id: QuestionId) -> Option<String> {
    below(sheet, ("nav_questions", "questions.html"), &sheet.context.archive.question(id).asks)
}

/// Where a name stands.
pub fn entity(sheet: &Sheet<'_>, id: EntityId) -> Option<String> {
    below(sheet, ("nav_entities", "entities.html"), &sheet.entity_name(id).text)
}

/// Where a word stands.
pub fn term(sheet: &Sheet<'_>, id: TermId) -> Option<String> {
    below(sheet, ("nav_terms", "terms.html"), &sheet.context.archive.term(id).term)
}

/// The way to a page below a list.
fn below(sheet: &Sheet<'_>, list: (&str, &str), name: &str) -> Option<String> {
    let base = sheet.context.base_url.as_deref()?;
    Some(block(&[steps(sheet, base, &[list], Some(name))]))
}

/// The archive as a dataset.
fn archive(sheet: &Sheet<'_>, base: &str) -> Value {
    let site = &sheet.context.archive.site;
    let text = |found: &crate::model::Localised| found.best(&sheet.context.language.tag).map(|(text, _)| text.trim().to_owned());
    let mut value = json!({
        "@type": "Dataset",
        "@id": base,
        "url": base,
        "name": text(&site.title),
        "inLanguage": site.language.tag,
    });
    if let Some(description) = text(&site.description) {
        value["description"] = json!(description);
    }
    if let Some(url) = site.license.as_ref().and_then(|license| license.url.as_ref()) {
        value["license"] = json!(url);
    }
    value
}

/// People and bodies; an entity of another type cannot be an author or a publisher there.
fn agents(sheet: &Sheet<'_>, base: &str, ids: &[EntityId]) -> Option<Value> {
    let agent = |id: &EntityId| {
        let entity = sheet.context.archive.entity(*id);
        let kind = match entity.kind {
            EntityType::Person => "Person",
            EntityType::Organisation | EntityType::Group => "Organization",
            EntityType::Place | EntityType::Event | EntityType::Work => return None,
        };
        let url = urls::address(base, &path::entity(&entity.id.value));
        Some(json!({ "@type": kind, "@id": url, "name": sheet.entity_name(*id).text }))
    };
    let mut agents: Vec<Value> = ids.iter().filter_map(agent).collect();
    match agents.len() {
        0 => None,
        1 => agents.pop(),
        _ => Some(Value::Array(agents)),
    }
}

/// The way to this page: lists by the key of their label or by name, with their paths. The first page goes without saying.
fn steps(sheet: &Sheet<'_>, base: &str, lists: &[(&str, &str)], own: Option<&str>) -> Value {
    let phrases = sheet.context.phrases;
    let mut items: Vec<Value> = Vec::new();
    for (name, path) in lists {
        let name = if name.starts_with("nav_") { phrases.text(name) } else { (*name).to_owned() };
        let item = urls::address(base, path);
        items.push(json!({ "@type": "ListItem", "position": items.len() + 1, "name": name, "item": item }));
    }
    // The last step is the page itself and needs no address.
    items.extend(own.map(|name| json!({ "@type": "ListItem", "position": items.len() + 1, "name": name })));
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// The type of a document.
fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Editorial => "OpinionNewsArticle",
        DocumentKind::Article => "NewsArticle",
        DocumentKind::Report => "Report",
        DocumentKind::Post => "SocialMediaPosting",
        DocumentKind::Law => "Legislation",
        DocumentKind::Speech | DocumentKind::Letter | DocumentKind::Other => "CreativeWork",
    }
}

/// A block for a page; no text can end it, for `<` stands in it as a number only.
fn block(graph: &[Value]) -> String {
    let json = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::block;

    #[test]
    fn no_text_ends_the_block_and_every_text_is_kept() {
        let text = "</script><!-- <script> & \u{2028} ]]>";
        let block = block(&[json!({ "name": text })]);
        assert!(!block.contains(['<', '>', '&']));
        let read: Value = serde_json::from_str(&block).unwrap();
        assert_eq!(read["@graph"][0]["name"], text);
    }
}
