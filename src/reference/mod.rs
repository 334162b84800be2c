//! How whatever is published is referred to: addresses, fragments, marks. Pages and data files agree on them here.

pub mod marks;
pub mod urls;
