//! Puts a report into a file that somebody asked for, or behind what stands there already.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Failure;

/// Writes a file anew; its folder must be there.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::new("write", path, error))
}

/// Adds a text at the end of a file, which is made if it is not there.
pub fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = fs::OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::new("write", path, error))
}
