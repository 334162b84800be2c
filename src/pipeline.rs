//! The order of the stages: load → parse → anchor → link → check → index → render; nothing else knows it.

use crate::model::{Archive, Theme};
use crate::problem::{Problem, Problems, Severity};
use crate::source::Sources;
use crate::{anchor, check, index, link, parse, render};

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

/// Draws a checked archive and hands every file to `write`, from several threads, in no order.
///
/// Errors: [`Stop::Theme`] if the theme cannot be used; [`Stop::Write`] with the first refusal of `write`.
pub fn build<E: Send>(
    sources: &Sources,
    archive: &Archive,
    problems: &[Problem],
    theme: &Theme,
    settings: &Settings,
    write: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
) -> Result<Built, Stop<E>> {
    let indexes = index::index(archive);
    let errors = problems.iter().filter(|problem| problem.code.severity() == Severity::Error);
    let gaps: Vec<&Problem> = if settings.draft { errors.collect() } else { Vec::new() };
    render::render(&render::Work { sources, archive, indexes: &indexes, gaps: &gaps, theme, settings }, write)
}
