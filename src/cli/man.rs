//! `postil man`: the pages of the manual, from the definitions of the command line itself.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{CommandLine, Exit};
use crate::shell::write::apart;
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
    apart(None, folder)?;
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

/// A page as the library makes it, with the examples that help begins with.
fn page(command: clap::Command) -> String {
    let examples = command.get_before_help().map(ToString::to_string).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let man = Man::new(command);
    let mut text = Vec::new();
    // Writing to memory cannot be refused.
    let _ = man.render_title(&mut text);
    let _ = man.render_name_section(&mut text);
    let _ = man.render_synopsis_section(&mut text);
    let _ = man.render_description_section(&mut text);
    if let Some(examples) = examples.trim_start().strip_prefix("Examples:\n") {
        text.extend(format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", literal(examples)).bytes());
    }
    let _ = man.render_options_section(&mut text);
    if has_commands {
        let _ = man.render_subcommands_section(&mut text);
    }
    let _ = man.render_extra_section(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// Lines in which nothing is an order to the program that sets the page.
fn literal(text: &str) -> String {
    let lines = text.trim_end().lines().map(|line| format!("\\&{}", line.replace('\\', "\\e").replace('-', "\\-")));
    lines.collect::<Vec<_>>().join("\n")
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
        assert!(pages.iter().all(|(_, text)| text.contains(".SH NAME")));
        let with_examples = pages.iter().filter(|(_, text)| text.contains(".SH EXAMPLES")).count();
        assert!(with_examples > 10, "{with_examples} of {names:?}");
    }
}
