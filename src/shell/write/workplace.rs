//! The folder in which a build prepares what it will publish, and the lock that lets one build at a time do so.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::exchange::is_mounted;
use crate::shell::{Failure, clock};

/// The name, inside the output folder, of the folder in which a build works where it cannot work beside it.
pub const UNFINISHED: &str = ".postil-unfinished";

/// The name of an empty file that marks a folder as prepared by postil: all in it can be made again or stands elsewhere, too.
pub const MARK: &str = ".postil-stage";

/// Where a build works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Beside the output folder: the two can be exchanged.
    Beside,
    /// Inside it, since the folder above cannot be written into or another disk is mounted here.
    Inside,
}

/// Another build that writes into the same folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Builder {
    /// Its process number, as far as it can be read.
    pub process: Option<String>,
    /// How long it has been building.
    pub since: Duration,
}

/// The folder in which one build works; gone at its end, but for what is remembered in it.
#[derive(Debug)]
pub struct Workplace {
    /// Its path.
    pub folder: PathBuf,
    /// Where it stands.
    pub at: Where,
    /// Folders above the output folder that were not there before; the outermost first.
    made: Vec<PathBuf>,
    /// Held as long as the build lasts; the machine lets go of it however the build ends.
    _lock: File,
}

impl Workplace {
    /// Waits until no other build writes into `site`, says so by `told`, and clears away what a killed build left.
    ///
    /// Errors: neither the folder above nor the site can be written into.
    pub fn open(site: &Path, told: &mut dyn FnMut(&Builder)) -> Result<Workplace, Failure> {
        let above = site.parent().expect("the root of the disk is no output folder");
        let made = make_above(above)?;
        let beside = above.join(name_beside(site));
        let inside = site.join(UNFINISHED);
        let withheld = |error: &io::Error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
        let (folder, at, lock) = match if is_mounted(site, above) { None } else { Some(locked(&beside, told)) } {
            Some(Ok(lock)) => (beside, Where::Beside, lock),
            Some(Err(error)) if !(withheld(&error) && site.is_dir()) => return Err(Failure::new("write into", above, error)),
            Some(Err(_)) | None => {
                let lock = locked(&inside, told).map_err(|error| Failure::new("write into", site, error))?;
                (inside.clone(), Where::Inside, lock)
            }
        };
        let workplace = Workplace { folder, at, made, _lock: lock };
        // A link could lead anywhere, and git carries links.
        let stage = workplace.stage();
        if fs::symlink_metadata(&stage).is_ok_and(|found| !found.is_dir()) {
            return Err(Failure::new("write into", &workplace.folder, in_the_way(&stage)));
        }
        workplace.clear()?;
        match at {
            Where::Beside => remove_whole(&inside)?,
            Where::Inside => {}
        }
        Ok(workplace)
    }

    /// The folder of prepared files; while the stand-in is seen, the output folder itself stands there.
    pub fn stage(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// A name for one file on its way.
    pub fn next(&self) -> PathBuf {
        self.folder.join("next")
    }

    /// Removes what was prepared, but never the output folder itself, which stands here after a build was killed at the worst time.
    pub fn clear(&self) -> Result<(), Failure> {
        let (stage, next) = (self.stage(), self.next());
        let cleared = match is_marked(&stage) {
            Ok(true) => remove_marked(&stage),
            Ok(false) => Ok(()),
            Err(error) => Err(error),
        };
        cleared.map_err(|error| Failure::new("remove", stage, error))?;
        match fs::remove_file(&next) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::new("remove", next, error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes, and says so if it cannot either.
        let _ = self.clear();
        let _ = fs::remove_dir(self.stage());
        let _ = fs::remove_file(self.folder.join("lock"));
        let _ = fs::remove_dir(&self.folder);
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether a folder holds the mark; one that is not there does not, and neither does a link to one.
pub fn is_marked(folder: &Path) -> io::Result<bool> {
    if fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
        return Ok(false);
    }
    match fs::symlink_metadata(folder.join(MARK)) {
        Ok(found) => Ok(found.is_file()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes a folder with the mark, and the mark last, so that what remains of it when killed can be told from a site.
fn remove_marked(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == MARK {
            continue;
        }
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }?;
    }
    fs::remove_file(folder.join(MARK))?;
    fs::remove_dir(folder)
}

/// `.public.postil` for `public`.
pub fn name_beside(site: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(site.file_name().expect("a path without `..` that is not the root ends in a name"));
    name.push(".postil");
    name
}

/// Makes the folders above the site; gives those that were not there.
fn make_above(above: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut missing: Vec<PathBuf> =
        above.ancestors().take_while(|folder| fs::symlink_metadata(folder).is_err()).map(Path::to_owned).collect();
    missing.reverse();
    fs::create_dir_all(above).map_err(|error| Failure::new("make the folder", above, error))?;
    Ok(missing)
}

/// Removes what stands at a path, if anything does; of a link the link.
fn remove_whole(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    }
    .map_err(|error| Failure::new("remove", path, error))
}

/// Makes the folder of a workplace and waits for its lock.
fn locked(folder: &Path, told: &mut dyn FnMut(&Builder)) -> io::Result<File> {
    let path = folder.join("lock");
    loop {
        make_own(folder)?;
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(in_the_way(&path));
        }
        let mut lock = match File::options().read(true).write(true).create(true).truncate(false).open(&path) {
            Ok(lock) => lock,
            // The build before this one has just ended and taken its folder away.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                told(&builder(&path, &lock));
                lock.lock()?;
            }
            // Some disks of a network know no locks; one build at a time is then up to whoever starts them.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Whoever held the lock may have removed its file, and a third build may hold the next one.
        if is_at(&lock, &path) {
            lock.set_len(0)?;
            writeln!(lock, "{}", std::process::id())?;
            return Ok(lock);
        }
    }
}

/// Makes a folder; a link in its place could lead anywhere.
fn make_own(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        Ok(()) | Err(_) => {}
    }
    match fs::symlink_metadata(folder) {
        Ok(found) if !found.is_dir() => Err(in_the_way(folder)),
        Ok(_) => Ok(()),
        // Taken away a moment ago.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn in_the_way(path: &Path) -> io::Error {
    io::Error::other(format!("`{}` stands where postil prepares the site; remove it", path.display()))
}

fn builder(path: &Path, lock: &File) -> Builder {
    let number = fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| text.trim().to_owned());
    let process = number.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    // Without a time nothing is said of it but that it has begun.
    let since = lock.metadata().and_then(|found| found.modified()).map(clock::since).unwrap_or_default();
    Builder { process, since }
}

#[cfg(unix)]
fn is_at(lock: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    let (held, found) = (lock.metadata().map(identity), fs::symlink_metadata(path).map(identity));
    matches!((held, found), (Ok(held), Ok(found)) if held == found)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
