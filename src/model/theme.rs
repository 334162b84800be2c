//! A theme: templates, assets and interface strings by path.

use std::collections::{BTreeMap, BTreeSet};

/// The files of a theme by their path inside it (`templates/base.html`, `assets/style.css`, `i18n/en.yaml`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// What the theme is called in messages: its folder, or `default`.
    pub name: String,
    /// Every file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Paths of the files that a folder gave.
    pub own: BTreeSet<String>,
    /// Files of the built-in theme in whose place those of a folder stand; words that the folder's lack are taken from them.
    pub under: BTreeMap<String, Vec<u8>>,
}
