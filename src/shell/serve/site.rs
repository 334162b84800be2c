//! One build of the site in memory: it is asked while it is still being filled, and never answers with half of anything.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::request::decoded;
use super::{Answer, Body, Method, Request};

/// One build of the site.
#[derive(Debug)]
pub struct Site {
    /// The path of the published address, as `archive/`: what leads to it from the root leads here.
    base: String,
    /// Part of each tag, so that a browser never takes a page that an earlier start of the program has sent.
    start: String,
    held: Mutex<Held>,
    more: Condvar,
}

#[derive(Debug)]
struct Held {
    files: BTreeMap<String, File>,
    state: State,
}

/// How far a build has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// What is not there may still come.
    Filling,
    /// What is not there does not exist.
    Whole,
    /// What is not there never comes: the build was given up.
    GivenUp,
}

#[derive(Debug, Clone)]
struct File {
    bytes: Arc<[u8]>,
    tag: String,
    maker: Maker,
}

/// Who has made a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// The program and its theme.
    Postil,
    /// Somebody else: it is handed on as it is, and may do nothing in the browser.
    Stranger,
}

/// What stands at a path.
enum Found<'a> {
    File(&'a str, &'a File),
    Folder,
    Nothing,
}

impl Site {
    /// A site without files yet, published at an address.
    pub fn new(base_url: Option<&str>, start: &str) -> Site {
        let address = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
        let held = Mutex::new(Held { files: BTreeMap::new(), state: State::Filling });
        // Paths that are asked for come without escapes.
        let base = address.map_or(String::new(), |(_, path)| decoded(path).unwrap_or_else(|| path.to_owned()));
        Site { base, start: start.to_owned(), held, more: Condvar::new() }
    }

    /// Puts a whole file in.
    pub fn put(&self, path: &str, bytes: &[u8], maker: Maker) {
        let file = File { tag: tag(&self.start, bytes), bytes: bytes.into(), maker };
        self.held().files.insert(path.to_owned(), file);
        self.more.notify_all();
    }

    /// Says that nothing more comes, because everything is there.
    pub fn finish(&self) {
        self.end(State::Whole);
    }

    /// Says that nothing more comes; whoever waits has to ask another site.
    pub fn give_up(&self) {
        self.end(State::GivenUp);
    }

    fn end(&self, state: State) {
        self.held().state = state;
        self.more.notify_all();
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Files are put in whole, so that what the lock guards is sound after a panic, too.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Paths of files in a folder that are not as in the site before, or are not there any more.
    pub fn changed_since(&self, before: &Site, folder: &str) -> Vec<String> {
        let tags = |site: &Site| -> BTreeMap<String, String> {
            let held = site.held();
            let inside = held.files.iter().filter(|(path, _)| path.starts_with(folder));
            inside.map(|(path, file)| (path.clone(), file.tag.clone())).collect()
        };
        let (now, then) = (tags(self), tags(before));
        let other = now.iter().filter(|(path, tag)| then.get(*path) != Some(*tag)).map(|(path, _)| path);
        other.chain(then.keys().filter(|path| !now.contains_key(*path))).cloned().collect()
    }

    /// The paths at which a file may stand that answers a request, the likeliest first.
    pub fn candidates(&self, request: &Request) -> Vec<String> {
        self.paths(request).map(file_at).collect()
    }

    /// The path that is asked for: from the root, and as it is below the published address.
    fn paths<'r>(&self, request: &'r Request) -> impl Iterator<Item = &'r str> + use<'r> {
        let path = request.path.strip_prefix('/').unwrap_or_default();
        std::iter::once(path).chain(path.strip_prefix(self.base.as_str()).filter(|_| !self.base.is_empty()))
    }

    /// Answers for the file at a path, if need be when it is there; `behind` gives what is put behind a page, from the page's tag.
    ///
    /// Nothing where the build was given up before the file was there.
    pub fn answer(&self, request: &Request, behind: &dyn Fn(&str) -> String) -> Option<Answer> {
        match request.method {
            Method::Get | Method::Head => {}
            Method::Post | Method::Other => return Some(Answer::text(405, "files can be read only").with("Allow", "GET, HEAD")),
        }
        let mut held = self.held();
        loop {
            let mut found = self.paths(request).map(|path| held.find(path));
            let found = found.find(|found| !matches!(found, Found::Nothing)).unwrap_or(Found::Nothing);
            return Some(match (found, held.state) {
                (Found::File(path, file), _) => {
                    if request.headers("if-none-match").any(|known| is_known(known, &file.tag)) {
                        return Some(Answer::new(304, media_type(path), Body::Empty).with("ETag", &file.tag));
                    }
                    whole(200, path, file, behind)
                }
                (Found::Folder, _) => {
                    Answer::text(301, "this is a folder").with("Location", format!("{}/", escaped(&request.path)))
                }
                (Found::Nothing, State::Filling) => {
                    held = self.more.wait(held).unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
                (Found::Nothing, State::Whole) => match held.files.get_key_value("404.html") {
                    Some((path, file)) => whole(404, path, file, behind),
                    None => Answer::text(404, "there is no such page"),
                },
                (Found::Nothing, State::GivenUp) => return None,
            });
        }
    }
}

impl Held {
    fn find(&self, path: &str) -> Found<'_> {
        match self.files.get_key_value(&file_at(path)) {
            Some((path, file)) => Found::File(path, file),
            None if self.files.contains_key(&format!("{path}/index.html")) => Found::Folder,
            None => Found::Nothing,
        }
    }
}

/// Whether the list of a browser names what it has, weakly compared (RFC 9110, 13.1.2).
fn is_known(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The path of the file that answers for a path: that of a folder for one that ends like a folder's.
fn file_at(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

fn whole(status: u16, path: &str, file: &File, behind: &dyn Fn(&str) -> String) -> Answer {
    let media_type = media_type(path);
    let mut pieces = vec![Arc::clone(&file.bytes)];
    if media_type.starts_with("text/html") && file.maker == Maker::Postil {
        pieces.push(behind(&file.tag).into_bytes().into());
    }
    let answer = Answer::new(status, media_type, Body::Whole(pieces)).with("ETag", &file.tag);
    let is_run = ["text/html", "image/svg+xml", "application/xml"].iter().any(|run| media_type.starts_with(run));
    // Pages under the preview's address may write: one that somebody has brought must not be one of them.
    if is_run && file.maker == Maker::Stranger { answer.with("Content-Security-Policy", "sandbox") } else { answer }
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
