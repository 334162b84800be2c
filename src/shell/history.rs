//! Asks git who changed each line of an archive's YAML files, and on which day.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::changed::differing;
use super::git::{filters, git, git_on_files};
use super::{Failure, Refusal, WrongUse};
use crate::model::Day;
use crate::source::{Change, FileIndex, Sources};

type Lines = Vec<Option<Arc<Change>>>;

/// Adds to the files of an archive what git knows of their lines.
///
/// Errors: no git, no repository, or one that lacks a part of its history, so that days would be wrong.
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
    if git(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?.is_none() {
        // There is no commit yet.
        return Ok(());
    }
    let committed = git_on_files(root, &[], &["ls-tree", "-r", "--name-only", "-z", "HEAD", "--", "content"])?;
    let committed: BTreeSet<&str> = committed.split('\0').collect();
    let tracked = git_on_files(root, &[], &["ls-files", "-v", "-z", "--", "content"])?;
    let files: Vec<(FileIndex, &str, bool)> = tracked
        .split('\0')
        .filter_map(|entry| entry.split_once(' '))
        // A file that was added but never committed has no history yet.
        .filter(|(_, path)| path.ends_with(".yaml") && committed.contains(path))
        // Of any other sort git would not notice that the file on the disk is another one.
        .filter_map(|(sort, path)| sources.find(path).map(|(index, file)| (index, path, sort == "H" && file.readable)))
        .collect();
    let filters = filters(root)?;
    let untouched = untouched(root, &filters)?;
    let told: Result<Vec<(FileIndex, Lines)>, Failure> = files
        .into_par_iter()
        .map(|(index, path, is_watched)| {
            if let Some(change) = untouched.get(path).filter(|_| is_watched) {
                return Ok((index, vec![Some(Arc::clone(change)); sources.file(index).text.lines().count()]));
            }
            let blame = |moves: &[&str]| {
                // Whose line it is must not depend on a list that the settings of a machine name.
                let asked = [
                    &["blame", "--porcelain", "--no-textconv", "--encoding=UTF-8", "--no-ignore-revs-file"],
                    moves,
                    &["--", path],
                ]
                .concat();
                git_on_files(root, &filters, &asked)
            };
            Ok((index, of_records(&sources.file(index).text, lines(&blame(&[])?), &blame(&["-M"])?)))
        })
        .collect();
    told?.into_iter().for_each(|(index, lines)| sources.history.tell(index, lines));
    Ok(())
}

/// The files, by their paths below the archive's folder, that one commit has made and none has changed since, with that commit.
///
/// For all others git is asked line by line, which takes it 30 ms a file. The history of the whole repository is read, for a file may
/// have come from outside the archive.
fn untouched(root: &Path, filters: &[String]) -> Result<BTreeMap<String, Arc<Change>>, Failure> {
    let Some(top) = git(root, &["rev-parse", "--show-prefix"])? else { return Ok(BTreeMap::new()) };
    let asked = [
        "log",
        "-c",
        "--root",
        "--no-renames",
        "--no-relative",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-color",
        "--encoding=UTF-8",
        "--name-status",
        "--date=raw",
        "--format=%x00%ad %aN",
        "HEAD",
    ];
    let answer = git_on_files(root, &[], &asked)?;
    let (made, differ) = (made_once(&answer, top.trim_end()), differing(root, filters, "HEAD")?);
    let made = made.into_iter().filter(|(path, _)| !differ.contains(*path));
    Ok(made.map(|(path, change)| (path.to_owned(), change)).collect())
}

/// The files below `top` that stand in one commit of a log, which adds them: each commit is a noughth character, `SECONDS ZONE NAME`,
/// and its files with what it does to them.
///
/// A commit that does anything but add and change may have moved a file, and git would find its lines elsewhere. Names in quotes are
/// none of ours.
fn made_once<'l>(log: &'l str, top: &str) -> BTreeMap<&'l str, Arc<Change>> {
    let mut touched: BTreeMap<&str, Option<Arc<Change>>> = BTreeMap::new();
    for commit in log.split('\0').skip(1) {
        let (head, files) = commit.split_once('\n').unwrap_or((commit, ""));
        let files: Vec<(&str, &str)> = files.lines().filter_map(|line| line.split_once('\t')).collect();
        let change = change(head).filter(|_| files.iter().all(|(status, _)| *status == "A" || *status == "M"));
        for (status, path) in files {
            let Some(path) = path.strip_prefix(top) else { continue };
            let made = change.clone().filter(|_| status == "A");
            touched.entry(path).and_modify(|change| *change = None).or_insert(made);
        }
    }
    touched.into_iter().filter_map(|(path, change)| Some((path, change?))).collect()
}

/// Who has made a commit and when: `SECONDS ZONE NAME`.
fn change(head: &str) -> Option<Arc<Change>> {
    let mut parts = head.splitn(3, ' ');
    let (seconds, zone, author) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
    Some(Arc::new(Change { author: author.to_owned(), day: day(seconds, minutes(zone)) }))
}

/// The last change of each line of a list of records, where one may have been moved with all its lines: that is no change. `moved` is
/// what git answers when it follows lines within their file.
///
/// Git follows copies as well. A line that is older than the first one of its record comes from another record, or stood in this one
/// under another name; and where a line could have been moved to two places, it was to neither. Then what git says of lines that stay
/// where they are is right.
fn of_records(text: &str, in_place: Lines, moved: &str) -> Lines {
    let origins: Vec<(&str, &str)> = moved.lines().filter_map(origin).collect();
    let claims = |numbers: &mut dyn Iterator<Item = usize>| {
        let mut claims: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        numbers.for_each(|number| *claims.entry(origins[number]).or_default() += 1);
        claims
    };
    let all = claims(&mut (0..origins.len()));
    let moved = lines(moved);
    let mut first = None;
    let each = text.lines().zip(&in_place).zip(&moved).zip(&origins);
    let is_its_own = each.map(|(((line, in_place), moved), origin)| {
        if line.starts_with("- ") {
            first = if all[origin] == 1 { moved.as_ref() } else { in_place.as_ref() };
        }
        moved.as_ref().zip(first).is_some_and(|(moved, first)| moved.day >= first.day)
    });
    let is_its_own: Vec<bool> = is_its_own.collect();
    let own = claims(&mut (0..is_its_own.len()).filter(|number| is_its_own[*number]));
    let each = in_place.into_iter().zip(moved).zip(origins).zip(is_its_own);
    each.map(|(((in_place, moved), origin), is_its_own)| if is_its_own && own[&origin] == 1 { moved } else { in_place }).collect()
}

/// The commit in which a line stands as it is, and its number there, from the head of its entry.
fn origin(line: &str) -> Option<(&str, &str)> {
    let (hash, rest) = line.split_once(' ').filter(|(word, _)| is_hash(word))?;
    Some((hash, rest.split(' ').next()?))
}

fn is_hash(word: &str) -> bool {
    word.len() >= 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
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
            Some((word, _)) if is_hash(word) => hash = word,
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
    use super::{day, made_once, minutes};

    #[test]
    fn a_file_is_signed_as_a_whole_only_where_one_commit_has_made_it() {
        let commits = [
            "300 +0000 Cy\n\nMM\tin/merged\n",
            "200000 +0000 Bo \u{1}\n\nD\tout/old\nA\tin/moved\n",
            "200000 +0000 Bo \u{1}\n\nM\tin/busy\nA\tin/later\n",
            "100000 +0000 Ana\n\nA\tin/merged\nA\tin/calm\nA\tin/busy\nA\tout/old\n",
            "x\n\nA\tin/x\n",
        ];
        let log: String = commits.iter().flat_map(|commit| ["\0", commit]).collect();
        let found = made_once(&log, "in/");
        let found: Vec<_> = found.iter().map(|(path, change)| (*path, change.author.as_str(), change.day.as_str())).collect();
        assert_eq!(found, [("calm", "Ana", "1970-01-02"), ("later", "Bo \u{1}", "1970-01-03")]);
    }

    #[test]
    fn a_day_is_that_of_the_author() {
        let last_second_of_the_year = 1_767_225_599;
        assert_eq!(day(last_second_of_the_year, minutes("+0000")), "2025-12-31");
        assert_eq!(day(last_second_of_the_year, minutes("+0530")), "2026-01-01");
        assert_eq!(day(0, minutes("-0330")), "1969-12-31");
    }
}
