//! A small archive with everything in it that a page can show, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

/// An archive, gone at the end of the test.
pub struct Archive {
    folder: tempfile::TempDir,
}

const FILES: &[(&str, &str)] = &[
    ("content/archive.yaml", "title: Harbour\nlanguage: en\ntheme: mine\nbase_url: https://example.org/harbour/\n"),
    ("content/documents/gull/text.md", "# Boats\n\nAt least 40 boats were seized, the union said.\n\nThe port was closed.\n"),
    ("content/documents/gull/document.yaml", "title: Boats seized\nlanguage: en\nkind: report\n"),
    (
        "content/documents/gull/notes.yaml",
        "- id: seized\n  quote: At least 40 boats were seized\n  claim:\n    says: At least 40 boats were seized.\n    question: boats\n    asserter: union\n    modality: attributed\n    figures: {min: 40}\n- id: closed\n  quote: closed\n  wording: {term: closed}\n",
    ),
    ("content/documents/tern/text.md", "Kapal disita.\n\nTiga puluh kapal.\n"),
    ("content/documents/tern/text.en.md", "Boats were seized.\n\nThirty boats.\n"),
    (
        "content/documents/tern/document.yaml",
        "title: Kapal\nlanguage: id\nkind: article\ntranslations:\n  - language: en\n    method: human\n",
    ),
    (
        "content/documents/tern/notes.yaml",
        "- id: thirty\n  quote: Tiga puluh kapal\n  claim:\n    says: Thirty boats were seized.\n    question: boats\n    modality: asserted\n    figures: {value: 30}\n  note: |\n    Compare [](note:gull/seized).\n",
    ),
    ("content/questions.yaml", "- id: boats\n  asks: How many boats were seized?\n  kind: figure\n  unit: boats\n"),
    ("content/entities/bodies.yaml", "- id: union\n  type: organisation\n  name: the union\n  match: true\n"),
    ("content/terms.yaml", "- id: closed\n  term: closed\n  language: en\n  scheme: loaded\n"),
    ("content/pages/about.md", "# About\n\nWhat is *said*. See [](document:gull).\n"),
    ("content/static/mark.txt", "a mark\n"),
    ("themes/mine/templates/404.html", "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1>{% endblock main %}\n"),
    ("themes/mine/assets/tokens.css", ":root { --ink: #123 }\n"),
];

impl Archive {
    pub fn new() -> Archive {
        let archive = Archive { folder: tempfile::tempdir().unwrap() };
        FILES.iter().for_each(|(path, text)| archive.put(path, text));
        archive
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Saves as some editors do: beside the file, then in its place.
    pub fn exchange(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        let beside = path.with_file_name(".unfinished");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Every file, by its path in the archive.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        below(&self.root(), &self.root(), &mut files);
        files.sort();
        files
    }
}

/// Every file of a folder, by its path in it.
pub fn below(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(root, &path, files);
        } else {
            files.push(path.strip_prefix(root).unwrap().to_string_lossy().into_owned());
        }
    }
}
