//! Problems for GitLab's code quality report: a list that it compares between branches by fingerprints.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::problem::{Problem, Severity};
use crate::source::Sources;
use crate::source::digest::sha256;

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// All problems in the given order.
pub fn report(report: &Report<'_>) -> String {
    let mut seen = BTreeMap::new();
    let entries: Vec<Entry<'_>> = report.problems().map(|(sources, problem)| entry(sources, problem, &mut seen)).collect();
    serde_json::to_string_pretty(&entries).expect("texts and numbers can always be written as JSON") + "\n"
}

fn entry<'a>(sources: &'a Sources, problem: &Problem, seen: &mut BTreeMap<String, usize>) -> Entry<'a> {
    let path = &sources.file(problem.place.file).path;
    let (start, end) = super::ends(sources, problem.place);
    // Without the line: a mistake stays the same one when something is written above it.
    let same = format!("{path}\n{}\n{}\n{}", problem.code.name(), problem.message, super::words(sources, problem));
    let number = seen.entry(same.clone()).or_default();
    *number += 1;
    Entry {
        description: super::said(problem, "; "),
        check_name: problem.code.name(),
        fingerprint: sha256(format!("{same}\n{number}").as_bytes()),
        severity: match problem.code.severity() {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Hint => "info",
        },
        location: Location { path, lines: Lines { begin: start.line, end: end.line } },
    }
}
