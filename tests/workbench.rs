//! What an editor's files go through: texts that change under their notes, and files that are put in order.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

#[path = "workbench/changes.rs"]
mod changes;
#[path = "workbench/drift.rs"]
mod drift;
#[path = "workbench/merge.rs"]
mod merge;
#[path = "workbench/order.rs"]
mod order;
#[path = "workbench/pen.rs"]
mod pen;
