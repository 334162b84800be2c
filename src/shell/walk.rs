//! Lists what a folder holds, leaving out what is not meant for postil: dotfiles outside `static/`, READMEs, backups.

use std::ffi::OsStr;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Failure;
use super::marks::Mark;

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; it is not followed.
    Link,
    /// A pipe, a socket or a device; it is never opened, since reading it may never end.
    Special,
}

/// One thing in a folder.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Path below the folder, with `/`.
    pub path: String,
    /// Where it is on the disk.
    pub on_disk: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// What the disk says of it, where somebody has asked.
    pub mark: Option<Mark>,
}

impl Kind {
    /// What stands at a path of which the disk says this.
    pub fn of(found: FileType) -> Kind {
        match found {
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_file() => Kind::File,
            kind if kind.is_symlink() => Kind::Link,
            _ => Kind::Special,
        }
    }
}

/// Everything below a folder, in the order of names.
///
/// Errors: a folder that cannot be listed; a name that is not UTF-8, since a URL could not be made of it.
pub fn walk(folder: &Path) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    let walker = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walker.filter_entry(|entry| entry.depth() == 0 || !is_ignored(folder, entry.path(), entry.file_name())) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            let source = error.into_io_error().expect("without following links a walk can only fail on the disk");
            Failure::new("list", path, source)
        })?;
        let kind = Kind::of(entry.file_type());
        entries.push(Entry { path: below(folder, entry.path())?, on_disk: entry.path().to_owned(), kind, mark: None });
    }
    Ok(entries)
}

/// Refuses a folder that is a symbolic link: what it leads to belongs to somebody else.
pub fn not_a_link(folder: &Path) -> Result<(), Failure> {
    match std::fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => {
            Err(Failure::because("read", folder, "it is a symbolic link, and those are not followed; put the folder itself here"))
        }
        // What is not there or cannot be looked at is told by whoever reads it.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether a file is meant for postil, by its path below the folder; a walk leaves the others out.
pub fn is_meant(path: &str) -> bool {
    let within = if path.starts_with("static/") { Within::Static } else { Within::Records };
    path.split('/').all(|name| !is_left_out(name.as_bytes(), within))
}

fn is_ignored(folder: &Path, path: &Path, name: &OsStr) -> bool {
    let is_static = path.strip_prefix(folder).is_ok_and(|below| below.starts_with("static"));
    is_left_out(name.as_encoded_bytes(), if is_static { Within::Static } else { Within::Records })
}

/// In which part of an archive a file lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// What is copied as it is.
    Static,
    /// What is read.
    Records,
}

fn is_left_out(bytes: &[u8], within: Within) -> bool {
    // Hosts look for `.nojekyll`, `.well-known/` and `.htaccess`; what git, a desk or an editor leaves behind is not for them.
    let is_left = [&b".git"[..], b"._", b".#", b".DS_Store"].iter().any(|start| bytes.starts_with(start))
        || [&b"~"[..], b".swp", b".swo"].iter().any(|end| bytes.ends_with(end));
    // Emacs saves `notes.yaml` by itself as `#notes.yaml#`.
    let is_saved_by_itself = bytes.len() > 1 && bytes.starts_with(b"#") && bytes.ends_with(b"#");
    let is_hidden = bytes.starts_with(b".") && within == Within::Records;
    is_left || is_saved_by_itself || is_hidden || bytes == b"README.md"
}

/// A path below a folder, if both are spelled alike, as they are in a walk: far quicker than part by part.
pub fn spelled_below<'p>(folder: &Path, path: &'p Path) -> Option<&'p str> {
    path.to_str()?.strip_prefix(folder.to_str()?)?.strip_prefix(std::path::MAIN_SEPARATOR)
}

/// A path below a folder, with `/`. Errors: a name that is not UTF-8.
pub fn below(folder: &Path, path: &Path) -> Result<String, Failure> {
    if let Some(name) = spelled_below(folder, path) {
        return Ok(name.replace(std::path::MAIN_SEPARATOR, "/"));
    }
    let relative = path.strip_prefix(folder).expect("a walk stays below the folder where it starts");
    match relative.to_str() {
        Some(names) => Ok(names.replace(std::path::MAIN_SEPARATOR, "/")),
        None => Err(Failure::because("use", path, "its name is not in UTF-8; please rename it")),
    }
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn what_is_left_behind_is_not_published() {
        for name in
            [".gitkeep", ".DS_Store", "._map.png", "map.png~", ".map.swp", "map.swp", "map.swo", ".#map", "#map#", "#a.md#"]
        {
            assert!(!is_meant(&format!("static/{name}")), "{name}");
        }
        for name in [".nojekyll", ".well-known/a", "#", "a#", "#a", "swp"] {
            assert!(is_meant(&format!("static/{name}")), "{name}");
        }
    }
}
