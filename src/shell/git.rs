//! Asks git; no other program is ever started.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Failure, Refusal, WrongUse};

/// What git answers; `None` where it says no.
pub fn git(root: &Path, words: &[&str]) -> Result<Option<String>, Failure> {
    let output = command(root, words).output().map_err(|error| refused(root, error))?;
    Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// The hash of the commit that a branch, a tag or a hash names.
///
/// Errors: no git, no repository, no such commit.
pub fn commit(root: &Path, revision: &str) -> Result<String, Refusal> {
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

fn command(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        // An archive may bring its own settings: none of them may name a program to run.
        .args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"])
        .args(words)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0");
    command
}

fn refused(root: &Path, error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::because("ask git about", root, "git is not installed: apt-get install git");
    }
    Failure::new("ask git about", root, error)
}
