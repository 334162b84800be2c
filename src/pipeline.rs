//! The order of the stages: load → parse → anchor → link → check → index → search → data → render; nothing else knows it.

use crate::model::{Archive, Theme};
use crate::problem::{Problem, Problems, Severity};
use crate::source::Sources;
use crate::{anchor, check, data, index, link, parse, render, search};

use crate::render::Part;
pub use crate::render::{Built, Settings, Stop, ThemeFault};

/// Reads, anchors, links and checks an archive; gives it with everything that was found, sorted.
pub fn check(sources: &Sources, loaded: Problems) -> (Archive, Vec<Problem>) {
    let mut problems = loaded;
    let drafts = parse::parse(sources, &mut problems);
    let drafts = anchor::anchor(sources, drafts, &mut problems);
    let archive = link::link(sources, drafts, &mut problems);
    // Whether something is used can only be told of an archive in which nothing is broken.
    if !problems.has_error() {
        check::check(&archive, &mut problems);
    }
    render::check_names(sources, &archive, &mut problems);
    (archive, problems.sorted())
}

/// A part of a build that takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Sorted lists and what comparing finds.
    Index,
    /// What a reader can search.
    Search,
    /// What other programs read.
    Data,
    /// The pages and the files beside them.
    Render,
}

/// Draws a checked archive and hands every file to `write`, from several threads, in no order.
///
/// `ended` hears of each stage when it has ended; one may end in several parts.
///
/// Errors: [`Stop::Theme`] if the theme cannot be used; [`Stop::Write`] with the first refusal of `write`.
pub fn build<E: Send>(
    sources: &Sources,
    archive: &Archive,
    problems: &[Problem],
    theme: &Theme,
    settings: &Settings,
    write: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
    ended: &mut impl FnMut(Stage),
) -> Result<Built, Stop<E>> {
    let indexes = index::index(archive);
    ended(Stage::Index);
    let search = archive.site.searchable.then(|| search::search(archive, &indexes));
    ended(Stage::Search);
    let base_url = settings.base_url.as_deref().or(archive.site.base_url.as_deref());
    let files = data::write(&data::Work { sources, archive, indexes: &indexes, base_url }, write).map_err(Stop::Write)?;
    ended(Stage::Data);
    let errors = problems.iter().filter(|problem| problem.code.severity() == Severity::Error);
    let gaps: Vec<&Problem> = if settings.draft { errors.collect() } else { Vec::new() };
    let search = search.as_ref();
    let work = render::Work { sources, archive, indexes: &indexes, search, data: &files, gaps: &gaps, theme, settings };
    render::render(&work, write, &mut |part| match part {
        Part::Search => ended(Stage::Search),
        Part::Theme | Part::Pages => ended(Stage::Render),
    })
}
