//! Reads the copies of other archives' inventories: what can be referred to there, and at which address.
//!
//! A program wrote them, so the first fault of a copy says enough: whoever published it must mend it, not an editor here.

use serde::Deserialize;
use serde_json::Value;

use super::folder::{Numbered, tell_unknown};
use super::{hidden, language};
use crate::model::{Broken, Inventory, Referable, Site, is_web_address};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::{FileIndex, Place, SourceFile, Sources, Span};

/// An inventory as it is published; what else stands in it is for others.
#[derive(Deserialize)]
struct Published {
    #[serde(default)]
    title: Value,
    items: Vec<Item>,
}

/// A record of it, found sound before the next one is read, so that a fault has its place.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
struct Item(Referable);

/// What begins our own words about a record, among those of the library.
const OWN: &str = "postil: ";

/// The inventories of the archives that `archive.yaml` names; one that is missing or cannot be used is reported, its name remembered.
pub fn inventories(sources: &Sources, site: &Site, broken: &mut Broken, problems: &mut Problems) -> Vec<Inventory> {
    let mut found = Vec::new();
    for other in &site.archives {
        let id = &other.id;
        let read = match sources.find(&other.copy()) {
            Some((index, file)) if file.readable => inventory(index, file, &id.value, problems),
            // That it cannot be read is told already.
            Some(_) => None,
            None => {
                let message = format!("there is no copy of the inventory of `{}`: {}", id.value, other.copy());
                problems.push(Problem::new(Code::MissingFile, id.place, message).help(fetching(&id.value)));
                None
            }
        };
        if read.is_none() {
            broken.remember("archive", &id.value);
        }
        found.extend(read);
    }
    found
}

/// Reports a file of `archives/` that is the copy of no archive which `archive.yaml` names.
pub fn tell_stray(file: Numbered<'_>, site: &Site, broken: &Broken, problems: &mut Problems) {
    let name = file.1.path.trim_start_matches("content/archives/");
    let id = name.strip_suffix(".json").unwrap_or(name);
    // What `archive.yaml` was meant to name is not known where it is broken.
    if broken.excuses("archive", id) || site.archives.iter().any(|other| name == format!("{}.json", other.id.value)) {
        return;
    }
    let near = did_you_mean(id, site.archives.iter().map(|other| other.id.value.as_str()));
    let help = "here lie copies of the inventories of other archives, each called by its `id` under `archives` in archive.yaml";
    tell_unknown(file, [help.to_owned()].into_iter().chain(near), problems);
}

fn fetching(id: &str) -> String {
    format!("fetch it: `postil inventory update {id}`")
}

fn inventory(index: FileIndex, file: &SourceFile, id: &str, problems: &mut Problems) -> Option<Inventory> {
    hidden::in_file(index, file, problems);
    let mut fault = |span: Span, message: String| {
        let problem = Problem::new(Code::InvalidInventory, Place { file: index, span }, message);
        problems
            .push(problem.help(fetching(id)).help("or ask those who publish the archive: nothing in the copy is to be edited"));
    };
    let Published { title, items } = match serde_json::from_str(&file.text) {
        Ok(published) => published,
        Err(error) => {
            let (span, message) = told(file, &error);
            fault(span, message);
            return None;
        }
    };
    let mut records: Vec<Referable> = items.into_iter().map(|Item(record)| record).collect();
    records.sort_by(|left, right| left.name.cmp(&right.name));
    if let Some(twice) = records.windows(2).find(|pair| pair[0].name == pair[1].name) {
        fault(Span::new(0, 0), format!("two records of this inventory are called `{}`", twice[0].name));
        return None;
    }
    let title = title.as_str().map(str::trim).filter(|title| !title.is_empty()).unwrap_or(id).to_owned();
    Some(Inventory { archive: id.to_owned(), title, records })
}

/// Where a copy cannot be read, and why, in our own words.
fn told(file: &SourceFile, error: &serde_json::Error) -> (Span, String) {
    let at = offset(&file.text, error);
    let said = error.to_string();
    match said.strip_prefix(OWN).and_then(|said| said.rsplit_once(" at line ")) {
        // The library has read on to the next record.
        Some((message, _)) => {
            let end = file.text[..at].rfind('}').map_or(at, |brace| brace + 1);
            (Span::new(file.line(end).start(), end), message.to_owned())
        }
        None if error.is_data() => (Span::new(0, 0), "this is no inventory of an archive: it has no list of `items`".to_owned()),
        None => (Span::new(at, at), "from here on this is not JSON".to_owned()),
    }
}

/// The byte at which the library stopped, on the border of a character; its columns count bytes.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line + error.column().saturating_sub(1)).min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl TryFrom<Value> for Item {
    type Error = String;

    /// The error says what is wrong with the record, behind [`OWN`].
    fn try_from(value: Value) -> Result<Item, String> {
        let text = |field: &str| value.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let wrong = |what: String| format!("{OWN}{what}");
        let name = text("name").ok_or_else(|| wrong("a record of this inventory has no `name`".to_owned()))?;
        let address = text("address").ok_or_else(|| wrong(format!("`{name}` has no `address`")))?;
        if !is_web_address(address) {
            let why = "which leads nowhere from another site: the archive was published without its own `base_url`";
            let why = if address.contains(':') { "which is no address of the web" } else { why };
            return Err(wrong(format!("`{name}` has the address “{address}”, {why}")));
        }
        // A work goes by its key there; links call it as they call every kind.
        let name = name.strip_prefix('@').map_or_else(|| name.to_owned(), |key| format!("work:{key}"));
        let short = name.split_once(':').map_or(name.as_str(), |(_, short)| short);
        let tag = text("language").map(|tag| language::parse(tag).map_err(|_| tag)).transpose();
        let language = tag.map_err(|tag| wrong(format!("`{name}` is in “{tag}”, which is not the tag of a language")))?;
        let label = text("label").unwrap_or(short).to_owned();
        Ok(Item(Referable { label, language, address: address.to_owned(), name }))
    }
}
