//! Writes the notes that are taken over into their sidecars, without those that make an error.

use std::collections::BTreeMap;

use super::Fate;
use super::fellows::{Fellows, Leads};
use crate::format::NOTE;
use crate::model::form::text_of;
use crate::model::{Passage, RecordFields, Value};
use crate::parse::write::{self, Wanted};
use crate::pipeline::newly::newly_told;
use crate::pipeline::pen;
use crate::pipeline::reading::Read;
use crate::problem::{Problem, Problems, Severity};
use crate::source::word::on_one_line;
use crate::source::{FileIndex, Sources};
use crate::{anchor, pipeline};

/// A note that is ready to be written.
#[derive(Clone)]
pub struct Ready {
    /// Its number in the file.
    pub number: usize,
    /// Its document.
    pub document: String,
    /// Where it stands.
    pub passages: Vec<Passage>,
    /// What it says, but for its id.
    pub fields: RecordFields,
    /// Its id, where it comes with one.
    pub id: Option<String>,
}

impl Ready {
    /// Whether it says how it stands to other notes.
    pub fn is_related(&self) -> bool {
        self.fields.iter().any(|(name, _)| name == "relates")
    }
}

/// A record that is to be written, with the number of its note.
type Numbered<'a> = (usize, Wanted<'a>);

/// Files with notes in them, and what became of each note by its number.
struct Put {
    sources: Sources,
    ids: BTreeMap<usize, String>,
    refused: BTreeMap<usize, Vec<String>>,
    /// Those with the name of one further up, under another name for now, and why they cannot have it if that one stays.
    twins: BTreeMap<usize, Vec<String>>,
}

/// Writes all notes that make no error; each that makes one is taken out again and told.
pub fn written(
    sources: &Sources,
    reads: &BTreeMap<String, Option<Read>>,
    sidecar: &str,
    (ready, fellows): (Vec<Ready>, &Fellows),
    fates: &mut [Option<Fate>],
) -> (Sources, Vec<Problem>) {
    let mut documents: BTreeMap<String, Vec<Ready>> = BTreeMap::new();
    for ready in ready {
        documents.entry(ready.document.clone()).or_default().push(ready);
    }
    let path = |document: &str| format!("content/documents/{document}/{sidecar}");
    // A file that cannot be read takes none of them: to try that with each would read it once for each.
    documents.retain(|document, ready| {
        let path = path(document);
        let is_whole = pen::written_together(sources, &path, &[], |_| None::<usize>).is_ok();
        if !is_whole {
            let why = vec![format!("{path} cannot be read whole, so that nothing is written into it: postil check says why")];
            ready.iter().for_each(|ready| fates[ready.number] = Some(Fate::Refused(why.clone())));
        }
        is_whole
    });
    if documents.is_empty() {
        return (sources.clone(), Vec::new());
    }
    let told = |sources: &Sources| pipeline::check(sources, Problems::default()).1;
    let old = told(sources);
    loop {
        let put = put_in(sources, reads, path, &documents, &fellows.leads(fates));
        let mut wrong = put.refused;
        let mut problems = Vec::new();
        if wrong.is_empty() {
            problems = newly_told((sources, &old), (&put.sources, told(&put.sources)));
            wrong = to_blame(&put.sources, path, &documents, &put.ids, &problems);
        }
        if wrong.is_empty() {
            wrong = put.twins;
        }
        if wrong.is_empty() {
            for ready in documents.values().flatten() {
                let id = put.ids.get(&ready.number).cloned().unwrap_or_default();
                fates[ready.number] = Some(Fate::Written(ready.document.clone(), id));
            }
            return (put.sources, problems);
        }
        for ready in documents.values_mut() {
            ready.retain(|ready| !wrong.contains_key(&ready.number));
        }
        documents.retain(|_, ready| !ready.is_empty());
        for (number, why) in wrong {
            fates[number] = Some(Fate::Refused(why));
        }
    }
}

/// The notes that make errors, by number, with what is wrong.
fn to_blame(
    after: &Sources,
    path: impl Fn(&str) -> String,
    documents: &BTreeMap<String, Vec<Ready>>,
    ids: &BTreeMap<usize, String>,
    problems: &[Problem],
) -> BTreeMap<usize, Vec<String>> {
    let mut begins: BTreeMap<(FileIndex, usize), Option<usize>> = BTreeMap::new();
    for (document, ready) in documents {
        let Some((index, file)) = after.find(&path(document)) else { continue };
        let numbers: BTreeMap<&String, usize> =
            ready.iter().filter_map(|ready| Some((ids.get(&ready.number)?, ready.number))).collect();
        for (id, start) in write::starts(file) {
            begins.insert((index, after.position_at(index, start).line), numbers.get(&id).copied());
        }
    }
    let mut wrong: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.code.severity() == Severity::Error) {
        let (index, line) = (problem.place.file, after.position(problem.place).line);
        let before = begins.range((index, 0)..=(index, line)).next_back();
        if let Some((_, Some(number))) = before {
            wrong.entry(*number).or_default().extend(std::iter::once(&problem.message).chain(&problem.help).cloned());
            continue;
        }
        // Something else is wrong because of them: of those of its document, or of all, none can be told from the others.
        let path = &after.file(index).path;
        let own = after.file(index).of_document().and_then(|(document, _)| documents.get(document));
        let all: Vec<&Ready> = own.map_or_else(|| documents.values().flatten().collect(), |own| own.iter().collect());
        let told = std::iter::once(format!("{path}:{line}: {}", problem.message)).chain(problem.help.iter().cloned());
        let told: Vec<String> = told.collect();
        all.iter().for_each(|ready| wrong.entry(ready.number).or_default().extend(told.clone()));
    }
    wrong
}

/// The files with all of these notes but those that their file cannot take.
fn put_in(
    sources: &Sources,
    reads: &BTreeMap<String, Option<Read>>,
    path: impl Fn(&str) -> String,
    documents: &BTreeMap<String, Vec<Ready>>,
    leads: &Leads,
) -> Put {
    let mut put = Put { sources: sources.clone(), ids: BTreeMap::new(), refused: BTreeMap::new(), twins: BTreeMap::new() };
    for (document, ready) in documents {
        let Some(Some(read)) = reads.get(document) else { continue };
        let mut draft = read.document.clone();
        let mut taken = read.ids();
        // Names that come with notes are theirs before any is made.
        ready.iter().filter_map(|ready| ready.id.clone()).for_each(|id| taken.take(id));
        let mut firsts: BTreeMap<&str, &Ready> = BTreeMap::new();
        let mut notes: Vec<(usize, RecordFields)> = Vec::with_capacity(ready.len());
        for ready in ready {
            let first = ready.id.as_deref().map(|id| (id, *firsts.entry(id).or_insert(ready)));
            let id = match first {
                None => pen::invented(read, &ready.fields, &ready.passages, &mut taken),
                Some((id, first)) if first.number == ready.number => id.to_owned(),
                // Should the first be refused, it is known whether this one can have the name.
                Some((id, first)) => {
                    let words = on_one_line(text_of(&first.fields, "quote").unwrap_or_default());
                    let why = format!("another note is called {document}/{id}: the one on “{words}”, which comes with this one");
                    put.twins.insert(ready.number, vec![why]);
                    taken.free(id)
                }
            };
            pen::put(&mut draft, &id, ready.passages.clone());
            let (mut fields, _) = leads.followed(ready.number, &ready.fields);
            fields.push(("id".to_owned(), Value::text(id.as_str())));
            notes.push((ready.number, fields));
            put.ids.insert(ready.number, id);
        }
        anchor::put_in_reading_order(&mut draft);
        let order: BTreeMap<&str, usize> =
            draft.notes.iter().enumerate().map(|(at, note)| (note.id.value.as_str(), at)).collect();
        let path = path(document);
        let wanted: Vec<Numbered> =
            notes.iter().map(|(number, fields)| (*number, Wanted { fields, form: NOTE.fields })).collect();
        let (after, refused) = as_many_as_can(&put.sources, &path, &wanted, &|id| order.get(id).copied());
        put.sources = after;
        let why = format!("{path} cannot be read whole with this note in it");
        put.refused.extend(refused.into_iter().map(|number| (number, vec![why.clone()])));
    }
    put
}

/// The files with as many of some notes as one of them can take, and the numbers of the others.
fn as_many_as_can(
    sources: &Sources,
    path: &str,
    wanted: &[Numbered],
    rank: &dyn Fn(&str) -> Option<usize>,
) -> (Sources, Vec<usize>) {
    let notes: Vec<Wanted> = wanted.iter().map(|(_, wanted)| *wanted).collect();
    if let Ok(together) = pen::written_together(sources, path, &notes, rank) {
        return (together, Vec::new());
    }
    if wanted.len() < 2 {
        return (sources.clone(), wanted.iter().map(|(number, _)| *number).collect());
    }
    // Half by half: each by itself would be to read the file once for each.
    let (first, second) = wanted.split_at(wanted.len() / 2);
    let (after, mut refused) = as_many_as_can(sources, path, first, rank);
    let (after, more) = as_many_as_can(&after, path, second, rank);
    refused.extend(more);
    (after, refused)
}
