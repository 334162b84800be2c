//! Makes an archive searchable: which texts lead where, and which words stand in them.

mod fold;
mod records;
mod stems;
mod words;

use crate::model::{Archive, Indexes, SearchIndex};

/// What a reader can search; a function of the archive alone, in one order on every run.
///
/// Only what the pages show belongs in it: whatever a page leaves out must be left out in `records` too.
pub fn search(archive: &Archive, indexes: &Indexes) -> SearchIndex {
    let (languages, records) = records::records(archive, indexes);
    let (words, stems) = words::words(&languages, &records);
    SearchIndex { languages, records, words, stems }
}
