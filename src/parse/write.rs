//! Writes a record into an editor's file, changes it or takes it out; the file is read again, and all else must say what it said.

use super::note;
use super::yaml::chunks::{insert, of_fields, of_list, remove};
use super::yaml::compose::{self, fields};
use super::yaml::edit::Keep;
use super::yaml::revise::{edits, says};
use super::yaml::{self, Map, Root};
use crate::format::Field;
use crate::model::{Note, Quote, Value, Written, form};
use crate::problem::Problems;
use crate::source::{Edit, FileIndex, SourceFile, apply, are_apart};

/// What a new record or changed one is to say.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its fields.
    pub fields: &'a [(String, Value)],
    /// The fields of its kind, in the order of the house.
    pub form: &'a [Field],
}

/// The text of a file that is a list, with some records more: each behind the last of those whose rank is lower.
///
/// `rank` tells of an id at which place its record stands among all, the new ones among them; a record without a rank follows
/// the one before it, and new ones without a rank come last. Nothing where the file cannot be read whole, or where it
/// would say something else.
pub fn added<K: Ord>(file: &SourceFile, wanted: &[Wanted], rank: impl Fn(&str) -> Option<K>) -> Option<String> {
    let before = yaml::whole_records(FileIndex(0), file)?;
    let chunks = of_list(FileIndex(0), &file.text)?;
    if chunks.len() != before.len() {
        return None;
    }
    let ranks: Vec<Option<K>> = before.iter().map(|map| map.text("id").and_then(&rank)).collect();
    let mut new: Vec<(usize, Option<K>, &Wanted)> = Vec::with_capacity(wanted.len());
    for record in wanted {
        let own = form::text_of(record.fields, "id").and_then(&rank);
        let place = place_among(&ranks, own.as_ref());
        // One by one: a sort for each kind of rank is 7 kB of program.
        let comes_first =
            |(other, theirs, _): &(usize, Option<K>, &Wanted)| (*other, theirs.is_none(), theirs) <= (place, own.is_none(), &own);
        let at = new.partition_point(comes_first);
        new.insert(at, (place, own, record));
    }
    // From the end to the beginning: what stands before stays where it was cut.
    let mut text = file.text.clone();
    for together in new.chunk_by(|left, right| left.0 == right.0).rev() {
        let composed: Vec<String> = together.iter().map(|(_, _, record)| compose::record(record.fields, record.form)).collect();
        text = insert(&text, &chunks, together[0].0, &composed);
    }
    let changed = SourceFile { text, ..file.clone() };
    let mut after = yaml::whole_records(FileIndex(0), &changed)?.into_iter();
    let mut new = new.into_iter().peekable();
    for number in 0..=before.len() {
        while let Some((_, _, record)) = new.next_if(|(place, ..)| *place == number) {
            after.next().filter(|map| says(map, record.fields))?;
        }
        if let Some(old) = before.get(number) {
            after.next().filter(|map| map.says(old))?;
        }
    }
    after.next().is_none().then_some(changed.text)
}

/// Behind how many records of these ranks one of a rank comes.
fn place_among<K: Ord>(ranks: &[Option<K>], own: Option<&K>) -> usize {
    let Some(own) = own else { return ranks.len() };
    let is_lower = |at: &usize| ranks[*at].as_ref().is_some_and(|found| found < own);
    // The nearest of those that come before, wherever it stands: a file need not be in order.
    let nearest = (0..ranks.len()).filter(is_lower).max_by(|left, right| ranks[*left].cmp(&ranks[*right]));
    let from = nearest.map_or(0, |at| at + 1);
    from + ranks[from..].iter().take_while(|rank| rank.is_none()).count()
}

/// A file with nothing in it but one record.
pub fn alone(wanted: Wanted) -> String {
    compose::record(wanted.fields, wanted.form)
}

/// A file that is one record.
pub fn whole(wanted: Wanted) -> String {
    compose::file(wanted.fields, wanted.form)
}

/// The text of a file that is one record, with one field more: in the order of the alphabet, if the file is.
pub fn added_field(file: &SourceFile, name: &str, wanted: Wanted) -> Option<String> {
    let before = yaml::whole_fields(FileIndex(0), file)?;
    let chunks = of_fields(FileIndex(0), &file.text)?;
    if chunks.len() != before.entries.len() {
        return None;
    }
    let names: Vec<&str> = before.entries.iter().map(|(key, _)| key.value.as_str()).collect();
    let number = place_in_alphabet(&names, name);
    let text = insert(&file.text, &chunks, number, &[compose::keyed(name, wanted.fields, wanted.form)]);
    let changed = SourceFile { text, ..file.clone() };
    let after = yaml::whole_fields(FileIndex(0), &changed)?;
    let (mut others, mut new) = (after.clone(), after);
    others.entries.retain(|(key, _)| key.value != name);
    new.entries.retain(|(key, _)| key.value == name);
    let is_said = new.entries.first().is_some_and(|(_, node)| compose::holds(node, &Value::Fields(wanted.fields.to_vec())));
    (is_said && others.says(&before)).then_some(changed.text)
}

/// How many of some names come before a new one: by the alphabet where they are in its order, else all.
pub fn place_in_alphabet(names: &[&str], name: &str) -> usize {
    let is_sorted = names.windows(2).all(|pair| pair[0] <= pair[1]);
    if is_sorted { names.partition_point(|other| *other < name) } else { names.len() }
}

/// The text of a file with a record of its list that says something else.
pub fn revised(file: &SourceFile, id: &str, wanted: Wanted) -> Option<String> {
    let before = yaml::whole_records(FileIndex(0), file)?;
    let number = before.iter().position(|map| map.text("id") == Some(id))?;
    if says(&before[number], wanted.fields) {
        return Some(file.text.clone());
    }
    [Keep::Marks, Keep::Meaning].into_iter().find_map(|keep| {
        let edits: Vec<Edit> =
            edits(&file.text, &before[number], wanted.fields, wanted.form, keep).filter(|edits| are_apart(edits))?;
        let text = apply(&file.text, &with_line_ends(edits, &file.text));
        let changed = SourceFile { text, ..file.clone() };
        let after = yaml::whole_records(FileIndex(0), &changed)?;
        let others = |maps: &[Map]| maps.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, map)| map.clone()).collect();
        let (left, right): (Vec<Map>, Vec<Map>) = (others(&before), others(&after));
        let untouched = left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| left.says(right));
        (untouched && says(after.get(number)?, wanted.fields)).then_some(changed.text)
    })
}

/// New lines end as those of the file do.
fn with_line_ends(edits: Vec<Edit>, file: &str) -> Vec<Edit> {
    let ended = |text: String| if file.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
    edits.into_iter().map(|Edit { span, text }| Edit { span, text: ended(text) }).collect()
}

/// The text of a file without a record of its list and the remarks that touch it.
pub fn removed(file: &SourceFile, id: &str) -> Option<String> {
    let before = yaml::whole_records(FileIndex(0), file)?;
    let number = before.iter().position(|map| map.text("id") == Some(id))?;
    let text = remove(&file.text, &of_list(FileIndex(0), &file.text)?, number)?;
    let changed = SourceFile { text, ..file.clone() };
    let after = yaml::whole_records(FileIndex(0), &changed)?;
    let others = before.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, map)| map);
    let untouched = after.len() + 1 == before.len() && after.iter().zip(others).all(|(left, right)| left.says(right));
    untouched.then_some(changed.text)
}

/// The fields of a record of a list, as they are written.
pub fn fields_of(file: &SourceFile, id: &str) -> Option<Vec<(String, Value)>> {
    yaml::whole_records(FileIndex(0), file)?.iter().find(|map| map.text("id") == Some(id)).map(fields)
}

/// The records of a list by their ids, with their fields as they are written; none where it cannot be read whole.
pub fn records(file: &SourceFile) -> Vec<(String, Vec<(String, Value)>)> {
    let maps = yaml::whole_records(FileIndex(0), file).unwrap_or_default();
    maps.iter().filter_map(|map| Some((map.text("id")?.to_owned(), fields(map)))).collect()
}

/// The ids of the records of a list, in the order of the file, as far as they can be read.
pub fn ids(file: &SourceFile) -> Vec<String> {
    let found = yaml::records(FileIndex(0), file, &mut Problems::default());
    found.records.iter().filter_map(|map| map.text("id").map(str::to_owned)).chain(found.broken).collect()
}

/// The keys of a file that is one record, in its order.
pub fn keys(file: &SourceFile) -> Vec<String> {
    let Root { map, .. } = yaml::fields(FileIndex(0), file, &mut Problems::default());
    map.entries.into_iter().map(|(key, _)| key.value).collect()
}

/// How many records of a list have a text as the value of a field.
pub fn count(file: &SourceFile, name: &str, text: &str) -> usize {
    let found = yaml::records(FileIndex(0), file, &mut Problems::default());
    found.records.iter().filter(|map| map.text(name) == Some(text)).count()
}

/// The ids of the records of a list, each with the byte at which it begins.
pub fn starts(file: &SourceFile) -> Vec<(String, usize)> {
    let found = yaml::records(FileIndex(0), file, &mut Problems::default());
    let start = |map: &Map| Some((map.text("id")?.to_owned(), map.place.span.start()));
    found.records.iter().filter_map(start).collect()
}

/// The line, from 1, on which a record of a list or a field of a file that is one record begins.
pub fn line_of(file: &SourceFile, name: &str) -> Option<usize> {
    let record = starts(file).into_iter().find(|(id, _)| id == name).map(|(_, start)| start);
    let field = || {
        let Root { map, .. } = yaml::fields(FileIndex(0), file, &mut Problems::default());
        map.entries.iter().find(|(key, _)| key.value == name).map(|(key, _)| key.place.span.start())
    };
    record.or_else(field).map(|offset| file.position(offset).line)
}

/// The note that some fields make. Errors: what is wrong with them, a sentence each.
pub fn note_of(wanted: Wanted) -> Result<Note<Written, Quote>, Vec<String>> {
    let file = SourceFile { text: alone(wanted), ..SourceFile::default() };
    let map = yaml::whole_records(FileIndex(0), &file)
        .and_then(|mut maps| maps.pop())
        .ok_or_else(|| vec!["the words that it quotes cannot be read".to_owned()])?;
    let mut problems = Problems::default();
    let told =
        |problems: Problems| problems.sorted().into_iter().flat_map(|problem| [vec![problem.message], problem.help].concat());
    note::note(&file, map, &mut problems).0.ok_or_else(|| told(problems).collect())
}

/// Reads a value as it may stand behind `field: `, on one line; the error says what is wrong with it.
pub fn read_value(text: &str) -> Result<Value, String> {
    let file = SourceFile { text: format!("value: {text}\n"), ..SourceFile::default() };
    let mut problems = Problems::default();
    let Root { map, .. } = yaml::fields(FileIndex(0), &file, &mut problems);
    match (problems.sorted().into_iter().next(), map.get("value")) {
        (None, Some(node)) => Ok(compose::value(node)),
        (Some(problem), _) => Err([vec![problem.message], problem.help].concat().join("; ")),
        (None, None) => Err("it is no value".to_owned()),
    }
}
