//! How whatever is published is referred to: addresses, fragments, marks, citations, dates. Pages and data files agree on them here.

pub mod citing;
pub mod claims;
pub mod leads;
pub mod marks;
pub mod urls;
pub mod when;
