//! Notices when an editor has saved something: files of an archive and its theme, by their marks on the disk.
//!
//! The machine's own notices only say when to look. What has changed is told by comparing marks, so that a notice too many costs
//! a look and one too few a second; where the machine gives none at all, looking at short intervals takes their place.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use rayon::prelude::*;

use super::clock::Stopwatch;
use super::walk::{Entry, Kind, walk};

/// How long it must be quiet before what was saved is read: an editor that saves by writing and renaming does both within it, and
/// the clock of files, which mostly goes in steps of 4 ms, has gone on.
const SETTLED: Duration = Duration::from_millis(5);

/// How long a file that has just lost all it held may stay empty: some editors first empty a file and then fill it.
const EMPTIED: Duration = Duration::from_millis(150);

/// How often the marks are compared where the machine gives notice, and where it gives none.
const NOTICED: Duration = Duration::from_secs(1);
const UNNOTICED: Duration = Duration::from_millis(150);

/// The marks of every file that belongs to a site, by path; and which folders there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    // Paths as they are spelled: they come from the same walk, and are compared far quicker than part by part.
    files: BTreeMap<OsString, Mark>,
    folders: BTreeSet<OsString>,
}

/// What the disk says of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    size_bytes: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when its record changed: two saves within one tick of the clock mostly differ here.
    record: [i64; 3],
}

/// Watches folders.
pub struct Watch {
    folders: Vec<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
    notices: Receiver<()>,
    /// Whether there was a notice since the marks were taken last.
    noticed: Arc<AtomicBool>,
    /// Kept so that waiting for notices is waiting, also where nobody gives any.
    _sender: Sender<()>,
}

impl Watch {
    /// Watches folders, of which some may not be there yet.
    pub fn new(folders: Vec<PathBuf>) -> Watch {
        let (sender, notices) = channel();
        let told = sender.clone();
        let noticed = Arc::new(AtomicBool::new(false));
        let notice = Arc::clone(&noticed);
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let is_reading = |kind: &EventKind| matches!(kind, EventKind::Access(access) if !matches!(access, AccessKind::Close(AccessMode::Write)));
            // A fault of the watcher is a reason to look as well. If nobody waits any more, nobody need be told.
            if !event.is_ok_and(|event| is_reading(&event.kind)) {
                notice.store(true, Ordering::Relaxed);
                let _ = told.send(());
            }
        });
        let mut watch = Watch { folders, watcher: watcher.ok(), watched: Vec::new(), notices, noticed, _sender: sender };
        watch.watch_what_is_there();
        watch
    }

    /// The marks of the moment.
    pub fn marks(&self) -> Marks {
        self.noticed.store(false, Ordering::Relaxed);
        Marks::of(&self.folders)
    }

    /// Tells whether anything is otherwise than `before`, to whoever asks from whatever thread, as far as the machine gives notice.
    pub fn overtaken<'a>(&'a self, before: &'a Marks) -> impl Fn() -> bool + Sync + 'a {
        let (folders, noticed, overtaken) = (&self.folders, &self.noticed, AtomicBool::new(false));
        move || {
            if noticed.swap(false, Ordering::Relaxed) && Marks::of(folders) != *before {
                overtaken.store(true, Ordering::Relaxed);
            }
            overtaken.load(Ordering::Relaxed)
        }
    }

    /// Waits until something is otherwise than `before` and it is quiet again; gives the new marks.
    pub fn changed(&mut self, before: &Marks) -> Marks {
        loop {
            self.wait();
            self.watch_what_is_there();
            let now = self.settled(before);
            if now != *before {
                return now;
            }
        }
    }

    /// Waits for a notice, or until it is time to look without one.
    fn wait(&self) {
        let everything = self.watched.len() == self.folders.iter().filter(|folder| folder.is_dir()).count();
        let interval = if self.watcher.is_some() && everything { NOTICED } else { UNNOTICED };
        // Both ends of waiting mean the same: look.
        let _ = self.notices.recv_timeout(interval);
    }

    /// The marks once nothing changes any more, and no file that held something is empty that may be about to be filled.
    fn settled(&self, before: &Marks) -> Marks {
        let since = Stopwatch::start();
        loop {
            while !matches!(self.notices.recv_timeout(SETTLED), Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) {
                if since.elapsed() > EMPTIED {
                    break;
                }
            }
            let now = self.marks();
            if since.elapsed() > EMPTIED || !now.emptied_since(before) {
                return now;
            }
        }
    }

    fn watch_what_is_there(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        // A folder that was removed is watched no more, and another of its name must be watched anew.
        self.watched.retain(|folder| folder.is_dir());
        for folder in &self.folders {
            if !self.watched.contains(folder) && watcher.watch(folder, RecursiveMode::Recursive).is_ok() {
                self.watched.push(folder.clone());
            }
        }
    }
}

impl Marks {
    /// The marks of everything in some folders.
    fn of(folders: &[PathBuf]) -> Marks {
        // Of a folder that cannot be listed there are none: whoever reads it tells what is wrong.
        let entries: Vec<Entry> = folders.iter().filter_map(|folder| walk(folder).ok()).flatten().collect();
        let (folders, others): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.kind == Kind::Folder);
        let marked = others.into_par_iter().filter_map(|entry| Some((mark(&entry.on_disk)?, entry.on_disk)));
        let files = marked.map(|(mark, path)| (path.into_os_string(), mark)).collect();
        Marks { files, folders: folders.into_iter().map(|entry| entry.on_disk.into_os_string()).collect() }
    }

    /// Paths of files that were changed, added or removed, in order.
    pub fn changed_since<'a>(&'a self, before: &'a Marks) -> Vec<&'a Path> {
        let other = self.files.iter().filter(|(path, mark)| before.files.get(*path) != Some(*mark)).map(|(path, _)| path);
        let gone = before.files.keys().filter(|path| !self.files.contains_key(*path));
        let mut paths: Vec<&Path> = other.chain(gone).map(Path::new).collect();
        paths.sort();
        paths
    }

    fn emptied_since(&self, before: &Marks) -> bool {
        let held = |path: &OsString| before.files.get(path).is_some_and(|mark| mark.size_bytes > 0);
        self.files.iter().any(|(path, mark)| mark.size_bytes == 0 && held(path))
    }
}

fn mark(path: &Path) -> Option<Mark> {
    let found = std::fs::symlink_metadata(path).ok()?;
    Some(Mark { size_bytes: found.len(), modified: found.modified().ok(), record: record(&found) })
}

#[cfg(unix)]
fn record(found: &std::fs::Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt;
    [found.ino() as i64, found.ctime(), found.ctime_nsec()]
}

#[cfg(not(unix))]
fn record(_: &std::fs::Metadata) -> [i64; 3] {
    [0; 3]
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Watch;

    #[test]
    fn every_way_to_save_is_noticed_and_what_is_not_read_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        let at = |name: &str| content.join(name);
        fs::write(at("a.yaml"), "a").unwrap();
        let mut watch = Watch::new(vec![content.clone(), folder.path().join("themes")]);
        let mut before = watch.marks();
        let mut noticed = |save: &dyn Fn(), names: &[&str]| {
            save();
            let now = watch.changed(&before);
            let paths: Vec<&Path> = now.changed_since(&before);
            let expected: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
            assert_eq!(paths, expected);
            before = now;
        };
        noticed(&|| fs::write(at("a.yaml"), "b").unwrap(), &["content/a.yaml"]);
        noticed(
            &|| {
                fs::write(at(".a.swp"), "c").unwrap();
                fs::rename(at(".a.swp"), at("a.yaml")).unwrap();
            },
            &["content/a.yaml"],
        );
        noticed(
            &|| {
                fs::create_dir_all(at("documents/x")).unwrap();
                fs::write(at("documents/x/text.md"), "x").unwrap();
            },
            &["content/documents/x/text.md"],
        );
        noticed(&|| fs::write(at("documents/x/text.md"), "y").unwrap(), &["content/documents/x/text.md"]);
        noticed(
            &|| fs::rename(at("documents/x"), at("documents/y")).unwrap(),
            &["content/documents/x/text.md", "content/documents/y/text.md"],
        );
        noticed(&|| fs::remove_file(at("a.yaml")).unwrap(), &["content/a.yaml"]);
        noticed(
            &|| {
                fs::create_dir_all(folder.path().join("themes/mine")).unwrap();
                fs::write(folder.path().join("themes/mine/a.html"), "x").unwrap();
            },
            &["themes/mine/a.html"],
        );
        noticed(
            &|| {
                fs::write(at("a.yaml~"), "x").unwrap();
                fs::write(at("b.yaml"), "x").unwrap();
            },
            &["content/b.yaml"],
        );
    }

    #[test]
    fn where_the_machine_gives_no_notice_looking_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(vec![folder.path().to_owned()]);
        watch.watcher = None;
        let before = watch.marks();
        fs::write(folder.path().join("a.yaml"), "a").unwrap();
        assert_eq!(watch.changed(&before).changed_since(&before), [folder.path().join("a.yaml")]);
    }

    #[test]
    fn a_file_that_has_just_been_emptied_is_about_to_be_filled() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yaml");
        fs::write(&file, "whole").unwrap();
        let watch = Watch::new(vec![folder.path().to_owned()]);
        let before = watch.marks();
        fs::write(&file, "").unwrap();
        let emptied = watch.marks();
        assert!(emptied.emptied_since(&before) && !emptied.emptied_since(&emptied));
        fs::write(&file, "whole again").unwrap();
        assert!(!watch.marks().emptied_since(&before));
    }
}
