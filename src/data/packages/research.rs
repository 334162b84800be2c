//! A research object: `ro-crate-metadata.json` of RO-Crate 1.1, which says in the words of schema.org what lies in the folder.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{CONTENT, Carried, SITE, best};
use crate::data::desk::edtf;
use crate::model::{Archive, ClosedList, Document, Editor, EntityId, EntityType, Fingerprint, Linked, Site};
use crate::reference::urls;

/// A file of the package: path and fingerprint.
type File<'a> = (&'a String, &'a Fingerprint);

/// The specification that the metadata follows.
const CONFORMS: &str = "https://w3id.org/ro/crate/1.1";

/// The metadata of a folder with `content/` and `site/`; nothing where the archive names no licence, without which there is no crate.
///
/// `day` is that of publishing. Every file of `content/` is described, and of the site its first page and what other programs read.
pub fn metadata(archive: &Archive, files: &Carried, day: &str) -> Option<String> {
    let site = &archive.site;
    let license = site.license.as_ref()?;
    let licence_id = license.url.clone().unwrap_or_else(|| "#licence".to_owned());
    let title = best(site, &site.title).unwrap_or_default();
    let (in_site, own): (Vec<File>, Vec<File>) = files.iter().partition(|(path, _)| path.starts_with(&format!("{SITE}/")));
    let of_site: Vec<File> = in_site.into_iter().filter(|(path, _)| is_described(path)).collect();
    let folder = |name: &str| format!("{name}/");
    let parts = |files: &[File]| files.iter().map(|(path, _)| json!({ "@id": id(path) })).collect::<Vec<_>>();
    let editors: Vec<Value> = site.editors.iter().map(|editor| json!({ "@id": editor_id(site, editor) })).collect();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": best(site, &site.description).unwrap_or_else(|| title.clone()),
        "datePublished": day,
        "license": { "@id": licence_id },
        "inLanguage": site.language.tag,
        "hasPart": [{ "@id": folder(CONTENT) }, { "@id": folder(SITE) }],
    });
    if !editors.is_empty() {
        root["author"] = json!(editors);
    }
    if let Some(url) = &site.base_url {
        root["url"] = json!(url);
    }
    if !archive.documents.is_empty() {
        root["copyrightNotice"] =
            json!("The licence is that of the records and notes. Of the texts it is said, file by file, whose they are.");
    }
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": { "@id": CONFORMS },
            "about": { "@id": "./" },
        }),
        root,
        json!({
            "@id": folder(CONTENT), "@type": "Dataset", "name": "The archive: texts, records and notes",
            "description": "Texts that are never edited, and YAML files that say things about them, as postil reads them.",
            "hasPart": parts(&own),
        }),
        json!({
            "@id": folder(SITE), "@type": "Dataset", "name": "The published site",
            "description": "Pages and data files that were made of the archive; index.html is the first page.",
            "hasPart": parts(&of_site),
        }),
        json!({ "@id": licence_id, "@type": "CreativeWork", "name": license.name }),
    ];
    graph.extend(
        site.editors.iter().map(|editor| json!({ "@id": editor_id(site, editor), "@type": "Person", "name": editor.name })),
    );
    let makers: BTreeSet<EntityId> = archive
        .documents
        .iter()
        .flat_map(|document| document.record.creator.iter().chain(&document.record.publisher))
        .copied()
        .collect();
    graph.extend(makers.into_iter().map(|maker| agent(archive, maker)));
    graph.extend(own.iter().chain(&of_site).map(|described| file(archive, files, *described)));
    // The context of this version has no words for these.
    let words = ["sha256", "copyrightNotice"].map(|word| (word.to_owned(), json!(format!("https://schema.org/{word}"))));
    let context = json!([format!("{CONFORMS}/context"), Map::from_iter(words)]);
    let value = json!({ "@context": context, "@graph": graph });
    Some(format!("{value:#}\n"))
}

/// The name of a file in the crate: its path as an address.
fn id(path: &str) -> String {
    urls::address("", path)
}

/// An editor's page, or a name within the crate where there is none or editors share one.
fn editor_id(site: &Site, editor: &Editor) -> String {
    let is_own = |url: &&String| site.editors.iter().filter(|other| other.url.as_ref() == Some(*url)).count() == 1;
    let own = editor.url.as_ref().filter(is_own).cloned();
    own.unwrap_or_else(|| urls::fragment(&format!("editor-{}", editor.id.value)))
}

/// Of a site its first page, and what other programs read.
fn is_described(path: &str) -> bool {
    let below = path.strip_prefix(SITE).and_then(|path| path.strip_prefix('/')).unwrap_or(path);
    let is_data = (below.starts_with("data/") || below.starts_with("documents/")) && !below.ends_with(".html");
    below == "index.html" || is_data
}

fn file(archive: &Archive, files: &Carried, (path, print): File) -> Value {
    let mut value = Map::new();
    let mut set = |name: &str, said: Value| drop(value.insert(name.to_owned(), said));
    set("@id", json!(id(path)));
    set("@type", json!("File"));
    set("name", json!(path));
    set("contentSize", json!(print.size_bytes.to_string()));
    set("sha256", json!(print.sha256));
    set("encodingFormat", json!(media_type(path)));
    if let Some((document, text)) = text_of(archive, path) {
        said_of_text(archive, document, &text, &mut set);
        if let (Text::Translation(_), Some(original)) = (&text, original_path(files, document)) {
            set("translationOfWork", json!({ "@id": id(&original) }));
        }
    }
    Value::Object(value)
}

/// What a text is and whose; a translation did not stand where the original was found.
fn said_of_text(archive: &Archive, document: &Document<Linked>, text: &Text<'_>, set: &mut impl FnMut(&str, Value)) {
    let record = &document.record;
    set("name", json!(record.shown_title()));
    match text {
        Text::Original => {
            set("inLanguage", json!(record.language.tag));
            edtf(record.issued.as_ref()).into_iter().for_each(|issued| set("temporal", json!(issued)));
            record.url.iter().for_each(|url| set("url", json!(url)));
        }
        Text::Translation(language) => {
            set("inLanguage", json!(language));
            let mut made = document.translations.iter().map(|made| &made.record);
            let made = made.find(|made| made.language.value.tag == **language);
            if let Some(method) = made.and_then(|made| made.method) {
                set("description", json!(format!("translation: {}", method.name())));
            }
            if let Some(by) = made.and_then(|made| made.by) {
                set("translator", json!({ "@id": editor_id(&archive.site, &archive.site.editors[by]) }));
            }
        }
    }
    for (name, who) in [("creator", &record.creator), ("publisher", &record.publisher)] {
        if !who.is_empty() {
            set(name, who.iter().map(|who| json!({ "@id": agent_id(archive, *who) })).collect());
        }
    }
    let rights = record.rights.as_ref();
    rights.and_then(|rights| rights.holder.as_ref()).into_iter().for_each(|holder| set("copyrightHolder", json!(holder)));
    rights.and_then(|rights| rights.statement.as_ref()).into_iter().for_each(|statement| set("usageInfo", json!(statement)));
}

/// Which text of a document a file holds.
enum Text<'p> {
    Original,
    /// In a language.
    Translation(&'p str),
}

/// The document of which a file holds a text: as it is kept, as it is read, and with its notes in TEI.
fn text_of<'a, 'p>(archive: &'a Archive, path: &'p str) -> Option<(&'a Document<Linked>, Text<'p>)> {
    let below = path.strip_prefix(CONTENT).or_else(|| path.strip_prefix(SITE))?;
    let (document, name) = below.strip_prefix("/documents/")?.split_once('/')?;
    let document = archive.documents.iter().find(|known| known.id == document)?;
    if name.ends_with("document.tei.xml") {
        return Some((document, Text::Original));
    }
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".txt"))?;
    let text = if stem == "text" { Text::Original } else { Text::Translation(stem.strip_prefix("text.")?) };
    Some((document, text))
}

/// Where the original of a document lies in the package.
fn original_path(files: &Carried, document: &Document<Linked>) -> Option<String> {
    let path = |ending: &str| format!("{CONTENT}/documents/{}/text.{ending}", document.id);
    ["md", "txt"].map(path).into_iter().find(|path| files.contains_key(path))
}

fn agent_id(archive: &Archive, who: EntityId) -> String {
    urls::fragment(&format!("entity-{}", archive.entity(who).id.value))
}

/// Who wrote or published a document.
fn agent(archive: &Archive, who: EntityId) -> Value {
    let entity = archive.entity(who);
    let kind = match entity.kind {
        EntityType::Person => "Person",
        EntityType::Organisation | EntityType::Group => "Organization",
        EntityType::Place | EntityType::Event | EntityType::Work => "Thing",
    };
    let name = best(&archive.site, &entity.name);
    json!({ "@id": agent_id(archive, who), "@type": kind, "name": name })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "md" => "text/markdown",
        "txt" => "text/plain",
        "yaml" => "application/yaml",
        "bib" => "application/x-bibtex",
        "html" => "text/html",
        "csv" => "text/csv",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/tei+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
