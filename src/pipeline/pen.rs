//! The pen of whoever edits: where words stand, and files with a record more, with one that says something else, or without one.

use super::reading::{Read, read};
use crate::anchor;
use crate::format::{DOCUMENT, NOTE, is_sidecar, record_of};
use crate::model::form::text_of;
use crate::model::{
    Content, DocumentDraft, Note, Passage, Passages, QuotedPlace, Quoting, RecordFields, RecordKind, Signature, Value,
};
use crate::parse::invent::{Names, identifier};
use crate::parse::write::{self, Wanted};
use crate::source::{SourceFile, Sources};

/// What an editor has marked, or typed.
#[derive(Debug, Clone, Copy)]
pub enum Marked<'a> {
    /// Characters of a text as it is read, in code points from 0: from the first one up to, not including, the last.
    Characters {
        /// The language of the translation; none for the original.
        on: Option<&'a str>,
        /// The first.
        start: usize,
        /// One past the last.
        end: usize,
    },
    /// The fields of a note that say where it stands: `quote`, `prefix`, `suffix`, `in`, `every`, `on`.
    Words(&'a [(String, Value)]),
}

/// A record that is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Addition<'a> {
    /// What it is.
    pub kind: RecordKind,
    /// Its fields; an `id` is made from its words where it has none.
    pub fields: &'a [(String, Value)],
    /// The document of a note.
    pub document: Option<&'a str>,
    /// The name of its file, where it is not the one that stands to reason: `notes.review.yaml`, `people.yaml`.
    pub file: Option<&'a str>,
}

/// An archive with a record more.
#[derive(Debug, Clone)]
pub struct Added {
    /// All files.
    pub sources: Sources,
    /// The file of the record.
    pub path: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its id.
    pub id: String,
}

/// Why nothing is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// There is no such document, or it cannot be read.
    NoDocument,
    /// There is something of this name already.
    Taken(String),
    /// This file cannot be read whole, so that nothing is changed in it.
    NotWhole(String),
    /// This is no name of a file: it leads to a folder.
    NoName(String),
}

/// What to write so that a note stands on what is marked; nothing where there is no such document or translation.
///
/// A note then has `quote`, and of `prefix`, `suffix` and `in` what the proposal has.
pub fn quoting(sources: &Sources, document: &str, marked: Marked) -> Option<Quoting> {
    let read = read(sources, document)?;
    match marked {
        Marked::Characters { on, start, end } => {
            let side = anchor::side(&read.document, on)?;
            Some(read.quotable().of_range(side, start, end))
        }
        Marked::Words(fields) => {
            let mut fields: RecordFields = fields.to_vec();
            fields.retain(|(name, _)| ["quote", "prefix", "suffix", "in", "every", "on"].contains(&name.as_str()));
            fields.push(("id".to_owned(), Value::text("new")));
            let note = write::note_of(Wanted { fields: &fields, form: NOTE.fields }).ok()?;
            let side = anchor::side(&read.document, note.anchor.on.as_ref().map(|on| on.value.tag.as_str()))?;
            Some(read.quotable().of_words(side, &note.anchor))
        }
    }
}

/// The fields of a note that say where it stands.
pub fn placing(place: &QuotedPlace) -> RecordFields {
    place.proposal.fields().map(|(name, words)| (name.to_owned(), Value::Text(words))).collect()
}

/// The files with one record more, in its place.
///
/// A note stands among those of its file as they are read, other records in the order of the alphabet if their file is in it,
/// else at its end. Whether the archive is sound with it, [`newly_wrong`](super::newly_wrong) tells.
/// A document is added by [`add_document`], with its text.
pub fn add(sources: &Sources, addition: &Addition) -> Result<Added, NotWritten> {
    if let Some(name) = addition.file.filter(|name| name.contains(['/', '\\']) || name.starts_with('.')) {
        return Err(NotWritten::NoName(name.to_owned()));
    }
    match addition.kind {
        RecordKind::Claim | RecordKind::Translation | RecordKind::Wording | RecordKind::Mention | RecordKind::Comment => {
            add_note(sources, addition)
        }
        RecordKind::Entity => {
            let kind = text_of(addition.fields, "type").unwrap_or("organisation");
            let path = addition.file.map_or_else(|| entities_file(sources, kind), |name| format!("content/entities/{name}"));
            let taken = sources.iter().filter(|(_, file)| file.path.starts_with("content/entities/"));
            let taken = Names::of(taken.flat_map(|(_, file)| write::ids(file)));
            add_to_list(sources, addition, &path, taken, ("name", "entity"))
        }
        RecordKind::Question => add_to_own(sources, addition, "content/questions.yaml", ("asks", "question")),
        RecordKind::Term => add_to_own(sources, addition, "content/terms.yaml", ("term", "term")),
        RecordKind::Work => add_work(sources, addition),
        RecordKind::Document => Err(NotWritten::NoDocument),
    }
}

fn add_note(sources: &Sources, addition: &Addition) -> Result<Added, NotWritten> {
    let document = addition.document.ok_or(NotWritten::NoDocument)?;
    let read = read(sources, document).ok_or(NotWritten::NoDocument)?;
    let mut taken = read.ids();
    let mut fields = addition.fields.to_vec();
    let is_named = text_of(&fields, "id").is_some_and(|id| !id.is_empty());
    if !is_named {
        fields.retain(|(name, _)| name != "id");
        fields.push(("id".to_owned(), Value::text("new")));
    }
    let note = write::note_of(Wanted { fields: &fields, form: NOTE.fields });
    let passages = note.map_or_else(|_| Vec::new(), |note| read.quotable().passages(&note.anchor));
    let id = match text_of(&fields, "id") {
        Some(id) if is_named && taken.has(id) => return Err(NotWritten::Taken(id.to_owned())),
        Some(id) if is_named => id.to_owned(),
        Some(_) | None => invented(&read, &fields, &passages, &mut taken),
    };
    fields.retain(|(name, _)| name != "id");
    fields.push(("id".to_owned(), Value::text(id.clone())));
    let order = order_with(read.document, &id, passages);
    let path = format!("content/documents/{document}/{}", addition.file.unwrap_or("notes.yaml"));
    let rank = |id: &str| order.iter().position(|other| other == id);
    written(sources, &path, &id, Wanted { fields: &fields, form: NOTE.fields }, rank)
}

/// An id from the words of a note: with its paragraph, where the words stand at several places of its text.
pub(super) fn invented(read: &Read, fields: &[(String, Value)], passages: &[Passage], taken: &mut Names) -> String {
    let (id, words) = identifier(text_of(fields, "quote").unwrap_or_default());
    let id = if id.is_empty() { "note".to_owned() } else { id };
    // Two editors who work apart must not come upon the same name for different places.
    let doubtful = passages.first().filter(|passage| read.has_twice(passage.side, &words));
    let paragraph = doubtful.map(|passage| read.text(passage.side).paragraph_at(passage.span.start()));
    let id = paragraph.map_or(id.clone(), |number| format!("{id}-p{number}"));
    taken.free(&id)
}

/// The ids of a document's notes with a new one among them, in the order in which they are read.
fn order_with(mut draft: DocumentDraft<Passages>, id: &str, passages: Vec<Passage>) -> Vec<String> {
    if !passages.is_empty() {
        put(&mut draft, id, passages);
        anchor::put_in_reading_order(&mut draft);
    }
    draft.notes.into_iter().map(|note| note.id.value).collect()
}

/// Puts a note that says nothing yet into a document, behind all others.
pub(super) fn put(draft: &mut DocumentDraft<Passages>, id: &str, passages: Vec<Passage>) {
    let place = crate::source::Place { file: draft.file, span: crate::source::Span::new(0, 0) };
    draft.notes.push(Box::new(Note {
        id: crate::source::Placed::new(id.to_owned(), place),
        place,
        anchor: passages.into(),
        content: Content::Comment,
        note: None,
        relations: Box::default(),
        history: Box::default(),
        signature: Signature { by: None, created: None, modified: None },
    }));
}

/// The file of `entities/` that has most entities of a type, or a new one called after it.
fn entities_file(sources: &Sources, kind: &str) -> String {
    let files = sources.iter().map(|(_, file)| file).filter(|file| file.path.starts_with("content/entities/"));
    let counted = files.map(|file| (write::count(file, "type", kind), file));
    let most = counted.filter(|(count, _)| *count > 0).max_by_key(|(count, file)| (*count, std::cmp::Reverse(&file.path)));
    let plural = if kind == "person" { "people".to_owned() } else { format!("{kind}s") };
    most.map_or_else(|| format!("content/entities/{plural}.yaml"), |(_, file)| file.path.clone())
}

fn add_to_own(sources: &Sources, addition: &Addition, path: &str, naming: (&str, &str)) -> Result<Added, NotWritten> {
    let taken = sources.find(path).map_or_else(Vec::new, |(_, file)| write::ids(file));
    add_to_list(sources, addition, path, Names::of(taken), naming)
}

fn add_to_list(
    sources: &Sources,
    addition: &Addition,
    path: &str,
    taken: Names,
    (name, otherwise): (&str, &str),
) -> Result<Added, NotWritten> {
    let mut fields = addition.fields.to_vec();
    let id = named(&mut fields, name, otherwise, taken)?;
    let there = sources.find(path).map_or_else(Vec::new, |(_, file)| write::ids(file));
    let is_sorted = there.windows(2).all(|pair| pair[0] <= pair[1]);
    let rank = |id: &str| is_sorted.then(|| id.to_owned());
    written(sources, path, &id, Wanted { fields: &fields, form: record_of(addition.kind).fields }, rank)
}

/// The id of a record: its own, or one that is made of its words and put among its fields.
fn named(fields: &mut RecordFields, from: &str, otherwise: &str, mut taken: Names) -> Result<String, NotWritten> {
    if let Some(id) = text_of(fields, "id").filter(|id| !id.is_empty()).map(str::to_owned) {
        return if taken.has(&id) { Err(NotWritten::Taken(id)) } else { Ok(id) };
    }
    let words = fields.iter().find(|(name, _)| name == from).map_or("", |(_, value)| first_words(value));
    let (id, _) = identifier(words);
    let id = taken.free(if id.is_empty() { otherwise } else { &id });
    fields.retain(|(name, _)| name != "id");
    fields.push(("id".to_owned(), Value::text(id.clone())));
    Ok(id)
}

/// The first text in a value: of a name in several languages the first one.
fn first_words(value: &Value) -> &str {
    match value {
        Value::Text(words) => words,
        Value::List(items) => items.first().map_or("", first_words),
        Value::Fields(fields) => fields.first().map_or("", |(_, value)| first_words(value)),
    }
}

fn add_work(sources: &Sources, addition: &Addition) -> Result<Added, NotWritten> {
    let path = "content/bibliography.yaml";
    let taken = sources.find(path).map_or_else(Vec::new, |(_, file)| write::keys(file));
    let mut fields = addition.fields.to_vec();
    let key = named(&mut fields, "title", "work", Names::of(taken))?;
    // The key of a work is the name of its field, and no field of its own.
    fields.retain(|(name, _)| name != "id");
    let wanted = Wanted { fields: &fields, form: record_of(addition.kind).fields };
    let empty = SourceFile { path: path.to_owned(), ..SourceFile::default() };
    let file = sources.find(path).map_or(&empty, |(_, file)| file);
    let text = write::added_field(file, &key, wanted).ok_or_else(|| NotWritten::NotWhole(path.to_owned()))?;
    Ok(finished(with_text(sources, path, text), path, &key))
}

fn written<K: Ord>(
    sources: &Sources,
    path: &str,
    id: &str,
    wanted: Wanted,
    rank: impl Fn(&str) -> Option<K>,
) -> Result<Added, NotWritten> {
    let sources = written_together(sources, path, &[wanted], rank)?;
    Ok(finished(sources, path, id))
}

/// The files with some records more in one of them, each in its place.
pub(super) fn written_together<K: Ord>(
    sources: &Sources,
    path: &str,
    wanted: &[Wanted],
    rank: impl Fn(&str) -> Option<K>,
) -> Result<Sources, NotWritten> {
    let empty = SourceFile { path: path.to_owned(), ..SourceFile::default() };
    let file = sources.find(path).map_or(&empty, |(_, file)| file);
    let text = write::added(file, wanted, rank).filter(|_| file.readable).ok_or_else(|| NotWritten::NotWhole(path.to_owned()))?;
    Ok(with_text(sources, path, text))
}

fn finished(sources: Sources, path: &str, id: &str) -> Added {
    let line = sources.find(path).and_then(|(_, file)| write::line_of(file, id)).unwrap_or(1);
    Added { sources, path: path.to_owned(), line, id: id.to_owned() }
}

fn with_text(sources: &Sources, path: &str, text: String) -> Sources {
    match sources.find(path) {
        Some((index, _)) => sources.with_text(index, text),
        None => sources.with_file(SourceFile { path: path.to_owned(), text, ..SourceFile::default() }),
    }
}

/// The files with a document more: its record, and its text as it came.
///
/// `text` is a file with any name that ends with `.md` or `.txt`; its `bytes` are what is written.
pub fn add_document(sources: &Sources, fields: &[(String, Value)], text: &SourceFile) -> Result<Added, NotWritten> {
    let folders = sources.iter().filter_map(|(_, file)| file.of_document());
    let taken = Names::of(folders.map(|(folder, _)| folder.to_owned()));
    let mut fields = fields.to_vec();
    let id = named(&mut fields, "title", "document", taken)?;
    fields.retain(|(name, _)| name != "id");
    let folder = format!("content/documents/{id}");
    let name = if text.path.ends_with(".md") { "text.md" } else { "text.txt" };
    let path = format!("{folder}/document.yaml");
    let record = write::whole(Wanted { fields: &fields, form: DOCUMENT.fields });
    let sources = sources.with_file(SourceFile { path: format!("{folder}/{name}"), ..text.clone() }).with_file(SourceFile {
        path: path.clone(),
        text: record,
        ..SourceFile::default()
    });
    Ok(Added { sources, path, line: 1, id })
}

/// The file of a note with the note's own fields, as they are written.
fn sidecar_of<'a>(sources: &'a Sources, document: &str, note: &str) -> Option<(&'a SourceFile, RecordFields)> {
    let is_own = |file: &&SourceFile| file.of_document().is_some_and(|(folder, name)| folder == document && is_sidecar(name));
    let files = sources.iter().map(|(_, file)| file).filter(|file| file.readable).filter(is_own);
    files.into_iter().find_map(|file| Some((file, write::fields_of(file, note)?)))
}

/// The fields of a note as they are written; nothing where there is none, or its file cannot be read whole.
pub fn note_fields(sources: &Sources, document: &str, note: &str) -> Option<RecordFields> {
    sidecar_of(sources, document, note).map(|(_, fields)| fields)
}

/// The files with a note that has these fields and no others; what does not change stays byte for byte.
pub fn revise(sources: &Sources, document: &str, note: &str, fields: &[(String, Value)]) -> Option<Sources> {
    let (file, _) = sidecar_of(sources, document, note)?;
    let text = write::revised(file, note, Wanted { fields, form: NOTE.fields })?;
    Some(with_text(sources, &file.path, text))
}

/// The files without a note and the remarks right above it.
pub fn remove(sources: &Sources, document: &str, note: &str) -> Option<Sources> {
    let (file, _) = sidecar_of(sources, document, note)?;
    let text = write::removed(file, note)?;
    Some(with_text(sources, &file.path, text))
}

/// The file and line of a note, from 1.
pub fn note_line(sources: &Sources, document: &str, note: &str) -> Option<(String, usize)> {
    let (file, _) = sidecar_of(sources, document, note)?;
    Some((file.path.clone(), write::line_of(file, note)?))
}

/// Reads a value as it may stand behind `field: ` in YAML; the error says what is wrong with it.
pub fn read_value(text: &str) -> Result<Value, String> {
    write::read_value(text)
}
