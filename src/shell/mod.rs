//! The street door: all disk, clock, network, environment and terminal; nothing else of postil touches the machine.

pub mod changed;
pub mod clock;
pub mod custody;
pub mod deliver;
pub mod environment;
pub mod fetch;
mod git;
pub mod history;
pub mod kept;
pub mod load;
pub mod marks;
pub mod offered;
pub mod program;
pub mod progress;
mod refusal;
mod replace;
pub mod repository;
pub mod revision;
pub mod rewrite;
pub mod root;
pub mod sample;
pub mod serve;
pub mod terminal;
pub mod theme;
mod walk;
pub mod watch;
pub mod whole;
pub mod write;

pub use refusal::{Failure, Refusal, WrongUse};
