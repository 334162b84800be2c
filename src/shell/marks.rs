//! What the disk says of files without reading them: two saves mostly differ in this.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::clock::since;
use super::walk::{Entry, Kind, below, is_meant, spelled_below, walk};

/// How long ago a file must have changed before its mark speaks for what it holds: the clock of files goes in steps, mostly of
/// 4 ms and on some disks of 2 seconds, and what is saved twice within one of them may have one mark.
const AT_REST: Duration = Duration::from_secs(3);

/// The mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// How long it is.
    pub size_bytes: u64,
    /// What it is.
    pub kind: Kind,
    modified: Option<SystemTime>,
    /// When its record on the disk changed, which nobody can set.
    changed: Option<SystemTime>,
    /// Which file of the disk it is.
    number: u64,
}

impl Mark {
    /// The mark of what stands at a path; a link is marked itself.
    pub fn of(path: &Path) -> Option<Mark> {
        let found = std::fs::symlink_metadata(path).ok()?;
        let modified = found.modified().ok();
        let (changed, number) = record(&found, modified);
        Some(Mark { size_bytes: found.len(), kind: Kind::of(found.file_type()), modified, changed, number })
    }

    /// Whether a file that is read now can be told by this mark from any that stands there later.
    pub fn is_at_rest(&self) -> bool {
        self.changed.is_some_and(|changed| since(changed) > AT_REST)
    }
}

/// The marks of every file in some folders; and which folders there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    // Paths as they are spelled: they come from the same walk, and are compared far quicker than part by part.
    files: BTreeMap<OsString, Mark>,
    folders: BTreeSet<OsString>,
    /// Those of the folders that could be listed.
    listed: Vec<PathBuf>,
}

impl Marks {
    /// The marks of everything in some folders.
    pub fn of(folders: &[PathBuf]) -> Marks {
        // Of a folder that cannot be listed there are none: whoever reads it tells what is wrong.
        let lists = folders.iter().filter_map(|folder| Some((folder.clone(), walk(folder).ok()?)));
        let (listed, entries): (Vec<PathBuf>, Vec<Vec<Entry>>) = lists.unzip();
        let (folders, others): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().flatten().partition(|entry| entry.kind == Kind::Folder);
        let marked = others.into_par_iter().filter_map(|entry| Some((Mark::of(&entry.on_disk)?, entry.on_disk)));
        let files = marked.map(|(mark, path)| (path.into_os_string(), mark)).collect();
        Marks { files, folders: folders.into_iter().map(|entry| entry.on_disk.into_os_string()).collect(), listed }
    }

    /// The marks now, if nothing is otherwise but files at some paths; nothing where that cannot be told without listing folders.
    pub fn after(&self, paths: &BTreeSet<PathBuf>) -> Option<Marks> {
        let mut now = self.clone();
        for path in paths {
            let folder = self.listed.iter().find(|folder| path.starts_with(folder))?;
            let (parent, name) = (path.parent()?, below(folder, path).ok()?);
            if !is_meant(&name) {
                continue;
            }
            if self.folders.contains(path.as_os_str()) || parent != folder && !self.folders.contains(parent.as_os_str()) {
                return None;
            }
            match Mark::of(path) {
                Some(mark) if mark.kind == Kind::Folder => return None,
                Some(mark) => now.files.insert(path.clone().into_os_string(), mark),
                None => now.files.remove(path.as_os_str()),
            };
        }
        Some(now)
    }

    /// What a walk of one of the folders found, and its marks; nothing if the folder could not be listed.
    pub fn listing(&self, folder: &Path) -> Option<Vec<Entry>> {
        self.listed.iter().find(|listed| *listed == folder)?;
        let folders = self.folders.iter().map(|path| (path, Kind::Folder, None));
        let files = self.files.iter().map(|(path, mark)| (path, mark.kind, Some(*mark)));
        let is_inside = |path: &Path| spelled_below(folder, path).is_some() || path.starts_with(folder);
        let inside = folders.chain(files).filter(|(path, ..)| is_inside(Path::new(path)));
        let entry = |(path, kind, mark): (&OsString, Kind, Option<Mark>)| {
            Some(Entry { path: below(folder, Path::new(path)).ok()?, on_disk: path.into(), kind, mark })
        };
        inside.map(entry).collect()
    }

    /// Paths of files that were changed, added or removed, in order.
    pub fn changed_since<'a>(&'a self, before: &'a Marks) -> Vec<&'a Path> {
        let other = self.files.iter().filter(|(path, mark)| before.files.get(*path) != Some(*mark)).map(|(path, _)| path);
        let gone = before.files.keys().filter(|path| !self.files.contains_key(*path));
        let mut paths: Vec<&Path> = other.chain(gone).map(Path::new).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether a file is empty now that held something.
    pub fn emptied_since(&self, before: &Marks) -> bool {
        let held = |path: &OsString| before.files.get(path).is_some_and(|mark| mark.size_bytes > 0);
        self.files.iter().any(|(path, mark)| mark.size_bytes == 0 && held(path))
    }
}

#[cfg(unix)]
fn record(found: &std::fs::Metadata, _: Option<SystemTime>) -> (Option<SystemTime>, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(found.ctime()).ok().map(Duration::from_secs);
    let nanoseconds = Duration::from_nanos(found.ctime_nsec().unsigned_abs());
    (seconds.map(|seconds| SystemTime::UNIX_EPOCH + seconds + nanoseconds), found.ino())
}

#[cfg(not(unix))]
fn record(_: &std::fs::Metadata, modified: Option<SystemTime>) -> (Option<SystemTime>, u64) {
    (modified, 0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;

    use super::{Mark, Marks};

    #[test]
    fn what_was_just_saved_is_not_at_rest() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "a").unwrap();
        assert!(!Mark::of(&file).unwrap().is_at_rest());
        assert!(Mark::of(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap().is_at_rest());
        assert_eq!(Mark::of(&folder.path().join("b")), None);
    }

    #[test]
    fn marks_follow_files_and_give_up_where_folders_come_and_go() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        let at = |name: &str| content.join(name);
        fs::create_dir_all(at("documents")).unwrap();
        fs::write(at("documents/a.yaml"), "a").unwrap();
        fs::write(at("gone.yaml"), "a").unwrap();
        let folders = [content.clone(), root.path().join("themes")];
        let before = Marks::of(&folders);
        fs::write(at("documents/a.yaml"), "bb").unwrap();
        fs::write(at("documents/b.yaml"), "b").unwrap();
        fs::write(at("documents/.hidden"), "b").unwrap();
        fs::remove_file(at("gone.yaml")).unwrap();
        let told = |names: &[&str]| names.iter().map(|name| at(name)).collect::<BTreeSet<PathBuf>>();
        let names = ["documents/a.yaml", "documents/b.yaml", "documents/.hidden", "gone.yaml", "never.yaml"];
        let after = before.after(&told(&names)).expect("only files have changed");
        assert_eq!(after, Marks::of(&folders));
        let listed: Vec<String> = after.listing(&content).unwrap().into_iter().map(|entry| entry.path).collect();
        assert_eq!(listed, ["documents", "documents/a.yaml", "documents/b.yaml"]);
        fs::create_dir(at("documents/new")).unwrap();
        fs::write(at("documents/new/text.md"), "x").unwrap();
        for path in ["documents/new", "documents/new/text.md", "documents", ""] {
            assert_eq!(after.after(&told(&[path])), None, "{path}");
        }
        assert_eq!(after.after(&BTreeSet::from([root.path().join("themes/x.html")])), None);
        assert_eq!(after.listing(&folders[1]).map(|entries| entries.len()), None);
    }
}
