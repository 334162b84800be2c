//! Mends what can be mended without a doubt, and proves that it has become better.

use std::collections::BTreeMap;

use super::chosen::Chosen;
use crate::pipeline;
use crate::problem::report::Found;
use crate::problem::{Code, Problem, Problems};
use crate::source::{Edit, FileIndex, Sources, apply};

/// Of one record only the first slip is told; so many can be mended one after the other.
const ROUNDS_MAX: usize = 50;

/// The files with everything mended that is certain, among the problems that are chosen.
///
/// A file in which that would not help stays as it is.
pub fn mend(sources: &Sources, chosen: &Chosen) -> Sources {
    let problems = |sources: &Sources| pipeline::check(sources, Problems::default()).1;
    let before = problems(sources);
    let mut mended = sources.clone();
    let mut last = before.clone();
    for _ in 0..ROUNDS_MAX {
        let texts: Vec<(FileIndex, String)> = edits(&chosen.among(Found { sources: &mended, problems: &last }))
            .into_iter()
            .map(|(index, edits)| (index, apply(&mended.file(index).text, &edits)))
            .filter(|(index, text)| mended.file(*index).text != *text)
            .collect();
        if texts.is_empty() {
            break;
        }
        mended = mended.with_texts(texts);
        last = problems(&mended);
    }
    let (old, new) = (slips(&before), slips(&last));
    let unhelped = sources.iter().filter(|(index, file)| {
        let has_changed = mended.file(*index).text != file.text;
        has_changed && new.get(index).copied().unwrap_or(0) >= old.get(index).copied().unwrap_or(0)
    });
    mended.with_texts(unhelped.map(|(index, file)| (index, file.text.clone())).collect::<Vec<_>>())
}

/// What mends the problems of each file; of two that touch each other the first.
fn edits(problems: &[Problem]) -> BTreeMap<FileIndex, Vec<Edit>> {
    let mut edits: BTreeMap<FileIndex, Vec<Edit>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.fix.is_empty()) {
        let kept = edits.entry(problem.place.file).or_default();
        let touches =
            |edit: &Edit| kept.iter().any(|other| edit.span.start() <= other.span.end() && other.span.start() <= edit.span.end());
        if !problem.fix.iter().any(touches) {
            kept.extend(problem.fix.iter().cloned());
        }
    }
    edits
}

/// How many problems there are in each file, but for those that only come to light when a record can be read.
fn slips(problems: &[Problem]) -> BTreeMap<FileIndex, usize> {
    let come_to_light = [
        Code::QuoteNotFound,
        Code::QuoteAmbiguous,
        Code::QuoteVariant,
        Code::AnchorInDoubt,
        Code::BrokenLink,
        Code::UnknownWork,
        Code::RawHtml,
        Code::Unused,
    ];
    let mut slips = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !come_to_light.contains(&problem.code)) {
        *slips.entry(problem.place.file).or_default() += 1;
    }
    slips
}
