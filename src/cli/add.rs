//! `postil add`: writes a new record into its place in the archive, or says what is wrong with it and writes nothing.

mod flags;

use std::path::{Path, PathBuf};

use super::difference::difference;
use super::{Exit, Global, archive};
use crate::format::sidecar_named;
use crate::model::{ClosedList, QuotedPlace, Quoting, RecordFields, RecordKind, Value, form};
use crate::pipeline::{self, Added, Addition, Marked, NotWritten};
use crate::problem::report::Found;
use crate::problem::report::text::{self, count};
use crate::problem::{Code, Problem, Severity, did_you_mean};
use crate::shell::load::load;
use crate::shell::offered::load_text;
use crate::shell::rewrite::rewrite;
use crate::shell::{Refusal, WrongUse, clock, terminal};
use crate::source::hidden::{harmless, shown};
use crate::source::{Sources, of_document};

pub use flags::Add;
use flags::{Flag, flags, needed, record, value};

/// The fields that say where the words of a note stand.
const PLACING: [&str; 4] = ["quote", "prefix", "suffix", "in"];

/// A desk at which one record is written.
struct Desk<'a> {
    root: PathBuf,
    sources: Sources,
    command: &'a Add,
    /// Whether somebody is there to be asked.
    answers: Answers,
}

/// Whether somebody is there to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    Yes,
    No,
}

/// Adds one record.
pub fn run(global: &Global, command: &Add) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let (sources, _) = load(&root)?;
    let answers = if terminal::is_attended() && !global.no_input { Answers::Yes } else { Answers::No };
    let desk = Desk { root, sources, command, answers };
    let Some(added) = desk.added()? else { return Ok(Exit::Problems) };
    let new = pipeline::newly_wrong(&desk.sources, &added.sources);
    // A new record is used by nobody yet; what is to use it comes next.
    let is_own = |problem: &Problem| {
        let place = added.sources.position(problem.place);
        problem.code == Code::Unused && added.sources.file(problem.place.file).path == added.path && place.line == added.line
    };
    let new: Vec<Problem> = new.into_iter().filter(|problem| !is_own(problem)).collect();
    if !new.is_empty() {
        terminal::painted(&text::report(Found { sources: &added.sources, problems: &new }, global.paint()));
    }
    let errors = new.iter().filter(|problem| problem.code.severity() == Severity::Error).count();
    if errors > 0 {
        terminal::message(&format!("{}: nothing was written\n", count(errors, "error")));
        return Ok(Exit::Problems);
    }
    if command.dry_run {
        for (_, file) in added.sources.iter() {
            let before = desk.sources.find(&file.path).map_or("", |(_, file)| file.text.as_str());
            terminal::output(&shown(&difference(&file.path, before, &file.text)))?;
        }
        terminal::message("nothing was written (--dry-run)\n");
        return Ok(Exit::Done);
    }
    rewrite(&desk.root, &desk.sources, &added.sources)?;
    terminal::output(&format!("{}:{}\n", added.path, added.line))?;
    terminal::message(&desk.told(&added));
    Ok(Exit::Done)
}

impl Desk<'_> {
    /// The archive with the record; nothing where that was refused and told.
    fn added(&self) -> Result<Option<Added>, Refusal> {
        let kind = self.command.kind;
        let document = if kind.is_note() { Some(self.document()?) } else { None };
        let mut values = Vec::new();
        let all = flags(kind);
        for (name, given) in &self.command.given {
            let flag = *all.iter().find(|flag| flag.name == *name).expect("only flags of the kind are given");
            values.push((flag, value(flag, given)?));
        }
        // The words come first: without them nothing else is worth typing.
        self.complete(&mut values, |flag| flag.name == "quote")?;
        let place = match &document {
            Some(document) => match self.placed(document, record(kind, values.clone()))? {
                Some(place) => place,
                None => return Ok(None),
            },
            None => Vec::new(),
        };
        self.complete(&mut values, |_| true)?;
        let mut fields = record(kind, values);
        if !place.is_empty() {
            fields.retain(|(name, _)| !PLACING.contains(&name.as_str()));
            fields.extend(place);
        }
        if form::text_of(&fields, "by").is_some() && kind != RecordKind::Work {
            fields.push(("created".to_owned(), Value::text(clock::today()?)));
        }
        let file = self.command.file.as_deref().map(|name| file_name(kind, name)).transpose()?;
        let added = match kind {
            RecordKind::Document => {
                let text = load_text(Path::new(&self.text_file()?))?;
                fields.extend(text.sha256.clone().map(|hash| ("text_sha256".to_owned(), Value::text(hash))));
                pipeline::add_document(&self.sources, &fields, &text)
            }
            RecordKind::Claim
            | RecordKind::Translation
            | RecordKind::Wording
            | RecordKind::Mention
            | RecordKind::Comment
            | RecordKind::Entity
            | RecordKind::Question
            | RecordKind::Term
            | RecordKind::Work => {
                let addition = Addition { kind, fields: &fields, document: document.as_deref(), file: file.as_deref() };
                pipeline::add(&self.sources, &addition)
            }
        };
        added.map(Some).map_err(|refused| not_written(kind, &refused).into())
    }

    /// Asks for what is missing of what a record of the kind needs.
    fn complete(&self, values: &mut Vec<(Flag, Value)>, is_asked: impl Fn(&Flag) -> bool) -> Result<(), Refusal> {
        for flag in needed(self.command.kind).into_iter().filter(is_asked) {
            if !values.iter().any(|(other, _)| other.name == flag.name) {
                values.push((flag, self.asked(flag)?));
            }
        }
        Ok(())
    }

    fn documents(&self) -> Vec<&str> {
        let folders = self.sources.iter().filter_map(|(_, file)| file.of_document());
        let mut ids: Vec<&str> = folders.map(|(id, _)| id).collect();
        ids.dedup();
        ids
    }

    fn document(&self) -> Result<String, Refusal> {
        let known = self.documents();
        let list = || known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let is_known = |id: &str| match known.contains(&id) {
            true => Ok(()),
            false => Err(did_you_mean(id, known.iter().copied()).unwrap_or_else(|| format!("the documents are {}", list()))),
        };
        match &self.command.document {
            Some(id) => match is_known(id) {
                Ok(()) => Ok(id.clone()),
                Err(help) => Err(WrongUse::new(format!("there is no document `{id}`"), help).into()),
            },
            None => self.ask("document", "the document on which it stands", is_known),
        }
    }

    fn text_file(&self) -> Result<String, Refusal> {
        match &self.command.text {
            Some(path) => Ok(path.clone()),
            None => self.ask("text", "the file of its text, .md or .txt", |_| Ok(())),
        }
    }

    /// Asks until an answer will do; where nobody answers, the flag is named that was left out.
    fn ask(&self, name: &str, about: &str, will_do: impl Fn(&str) -> Result<(), String>) -> Result<String, Refusal> {
        let missing = || {
            let kind = self.command.kind.name();
            WrongUse::new(format!("a {kind} needs --{name}: {about}"), format!("postil add {kind} --help shows all flags"))
        };
        if self.answers == Answers::No {
            return Err(missing().into());
        }
        loop {
            let Some(answer) = terminal::ask(&format!("{name} ({about}): "))? else { return Err(missing().into()) };
            match will_do(&answer) {
                Ok(()) if !answer.is_empty() => return Ok(answer),
                Ok(()) => {}
                Err(help) => terminal::message(&format!("  {help}\n")),
            }
        }
    }

    fn asked(&self, flag: Flag) -> Result<Value, Refusal> {
        let words: Vec<&str> = flag.field.words().iter().map(|word| word.name).collect();
        let about = if words.is_empty() { flag.field.help.trim_end_matches('.').to_owned() } else { words.join(", ") };
        let answer = self.ask(flag.name, &about, |answer| match words.is_empty() || words.contains(&answer) {
            true => Ok(()),
            false => Err(did_you_mean(answer, words.iter().copied()).unwrap_or_else(|| format!("one of {about}"))),
        })?;
        Ok(value(flag, &[answer])?)
    }

    /// The fields that say where a note stands; nothing where its words are not found, which is told.
    ///
    /// They are empty where it cannot be looked up: whatever is wrong then, the check that follows says it best.
    fn placed(&self, document: &str, mut fields: RecordFields) -> Result<Option<RecordFields>, Refusal> {
        loop {
            let Some(quoting) = pipeline::quoting(&self.sources, document, Marked::Words(&fields)) else {
                return Ok(Some(Vec::new()));
            };
            let place = match quoting {
                Quoting::One(place) => Some(place),
                Quoting::Several(count, places) => {
                    terminal::message(&several(count, &places));
                    match self.chosen(&places)? {
                        Some(place) => Some(place),
                        None => return Ok(None),
                    }
                }
                Quoting::Absent(told) => {
                    terminal::message(&absent(&told));
                    None
                }
            };
            match place {
                Some(place) => {
                    return Ok(Some(pipeline::placing(&place)));
                }
                None if self.answers == Answers::No => return Ok(None),
                None => {
                    let quote = self.ask("quote", "the words, as the page shows them", |_| Ok(()))?;
                    fields.retain(|(name, _)| name != "quote");
                    fields.push(("quote".to_owned(), Value::text(quote)));
                }
            }
        }
    }

    fn chosen(&self, places: &[QuotedPlace]) -> Result<Option<QuotedPlace>, Refusal> {
        if self.answers == Answers::No {
            return Ok(None);
        }
        let number = |answer: &str| answer.parse::<usize>().ok().filter(|number| (1..=places.len()).contains(number));
        let answer = self.ask("which", "the number of the place", |answer| match number(answer) {
            Some(_) => Ok(()),
            None => Err(format!("a number from 1 to {}", places.len())),
        })?;
        Ok(number(&answer).map(|number| places[number - 1].clone()))
    }

    fn told(&self, added: &Added) -> String {
        let kind = self.command.kind;
        let folder = of_document(&added.path);
        match folder.filter(|_| kind.is_note()) {
            Some((document, _)) => format!("added the {} {document}/{}\n", kind.name(), added.id),
            None => format!("added the {} {}\n", kind.name(), added.id),
        }
    }
}

/// The name of a file as the archive has it: `review` is `notes.review.yaml`, `people` is `people.yaml`.
fn file_name(kind: RecordKind, name: &str) -> Result<String, WrongUse> {
    if kind.is_note() {
        return sidecar_named(name).ok_or_else(|| not_written(kind, &NotWritten::NoName(name.to_owned())));
    }
    Ok(if name.ends_with(".yaml") { name.to_owned() } else { format!("{name}.yaml") })
}

fn not_written(kind: RecordKind, refused: &NotWritten) -> WrongUse {
    match refused {
        NotWritten::NoDocument => WrongUse::new("the document cannot be read", "postil check says why"),
        NotWritten::Taken(id) => {
            WrongUse::new(format!("there is a {} `{id}` already", kind.name()), "give another --id, or none: then one is made")
        }
        NotWritten::NoName(name) => WrongUse::new(
            format!("`{name}` is no name of a file"),
            "records lie beside one another: notes.review.yaml, people.yaml",
        ),
        NotWritten::NotWhole(path) => {
            WrongUse::new(format!("{path} cannot be read whole, so that nothing is written into it"), "postil check says why")
        }
    }
}

fn absent(told: &[String]) -> String {
    let mut lines = told.iter();
    let first = lines.next().map_or_else(String::new, |line| format!("error: {line}\n"));
    first + &lines.map(|line| format!("  help: {line}\n")).collect::<String>()
}

fn several(count: usize, places: &[QuotedPlace]) -> String {
    let mut text = "error: these words stand at several places; which one is meant?\n".to_owned();
    for (number, place) in places.iter().enumerate() {
        let flags = pipeline::placing(place).into_iter().filter(|(name, _)| name != "quote");
        let flags = flags.map(|(name, value)| match value {
            Value::Text(words) => format!("--{name} '{}'", words.replace('\'', "'\\''")),
            Value::List(_) | Value::Fields(_) => String::new(),
        });
        let flags = flags.collect::<Vec<_>>().join(" ");
        text.push_str(&format!("  {}. p{}: … {} …\n     {flags}\n", number + 1, place.paragraph, place.around));
    }
    if count > places.len() {
        text.push_str(&format!("  and {} more\n", count - places.len()));
    }
    harmless(&text)
}
