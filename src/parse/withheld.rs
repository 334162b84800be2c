//! Tells whether a file in which something is wrong may be meant to withhold what a draft would publish.

use crate::format::{DOCUMENT, ENTITY, Field, FileKind, Need};
use crate::problem::nearest;
use crate::source::SourceFile;

/// The field that says how much of a text is published.
const PUBLISH: &str = "publish";

/// The first word of a file that may be a field by which something is withheld, as it is written: `publsh`, `Withhold`; empty where
/// the file cannot be read.
///
/// It is looked for in the words, for the record may be one that cannot be read, or in which two editors have written two things.
/// `publish: full` withholds nothing, and in files of other kinds there are no such fields.
pub fn withholding(file: &SourceFile) -> Option<&str> {
    let records = match FileKind::of(&file.path) {
        Some(kind) => vec![kind.record],
        // It may be one of records under another name.
        None if [".yaml", ".yml"].iter().any(|end| file.path.ends_with(end)) => vec![&DOCUMENT, &ENTITY],
        None => return None,
    };
    let fields: Vec<&Field> = records.into_iter().flat_map(|record| record.fields).collect();
    if !fields.iter().any(|field| withholds(field)) {
        return None;
    }
    if !file.readable {
        // Whatever it says, it is not known.
        return Some("");
    }
    let is_field = |name: &str| fields.iter().any(|field| field.name == name && withholds(field));
    file.text.lines().filter_map(|line| line.split('#').next()).find_map(|line| {
        let is_meant = |(start, word): &(usize, &str)| {
            let name = word.to_lowercase();
            let (before, after) = (&line[..*start], line[start + word.len()..].trim_start_matches(['"', '\'', ' ']));
            let is_followed_by = |value: &str| value.split(is_between).find(|word| !word.is_empty()) == Some("full");
            match after.strip_prefix([':', '：']) {
                Some(value) if name == PUBLISH => !is_followed_by(value),
                Some(_) => nearest(&name, fields.iter().map(|field| field.name)).is_some_and(is_field),
                // The colon may be what is missing.
                None => is_field(&name) && before.chars().all(is_between) && !is_followed_by(after),
            }
        };
        words(line).find(is_meant).map(|(_, word)| word)
    })
}

/// The words of a line, each with the byte where it begins.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split_inclusive(is_between).map(move |piece| {
        at += piece.len();
        (at - piece.len(), piece.trim_end_matches(is_between))
    })
}

fn withholds(field: &Field) -> bool {
    field.name == PUBLISH || matches!(field.need, Need::NotHonoured(_))
}

fn is_between(sign: char) -> bool {
    !sign.is_alphanumeric() && sign != '_'
}
