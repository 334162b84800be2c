//! The names of all notes, told apart by their documents: there are more of them than of all other records together.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::{DocumentId, NoteId};

/// Names and numbers of notes. All letters stand in one text, so that a table is made, compared and thrown away at once.
#[derive(Debug, Default, PartialEq)]
pub struct NoteNames {
    letters: String,
    /// By document and name: where its letters end, and its number. They begin where those before them end.
    notes: Vec<(u32, NoteId)>,
    /// Where the notes of each document begin in `notes`; one entry more than documents.
    starts: Vec<usize>,
    full: Late,
}

/// The full names, put together when somebody has got one wrong; that makes no table another one.
#[derive(Debug, Default)]
struct Late(OnceLock<Vec<String>>);

impl PartialEq for Late {
    fn eq(&self, _: &Late) -> bool {
        true
    }
}

impl NoteNames {
    /// Gives each note its number in the order in which they come, document by document; `count` of them at most.
    pub fn new<'a, N: Iterator<Item = &'a str>>(count: usize, documents: impl Iterator<Item = N>) -> NoteNames {
        let mut names = NoteNames { notes: Vec::with_capacity(count), starts: vec![0], ..NoteNames::default() };
        let mut sorted = Vec::new();
        for notes in documents {
            let first = names.notes.len();
            sorted.extend(notes.enumerate().map(|(place, name)| (name, NoteId((first + place) as u32))));
            sorted.sort_unstable();
            for (name, id) in sorted.drain(..) {
                names.letters.push_str(name);
                let end = u32::try_from(names.letters.len()).expect("the names of all notes have less than 4 GiB");
                names.notes.push((end, id));
            }
            names.starts.push(names.notes.len());
        }
        names
    }

    /// A note of a document by its name.
    pub fn find(&self, document: DocumentId, name: &str) -> Option<NoteId> {
        let (mut from, mut to) = (self.starts[document.0 as usize], self.starts[document.0 as usize + 1]);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.name(middle).cmp(name) {
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
                Ordering::Equal => return Some(self.notes[middle].1),
            }
        }
        None
    }

    /// The full names of all notes, `document/note`.
    pub fn full(&self, documents: &BTreeMap<String, DocumentId>) -> &[String] {
        self.full.0.get_or_init(|| {
            let of = |(document, id): (&String, &DocumentId)| {
                self.of(*id).map(|note| format!("{document}/{note}")).collect::<Vec<_>>()
            };
            documents.iter().flat_map(of).collect()
        })
    }

    /// The names of a document's notes, sorted.
    fn of(&self, document: DocumentId) -> impl Iterator<Item = &str> {
        (self.starts[document.0 as usize]..self.starts[document.0 as usize + 1]).map(|place| self.name(place))
    }

    fn name(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.notes[before].0);
        &self.letters[start as usize..self.notes[place].0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::NoteNames;
    use crate::model::{DocumentId, NoteId};

    #[test]
    fn notes_are_found_in_their_own_documents() {
        let documents: [&[&str]; 4] = [&["b", "a", "n10"], &[], &["a"], &["n2", "n10", "n1"]];
        let names = NoteNames::new(6, documents.iter().map(|notes| notes.iter().copied()));
        let mut number = 0;
        for (document, notes) in documents.iter().enumerate() {
            let document = DocumentId(document as u32);
            for name in *notes {
                assert_eq!(names.find(document, name), Some(NoteId(number)), "{name}");
                number += 1;
            }
            assert_eq!([names.find(document, ""), names.find(document, "n")], [None, None]);
        }
        assert_eq!(names.find(DocumentId(2), "b"), None);
        assert_eq!(names.of(DocumentId(3)).collect::<Vec<_>>(), ["n1", "n10", "n2"]);
        assert_eq!(names.of(DocumentId(1)).count(), 0);
    }
}
