//! `postil new`: an archive that builds, to look at and to replace piece by piece.

use std::path::PathBuf;

use clap::Args;

use super::{Exit, Global, words};
use crate::problem::report::text::count;
use crate::shell::{Refusal, sample, terminal};
use crate::source::hidden::harmless;

/// Start an archive with two sample documents
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil new my-archive              makes the folder and puts a small archive into it
  cd my-archive
  postil build                       writes its site into public/
")]
pub struct New {
    /// A folder that is not there yet, or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Puts the sample into the folder and says what to do next.
pub fn run(global: &Global, command: &New) -> Result<Exit, Refusal> {
    let is_here = global.directory.as_os_str() == ".";
    let folder = if is_here { command.folder.clone() } else { global.directory.join(&command.folder) };
    let files = sample::plant(&folder)?;
    let shown = folder.display();
    terminal::output(&format!("{}\n", harmless(&shown.to_string())))?;
    terminal::message(&format!(
        "{}: two invented documents with their notes, to look at and to replace\n\
         Next:\n  cd {}\n  postil build\n  postil add claim --document lower-town\n",
        count(files.len(), "file"),
        words::typed(&shown.to_string())
    ));
    Ok(Exit::Done)
}
