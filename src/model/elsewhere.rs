//! Other archives: which ones this archive names, and what the copies of their inventories say can be referred to there.

use super::Language;
use crate::source::Placed;

/// Another archive, as `archive.yaml` names it.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherArchive {
    /// The name by which links call it, and its copy: `coast` in `entity:coast:hts` and `content/archives/coast.json`.
    pub id: Placed<String>,
    /// The address at which it publishes its inventory.
    pub inventory: String,
}

impl OtherArchive {
    /// Where the copy of its inventory lies.
    pub fn copy(&self) -> String {
        format!("content/archives/{}.json", self.id.value)
    }
}

/// The inventory of another archive, out of its copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Inventory {
    /// The name by which links call the archive.
    pub archive: String,
    /// What the archive calls itself.
    pub title: String,
    /// What can be referred to there, by the alphabet of names.
    pub records: Vec<Referable>,
}

/// Something that another archive has.
#[derive(Debug, Clone, PartialEq)]
pub struct Referable {
    /// Its name as in prose over there: `entity:hts`, `note:hecatomb/toll`, `work:sohr-1383`.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// The language of the label; absent where the inventory names none.
    pub language: Option<Language>,
    /// Its address of the web.
    pub address: String,
}

/// A record of another archive, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The inventory's number in the archive.
    pub inventory: usize,
    /// The record's number in the inventory.
    pub record: usize,
}

impl Inventory {
    /// The number of the record of a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.records.binary_search_by(|record| record.name.as_str().cmp(name)).ok()
    }
}
