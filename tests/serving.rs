//! The preview from outside: who is let in, what is served after each save, and that it is never half of something.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up fails")]

#[path = "serving/archive.rs"]
mod archive;
#[path = "serving/client.rs"]
mod client;
#[path = "serving/doors.rs"]
mod doors;
#[path = "serving/edits.rs"]
mod edits;
#[path = "serving/writing.rs"]
mod writing;
