//! Names that two files of a site would share, and names that some disks do not take.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::urls::path;
use super::web;
use crate::model::Archive;
use crate::problem::{Code, Problem, Problems};
use crate::source::hidden::is_hidden;
use crate::source::{FileIndex, Place, Sources, Span};

/// Folders of the site in which only postil publishes; the last two are its own while it writes.
const FOLDERS: [&str; 12] = [
    "documents",
    "claims",
    "questions",
    "entities",
    "terms",
    "lookup",
    "part",
    "assets",
    "search",
    "data",
    ".postil-unfinished",
    ".postil-stage",
];

/// Names that Windows takes for devices, whatever ending follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Reports pages of prose and files of `static/` that would be published where something else is (`name-taken`),
/// and names of files and records that not every disk takes (`invalid-name`).
pub fn check_names(sources: &Sources, archive: &Archive, problems: &mut Problems) {
    for page in &archive.pages {
        if path::OWN.contains(&page.id.as_str()) {
            let message = format!("postil itself makes a page called {}.html", page.id);
            problems.push(Problem::new(Code::NameTaken, start(page.file), message).help("give the file another name"));
        }
    }
    statics(sources, archive, problems);
    devices(archive, problems);
}

fn start(file: FileIndex) -> Place {
    Place { file, span: Span::new(0, 0) }
}

fn statics(sources: &Sources, archive: &Archive, problems: &mut Problems) {
    let mut files: BTreeMap<String, FileIndex> = BTreeMap::new();
    let mut folders: BTreeMap<String, FileIndex> = BTreeMap::new();
    for index in &archive.statics {
        let Some(name) = sources.file(*index).of_static() else { continue };
        if let Some(reason) = name.split('/').find_map(fault) {
            let message = format!("{name:?} cannot be published everywhere: {reason}");
            problems.push(Problem::new(Code::InvalidName, start(*index), message).help("give the file or folder another name"));
        }
        let folded = folded(name);
        if is_taken(&folded, archive) {
            let message = format!("postil itself publishes something at {name}");
            problems.push(Problem::new(Code::NameTaken, start(*index), message).help("give the file another name or folder"));
        }
        for (end, _) in folded.match_indices('/') {
            folders.entry(folded[..end].to_owned()).or_insert(*index);
        }
        if let Some(other) = files.insert(folded, *index) {
            problems.push(alike(sources, *index, other));
        }
    }
    for (name, index) in &files {
        // A folder and a file of one name cannot stand beside each other, so that they differ in their letters.
        if let Some(other) = folders.get(name) {
            problems.push(alike(sources, *index, *other));
        }
    }
}

/// Whether postil publishes something where a file, or the outermost folder above it, would stand.
fn is_taken(folded: &str, archive: &Archive) -> bool {
    let (first, below) = folded.split_once('/').map_or((folded, None), |(folder, below)| (folder, Some(below)));
    let page = |id: &str| path::OWN.contains(&id) || archive.pages.iter().any(|page| page.id == id);
    FOLDERS.contains(&first)
        || first.strip_suffix(".html").is_some_and(page)
        || first == "manifest-sha256.txt"
        || below.is_some() && web::is_made(first)
}

fn alike(sources: &Sources, index: FileIndex, other: FileIndex) -> Problem {
    let file = sources.file(other);
    let name = file.of_static().unwrap_or(&file.path);
    let message = format!("disks that do not tell capitals or composed letters apart take this for `{name}`");
    Problem::new(Code::NameTaken, start(index), message)
        .help("give one of the two another name")
        .related(start(other), "the other")
}

/// Disks take 255 bytes, of which `.html` and what stands in front while a file is written are postil's.
const ID_MAX_BYTES: usize = 200;

/// A name as disks compare it that know no capitals (macOS, Windows) or compose letters.
pub fn folded(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}

/// Why some disks do not take a name, if so.
pub fn fault(name: &str) -> Option<String> {
    let odd = |letter: &char| letter.is_control() || is_hidden(*letter) || "\\:*?\"<>|".contains(*letter);
    if let Some(letter) = name.chars().find(odd) {
        return Some(format!("names have no {letter:?}"));
    }
    if name.ends_with(['.', ' ']) {
        return Some("on Windows names do not end in a full stop or a space".to_owned());
    }
    is_device(name).then(|| "Windows keeps this name for itself".to_owned())
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let is = |device: &str| stem.eq_ignore_ascii_case(device);
    let numbered = |(name, number): (&str, &str)| {
        matches!(number.as_bytes(), [b'1'..=b'9']) && ["com", "lpt"].iter().any(|device| name.eq_ignore_ascii_case(device))
    };
    DEVICES.into_iter().any(is) || stem.split_at_checked(3).is_some_and(numbered)
}

/// Reports records whose page would have the name of a device, or one that is too long.
fn devices(archive: &Archive, problems: &mut Problems) {
    let files = archive.documents.iter().map(|document| (document.id.as_str(), start(document.file)));
    let pages = archive.pages.iter().map(|page| (page.id.as_str(), start(page.file)));
    let questions = archive.questions.iter().map(|question| &question.id);
    let entities = archive.entities.iter().map(|entity| &entity.id);
    let terms = archive.terms.iter().map(|term| &term.id);
    let notes = archive.notes.iter().map(|note| &note.note.id);
    let records = questions.chain(entities).chain(terms).chain(notes).map(|id| (id.value.as_str(), id.place));
    for (id, place) in files.chain(pages).chain(records) {
        if is_device(id) {
            let message =
                format!("Windows keeps the name `{id}` for itself, and there nobody could copy the archive or its site");
            problems.push(Problem::new(Code::InvalidName, place, message).help("choose another identifier"));
        } else if id.len() > ID_MAX_BYTES {
            let message = format!("this identifier has {} bytes, and no disk takes so long a name", id.len());
            problems.push(Problem::new(Code::InvalidName, place, message).help(format!("choose one of at most {ID_MAX_BYTES}")));
        }
    }
}
