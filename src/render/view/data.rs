//! The page of what other programs can read.

use serde::Serialize;

use super::{Link, Parts};

/// All data files: those of the whole archive by format, then those of each document.
#[derive(Debug, Clone, Serialize)]
pub struct DataPage {
    /// Which part of the documents this is, and the ways to the others; absent where they have one page.
    pub parts: Option<Parts>,
    /// The formats of files that hold the whole archive; empty on later parts.
    pub formats: Vec<DataFormat>,
    /// Documents with the files of each, by date.
    pub documents: Vec<DataDocument>,
    /// The list of all files that the site has, with their fingerprints; relative to the page.
    pub manifest: String,
}

/// A format, with its files of the whole archive.
#[derive(Debug, Clone, Serialize)]
pub struct DataFormat {
    /// Its word: `csv`.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it is good for, in a sentence or two.
    pub explained: String,
    /// Its files that hold the whole archive; empty where it has files of single documents only.
    pub files: Vec<DataFile>,
}

/// A document with its files.
#[derive(Debug, Clone, Serialize)]
pub struct DataDocument {
    /// The document.
    pub document: Link,
    /// Its files.
    pub files: Vec<DataFile>,
}

/// A file that other programs read.
#[derive(Debug, Clone, Serialize)]
pub struct DataFile {
    /// Its address, relative to the page.
    pub url: String,
    /// Its name: `claims.csv`.
    pub name: String,
    /// The name of its format: “Web Annotations”.
    pub format: String,
    /// What it is, as HTTP says it: `text/csv`.
    pub media_type: String,
    /// Its length as it is read: “12.3 kB”; on the Data page only, which is drawn when the files are written.
    pub size: Option<String>,
    /// SHA-256 in hexadecimal; on the Data page only.
    pub sha256: Option<String>,
}
