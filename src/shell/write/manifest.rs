//! The list of what was written, as in BagIt (RFC 8493): a line per file, its SHA-256 and its path.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

use crate::model::manifest_line;
use crate::shell::Failure;
use crate::source::digest::{Fingerprint, from_hexadecimal, hexadecimal};

/// The name of the list in the output folder; `sha256sum -c` understands it.
pub const MANIFEST: &str = "manifest-sha256.txt";

/// The lines for these paths and hashes, in the order of paths.
pub fn text(files: &BTreeMap<String, Fingerprint>) -> String {
    files.iter().map(|(path, hash)| manifest_line(path, &hexadecimal(hash))).collect()
}

/// The paths that the list of an output folder names; none where there is no list.
///
/// A line that is not ours, or leads out of the folder, is passed over: nothing is removed for it.
pub fn read(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let path = folder.join(MANIFEST);
    if std::fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        return Err(Failure::because("read", path, "something else than a file stands there; move it away"));
    }
    match std::fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).lines().filter_map(entry).map(|(path, _)| path).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Failure::new("read", path, error)),
    }
}

/// The path and the hash of a line; nothing where the line is not ours, or leads out of the folder.
pub fn entry(line: &str) -> Option<(String, Fingerprint)> {
    let (hash, path) = line.split_once("  ")?;
    let hash = from_hexadecimal(hash)?;
    let path = path.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    is_inside(&path).then_some((path, hash))
}

/// Whether a relative path with `/` stays inside its folder.
pub fn is_inside(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', '\0']);
    path.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{entry, is_inside, text};

    #[test]
    fn what_is_written_is_read_again() {
        for path in ["index.html", "a/b  c.html", "文/ü%0A.html", "a\nb", "100%"] {
            let hash = std::array::from_fn(|at| at as u8 * 8 + 1);
            let line = text(&BTreeMap::from([(path.to_owned(), hash)]));
            assert_eq!(entry(line.strip_suffix('\n').unwrap()), Some((path.to_owned(), hash)));
        }
    }

    #[test]
    fn lines_that_lead_out_of_the_folder_are_passed_over() {
        for path in ["../a", "/etc/passwd", "a/../../b", "a//b", "./a", "", "a\\..\\b"] {
            assert!(!is_inside(path), "{path}");
            assert_eq!(entry(&format!("{}  {path}", "a".repeat(64))), None);
        }
        for hash in ["abc", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65), &"é".repeat(32)] {
            assert_eq!(entry(&format!("{hash}  index.html")), None);
        }
    }
}
