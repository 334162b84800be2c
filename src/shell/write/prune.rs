//! Removes pages that the last build wrote and this one did not, and the folders that they leave empty.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::shell::Failure;
use crate::source::digest::Fingerprint;

/// Removes `orphans` from `folder`, but not where the disk takes one for a path in `kept`; gives the folders above them.
///
/// A page is removed even if it was changed since: whoever withdraws a page wants it gone, also after it was compressed
/// or signed. Nothing is removed through a link.
pub fn remove_files<'a>(
    folder: &Path,
    orphans: &[&'a str],
    kept: &BTreeMap<String, Fingerprint>,
) -> Result<BTreeSet<&'a str>, Failure> {
    let mut left = BTreeSet::new();
    if orphans.is_empty() {
        return Ok(left);
    }
    let names: BTreeMap<String, &str> = kept.keys().map(|path| (folded(path), path.as_str())).collect();
    for orphan in orphans {
        let same = names.get(&folded(orphan)).is_some_and(|path| is_same(&folder.join(orphan), &folder.join(path)));
        if !same && remove(folder, orphan).map_err(|error| Failure::new("remove", folder.join(orphan), error))? {
            left.extend(folders_above(orphan));
        }
    }
    Ok(left)
}

/// Removes those of the folders in which nothing is left.
pub fn remove_empty(folder: &Path, left: &BTreeSet<&str>) -> Result<(), Failure> {
    // Backwards, so that a folder comes after those inside it.
    for path in left.iter().rev().map(|path| folder.join(path)) {
        match fs::remove_dir(&path) {
            Err(error) if !matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound) => {
                return Err(Failure::new("remove", path, error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Removes one file if all folders above it are folders; tells whether it did.
fn remove(folder: &Path, path: &str) -> io::Result<bool> {
    for above in folders_above(path) {
        match fs::symlink_metadata(folder.join(above)) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    let path = folder.join(path);
    match fs::symlink_metadata(&path) {
        // A build writes files: anything else has come to stand there since.
        Ok(found) if !found.is_file() => Ok(false),
        Ok(_) => fs::remove_file(&path).map(|()| true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// `a` and `a/b` for `a/b/c.html`.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// A name as disks compare it that know no capitals (macOS, Windows) or compose letters.
fn folded(path: &str) -> String {
    path.to_lowercase().nfc().collect()
}

/// Whether two paths lead to one file.
fn is_same(left: &Path, right: &Path) -> bool {
    // A path that leads to nothing is not the same as one that does.
    matches!((fs::canonicalize(left), fs::canonicalize(right)), (Ok(left), Ok(right)) if left == right)
}
