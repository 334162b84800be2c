//! Pages of prose, and a document's notes as YAML.

use super::shared::{Html, Link, Words};
use serde::Serialize;

/// A page that an editor wrote: `pages/about.md`.
#[derive(Debug, Clone, Serialize)]
pub struct Prose {
    /// Its title.
    pub title: Words,
    /// Its text, without the title.
    pub html: Html,
}

/// The files with a document's notes.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// The document.
    pub document: Link,
    /// The files, by name.
    pub files: Vec<SourceFile>,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub struct SourceFile {
    /// Its path in the archive: `documents/hecatomb/notes.yaml`.
    pub path: String,
    /// Its text, coloured: the inside of a `<pre>`, with classes `hl-…`.
    pub html: Html,
}
