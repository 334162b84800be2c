//! `postil fmt`: puts notes in reading order and fills in the hashes of texts; every comment stays.

use clap::Args;

use super::difference::difference;
use super::{Exit, Global, archive};
use crate::pipeline::{self, Tidied};
use crate::problem::Severity;
use crate::problem::report::text::count;
use crate::shell::load::load;
use crate::shell::rewrite::rewrite;
use crate::shell::{Refusal, terminal};
use crate::source::Sources;
use crate::source::hidden::{harmless, shown};

/// Put notes in the order of their words, and fill in the hashes of texts
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil fmt                         write the files that are not in order
  postil fmt --check                 only say which; exit code 1 if there is one
  postil fmt --diff                  only show what would be written

Only what must move is moved: comments, quotation marks and blank lines stay as they are.
")]
pub struct Fmt {
    /// Write nothing; name the files that would be written
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    diff: bool,
}

/// Tidies the files of an archive, or says what would be tidied.
pub fn run(global: &Global, command: &Fmt) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let (sources, loaded) = load(&root)?;
    let survey = pipeline::survey(&sources, loaded);
    let Tidied { sources: tidied, stuck, unread } = pipeline::tidy(&sources, &survey);
    let changed: Vec<(&str, &str, &str)> = changed(&sources, &tidied).collect();
    if command.diff {
        for (path, before, after) in &changed {
            terminal::output(&shown(&difference(path, before, after)))?;
        }
    } else if command.check {
        changed.iter().try_for_each(|(path, ..)| terminal::output(&format!("{}\n", harmless(path))))?;
    } else {
        for path in rewrite(&root, &sources, &tidied)? {
            terminal::output(&format!("{}\n", harmless(&path)))?;
        }
    }
    let errors = survey.problems.iter().filter(|problem| problem.code.severity() == Severity::Error).count();
    if errors > 0 {
        let errors = count(errors, "error");
        terminal::message(&format!("{errors} on the way: what cannot be read stays as it is (postil check shows them)\n"));
    }
    for file in &stuck {
        let path = harmless(&sources.file(*file).path);
        terminal::message(&format!(
            "{path}: its notes are not in order, and one would say something else in its place: move them\n"
        ));
    }
    for file in &unread {
        terminal::message(&format!("{}: it cannot be read as it is\n", sources.file(*file).path));
    }
    let is_part = !stuck.is_empty() || !unread.is_empty();
    let files = count(changed.len(), "file");
    let (done, exit) = match (command.check || command.diff, changed.is_empty()) {
        (_, true) if is_part => ("all other files are in order".to_owned(), Exit::Problems),
        (_, true) => ("all files are in order".to_owned(), Exit::Done),
        (true, false) => (format!("{files} would be written: postil fmt"), Exit::Problems),
        (false, false) => (format!("{files} written"), if is_part { Exit::Problems } else { Exit::Done }),
    };
    terminal::message(&format!("{done}\n"));
    Ok(exit)
}

/// Path, text before and text after of each file that differs.
fn changed<'a>(before: &'a Sources, after: &'a Sources) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    let pairs =
        before.iter().zip(after.iter()).map(|((_, old), (_, new))| (old.path.as_str(), old.text.as_str(), new.text.as_str()));
    pairs.filter(|(_, old, new)| old != new)
}
