//! What readers find on the published pages of small archives.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

mod circles;
mod compared;
mod denials;
mod feed;
mod lists;
mod lookup;
mod names;
mod pictures;
mod positions;
mod rows;
mod said;
mod signatures;
mod small;
mod statuses;
mod tables;
mod wording;
mod words;
mod works;
