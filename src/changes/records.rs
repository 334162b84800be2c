//! Which records are new, changed or gone, and in which fields.

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use crate::model::{Aspect, Difference, Fate, Work, WrittenRecord};

/// Characters of a value up to which the old and the new one are told.
const TOLD_MAX: usize = 48;

/// Fields that say how a thing is called or summed up, the best first; one of them stands for a record that is new or gone.
const SUMMARIES: &[&str] = &["claim.says", "title", "asks", "name", "term", "quote"];

/// The differences of all records; works of a `.bib` file among them.
pub fn differences(before: &Edition<'_>, after: &Edition<'_>) -> Vec<Difference> {
    let (old, new) = (by_name(before), by_name(after));
    let names: BTreeSet<&(Aspect, String)> = old.keys().chain(new.keys()).collect();
    let mut differences = Vec::new();
    for key @ (kind, name) in names {
        let told = |fate, words| Difference { aspect: *kind, fate, name: name.clone(), words };
        match (old.get(key), new.get(key)) {
            (None, Some(fields)) => differences.push(told(Fate::New, summary(fields))),
            (Some(fields), None) => differences.push(told(Fate::Gone, summary(fields))),
            (Some(old), Some(new)) if old != new => {
                let words = fields(old, new);
                differences.extend((!words.is_empty()).then(|| told(Fate::Changed, words)));
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }
    differences
}

type Fields = BTreeMap<String, String>;

fn by_name(edition: &Edition<'_>) -> BTreeMap<(Aspect, String), Fields> {
    let listed = edition.records.iter();
    let mut records: BTreeMap<_, _> =
        listed.map(|WrittenRecord { kind, name, fields }| ((*kind, name.clone()), fields.clone())).collect();
    for Work { key, entry, .. } in &edition.archive.works {
        let fields = || Fields::from([("entry".to_owned(), entry.text().to_owned())]);
        records.entry((Aspect::Work, key.value.clone())).or_insert_with(fields);
    }
    records
}

fn summary(fields: &Fields) -> String {
    let found = SUMMARIES.iter().find_map(|name| fields.get(*name));
    found.map(|words| format!("“{words}”")).unwrap_or_default()
}

/// In which fields a record differs, each with its old and new value where these are short.
fn fields(old: &Fields, new: &Fields) -> String {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut told = Vec::new();
    for name in names.into_iter().filter(|name| *name != "id") {
        let shown = name.rsplit('.').next().unwrap_or(name);
        let is_short = |value: &String| value.chars().count() <= TOLD_MAX && !value.contains('\n');
        match (old.get(name), new.get(name)) {
            (left, right) if left == right => {}
            (Some(left), Some(right)) if is_short(left) && is_short(right) => told.push(format!("{shown} {left} → {right}")),
            (Some(_), Some(_)) => told.push(format!("{shown} changed")),
            (None, Some(value)) if is_short(value) => told.push(format!("{shown} added: {value}")),
            (None, _) => told.push(format!("{shown} added")),
            (Some(_), None) => told.push(format!("{shown} removed")),
        }
    }
    told.join("; ")
}
