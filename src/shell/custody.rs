//! Holds a folder against the list of its files that was written with it: what differs, what is missing, what is there besides.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::Failure;
use super::write::manifest::{MANIFEST, entry};
use crate::source::digest::{Fingerprint, fingerprint, hexadecimal};

/// The list of a bag's own files, beside that of what it carries (RFC 8493, 2.2.1).
const OF_TAGS: &str = "tagmanifest-sha256.txt";

/// How a folder stands to its list.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many files are what the list says.
    pub same: usize,
    /// Those that are not, in the order of paths.
    pub findings: Vec<Finding>,
}

/// A file that is not what a list says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Its path below the folder, with `/`; of a line that cannot be read the list and the number of the line.
    pub path: String,
    /// What is wrong.
    pub state: State,
    /// The hash that it should have.
    pub expected: Option<String>,
    /// The hash that it has.
    pub found: Option<String>,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its bytes are others.
    Differs,
    /// It is not there.
    Missing,
    /// No list names it.
    Extra,
    /// A link, a folder or a pipe stands in its place, and is not followed.
    NoFile,
    /// A line of the list that says nothing that could be checked.
    Unreadable,
}

/// Compares a folder with `manifest-sha256.txt` in it; nothing where there is none.
///
/// Links are not followed, and `.git` is not looked into. Errors: the machine refuses to give a file out.
pub fn compare(folder: &Path) -> Result<Option<Compared>, Failure> {
    let mut listed = BTreeMap::new();
    let mut findings = Vec::new();
    let mut lists = vec![];
    for name in [MANIFEST, OF_TAGS] {
        let path = folder.join(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::new("read", path, error)),
        };
        lists.push(name);
        for (number, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
            match entry(line) {
                Some((path, hash)) => drop(listed.insert(path, hash)),
                None if line.trim().is_empty() => {}
                None => findings.push(Finding {
                    path: format!("{name}:{}", number + 1),
                    state: State::Unreadable,
                    expected: None,
                    found: None,
                }),
            }
        }
    }
    if lists.first() != Some(&MANIFEST) {
        return Ok(None);
    }
    let looked: Result<Vec<Option<Finding>>, Failure> =
        listed.par_iter().map(|(path, expected)| look(folder, path, expected)).collect();
    let looked = looked?;
    let same = looked.iter().filter(|finding| finding.is_none()).count();
    findings.extend(looked.into_iter().flatten());
    // The list of a bag's own files is optional (RFC 8493, 2.2.1); without it only what the bag carries is listed.
    let is_bag = folder.join("bagit.txt").is_file() && listed.keys().all(|path| path.starts_with("data/"));
    let carries_alone = is_bag && !lists.contains(&OF_TAGS);
    for path in files(folder)? {
        let is_to_be_listed = !carries_alone || path.starts_with("data/");
        if is_to_be_listed && !listed.contains_key(&path) && !lists.contains(&path.as_str()) {
            findings.push(Finding { path, state: State::Extra, expected: None, found: None });
        }
    }
    findings.sort_unstable();
    Ok(Some(Compared { same, findings }))
}

fn look(folder: &Path, path: &str, expected: &Fingerprint) -> Result<Option<Finding>, Failure> {
    let on_disk = folder.join(path);
    let finding = |state, found: Option<Fingerprint>| {
        let (expected, found) = (Some(hexadecimal(expected)), found.map(|found| hexadecimal(&found)));
        Ok(Some(Finding { path: path.to_owned(), state, expected, found }))
    };
    // A folder on the way may be a link too; nothing that lies elsewhere is part of this one.
    for above in on_disk.ancestors().skip(1).take_while(|above| *above != folder) {
        if fs::symlink_metadata(above).is_ok_and(|found| found.is_symlink()) {
            return finding(State::NoFile, None);
        }
    }
    match fs::symlink_metadata(&on_disk) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return finding(State::Missing, None);
        }
        Err(error) => return Err(Failure::new("look at", on_disk, error)),
        Ok(found) if !found.is_file() => return finding(State::NoFile, None),
        Ok(_) => {}
    }
    let found = hash(&on_disk)?;
    if found == *expected { Ok(None) } else { finding(State::Differs, Some(found)) }
}

/// The hash of a file that is there.
fn hash(path: &Path) -> Result<Fingerprint, Failure> {
    fs::read(path).map(|bytes| fingerprint(&bytes)).map_err(|error| Failure::new("read", path, error))
}

/// The hash of a file, in hexadecimal; nothing where there is none.
pub fn hash_of(path: &Path) -> Result<Option<String>, Failure> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => hash(path).map(|found| Some(hexadecimal(&found))),
        Ok(_) => Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Failure::new("look at", path, error)),
    }
}

/// Everything below a folder that is no folder, by path.
fn files(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut paths = Vec::new();
    let walker = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walker.filter_entry(|entry| entry.file_name() != ".git") {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Failure::new("list", path, error.into_io_error().expect("without following links a walk can only fail on the disk"))
        })?;
        if !entry.file_type().is_dir() {
            let below = entry.path().strip_prefix(folder).expect("a walk stays below the folder where it starts");
            let names: Vec<String> = below.iter().map(|name| name.to_string_lossy().into_owned()).collect();
            paths.push(names.join("/"));
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{State, compare};
    use crate::source::digest::sha256;

    #[test]
    fn every_file_that_is_not_what_the_list_says_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert!(compare(folder.path()).unwrap().is_none());
        fs::create_dir_all(path("a")).unwrap();
        let mut list = String::new();
        for name in ["same", "a/changed", "gone", "linked"] {
            fs::write(path(name), name).unwrap();
            list.push_str(&format!("{}  {name}\n", sha256(name.as_bytes())));
        }
        list.push_str("nonsense\n");
        fs::write(path("manifest-sha256.txt"), list).unwrap();
        fs::write(path("a/changed"), "otherwise").unwrap();
        fs::write(path("a/.more"), "").unwrap();
        fs::remove_file(path("gone")).unwrap();
        #[cfg(unix)]
        {
            fs::remove_file(path("linked")).unwrap();
            std::os::unix::fs::symlink(path("same"), path("linked")).unwrap();
        }
        let compared = compare(folder.path()).unwrap().unwrap();
        let found: Vec<(&str, State)> = compared.findings.iter().map(|finding| (finding.path.as_str(), finding.state)).collect();
        let mut expected = vec![("a/.more", State::Extra), ("a/changed", State::Differs), ("gone", State::Missing)];
        if cfg!(unix) {
            expected.push(("linked", State::NoFile));
        }
        expected.push(("manifest-sha256.txt:5", State::Unreadable));
        assert_eq!(found, expected);
        assert_eq!(compared.same, if cfg!(unix) { 1 } else { 2 });
        assert_eq!(compared.findings[1].found.as_deref(), Some(sha256(b"otherwise").as_str()));
    }

    #[test]
    fn a_bag_may_list_only_what_it_carries() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        write("data/a", "a");
        write("bag-info.txt", "");
        write("manifest-sha256.txt", &format!("{}  data/a\n", sha256(b"a")));
        let found =
            || compare(folder.path()).unwrap().unwrap().findings.into_iter().map(|finding| finding.path).collect::<Vec<_>>();
        assert_eq!(found(), ["bag-info.txt"], "a site lists everything");
        write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        assert_eq!(found(), [""; 0]);
        write("data/b", "b");
        assert_eq!(found(), ["data/b"]);
        // A site does not become a bag because somebody lays a file into it.
        write("index.html", "");
        write("manifest-sha256.txt", &format!("{0}  data/a\n{0}  data/b\n{1}  index.html\n", sha256(b"a"), sha256(b"")));
        assert_eq!(found(), ["bag-info.txt", "bagit.txt", "data/b"]);
    }
}
