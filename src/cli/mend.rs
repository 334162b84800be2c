//! Mends what can be mended without a doubt, and proves that it has become better.

use std::collections::BTreeMap;

use crate::pipeline;
use crate::problem::{Code, Problem, Problems};
use crate::source::{Edit, FileIndex, Sources, apply};

/// Of one record only the first slip is told; so many can be mended one after the other.
const ROUNDS_MAX: usize = 50;

/// The files with everything mended that is certain. A file in which that would not help stays as it is.
pub fn mend(sources: &Sources) -> Sources {
    let before = problems(sources);
    let mut mended = sources.clone();
    let mut last = before.clone();
    for _ in 0..ROUNDS_MAX {
        let texts: Vec<(FileIndex, String)> = edits(&last)
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

fn problems(sources: &Sources) -> Vec<Problem> {
    pipeline::check(sources, Problems::default()).1
}

/// What mends the problems of each file; of two that touch each other the first.
fn edits(problems: &[Problem]) -> BTreeMap<FileIndex, Vec<Edit>> {
    let mut edits: BTreeMap<FileIndex, Vec<Edit>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !problem.fix.is_empty()) {
        let kept = edits.entry(problem.place.file).or_default();
        let touches =
            |edit: &Edit| kept.iter().any(|other| edit.span.start <= other.span.end && other.span.start <= edit.span.end);
        if !problem.fix.iter().any(touches) {
            kept.extend(problem.fix.iter().cloned());
        }
    }
    edits
}

/// How many slips of the pen there are in each file. What comes to light behind them, as that a quotation is not found, is none.
fn slips(problems: &[Problem]) -> BTreeMap<FileIndex, usize> {
    let is_slip = |code: Code| {
        let others = [
            Code::UnknownField,
            Code::MissingField,
            Code::DuplicateField,
            Code::EmptyValue,
            Code::WrongType,
            Code::ConflictingFields,
            Code::InvalidLanguage,
        ];
        code.name().starts_with("yaml-") || others.contains(&code)
    };
    let mut slips = BTreeMap::new();
    problems
        .iter()
        .filter(|problem| is_slip(problem.code))
        .for_each(|problem| *slips.entry(problem.place.file).or_default() += 1);
    slips
}
