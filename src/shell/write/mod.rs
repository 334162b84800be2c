//! Writes the site: only what has changed, all of it at once, and removes what the last build wrote and this one did not.
//!
//! Changed files are prepared beside the output folder (`workplace`); at the end the new site is shown as a whole (`stand_in`) while
//! the folder itself is brought up to date (`change`). A site that is not there yet is moved to its place.

mod change;
mod exchange;
mod folder;
pub(in crate::shell) mod manifest;
mod origins;
mod prune;
mod stand_in;
mod workplace;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Failure;
use super::clock::Stopwatch;
use crate::source::digest::{Fingerprint, fingerprint};
use change::Change;
use origins::Origins;
use workplace::{MARK, UNFINISHED, Where, Workplace};

pub use folder::{apart, choose, resolve};
pub use manifest::MANIFEST;
pub use workplace::Builder;

/// Why nothing is written over a file that no list of ours names, nor over anything that is no file.
const NOT_OURS: &str =
    "something that postil did not write stands there; move it away, or build into another folder with `--output`";

/// Whether the output folder was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// No folder: nothing to compare with, and nobody who reads.
    Nothing,
    /// A folder, with files of an earlier build, or of somebody else.
    Folder,
}

/// A folder into which a site is written; from several threads at once, each path once.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    before: Before,
    workplace: Workplace,
    /// What the last build wrote, by its manifest.
    earlier: BTreeSet<String>,
    /// From what it drew its pages; absent where there is no place for a list of that.
    origins: Option<Origins>,
    /// What this build wrote or found equal: path and SHA-256.
    written: Mutex<Vec<(String, Fingerprint)>>,
    /// Those that differ from what is there, and stand prepared.
    changed: Mutex<Vec<String>>,
    /// Folders of prepared files that are there.
    ready: Mutex<BTreeSet<OsString>>,
    /// Folders of the site through which nobody is led elsewhere.
    sound: Mutex<BTreeSet<String>>,
    /// Microseconds that all threads together have spent in `write`.
    writing: AtomicU64,
}

impl Output {
    /// Prepares an output folder that [`choose`] has let through; what readers find changes only in [`Output::finish`].
    ///
    /// If another build writes into it, that is said by `told` and waited for.
    /// Errors: it is a file, it cannot be written into, or what a killed build left cannot be finished or removed.
    pub fn open(folder: PathBuf, told: &mut dyn FnMut(&Builder)) -> Result<Output, Failure> {
        match fs::read_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::new("write into", folder, error)),
            Ok(_) | Err(_) => {}
        }
        let workplace = Workplace::open(&folder, told)?;
        change::heal(&folder, &workplace)?;
        let before = if fs::symlink_metadata(&folder).is_ok() { Before::Folder } else { Before::Nothing };
        let earlier = manifest::read(&folder)?;
        let origins = match workplace.at {
            Where::Beside => Some(Origins::read(workplace.folder.clone(), &folder)),
            Where::Inside => None,
        };
        Ok(Output {
            folder,
            before,
            workplace,
            earlier,
            origins,
            written: Mutex::default(),
            changed: Mutex::default(),
            ready: Mutex::default(),
            sound: Mutex::default(),
            writing: AtomicU64::new(0),
        })
    }

    /// Prepares one file; one that is there with the same bytes is left alone, times and all.
    ///
    /// `path` is relative, with `/`.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let stopwatch = Stopwatch::start();
        assert!(manifest::is_inside(path), "the site has no page outside its folder: {path}");
        if path == MANIFEST || path.split('/').next().is_some_and(|first| first == UNFINISHED || first == MARK) {
            return Err(Failure::because("write", self.folder.join(path), "postil needs this name for itself; rename the file"));
        }
        let hash = fingerprint(bytes);
        self.put(path, bytes)?;
        lock(&self.written).push((path.to_owned(), hash));
        self.writing.fetch_add(stopwatch.elapsed().as_micros() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Whether the page at a path stands as it was drawn from this origin: then it is taken to be written. Gives its size in bytes.
    pub fn stands(&self, path: &str, origin: Fingerprint) -> Option<u64> {
        let known = self.origins.as_ref()?.ask(path, origin)?;
        let target = self.folder.join(path);
        // A link, or a path that leads through one, is no page of this site: it is drawn, and that tells what is wrong.
        let is_file = self.is_sound_above(path).is_ok() && fs::symlink_metadata(&target).is_ok_and(|found| found.is_file());
        let bytes = is_file.then(|| fs::read(target).ok()).flatten()?;
        let hash = fingerprint(&bytes);
        (hash == known).then(|| {
            lock(&self.written).push((path.to_owned(), hash));
            bytes.len() as u64
        })
    }

    /// The list of what pages were drawn from, if it was there and could not be read.
    pub fn damaged_list(&self) -> Option<PathBuf> {
        self.origins.as_ref().filter(|origins| origins.damaged).map(Origins::path)
    }

    /// The time that all threads together have spent in writing files.
    pub fn writing(&self) -> Duration {
        Duration::from_micros(self.writing.load(Ordering::Relaxed))
    }

    /// Shows the new site, with its `manifest-sha256.txt`, and removes what the last build wrote and this one did not.
    ///
    /// Gives what kept the machine from remembering from what the pages were drawn, if anything did.
    ///
    /// Errors: the machine refuses. Readers then find the old site or the new one, and the next build finishes what is left to do.
    pub fn finish(self) -> Result<Option<Failure>, Failure> {
        let mut written: BTreeMap<String, Fingerprint> = taken(&self.written);
        let text = manifest::text(&written);
        self.put(MANIFEST, text.as_bytes())?;
        written.insert(MANIFEST.to_owned(), fingerprint(text.as_bytes()));
        let changed: BTreeSet<String> = taken(&self.changed);
        let pages = self.origins.as_ref().map(|origins| (origins, origins.lines(&written)));
        let is_as_it_was = changed.is_empty() && self.earlier.iter().all(|path| written.contains_key(path));
        match self.before {
            Before::Nothing => self.move_in()?,
            Before::Folder if is_as_it_was => {}
            Before::Folder => {
                Change::new(&self.folder, &self.workplace, written, changed, &self.earlier).make(self.workplace.at)?
            }
        }
        Ok(pages.and_then(|(origins, lines)| origins.save(&self.folder, &lines).err()))
    }

    /// Gives a site that was not there its place.
    fn move_in(&self) -> Result<(), Failure> {
        let mark = self.folder.join(MARK);
        fs::rename(self.workplace.stage(), &self.folder).map_err(|error| Failure::new("write", &self.folder, error))?;
        fs::remove_file(&mark).map_err(|error| Failure::new("remove", mark, error))
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        if self.before == Before::Folder {
            self.is_sound_above(path)?;
            let target = self.folder.join(path);
            if holds(&target, bytes) {
                return Ok(());
            }
            // A folder may hold nothing but pages that go, which is seen when all are known.
            let is_foreign = |kind: FileType| !kind.is_dir() && !is_ours(kind, path, &self.earlier);
            if fs::symlink_metadata(&target).is_ok_and(|found| is_foreign(found.file_type())) {
                return Err(Failure::because("write the site over", target, NOT_OURS));
            }
        }
        let prepared = self.workplace.stage().join(path);
        self.make_ready(prepared.parent().expect("a path inside a folder has a parent"))?;
        create(&prepared, bytes)?;
        // Where nothing was, all of it is new.
        if self.before == Before::Folder {
            lock(&self.changed).push(path.to_owned());
        }
        Ok(())
    }

    /// Refuses a path that leads through a link of the site, which could lead anywhere, or through a file that is not ours.
    fn is_sound_above(&self, path: &str) -> Result<(), Failure> {
        for above in prune::folders_above(path) {
            if lock(&self.sound).contains(above) {
                continue;
            }
            let folder = self.folder.join(above);
            match fs::symlink_metadata(&folder) {
                Ok(found) if !found.is_dir() && !is_ours(found.file_type(), above, &self.earlier) => {
                    let reason = "something else stands there, a file or a symbolic link";
                    return Err(Failure::because("make the folder", folder, reason));
                }
                // What cannot be looked at now will tell when it is written.
                Ok(_) | Err(_) => {}
            }
            lock(&self.sound).insert(above.to_owned());
        }
        Ok(())
    }

    /// Makes a folder of prepared files and those above it; the outermost gets the rights of the site, and the mark.
    fn make_ready(&self, folder: &Path) -> Result<(), Failure> {
        let mut ready = lock(&self.ready);
        if ready.contains(folder.as_os_str()) {
            return Ok(());
        }
        let failed = |error| Failure::new("make the folder", folder, error);
        let stage = self.workplace.stage();
        if ready.insert(stage.clone().into_os_string()) {
            fs::create_dir(&stage).map_err(failed)?;
            create(&stage.join(MARK), b"")?;
            // In a folder that may not be written into nothing could be prepared, nor removed by the next build.
            if let Ok(site) = fs::metadata(&self.folder)
                && !site.permissions().readonly()
            {
                fs::set_permissions(&stage, site.permissions()).map_err(failed)?;
            }
        }
        fs::create_dir_all(folder).map_err(failed)?;
        ready.insert(folder.as_os_str().to_owned());
        Ok(())
    }
}

/// What all threads have put there, sorted.
fn taken<T, C: FromIterator<T>>(list: &Mutex<Vec<T>>) -> C {
    std::mem::take(&mut *lock(list)).into_iter().collect()
}

/// Whether what stands at a path may be replaced or removed: a file that the last build wrote. No build leaves a link, a pipe or a socket.
fn is_ours(kind: FileType, path: &str, earlier: &BTreeSet<String>) -> bool {
    kind.is_file() && (path == MANIFEST || earlier.contains(path))
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

/// A lock after a panic: the panic ends the program, so that what it guarded is not read any more.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
