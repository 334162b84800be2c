//! Draws a sound archive as pages; only a theme can make it fail.

mod before;
pub mod body;
mod citation;
pub mod code;
mod context;
pub mod cuts;
mod elements;
mod frame;
mod grammar;
mod kept;
pub mod minify;
mod names;
mod nesting;
mod openings;
mod outcome;
mod pages;
mod parts;
mod pen;
mod phrases;
mod plan;
mod plot;
pub mod plural;
mod printing;
mod runs;
mod shards;
mod sheet;
pub mod strings;
pub mod template;
mod theme;
pub mod view;
mod web;

pub use before::{Before, Stands};
pub use kept::Kept;
pub use names::check_names;
pub use outcome::{Built, Settings, Stop, ThemeFault};
pub use printing::{Printing, Wanted, Work, prepare};
pub use theme::faults as theme_faults;

use crate::reference::{marks, urls};
