//! A research object: `ro-crate-metadata.json` of RO-Crate 1.1, which says in the words of schema.org what lies in the folder.

use serde_json::{Map, Value, json};

use super::{CONTENT, Carried, SITE, best};
use crate::data::desk::edtf;
use crate::model::{Archive, Document, Editor, Fingerprint, Linked};
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
    let editors: Vec<Value> = site.editors.iter().map(|editor| json!({ "@id": editor_id(editor) })).collect();
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
    graph.extend(site.editors.iter().map(|editor| json!({ "@id": editor_id(editor), "@type": "Person", "name": editor.name })));
    graph.extend(own.iter().chain(&of_site).map(|described| file(archive, *described)));
    // The context of this version has no word for hashes.
    let context = json!([format!("{CONFORMS}/context"), { "sha256": "https://schema.org/sha256" }]);
    let value = json!({ "@context": context, "@graph": graph });
    Some(format!("{value:#}\n"))
}

/// The name of a file in the crate: its path as an address.
fn id(path: &str) -> String {
    urls::address("", path)
}

fn editor_id(editor: &Editor) -> String {
    editor.url.clone().unwrap_or_else(|| urls::fragment(&format!("editor-{}", editor.id.value)))
}

/// Of a site its first page, and what other programs read.
fn is_described(path: &str) -> bool {
    let below = path.strip_prefix(SITE).and_then(|path| path.strip_prefix('/')).unwrap_or(path);
    let is_data = (below.starts_with("data/") || below.starts_with("documents/")) && !below.ends_with(".html");
    below == "index.html" || is_data
}

fn file(archive: &Archive, (path, print): File) -> Value {
    let mut value = Map::new();
    let mut set = |name: &str, said: Value| drop(value.insert(name.to_owned(), said));
    set("@id", json!(id(path)));
    set("@type", json!("File"));
    set("name", json!(path));
    set("contentSize", json!(print.size_bytes.to_string()));
    set("sha256", json!(print.sha256));
    set("encodingFormat", json!(media_type(path)));
    if let Some((document, language)) = text_of(archive, path) {
        let record = &document.record;
        set("name", json!(record.shown_title()));
        set("inLanguage", json!(language.unwrap_or(&record.language.tag)));
        if let Some(issued) = edtf(record.issued.as_ref()) {
            set("temporal", json!(issued));
        }
        if let Some(url) = &record.url {
            set("url", json!(url));
        }
        if let Some(holder) = record.rights.as_ref().and_then(|rights| rights.holder.as_ref()) {
            set("copyrightHolder", json!(holder));
        }
        if let Some(statement) = record.rights.as_ref().and_then(|rights| rights.statement.as_ref()) {
            set("usageInfo", json!(statement));
        }
    }
    Value::Object(value)
}

/// The document whose text a file is, and the language of a translation.
fn text_of<'a, 'p>(archive: &'a Archive, path: &'p str) -> Option<(&'a Document<Linked>, Option<&'p str>)> {
    let (document, name) = path.strip_prefix(CONTENT)?.strip_prefix("/documents/")?.split_once('/')?;
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".txt"))?;
    let language = if stem == "text" { None } else { Some(stem.strip_prefix("text.")?) };
    let document = archive.documents.iter().find(|known| known.id == document)?;
    Some((document, language))
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
