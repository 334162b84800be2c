//! `postil check`: every problem of an archive in one run.

use clap::{Args, ValueEnum};

use super::{Exit, Global, archive};
use crate::problem::report::{human, json};
use crate::shell::clock::Laps;
use crate::shell::{Refusal, terminal};

/// Find every problem of the archive in one run
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil check                       problems with their lines and what to type
  postil check --format json         the same for programs, on standard output
")]
pub struct Check {
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

/// Prints all problems, and as the last line how many there are.
pub fn run(global: &Global, command: &Check) -> Result<Exit, Refusal> {
    let checked = archive::checked(&archive::root(global)?, None, archive::History::AsWritten, &mut Laps::start())?;
    match command.format {
        Format::Human => checked.found().iter().for_each(|found| terminal::message(&human::report(*found, global.paint()))),
        Format::Json => terminal::output(&json::report(&checked.found()))?,
    }
    terminal::message(&format!("{}\n", human::summary(checked.counts(), checked.archive.documents.len())));
    Ok(checked.exit())
}
