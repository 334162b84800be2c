//! How problems are shown: each format is a pure function to text.

pub mod human;
pub mod json;
mod line;

use super::{Problem, Severity};
use crate::source::Sources;

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
