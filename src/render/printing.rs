//! A site on its way: first what all pages share, then pages, then what can only be told of files that were written.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::before::{Before, Drawn};
use super::citation::Citations;
use super::context::Context;
use super::kept::Assets;
use super::marks::NoteMark;
use super::outcome::{Built, Stop, ThemeFault};
use super::phrases::Phrases;
use super::plan::{self, Later, Planned};
use super::sheet::Sheet;
use super::theme::{self, Ready};
use super::{shards, web};
use crate::model::{Archive, Claim, DataFile, Indexes, Linked, Publish, SearchIndex, Theme};
use crate::problem::Problem;
use crate::source::Sources;

/// What there is to print.
pub struct Work<'a> {
    /// The files, for what is copied or shown as it is.
    pub sources: &'a Sources,
    /// The archive.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// How each note is marked.
    pub marks: &'a [NoteMark],
    /// In a draft, the errors; nothing in a site that is whole.
    pub gaps: Option<&'a [&'a Problem]>,
    /// The theme.
    pub theme: &'a Theme,
    /// The published address, if there is one; ends in `/`.
    pub base_url: Option<&'a str>,
    /// What there is of an earlier build.
    pub before: Before<'a>,
}

/// The paths that somebody waits for at the moment, the most urgent first.
pub type Wanted<'w> = dyn Fn() -> Vec<String> + Sync + 'w;

/// A theme that can be used, and the works as a style prints them.
pub struct Prepared {
    ready: Arc<Ready>,
    assets: Option<Assets>,
    citations: Arc<Citations>,
}

/// Makes a theme ready, and meanwhile the citations, which take as long. Errors: faults of the theme, all that can be seen before a
/// page is drawn.
pub fn prepare(archive: &Archive, theme: &Theme, before: Before<'_>) -> Result<Prepared, Vec<ThemeFault>> {
    let load = || match before.kept() {
        Some(kept) => kept.theme(theme, &archive.site.language).map(|(ready, assets)| (ready, Some(assets))),
        None => Ok((Arc::new(theme::load(theme, &archive.site.language)?), None)),
    };
    let (loaded, citations) = rayon::join(load, || citations(archive, before));
    let (ready, assets) = loaded?;
    Ok(Prepared { ready, assets, citations })
}

impl Prepared {
    /// The sentence of a claim as pages have it.
    pub fn says(&self, claim: &Claim<Linked>) -> String {
        Phrases::new(self.ready.templates.strings()).says(claim)
    }
}

fn citations(archive: &Archive, before: Before<'_>) -> Arc<Citations> {
    let print = || Citations::new(archive);
    match before.kept() {
        Some(kept) => kept.citations(Citations::made_from(archive), print),
        None => Arc::new(print()),
    }
}

/// A site of which everything is ready that its pages share.
pub struct Printing<'a> {
    work: &'a Work<'a>,
    theme: &'a Prepared,
    context: Context<'a>,
    plan: Vec<Planned>,
    bytes: AtomicU64,
    standing: AtomicUsize,
}

impl<'a> Printing<'a> {
    /// Gathers what all pages share; `data` names the data files that will be written.
    pub fn new(work: &'a Work<'a>, theme: &'a Prepared, data: Vec<DataFile>) -> Printing<'a> {
        let site = (work.base_url.map(str::to_owned), work.gaps.map(<[&Problem]>::to_vec));
        let parts = (work.archive, work.indexes, work.marks, work.sources);
        let words = (theme.ready.templates.strings(), theme.ready.language.clone());
        let context = Context::new(parts, data, words, site, &theme.citations, (work.before, work.theme));
        let plan = plan::plan(&context);
        Printing { work, theme, context, plan, bytes: AtomicU64::new(0), standing: AtomicUsize::new(0) }
    }

    /// Hands on what the theme and the archive bring.
    ///
    /// Errors: the first refusal of `write`.
    pub fn files<E>(&self, write: &Publish<'_, E>) -> Result<(), E> {
        let is_wanted = |path: &str| self.work.archive.site.searchable || path != "assets/search.js";
        let put = |path: &str, bytes: &[u8]| if is_wanted(path) { self.put(path, bytes, write) } else { Ok(()) };
        match &self.theme.assets {
            Some(assets) => assets.iter().try_for_each(|(path, asset)| put(path, asset))?,
            None => theme::assets(self.work.theme).try_for_each(|(path, asset)| put(path, &asset))?,
        }
        let statics = self.work.archive.statics.iter().map(|file| self.work.sources.file(*file));
        // They are published at the site's root.
        let published = statics.filter_map(|file| Some((file.of_static()?, &file.bytes)));
        published.into_iter().try_for_each(|(path, bytes)| self.put(path, bytes, write))
    }

    /// Hands on the feed and the lists of addresses, for which no reader waits. Errors: the first refusal of `write`.
    pub fn lists<E>(&self, write: &Publish<'_, E>) -> Result<(), E> {
        let paths: Vec<&str> = self.plan.iter().map(|planned| planned.path.as_str()).collect();
        web::files(&self.context, &paths).iter().try_for_each(|(path, text)| self.put(path, text.as_bytes(), write))
    }

    /// Draws every page that waits for nothing and hands it to `write` at once, from several threads, so that memory does not hold
    /// the site; those that are `wanted` come first.
    ///
    /// Errors: a fault of the theme, or the first refusal of `write`.
    pub fn pages<E: Send>(&self, wanted: Option<&Wanted<'_>>, write: &Publish<'_, E>) -> Result<(), Stop<E>> {
        let Some(wanted) = wanted else { return self.draw(None, write) };
        // Each thread takes what is wanted when it has time, and else what comes next.
        let ready = self.plan.iter().filter(|planned| planned.waits_for().is_none());
        let waiting: Mutex<BTreeMap<&str, &Planned>> =
            Mutex::new(ready.map(|planned| (planned.path.as_str(), planned)).collect());
        let count = waiting.lock().unwrap_or_else(PoisonError::into_inner).len();
        let next = || {
            let urgent = wanted();
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let urgent = urgent.iter().find_map(|path| waiting.remove(path.as_str()));
            urgent.or_else(|| waiting.pop_first().map(|(_, planned)| planned))
        };
        (0..count).into_par_iter().try_for_each_init(Vec::new, |buffer, _| match next() {
            Some(planned) => self.page(planned, buffer, write),
            None => Ok(()),
        })
    }

    /// Writes what can be searched, and the page that looks into it. Errors: as of [`Printing::pages`].
    pub fn search<E: Send>(&mut self, index: &SearchIndex, write: &Publish<'_, E>) -> Result<(), Stop<E>> {
        let (search, bytes) = shards::write(&self.context, index, write).map_err(Stop::Write)?;
        self.context.search = Some(search);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.draw(Some(Later::Search), write)
    }

    /// Draws the pages that tell of data files, which were written by now. Errors: as of [`Printing::pages`].
    pub fn data<E: Send>(&mut self, written: Vec<DataFile>, write: &Publish<'_, E>) -> Result<(), Stop<E>> {
        let prints = written.iter().filter_map(|file| file.print.as_ref());
        self.bytes.fetch_add(prints.map(|print| print.size_bytes).sum(), Ordering::Relaxed);
        self.context.data = written;
        self.draw(Some(Later::Data), write)
    }

    /// Ends the build: what the last one has left behind and this one has not used is forgotten.
    pub fn end(self) -> Built {
        if let Some(kept) = self.work.before.kept() {
            kept.end();
        }
        let archive = self.work.archive;
        let (documents, notes) = (archive.documents.len(), archive.notes.len());
        let (pages, standing) = (self.plan.len(), self.standing.into_inner());
        Built { documents, notes, pages, standing, bytes: self.bytes.into_inner() }
    }

    /// Draws the pages that wait for something.
    fn draw<E: Send>(&self, later: Option<Later>, write: &Publish<'_, E>) -> Result<(), Stop<E>> {
        let pages = self.plan.par_iter().filter(|planned| planned.waits_for() == later);
        pages.try_for_each_init(Vec::new, |buffer, planned| self.page(planned, buffer, write))
    }

    fn page<E>(&self, planned: &Planned, buffer: &mut Vec<u8>, write: &Publish<'_, E>) -> Result<(), Stop<E>> {
        buffer.clear();
        let sheet = Sheet::new(&self.context, planned.path.clone());
        let drawn = plan::draw(planned, &sheet, &self.theme.ready.templates, buffer);
        match drawn.map_err(|fault| Stop::Theme(vec![fault]))? {
            Drawn::Anew => self.put(&planned.path, buffer, write).map_err(Stop::Write),
            Drawn::Standing(size_bytes) => {
                self.bytes.fetch_add(size_bytes, Ordering::Relaxed);
                self.standing.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }
        }
    }

    fn put<E>(&self, path: &str, bytes: &[u8], write: &Publish<'_, E>) -> Result<(), E> {
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        write(path, bytes)
    }
}
