//! What comparing finds: verdicts, lineages, positions, silence and statuses of small archives and of the real one.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

#[path = "verdicts/archive.rs"]
mod archive;
#[path = "verdicts/small.rs"]
mod small;
#[path = "verdicts/table.rs"]
mod table;
