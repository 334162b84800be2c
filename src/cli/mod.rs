//! The command line: what can be asked of postil, and with which exit code it answers.

mod add;
mod address;
mod anchors;
mod archive;
mod build;
mod catalogue;
mod changes;
mod check;
mod chosen;
mod ci;
mod completions;
mod diff;
mod difference;
mod explain;
mod export;
mod faults;
mod fmt;
mod import;
mod inventory;
mod list;
mod man;
mod mend;
mod new;
mod schema;
mod serve;
mod show;
mod standing;
mod verify;
mod words;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::problem::report::text::Paint;
use crate::shell::terminal::{self, Colour, Stream};
use crate::shell::{Failure, Refusal, WrongUse, environment};
use crate::source::hidden::harmless;
use crate::source::word::on_one_line;

const TEMPLATE: &str = "\
{name}: {about}

{before-help}{usage-heading} {usage}

{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  postil new my-archive            start an archive with two sample documents
  postil check                     find problems in the archive that this folder belongs to
  postil serve --open              preview it while you edit
  postil build                     write the site into public/
  postil add claim                 write a note; asks for what it needs
  postil list claims --status disputed
  postil anchors                   see how notes stand in texts that have changed
  postil fmt                       put notes in the order of their words
  postil import hypothesis FILE    take over notes that were made elsewhere
  postil diff                      see what changes for readers since the last commit
  postil inventory update          fetch what other archives have, for links into them
  postil export bagit DIR          one folder for a library: texts, notes, site and their hashes
  postil verify public             see that a published site is what the build wrote
  postil explain quote-ambiguous   what a code means, with a wrong and a right record
  postil schema --write            let editors' programs complete fields and names
  postil ci init github            let a forge check the archive and publish its site
  postil build -C my-archive -o /tmp/site --base-url https://example.org/archive/
";

const EXIT_CODES: &str = "\
Exit codes:
  0  done; there may be warnings and hints
  1  problems in the content or the theme
  2  wrong use
  3  the machine refuses: an unreadable file, a full disk";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "postil", version, about = "build an annotated archive from texts and YAML notes")]
#[command(help_template = TEMPLATE, before_help = EXAMPLES, after_help = EXIT_CODES)]
#[command(arg_required_else_help = true)]
struct CommandLine {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Global {
    /// The folder that holds content/, or one inside it [default: here]
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true, display_order = 900)]
    directory: PathBuf,
    /// When to use colour
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t, display_order = 901)]
    color: When,
    /// Ask nothing, even at a terminal
    #[arg(long, global = true, display_order = 902)]
    no_input: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum When {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Build(build::Build),
    Check(check::Check),
    Add(add::Add),
    List(list::List),
    Show(show::Show),
    Anchors(anchors::Anchors),
    Fmt(fmt::Fmt),
    Diff(diff::Diff),
    Schema(schema::Schema),
    Ci(ci::Ci),
    Explain(explain::Explain),
    Completions(completions::Completions),
    Man(man::Manual),
    Import(import::Import),
    Inventory(inventory::InventoryCommand),
    Export(export::Export),
    Verify(verify::Verify),
    Serve(serve::Serve),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Done,
    Problems,
    WrongUse,
    Machine,
}

impl Exit {
    fn code(self) -> i32 {
        match self {
            Exit::Done => 0,
            Exit::Problems => 1,
            Exit::WrongUse => 2,
            Exit::Machine => 3,
        }
    }
}

impl Global {
    /// Whether messages are in colour.
    fn paint(&self) -> Paint {
        let wanted = match self.color {
            When::Auto => Colour::Auto,
            When::Always => Colour::Always,
            When::Never => Colour::Never,
        };
        paint(wanted, Stream::Messages)
    }
}

/// Does what the command line asks; gives the exit code.
pub fn run() -> i32 {
    let ended = match CommandLine::try_parse_from(environment::arguments()) {
        Ok(CommandLine { global, command: Command::New(command) }) => new::run(&global, &command),
        Ok(CommandLine { global, command: Command::Build(command) }) => build::run(&global, &command),
        Ok(CommandLine { global, command: Command::Check(command) }) => check::run(&global, &command),
        Ok(CommandLine { global, command: Command::Add(command) }) => add::run(&global, &command),
        Ok(CommandLine { global, command: Command::List(command) }) => list::run(&global, &command),
        Ok(CommandLine { global, command: Command::Show(command) }) => show::run(&global, &command),
        Ok(CommandLine { global, command: Command::Anchors(command) }) => anchors::run(&global, &command),
        Ok(CommandLine { global, command: Command::Fmt(command) }) => fmt::run(&global, &command),
        Ok(CommandLine { global, command: Command::Diff(command) }) => diff::run(&global, &command),
        Ok(CommandLine { global, command: Command::Schema(command) }) => schema::run(&global, &command),
        Ok(CommandLine { global, command: Command::Ci(command) }) => ci::run(&global, &command),
        Ok(CommandLine { command: Command::Explain(command), .. }) => explain::run(&command),
        Ok(CommandLine { command: Command::Completions(command), .. }) => completions::run(&command),
        Ok(CommandLine { command: Command::Man(command), .. }) => man::run(&command),
        Ok(CommandLine { global, command: Command::Import(command) }) => import::run(&global, &command),
        Ok(CommandLine { global, command: Command::Inventory(command) }) => inventory::run(&global, &command),
        Ok(CommandLine { global, command: Command::Export(command) }) => export::run(&global, &command),
        Ok(CommandLine { global, command: Command::Verify(command) }) => verify::run(&global, &command),
        Ok(CommandLine { global, command: Command::Serve(command) }) => serve::run(&global, &command),
        Err(answer) => not_parsed(&answer).map_err(Refusal::from),
    };
    ended.unwrap_or_else(|refusal| refused(&refusal)).code()
}

/// Prints help, version, or what is wrong with the command line.
fn not_parsed(answer: &clap::Error) -> Result<Exit, Failure> {
    let stream = if answer.use_stderr() { Stream::Messages } else { Stream::Output };
    let plain = answer.render().to_string();
    let painted = || answer.render().ansi().to_string();
    match (stream, paint(Colour::Auto, stream)) {
        (Stream::Output, Paint::Plain) => return terminal::output(&plain).map(|()| Exit::Done),
        (Stream::Output, Paint::Colour) => return terminal::output(&painted()).map(|()| Exit::Done),
        // It repeats what was typed, which a terminal may obey: then it is told without colours.
        (Stream::Messages, Paint::Colour) if words::short(&harmless(&plain)) == plain => terminal::painted(&painted()),
        (Stream::Messages, Paint::Colour | Paint::Plain) => terminal::message(&words::short(&plain)),
    }
    Ok(Exit::WrongUse)
}

fn refused(refusal: &Refusal) -> Exit {
    let (text, exit) = match refusal {
        Refusal::WrongUse(WrongUse { message, help }) => {
            let help: String = help.iter().map(|help| format!("  help: {help}\n")).collect();
            // It repeats what was typed, whatever that is.
            (words::short(&format!("error: {}\n{help}", on_one_line(message))), Exit::WrongUse)
        }
        Refusal::Failure(failure) => (format!("error: {failure}\n"), Exit::Machine),
    };
    terminal::message(&text);
    exit
}

fn paint(wanted: Colour, stream: Stream) -> Paint {
    if terminal::is_coloured(stream, wanted) { Paint::Colour } else { Paint::Plain }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::CommandLine::command().debug_assert();
    }
}
