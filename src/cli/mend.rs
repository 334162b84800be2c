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
/// A record in which that would not help stays as it is.
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
    let (old, new) = (slips(sources, &before), slips(&mended, &last));
    let helped: Vec<(FileIndex, String)> = sources
        .iter()
        .filter(|(index, file)| mended.file(*index).text != file.text)
        .map(|(index, file)| {
            let count = |slips: &BTreeMap<(FileIndex, usize), usize>, record| slips.get(&(index, record)).copied().unwrap_or(0);
            // Of many slips only the first thousand were told: a record that was not told of must have none now.
            let has_helped = |record| count(&new, record) < count(&old, record).max(1);
            (index, with_what_helped(&file.text, &mended.file(index).text, has_helped))
        })
        .collect();
    mended.with_texts(helped)
}

/// A file in which those records are mended that this has helped.
fn with_what_helped(before: &str, after: &str, has_helped: impl Fn(usize) -> bool) -> String {
    let (old, new) = (starts(before), starts(after));
    // A mend that makes two records of one, or one of two, is in doubt.
    if old.len() != new.len() {
        return before.to_owned();
    }
    let record = |text, starts: &[usize], number: usize| -> String {
        let end = starts.get(number + 1).copied().unwrap_or(str::len(text));
        text[starts[number]..end].to_owned()
    };
    (0..old.len())
        .map(|number| if has_helped(number) { record(after, &new, number) } else { record(before, &old, number) })
        .collect()
}

/// Where the records of a file begin; what stands above the first belongs to it. A file of fields is one record.
fn starts(text: &str) -> Vec<usize> {
    let begins = |line: &str| line.strip_prefix('-').is_some_and(|rest| rest.trim().is_empty() || rest.starts_with([' ', '\t']));
    let is_above = |line: &&str| line.trim().is_empty() || line.starts_with(['#', '%']) || line.trim_end() == "---";
    let is_list = text.lines().find(|line| !is_above(line)).is_some_and(begins);
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end - line.len(), line))
    });
    let records = lines.filter(|(_, line)| is_list && begins(line)).skip(1).map(|(at, _)| at);
    std::iter::once(0).chain(records).collect()
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

/// How many problems there are in each record, by its number in its file, but for those that only come to light when one can be read.
fn slips(sources: &Sources, problems: &[Problem]) -> BTreeMap<(FileIndex, usize), usize> {
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
    let mut records: BTreeMap<FileIndex, Vec<usize>> = BTreeMap::new();
    let mut slips = BTreeMap::new();
    for problem in problems.iter().filter(|problem| !come_to_light.contains(&problem.code)) {
        let starts = records.entry(problem.place.file).or_insert_with_key(|index| starts(&sources.file(*index).text));
        let record = starts.partition_point(|start| *start <= problem.place.span.start()) - 1;
        *slips.entry((problem.place.file, record)).or_default() += 1;
    }
    slips
}
