//! All tests in one program, so that it is linked once and no processor waits; `cargo test --test all NAME::` runs one file.
//!
//! `hostile_text.rs` stands by itself, for it measures how long its own process works.

mod again;
mod anchoring;
mod cases;
mod command_line;
mod custody;
mod data;
mod drawing;
mod explain;
mod faults;
mod format;
mod fuzz;
mod hostile_paths;
mod hostile_yaml;
mod import;
mod interface;
mod inventory;
mod published;
mod reports;
mod round_trip;
mod serving;
mod site;
mod tidy;
mod verdicts;
mod workbench;
mod yaml_reader;
