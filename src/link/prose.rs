//! Links in prose and in texts: by name inside the archive, by address outside it.

use super::names::NameTable;
use crate::model::{Elsewhere, Target, Text, exact};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::Placed;

const KINDS: &[&str] = &["note", "document", "question", "entity", "term", "page", "work"];

/// Links an editor's prose; what leads nowhere is reported (`broken-link`, `unknown-work`).
///
/// `document` is the one on which the prose stands, whose notes may be named shortly.
pub fn prose(text: Text<Placed<String>>, document: Option<&str>, names: &NameTable, problems: &mut Problems) -> Text<Target> {
    with_links(text, |link| named(&link, document, names, problems))
}

/// Links the text of a document; a link that no page may follow keeps its words and loses its target.
pub fn source_text(text: Text<Placed<String>>, names: &NameTable) -> Text<Target> {
    with_links(text, |link| address(&link.value, names).unwrap_or(Target::None))
}

fn with_links(text: Text<Placed<String>>, link: impl FnMut(Placed<String>) -> Target) -> Text<Target> {
    Text {
        links: exact(text.links.into_iter().map(link).collect()),
        plain: text.plain,
        pieces: text.pieces,
        paragraphs: text.paragraphs,
        furniture: text.furniture,
    }
}

/// An address of the web, of a mail box, of a telephone, or of a file of `static/`.
fn address(written: &str, names: &NameTable) -> Option<Target> {
    let harmless = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme));
    if harmless && !written.chars().any(|character| character.is_control() || character == '"') {
        return Some(Target::Address(written.to_owned()));
    }
    let file = written.strip_prefix("static/").unwrap_or(written);
    names.has_static(file).then(|| Target::Static(file.to_owned()))
}

fn named(link: &Placed<String>, document: Option<&str>, names: &NameTable, problems: &mut Problems) -> Target {
    if let Some(key) = link.value.strip_prefix('@') {
        let work = names.work(&Placed::new(key.to_owned(), link.place), problems);
        return work.map_or(Target::None, Target::Work);
    }
    let (message, help) = match link.value.split_once(':') {
        Some((kind, name)) if KINDS.contains(&kind) => {
            let is_helped = problems.is_helped(link.place, Code::BrokenLink);
            let near = || if is_helped { names.near(kind, name, document) } else { None };
            match by_name((kind, name), document, names, &near) {
                Ok(target) => return target,
                Err(Nowhere { what, help }) => (format!("this link leads nowhere: {what}"), help),
            }
        }
        Some(_) | None => match address(&link.value, names) {
            Some(target) => return target,
            None => {
                let help = "link by name (`note:document/note`, `document:…`, `question:…`, `entity:…`, `term:…`, `page:…`, of another archive `entity:archive:…`), by address (`https://…`) or to a file of static/";
                (format!("“{}” is not something that a link can lead to", link.value), Some(help.to_owned()))
            }
        },
    };
    problems.push(Problem::new(Code::BrokenLink, link.place, message).maybe_help(help));
    Target::None
}

/// Why a name leads nowhere, and what may have been meant.
struct Nowhere {
    what: String,
    help: Option<String>,
}

/// What a name leads to, here or in another archive; [`Target::None`] where it may be one of the broken records.
fn by_name(
    (kind, name): (&str, &str),
    document: Option<&str>,
    names: &NameTable,
    near: &dyn Fn() -> Option<String>,
) -> Result<Target, Nowhere> {
    if let Some(target) = names.by_kind(kind, name, document) {
        return Ok(target);
    }
    // No identifier has a colon: before it stands the name of an archive. Only the key of a work may have one, and was looked for.
    let split = name.split_once(':');
    let inventories = || names.inventories.iter();
    if let Some((archive, record)) = split
        && let Some(number) = inventories().position(|other| other.archive == archive)
    {
        let (inventory, full) = (&names.inventories[number], format!("{kind}:{record}"));
        if let Some(record) = inventory.find(&full) {
            return Ok(Target::Elsewhere(Elsewhere { inventory: number, record }));
        }
        let of_kind = inventory.records.iter().filter_map(|known| known.name.strip_prefix(kind)?.strip_prefix(':'));
        let newer = || format!("if it is new there, fetch the inventory again: `postil inventory update {archive}`");
        let what = format!("the archive `{archive}` has no {kind} `{record}`");
        return Err(Nowhere { what, help: Some(did_you_mean(record, of_kind).unwrap_or_else(newer)) });
    }
    if names.excuses(kind, name, document) || split.is_some_and(|(archive, _)| names.broken().excuses("archive", archive)) {
        return Ok(Target::None);
    }
    Err(match split {
        Some((archive, _)) => {
            let near = did_you_mean(archive, inventories().map(|other| other.archive.as_str())).or_else(near);
            let help =
                near.unwrap_or_else(|| format!("add `- id: {archive}` with its `inventory` to `archives` in archive.yaml"));
            Nowhere { what: format!("archive.yaml names no archive `{archive}`"), help: Some(help) }
        }
        None => Nowhere { what: format!("there is no {kind} `{name}`"), help: near() },
    })
}
