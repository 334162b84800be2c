//! The files as they were read, and places in them that a person can click.

pub mod conflict;
pub mod digest;
mod edit;
mod file;
pub mod hidden;
mod history;
pub mod letters;
mod span;
pub mod word;

pub use edit::{Edit, apply, are_apart};
pub use file::{FileIndex, Files, SourceFile, Sources, of_document};
pub use history::{Change, History};
pub use span::{Place, Placed, Position, Span};
