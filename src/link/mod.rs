//! Links every name to what it names; from here on nothing leads nowhere.

mod archive;
mod mentions;
mod names;
mod notes;
mod prose;
mod records;

pub use archive::link;
