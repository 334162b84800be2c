//! The preview from outside: who is let in, what is served after each save, and that it is never half of something.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up fails")]

pub mod archive;
mod client;
mod doors;
pub mod edits;
mod writing;
