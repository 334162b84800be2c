//! Small archives, and what a reader finds on their published pages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use scraper::{ElementRef, Html, Selector};

/// Builds an archive of some files (path below `content/`, text); gives the folder of the site.
pub fn build(files: &[(&str, &str)]) -> tempfile::TempDir {
    let (folder, ran) = ran(files, &[]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    folder
}

/// Builds a draft, with what is wrong in it.
pub fn draft(files: &[(&str, &str)]) -> tempfile::TempDir {
    ran(files, &["--draft"]).0
}

fn ran(files: &[(&str, &str)], more: &[&str]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.arg("build").args(more).arg("-C").arg(folder.path()).arg("-o").arg(folder.path().join("site"));
    let ran = command.output().unwrap();
    (folder, ran)
}

pub fn page(folder: &Path, name: &str) -> Html {
    Html::parse_document(&fs::read_to_string(folder.join("site").join(name)).unwrap())
}

pub fn select<'p>(page: &'p Html, css: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

/// The words of an element, white space told as spaces.
pub fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of each element that a selector finds.
pub fn all(page: &Html, css: &str) -> Vec<String> {
    select(page, css).into_iter().map(words).collect()
}
