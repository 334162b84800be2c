//! Writes what an editor does in the browser: a note more, a note changed, a note less, and the last of these undone.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::marked::Selection;
use super::offer::{from_json, offer, to_json};
use crate::format::is_sidecar;
use crate::model::{ClosedList, Quoting, RecordFields, RecordKind, Value};
use crate::pipeline::{self, Added, Addition, NotWritten};
use crate::problem::report::Found;
use crate::problem::report::text::{self, Paint};
use crate::problem::{Problems, Severity};
use crate::shell::load::load;
use crate::shell::rewrite::{rewrite, withdraw};
use crate::shell::serve::Answer;
use crate::source::Sources;

/// Where notes are written; one at a time.
pub struct Writing {
    root: PathBuf,
    /// What was done in this session, the last at the end.
    done: Mutex<Vec<Done>>,
}

/// A file that was written.
struct Done {
    path: String,
    /// What it held; nothing where it was not there.
    before: Option<String>,
    after: String,
}

/// Why nothing was done: the status and a sentence.
struct Refused(u16, String);

#[derive(Deserialize)]
struct New {
    selection: Selection,
    kind: String,
    fields: Json,
    file: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    document: String,
    note: String,
    fields: Option<Json>,
    /// The fields that the form was opened with.
    seen: Option<Json>,
}

impl Writing {
    /// Nothing is done yet.
    pub fn new(root: PathBuf) -> Writing {
        Writing { root, done: Mutex::default() }
    }

    /// Does what stands under a name; nothing where nothing does.
    pub fn answer(&self, name: &str, body: &[u8]) -> Option<Answer> {
        let answer = match name {
            "offer" => self.offer(),
            "draft" => self.new_note(body, Then::Show),
            "add" => self.new_note(body, Then::Write),
            "note" => self.note(body),
            "revise" => self.revise(body),
            "remove" => self.remove(body),
            "undo" => self.undo(),
            _ => return None,
        };
        Some(match answer {
            Ok(json) => Answer::json(200, json.to_string()),
            Err(Refused(status, sentence)) => Answer::json(status, json!({ "refused": sentence }).to_string()),
        })
    }

    fn offer(&self) -> Result<Json, Refused> {
        let (sources, problems) = self.load()?;
        let (archive, _) = pipeline::check(&sources, problems);
        Ok(offer(&archive))
    }

    /// A note on marked words: shown as it would be written, or written.
    fn new_note(&self, body: &[u8], then: Then) -> Result<Json, Refused> {
        let New { selection, kind, fields, file } = read(body)?;
        let kind = RecordKind::ALL.iter().copied().find(|known| known.name() == kind && known.is_note());
        let kind = kind.ok_or_else(|| Refused(422, "there is no such kind of note".to_owned()))?;
        let file = file.map(|name| sidecar(&name)).transpose()?;
        let done = self.done();
        let sources = self.load()?.0;
        let mut wanted = placing(&sources, &selection)?;
        wanted.extend(selection.on.iter().map(|on| ("on".to_owned(), Value::text(on.as_str()))));
        let own = from_json(&fields).ok_or_else(no_fields)?;
        // Where it stands is what was marked, and nothing else.
        wanted.extend(own.into_iter().filter(|(name, _)| !PLACES.contains(&name.as_str())));
        let addition = Addition { kind, fields: &wanted, document: Some(&selection.document), file: file.as_deref() };
        let added = pipeline::add(&sources, &addition).map_err(|reason| not_written(&reason))?;
        let told = json!({ "id": added.id, "file": added.path, "line": added.line, "yaml": record(&added) });
        match then {
            Then::Show => Ok(told),
            Then::Write => self.write(done, &sources, &added.sources, told),
        }
    }

    /// A note as it is written.
    fn note(&self, body: &[u8]) -> Result<Json, Refused> {
        let Named { document, note, .. } = read(body)?;
        let sources = self.load()?.0;
        let fields = pipeline::note_fields(&sources, &document, &note).ok_or_else(|| no_note(&document, &note))?;
        let (file, line) = pipeline::note_line(&sources, &document, &note).ok_or_else(|| no_note(&document, &note))?;
        Ok(json!({ "fields": to_json(&fields), "file": file, "line": line }))
    }

    fn revise(&self, body: &[u8]) -> Result<Json, Refused> {
        let Named { document, note, fields, seen } = read(body)?;
        let fields = fields.as_ref().and_then(from_json).ok_or_else(no_fields)?;
        let done = self.done();
        let sources = self.load()?.0;
        is_as_seen(&sources, (&document, &note), seen.as_ref())?;
        // Others name it.
        if fields.iter().any(|(name, value)| name == "id" && *value != Value::text(note.as_str())) {
            return Err(Refused(422, "a note keeps its `id`, by which others name it".to_owned()));
        }
        let revised = pipeline::revise(&sources, &document, &note, &fields).ok_or_else(|| no_note(&document, &note))?;
        let told = pipeline::note_line(&revised, &document, &note);
        let (file, line) = told.ok_or_else(|| no_note(&document, &note))?;
        self.write(done, &sources, &revised, json!({ "id": note, "file": file, "line": line }))
    }

    fn remove(&self, body: &[u8]) -> Result<Json, Refused> {
        let Named { document, note, seen, .. } = read(body)?;
        let done = self.done();
        let sources = self.load()?.0;
        is_as_seen(&sources, (&document, &note), seen.as_ref())?;
        let place = pipeline::note_line(&sources, &document, &note).ok_or_else(|| no_note(&document, &note))?;
        let without = pipeline::remove(&sources, &document, &note).ok_or_else(|| no_note(&document, &note))?;
        self.write(done, &sources, &without, json!({ "id": note, "file": place.0, "line": place.1 }))
    }

    /// Takes back what was written last, if its file still holds that and nothing else.
    fn undo(&self) -> Result<Json, Refused> {
        let mut done = self.done();
        let last = done.pop().ok_or_else(|| Refused(409, "nothing was written here since the preview was started".to_owned()))?;
        let sources = self.load()?.0;
        let now = sources.find(&last.path).map(|(index, file)| (index, file.text.as_str()));
        let Some((index, _)) = now.filter(|(_, text)| *text == last.after) else {
            let sentence = format!("{} was changed since; undo that in your editor", last.path);
            done.push(last);
            return Err(Refused(409, sentence));
        };
        let undone = match &last.before {
            Some(before) => rewrite(&self.root, &sources, &sources.with_text(index, before.clone())).map(|_| ()),
            None => withdraw(&self.root, &last.path, &last.after),
        };
        match undone {
            Ok(()) => Ok(json!({ "file": last.path, "left": done.len() })),
            Err(failure) => {
                done.push(last);
                Err(Refused(409, failure.to_string()))
            }
        }
    }

    /// Writes files as they are to be, unless that brings in an error.
    fn write(
        &self,
        mut done: MutexGuard<'_, Vec<Done>>,
        before: &Sources,
        after: &Sources,
        mut told: Json,
    ) -> Result<Json, Refused> {
        let problems = pipeline::newly_wrong(before, after);
        let is_error = |problem: &&crate::problem::Problem| problem.code.severity() == Severity::Error;
        if problems.iter().any(|problem| is_error(&problem)) {
            let errors: Vec<_> = problems.iter().filter(is_error).cloned().collect();
            return Err(Refused(422, text::report(Found { sources: after, problems: &errors }, Paint::Plain)));
        }
        let written = rewrite(&self.root, before, after).map_err(|failure| Refused(409, failure.to_string()))?;
        for path in written {
            let text = |sources: &Sources| sources.find(&path).map(|(_, file)| file.text.clone());
            done.push(Done { before: text(before), after: text(after).unwrap_or_default(), path });
        }
        told["told"] = json!(text::report(Found { sources: after, problems: &problems }, Paint::Plain).trim_end());
        told["left"] = json!(done.len());
        Ok(told)
    }

    fn load(&self) -> Result<(Sources, Problems), Refused> {
        load(&self.root).map_err(|failure| Refused(409, failure.to_string()))
    }

    fn done(&self) -> MutexGuard<'_, Vec<Done>> {
        // What was done is put in whole, whatever happened to the thread that held it.
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What becomes of a new note.
enum Then {
    Show,
    Write,
}

/// The fields that say where a note stands.
const PLACES: [&str; 6] = ["quote", "prefix", "suffix", "in", "on", "every"];

/// Refuses to change a note that somebody has changed since the form was opened.
fn is_as_seen(sources: &Sources, (document, note): (&str, &str), seen: Option<&Json>) -> Result<(), Refused> {
    let fields = pipeline::note_fields(sources, document, note).ok_or_else(|| no_note(document, note))?;
    if seen == Some(&to_json(&fields)) {
        return Ok(());
    }
    Err(Refused(409, format!("`{document}/{note}` was changed since it was opened here; open it again")))
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    // The words of the library name types of this program.
    let wrong =
        |error: serde_json::Error| format!("this is not what a form sends: column {} of line {}", error.column(), error.line());
    serde_json::from_slice(body).map_err(|error| Refused(422, wrong(error)))
}

fn no_fields() -> Refused {
    Refused(422, "a note has fields".to_owned())
}

/// The name of a sidecar, which may name no other file.
fn sidecar(name: &str) -> Result<String, Refused> {
    let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || ['-', '_', '.'].contains(&letter));
    if is_plain && is_sidecar(name) {
        return Ok(name.to_owned());
    }
    Err(Refused(422, "notes stand in notes.yaml or notes.LAYER.yaml".to_owned()))
}

fn placing(sources: &Sources, selection: &Selection) -> Result<RecordFields, Refused> {
    let older = || Refused(409, "the text is not what this page shows any more; mark the words again".to_owned());
    let marked = selection.characters(sources).ok_or_else(older)?;
    match pipeline::quoting(sources, &selection.document, marked).ok_or_else(older)? {
        Quoting::One(place) => Ok(pipeline::placing(&place)),
        Quoting::Several(..) => Err(Refused(422, "these words stand more than once; mark more of them".to_owned())),
        Quoting::Absent(told) => Err(Refused(422, told.join("; "))),
    }
}

/// The lines of a new record, without those of its neighbours.
fn record(added: &Added) -> String {
    let text = added.sources.find(&added.path).map_or("", |(_, file)| file.text.as_str());
    let lines: Vec<&str> = text.lines().skip(added.line - 1).collect();
    let end =
        lines.iter().skip(1).position(|line| line.starts_with('-') || line.starts_with('#')).map_or(lines.len(), |at| at + 1);
    format!("{}\n", lines[..end].join("\n").trim_end())
}

fn no_note(document: &str, note: &str) -> Refused {
    Refused(409, format!("`{document}/{note}` is not there, or its file cannot be changed without changing something else"))
}

fn not_written(reason: &NotWritten) -> Refused {
    match reason {
        NotWritten::NoDocument => Refused(409, "the document is not there, or it cannot be read".to_owned()),
        NotWritten::Taken(id) => Refused(422, format!("there is a note `{id}` already")),
        NotWritten::NotWhole(path) => Refused(409, format!("{path} cannot be read whole; mend it first")),
        NotWritten::NoName(name) => Refused(422, format!("`{name}` is no name of a file")),
    }
}
