//! Reads files from outside an archive that are to become part of it: a text, notes of another program.

use std::path::{Path, PathBuf};

use super::load::{TEXT_MAX_BYTES, decode};
use super::{Failure, Refusal, WrongUse};
use crate::source::SourceFile;
use crate::source::digest::sha256;

/// Bytes that a file with notes of another program may have.
const OFFERED_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A text from anywhere that is to become one of a document: its words, its bytes as they are, its hash.
///
/// Errors: wrong use if it is no text file; the machine's refusal.
pub fn load_text(path: &Path) -> Result<SourceFile, Refusal> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".markdown").map_or(name.clone(), |stem| format!("{stem}.md"));
    if !name.ends_with(".md") && !name.ends_with(".txt") {
        let message = format!("`{}` is neither Markdown (.md) nor plain text (.txt)", path.display());
        return Err(WrongUse::new(message, "save it as one of them; what cannot be a text belongs to content/static/").into());
    }
    let size = std::fs::metadata(path).map_err(|error| Failure::new("read", path, error))?.len();
    if size > TEXT_MAX_BYTES {
        return Err(Failure::because("read", path, "it is too large for a text").into());
    }
    let bytes = std::fs::read(path).map_err(|error| Failure::new("read", path, error))?;
    let (text, fault) = decode(bytes.clone());
    if let Some(fault) = fault {
        return Err(WrongUse::new(format!("`{}`: {}", path.display(), fault.message), fault.help).into());
    }
    Ok(SourceFile { path: name, text, sha256: Some(sha256(&bytes)), bytes, readable: true })
}

/// Files of another program: one, or of a folder those of these names that are there; each its name and its text.
///
/// The first name must be there. Errors: wrong use if it is a folder where one file is meant, or no text; the machine's refusal.
pub fn load_offered(path: &Path, names: &[&str]) -> Result<Vec<(String, String)>, Refusal> {
    let is_folder = std::fs::metadata(path).map_err(|error| Failure::new("read", path, error))?.is_dir();
    let shown = path.display();
    let files: Vec<PathBuf> = match names.split_first() {
        _ if !is_folder => vec![path.to_owned()],
        None => return Err(WrongUse::new(format!("`{shown}` is a folder"), "name a file in it").into()),
        Some((first, _)) if !path.join(first).exists() => {
            return Err(WrongUse::new(format!("`{shown}` holds no {first}"), "name a file, or a folder that holds it").into());
        }
        Some(_) => names.iter().map(|name| path.join(name)).filter(|path| path.exists()).collect(),
    };
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let failed = |error| Failure::new("read", &file, error);
        let found = std::fs::metadata(&file).map_err(failed)?;
        if !found.is_file() {
            return Err(Failure::because("read", file, "it is no file").into());
        }
        if found.len() > OFFERED_MAX_BYTES {
            return Err(Failure::because("read", file, "it is larger than 64 MiB; divide it").into());
        }
        let (text, fault) = decode(std::fs::read(&file).map_err(failed)?);
        if let Some(fault) = fault {
            return Err(WrongUse::new(format!("`{}`: {}", file.display(), fault.message), fault.help).into());
        }
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        read.push((name, text));
    }
    Ok(read)
}
