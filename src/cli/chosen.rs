//! Which problems are told: those of some codes, or of files that have changed.

use std::collections::BTreeSet;
use std::path::Path;

use super::explain::code;
use crate::problem::report::Found;
use crate::problem::{Code, Problem};
use crate::shell::{Refusal, WrongUse, changed};

/// What somebody wants to hear of.
#[derive(Debug)]
pub struct Chosen {
    /// The codes that are told; all where none is named.
    select: Vec<Code>,
    /// The codes that are not told.
    ignore: Vec<Code>,
    /// The files of which is told, by their paths; all where nothing is said.
    files: Option<BTreeSet<String>>,
}

impl Chosen {
    /// Reads the names of codes, and asks git where a commit is named.
    ///
    /// Errors: a code that there is not; whatever git refuses.
    pub fn new(root: &Path, select: &[String], ignore: &[String], since: Option<&str>) -> Result<Chosen, Refusal> {
        let codes = |names: &[String]| names.iter().map(|name| code(name)).collect::<Result<Vec<Code>, WrongUse>>();
        let files = since.map(|revision| changed::since(root, revision)).transpose()?;
        Ok(Chosen { select: codes(select)?, ignore: codes(ignore)?, files })
    }

    /// Those among the problems of some files.
    pub fn among(&self, found: Found<'_>) -> Vec<Problem> {
        let is_told = |problem: &&Problem| {
            let path = &found.sources.file(problem.place.file).path;
            (self.select.is_empty() || self.select.contains(&problem.code))
                && !self.ignore.contains(&problem.code)
                && self.files.as_ref().is_none_or(|files| files.contains(path))
        };
        found.problems.iter().filter(is_told).cloned().collect()
    }
}
