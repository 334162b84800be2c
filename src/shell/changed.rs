//! Asks git which files of an archive have changed since a commit.

use std::collections::BTreeSet;
use std::path::Path;

use super::git::{commit, filters, git_on_files};
use super::{Failure, Refusal};

/// The paths, below the archive's folder, of files that differ from a commit or that git does not know yet.
///
/// Errors: no git, no repository, no such commit, or one that is not all here.
pub fn since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Refusal> {
    let commit = commit(root, revision)?;
    let filters = filters(root)?;
    let mut paths = differing(root, &filters, &commit)?;
    let unknown = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
    paths.extend(paths_of(&git_on_files(root, &filters, &unknown)?));
    Ok(paths)
}

/// The paths, below the archive's folder, of files that git knows and that differ from a commit.
pub fn differing(root: &Path, filters: &[String], commit: &str) -> Result<BTreeSet<String>, Failure> {
    let differ = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules=all",
        "--relative",
        "-z",
        commit,
        "--",
        ".",
    ];
    Ok(paths_of(&git_on_files(root, filters, &differ)?).collect())
}

fn paths_of(answer: &str) -> impl Iterator<Item = String> {
    answer.split('\0').filter(|path| !path.is_empty()).map(str::to_owned)
}
