//! The site in memory: a whole build at a time, exchanged at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::{Answer, Body, Method, Request};

/// One build of the site.
#[derive(Debug, Default)]
pub struct Site {
    files: BTreeMap<String, File>,
    /// The path of the published address, as `archive/`: what leads to it from the root leads here.
    base: String,
}

#[derive(Debug, Clone)]
struct File {
    bytes: Arc<[u8]>,
    tag: String,
}

/// What stands at a path.
enum Found<'a> {
    File(&'a str, &'a File),
    Folder,
    Nothing,
}

impl Site {
    /// The files of a build by path. Those that are as in the site before keep their tags; `start` is part of each tag, so that a
    /// browser never takes a page that an earlier start of the program has sent.
    pub fn new(files: BTreeMap<String, Vec<u8>>, base_url: Option<&str>, start: &str, before: Option<&Site>) -> Site {
        let kept = |path: &str, bytes: &[u8]| before.and_then(|site| site.files.get(path)).filter(|file| *file.bytes == *bytes);
        let file = |path: &str, bytes: Vec<u8>| match kept(path, &bytes) {
            Some(file) => file.clone(),
            None => File { tag: tag(start, &bytes), bytes: bytes.into() },
        };
        let files = files.into_iter().map(|(path, bytes)| (path.clone(), file(&path, bytes))).collect();
        let address = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
        Site { files, base: address.map_or(String::new(), |(_, path)| path.to_owned()) }
    }

    /// Paths of files that are not as in the site before, or are not there any more.
    pub fn changed_since<'a>(&'a self, before: &'a Site) -> Vec<&'a str> {
        let is_other = |path: &str, file: &File| before.files.get(path).is_none_or(|old| old.tag != file.tag);
        let other = self.files.iter().filter(|(path, file)| is_other(path, file)).map(|(path, _)| path.as_str());
        let gone = before.files.keys().filter(|path| !self.files.contains_key(*path)).map(String::as_str);
        other.chain(gone).collect()
    }

    /// Answers for the file at a path; `behind` gives what is put behind a page, from the page's tag.
    pub fn answer(&self, request: &Request, behind: &dyn Fn(&str) -> String) -> Answer {
        match request.method {
            Method::Get | Method::Head => {}
            Method::Post | Method::Other => return Answer::text(405, "files can be read only").with("Allow", "GET, HEAD"),
        }
        let path = request.path.strip_prefix('/').unwrap_or_default();
        let found = match (self.find(path), path.strip_prefix(&self.base)) {
            (Found::Nothing, Some(inside)) if !self.base.is_empty() => self.find(inside),
            (found, _) => found,
        };
        match found {
            Found::File(path, file) => {
                if request.headers("if-none-match").any(|known| known.split(',').any(|known| known.trim() == file.tag)) {
                    return Answer::new(304, media_type(path), Body::Empty).with("ETag", &file.tag);
                }
                whole(200, path, file, behind)
            }
            Found::Folder => Answer::text(301, "this is a folder").with("Location", format!("{}/", escaped(&request.path))),
            Found::Nothing => match self.files.get_key_value("404.html") {
                Some((path, file)) => whole(404, path, file, behind),
                None => Answer::text(404, "there is no such page"),
            },
        }
    }

    fn find(&self, path: &str) -> Found<'_> {
        let is_folder = path.is_empty() || path.ends_with('/');
        let index = |path: &str| self.files.get_key_value(&format!("{path}index.html"));
        let file = if is_folder { index(path) } else { self.files.get_key_value(path) };
        match file {
            Some((path, file)) => Found::File(path, file),
            None if !is_folder && index(&format!("{path}/")).is_some() => Found::Folder,
            None => Found::Nothing,
        }
    }
}

fn whole(status: u16, path: &str, file: &File, behind: &dyn Fn(&str) -> String) -> Answer {
    let media_type = media_type(path);
    let mut pieces = vec![Arc::clone(&file.bytes)];
    if media_type.starts_with("text/html") {
        pieces.push(behind(&file.tag).into_bytes().into());
    }
    Answer::new(status, media_type, Body::Whole(pieces)).with("ETag", &file.tag)
}

/// The mark of a version of a file (RFC 9110, section 8.8.3).
fn tag(start: &str, bytes: &[u8]) -> String {
    let digest = Sha256::new().chain_update(start).chain_update(bytes).finalize();
    let hexadecimal: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hexadecimal}\"")
}

/// A path as a header may hold it.
fn escaped(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    // Two slashes at the start would name another host.
    format!("/{}", text.trim_start_matches('/'))
}

/// The media type that the ending of a name stands for (the registry of IANA).
fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "xml" | "rng" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "yaml" | "yml" => "application/yaml",
        "bib" => "application/x-bibtex",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// Where the site of the moment lies.
#[derive(Debug, Default)]
pub struct Shelf {
    site: Mutex<Option<Arc<Site>>>,
    filled: Condvar,
}

impl Shelf {
    /// Puts a site there; whoever asks from now on gets it, and whoever has asked keeps what they have.
    pub fn put(&self, site: Arc<Site>) {
        *self.site.lock().unwrap_or_else(PoisonError::into_inner) = Some(site);
        self.filled.notify_all();
    }

    /// The site, once there is one.
    pub fn site(&self) -> Arc<Site> {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &*site {
                Some(site) => return Arc::clone(site),
                None => site = self.filled.wait(site).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}
