//! Asks git which files of an archive have changed since a commit.

use std::collections::BTreeSet;
use std::path::Path;

use super::Refusal;
use super::git::{commit, filters, git_on_files};

/// The paths, below the archive's folder, of files that differ from a commit or that git does not know yet.
///
/// Errors: no git, no repository, no such commit.
pub fn since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Refusal> {
    let commit = commit(root, revision)?;
    let differ = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules=all",
        "--relative",
        "-z",
        &commit,
        "--",
        ".",
    ];
    let unknown = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
    let filters = filters(root)?;
    let mut paths = BTreeSet::new();
    for words in [&differ[..], &unknown] {
        let answer = git_on_files(root, &filters, words)?.unwrap_or_default();
        paths.extend(answer.split('\0').filter(|path| !path.is_empty()).map(str::to_owned));
    }
    Ok(paths)
}
