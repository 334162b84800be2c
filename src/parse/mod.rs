//! Reads every file of an archive into records that are well formed one by one.

pub mod amend;
mod biblatex;
mod bibliography;
mod builder;
mod claim;
mod conflict;
mod date;
mod document;
mod entity;
mod fields;
mod folder;
mod hidden;
mod history;
pub mod invent;
mod inventory;
mod kept;
mod language;
mod listing;
mod markdown;
mod note;
mod origin;
mod page;
mod plaintext;
mod question;
mod site;
mod stray;
mod term;
mod values;
mod wanted;
pub mod withheld;
pub mod write;
pub mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use folder::{Folder, Numbered, folders};
use rayon::prelude::*;

pub use kept::Kept;
pub use listing::listing;
pub use site::with_slash;

use crate::model::{Broken, DocumentDraft, Drafts, Editor};
use crate::problem::{Code, Problem, Problems, TOLD_MAX};
use crate::source::{FileIndex, Files, Place, Placed, SourceFile, Sources, Span};

/// Reads all files; what cannot be read is reported and left out, its name remembered.
pub fn parse(sources: &Sources, problems: &mut Problems) -> Drafts {
    parse_again(sources, None, problems)
}

/// The same, without reading documents anew that were read before and are as they were.
pub fn parse_again(sources: &Sources, kept: Option<&Kept>, problems: &mut Problems) -> Drafts {
    let mut drafts = records(sources, problems);
    let editors = &drafts.site.editors;
    drafts.documents = documents(sources, &sources.of_documents(), (editors, kept), &mut drafts.broken, problems);
    drafts
}

/// Reads the files that belong to no document.
pub fn records(sources: &Sources, problems: &mut Problems) -> Drafts {
    let mut broken = Broken::default();
    let (site, site_is_sound) = site_of(sources, problems);
    if !site_is_sound {
        broken.remember_unsure("editor");
        broken.remember_unsure("archive");
    }
    bibliography::check_style(&site, problems);
    let inventories = inventory::inventories(sources, &site, &mut broken, problems);
    let mut drafts = Drafts {
        site,
        inventories,
        documents: Vec::new(),
        questions: Vec::new(),
        entities: Vec::new(),
        terms: Vec::new(),
        works: Vec::new(),
        pages: Vec::new(),
        statics: Vec::new(),
        broken,
    };
    for (index, file) in sources.iter() {
        read_file(sources, (index, file), &mut drafts, problems);
    }
    history::sign_records(sources, &mut drafts);
    drafts
}

fn site_of(sources: &Sources, problems: &mut Problems) -> (crate::model::Site, bool) {
    let (index, file) = sources.find("content/archive.yaml").expect("an archive is a folder with content/archive.yaml");
    let fields = yaml::fields(index, file, problems);
    site::site(file, fields, problems)
}

/// Reads one file that belongs to no document, by its place in the archive.
fn read_file(sources: &Sources, (index, file): Numbered<'_>, drafts: &mut Drafts, problems: &mut Problems) {
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    match path {
        "archive.yaml" => {}
        "questions.yaml" => {
            let found = list(index, file, "question", drafts, problems, (question::question, |question| &question.id));
            add(&mut drafts.questions, found, |question| &question.id, "question", problems);
        }
        "terms.yaml" => {
            let found = list(index, file, "term", drafts, problems, (term::term, |term| &term.id));
            add(&mut drafts.terms, found, |term| &term.id, "term", problems);
        }
        "bibliography.yaml" => {
            let yaml::Root { map, is_whole } = yaml::fields(index, file, problems);
            if !is_whole {
                drafts.broken.remember_unsure("work");
            }
            hidden::in_file(index, file, problems);
            let (works, broken) = bibliography::yaml(file, map, problems);
            broken.iter().for_each(|key| drafts.broken.remember("work", key));
            add(&mut drafts.works, works, |work| &work.key, "work", problems);
        }
        "bibliography.bib" => {
            hidden::in_file(index, file, problems);
            let works = biblatex::biblatex(index, file, &mut drafts.broken, problems);
            add(&mut drafts.works, works, |work| &work.key, "work", problems);
        }
        path if path.starts_with("static/") => drafts.statics.push(index),
        path if path.starts_with("documents/") => {}
        path if path.starts_with("archives/") => {
            inventory::tell_stray((index, file), &drafts.site, &drafts.broken, problems);
        }
        path => match (path.strip_prefix("entities/"), path.strip_prefix("pages/")) {
            (Some(name), _) if name.ends_with(".yaml") && !name.contains('/') => {
                let found = list(index, file, "entity", drafts, problems, (entity::entity, |entity| &entity.id));
                add(&mut drafts.entities, found, |entity| &entity.id, "entity", problems);
            }
            (_, Some(name)) if name.ends_with(".md") && !name.contains('/') => {
                let id = &name[..name.len() - ".md".len()];
                hidden::in_file(index, file, problems);
                conflict::in_file(index, file, problems);
                if named_well(index, ("file", id), problems) {
                    drafts.pages.push(page::page(index, file, id, problems));
                }
            }
            (Some(_) | None, Some(_) | None) => stray::tell(sources, (index, file), &mut drafts.broken, problems),
        },
    }
}

/// Reads one record; the flag tells whether it is sound.
type Reader<T> = fn(&SourceFile, yaml::Map, &mut Problems) -> (Option<T>, bool);
/// The identifier of a record.
type Named<T> = fn(&T) -> &Placed<String>;

/// Reads the records of a list, and remembers the names of those that are broken.
fn list<T>(
    index: FileIndex,
    file: &SourceFile,
    kind: &'static str,
    drafts: &mut Drafts,
    problems: &mut Problems,
    (read, id): (Reader<T>, Named<T>),
) -> Vec<T> {
    let found = yaml::records(index, file, problems);
    found.broken.iter().for_each(|name| drafts.broken.remember(kind, name));
    if found.unsure {
        drafts.broken.remember_unsure(kind);
    }
    let mut list = Vec::new();
    let mut unsound = 0;
    for map in found.records {
        if unsound > TOLD_MAX {
            // What is wrong with the rest would not be told.
            drafts.broken.remember_unsure(kind);
            break;
        }
        if stray::is_misplaced(file, &map, &mut drafts.broken, problems) {
            unsound += 1;
            continue;
        }
        match read(file, map, problems) {
            (Some(record), true) => list.push(record),
            (Some(record), false) => {
                unsound += 1;
                // Others may name what this record was meant to hold, or name it as it should be named.
                let name = &id(&record).value;
                drafts.broken.remember(kind, &values::to_identifier(name));
                drafts.broken.remember("inside", name);
                list.push(record);
            }
            (None, _) => drafts.broken.remember_unsure(kind),
        }
    }
    list
}

/// Adds records to those of other files; a second one of the same name is reported (`duplicate-id`) and left out.
fn add<T>(list: &mut Vec<T>, found: Vec<T>, id: Named<T>, kind: &str, problems: &mut Problems) {
    let mut places: BTreeMap<String, Place> = list.iter().map(|record| (id(record).value.clone(), id(record).place)).collect();
    for record in found {
        let name = id(&record);
        match places.get(&name.value) {
            Some(earlier) => problems.push(duplicate(kind, name, *earlier)),
            None => {
                places.insert(name.value.clone(), name.place);
                list.push(record);
            }
        }
    }
}

fn duplicate(kind: &str, name: &Placed<String>, earlier: Place) -> Problem {
    Problem::new(Code::DuplicateId, name.place, format!("there is another {kind} `{}`", name.value))
        .related(earlier, "the other")
        .help(if kind == "work" { "give one of them another key" } else { "give one of them another `id`" })
}

/// Whether a file or folder is named by an identifier; reports `invalid-id` otherwise.
fn named_well(index: FileIndex, (what, name): (&str, &str), problems: &mut Problems) -> bool {
    let place = Place { file: index, span: Span::new(0, 0) };
    let problem = values::identifier_problem(&Placed::new(name.to_owned(), place));
    let sound = problem.is_none();
    if let Some(problem) = problem {
        problems.push(problem.help(format!("this is the name of the {what}: rename it")));
    }
    sound
}

/// Reads the documents of a piece of the files, each on its own, but for those that were read before and are as they were; with
/// what is kept, all documents are one piece.
pub fn documents(
    sources: &Sources,
    files: &Files,
    (editors, kept): (&[Editor], Option<&Kept>),
    broken: &mut Broken,
    problems: &mut Problems,
) -> Vec<Arc<DocumentDraft>> {
    let folders = folders(sources, files, problems, broken);
    let read = |folder: &Folder<'_>| kept.map_or_else(|| kept::read(folder), |kept| kept.document(sources, folder));
    let read: Vec<_> = folders.par_iter().map(read).collect();
    if let Some(kept) = kept {
        kept.retain(&folders);
    }
    let mut documents = Vec::new();
    for (document, found, names) in read {
        problems.append(found);
        broken.append(names);
        documents.extend(document);
    }
    history::sign_notes(sources, editors, &mut documents);
    documents
}
