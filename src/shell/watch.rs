//! Notices when an editor has saved something: files of an archive and its theme, by their marks on the disk.
//!
//! The machine's own notices only say when to look, and where. What has changed is told by comparing marks, so that a notice too many
//! costs a look and one too few a second or, in a large archive, some; where the machine gives none at all, looking at short intervals
//! takes their place.

use std::collections::BTreeSet;
use std::mem::take;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::{Config, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

use super::clock::Stopwatch;
use super::marks::Marks;

/// How long it must be quiet before what was saved is read: an editor that saves by writing and renaming does both within it, and
/// the clock of files, which mostly goes in steps of 4 ms, has gone on.
const SETTLED: Duration = Duration::from_millis(5);

/// How long a file that has just lost all it held may stay empty: some editors first empty a file and then fill it.
const EMPTIED: Duration = Duration::from_millis(150);

/// How long it is between two looks everywhere, where the machine gives notice and where it gives none: so long at least, and so many
/// times as long as a look takes, for in a large archive looking is work.
const NOTICED: (Duration, u32) = (Duration::from_secs(1), 50);
const UNNOTICED: (Duration, u32) = (Duration::from_millis(150), 5);

/// What a notice says: paths at which something is otherwise; `None` where it may be anywhere.
type Notice = Option<Vec<PathBuf>>;

/// What was told since the marks were taken last.
type Noticed = Mutex<Told>;

/// What the notices since some moment have said together.
#[derive(Default)]
struct Told {
    paths: BTreeSet<PathBuf>,
    is_anywhere: bool,
}

impl Told {
    fn add(&mut self, notice: Notice) {
        match notice {
            Some(paths) => self.paths.extend(paths),
            None => self.is_anywhere = true,
        }
    }

    fn is_anything(&self) -> bool {
        self.is_anywhere || !self.paths.is_empty()
    }

    /// The marks now, where nothing is otherwise than `before` but what was told; only there is looked, if that is enough.
    fn marks(&self, before: &Marks, folders: &[PathBuf]) -> Marks {
        let followed = if self.is_anywhere { None } else { before.after(&self.paths) };
        followed.unwrap_or_else(|| Marks::of(folders))
    }
}

/// Watches folders.
pub struct Watch {
    folders: Vec<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
    notices: Receiver<Notice>,
    noticed: Arc<Noticed>,
    /// How long it took to look everywhere the last time, and since when that is so.
    look: Duration,
    looked: Stopwatch,
    /// Kept so that waiting for notices is waiting, also where nobody gives any.
    _sender: Sender<Notice>,
}

impl Watch {
    /// Watches folders, of which some may not be there yet.
    pub fn new(folders: Vec<PathBuf>) -> Watch {
        let (sender, notices) = channel();
        let told = sender.clone();
        let noticed = Arc::new(Noticed::default());
        let notice = Arc::clone(&noticed);
        let hear = move |event: notify::Result<notify::Event>| {
            let said = match event {
                Ok(event) if !event.need_rescan() => Some(event.paths),
                // A fault of the watcher is a reason to look as well.
                Ok(_) | Err(_) => None,
            };
            lock(&notice).add(said.clone());
            // If nobody waits any more, nobody need be told.
            let _ = told.send(said);
        };
        // Of reading and listing no notice is asked for: in a large archive our own would be more than the machine can hold.
        let kinds = Config::default().with_event_kinds(EventKindMask::CORE | EventKindMask::ACCESS_CLOSE);
        let (watcher, watched) = (RecommendedWatcher::new(hear, kinds).ok(), Vec::new());
        let (look, looked) = (Duration::ZERO, Stopwatch::start());
        let mut watch = Watch { folders, watcher, watched, notices, noticed, look, looked, _sender: sender };
        watch.watch_what_is_there(&Told::default());
        watch
    }

    /// The marks of the moment.
    pub fn marks(&self) -> Marks {
        take(&mut *lock(&self.noticed));
        Marks::of(&self.folders)
    }

    /// Whether something may be otherwise than it was when the marks were taken last: there was a notice, or nobody gives any.
    pub fn is_restless(&self) -> bool {
        !self.gives_notice() || lock(&self.noticed).is_anything()
    }

    /// Tells whether anything is otherwise than `before`, to whoever asks from whatever thread, as far as the machine gives notice.
    pub fn overtaken<'a>(&'a self, before: &'a Marks) -> impl Fn() -> bool + Sync + 'a {
        let (folders, noticed, overtaken) = (&self.folders, &self.noticed, AtomicBool::new(false));
        move || {
            let told = take(&mut *lock(noticed));
            if told.is_anything() && told.marks(before, folders) != *before {
                overtaken.store(true, Ordering::Relaxed);
            }
            overtaken.load(Ordering::Relaxed)
        }
    }

    /// Waits until something is otherwise than `before` and it is quiet again; gives the new marks.
    pub fn changed(&mut self, before: &Marks) -> Marks {
        loop {
            let now = self.quiet(before);
            if now != *before {
                return now;
            }
        }
    }

    /// Waits until there was a notice, or it is time to look, and it is quiet again; for a reader of `before` who gave up: what
    /// overtook it may have gone again.
    pub fn quiet(&mut self, before: &Marks) -> Marks {
        let told = self.wait();
        self.settled(before, told)
    }

    /// Whether the machine tells of every folder that is there.
    fn gives_notice(&self) -> bool {
        self.watcher.is_some() && self.watched.len() == self.folders.iter().filter(|folder| folder.is_dir()).count()
    }

    /// Waits for a notice, or until it is time to look everywhere, which no number of notices puts off.
    fn wait(&self) -> Told {
        let (least, looks) = if self.gives_notice() { NOTICED } else { UNNOTICED };
        let left = least.max(self.look * looks).saturating_sub(self.looked.elapsed());
        let mut told = Told { is_anywhere: left.is_zero(), ..Told::default() };
        told.add(self.notices.recv_timeout(left).unwrap_or_default());
        told
    }

    /// The marks once nothing changes any more, and no file that held something is empty that may be about to be filled.
    fn settled(&mut self, before: &Marks, mut told: Told) -> Marks {
        let since = Stopwatch::start();
        loop {
            while let Ok(notice) = self.notices.recv_timeout(SETTLED) {
                told.add(notice);
                if since.elapsed() > EMPTIED {
                    break;
                }
            }
            self.watch_what_is_there(&told);
            take(&mut *lock(&self.noticed));
            let stopwatch = Stopwatch::start();
            let now = told.marks(before, &self.folders);
            if told.is_anywhere {
                (self.look, self.looked) = (stopwatch.elapsed(), Stopwatch::start());
            }
            if since.elapsed() > EMPTIED || !now.emptied_since(before) {
                return now;
            }
        }
    }

    /// Watches every folder that is there and is not watched yet; one about which itself something was told may be another by now.
    fn watch_what_is_there(&mut self, told: &Told) {
        let Some(watcher) = &mut self.watcher else { return };
        let (same, other) = take(&mut self.watched).into_iter().partition(|at| at.is_dir() && !told.paths.contains(at));
        self.watched = same;
        for folder in other {
            // What is gone need not be let go of.
            let _ = watcher.unwatch(&folder);
        }
        for folder in &self.folders {
            if self.watched.contains(folder) {
                continue;
            }
            match watcher.watch(folder, RecursiveMode::Recursive) {
                Ok(()) => self.watched.push(folder.clone()),
                // Of a folder that is watched in part the next try would be told that it is watched. If it is not, that is well, too.
                Err(_) => drop(watcher.unwatch(folder)),
            }
        }
    }
}

fn lock(noticed: &Noticed) -> MutexGuard<'_, Told> {
    noticed.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::thread;

    use super::{Arc, AtomicBool, NOTICED, Ordering, SETTLED, Stopwatch, Watch};

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
            let began = Stopwatch::start();
            let now = watch.changed(&before);
            // Of a folder that is new there is no notice.
            let is_by_notice = began.elapsed() < NOTICED.0 || names[0].starts_with("themes/");
            assert!(is_by_notice, "{names:?} were seen by looking alone");
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
        // Another archive in the place of this one.
        fs::create_dir_all(folder.path().join("other/pages")).unwrap();
        noticed(
            &|| {
                fs::rename(&content, folder.path().join("away")).unwrap();
                fs::rename(folder.path().join("other"), &content).unwrap();
            },
            &["content/documents/y/text.md"],
        );
        noticed(&|| fs::write(at("pages/a.md"), "x").unwrap(), &["content/pages/a.md"]);
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
        // Nor do notices of something else take the place of looking.
        let (told, noise) = (watch._sender.clone(), Arc::new(AtomicBool::new(true)));
        let (is_noisy, elsewhere) = (Arc::clone(&noise), folder.path().join("b.yaml"));
        let steady = thread::spawn(move || {
            while is_noisy.load(Ordering::Relaxed) {
                told.send(Some(vec![elsewhere.clone()])).unwrap();
                thread::sleep(SETTLED * 4);
            }
        });
        assert_eq!(watch.changed(&before).changed_since(&before), [folder.path().join("a.yaml")]);
        noise.store(false, Ordering::Relaxed);
        steady.join().unwrap();
    }

    #[test]
    fn whoever_gave_up_reads_again_though_nothing_is_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(vec![folder.path().to_owned()]);
        let before = watch.marks();
        fs::write(folder.path().join("4913"), "").unwrap();
        fs::remove_file(folder.path().join("4913")).unwrap();
        assert_eq!(watch.quiet(&before), before);
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
