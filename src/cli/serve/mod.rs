//! `postil serve`: a preview that follows what an editor saves, on this machine only.

mod desk;
mod marked;
mod offer;
mod told;
mod workbench;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::{Exit, Global, archive};
use crate::shell::serve::{Doors, token};
use crate::shell::{Failure, Refusal, program, terminal};
use desk::{Desk, Reload, Wishes};
use workbench::{Timings, Workbench};
use writing::Writing;

/// Preview the site while you edit; it follows what you save
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil serve --open                show the site in a browser, and again whenever you save
  postil serve --editor 'code -g {file}:{line}:{column}'
")]
pub struct Serve {
    /// The port of this machine [default: the first free one from 4000 on]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Show it in the browser of this machine
    #[arg(long)]
    open: bool,
    /// Offer nothing that writes into content/
    #[arg(long)]
    read_only: bool,
    /// Leave open pages as they are until somebody reloads them
    #[arg(long)]
    no_reload: bool,
    /// A folder, from here, whose templates, assets and words replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// The command that opens a file in your editor, with {file}, {line} and {column}
    #[arg(long, value_name = "COMMAND")]
    editor: Option<String>,
    /// Say how long each stage of each build took
    #[arg(long)]
    timings: bool,
}

/// Serves until somebody ends it; comes back only if it cannot begin.
pub fn run(global: &Global, command: &Serve) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let doors = Doors::open(command.port)?;
    let address = doors.address();
    let reload = if command.no_reload { Reload::ByHand } else { Reload::ByItself };
    let timings = if command.timings { Timings::Told } else { Timings::Unsaid };
    let mut workbench = Workbench::new(root.clone(), command.theme.clone(), timings);
    let writing = (!command.read_only).then(|| Writing::new(root.clone()));
    let wishes = Wishes { editor: command.editor.clone(), reload, writing };
    let desk = Desk::new(root, command.theme.as_deref(), wishes, token()?, workbench.shown());
    // A wrong theme, an archive that cannot be read: whoever has just typed the command is told there and then.
    workbench.begin()?;
    doors.serve(Arc::new(move |request| desk.answer(request)));
    terminal::output(&format!("{address}\n"))?;
    terminal::message("Follows what is saved in content/ and in the theme; Ctrl-C ends it.\n");
    if command.open {
        program::open_in_browser(&address).unwrap_or_else(|failure: Failure| terminal::message(&format!("{failure}\n")));
    }
    loop {
        workbench.follow();
    }
}
