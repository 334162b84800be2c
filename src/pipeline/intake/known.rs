//! Which notes that are taken over stand in the archive already, whatever they are called there.

use std::collections::BTreeMap;

use super::Fate;
use super::said::{Said, says, without_units_of};
use super::written::Ready;
use crate::model::{Passage, Question, Written};
use crate::parse::invent::Names;
use crate::pipeline::reading::Read;

/// The notes of a document, each by its places and what it says.
struct There {
    notes: BTreeMap<(Vec<Passage>, Said), String>,
    ids: Names,
}

/// Takes out the notes that stand in the archive already, and those whose id another note has, there or further up.
pub fn known(
    questions: &[Question<Written>],
    reads: &BTreeMap<String, Option<Read>>,
    ready: &mut Vec<Ready>,
    fates: &mut [Option<Fate>],
) {
    // Each sidecar is read once, however many notes come.
    let mut documents: BTreeMap<String, There> = BTreeMap::new();
    ready.retain(|ready| {
        let Some(Some(read)) = reads.get(&ready.document) else { return true };
        let there = documents.entry(ready.document.clone()).or_insert_with(|| There::of(read, questions));
        let note = there.notes.get(&(ready.passages.clone(), says(&ready.fields, &ready.document)));
        let fate = match (note, &ready.id) {
            (Some(id), _) => Fate::There(ready.document.clone(), id.clone()),
            (None, Some(id)) if there.ids.has(id) => {
                Fate::Refused(vec![format!("another note is called {}/{id}; it was left as it is", ready.document)])
            }
            (None, id) => {
                id.iter().for_each(|id| there.ids.take(id.clone()));
                return true;
            }
        };
        fates[ready.number] = Some(fate);
        false
    });
}

impl There {
    fn of(read: &Read, questions: &[Question<Written>]) -> There {
        let mut records = read.records();
        let mut there = There { notes: BTreeMap::new(), ids: read.ids() };
        for note in &read.document.notes {
            let Some(mut fields) = records.remove(&note.id.value) else { continue };
            without_units_of(questions, &mut fields);
            let mut places = note.anchor.clone();
            places.sort_unstable();
            there.notes.entry((places, says(&fields, &read.document.id))).or_insert_with(|| note.id.value.clone());
        }
        there
    }
}
