//! What anchoring promises: words are bound where they stand and nowhere else, and an editor is told what to type.

mod case;
mod document;
mod finding;
mod missing;
mod properties;
