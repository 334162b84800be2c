//! Which texts of documents are others, and what became of the notes in them.

use std::collections::{BTreeMap, BTreeSet};

use super::Edition;
use crate::model::{Aspect, Difference, Document, DocumentId, Fate, Linked};
use crate::source::FileIndex;

/// The differences of all texts of documents that both editions have.
pub fn differences(before: &Edition<'_>, after: &Edition<'_>) -> Vec<Difference> {
    let old: BTreeMap<&str, &Document<Linked>> =
        before.archive.documents.iter().map(|document| (document.id.as_str(), &**document)).collect();
    let mut differences = Vec::new();
    for document in &after.archive.documents {
        let Some(earlier) = old.get(document.id.as_str()) else { continue };
        let (left, right) = (texts(before, earlier), texts(after, document));
        for (language, text) in &right {
            let name = match language {
                None => document.id.clone(),
                Some(tag) => format!("{} ({tag})", document.id),
            };
            let told = |fate, words| Difference { aspect: Aspect::Text, fate, name: name.clone(), words };
            match left.get(language) {
                None => differences.push(told(Fate::New, "a translation".to_owned())),
                // Git may give out a file with other line ends, which no reader sees.
                Some(earlier) if !earlier.lines().eq(text.lines()) => {
                    differences.push(told(Fate::Changed, notes(before, after, &document.id, *language)))
                }
                Some(_) => {}
            }
        }
        for language in left.keys().filter(|language| !right.contains_key(*language)).flatten() {
            let (name, words) = (format!("{} ({language})", document.id), "a translation".to_owned());
            differences.push(Difference { aspect: Aspect::Text, fate: Fate::Gone, name, words });
        }
    }
    differences
}

/// The texts of a document by their language, the original without one.
fn texts<'a>(edition: &'a Edition<'_>, document: &'a Document<Linked>) -> BTreeMap<Option<&'a str>, &'a str> {
    let text = |file: FileIndex| edition.sources.file(file).text.as_str();
    let translations = document.translations.iter();
    let translations =
        translations.map(|translated| (Some(translated.record.language.value.tag.as_str()), text(translated.file)));
    std::iter::once((None, text(document.file))).chain(translations).collect()
}

/// What became of the notes on a text: “text changed; of its notes 11 keep their quotation, 1 has another, 0 are gone”, and which of
/// them do not stand in it any more, so that readers do not find them.
fn notes(before: &Edition<'_>, after: &Edition<'_>, document: &str, language: Option<&str>) -> String {
    let prefix = format!("{document}/");
    let quotes = |edition: &Edition<'_>| -> BTreeMap<String, String> {
        let notes = edition.records.iter().filter(|record| matches!(record.kind, Aspect::Claim | Aspect::Note));
        let of_text =
            notes.filter(|record| record.name.starts_with(&prefix) && record.fields.get("on").map(String::as_str) == language);
        of_text.filter_map(|record| Some((record.name.clone(), record.fields.get("quote")?.clone()))).collect()
    };
    let (old, new) = (quotes(before), quotes(after));
    let same = old.iter().filter(|(name, quote)| new.get(*name) == Some(*quote)).count();
    let others = old.iter().filter(|(name, quote)| new.get(*name).is_some_and(|other| other != *quote)).count();
    let gone = old.len() - same - others;
    let standing = |edition: &Edition<'_>| -> BTreeSet<String> {
        let found = edition.archive.documents.binary_search_by(|other| other.id.as_str().cmp(document));
        let notes = found.into_iter().flat_map(|number| edition.archive.notes_of(DocumentId(number as u32)));
        notes.map(|(_, note)| format!("{prefix}{}", note.note.id.value)).collect()
    };
    let (stood, stand) = (standing(before), standing(after));
    let fallen = new.keys().filter(|name| stood.contains(*name) && !stand.contains(*name));
    let fallen: Vec<&str> = fallen.map(|name| &name[prefix.len()..]).collect();
    let verb = |number, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let (kept, has, is_gone) = (verb(same, "keeps its", "keep their"), verb(others, "has", "have"), verb(gone, "is", "are"));
    let fell = match fallen.len() {
        0 => String::new(),
        number => format!("; {} no longer: {}", verb(number, "stands", "stand"), fallen.join(", ")),
    };
    format!("text changed; of its notes {kept} quotation, {has} another, {is_gone} gone{fell}")
}
