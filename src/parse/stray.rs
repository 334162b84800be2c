//! Tells of a file that has no meaning where it stands: what it is meant to be, and whose names it may hold.

use super::folder::{Numbered, tell_unknown};
use crate::format::is_sidecar;
use crate::model::Broken;
use crate::problem::{Problems, nearest};
use crate::source::Sources;

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
