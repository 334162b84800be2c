//! The terminal: what is asked for goes to standard output, what is said about it to standard error.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Failure, environment};
use crate::source::hidden::harmless;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// In a terminal that can, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also into files and pipes.
    Always,
    /// Not at all.
    Never,
}

/// One of the two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Messages,
}

/// Whether a stream takes colour.
pub fn is_coloured(stream: Stream, wanted: Colour) -> bool {
    let is_terminal = match stream {
        Stream::Output => std::io::stdout().is_terminal(),
        Stream::Messages => std::io::stderr().is_terminal(),
    };
    match wanted {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => is_terminal && !environment::is_set("NO_COLOR") && !environment::is_dumb_terminal(),
    }
}

/// Writes what was asked for to standard output.
///
/// Errors: the machine's refusal (a full disk behind a `>`); but a reader that has left, as `head` does, is no error.
pub fn output(text: &str) -> Result<(), Failure> {
    clear_line();
    let mut stream = std::io::stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new("write to", "standard output", error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether somebody sits there who can be asked: both what is typed and what is said go through a terminal.
pub fn is_attended() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks, and gives the line that is typed, without white space around it; nothing where the input has ended.
pub fn ask(question: &str) -> Result<Option<String>, Failure> {
    message(question);
    let mut line = String::new();
    match std::io::stdin().read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(line.trim().to_owned())),
        Err(error) => Err(Failure::new("read", "standard input", error)),
    }
}

/// Whether the last line of the terminal is one that goes again.
static HAS_LINE: AtomicBool = AtomicBool::new(false);

/// Whether messages go to a terminal in which a line can be written over.
pub fn has_lines() -> bool {
    std::io::stderr().is_terminal() && !environment::is_dumb_terminal()
}

/// Writes a line that goes when the next is written, or anything else.
pub fn line(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream.write_all(format!("\r{text}\x1b[K").as_bytes());
    HAS_LINE.store(true, Ordering::Relaxed);
}

/// Takes that line away.
pub fn clear_line() {
    let mut stream = std::io::stderr().lock();
    if HAS_LINE.swap(false, Ordering::Relaxed) {
        let _ = stream.write_all(b"\r\x1b[K");
    }
}

/// Writes a message to standard error: nothing is hidden in it, and nothing of it is obeyed, whatever names stand in it.
pub fn message(text: &str) {
    painted(&harmless(text));
}

/// Writes a message that may have colours; whoever painted it has looked after the names in it.
pub fn painted(text: &str) {
    clear_line();
    // If nobody hears the messages, nobody can be told so either; the exit code still speaks.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
