//! Builds the site in memory, again whenever a file has changed, and puts each build in the place of the last at once.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::told::{Told, line};
use crate::cli::archive::{Checked, History, checked};
use crate::cli::build::{stage_name, timings};
use crate::cli::faults::Faults;
use crate::pipeline::{self, Kept, Settings, Stop};
use crate::shell::clock::{Laps, Stopwatch};
use crate::shell::serve::{Events, Shelf, Site, token};
use crate::shell::watch::{Marks, Watch};
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
    site: Option<Arc<Site>>,
    build: u64,
    timings: Timings,
    shown: Arc<Shown>,
}

impl Workbench {
    /// A workbench on which nothing lies yet.
    pub fn new(root: PathBuf, theme: Option<PathBuf>, timings: Timings) -> Workbench {
        // Whatever is chosen later in archive.yaml lies in `themes/`.
        let watched = vec![root.join("content"), theme.clone().unwrap_or_else(|| root.join("themes"))];
        let watch = Watch::new(watched);
        let marks = Marks::default();
        // A start that cannot be told from another by chance is told by nothing else; a page is then only sent once too often.
        let start = token().unwrap_or_default();
        let kept = Kept::default();
        Workbench { root, theme, watch, marks, kept, start, site: None, build: 0, timings, shown: Arc::default() }
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
        let marks = self.watch.changed(&self.marks);
        let changed: Vec<String> = marks.changed_since(&self.marks).into_iter().map(|path| self.shown_path(path)).collect();
        self.marks = marks;
        if let Err(refusal) = self.build(&changed) {
            // The last site stays; what the machine refuses now it may give out in a moment.
            let told = Told::refused(&refusal);
            terminal::message(&line(&changed, &told.counts, None));
            self.tell(&told);
        }
    }

    fn shown_path(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    fn build(&mut self, changed: &[String]) -> Result<(), Refusal> {
        let stopwatch = Stopwatch::start();
        let mut laps = Laps::start();
        let checked = self.read(&mut laps)?;
        let counts = checked.counts();
        // As `postil build` does, or else `--draft`: what is shown can be published, or says that it cannot.
        let settings = Settings { base_url: None, draft: counts.errors > 0 };
        let files: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
        let write = |path: &str, bytes: &[u8]| -> Result<(), Infallible> {
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
            Ok(())
        };
        let Checked { sources, archive, problems, theme, .. } = &checked;
        let kept = (&theme.theme, Some(&self.kept));
        let built =
            pipeline::build(sources, archive, problems, kept, &settings, &write, &mut |stage| laps.end(stage_name(stage)));
        let found = checked.found();
        let mut assets = Vec::new();
        let mut told = match built {
            Ok(_) => {
                let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
                assets = self.show(files, archive.site.base_url.as_deref());
                Told::found(&found)
            }
            Err(Stop::Theme(faults)) => {
                if self.site.is_none() {
                    self.show(BTreeMap::from([("404.html".to_owned(), NO_SITE.as_bytes().to_vec())]), None);
                }
                let faults = Faults::new(theme, &faults);
                let [archive, folder] = found;
                Told::found(&[faults.found(), archive, folder])
            }
            Err(Stop::Write(never)) => match never {},
        };
        told.assets = assets;
        laps.end("swap");
        let timings = match self.timings {
            Timings::Told => timings(&laps),
            Timings::Unsaid => String::new(),
        };
        terminal::message(&(line(changed, &told.counts, Some(stopwatch.elapsed())) + &timings));
        self.tell(&told);
        Ok(())
    }

    /// Reads the archive; again if a file has changed while it was read, so that nothing is built from half a save.
    fn read(&mut self, laps: &mut Laps) -> Result<Checked, Refusal> {
        for _ in 1..READINGS_MAX {
            let checked = checked(&self.root, self.theme.as_deref(), History::AsWritten, laps);
            let marks = self.watch.marks();
            if marks == self.marks {
                return checked;
            }
            self.marks = marks;
        }
        checked(&self.root, self.theme.as_deref(), History::AsWritten, laps)
    }

    /// Puts a site in the place of the last; gives the styles and scripts that are not as they were.
    fn show(&mut self, files: BTreeMap<String, Vec<u8>>, base_url: Option<&str>) -> Vec<String> {
        let before = self.site.take().unwrap_or_default();
        let site = Arc::new(Site::new(files, base_url, &self.start, Some(&before)));
        let changed = site.changed_since(&before);
        let assets = changed.into_iter().filter(|path| path.starts_with("assets/")).map(str::to_owned).collect();
        self.site = Some(Arc::clone(&site));
        self.shown.shelf.put(site);
        assets
    }

    fn tell(&mut self, told: &Told) {
        self.build += 1;
        self.shown.events.tell(&told.json(&self.start, self.build));
    }
}
