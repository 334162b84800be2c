//! Tells of files and records that have no meaning where they stand: what each is meant to be, and whose names it may hold.

use super::fields::first_line;
use super::folder::{Numbered, tell_unknown};
use super::yaml::Map;
use crate::format::{FILES, FileKind, Need, Record, Shape, is_sidecar};
use crate::model::Broken;
use crate::problem::{Code, Problem, Problems, nearest};
use crate::source::{SourceFile, Sources};

const ALL: &str = "the files of an archive are archive.yaml, questions.yaml, terms.yaml, bibliography.yaml or .bib, and the folders documents, entities, pages, archives, static";

/// The files that are alone of their kind, with what others name in them.
const ALONE: [(&str, &str); 4] = [("archive", "editor"), ("questions", "question"), ("terms", "term"), ("bibliography", "work")];

/// Tells of a file of no document; what others name may stand in it, and is not told to be missing.
pub fn tell(sources: &Sources, (index, file): Numbered<'_>, broken: &mut Broken, problems: &mut Problems) {
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let Some((kind, target)) = meant(path) else {
        return tell_unknown((index, file), [ALL], problems);
    };
    broken.remember_unsure(kind);
    let parent = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let help = if sources.find(&format!("content/{target}")).is_some() {
        format!("there is a `{target}` already; put the records of this file there, or remove it")
    } else if path[..parent(path)] == target[..parent(&target)] {
        format!("rename it to `{}`", &target[parent(&target)..])
    } else {
        format!("if it holds entities, move it to `{target}`")
    };
    let may_be_another = kind == "entity" && !path.starts_with("entities/");
    tell_unknown((index, file), [help.as_str()].into_iter().chain(may_be_another.then_some(ALL)), problems);
}

/// Tells of a record that stands in the file of another kind, if it is whole as one of its own; whether it is.
pub fn is_misplaced(file: &SourceFile, map: &Map, broken: &mut Broken, problems: &mut Problems) -> bool {
    let knows = |record: &Record| map.entries.iter().all(|(key, _)| record.field(&key.value).is_some());
    // Nearly every record is one of its own file: nothing else is asked of it.
    let Some(own) = FileKind::of(&file.path).filter(|own| !knows(own.record)) else { return false };
    let needed = |record: &Record| {
        record.fields.iter().filter(|field| field.need == Need::Needed).all(|field| map.get(field.name).is_some())
    };
    let fits = |kind: &&FileKind| kind.shape == Shape::List && knows(kind.record) && needed(kind.record);
    let other = FILES.iter().find(fits).filter(|_| !needed(own.record));
    let Some(FileKind { path, record, .. }) = other else { return false };
    broken.remember_unsure(record.name);
    broken.remember(own.record.name, map.text("id").unwrap_or_default());
    let message = format!("this is a record of the kind “{}” in a file of the kind “{}”", record.name, own.record.name);
    problems.push(Problem::new(Code::UnknownField, first_line(file, map.place), message).help(format!("move it to `{path}`")));
    true
}

/// What a file with records is meant to hold, and the path at which it would.
fn meant(path: &str) -> Option<(&'static str, String)> {
    let endings = [".yaml", ".yml", ".yaml.txt"];
    let length = endings.iter().find(|ending| path.to_lowercase().ends_with(*ending))?.len();
    let stem = path.get(..path.len() - length)?;
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let near = || nearest(&name.to_lowercase(), ALONE.map(|(file, _)| file));
    match ALONE.iter().find(|(file, _)| !stem.contains('/') && near() == Some(*file)) {
        Some((file, kind)) => Some((*kind, format!("{file}.yaml"))),
        None if name == "document" || is_sidecar(&format!("{name}.yaml")) => None,
        None if stem.starts_with("entities/") || !stem.contains('/') => Some(("entity", format!("entities/{name}.yaml"))),
        None => None,
    }
}
