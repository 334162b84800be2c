//! What a caller decides about a build, and how a build ends.

/// What a caller decides about a build.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The published address, instead of the one in `archive.yaml`; ends in `/`.
    pub base_url: Option<String>,
    /// Publish although errors remain, with the gaps marked.
    pub draft: bool,
}

/// What was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Built {
    /// Documents of the archive.
    pub documents: usize,
    /// Notes of the archive.
    pub notes: usize,
    /// Pages of the site.
    pub pages: usize,
    /// Those of them that stood as they would have been drawn, and were not.
    pub standing: usize,
    /// Bytes of all files of the site.
    pub bytes: u64,
}

/// Why a build stopped.
#[derive(Debug)]
pub enum Stop<E> {
    /// Templates or strings of the theme cannot be used.
    Theme(Vec<ThemeFault>),
    /// The writer refused.
    Write(E),
}

/// A fault of a theme, which is text of its maker and not of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFault {
    /// The file, by its path inside the theme.
    pub path: String,
    /// Line, from 1; 0 where no line is known.
    pub line: usize,
    /// Column in characters, from 1; 0 where none is known.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}
