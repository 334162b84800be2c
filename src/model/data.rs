//! Data files that a site publishes beside its pages: where each stands, how long it is, its fingerprint.

use super::{DocumentId, closed_list};

/// Who takes over each file that is published: its path in the site and its bytes, from several threads, in no order.
///
/// One type for all that do so: what draws pages is in the program once for each kind of refusal, not for each of them.
pub type Publish<'p, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'p;

closed_list! {
    /// The formats in which an archive is published beside its pages, in the order of the Data page.
    DataFormat {
        /// Tables, with their description.
        Csv = "csv",
        /// The same tables.
        Json = "json",
        /// Notes as W3C Web Annotations, with the texts on which they stand.
        Annotations = "annotations",
        /// Documents in TEI.
        Tei = "tei",
        /// Documents and their paragraphs for clients of Distributed Text Services.
        Dts = "dts",
        /// The same for every range of paragraphs.
        DtsRanges = "dts-ranges",
        /// Documents and works for reference managers.
        Citations = "citations",
        /// Names and addresses of everything that can be referred to.
        Inventory = "inventory",
    }
}

/// Of a document with more paragraphs, those of its translations among them, `dts-ranges` publishes nothing: the files of ranges
/// grow with the third power of their number, and are some 50 megabytes by then.
pub const RANGED_MAX: usize = 100;

impl DataFormat {
    /// Whether it is published where an archive does not say what is; not what has files for each paragraph.
    pub fn is_by_default(self) -> bool {
        !matches!(self, DataFormat::Dts | DataFormat::DtsRanges)
    }

    /// Of what it is a part, so that it is not published without: what a client of DTS is given of a whole document is its TEI.
    pub fn brings(self) -> &'static [DataFormat] {
        if self == DataFormat::DtsRanges {
            &[DataFormat::Dts, DataFormat::Tei]
        } else if self == DataFormat::Dts {
            &[DataFormat::Tei]
        } else {
            &[]
        }
    }
}

/// A data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its format.
    pub format: DataFormat,
    /// Its path below the site's folder.
    pub path: String,
    /// What it is, as HTTP says it.
    pub media_type: &'static str,
    /// What it holds.
    pub extent: DataExtent,
    /// What was handed to the writer; absent before that.
    pub print: Option<Fingerprint>,
}

/// By what a file is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its length in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// A line of a list of files: hash and path, as `sha256sum` and BagIt have it; line ends and per cent signs in names are written
/// as the RFC says (8493, section 2.1.3).
pub fn manifest_line(path: &str, sha256: &str) -> String {
    let path = path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
    format!("{sha256}  {path}\n")
}

/// How much of an archive a data file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataExtent {
    /// All of it.
    Archive,
    /// One document.
    Document(DocumentId),
    /// What another file leads to; pages list that one.
    Part,
}
