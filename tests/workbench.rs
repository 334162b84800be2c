//! What an editor's files go through: texts that change under their notes, and files that are put in order.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

mod changes;
mod diff;
mod drift;
mod merge;
mod order;
mod pen;
