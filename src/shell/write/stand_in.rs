//! Shows a whole copy of the new site in the place of the output folder while that is brought up to date.
//!
//! The copy costs little: pages that stay are second names of the same files, and what is not ours is reached by links. The output
//! folder itself comes back afterwards, so that a server that was started inside it, or a container into which it is mounted, goes on.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::change::Change;
use super::exchange::{exchange, link};
use super::workplace::{MARK, UNFINISHED, name_beside};
use super::{NOT_OURS, is_ours};
use crate::shell::Failure;

/// Whether the stand-in is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raised {
    /// It is: the site stands in the workplace, and nobody looks at it.
    Yes,
    /// This disk or system cannot do it; the site is where it was.
    NotHere,
}

/// Completes the prepared files to a whole site, and exchanges it with the output folder.
///
/// Errors: the disk is full or broken, or something that is not ours stands in the way; the site is then as it was.
pub fn raise(change: &Change<'_>) -> Result<Raised, Failure> {
    match carry(change, Path::new("")).and_then(|()| exchanged(change)) {
        Ok(()) => Ok(Raised::Yes),
        Err(failure) if is_no_use(&failure.source) => Ok(Raised::NotHere),
        Err(failure) => Err(failure),
    }
}

/// Exchanges them again, and removes the stand-in.
pub fn lower(change: &Change<'_>) -> Result<(), Failure> {
    exchanged(change)?;
    rescue(change, Path::new(""))
}

fn exchanged(change: &Change<'_>) -> Result<(), Failure> {
    exchange(&change.stage, change.site).map_err(|error| Failure::new("exchange", change.site, error))
}

/// Whether an error means that this cannot be done here, and not that the disk is full or broken.
fn is_no_use(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported
            | ErrorKind::PermissionDenied
            | ErrorKind::CrossesDevices
            | ErrorKind::TooManyLinks
            | ErrorKind::InvalidInput
            | ErrorKind::ResourceBusy
    )
}

/// Gives the prepared files whatever else a folder of the site holds, `below` the site.
fn carry(change: &Change<'_>, below: &Path) -> Result<(), Failure> {
    let folder = change.site.join(below);
    let failed = |error: io::Error| Failure::new("list", &folder, error);
    let mut copy = Folder { path: change.stage.join(below), is_there: false };
    let mut folders = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let path = below.join(entry.file_name());
        let here = entry.path();
        // A name that is not UTF-8 is not ours.
        let name = path.to_str().unwrap_or_default();
        let is_page = change.written.contains_key(name);
        if is_own_tool(&path) {
            continue;
        }
        if kind.is_dir() && change.folders.contains(name) {
            folders.push(path);
        } else if kind.is_file() && is_page && !change.changed.contains(name) {
            copy.take(&entry.file_name(), |there| fs::hard_link(&here, there))?;
        } else if !is_ours(kind, name, change.earlier) {
            if is_page || change.is_in_the_way(name) {
                return Err(Failure::because("write the site over", &here, NOT_OURS));
            }
            copy.take(&entry.file_name(), |there| link(&way_back(change, &path), there))?;
        }
    }
    folders.par_iter().try_for_each(|folder| carry(change, folder))
}

/// A folder of the stand-in, made when something comes into it.
struct Folder {
    path: PathBuf,
    is_there: bool,
}

impl Folder {
    fn take(&mut self, name: &OsStr, put: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), Failure> {
        let path = self.path.join(name);
        let made = if self.is_there { Ok(()) } else { fs::create_dir_all(&self.path) };
        self.is_there = true;
        made.and_then(|()| put(&path)).map_err(|error| Failure::new("write", path, error))
    }
}

/// Whether something in the output folder belongs to postil and not to the site.
fn is_own_tool(path: &Path) -> bool {
    [MARK, UNFINISHED].iter().any(|name| path == Path::new(name))
}

/// From a path in the stand-in, while that is seen, to the same path in the output folder.
fn way_back(change: &Change<'_>, path: &Path) -> PathBuf {
    let mut way: PathBuf = path.iter().map(|_| OsStr::new("..")).collect();
    way.push(name_beside(change.site));
    way.push(change.stage.file_name().expect("the prepared files have a folder"));
    way.join(path)
}

/// Whether a folder stands at a path, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// Removes what the stand-in holds of the site, and brings home what others have put there while it was seen.
fn rescue(change: &Change<'_>, below: &Path) -> Result<(), Failure> {
    let folder = change.stage.join(below);
    let failed = |error: io::Error| Failure::new("remove", &folder, error);
    let mut folders = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let path = below.join(entry.file_name());
        let name = path.to_str().unwrap_or_default();
        if path == Path::new(MARK) {
            continue;
        } else if kind.is_dir() && change.folders.contains(name) {
            folders.push(path);
        } else if kind.is_symlink() || change.written.contains_key(name) {
            fs::remove_file(entry.path()).map_err(failed)?;
        } else {
            let home = change.site.join(&path);
            if !below.ancestors().all(|above| is_folder(&change.site.join(above))) {
                return Err(Failure::because("write", home, "something else than a folder stands above it"));
            }
            fs::rename(entry.path(), &home).map_err(|error| Failure::new("write", home, error))?;
        }
    }
    folders.par_iter().try_for_each(|folder| rescue(change, folder))?;
    if below == Path::new("") {
        // The mark goes last: what remains when killed can then be told from a site.
        fs::remove_file(folder.join(MARK)).map_err(failed)?;
    }
    fs::remove_dir(&folder).map_err(failed)
}
