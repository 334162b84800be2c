//! `postil verify`: whether an archive's texts are those of its records, and a published site what its build wrote.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value as Json, json};

use super::list::Format;
use super::{Exit, Global};
use crate::pipeline;
use crate::problem::report::text::count;
use crate::problem::{Code, Problem};
use crate::shell::custody::{self, Compared, Finding, State};
use crate::shell::load::load;
use crate::shell::root::find_root;
use crate::shell::{Refusal, WrongUse, terminal};
use crate::source::Sources;
use crate::source::hidden::harmless;

/// The number of the shape of the report for programs.
const SCHEMA: u32 = 1;

/// Check that files are what their hashes say
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil verify                          each text of the archive against `text_sha256` of its record
  postil verify --captures ~/captures    the files that were taken, against `sha256` of `capture`, too
  postil verify public                   a published site, or a bag, against the list that lies in it
  postil verify public --format json
")]
pub struct Verify {
    /// A published site or a bag, from here; else the archive
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Where the files lie that `capture` names
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    captures: Option<PathBuf>,
    /// Files that no list names are no fault
    #[arg(long, requires = "folder")]
    allow_extra: bool,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Archive,
    Folder,
}

/// What was found, beside what is wrong.
#[derive(Debug)]
struct Verified {
    what: What,
    compared: Compared,
    /// Files of which no hash is written.
    unrecorded: Vec<String>,
    /// Captures with a hash that were not looked for.
    unseen: usize,
}

/// Verifies; exit 1 if a file is not what it should be.
pub fn run(global: &Global, command: &Verify) -> Result<Exit, Refusal> {
    let mut verified = match &command.folder {
        Some(folder) => of_folder(folder)?,
        None => of_archive(&find_root(&global.directory)?, command.captures.as_deref())?,
    };
    if command.allow_extra {
        verified.compared.findings.retain(|finding| finding.state != State::Extra);
    }
    match command.format {
        Format::Json => terminal::output(&format!("{:#}\n", report(&verified)))?,
        Format::Text => {
            for finding in &verified.compared.findings {
                terminal::output(&harmless(&line(finding)))?;
            }
            for path in &verified.unrecorded {
                terminal::message(&format!("no hash is written: {path}\n"));
            }
        }
    }
    terminal::message(&verdict(&verified));
    Ok(if verified.compared.findings.is_empty() { Exit::Done } else { Exit::Problems })
}

fn of_folder(folder: &Path) -> Result<Verified, Refusal> {
    match custody::compare(folder)? {
        Some(compared) => Ok(Verified { what: What::Folder, compared, unrecorded: Vec::new(), unseen: 0 }),
        None => Err(WrongUse {
            message: format!("`{}` holds no manifest-sha256.txt", folder.display()),
            help: vec![
                "name the folder of a published site, or of a bag".to_owned(),
                "an archive is verified without a name: postil verify -C FOLDER".to_owned(),
            ],
        }
        .into()),
    }
}

fn of_archive(root: &Path, captures: Option<&Path>) -> Result<Verified, Refusal> {
    let (sources, loaded) = load(root)?;
    let survey = pipeline::survey(&sources, loaded);
    let mut verified = Verified { what: What::Archive, compared: Compared::default(), unrecorded: Vec::new(), unseen: 0 };
    for state in &survey.states {
        let path = text_path(&sources, &state.document, state.translation.as_deref());
        let expected = state.recorded.as_ref().map(|hash| hash.value.to_lowercase());
        verified.add(path, expected, Some(state.sha256.clone()).filter(|hash| !hash.is_empty()));
    }
    let is_lost = |problem: &&Problem| {
        let is_of_file = matches!(problem.code, Code::MissingFile | Code::UnreadableFile | Code::NotUtf8);
        is_of_file || (problem.code == Code::MergeConflict && !sources.file(problem.place.file).readable)
    };
    let lost = survey.problems.iter().filter(is_lost);
    for problem in lost {
        verified.compared.findings.push(told(&sources, problem));
    }
    for document in &survey.documents {
        let Some(capture) = &document.record.capture else { continue };
        match (captures, &capture.file, &capture.sha256) {
            (Some(folder), Some(file), expected) => {
                // The name is an editor's text; it must not lead out of the folder.
                let is_name = !file.contains(['/', '\\', '\0']) && file != "..";
                let found = if is_name { custody::hash_of(&folder.join(file))? } else { None };
                verified.add(format!("{file} ({})", document.id), expected.as_ref().map(|hash| hash.to_lowercase()), found);
            }
            (None, Some(_), Some(_)) => verified.unseen += 1,
            (_, None, _) | (None, Some(_), None) => {}
        }
    }
    verified.compared.findings.sort_unstable();
    Ok(verified)
}

impl Verified {
    fn add(&mut self, path: String, expected: Option<String>, found: Option<String>) {
        match (expected, found) {
            (expected, None) => self.compared.findings.push(Finding { path, state: State::Missing, expected, found: None }),
            (None, Some(_)) => self.unrecorded.push(path),
            (Some(expected), Some(found)) if expected == found => self.compared.same += 1,
            (expected @ Some(_), found @ Some(_)) => {
                self.compared.findings.push(Finding { path, state: State::Differs, expected, found });
            }
        }
    }
}

fn text_path(sources: &Sources, document: &str, language: Option<&str>) -> String {
    let name = language.map_or("text".to_owned(), |language| format!("text.{language}"));
    let path = |ending: &str| format!("content/documents/{document}/{name}{ending}");
    let is_there = |path: &String| sources.find(path).is_some();
    [".md", ".txt"].map(path).into_iter().find(is_there).unwrap_or_else(|| path(".md"))
}

fn told(sources: &Sources, problem: &Problem) -> Finding {
    let path = sources.file(problem.place.file).path.clone();
    let state = if problem.code == Code::MissingFile { State::Missing } else { State::Unreadable };
    Finding { path: format!("{path}: {}", problem.message), state, expected: None, found: None }
}

fn line(finding: &Finding) -> String {
    let hash = |what: &str, hash: &Option<String>| hash.as_ref().map_or_else(String::new, |hash| format!("  {what} {hash}\n"));
    format!(
        "{}: {}\n{}{}",
        word(finding.state),
        finding.path,
        hash("should be", &finding.expected),
        hash("is       ", &finding.found)
    )
}

fn word(state: State) -> &'static str {
    match state {
        State::Differs => "differs",
        State::Missing => "missing",
        State::Extra => "extra",
        State::NoFile => "no file",
        State::Unreadable => "unreadable",
    }
}

fn verdict(verified: &Verified) -> String {
    let what = match verified.what {
        What::Archive => "what its record says",
        What::Folder => "what the list says",
    };
    let mut text = format!("{} {what}", count(verified.compared.same, "file"));
    for state in [State::Differs, State::Missing, State::Extra, State::NoFile, State::Unreadable] {
        let number = verified.compared.findings.iter().filter(|finding| finding.state == state).count();
        if number > 0 {
            text.push_str(&format!(", {number} {}", word(state)));
        }
    }
    if !verified.unrecorded.is_empty() {
        text.push_str(&format!(", {} without a hash (postil fmt writes those of texts)", verified.unrecorded.len()));
    }
    if verified.unseen > 0 {
        text.push_str(&format!("; {} not looked for (--captures DIR)", count(verified.unseen, "capture")));
    }
    text.push('\n');
    text
}

fn report(verified: &Verified) -> Json {
    let files = verified.compared.findings.iter().map(|finding| {
        json!({
            "path": finding.path,
            "state": word(finding.state).replace(' ', "-"),
            "expected": finding.expected,
            "found": finding.found,
        })
    });
    json!({
        "schema": SCHEMA,
        "kind": match verified.what {
            What::Archive => "archive",
            What::Folder => "folder",
        },
        "same": verified.compared.same,
        "files": files.collect::<Vec<_>>(),
        "without_hash": verified.unrecorded,
        "captures_not_looked_for": verified.unseen,
    })
}
