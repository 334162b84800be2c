//! A work of the bibliography, as the citation library knows it.

use hayagriva::io::{from_yaml_str, to_yaml_str};
use hayagriva::types::{Date, Person};
use hayagriva::{Entry, Library};

use crate::source::Placed;

/// A work of the bibliography.
#[derive(Debug, Clone)]
pub struct Work {
    /// Its key.
    pub key: Placed<String>,
    /// The entry as the citation library knows it.
    pub entry: WorkEntry,
}

/// The entry of a work, as the library has read it.
#[derive(Debug, Clone)]
pub struct WorkEntry {
    text: String,
    entry: Entry,
}

/// Why the library cannot read an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFault {
    /// The line of the entry, from 1, where one is to blame.
    pub line: Option<usize>,
    /// In the library's words.
    pub message: String,
}

impl WorkEntry {
    /// An entry as it is written in Hayagriva YAML. Errors: what the library cannot read.
    pub fn new(written: impl Into<String>) -> Result<WorkEntry, WorkFault> {
        let text = written.into();
        let library = from_yaml_str(&text)
            .map_err(|error| WorkFault { line: error.location().map(|location| location.line()), message: error.to_string() })?;
        let entry = library.iter().next().cloned();
        let nothing = || WorkFault { line: None, message: "there is no work in it".to_owned() };
        Ok(WorkEntry { entry: entry.ok_or_else(nothing)?, text })
    }

    /// An entry that is not written yet. Errors: what the library cannot write, or writes and does not read again.
    pub fn of(entry: Entry) -> Result<WorkEntry, WorkFault> {
        let date = entry.date().cloned();
        let library: Library = std::iter::once(entry).collect();
        let written = to_yaml_str(&library).map_err(|error| WorkFault { line: None, message: error.to_string() })?;
        WorkEntry::new(with_date_in_parts(&written, date.as_ref()))
    }

    /// As it was read.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// Its title; empty where it has none.
    pub fn title(&self) -> String {
        self.entry.title().map(ToString::to_string).unwrap_or_default()
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Changes the names of all who wrote or edited a work.
pub fn each_person(entry: &mut Entry, change: impl Fn(&mut Person)) {
    let changed = |persons: &[Person]| {
        let mut persons = persons.to_vec();
        persons.iter_mut().for_each(&change);
        persons
    };
    if let Some(authors) = entry.authors().map(changed) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(changed) {
        entry.set_editors(editors);
    }
}

/// With its date in parts: as the library writes it, about 1950 is 1950, and of `-044-03-15` it can make nothing.
fn with_date_in_parts(written: &str, date: Option<&Date>) -> String {
    let Some(Date { year, month, day, approximate, .. }) = date else { return written.to_owned() };
    let part = |name: &str, value: &Option<u8>| value.map_or_else(String::new, |value| format!(", {name}: {value}"));
    let parts = format!("{{year: {year}{}{}, approximate: {approximate}}}", part("month", month), part("day", day));
    // The fields of what a work has appeared in stand further in.
    let line = |line: &str| if line.starts_with("  date: ") { format!("  date: {parts}\n") } else { line.to_owned() };
    written.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::WorkEntry;

    #[test]
    fn every_date_that_can_be_written_is_read_again() {
        for date in
            ["-0044", "-0044-03", "-0044-03-15", "-1200-03", "0044-03-15", "44", "~1950", "~2025-03", "2025-03-15", "2025"]
        {
            let entry = WorkEntry::new(format!("one: {{type: book, title: One, date: {date}}}")).unwrap();
            let again = WorkEntry::of(entry.entry().clone()).unwrap_or_else(|fault| panic!("{date}: {fault:?}"));
            assert_eq!(again.entry(), entry.entry(), "{date}");
        }
    }
}
