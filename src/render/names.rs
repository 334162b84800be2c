//! Names that two files of a site would share.

use super::urls::path;
use crate::model::Archive;
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Sources, Span};

/// Where a file of `static/` is published: at the site's root.
pub fn static_path(path: &str) -> &str {
    path.strip_prefix("content/static/").unwrap_or(path)
}

/// Reports pages of prose and files of `static/` that would be published where another page is (`name-taken`).
pub fn check_names(sources: &Sources, archive: &Archive, problems: &mut Problems) {
    let start = |file: FileIndex| Place { file, span: Span::new(0, 0) };
    for page in &archive.pages {
        if path::OWN.contains(&page.id.as_str()) {
            let message = format!("postil itself makes a page called {}.html", page.id);
            problems.push(Problem::new(Code::NameTaken, start(page.file), message).help("give the file another name"));
        }
    }
    for index in &archive.statics {
        let name = static_path(&sources.file(*index).path);
        let folder = name.split('/').next().unwrap_or(name);
        let own_folder = ["documents", "claims", "questions", "entities", "terms", "lookup", "part", "assets", "search", "data"]
            .contains(&folder)
            && name.contains('/');
        let page = name
            .strip_suffix(".html")
            .is_some_and(|id| path::OWN.contains(&id) || archive.pages.iter().any(|page| page.id == id));
        if own_folder || page || name == "manifest-sha256.txt" || folder == ".postil-unfinished" {
            let message = format!("postil itself publishes something at {name}");
            problems.push(Problem::new(Code::NameTaken, start(*index), message).help("give the file another name or folder"));
        }
    }
}
