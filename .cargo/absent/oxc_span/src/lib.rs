//! Stands in for the part of oxc that says what kind of script a text is.

/// A kind of script.
#[derive(Debug, Default, Clone, Copy)]
pub struct SourceType;

impl SourceType {
    /// A module.
    pub fn mjs() -> SourceType {
        SourceType
    }
}
