//! How problems are shown: each format is a pure function to text, a file and a row in [`FORMATS`].

mod concise;
pub mod github;
mod gitlab;
mod json;
mod junit;
mod line;
mod rdjson;
mod sarif;
pub mod text;

use text::Paint;

use super::{Problem, Severity};
use crate::source::{Place, Position, Sources};

/// A way to show problems.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// Writes all problems.
    pub write: fn(&Report<'_>) -> String,
}

/// Every format, that for people first.
pub const FORMATS: &[Format] = &[
    Format { name: "text", help: "for people: lines with carets, and what to type", write: text::all },
    Format { name: "concise", help: "one line each", write: concise::report },
    Format { name: "json", help: "one JSON object", write: json::report },
    Format { name: "jsonl", help: "one JSON object a line", write: json::lines },
    Format { name: "github", help: "at their lines in GitHub's workflows", write: github::report },
    Format { name: "gitlab", help: "GitLab's code quality report", write: gitlab::report },
    Format { name: "sarif", help: "SARIF 2.1.0, for code hosts and editors", write: sarif::report },
    Format { name: "junit", help: "JUnit XML, for build servers", write: junit::report },
    Format { name: "rdjson", help: "the format of reviewdog, for reviews", write: rdjson::report },
];

/// What is to be shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Problems with their files: those of the archive, those of its theme.
    pub found: &'a [Found<'a>],
    /// Whether people see colour.
    pub paint: Paint,
}

impl<'a> Report<'a> {
    /// All problems in the given order, each with its files.
    pub fn problems(&self) -> impl Iterator<Item = (&'a Sources, &'a Problem)> + use<'a> {
        self.found.iter().flat_map(|found| found.problems.iter().map(|problem| (found.sources, problem)))
    }

    /// How many there are.
    pub fn counts(&self) -> Counts {
        Counts::of(self.problems().map(|(_, problem)| problem))
    }
}

/// Problems and the files in which they stand.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What is wrong in them, in the order in which it is to be shown.
    pub problems: &'a [Problem],
}

/// How many problems there are of each gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl Counts {
    /// Counts problems.
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Counts {
        let mut counts = Counts::default();
        for problem in problems {
            match problem.code.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }
}

/// The word for a gravity, the same in every format.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// What is wrong, then what to type.
fn said(problem: &Problem, between: &str) -> String {
    let mut said = problem.message.clone();
    for help in &problem.help {
        said.push_str(between);
        said.push_str(help);
    }
    said
}

/// Line and column of both ends of a place.
fn ends(sources: &Sources, place: Place) -> (Position, Position) {
    (sources.position_at(place.file, place.span.start()), sources.position_at(place.file, place.span.end()))
}

/// The words at the place of a problem.
fn words<'a>(sources: &'a Sources, problem: &Problem) -> &'a str {
    problem.place.span.of(&sources.file(problem.place.file).text)
}

/// The path of a file as an address: what addresses do not take is written as `%41`.
fn address(sources: &Sources, place: Place) -> String {
    let path = &sources.file(place.file).path;
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
