//! Asks git who changed each line of an archive's YAML files, and on which day.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::changed::since;
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
    let (filters, untouched) = (filters(root)?, untouched(root)?);
    let told: Result<Vec<(FileIndex, Lines)>, Failure> = files
        .into_par_iter()
        .map(|(index, path)| {
            if let Some(change) = untouched.get(path).filter(|_| sources.file(index).readable) {
                return Ok((index, vec![Some(Arc::clone(change)); sources.file(index).text.lines().count()]));
            }
            // A file that was added but never committed has no history yet.
            let asked = ["blame", "--porcelain", "--no-textconv", "--", path];
            let answer = git_on_files(root, &filters, &asked)?.unwrap_or_default();
            Ok((index, lines(&answer)))
        })
        .collect();
    told?.into_iter().for_each(|(index, lines)| sources.history.tell(index, lines));
    Ok(())
}

/// The files, by their paths below the archive's folder, that one commit has made and none has changed since, with that commit.
///
/// To ask git line by line takes a hundred times as long. Nothing is said of a file that may have been moved: in a commit that removes
/// another one.
fn untouched(root: &Path) -> Result<BTreeMap<String, Arc<Change>>, Refusal> {
    let Some(top) = git(root, &["rev-parse", "--show-prefix"])? else { return Ok(BTreeMap::new()) };
    let asked = [
        "log",
        "-c",
        "--full-history",
        "--no-renames",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-color",
        "--encoding=UTF-8",
        "--name-status",
        "--date=raw",
        "--format=%x01%ad %aN",
        "HEAD",
    ];
    // A repository may have no commit yet.
    let Some(answer) = git(root, &asked)? else { return Ok(BTreeMap::new()) };
    let mut touched: BTreeMap<&str, Option<Arc<Change>>> = BTreeMap::new();
    for commit in answer.split('\u{1}').skip(1) {
        let (head, files) = commit.split_once('\n').unwrap_or((commit, ""));
        let files: Vec<(&str, &str)> = files.lines().filter_map(|line| line.split_once('\t')).collect();
        let change = change(head).filter(|_| files.iter().all(|(status, _)| *status == "A" || *status == "M"));
        for (status, path) in files {
            let Some(path) = path.strip_prefix(top.trim_end()) else { continue };
            let made = change.clone().filter(|_| status == "A");
            touched.entry(path).and_modify(|change| *change = None).or_insert(made);
        }
    }
    let differ = since(root, "HEAD")?;
    let made = touched.into_iter().filter(|(path, _)| !differ.contains(*path));
    Ok(made.filter_map(|(path, change)| Some((path.to_owned(), change?))).collect())
}

/// Who has made a commit and when: `SECONDS ZONE NAME`.
fn change(head: &str) -> Option<Arc<Change>> {
    let mut parts = head.splitn(3, ' ');
    let (seconds, zone, author) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
    Some(Arc::new(Change { author: author.to_owned(), day: day(seconds, minutes(zone)) }))
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
