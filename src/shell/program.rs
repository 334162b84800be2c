//! Starts other programs that an editor works with: the browser, and the editor that they name.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::Failure;

/// Shows an address in the browser of this machine.
pub fn open_in_browser(address: &str) -> Result<(), Failure> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    start(program, &[address.to_owned()])
}

/// Opens a file at a line and column with a command such as `code -g {file}:{line}:{column}`.
///
/// The words of the command are parted at white space before the names are filled in; no shell reads them.
pub fn open_in_editor(command: &str, file: &Path, line: usize, column: usize) -> Result<(), Failure> {
    let filled = |word: &str| {
        let word = word.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        word.replace("{file}", &file.display().to_string())
    };
    let mut words: Vec<String> = command.split_whitespace().map(filled).collect();
    if words.is_empty() {
        return Err(Failure::because("start", command, "no program is named"));
    }
    let program = words.remove(0);
    start(&program, &words)
}

fn start(program: &str, words: &[String]) -> Result<(), Failure> {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error: io::Error| Failure::new("start", program, error))?;
    // How it ends is its own affair, but somebody must have asked, or the machine keeps its place.
    thread::spawn(move || drop(child.wait()));
    Ok(())
}
