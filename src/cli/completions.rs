//! `postil completions`: what a shell needs to complete commands and options, from the definitions of the command line itself.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{CommandLine, Exit};
use crate::shell::{Refusal, terminal};

/// Print what a shell needs to complete commands and options
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil completions bash > ~/.local/share/bash-completion/completions/postil
  postil completions zsh > ~/.zfunc/_postil
  postil completions fish > ~/.config/fish/completions/postil.fish
")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script to standard output.
pub fn run(command: &Completions) -> Result<Exit, Refusal> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut CommandLine::command(), "postil", &mut script);
    terminal::output(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
