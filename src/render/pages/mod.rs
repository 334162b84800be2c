//! What stands on each kind of page.

pub mod chain;
pub mod claim;
pub mod claims;
pub mod compared;
pub mod document;
pub mod entity;
pub mod home;
pub mod lists;
pub mod matrix;
pub mod note;
pub mod prose;
pub mod question;
pub mod status;
pub mod term;
pub mod text;
