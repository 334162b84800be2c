//! Asks git which files of an archive have changed since a commit.

use std::collections::BTreeSet;
use std::path::Path;

use super::git::git;
use super::{Refusal, WrongUse};

/// The paths, below the archive's folder, of files that differ from a commit or that git does not know yet.
///
/// Errors: no git, no repository, no such commit.
pub fn since(root: &Path, revision: &str) -> Result<BTreeSet<String>, Refusal> {
    let commit = format!("{revision}^{{commit}}");
    let Some(commit) = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])? else {
        let help = "name a branch, a tag or a commit that git has here: `--changed-since main`";
        return Err(WrongUse::new(format!("git knows no commit `{revision}` in this archive"), help).into());
    };
    let differ = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules=all",
        "--relative",
        "-z",
        commit.trim(),
        "--",
        ".",
    ];
    let unknown = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
    let mut paths = BTreeSet::new();
    for words in [&differ[..], &unknown] {
        let answer = git(root, words)?.unwrap_or_default();
        paths.extend(answer.split('\0').filter(|path| !path.is_empty()).map(str::to_owned));
    }
    Ok(paths)
}
