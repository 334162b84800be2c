//! What comparing finds: verdicts, lineages, positions, silence and statuses of small archives and of the real one.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

#[path = "verdicts/archive.rs"]
mod archive;
#[path = "verdicts/lineages.rs"]
mod lineages;
#[path = "verdicts/many.rs"]
mod many;
#[path = "verdicts/real.rs"]
mod real;
#[path = "verdicts/small.rs"]
mod small;
#[path = "verdicts/statuses.rs"]
mod statuses;
#[path = "verdicts/table.rs"]
mod table;
