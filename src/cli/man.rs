//! `postil man`: the pages of the manual, from the definitions of the command line itself.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{CommandLine, Exit};
use crate::shell::{Refusal, rewrite, terminal};

/// Print the manual as a man page, or write a page for each command
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil man | man -l -              read the manual here
  postil man -o ~/.local/share/man/man1
                                     write postil.1, postil-build.1 and the others
")]
pub struct Manual {
    /// The folder to write the pages of all commands into
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Prints the page of the whole program, or writes one for each command.
pub fn run(command: &Manual) -> Result<Exit, Refusal> {
    let mut whole = CommandLine::command();
    whole.build();
    let Some(folder) = &command.output else {
        terminal::output(&page(whole))?;
        return Ok(Exit::Done);
    };
    for (name, text) in pages(whole) {
        rewrite::put(folder, &name, text.as_bytes())?;
        terminal::output(&format!("{name}\n"))?;
    }
    Ok(Exit::Done)
}

/// The page of a command and those of the commands below it, each with the name of its file.
fn pages(command: clap::Command) -> Vec<(String, String)> {
    let below: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut all = vec![(format!("{name}.1"), page(command))];
    all.extend(below.into_iter().flat_map(pages));
    all
}

fn page(command: clap::Command) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot be refused.
    let _ = Man::new(command).render(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_command_has_a_page_of_its_own() {
        let mut whole = super::CommandLine::command();
        whole.build();
        let pages = super::pages(whole);
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        for name in ["postil.1", "postil-build.1", "postil-anchors-repair.1"] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert!(pages.iter().all(|(_, text)| text.contains(".SH") && text.contains("Examples")), "{names:?}");
    }
}
