//! `postil show`: everything that readers would see of one record, with what is worked out about it and where it is written.

mod notes;
mod records;

use clap::Args;
use serde_json::{Value as Json, json};

use super::catalogue::{self, Catalogue};
use super::list::Format;
use super::{Exit, Global};
use crate::problem::did_you_mean;
use crate::shell::{Refusal, WrongUse, terminal};
use crate::source::hidden::harmless;

/// Show one record: what it says, how it stands, where it is written
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil show hecatomb/toll          a note, by its document and its id
  postil show coast-toll             a document, question, entity, term, work, page, editor or other archive
  postil show entity:hts             only the entity, where several kinds have the name
")]
pub struct Show {
    /// The name of a record
    #[arg(value_name = "ID")]
    name: String,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is told of one record.
struct Entry {
    kind: &'static str,
    name: String,
    title: String,
    lines: Vec<(&'static str, String)>,
    place: (String, usize),
}

impl Entry {
    /// An entry of which nothing is told yet.
    fn new(kind: &'static str, name: impl Into<String>, title: impl Into<String>, place: (String, usize)) -> Entry {
        Entry { kind, name: name.into(), title: title.into(), lines: Vec::new(), place }
    }

    /// Adds a line, where there is something to say.
    fn tell(&mut self, label: &'static str, words: impl Into<String>) {
        let words = words.into();
        if !words.is_empty() {
            self.lines.push((label, words));
        }
    }

    /// Adds a line for each of several things.
    fn tell_all(&mut self, label: &'static str, all: impl IntoIterator<Item = String>) {
        all.into_iter().for_each(|words| self.tell(label, words));
    }
}

/// Prints every record of the name.
pub fn run(global: &Global, command: &Show) -> Result<Exit, Refusal> {
    let catalogue = catalogue::open(global)?;
    let all = names(&catalogue);
    let is_meant = |(kind, name): &&(&'static str, String)| {
        *name == command.name || command.name.strip_prefix(kind).and_then(|rest| rest.strip_prefix(':')) == Some(name.as_str())
    };
    let found: Vec<Entry> = all.iter().filter(is_meant).filter_map(|(kind, name)| entry(&catalogue, kind, name)).collect();
    if found.is_empty() {
        let near = did_you_mean(&command.name, all.iter().map(|(_, name)| name.as_str()));
        // Of a note often only its id is known.
        let notes = all.iter().filter(|(kind, name)| *kind == "note" && name.ends_with(&format!("/{}", command.name)));
        let notes = notes.map(|(_, name)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let help = if notes.is_empty() { near } else { Some(format!("a note is called by its document, too: {notes}")) };
        let help = help.unwrap_or_else(|| "postil list shows the names of each kind".to_owned());
        return Err(WrongUse::new(format!("nothing is called `{}`", command.name), help).into());
    }
    let text = match command.format {
        Format::Text => found.iter().map(told).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", Json::Array(found.iter().map(object).collect())),
    };
    terminal::output(&text)?;
    Ok(Exit::Done)
}

/// Every name with its kind, as in links of prose.
fn names(catalogue: &Catalogue) -> Vec<(&'static str, String)> {
    let archive = &catalogue.archive;
    let documents = archive.documents.iter().map(|document| ("document", document.id.clone()));
    let notes = catalogue.notes().map(|id| ("note", catalogue.note(id)));
    let questions = archive.questions.iter().map(|question| ("question", question.id.value.clone()));
    let entities = archive.entities.iter().map(|entity| ("entity", entity.id.value.clone()));
    let terms = archive.terms.iter().map(|term| ("term", term.id.value.clone()));
    let works = archive.works.iter().map(|work| ("work", work.key.value.clone()));
    let pages = archive.pages.iter().map(|page| ("page", page.id.clone()));
    let editors = archive.site.editors.iter().map(|editor| ("editor", editor.id.value.clone()));
    let archives = archive.site.archives.iter().map(|other| ("archive", other.id.value.clone()));
    let inside = documents.chain(notes).chain(questions).chain(entities).chain(terms).chain(works).chain(pages);
    inside.chain(editors).chain(archives).collect()
}

fn entry(catalogue: &Catalogue, kind: &str, name: &str) -> Option<Entry> {
    match kind {
        "document" => records::document(catalogue, name),
        "note" => catalogue.notes().find(|id| catalogue.note(*id) == name).map(|id| notes::note(catalogue, id)),
        "question" => records::question(catalogue, name),
        "entity" => records::entity(catalogue, name),
        "term" => records::term(catalogue, name),
        "work" => records::work(catalogue, name),
        "page" => records::page(catalogue, name),
        "archive" => records::archive(catalogue, name),
        _ => records::editor(catalogue, name),
    }
}

/// A label before the first of several things only, and lines of one thing below one another.
fn told(entry: &Entry) -> String {
    let width = entry.lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut text = format!("{} {}\n", entry.kind, entry.name);
    if !entry.title.is_empty() {
        text.push_str(&format!("{}\n", entry.title));
    }
    let mut last = "";
    for (label, words) in &entry.lines {
        for (number, line) in words.lines().enumerate() {
            let shown = if number == 0 && *label != last { label } else { "" };
            text.push_str(&format!("  {shown:width$}  {line}\n"));
        }
        last = label;
    }
    text.push_str(&format!("{}:{}\n", entry.place.0, entry.place.1));
    harmless(&text)
}

fn object(entry: &Entry) -> Json {
    let mut told = serde_json::Map::new();
    for (label, words) in &entry.lines {
        let list = told.entry((*label).to_owned()).or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(list) = list {
            list.push(json!(words));
        }
    }
    json!({
        "kind": entry.kind, "name": entry.name, "title": entry.title, "told": told, "file": entry.place.0, "line": entry.place.1,
    })
}
