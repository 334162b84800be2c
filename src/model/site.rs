//! The archive as a whole: its title, editors, licence, prose pages and works.

use super::{DataFormat, Language, Localised, Names, OtherArchive, Prose};
use crate::source::{FileIndex, Placed};

/// What `archive.yaml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The title.
    pub title: Localised,
    /// The subtitle.
    pub subtitle: Localised,
    /// A paragraph about it.
    pub description: Localised,
    /// The published address with its path, ending in `/`.
    pub base_url: Option<String>,
    /// The language of the interface and of notes.
    pub language: Language,
    /// Who writes the notes.
    pub editors: Vec<Editor>,
    /// Other archives whose records links may name.
    pub archives: Vec<OtherArchive>,
    /// The licence of the annotations.
    pub license: Option<License>,
    /// The folder name of the theme.
    pub theme: Option<Placed<String>>,
    /// The name of a CSL style.
    pub citation_style: Option<Placed<String>>,
    /// The site has a search page.
    pub searchable: bool,
    /// The formats in which its data is published.
    pub data: Vec<DataFormat>,
}

/// Somebody who writes notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Editor {
    /// Unique among editors.
    pub id: Placed<String>,
    /// The name.
    pub name: String,
    /// An address.
    pub url: Option<String>,
}

/// A licence.
#[derive(Debug, Clone, PartialEq)]
pub struct License {
    /// How it is called on pages.
    pub name: String,
    /// Where it is explained.
    pub url: Option<String>,
}

/// A page of prose.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<N: Names> {
    /// The name of its file.
    pub id: String,
    /// Its file.
    pub file: FileIndex,
    /// Its first line.
    pub title: String,
    /// What follows the title.
    pub body: Prose<N>,
}
