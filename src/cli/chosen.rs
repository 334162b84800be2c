//! Which problems are told: those of some codes, or of files that have changed.

use std::collections::BTreeSet;
use std::path::Path;

use super::archive::Checked;
use super::explain::code;
use crate::problem::report::Found;
use crate::problem::report::text::count;
use crate::problem::{Code, Problem};
use crate::shell::{Refusal, WrongUse, changed};
use crate::source::hidden::harmless;

/// What somebody wants to hear of.
#[derive(Debug)]
pub struct Chosen {
    /// The codes that are told; all where none is named.
    select: Vec<Code>,
    /// The codes that are not told.
    ignore: Vec<Code>,
    /// The files of which is told; all where nothing is said.
    files: Option<Differing>,
}

/// Files that differ from a commit.
#[derive(Debug)]
struct Differing {
    /// The commit, as it was named.
    from: String,
    paths: BTreeSet<String>,
}

impl Chosen {
    /// Reads the names of codes, and asks git where a commit is named.
    ///
    /// Errors: a code that there is not; whatever git refuses.
    pub fn new(root: &Path, select: &[String], ignore: &[String], since: Option<&str>) -> Result<Chosen, Refusal> {
        let codes = |names: &[String]| names.iter().map(|name| code(name)).collect::<Result<Vec<Code>, WrongUse>>();
        let differing = |from: &str| Ok::<_, Refusal>(Differing { from: from.to_owned(), paths: changed::since(root, from)? });
        let files = since.map(differing).transpose()?;
        Ok(Chosen { select: codes(select)?, ignore: codes(ignore)?, files })
    }

    /// In what problems were looked for: “5 documents”, “1 file that differs from main”.
    pub fn looked_at(&self, all: &Checked) -> String {
        let Some(Differing { from, paths }) = &self.files else { return count(all.archive.documents.len(), "document") };
        let is_ours = |path: &&String| all.sources.find(path).is_some() || path.starts_with("themes/");
        let files = paths.iter().filter(is_ours).count();
        format!("{} that {} from {}", count(files, "file"), if files == 1 { "differs" } else { "differ" }, harmless(from))
    }

    /// Those among the problems of some files.
    pub fn among(&self, found: Found<'_>) -> Vec<Problem> {
        let is_told = |problem: &&Problem| {
            let path = &found.sources.file(problem.place.file).path;
            (self.select.is_empty() || self.select.contains(&problem.code))
                && !self.ignore.contains(&problem.code)
                && self.files.as_ref().is_none_or(|files| files.paths.contains(path))
        };
        found.problems.iter().filter(is_told).cloned().collect()
    }
}
