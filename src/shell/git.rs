//! Asks git for what it knows of an archive; no other program is started here.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{Failure, Refusal, WrongUse};
use crate::source::hidden::harmless;

/// What git says of a repository whose folder belongs to another person.
const OF_SOMEBODY_ELSE: &str = "dubious ownership";

/// What git answers; `None` where it says no.
pub fn git(root: &Path, words: &[&str]) -> Result<Option<String>, Failure> {
    Ok(answer(&asked(root, &[], words)?))
}

/// The hash of the commit that a branch, a tag or a hash names.
///
/// Errors: no git, no repository, no such commit.
pub fn commit(root: &Path, revision: &str) -> Result<String, Refusal> {
    let output = asked(root, &[], &["rev-parse", "--is-inside-work-tree"])?;
    if answer(&output).is_none() {
        // A repository of somebody else is one into which git does not look.
        let is_there = String::from_utf8_lossy(&output.stderr).contains(OF_SOMEBODY_ELSE);
        let none = || WrongUse::new("this archive is in no git repository", "start one: git init").into();
        return Err(if is_there { refusal(root, &output).into() } else { none() });
    }
    let named = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?;
    let unknown = || {
        let help = "name a branch, a tag or a commit that git has here; git log shows what there is";
        WrongUse::new(format!("git knows no commit `{revision}` in this archive"), help)
    };
    Ok(found.ok_or_else(unknown)?.trim().to_owned())
}

/// The bytes that git answers to what it is told on its standard input; `None` where it says no.
pub fn git_told(root: &Path, words: &[&str], told: &str) -> Result<Option<Vec<u8>>, Failure> {
    let mut command = command(root, words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| refused(root, error))?;
    let mut input = child.stdin.take().expect("the standard input was asked for");
    // Git answers while it listens: whoever only speaks fills the pipe, and both wait for ever.
    let output = std::thread::scope(|scope| {
        // If git stops listening, its exit code says so.
        scope.spawn(move || input.write_all(told.as_bytes()));
        child.wait_with_output()
    });
    let output = output.map_err(|error| refused(root, error))?;
    Ok(output.status.success().then_some(output.stdout))
}

/// What git answers to a question about files as they lie in the folder: what its settings would run on each is left out.
///
/// Errors: what git says instead; in a clone of a part of a repository it may lack what it was asked for.
pub fn git_on_files(root: &Path, filters: &[String], words: &[&str]) -> Result<String, Failure> {
    let output = asked(root, filters, words)?;
    answer(&output).ok_or_else(|| refusal(root, &output))
}

/// What git says instead of an answer, and what helps in a clone that lacks what was asked for.
fn refusal(root: &Path, output: &Output) -> Failure {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no, and not why").trim();
    let help = if said.contains(OF_SOMEBODY_ELSE) {
        "let git trust it: git config --global --add safe.directory FOLDER"
    } else {
        "in a clone that left something out, fetch the rest first: git fetch --refetch --no-filter"
    };
    Failure::new("ask git about", root, io::Error::other(format!("it says “{}”; {help}", harmless(said))))
}

fn answer(output: &Output) -> Option<String> {
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn asked(root: &Path, filters: &[String], words: &[&str]) -> Result<Output, Failure> {
    let mut command = command(root, words);
    // Told by the environment, for a name may hold any sign; where there is nothing to tell, it stays as it is.
    if !filters.is_empty() {
        command.env("GIT_CONFIG_COUNT", filters.len().to_string());
    }
    for (number, filter) in filters.iter().enumerate() {
        command.env(format!("GIT_CONFIG_KEY_{number}"), filter).env(format!("GIT_CONFIG_VALUE_{number}"), "");
    }
    command.output().map_err(|error| refused(root, error))
}

/// The settings of a repository that name a program which git runs on files before it compares them.
pub fn filters(root: &Path) -> Result<Vec<String>, Failure> {
    let asked = ["config", "--null", "--name-only", "--get-regexp", r"^filter\..*\.(clean|smudge|process|required)$"];
    let told = git(root, &asked)?.unwrap_or_default();
    Ok(told.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// What names another repository than that of the folder, of the variables that `git rev-parse --local-env-vars` lists.
///
/// Git sets some of them for its hooks, in which a command may ask about an archive elsewhere. Settings that are told by the
/// environment (`GIT_CONFIG_COUNT`) stay: in containers they say whose folders are trusted.
const OF_A_REPOSITORY: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_NAMESPACE",
];

fn command(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("git");
    OF_A_REPOSITORY.iter().for_each(|variable| {
        command.env_remove(variable);
    });
    command
        .arg("-C")
        .arg(root)
        // An archive may bring its own settings: none of them may name a program to run.
        .args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        // Folders of the archive that look like a repository are none: whoever pushes them would write its settings.
        .args(["-c", "safe.bareRepository=explicit"])
        .args(words)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // What is missing is not asked of anybody: no protocol is allowed, and those of the settings are programs, too.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn refused(root: &Path, error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::because("ask git about", root, "git is not installed: apt-get install git");
    }
    Failure::new("ask git about", root, error)
}
