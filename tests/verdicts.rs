//! What comparing finds: verdicts, lineages, positions, silence and statuses of small archives and of the real one.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

mod archive;
mod lineages;
mod many;
mod real;
mod small;
mod statuses;
mod table;
