//! Puts a report into a file that somebody asked for, or behind what stands there already.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::replace::replace;
use super::write::apart;
use super::{Failure, Refusal};

/// Where a report goes that somebody asked for; links are resolved.
///
/// Wrong use: a place among the sources of an archive or in `.git`.
pub fn target(root: &Path, wanted: &Path) -> Result<PathBuf, Refusal> {
    if is_stream(wanted) { Ok(wanted.to_owned()) } else { apart(Some(root), wanted) }
}

/// Writes a file anew, whole or not at all; its folder must be there. A pipe or a terminal takes the text as it comes.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    match is_stream(path) {
        true => fs::write(path, text).map_err(|error| Failure::new("write", path, error)),
        false => replace(path, text.as_bytes(), None),
    }
}

/// Whether what stands there is no file, so that nothing could be put into its place.
fn is_stream(path: &Path) -> bool {
    // What cannot be looked at tells why when it is written.
    fs::metadata(path).is_ok_and(|found| !found.is_file())
}

/// Adds a text at the end of a file, which is made if it is not there.
pub fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = fs::OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::new("write", path, error))
}
