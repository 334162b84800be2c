//! Which notes that are taken over stand in the archive already, whatever they are called there.

use std::collections::{BTreeMap, BTreeSet};

use super::Fate;
use super::fellows::{Fellows, Leads};
use super::said::{Said, says, without_units_of};
use super::written::Ready;
use crate::model::{Passage, Question, Written};
use crate::parse::invent::Names;
use crate::pipeline::reading::Read;

/// How often notes are looked for again because others were found, to which they are related.
const ROUNDS_MAX: usize = 8;

/// The places of a note and what it says.
type Words = (Vec<Passage>, Said);

/// The notes of a document.
#[derive(Default)]
struct There {
    /// The ids of those with some words.
    notes: BTreeMap<Words, BTreeSet<String>>,
    /// The same by words without what they say of relations.
    bare: BTreeMap<Words, BTreeSet<String>>,
    ids: Names,
}

/// What is compared of a note.
#[derive(Clone, Copy)]
enum Compared {
    All,
    AllButRelations,
}

/// Takes out the notes that stand in the archive already or further up in the file, and those whose id another note has there.
pub fn known(
    questions: &[Question<Written>],
    reads: &BTreeMap<String, Option<Read>>,
    ready: &mut Vec<Ready>,
    fellows: &mut Fellows,
    fates: &mut [Option<Fate>],
) {
    // Each sidecar is read once, however many notes come.
    let mut documents: BTreeMap<String, There> = BTreeMap::new();
    for ready in ready.iter() {
        if let Some(Some(read)) = reads.get(&ready.document) {
            documents.entry(ready.document.clone()).or_insert_with(|| There::of(read, questions));
        }
    }
    // What a note is called decides what others say that are related to it: first all are found without that.
    let mut compared = Compared::AllButRelations;
    for _ in 0..ROUNDS_MAX {
        let leads = fellows.leads(fates);
        let found: Vec<Option<Fate>> = ready
            .iter()
            .map(|ready| documents.get(&ready.document).and_then(|there| there.fate_of(ready, &leads, compared)))
            .collect();
        let mut is_new = false;
        for (ready, fate) in ready.iter().zip(found) {
            is_new |= fates[ready.number] != fate;
            fates[ready.number] = fate;
        }
        if matches!(compared, Compared::All) && !is_new {
            break;
        }
        compared = Compared::All;
    }
    ready.retain(|ready| fates[ready.number].is_none());
    let echoes = echoes(ready, &fellows.leads(fates));
    ready.retain(|ready| !echoes.contains_key(&ready.number));
    fellows.echoes = echoes;
}

/// The notes that say word for word what one further up says, with its number; of two with names of their own, none does.
fn echoes(ready: &[Ready], leads: &Leads) -> BTreeMap<usize, usize> {
    let mut seen: BTreeMap<(&str, Words, Option<&str>), usize> = BTreeMap::new();
    let mut echoes = BTreeMap::new();
    for ready in ready {
        let id = ready.id.as_deref();
        let key = (ready.document.as_str(), words(ready, leads, Compared::All), id);
        if let Some(earlier) = seen.get(&key) {
            echoes.insert(ready.number, *earlier);
            continue;
        }
        if id.is_some() {
            seen.entry((key.0, key.1.clone(), None)).or_insert(ready.number);
        }
        seen.insert(key, ready.number);
    }
    echoes
}

fn words(ready: &Ready, leads: &Leads, compared: Compared) -> Words {
    let (fields, _) = leads.followed(ready.number, &ready.fields);
    (ready.passages.clone(), compared.of(says(&fields, &ready.document)))
}

impl Compared {
    fn of(self, mut said: Said) -> Said {
        match self {
            Compared::All => {}
            Compared::AllButRelations => said.retain(|(name, _)| !name.starts_with("relates")),
        }
        said
    }
}

impl There {
    fn of(read: &Read, questions: &[Question<Written>]) -> There {
        let mut records = read.records();
        let mut there = There { ids: read.ids(), ..There::default() };
        for note in &read.document.notes {
            let id = &note.id.value;
            let Some(mut fields) = records.remove(id) else { continue };
            without_units_of(questions, &mut fields);
            let mut places = note.anchor.to_vec();
            places.sort_unstable();
            let said = says(&fields, &read.document.id);
            let bare = Compared::AllButRelations.of(said.clone());
            there.bare.entry((places.clone(), bare)).or_default().insert(id.clone());
            there.notes.entry((places, said)).or_default().insert(id.clone());
        }
        there
    }

    /// What becomes of a note because of those that are there.
    fn fate_of(&self, ready: &Ready, leads: &Leads, compared: Compared) -> Option<Fate> {
        let notes = match compared {
            Compared::All => &self.notes,
            Compared::AllButRelations => &self.bare,
        };
        let same = notes.get(&words(ready, leads, compared));
        let own = ready.id.as_ref().filter(|id| same.is_some_and(|same| same.contains(*id)));
        if let Some(id) = own.or_else(|| same?.first()) {
            return Some(Fate::There(ready.document.clone(), id.clone()));
        }
        let id = ready.id.as_ref().filter(|id| self.ids.has(id))?;
        Some(Fate::Refused(vec![format!("another note is called {}/{id}; it was left as it is", ready.document)]))
    }
}
