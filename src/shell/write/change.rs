//! What a build changes in an output folder, and how the folder is brought up to date, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::exchange::is_one_file;
use super::stand_in::{self, Raised};
use super::workplace::{MARK, Where, Workplace, is_marked};
use super::{MANIFEST, create, manifest, prune};
use crate::shell::Failure;
use crate::source::digest::Fingerprint;

/// The difference between the site that is there and the one that is wanted.
#[derive(Debug)]
pub struct Change<'a> {
    /// The output folder.
    pub site: &'a Path,
    /// The folder of prepared files.
    pub stage: PathBuf,
    /// A name for one file on its way.
    next: PathBuf,
    /// Every file of the new site and its SHA-256; the manifest too.
    pub written: BTreeMap<String, Fingerprint>,
    /// Those of them that are not in the output folder, or not like this.
    pub changed: BTreeSet<String>,
    /// What the last build wrote.
    pub earlier: &'a BTreeSet<String>,
    /// All folders of either site.
    pub folders: BTreeSet<String>,
}

/// From where the files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// From the prepared files, which are moved.
    Stage,
    /// From the stand-in, which is seen and keeps its own; the output folder stands in the workplace.
    StandIn,
}

impl<'a> Change<'a> {
    /// The change that makes `site` hold `written`, of which `changed` stand prepared in the workplace.
    pub fn new(
        site: &'a Path,
        workplace: &Workplace,
        written: BTreeMap<String, Fingerprint>,
        changed: BTreeSet<String>,
        earlier: &'a BTreeSet<String>,
    ) -> Change<'a> {
        let above = written.keys().chain(earlier).flat_map(|path| prune::folders_above(path));
        let folders = above.map(str::to_owned).collect();
        Change { site, stage: workplace.stage(), next: workplace.next(), written, changed, earlier, folders }
    }

    /// Makes the change.
    ///
    /// Where the stand-in can be shown, whoever opens a file by its path finds the old site until the one moment, and then the new one.
    /// Elsewhere each file changes at once: new pages first, then the pages that lead to them, and what goes goes last.
    pub fn make(&self, at: Where) -> Result<(), Failure> {
        let raised = match at {
            Where::Beside => stand_in::raise(self)?,
            Where::Inside => Raised::NotHere,
        };
        match raised {
            Raised::Yes => self.behind_the_stand_in(),
            Raised::NotHere => {
                self.announce()?;
                self.bring_up_to_date(self.site, From::Stage)
            }
        }
    }

    fn behind_the_stand_in(&self) -> Result<(), Failure> {
        self.bring_up_to_date(&self.stage, From::StandIn)?;
        stand_in::lower(self)
    }

    /// Lists what is about to come, so that a build that is killed in between leaves nothing behind that no list names.
    fn announce(&self) -> Result<(), Failure> {
        let added: BTreeMap<String, Fingerprint> = self
            .written
            .iter()
            .filter(|(path, _)| !self.earlier.contains(*path) && *path != MANIFEST)
            .map(|(path, hash)| (path.clone(), *hash))
            .collect();
        if added.is_empty() {
            return Ok(());
        }
        let path = self.site.join(MANIFEST);
        let mut lines = match fs::read(&path) {
            Ok(lines) => lines,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Failure::new("read", path, error)),
        };
        lines.extend(manifest::text(&added).into_bytes());
        create(&self.next, &lines)?;
        fs::rename(&self.next, &path).map_err(|error| Failure::new("write", path, error))
    }

    /// Puts every changed file into `site`, then removes what the last build wrote and this one did not; the manifest comes last.
    fn bring_up_to_date(&self, site: &Path, from: From) -> Result<(), Failure> {
        let gone: BTreeSet<&str> =
            self.earlier.iter().map(String::as_str).filter(|path| !self.written.contains_key(*path)).collect();
        let (first, last): (Vec<&str>, Vec<&str>) = gone.iter().partition(|path| self.is_in_the_way(path));
        let left = prune::remove_files(site, &first, &BTreeMap::new())?;
        prune::remove_empty(site, &left)?;
        let pages = self.changed.iter().filter(|path| *path != MANIFEST);
        let (new, old): (Vec<&String>, Vec<&String>) = pages.partition(|path| !self.earlier.contains(*path));
        let mut ready = BTreeSet::new();
        for path in new.into_iter().chain(old) {
            self.put(site, path, from, &mut ready)?;
        }
        let left = prune::remove_files(site, &last, &self.written)?;
        prune::remove_empty(site, &left)?;
        if self.changed.contains(MANIFEST) {
            self.put(site, MANIFEST, from, &mut ready)?;
        }
        Ok(())
    }

    /// Whether what stands at a path stands where a folder is wanted, or below where a page is.
    pub fn is_in_the_way(&self, path: &str) -> bool {
        self.is_wanted_as_folder(path) || prune::folders_above(path).any(|above| self.written.contains_key(above))
    }

    fn put<'b>(&self, site: &Path, path: &'b str, from: From, ready: &mut BTreeSet<&'b str>) -> Result<(), Failure> {
        for folder in prune::folders_above(path).filter(|folder| ready.insert(folder)) {
            make_ready(&site.join(folder))?;
        }
        let target = site.join(path);
        let failed = |error| Failure::new("write", &target, error);
        match from {
            From::Stage => fs::rename(self.stage.join(path), &target).map_err(failed),
            From::StandIn => {
                fs::hard_link(self.site.join(path), &self.next).map_err(failed)?;
                fs::rename(&self.next, &target).map_err(failed)
            }
        }
    }

    /// Whether the new site has files below this path.
    fn is_wanted_as_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.written.range(below.clone()..).next().is_some_and(|(next, _)| next.starts_with(&below))
    }
}

/// Finishes what a killed build has left: if the stand-in is still seen, the output folder is brought up to date and comes back.
///
/// Errors: the mark is there without what belongs to it, since somebody has moved or removed folders.
pub fn heal(site: &Path, workplace: &Workplace) -> Result<(), Failure> {
    if !is_marked(site).map_err(|error| Failure::new("look into", site, error))? {
        return heal_stage(workplace);
    }
    let stage = workplace.stage();
    match (fs::symlink_metadata(&stage), workplace.at) {
        (Err(error), Where::Beside) if error.kind() == ErrorKind::NotFound => {
            // A first build was killed after its last step but one.
            let mark = site.join(MARK);
            return fs::remove_file(&mark).map_err(|error| Failure::new("remove", mark, error));
        }
        (Err(error), _) => return Err(Failure::new("look into", stage, error)),
        (Ok(_), _) => {}
    }
    let earlier = manifest::read(&stage)?;
    let mut written: BTreeMap<String, Fingerprint> =
        manifest::read(site)?.into_iter().map(|path| (path, Fingerprint::default())).collect();
    written.insert(MANIFEST.to_owned(), Fingerprint::default());
    let is_changed = |path: &&String| !is_one_file(&site.join(path), &stage.join(path));
    let changed = written.keys().filter(is_changed).cloned().collect();
    Change::new(site, workplace, written, changed, &earlier).behind_the_stand_in()
}

/// An unmarked folder of prepared files is empty, or it is none.
fn heal_stage(workplace: &Workplace) -> Result<(), Failure> {
    let stage = workplace.stage();
    match fs::remove_dir(&stage) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::new("remove", stage, error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes a folder in one that is there; the site is not written through links, which could lead anywhere.
fn make_ready(folder: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::new("make the folder", folder, error);
    match fs::create_dir(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(failed(error)),
        Err(_) if fs::symlink_metadata(folder).map_err(failed)?.is_dir() => Ok(()),
        Err(_) => Err(Failure::because("make the folder", folder, "something else stands there, a file or a symbolic link")),
    }
}
