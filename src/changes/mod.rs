//! Holds two editions of an archive beside each other and says what is different for readers.

mod answers;
mod files;
mod records;
mod texts;

use std::collections::BTreeMap;

use crate::model::{Archive, Changes, Difference, Indexes, WrittenRecord};
use crate::source::Sources;

/// One edition of an archive.
pub struct Edition<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// What they say.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// Its records as they are written.
    pub records: Vec<WrittenRecord>,
    /// Everything that it publishes: the path of each file and a fingerprint of what it holds.
    pub files: &'a BTreeMap<String, u64>,
}

/// What is different for readers in the second of two editions.
pub fn between(before: &Edition<'_>, after: &Edition<'_>) -> Changes {
    let mut differences: Vec<Difference> = records::differences(before, after);
    differences.extend(texts::differences(before, after));
    differences.extend(answers::differences(before, after));
    differences.sort_unstable();
    let (pages, other_files) = files::differences(before.files, after.files);
    Changes { differences, pages, other_files }
}
