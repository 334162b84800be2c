//! What readers find on the published pages of small archives.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

#[path = "published/lookup.rs"]
mod lookup;
#[path = "published/small.rs"]
mod small;
#[path = "published/statuses.rs"]
mod statuses;
#[path = "published/words.rs"]
mod words;
#[path = "published/works.rs"]
mod works;
