//! postil publishes an annotated archive: texts that are never edited, and notes that say who claims what.

pub mod anchor;
pub mod changes;
pub mod check;
pub mod cli;
pub mod data;
pub mod format;
pub mod index;
pub mod intake;
pub mod link;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod problem;
pub mod reference;
pub mod render;
pub mod search;
pub mod shell;
pub mod source;
