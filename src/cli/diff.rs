//! `postil diff`: what changes for readers since a commit.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

use clap::{Args, ValueEnum};

use super::archive::{Checked, History, checked, root};
use super::faults::Faults;
use super::{Exit, Global, changes};
use crate::model::Archive;
use crate::pipeline::{self, Before, Published, Settings, Stop};
use crate::problem::report::text::{self, count};
use crate::problem::{Problem, Severity};
use crate::shell::clock::Laps;
use crate::shell::{Refusal, revision, terminal};
use crate::source::Sources;
use crate::source::hidden::harmless;

/// Show what changes for readers since a commit
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil diff                        what is different since the last commit
  postil diff main                   since the branch main
  postil diff $(git merge-base origin/main HEAD) --format markdown
                                     since this branch left main, for the text of a pull request
")]
pub struct Diff {
    /// The commit to compare with: a branch, a tag, a hash
    #[arg(value_name = "REV", default_value = "HEAD")]
    revision: String,
    /// For people, or for the text of a pull request
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
}

/// Prints what is different; the files of the archive against the commit. Where that had none yet, all of it is new.
pub fn run(global: &Global, command: &Diff) -> Result<Exit, Refusal> {
    let root = root(global)?;
    let then = revision::load(&root, &command.revision)?;
    let was_there = then.is_some();
    let (old_sources, loaded) = then.unwrap_or_else(revision::nothing);
    let now = checked(&root, None, History::AsWritten, &mut Laps::start())?;
    let (old_archive, old_problems) = pipeline::check(&old_sources, loaded);
    let old = if was_there { published(&old_sources, &old_archive, &now) } else { Ok(BTreeMap::new()) };
    let files = old.and_then(|old| Ok((old, published(&now.sources, &now.archive, &now)?)));
    let (old_files, new_files) = match files {
        Ok(files) => files,
        Err(faults) => {
            terminal::painted(&text::report(faults.found(), global.paint()));
            return Ok(Exit::Problems);
        }
    };
    let before = Published { sources: &old_sources, archive: &old_archive, files: &old_files };
    let after = Published { sources: &now.sources, archive: &now.archive, files: &new_files };
    let found = pipeline::changes(&before, &after);
    let text = match command.format {
        Format::Text => changes::text(&found),
        Format::Markdown => changes::markdown(&found, &command.revision),
    };
    terminal::output(&harmless(&text))?;
    if was_there {
        tell_left_out(&format!("in `{}`", command.revision), &old_problems);
    } else {
        terminal::message(&format!("there is no archive at this place in `{}`: all of it is new\n", command.revision));
    }
    tell_left_out("now", &now.problems);
    Ok(Exit::Done)
}

/// What an edition would publish, with the theme of today: what readers see of the archive is compared, not the theme.
fn published(sources: &Sources, archive: &Archive, now: &Checked) -> Result<BTreeMap<String, u64>, Faults> {
    let files = Mutex::new(BTreeMap::new());
    let write = |path: &str, bytes: &[u8]| {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        files.lock().expect("nobody stops while holding the list").insert(path.to_owned(), hasher.finish());
        Ok::<(), std::convert::Infallible>(())
    };
    let settings = Settings { base_url: None, draft: false };
    match pipeline::build(sources, archive, &[], (&now.theme.theme, Before::Nothing), &settings, &write, &mut |_| {}) {
        Ok(_) => {}
        Err(Stop::Theme(faults)) => return Err(Faults::new(&now.theme, &faults)),
        Err(Stop::Write(never)) => match never {},
    }
    Ok(files.into_inner().expect("nobody stops while holding the list"))
}

fn tell_left_out(when: &str, problems: &[Problem]) {
    let errors = problems.iter().filter(|problem| problem.code.severity() == Severity::Error).count();
    if errors > 0 {
        terminal::message(&format!(
            "{} {when}: what follows from broken records stands among the changes\n",
            count(errors, "error")
        ));
    }
}
