//! Links every name to what it names; from here on nothing leads nowhere.

mod archive;
mod mentions;
mod names;
mod note_names;
mod notes;
mod prose;
mod records;

pub use archive::link;

use std::sync::Arc;

use crate::model::{self, Passages};

/// What was made of each document, under all names and those that are looked for.
pub type Kept = model::Kept<Arc<archive::Shared>, Arc<archive::LinkedDocument>, Passages>;
