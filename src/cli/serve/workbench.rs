//! Builds the site in memory, again whenever a file has changed, and shows each build instead of the last.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::told::{Teller, Told, line};
use crate::cli::archive::{Checked, Kept, checked_again};
use crate::cli::build::{stage_name, timings};
use crate::cli::faults::Faults;
use crate::pipeline::{self, Before, Settings, Stage, Stop};
use crate::shell::clock::{Laps, Stopwatch};
use crate::shell::marks::Marks;
use crate::shell::serve::{Events, Maker, Shelf, Site, token};
use crate::shell::watch::Watch;
use crate::shell::{Refusal, terminal};

/// How often files are read again that change while they are read; one that never rests is taken as it is.
const READINGS_MAX: usize = 20;

/// What is shown where there has been no site yet: a theme that cannot be used.
const NO_SITE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>No site yet</title>\
    <p>The theme cannot be used, so that there is nothing to show yet.</p></html>\n";

/// What pages are answered from.
#[derive(Debug, Default)]
pub struct Shown {
    /// The site of the moment.
    pub shelf: Shelf,
    /// What open pages are told.
    pub events: Events,
}

/// Whether the terminal says how long each stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timings {
    /// It does.
    Told,
    /// It does not.
    Unsaid,
}

/// The archive on its way from files to a site in memory.
pub struct Workbench {
    root: PathBuf,
    theme: Option<PathBuf>,
    watch: Watch,
    marks: Marks,
    kept: Kept,
    start: String,
    teller: Teller,
    timings: Timings,
    shown: Arc<Shown>,
    /// The last site that was built to its end.
    whole: Option<Arc<Site>>,
    /// The last site that was shown, which may have been overtaken by the next save.
    last: Option<Arc<Site>>,
    /// The last build was given up because something else was saved.
    gave_up: bool,
}

/// Something else was saved before the site was whole.
struct Overtaken;

impl Workbench {
    /// A workbench on which nothing lies yet.
    pub fn new(root: PathBuf, theme: Option<PathBuf>, timings: Timings) -> Workbench {
        // Whatever is chosen later in archive.yaml lies in `themes/`.
        let watched = vec![root.join("content"), theme.clone().unwrap_or_else(|| root.join("themes"))];
        let watch = Watch::new(watched);
        let marks = Marks::default();
        // A start that cannot be told from another by chance is told by nothing else; a page is then only sent once too often.
        let start = token().unwrap_or_default();
        let (kept, teller) = (Kept::default(), Teller::new(&start));
        let (shown, whole, last, gave_up) = (Arc::default(), None, None, false);
        Workbench { root, theme, watch, marks, kept, start, teller, timings, shown, whole, last, gave_up }
    }

    /// What pages are answered from.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// Builds for the first time. Errors: what would stop a build as well, but for problems in the archive.
    pub fn begin(&mut self) -> Result<(), Refusal> {
        self.marks = self.watch.marks();
        self.build(&[])
    }

    /// Waits until something is saved, and builds again.
    pub fn follow(&mut self) {
        let gave_up = std::mem::take(&mut self.gave_up);
        let marks = if gave_up { self.watch.quiet(&self.marks) } else { self.watch.changed(&self.marks) };
        let changed: Vec<String> = marks.changed_since(&self.marks).into_iter().map(|path| self.shown_path(path)).collect();
        self.marks = marks;
        if let Err(refusal) = self.build(&changed) {
            // The last site stays; what the machine refuses now it may give out in a moment.
            let told = Told::refused(&refusal);
            terminal::message(&line(&changed, &told.counts, None));
            self.go_back();
            self.teller.tell(&self.shown.events, &told);
        }
    }

    fn shown_path(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// Builds. The new site is in the place of the last as soon as nothing but a page can fail; whoever asks for a page that is not
    /// drawn yet waits for it, and it is drawn first.
    fn build(&mut self, changed: &[String]) -> Result<(), Refusal> {
        let stopwatch = Stopwatch::start();
        let mut laps = Laps::start();
        let checked = self.read(&mut laps)?;
        let counts = checked.counts();
        // As `postil build` does, or else `--draft`: what is shown can be published, or says that it cannot.
        let settings = Settings { base_url: None, draft: counts.errors > 0 };
        let Checked { sources, archive, problems, theme, .. } = &checked;
        let found = checked.found();
        let site = Arc::new(Site::new(archive.site.base_url.as_deref(), &self.start));
        let Workbench { kept, watch, marks, shown, teller, last, .. } = self;
        let overtaken = watch.overtaken(marks);
        let write = |path: &str, bytes: &[u8]| {
            if overtaken() {
                return Err(Overtaken);
            }
            let is_static = sources.find(&format!("content/static/{path}")).is_some();
            let maker = if is_static { Maker::Stranger } else { Maker::Postil };
            site.put(path, bytes, maker);
            Ok(())
        };
        let ended = &mut |stage| {
            laps.end(stage_name(stage));
            if stage == Stage::Prepare {
                let mut told = Told::found(&found);
                told.assets = last.as_ref().map_or_else(Vec::new, |last| site.changed_since(last, "assets/"));
                shown.shelf.put(Arc::clone(&site));
                *last = Some(Arc::clone(&site));
                terminal::message(&line(changed, &told.counts, Some(stopwatch.elapsed())));
                teller.tell(&shown.events, &told);
            }
        };
        let wanted = || shown.shelf.asked();
        let before = Before::Preview(&kept.made, &wanted);
        let built = pipeline::build(sources, archive, problems, (&theme.theme, before), &settings, &write, ended);
        drop(overtaken);
        match built {
            Ok(_) => {
                site.finish();
                self.whole = Some(Arc::clone(&site));
            }
            Err(Stop::Write(Overtaken)) => {
                site.give_up();
                self.gave_up = true;
            }
            Err(Stop::Theme(faults)) => {
                let faults = Faults::new(theme, &faults);
                let [archive, folder] = found;
                let told = Told::found(&[faults.found(), archive, folder]);
                terminal::message(&line(changed, &told.counts, Some(stopwatch.elapsed())));
                self.go_back();
                site.give_up();
                self.teller.tell(&self.shown.events, &told);
            }
        }
        if self.timings == Timings::Told {
            terminal::message(&timings(&laps));
        }
        Ok(())
    }

    fn read_once(&self, laps: &mut Laps) -> Result<Checked, Refusal> {
        checked_again(&self.root, self.theme.as_deref(), (&self.kept, &self.marks), laps)
    }

    /// Puts the last whole site back.
    fn go_back(&mut self) {
        let site = self.whole.get_or_insert_with(|| {
            let site = Site::new(None, &self.start);
            site.put("404.html", NO_SITE.as_bytes(), Maker::Postil);
            site.finish();
            Arc::new(site)
        });
        self.shown.shelf.put(Arc::clone(site));
        self.last = Some(Arc::clone(site));
    }

    /// Reads the archive; again if a file has changed while it was read, so that nothing is built from half a save.
    fn read(&mut self, laps: &mut Laps) -> Result<Checked, Refusal> {
        for _ in 1..READINGS_MAX {
            let checked = self.read_once(laps);
            // A notice that comes too late for this is heard by the build, or before the next.
            if !self.watch.is_restless() {
                return checked;
            }
            let marks = self.watch.marks();
            if marks == self.marks {
                return checked;
            }
            self.marks = marks;
        }
        self.read_once(laps)
    }
}
