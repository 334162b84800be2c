//! Draws a sound archive as pages; only a theme can make it fail.

pub mod body;
mod citation;
pub mod code;
mod context;
pub mod cuts;
mod elements;
mod frame;
mod kept;
pub mod minify;
mod names;
mod outcome;
mod pages;
mod parts;
mod pen;
mod phrases;
mod plan;
mod plot;
pub mod plural;
mod runs;
mod shards;
mod sheet;
pub mod strings;
pub mod template;
mod theme;
pub mod view;
mod web;

pub use kept::Kept;
pub use names::check_names;
pub use outcome::{Built, Part, Settings, Stop, ThemeFault};

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Archive, DataFile, Indexes, SearchIndex, Theme};
use crate::problem::Problem;
use crate::reference::{marks, urls};
use crate::source::Sources;
use context::Context;
use sheet::Sheet;

/// What there is to draw.
pub struct Work<'a> {
    /// The files, for what is copied or shown as it is.
    pub sources: &'a Sources,
    /// The archive.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// What a reader can search; absent where the archive wants no search.
    pub search: Option<&'a SearchIndex>,
    /// The data files that were written.
    pub data: &'a [DataFile],
    /// In a draft, the errors.
    pub gaps: &'a [&'a Problem],
    /// The theme.
    pub theme: &'a Theme,
    /// What the caller decides.
    pub settings: &'a Settings,
    /// What the last build has left behind; absent where there is one build only.
    pub kept: Option<&'a Kept>,
}

/// Draws every page and hands it to `write` at once, from several threads, so that memory does not hold the site.
///
/// Errors: faults of the theme, all of them; or the first refusal of `write`.
pub fn render<E: Send>(
    work: &Work<'_>,
    write: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
    ended: &mut dyn FnMut(Part),
) -> Result<Built, Stop<E>> {
    let language = &work.archive.site.language;
    let (theme, assets) = match work.kept {
        Some(kept) => kept.theme(work.theme, language).map(|(ready, assets)| (ready, Some(assets))),
        None => theme::load(work.theme, language).map(|ready| (Arc::new(ready), None)),
    }
    .map_err(Stop::Theme)?;
    let gaps = work.settings.draft.then(|| work.gaps.to_vec());
    let base_url = work.settings.base_url.clone().or_else(|| work.archive.site.base_url.clone());
    let parts = (work.archive, work.indexes, work.sources);
    let words = (theme.templates.strings(), theme.language.clone());
    let mut context = Context::new(parts, work.data, words, (base_url, gaps), work.kept);
    ended(Part::Theme);
    // The search page names the first of these files, and each names those behind it.
    let mut bytes = work.data.iter().map(|file| file.size_bytes).sum();
    if let Some(search) = work.search {
        let shards = shards::write(&context, search, write).map_err(Stop::Write)?;
        bytes += shards.bytes;
        context.search = Some((search, shards.start));
    }
    ended(Part::Search);
    let plan = plan::plan(&context);
    let pages: Result<Vec<u64>, Stop<E>> = plan
        .par_iter()
        .map_init(Vec::new, |buffer: &mut Vec<u8>, planned| {
            buffer.clear();
            let sheet = Sheet::new(&context, planned.path.clone());
            plan::draw(planned, &sheet, &theme.templates, buffer).map_err(|fault| Stop::Theme(vec![fault]))?;
            write(&planned.path, buffer).map_err(Stop::Write)?;
            Ok(buffer.len() as u64)
        })
        .collect();
    let pages = pages?;
    bytes += pages.iter().sum::<u64>();
    let is_wanted = |path: &str| work.search.is_some() || path != "assets/search.js";
    let mut copy = |path: &str, asset: &[u8]| -> Result<(), Stop<E>> {
        if is_wanted(path) {
            write(path, asset).map_err(Stop::Write)?;
            bytes += asset.len() as u64;
        }
        Ok(())
    };
    match &assets {
        Some(assets) => assets.iter().try_for_each(|(path, asset)| copy(path, asset))?,
        None => theme::assets(work.theme).try_for_each(|(path, asset)| copy(path, &asset))?,
    }
    let paths: Vec<&str> = plan.iter().map(|planned| planned.path.as_str()).collect();
    for (path, text) in web::files(&context, &paths) {
        write(&path, text.as_bytes()).map_err(Stop::Write)?;
        bytes += text.len() as u64;
    }
    for file in &work.archive.statics {
        let file = work.sources.file(*file);
        write(names::static_path(&file.path), &file.bytes).map_err(Stop::Write)?;
        bytes += file.bytes.len() as u64;
    }
    if let Some(kept) = work.kept {
        kept.end();
    }
    ended(Part::Pages);
    Ok(Built { documents: work.archive.documents.len(), notes: work.archive.notes.len(), pages: pages.len(), bytes })
}
