//! Reads the files of an archive as they were in a commit; the working tree is not touched.

use std::path::Path;

use super::git::{commit, git_on_files, git_told};
use super::load::loaded;
use super::walk::is_meant;
use super::{Failure, Refusal};
use crate::problem::Problems;
use crate::source::Sources;

/// How git marks a file, as opposed to a link or the commit of another repository.
const FILE_MODES: [&str; 2] = ["100644", "100755"];

/// Every file below `content/` of an archive as it was in a commit – `main`, `HEAD~3`, a hash, a tag –; nothing if there was no
/// archive at this place yet.
///
/// Errors: no git, no repository, no such commit, or one whose files are not all here.
pub fn load(root: &Path, revision: &str) -> Result<Option<(Sources, Problems)>, Refusal> {
    let hash = commit(root, revision)?;
    let missing = || {
        Failure::because(
            "read a commit of",
            root,
            "git did not give out all of its files; fetch the rest first: git fetch --refetch --no-filter",
        )
    };
    let listed = git_on_files(root, &[], &["ls-tree", "-r", "-z", &hash, "--", "content"])?;
    let blobs: Vec<(&str, &str)> = listed.split('\0').filter_map(blob).filter(|(_, path)| is_meant(path)).collect();
    if !blobs.iter().any(|(_, path)| *path == "archive.yaml") {
        return Ok(None);
    }
    let asked: String = blobs.iter().map(|(hash, _)| format!("{hash}\n")).collect();
    let answer = git_told(root, &["cat-file", "--batch"], &asked)?.unwrap_or_default();
    let mut rest = answer.as_slice();
    let files: Vec<(String, Vec<u8>)> =
        blobs.iter().map_while(|(_, path)| Some(((*path).to_owned(), next(&mut rest)?))).collect();
    if files.len() < blobs.len() {
        return Err(missing().into());
    }
    Ok(Some(loaded(files)))
}

/// An archive in which nothing is written yet.
pub fn nothing() -> (Sources, Problems) {
    loaded(vec![("archive.yaml".to_owned(), Vec::new())])
}

/// Hash and path below `content/` of a line `MODE blob HASH<tab>PATH`, if it is a file.
fn blob(line: &str) -> Option<(&str, &str)> {
    let (known, path) = line.split_once('\t')?;
    let mut words = known.split(' ');
    let mode = words.next()?;
    let hash = words.nth(1)?;
    FILE_MODES.contains(&mode).then_some((hash, path.strip_prefix("content/")?))
}

/// The next object of an answer of `git cat-file --batch`: `HASH blob SIZE`, a line feed, the bytes, a line feed.
fn next(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let bytes = rest.get(end + 1..end + 1 + size)?.to_vec();
    *rest = rest.get(end + size + 2..)?;
    Some(bytes)
}
