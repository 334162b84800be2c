//! Stands in for the memory of oxc, in which nothing is ever kept.

/// Holds nothing.
#[derive(Debug, Default)]
pub struct Allocator;
