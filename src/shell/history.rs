//! Asks git who changed each line of an archive's YAML files, and on which day.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::git::{filters, git, git_on_files};
use super::{Failure, Refusal, WrongUse};
use crate::model::Day;
use crate::source::{Change, FileIndex, Sources};

type Lines = Vec<Option<Arc<Change>>>;

/// Adds to the files of an archive what git knows of their lines.
///
/// Errors: no git, no repository, or one that holds only a part of its history, whose days would be wrong.
pub fn read(root: &Path, sources: &mut Sources) -> Result<(), Refusal> {
    let shallow = match git(root, &["rev-parse", "--is-shallow-repository"])? {
        Some(answer) => answer.trim() == "true",
        None => {
            return Err(WrongUse::new("this archive is in no git repository that has commits", "leave `--history` out").into());
        }
    };
    if shallow {
        let message = "this repository holds only a part of its history, and the days of older lines would be wrong";
        return Err(WrongUse::new(message, "fetch all of it: `git fetch --unshallow`").into());
    }
    let tracked = git(root, &["ls-files", "-z", "--", "content"])?.unwrap_or_default();
    let files: Vec<(FileIndex, &str)> = tracked
        .split('\0')
        .filter(|path| path.ends_with(".yaml"))
        .filter_map(|path| sources.find(path).map(|(index, _)| (index, path)))
        .collect();
    let filters = filters(root)?;
    let told: Result<Vec<(FileIndex, Lines)>, Failure> = files
        .into_par_iter()
        .map(|(index, path)| {
            // A file that was added but never committed has no history yet.
            let asked = ["blame", "--porcelain", "--no-textconv", "--", path];
            let answer = git_on_files(root, &filters, &asked)?.unwrap_or_default();
            Ok((index, lines(&answer)))
        })
        .collect();
    told?.into_iter().for_each(|(index, lines)| sources.history.tell(index, lines));
    Ok(())
}

/// The last change of each line, from the answer of `git blame --porcelain`.
///
/// Each line comes as `HASH old new [count]`, at a commit's first time followed by what is known of it, then a tab and the line.
fn lines(answer: &str) -> Lines {
    let mut commits: BTreeMap<&str, Option<Arc<Change>>> = BTreeMap::new();
    let mut lines = Vec::new();
    let (mut hash, mut author, mut seconds, mut zone) = ("", "", 0, 0);
    for line in answer.lines() {
        if line.starts_with('\t') {
            let change = commits.entry(hash).or_insert_with(|| {
                // Lines that are not committed have a hash of noughts.
                let committed = hash.bytes().any(|byte| byte != b'0');
                committed.then(|| Arc::new(Change { author: author.to_owned(), day: day(seconds, zone) }))
            });
            lines.push(change.clone());
            continue;
        }
        match line.split_once(' ') {
            Some(("author", name)) => author = name,
            Some(("author-time", time)) => seconds = time.parse().unwrap_or(0),
            Some(("author-tz", written)) => zone = minutes(written),
            Some((word, _)) if word.len() >= 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit()) => hash = word,
            Some(_) | None => {}
        }
    }
    lines
}

/// Minutes east of Greenwich: `+0530` is 330.
fn minutes(zone: &str) -> i64 {
    let number: i64 = zone.parse().unwrap_or(0);
    number / 100 * 60 + number % 100
}

/// The day of a moment where its author was: `2025-03-07`.
fn day(seconds: i64, zone: i64) -> String {
    let days = (seconds + zone * 60).div_euclid(86_400);
    let (year, month, day) = Day(Day::of(1970, 1, 1).0 + days as i32).calendar();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{day, minutes};

    #[test]
    fn a_day_is_that_of_the_author() {
        let last_second_of_the_year = 1_767_225_599;
        assert_eq!(day(last_second_of_the_year, minutes("+0000")), "2025-12-31");
        assert_eq!(day(last_second_of_the_year, minutes("+0530")), "2026-01-01");
        assert_eq!(day(0, minutes("-0330")), "1969-12-31");
    }
}
