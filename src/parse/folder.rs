//! Reads the folder of one document: its record, its text, its translations and its sidecars.

use std::collections::BTreeMap;

use super::document::{RecordDraft, record};
use super::values::to_identifier;
use super::{conflict, duplicate, hidden, language, markdown, named_well, note, plaintext, stray, yaml};
use crate::format::is_sidecar;
use crate::model::{Broken, DocumentDraft, DraftNote, Quote, Text, TranslationDraft, TranslationRecord, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Files, Place, Placed, SourceFile, Sources, Span};

/// A file with its number.
pub type Numbered<'a> = (FileIndex, &'a SourceFile);

/// The files of one document.
pub struct Folder<'a> {
    id: &'a str,
    record: Option<Numbered<'a>>,
    texts: Vec<Numbered<'a>>,
    translations: Vec<(&'a str, Numbered<'a>)>,
    sidecars: Vec<Numbered<'a>>,
    /// As what it is told to rename files.
    meant: Vec<String>,
    first: FileIndex,
}

/// Tells of a file that has no meaning where it stands; of one that cannot be read this is told already.
pub fn tell_unknown((index, file): Numbered<'_>, helps: impl IntoIterator<Item = impl Into<String>>, problems: &mut Problems) {
    if file.readable {
        let place = Place { file: index, span: Span::new(0, 0) };
        let problem = Problem::new(Code::UnknownFile, place, "postil does not know what this file is for");
        problems.push(helps.into_iter().fold(problem, |problem, help| problem.help(help)));
    }
}

/// Sorts some of the files below `content/documents/` by folder.
pub fn folders<'a>(sources: &'a Sources, files: &Files, problems: &mut Problems, broken: &mut Broken) -> Vec<Folder<'a>> {
    let mut folders: BTreeMap<&str, Folder<'a>> = BTreeMap::new();
    for (index, file) in sources.piece(files) {
        let Some(path) = file.path.strip_prefix("content/documents/") else { continue };
        let Some((id, name)) = path.split_once('/') else {
            tell_unknown((index, file), ["each document has a folder of its own: documents/ID/text.md"], problems);
            continue;
        };
        let folder = folders.entry(id).or_insert_with(|| Folder {
            id,
            record: None,
            texts: Vec::new(),
            translations: Vec::new(),
            sidecars: Vec::new(),
            meant: Vec::new(),
            first: index,
        });
        let is_there = |name: &str| sources.find(&format!("content/documents/{id}/{name}")).is_some();
        folder.place(name, (index, file), is_there, (problems, broken));
    }
    let mut well_named = Vec::new();
    for folder in folders.into_values() {
        if named_well(folder.first, ("folder", folder.id), problems) {
            well_named.push(folder);
        } else {
            // Others may name it as it should be named.
            let meant = to_identifier(folder.id);
            for name in [meant.replace('-', ""), meant] {
                broken.remember("document", &name);
                broken.remember_unsure(format!("note:{name}"));
            }
        }
    }
    well_named
}

impl<'a> Folder<'a> {
    /// The name of the document.
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// All of its files that mean something.
    pub fn files(&self) -> impl Iterator<Item = Numbered<'a>> {
        let translations = self.translations.iter().map(|(_, file)| file);
        self.record.iter().chain(&self.texts).chain(translations).chain(&self.sidecars).copied()
    }

    fn place(
        &mut self,
        name: &'a str,
        file: Numbered<'a>,
        is_there: impl Fn(&str) -> bool,
        (problems, broken): (&mut Problems, &mut Broken),
    ) {
        let translation =
            name.strip_prefix("text.").and_then(|rest| rest.strip_suffix(".md").or_else(|| rest.strip_suffix(".txt")));
        match (name, translation) {
            ("document.yaml", _) => self.record = Some(file),
            ("text.md" | "text.txt", _) => self.texts.push(file),
            (_, Some(language)) => self.translations.push((language, file)),
            _ if is_sidecar(name) => self.sidecars.push(file),
            _ => {
                let all = "the files of a document are document.yaml, text.md or text.txt, text.LANGUAGE.md, notes.yaml, notes.LAYER.yaml";
                let meant = meant(name);
                if meant.is_some() || [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending)) {
                    // What it holds may be named elsewhere.
                    broken.remember_unsure(format!("note:{}", self.id));
                }
                let help = match meant {
                    None if is_of_a_word_processor(name) => "postil reads Markdown and plain text: save it as text.md or text.txt; the file itself may be published from content/static/".to_owned(),
                    None => all.to_owned(),
                    Some(meant) if !is_there(&meant) => {
                        let help = format!("rename it to `{meant}`");
                        self.meant.push(meant);
                        help
                    }
                    Some(meant) if meant.starts_with("notes.") => {
                        format!("there is a `{meant}` already; rename this one to `notes.LAYER.yaml`, or put its records there")
                    }
                    Some(meant) => format!("there is a `{meant}` already; see which of the two is meant"),
                };
                tell_unknown(file, [help], problems);
            }
        }
    }
}

/// The file of a document that one is meant to be whose name differs in capitals, in number or in how the ending is spelt.
fn meant(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let ending = [(".yml", ".yaml"), (".yaml.txt", ".yaml"), (".markdown", ".md"), (".md.txt", ".md")];
    let spelt = ending.iter().find_map(|(odd, usual)| Some(lower.strip_suffix(odd)?.to_owned() + usual)).unwrap_or(lower);
    let spelt = match spelt.split_once('.') {
        Some(("note", rest)) => format!("notes.{rest}"),
        Some(("documents", rest)) => format!("document.{rest}"),
        Some(_) | None => spelt,
    };
    let is_known = ["document.yaml", "text.md", "text.txt"].contains(&spelt.as_str()) || is_sidecar(&spelt);
    (is_known && spelt != name).then_some(spelt)
}

/// Whether a file holds a text as other programs write it.
fn is_of_a_word_processor(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ["doc", "docx", "html", "htm", "odt", "pages", "pdf", "rtf"].contains(&ending.as_str()))
}

/// Reads one document; `None` where it has no record or no text.
///
/// Reports `missing-file` at the folder's first file.
pub fn document(folder: &Folder<'_>, problems: &mut Problems, broken: &mut Broken) -> Option<DocumentDraft> {
    let start = Place { file: folder.first, span: Span::new(0, 0) };
    let missing = |what: &str, help: &str| {
        Problem::new(Code::MissingFile, start, format!("the document `{}` has no {what}", folder.id)).help(help)
    };
    // A file that is only to be renamed is not missing.
    let is_meant = |name: &str| folder.meant.iter().any(|meant| meant == name);
    let whole = folder.record.is_some() && !folder.texts.is_empty();
    if folder.texts.is_empty() && !is_meant("text.md") && !is_meant("text.txt") {
        problems.push(missing("text", "put its text into text.md (Markdown) or text.txt (plain paragraphs)"));
    }
    if let [_, second, ..] = folder.texts.as_slice() {
        tell_unknown(*second, ["a document has one text: text.md or text.txt, not both"], problems);
    }
    if folder.record.is_none() && !is_meant("document.yaml") {
        problems.push(missing("record", "write document.yaml with at least `title`, `language` and `kind`"));
    }
    let notes = folder.sidecars.iter().flat_map(|sidecar| sidecar_notes(folder.id, *sidecar, problems, broken)).collect();
    let (Some((record_file, record_source)), Some((file, source)), true) = (folder.record, folder.texts.first(), whole) else {
        broken.remember("document", folder.id);
        broken.remember_unsure(format!("note:{}", folder.id));
        return None;
    };
    let fields = yaml::fields(record_file, record_source, problems);
    let RecordDraft { record, translations, breaks, furniture, sound } = record(record_source, fields, problems);
    if !sound {
        // What the record should say of breaks and translations is not known: others are not told that it is missing.
        broken.remember("record", folder.id);
        broken.remember_unsure(format!("translation:{}", folder.id));
    }
    if !source.readable {
        broken.remember_unsure(format!("note:{}", folder.id));
    }
    Some(DocumentDraft {
        id: folder.id.to_owned(),
        record,
        record_file,
        file: *file,
        text: text(*file, source, problems),
        translations: pair(folder, translations, record_file, (problems, broken)),
        breaks,
        furniture,
        notes: unique(folder.id, notes, problems),
        sidecars: folder.sidecars.iter().map(|(index, _)| *index).collect(),
    })
}

fn text(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> Text<Placed<String>> {
    hidden::in_file(index, file, problems);
    // Of a file that the disk gave out it is told when it is read.
    if file.readable {
        conflict::in_file(index, file, problems);
    }
    if file.text.trim().is_empty() && file.readable {
        let place = Place { file: index, span: Span::new(0, 0) };
        problems
            .push(Problem::new(Code::EmptyValue, place, "this text has no words").help("put the words of the document into it"));
    }
    if file.path.ends_with(".md") { markdown::document(index, &file.text, problems) } else { plaintext::read(&file.text) }
}

/// Brings the records of translations and their files together; either without the other is reported.
fn pair(
    folder: &Folder<'_>,
    records: Vec<TranslationRecord<Written>>,
    record_file: FileIndex,
    (problems, broken): (&mut Problems, &mut Broken),
) -> Vec<TranslationDraft> {
    let mut files: BTreeMap<&str, Numbered<'_>> = BTreeMap::new();
    for (tag, file) in &folder.translations {
        if let Err(help) = language::parse(tag) {
            tell_unknown(*file, [format!("in the file's name, {help}")], problems);
            broken.remember_unsure(format!("translation:{}", folder.id));
        } else if files.insert(tag, *file).is_some() {
            tell_unknown(*file, ["a document has one translation into a language"], problems);
        }
    }
    let mut translations = Vec::new();
    for record in records {
        let tag = record.language.value.tag.clone();
        match files.remove(tag.as_str()) {
            Some((index, file)) => {
                translations.push(TranslationDraft { record, file: index, text: text(index, file, problems) });
            }
            None if translations.iter().any(|other: &TranslationDraft| other.record.language.value.tag == tag) => {
                let message = format!("there is another translation into `{tag}`");
                problems.push(Problem::new(Code::DuplicateId, record.language.place, message));
            }
            None if broken.excuses("translation", &format!("{}/{tag}", folder.id)) => {}
            None => {
                broken.remember("translation", &format!("{}/{tag}", folder.id));
                let message = format!("the translation into `{tag}` has no text");
                let problem = Problem::new(Code::MissingFile, record.language.place, message);
                problems.push(problem.help(format!("put it into text.{tag}.md beside the original")));
            }
        }
    }
    for (tag, (index, _)) in files {
        broken.remember("translation", &format!("{}/{tag}", folder.id));
        if broken.excuses("record", folder.id) {
            continue;
        }
        let place = Place { file: index, span: Span::new(0, 0) };
        let message = format!("document.yaml says nothing of this translation into `{tag}`");
        let problem = Problem::new(Code::UnknownTranslation, place, message);
        let record = Place { file: record_file, span: Span::new(0, 0) };
        problems.push(
            problem
                .related(record, "the record")
                .help(format!("add `translations:` with `- language: {tag}` and `method: human` (or `machine`) to it")),
        );
    }
    translations
}

/// Reads the notes of one sidecar; the names of those that are not sound are remembered.
fn sidecar_notes(id: &str, (index, file): Numbered<'_>, problems: &mut Problems, broken: &mut Broken) -> Vec<DraftNote<Quote>> {
    let found = yaml::records(index, file, problems);
    found.broken.iter().for_each(|name| broken.remember("note", &format!("{id}/{name}")));
    if found.unsure {
        broken.remember_unsure(format!("note:{id}"));
    }
    let mut notes = Vec::new();
    for map in found.records {
        if stray::is_misplaced(file, &map, broken, problems) {
            broken.remember("note", &format!("{id}/{}", map.text("id").unwrap_or_default()));
            continue;
        }
        let name = map.entries.iter().find(|(key, _)| key.value == "id").map(|(_, node)| node.clone());
        match note::note(file, map, problems) {
            (Some(note), sound) => {
                if !sound {
                    broken.remember("note", &format!("{id}/{}", note.id.value));
                    broken.remember("note", &format!("{id}/{}", to_identifier(&note.id.value)));
                }
                notes.push(Box::new(note));
            }
            (None, _) => match name {
                Some(yaml::Node::Text(scalar)) => broken.remember("note", &format!("{id}/{}", scalar.text)),
                Some(yaml::Node::List(_) | yaml::Node::Map(_)) | None => broken.remember_unsure(format!("note:{id}")),
            },
        }
    }
    notes
}

/// Leaves out notes whose id stands on an earlier one, in whichever layer.
fn unique(document: &str, notes: Vec<DraftNote<Quote>>, problems: &mut Problems) -> Vec<DraftNote<Quote>> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut kept = Vec::with_capacity(notes.len());
    for note in notes {
        if let Some(earlier) = places.get(&note.id.value) {
            problems.push(duplicate(&format!("note of {document}"), &note.id, *earlier));
        } else {
            places.insert(note.id.value.clone(), note.id.place);
            kept.push(note);
        }
    }
    kept
}
