//! An archive with its site as one folder for a repository: what describes the files that lie in it.

mod bag;
mod research;

pub use bag::tags;
pub use research::metadata;

use std::collections::BTreeMap;

use crate::model::{Fingerprint, Localised, Site};
use crate::source::word::on_one_line;

/// The files of a package, by their paths below it, with `/`.
pub type Carried = BTreeMap<String, Fingerprint>;

/// The folder of the archive's own files in a package.
pub const CONTENT: &str = "content";

/// The folder of the published site in a package.
pub const SITE: &str = "site";

/// A text in the archive's language, or else in the first that it has, on one line.
fn best(site: &Site, text: &Localised) -> Option<String> {
    let (text, _) = text.best(&site.language.tag)?;
    Some(on_one_line(text))
}
