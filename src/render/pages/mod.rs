//! What stands on each kind of page.

pub mod chain;
pub mod circles;
pub mod cite;
pub mod claim;
pub mod claims;
pub mod compared;
pub mod comparison;
pub mod data;
pub mod document;
pub mod entity;
pub mod figures;
pub mod home;
pub mod linked;
pub mod lists;
pub mod lookup;
pub mod matrix;
pub mod naming;
pub mod note;
pub mod prose;
pub mod question;
pub mod search;
pub mod status;
pub mod term;
pub mod text;
pub mod timeline;
pub mod words;
