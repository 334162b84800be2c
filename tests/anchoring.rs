//! What anchoring promises: words are bound where they stand and nowhere else, and an editor is told what to type.

#[path = "anchoring/case.rs"]
mod case;
#[path = "anchoring/document.rs"]
mod document;
#[path = "anchoring/finding.rs"]
mod finding;
#[path = "anchoring/missing.rs"]
mod missing;
#[path = "anchoring/properties.rs"]
mod properties;
