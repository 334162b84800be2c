//! Why the shell cannot go on: the machine refuses something, or it was asked for something it must not do.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The machine refuses: an unreadable folder, a full disk. Exit code 3.
#[derive(Debug)]
pub struct Failure {
    /// What was tried, as a verb: `read`, `write`.
    pub doing: &'static str,
    /// With which file or folder.
    pub path: PathBuf,
    /// What the machine said.
    pub source: io::Error,
}

impl Failure {
    /// A refusal of `path` while `doing` something with it.
    pub fn new(doing: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Failure {
        Failure { doing, path: path.into(), source }
    }

    /// A refusal that postil itself decides, in its own words.
    pub fn because(doing: &'static str, path: impl Into<PathBuf>, reason: &'static str) -> Failure {
        Failure::new(doing, path, io::Error::other(reason))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "cannot {} `{}`: {}", self.doing, self.path.display(), self.source)
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The command line asks for something that cannot be meant. Exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongUse {
    /// What is wrong, one lower-case sentence.
    pub message: String,
    /// What to type instead, a sentence each.
    pub help: Vec<String>,
}

impl WrongUse {
    /// A wrong use with one piece of advice.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> WrongUse {
        WrongUse { message: message.into(), help: vec![help.into()] }
    }
}

/// Either of the two.
#[derive(Debug)]
pub enum Refusal {
    /// Asked for something that cannot be meant.
    WrongUse(WrongUse),
    /// The machine refuses.
    Failure(Failure),
}

impl From<WrongUse> for Refusal {
    fn from(wrong: WrongUse) -> Refusal {
        Refusal::WrongUse(wrong)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal::Failure(failure)
    }
}
