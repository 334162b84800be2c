//! Reads every file below `content/`, and reports those that the machine or their encoding does not give out.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::Failure;
use super::kept::Kept;
use super::marks::Marks;
use super::walk::{Entry, Kind, not_a_link, walk};
use crate::problem::{Code, Problem, Problems};
use crate::source::conflict::{HELP, MESSAGE, unfinished};
use crate::source::digest::sha256;
use crate::source::{FileIndex, Place, SourceFile, Sources, Span};
use rayon::prelude::*;

/// Bytes that a text may have; no editor writes more, and a mistake (a video as `text.md`) should not fill the memory.
pub(super) const TEXT_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// How the names of files that postil reads end; a folder of such a name stands where a file is expected.
const FILE_ENDINGS: [&str; 5] = [".yaml", ".md", ".txt", ".bib", ".json"];

/// What is wrong with a file; its place is known once all files are sorted.
pub(super) struct Fault {
    code: Code,
    offset: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Fault {
    fn unfinished(span: Span) -> Fault {
        Fault { code: Code::MergeConflict, offset: span.start(), message: MESSAGE.to_owned(), help: HELP }
    }

    fn unreadable(message: impl Into<String>, help: &'static str) -> Fault {
        Fault { code: Code::UnreadableFile, offset: 0, message: message.into(), help }
    }
}

/// Every file below `content/` of an archive.
///
/// A file that cannot be read is there nevertheless, marked and reported: `unreadable-file` at its start,
/// `not-utf8` at the first byte that is not UTF-8, with the text up to it; `merge-conflict` in a text of a document.
/// Errors: `content/` is a symbolic link, which could lead out of the archive; a folder that cannot be listed; a name that is not UTF-8.
pub fn load(root: &Path) -> Result<(Sources, Problems), Failure> {
    load_again(root, None)
}

/// The same for a preview, with the files of its last reading and the marks of the moment.
pub fn load_again(root: &Path, again: Option<(&Kept, &Marks)>) -> Result<(Sources, Problems), Failure> {
    let content = root.join("content");
    not_a_link(&content)?;
    let listed = again.and_then(|(kept, marks)| Some((kept, marks.listing(&content)?)));
    let (sources, problems) = gather(match listed {
        Some((kept, entries)) => kept.files(expected(entries), read),
        None => expected(walk(&content)?).par_iter().map(read).collect(),
    });
    // It was there when the archive was found; whoever takes it away in between may be about to write it anew.
    match sources.find("content/archive.yaml") {
        Some(_) => Ok((sources, problems)),
        None => Err(Failure::because("read", content.join("archive.yaml"), "it is not there any more")),
    }
}

/// Puts texts back that were let go of, so that what is wrong in them can be shown.
///
/// Errors: the machine does not give one out any more, or another one than before.
pub fn put_back(root: &Path, texts: &BTreeSet<FileIndex>, sources: &mut Sources) -> Result<(), Failure> {
    for index in texts {
        let SourceFile { path, sha256: hash, .. } = sources.file(*index);
        let path = root.join(path);
        let bytes = std::fs::read(&path).map_err(|error| Failure::new("read", &path, error))?;
        if *hash != Some(sha256(&bytes)) {
            return Err(Failure::because("read", path, "it was changed while postil read the archive; try again"));
        }
        sources.exchange(*index, decode(bytes).0);
    }
    Ok(())
}

/// Every file of an archive below `content/` that is meant for postil, as it is on the disk: its path there, and its bytes.
pub fn raw(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let files = walk(&root.join("content"))?.into_iter().filter(|entry| entry.kind == Kind::File);
    let read = |entry: Entry| match std::fs::read(&entry.on_disk) {
        Ok(bytes) => Ok((entry.path, bytes)),
        Err(error) => Err(Failure::new("read", entry.on_disk, error)),
    };
    files.map(read).collect()
}

/// Files that were kept somewhere else, such as in an earlier commit, as if they had been read: paths below `content/` and bytes.
pub fn loaded(files: Vec<(String, Vec<u8>)>) -> (Sources, Problems) {
    gather(files.into_par_iter().map(|(path, bytes)| filled(&path, Ok(bytes))).collect())
}

fn gather(read: Vec<(Arc<SourceFile>, Option<Fault>)>) -> (Sources, Problems) {
    let mut faults = Vec::new();
    let mut files = Vec::with_capacity(read.len());
    for (file, fault) in read {
        faults.extend(fault.map(|fault| (file.path.clone(), fault)));
        files.push(file);
    }
    let sources = Sources::of(files);
    let mut problems = Problems::default();
    for (path, fault) in faults {
        let (index, _) = sources.find(&path).expect("the file was put there a moment ago");
        let place = Place { file: index, span: Span::new(fault.offset, fault.offset) };
        problems.push(Problem::new(fault.code, place, fault.message).help(fault.help));
    }
    (sources, problems)
}

/// Leaves out folders, but for those that stand where a file is expected; what they hold is left out instead.
fn expected(mut entries: Vec<Entry>) -> Vec<Entry> {
    let stands_for_a_file = |entry: &Entry| {
        entry.kind == Kind::Folder && !is_static(&entry.path) && FILE_ENDINGS.iter().any(|ending| entry.path.ends_with(ending))
    };
    let folders = entries.iter().filter(|entry| stands_for_a_file(entry));
    let misplaced: BTreeSet<String> = folders.map(|entry| entry.path.clone()).collect();
    entries.retain(|entry| {
        let is_inside = entry.path.match_indices('/').any(|(at, _)| misplaced.contains(&entry.path[..at]));
        !is_inside && (entry.kind != Kind::Folder || misplaced.contains(&entry.path))
    });
    entries
}

fn is_static(path: &str) -> bool {
    path.starts_with("static/")
}

/// Whether a file is the text of a document or a translation of it: `documents/ID/text….md` or `.txt`.
fn is_text_of_a_document(path: &str) -> bool {
    let name = path.strip_prefix("documents/").and_then(|rest| rest.split_once('/')).map(|(_, name)| name);
    name.is_some_and(|name| name.starts_with("text.") && (name.ends_with(".md") || name.ends_with(".txt")))
}

fn read(entry: &Entry) -> (Arc<SourceFile>, Option<Fault>) {
    filled(&entry.path, bytes(entry))
}

fn filled(path: &str, bytes: Result<Vec<u8>, Fault>) -> (Arc<SourceFile>, Option<Fault>) {
    let mut file =
        SourceFile { path: format!("content/{path}"), text: String::new(), bytes: Vec::new(), sha256: None, readable: true };
    let filled = bytes.and_then(|bytes| {
        if is_static(path) {
            file.bytes = bytes;
            return Ok(());
        }
        // Of another program's file (a .docx) it is told that it has no place here; its encoding is nobody's concern.
        if !FILE_ENDINGS.iter().any(|ending| path.ends_with(ending)) {
            file.text = String::from_utf8(bytes).unwrap_or_default();
            return Ok(());
        }
        let is_text = is_text_of_a_document(path);
        let sha256 = is_text.then(|| sha256(&bytes));
        let (text, fault) = decode(bytes);
        // Of two versions of a text none is the one that the notes are about.
        let fault = fault.or_else(|| unfinished(&text).filter(|_| is_text).map(Fault::unfinished));
        file.text = text;
        match fault {
            None => file.sha256 = sha256,
            Some(fault) => return Err(fault),
        }
        Ok(())
    });
    file.readable = filled.is_ok();
    (Arc::new(file), filled.err())
}

fn bytes(entry: &Entry) -> Result<Vec<u8>, Fault> {
    match entry.kind {
        Kind::File => {}
        Kind::Folder => return Err(Fault::unreadable("this is a folder where a file is expected", "rename the folder")),
        Kind::Link => {
            let message = "this is a symbolic link, and symbolic links are not followed";
            return Err(Fault::unreadable(message, "put the file itself here"));
        }
        Kind::Special => {
            let message = "this is a pipe, a socket or a device, not a file";
            return Err(Fault::unreadable(message, "remove it, or give it a name that begins with a dot"));
        }
    }
    let refused = |error: std::io::Error| {
        Fault::unreadable(format!("the machine does not give this file out: {error}"), "see whether you may read it")
    };
    if !is_static(&entry.path) && std::fs::metadata(&entry.on_disk).map_err(refused)?.len() > TEXT_MAX_BYTES {
        let message = format!("this file is larger than {} MiB, too large for a text", TEXT_MAX_BYTES / 1024 / 1024);
        return Err(Fault::unreadable(message, "see whether it is a text; files that are only copied belong to content/static/"));
    }
    std::fs::read(&entry.on_disk).map_err(refused)
}

/// The text of a file without its byte order mark; with a fault, the text up to the first byte that is not UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<Fault>) {
    let (mut text, fault) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            let fault = not_utf8(&bytes, sound);
            bytes.truncate(sound);
            (String::from_utf8(bytes).expect("the text is sound up to here"), Some(fault))
        }
    };
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text.drain(..mark);
    (text, fault.map(|fault| Fault { offset: fault.offset - mark, ..fault }))
}

fn not_utf8(bytes: &[u8], offset: usize) -> Fault {
    let message = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "this file is in UTF-16, not in UTF-8".to_owned()
    } else {
        format!("this file is not in UTF-8: the byte {:02X} cannot stand here", bytes[offset])
    };
    Fault { code: Code::NotUtf8, offset, message, help: "save the file in the encoding UTF-8" }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{load, put_back};
    use crate::problem::Problem;
    use crate::source::{Position, Sources};

    fn archive(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in [("archive.yaml", &b"title: A"[..])].iter().chain(files) {
            let path = folder.path().join("content").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn loaded(root: &Path) -> (Sources, Vec<Problem>) {
        let (sources, problems) = load(root).unwrap();
        (sources, problems.sorted())
    }

    fn codes(sources: &Sources, problems: &[Problem]) -> Vec<String> {
        let shown = |problem: &Problem| {
            let Position { line, column } = sources.position(problem.place);
            format!("{}:{line}:{column} {}", sources.file(problem.place.file).path, problem.code.name())
        };
        problems.iter().map(shown).collect()
    }

    #[test]
    fn files_come_sorted_and_without_what_is_not_meant_for_postil() {
        let folder = archive(&[
            ("terms.yaml", b""),
            ("archive.yaml", b"title: A"),
            ("documents/a/text.md", b"Hello"),
            ("documents/a-b/text.md", b"Hello"),
            ("documents/a/README.md", b"x"),
            ("archive.yaml~", b"x"),
            (".hidden/x.yaml", b"x"),
            ("static/.gitkeep", b"x"),
        ]);
        let (sources, problems) = loaded(folder.path());
        let paths: Vec<&str> = sources.iter().map(|(_, file)| file.path.as_str()).collect();
        let expected =
            ["content/archive.yaml", "content/documents/a-b/text.md", "content/documents/a/text.md", "content/terms.yaml"];
        assert_eq!(paths, expected);
        assert!(problems.is_empty());
    }

    #[test]
    fn a_text_is_put_back_as_it_was_or_not_at_all() {
        let folder = archive(&[("documents/a/text.md", "\u{feff}Hi".as_bytes())]);
        let (mut sources, _) = loaded(folder.path());
        let (index, _) = sources.find("content/documents/a/text.md").unwrap();
        sources.let_go(index);
        assert_eq!(sources.file(index).text, "");
        put_back(folder.path(), &[index].into(), &mut sources).unwrap();
        assert_eq!(sources.file(index).text, "Hi");
        fs::write(folder.path().join("content/documents/a/text.md"), "Ho").unwrap();
        let refused = put_back(folder.path(), &[index].into(), &mut sources).unwrap_err().to_string();
        assert!(
            refused.ends_with("content/documents/a/text.md`: it was changed while postil read the archive; try again"),
            "{refused}"
        );
        assert_eq!(sources.file(index).text, "Hi");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text_but_of_the_hash() {
        let folder = archive(&[("documents/a/text.md", b"\xef\xbb\xbfHi"), ("documents/a/notes.yaml", b"")]);
        let (sources, _) = loaded(folder.path());
        let (_, text) = sources.find("content/documents/a/text.md").unwrap();
        assert_eq!(text.text, "Hi");
        let hash = "7169d3eccde6a49cc40d142c2196ccfc46c5deca049a00b92c677c7b72759feb"; // sha256sum, with the mark
        assert_eq!(text.sha256.as_deref(), Some(hash));
        assert_eq!(sources.find("content/documents/a/notes.yaml").unwrap().1.sha256, None);
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_is_the_place_of_the_problem() {
        let folder = archive(&[("terms.yaml", b"\xef\xbb\xbf- id: a\n  term: caf\xe9 x\n"), ("static/photo.jpg", b"\xff\xd8")]);
        let (sources, problems) = loaded(folder.path());
        assert_eq!(codes(&sources, &problems), ["content/terms.yaml:2:12 not-utf8"]);
        let (_, file) = sources.find("content/terms.yaml").unwrap();
        assert!(!file.readable);
        assert_eq!(file.text, "- id: a\n  term: caf");
        assert_eq!(sources.find("content/static/photo.jpg").unwrap().1.bytes, b"\xff\xd8");
    }

    #[test]
    fn nobody_is_told_to_save_what_is_no_text_in_another_encoding() {
        let folder = archive(&[("documents/a/text.docx", b"PK\x03\x04\xff")]);
        let (sources, problems) = loaded(folder.path());
        assert_eq!(codes(&sources, &problems), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_folders_in_the_place_of_files_are_reported_and_not_read() {
        let folder = archive(&[("archive.yaml", b"title: A"), ("terms.yaml/inside.yaml", b"x"), ("static/a.md/b", b"x")]);
        let content = folder.path().join("content");
        std::os::unix::fs::symlink("archive.yaml", content.join("questions.yaml")).unwrap();
        std::os::unix::fs::symlink("nowhere", content.join("dangling")).unwrap();
        let (sources, problems) = loaded(folder.path());
        let expected = ["dangling", "questions.yaml", "terms.yaml"].map(|name| format!("content/{name}:1:1 unreadable-file"));
        assert_eq!(codes(&sources, &problems), expected);
        assert!(sources.find("content/terms.yaml/inside.yaml").is_none());
        assert!(sources.find("content/static/a.md/b").is_some());
    }

    #[test]
    fn a_text_that_would_fill_the_memory_is_not_read() {
        let folder = archive(&[("pages/film.md", b""), ("static/film.mp4", b"")]);
        let file = fs::File::options().write(true).open(folder.path().join("content/pages/film.md")).unwrap();
        file.set_len(super::TEXT_MAX_BYTES + 1).unwrap();
        let (sources, problems) = loaded(folder.path());
        assert_eq!(codes(&sources, &problems), ["content/pages/film.md:1:1 unreadable-file"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_is_a_failure() {
        use std::os::unix::ffi::OsStrExt;
        let folder = archive(&[("archive.yaml", b"title: A")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        fs::write(folder.path().join("content").join(name), "x").unwrap();
        assert!(load(folder.path()).unwrap_err().to_string().contains("caf\u{fffd}.md"));
    }
}
