//! Writes the site: only what has changed, whole files only, and removes what the last build wrote and this one did not.

mod folder;
mod manifest;
mod prune;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Failure;
use super::clock::Stopwatch;
use super::digest::sha256;

pub use folder::choose;
pub use manifest::MANIFEST;

/// The folder, inside the output folder, of files that are being written.
///
/// One folder for all of them: what a killed build leaves is found without walking through ten thousand pages.
const UNFINISHED: &str = ".postil-unfinished";

/// Whether there was something in the output folder before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// No folder, or an empty one: nothing to compare with.
    Empty,
    /// Files of an earlier build, or of somebody else.
    Something,
}

/// A folder into which a site is written; from several threads at once, each path once.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    before: Before,
    /// What the last build wrote, by its manifest.
    earlier: BTreeSet<String>,
    /// What this build wrote or found equal: path and SHA-256.
    written: Mutex<BTreeMap<String, String>>,
    /// Folders that are known to be there and to be no links.
    ready: Mutex<BTreeSet<PathBuf>>,
    count: AtomicU64,
    /// Microseconds that all threads together have spent in `write`.
    writing: AtomicU64,
}

impl Output {
    /// Prepares an output folder that [`choose`] has let through; it is made when the first file is written.
    ///
    /// Errors: it is a file, it cannot be read, or what a killed build left in it cannot be removed.
    pub fn open(folder: PathBuf) -> Result<Output, Failure> {
        let before = match fs::read_dir(&folder) {
            Ok(mut entries) => match entries.next() {
                None => Before::Empty,
                Some(_) => Before::Something,
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Before::Empty,
            Err(error) => return Err(Failure::new("write into", folder, error)),
        };
        let earlier = match before {
            Before::Empty => BTreeSet::new(),
            Before::Something => {
                remove_unfinished(&folder)?;
                manifest::read(&folder)?
            }
        };
        let (written, ready) = (Mutex::default(), Mutex::default());
        let (count, writing) = (AtomicU64::new(0), AtomicU64::new(0));
        Ok(Output { folder, before, earlier, written, ready, count, writing })
    }

    /// Writes one file; one that is there with the same bytes is left alone, times and all.
    ///
    /// `path` is relative, with `/`.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let stopwatch = Stopwatch::start();
        assert!(manifest::is_inside(path), "the site has no page outside its folder: {path}");
        if path == MANIFEST || path.split('/').next() == Some(UNFINISHED) {
            return Err(Failure::because("write", self.folder.join(path), "postil needs this name for itself; rename the file"));
        }
        self.put(path, bytes)?;
        lock(&self.written).insert(path.to_owned(), sha256(bytes));
        self.writing.fetch_add(stopwatch.elapsed().as_micros() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// The time that all threads together have spent in writing files.
    pub fn writing(&self) -> Duration {
        Duration::from_micros(self.writing.load(Ordering::Relaxed))
    }

    /// Removes what the last build wrote and this one did not, then writes `manifest-sha256.txt`.
    ///
    /// In this order: a build that is killed in between leaves a manifest that names too much, never too little.
    pub fn finish(self) -> Result<(), Failure> {
        let written = std::mem::take(&mut *lock(&self.written));
        let orphans: Vec<&str> = self.earlier.iter().map(String::as_str).filter(|path| !written.contains_key(*path)).collect();
        let left = prune::remove_files(&self.folder, &orphans, &written)?;
        prune::remove_empty(&self.folder, &left)?;
        self.put(MANIFEST, manifest::text(&written).as_bytes())?;
        remove_unfinished(&self.folder)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.folder.join(path);
        if self.before == Before::Something && holds(&target, bytes) {
            return Ok(());
        }
        match self.replace(&target, bytes) {
            Err(_) if self.make_way(path)? => self.replace(&target, bytes),
            result @ (Ok(()) | Err(_)) => result,
        }
    }

    fn replace(&self, target: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.make_ready(target.parent().expect("a path inside a folder has a parent"))?;
        match self.before {
            // Nobody reads a site that was never finished, so the second name, half of the cost, is saved.
            Before::Empty => create(target, bytes),
            Before::Something => {
                let unfinished = self.folder.join(UNFINISHED);
                self.make_ready(&unfinished)?;
                let temporary = unfinished.join(self.count.fetch_add(1, Ordering::Relaxed).to_string());
                create(&temporary, bytes)?;
                fs::rename(&temporary, target).map_err(|error| Failure::new("write", target, error))
            }
        }
    }

    /// Makes a folder and those above it; the site is not written through links, which could lead anywhere.
    fn make_ready(&self, folder: &Path) -> Result<(), Failure> {
        if lock(&self.ready).contains(folder) {
            return Ok(());
        }
        if folder == self.folder {
            fs::create_dir_all(folder).map_err(|error| Failure::new("make the folder", folder, error))?;
        } else {
            self.make_ready(folder.parent().expect("the output folder lies above"))?;
            match fs::create_dir(folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(Failure::new("make the folder", folder, error));
                }
                Ok(()) | Err(_) => {}
            }
            let found = fs::symlink_metadata(folder).map_err(|error| Failure::new("make the folder", folder, error))?;
            if !found.is_dir() {
                return Err(Failure::because(
                    "make the folder",
                    folder,
                    "something else stands there, a file or a symbolic link",
                ));
            }
        }
        lock(&self.ready).insert(folder.to_owned());
        Ok(())
    }

    /// Removes what the last build wrote where now a folder is wanted for `path`, or below where now `path` itself is.
    fn make_way(&self, path: &str) -> Result<bool, Failure> {
        let is_below = |lower: &str, upper: &str| lower.strip_prefix(upper).is_some_and(|rest| rest.starts_with('/'));
        let stale: Vec<&str> =
            self.earlier.iter().map(String::as_str).filter(|old| is_below(old, path) || is_below(path, old)).collect();
        let mut left = prune::remove_files(&self.folder, &stale, &BTreeMap::new())?;
        // The folders above `path` are about to be written into.
        left.retain(|folder| *folder == path || is_below(folder, path));
        prune::remove_empty(&self.folder, &left)?;
        Ok(!stale.is_empty())
    }
}

/// Whether a file, and no link to one, holds these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    // Whatever keeps the old file from being read, the new one is written over it, and that tells what is wrong.
    let same_size = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|found| found == bytes)
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| Failure::new("write", path, error))
}

fn remove_unfinished(folder: &Path) -> Result<(), Failure> {
    let path = folder.join(UNFINISHED);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Ok(found) if found.is_dir() => fs::remove_dir_all(&path),
        Ok(_) => fs::remove_file(&path),
        Err(error) => Err(error),
    }
    .map_err(|error| Failure::new("remove", path, error))
}

/// A lock after a panic: the panic ends the program, so that what it guarded is not read any more.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
