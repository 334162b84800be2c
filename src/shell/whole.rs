//! Writes a new folder: all of it, or none of it where something goes wrong on the way; never over one that is there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::write::manifest::is_inside;
use super::{Failure, Refusal, WrongUse};
use crate::model::Fingerprint;
use crate::source::digest::sha256;

/// A folder on its way; files may come from several threads at once, each path once.
#[derive(Debug)]
pub struct Whole {
    folder: PathBuf,
    unfinished: PathBuf,
    written: Mutex<BTreeMap<String, Fingerprint>>,
}

impl Whole {
    /// Begins a folder that must not be there yet; the one above it is made where it is missing.
    ///
    /// Errors: wrong use if something stands there; the machine's refusal.
    pub fn begin(folder: &Path) -> Result<Whole, Refusal> {
        let (shown, name) = (folder.display(), folder.file_name());
        match (fs::symlink_metadata(folder), name) {
            (Err(error), Some(_)) if error.kind() == ErrorKind::NotFound => {}
            (Err(error), Some(_)) => return Err(Failure::new("look at", folder, error).into()),
            (_, None) => return Err(WrongUse::new(format!("`{shown}` is no name of a new folder"), "name one").into()),
            (Ok(_), Some(_)) => {
                let message = format!("`{shown}` is there already, and nothing is written over it");
                return Err(WrongUse::new(message, "name a folder that is not there yet").into());
            }
        }
        let mut unfinished_name = std::ffi::OsString::from(".");
        unfinished_name.push(name.unwrap_or_default());
        unfinished_name.push(format!(".postil-unfinished-{}", std::process::id()));
        let unfinished = folder.with_file_name(unfinished_name);
        let above = unfinished.parent().unwrap_or(Path::new("."));
        let made = if above.as_os_str().is_empty() { Ok(()) } else { fs::create_dir_all(above) };
        made.and_then(|()| fs::create_dir(&unfinished)).map_err(|error| Failure::new("make the folder", &unfinished, error))?;
        Ok(Whole { folder: folder.to_owned(), unfinished, written: Mutex::default() })
    }

    /// Writes a file of it; `path` is relative, with `/`.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        assert!(is_inside(path), "a folder has no file outside of it: {path}");
        let on_disk = self.unfinished.join(path);
        let failed = |error| Failure::new("write", &on_disk, error);
        fs::create_dir_all(on_disk.parent().unwrap_or(&self.unfinished)).map_err(failed)?;
        fs::File::create_new(&on_disk).and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
        let print = Fingerprint { size_bytes: bytes.len() as u64, sha256: sha256(bytes) };
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), print);
        Ok(())
    }

    /// What was written so far, by path.
    pub fn files(&self) -> BTreeMap<String, Fingerprint> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives the folder its name. Errors: somebody has made one of that name in the meantime.
    pub fn finish(self) -> Result<(), Failure> {
        let taken = || Failure::because("write", &self.folder, "somebody has made it in the meantime");
        if fs::symlink_metadata(&self.folder).is_ok() {
            return Err(taken());
        }
        fs::rename(&self.unfinished, &self.folder).map_err(|error| Failure::new("write", &self.folder, error))
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // After `finish` there is nothing of this name; what cannot be removed says what it is by its name.
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Whole;

    #[test]
    fn a_folder_is_written_whole_or_not_at_all_and_never_over_another() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("new/bag");
        let whole = Whole::begin(&folder).unwrap();
        whole.write("a/b.txt", b"words").unwrap();
        assert!(whole.write("a/b.txt", b"again").is_err() && !folder.exists());
        assert_eq!(whole.files()["a/b.txt"].size_bytes, 5);
        drop(whole);
        assert_eq!(fs::read_dir(above.path().join("new")).unwrap().count(), 0);
        let whole = Whole::begin(&folder).unwrap();
        whole.write("a/b.txt", b"words").unwrap();
        whole.finish().unwrap();
        assert_eq!(fs::read(folder.join("a/b.txt")).unwrap(), b"words");
        assert!(Whole::begin(&folder).is_err());
        let late = Whole::begin(&above.path().join("late")).unwrap();
        fs::create_dir(above.path().join("late")).unwrap();
        assert!(late.finish().is_err());
    }
}
