//! Changes the record of one note, or the hash of one text, in the file of an editor; all else stays as it is.

use super::yaml::edit::{Keep, add_field, add_item, replace};
use super::yaml::revise::take_out;
use super::yaml::{self, Map, Node, quoted};
use crate::model::{Change, ClosedList, Proposal};
use crate::source::word::on_one_line;
use crate::source::{Edit, FileIndex, Place, SourceFile, apply, are_apart};

/// What is written down of a change: who made it, when, and what stood there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day: `2025-03-07`.
    pub on: String,
    /// The editor's id, where the archive names its editors.
    pub by: Option<String>,
    /// The quotation as it was.
    pub was: String,
    /// What kind of change it is.
    pub change: Change,
}

/// Whether a hash that is there is written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// Only where there is none.
    FillIn,
    /// Also where there is another.
    Renew,
}

/// What a record is to say of the place of its note, and what is written down of the change, if anything is.
type Amendment<'a> = (&'a Proposal, Option<&'a Entry>);

/// The sidecar with the notes of some quotations as proposed, each with an entry in its history where one is given.
///
/// Nothing where the records cannot be changed so that they, and nothing else, read otherwise than before.
pub fn notes(index: FileIndex, file: &SourceFile, proposals: &[(Place, Amendment)]) -> Option<String> {
    let maps = yaml::whole_records(index, file)?;
    let mut wanted: Vec<Option<Amendment>> = vec![None; maps.len()];
    for (quotation, proposal) in proposals {
        let number = maps.iter().position(|map| map.get("quote").is_some_and(|node| node.place() == *quotation))?;
        wanted[number] = Some(*proposal);
    }
    // The end of a record may be the blank lines of a text that keeps them: then the history comes right behind the quotation.
    let attempts = [(Keep::Marks, None), (Keep::Marks, Some("quote")), (Keep::Meaning, None), (Keep::Meaning, Some("quote"))];
    attempts.into_iter().find_map(|(keep, after)| {
        let mut all = Vec::new();
        for (map, proposal) in maps.iter().zip(&wanted) {
            if let Some((proposal, entry)) = proposal {
                all.extend(edits(&file.text, map, proposal, entry.map(|entry| (entry, after)), keep)?);
            }
        }
        let changed = SourceFile { text: are_apart(&all).then(|| apply(&file.text, &all))?, ..file.clone() };
        let after = yaml::whole_records(index, &changed)?;
        let is_right = |((before, after), amendment): ((&Map, &Map), &Option<Amendment>)| match amendment {
            Some((proposal, entry)) => is_amended(before, after, proposal, *entry),
            None => before.says(after),
        };
        (after.len() == maps.len() && maps.iter().zip(&after).zip(&wanted).all(is_right)).then_some(changed.text)
    })
}

/// The fields of a record that say where its note stands, as they are to be.
fn wanted(map: &Map, proposal: &Proposal) -> Vec<(&'static str, String)> {
    let differs = |name: &str, value: &str| map.text(name).is_none_or(|written| on_one_line(written) != on_one_line(value));
    proposal.fields().filter(|(name, value)| differs(name, value)).collect()
}

/// Whether a record names a paragraph that its note is no longer to name.
fn is_left_out(map: &Map, proposal: &Proposal) -> bool {
    proposal.paragraph.is_none() && map.get("in").is_some()
}

fn edits(file: &str, map: &Map, proposal: &Proposal, entry: Option<(&Entry, Option<&str>)>, keep: Keep) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for (name, value) in wanted(map, proposal) {
        edits.push(match map.get(name) {
            Some(Node::Text(scalar)) => replace(file, scalar, &value, keep),
            Some(Node::List(_) | Node::Map(_)) => return None,
            None => add_field(file, map, Some("quote"), name, &quoted(&value))?,
        });
    }
    if is_left_out(map, proposal) {
        edits.push(take_out(file, map, "in")?);
    }
    if let Some((entry, after)) = entry {
        let item = item(entry);
        match map.get("history") {
            Some(history) => edits.extend(Some(add_item(file, history, &item)).filter(|edits| !edits.is_empty())?),
            None => edits.push(add_field(file, map, after, "history", &format!("[{item}]"))?),
        }
    }
    Some(edits)
}

fn item(entry: &Entry) -> String {
    let by = entry.by.as_ref().map_or_else(String::new, |by| format!(", by: {by}"));
    format!("{{on: {}{by}, was: {}, change: {}}}", entry.on, quoted(&on_one_line(&entry.was)), entry.change.name())
}

/// Whether a record says what was proposed, and of all else what it said before.
fn is_amended(before: &Map, after: &Map, proposal: &Proposal, entry: Option<&Entry>) -> bool {
    let placing = ["quote", "prefix", "suffix", "in", "history"];
    let rest = |map: &Map| {
        let entries = map.entries.iter().filter(|(key, _)| !placing.contains(&key.value.as_str())).cloned().collect();
        Map { entries, place: map.place }
    };
    let items = |map: &Map| match map.get("history") {
        Some(Node::List(list)) => list.items.clone(),
        Some(single) => vec![single.clone()],
        None => Vec::new(),
    };
    let (old, new) = (items(before), items(after));
    let told = match entry {
        None => old.len() == new.len(),
        Some(entry) => {
            let last = new.last().and_then(|node| match node {
                Node::Map(map) => map.text("was"),
                Node::Text(_) | Node::List(_) => None,
            });
            new.len() == old.len() + 1 && last == Some(on_one_line(&entry.was).as_str())
        }
    };
    wanted(after, proposal).is_empty()
        && !is_left_out(after, proposal)
        && rest(before).says(&rest(after))
        && told
        && old.iter().zip(&new).all(|(left, right)| left.says(right))
}

/// The record of a document with the hash of its text, or of its translation into a language.
///
/// Nothing where nothing is to be done, or the record cannot be read whole.
pub fn hash(index: FileIndex, file: &SourceFile, translation: Option<&str>, sha256: &str, hash: Hash) -> Option<String> {
    let map = yaml::whole_fields(index, file)?;
    let owner = match translation {
        None => &map,
        Some(tag) => translation_of(&map, tag)?,
    };
    let edit = match owner.get("text_sha256") {
        Some(Node::Text(_)) if hash == Hash::FillIn => return None,
        Some(Node::Text(scalar)) if scalar.text == sha256 => return None,
        Some(Node::Text(scalar)) => replace(&file.text, scalar, sha256, Keep::Marks),
        Some(Node::List(_) | Node::Map(_)) => return None,
        None => add_field(&file.text, owner, None, "text_sha256", sha256)?,
    };
    let changed = SourceFile { text: apply(&file.text, &[edit]), ..file.clone() };
    let after = yaml::whole_fields(index, &changed)?;
    let new_owner = match translation {
        None => &after,
        Some(tag) => translation_of(&after, tag)?,
    };
    let is_sound = new_owner.text("text_sha256") == Some(sha256) && without_hashes(&after).says(&without_hashes(&map));
    is_sound.then_some(changed.text)
}

fn translation_of<'a>(map: &'a Map, tag: &str) -> Option<&'a Map> {
    let node = map.get("translations")?;
    let items = match node {
        Node::List(list) => list.items.as_slice(),
        Node::Map(_) | Node::Text(_) => std::slice::from_ref(node),
    };
    items.iter().find_map(|item| match item {
        Node::Map(map) if map.text("language") == Some(tag) => Some(map),
        Node::Map(_) | Node::Text(_) | Node::List(_) => None,
    })
}

fn without_hashes(map: &Map) -> Map {
    let inner = |node: &Node| match node {
        Node::Map(map) => Node::Map(without_hashes(map)),
        Node::List(list) => {
            let items = list.items.iter().map(|item| match item {
                Node::Map(map) => Node::Map(without_hashes(map)),
                Node::Text(_) | Node::List(_) => item.clone(),
            });
            Node::List(yaml::List { items: items.collect(), place: list.place })
        }
        Node::Text(_) => node.clone(),
    };
    let kept = map.entries.iter().filter(|(key, _)| key.value != "text_sha256");
    Map { entries: kept.map(|(key, node)| (key.clone(), inner(node))).collect(), place: map.place }
}
