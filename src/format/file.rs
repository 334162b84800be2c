//! The files of an archive that hold records: what each is called and what stands in it.

use super::{ARCHIVE, DOCUMENT, ENTITY, NOTE, QUESTION, Record, TERM, WORK};

/// A kind of file with records.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FileKind {
    /// What it is called on the command line, and its schema: `notes`.
    pub name: &'static str,
    /// Its path below `content/`, with capitals for what an editor chooses.
    pub path: &'static str,
    /// What stands in it.
    pub record: &'static Record,
    /// How the records stand in it.
    pub shape: Shape,
}

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The file is one record.
    One,
    /// A list of records.
    List,
    /// Records, each behind the key by which it is cited.
    Keyed,
}

/// Every kind of file with records.
pub const FILES: &[FileKind] = &[
    FileKind { name: "archive", path: "archive.yaml", record: &ARCHIVE, shape: Shape::One },
    FileKind { name: "document", path: "documents/DOCUMENT/document.yaml", record: &DOCUMENT, shape: Shape::One },
    FileKind { name: "notes", path: "documents/DOCUMENT/notes.yaml", record: &NOTE, shape: Shape::List },
    FileKind { name: "questions", path: "questions.yaml", record: &QUESTION, shape: Shape::List },
    FileKind { name: "entities", path: "entities/NAME.yaml", record: &ENTITY, shape: Shape::List },
    FileKind { name: "terms", path: "terms.yaml", record: &TERM, shape: Shape::List },
    FileKind { name: "bibliography", path: "bibliography.yaml", record: &WORK, shape: Shape::Keyed },
];

impl FileKind {
    /// The kind of the file at a path such as `content/terms.yaml`; none where no records stand there.
    pub fn of(path: &str) -> Option<&'static FileKind> {
        let path = path.strip_prefix("content/")?;
        let parts: Vec<&str> = path.split('/').collect();
        let name = match parts.as_slice() {
            ["archive.yaml"] => "archive",
            ["questions.yaml"] => "questions",
            ["terms.yaml"] => "terms",
            ["bibliography.yaml"] => "bibliography",
            ["entities", file] if file.ends_with(".yaml") => "entities",
            ["documents", _, "document.yaml"] => "document",
            ["documents", _, file] if is_sidecar(file) => "notes",
            [..] => return None,
        };
        FILES.iter().find(|kind| kind.name == name)
    }
}

/// Whether a file in the folder of a document holds its notes: `notes.yaml`, or `notes.LAYER.yaml`.
pub fn is_sidecar(name: &str) -> bool {
    let layer = name.strip_prefix("notes.").and_then(|rest| rest.strip_suffix(".yaml"));
    name == "notes.yaml" || layer.is_some_and(|layer| !layer.is_empty())
}

/// The sidecar that an editor means: `review`, `review.yaml` and `notes.review.yaml` are all `notes.review.yaml`.
///
/// `notes` is the one without a layer. Nothing where the word names no file that lies beside the others.
pub fn sidecar_named(word: &str) -> Option<String> {
    let layer = word.strip_suffix(".yaml").unwrap_or(word);
    let name = match layer {
        _ if is_sidecar(word) => word.to_owned(),
        "notes" => "notes.yaml".to_owned(),
        layer => format!("notes.{}.yaml", layer.strip_prefix("notes.").unwrap_or(layer)),
    };
    let is_beside = !layer.starts_with('.') && !layer.contains(['/', '\\']);
    (is_beside && is_sidecar(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{FILES, FileKind, sidecar_named};

    #[test]
    fn a_layer_is_called_by_its_name_or_by_its_file() {
        for word in ["review", "review.yaml", "notes.review", "notes.review.yaml"] {
            assert_eq!(sidecar_named(word).as_deref(), Some("notes.review.yaml"), "{word}");
        }
        for (word, name) in [("notes", "notes.yaml"), ("notes.yaml", "notes.yaml"), ("notes.notes.yaml", "notes.notes.yaml")] {
            assert_eq!(sidecar_named(word).as_deref(), Some(name), "{word}");
        }
        for word in ["", ".", ".yaml", "notes.", "notes..yaml", "../x", "a/b.yaml", "notes.a\\b.yaml"] {
            assert_eq!(sidecar_named(word), None, "{word}");
        }
    }

    #[test]
    fn every_kind_of_file_is_known_by_its_path_and_nothing_else_is() {
        for kind in FILES {
            let path = format!("content/{}", kind.path.replace("DOCUMENT", "d").replace("NAME", "people"));
            assert_eq!(FileKind::of(&path), Some(kind), "{path}");
        }
        assert_eq!(FileKind::of("content/documents/d/notes.review.yaml").map(|kind| kind.name), Some("notes"));
        for path in [
            "terms.yaml",
            "content/pages/about.md",
            "content/documents/d/text.md",
            "content/entities/a/b.yaml",
            "content/documents/d/notes..yaml",
        ] {
            assert_eq!(FileKind::of(path), None, "{path}");
        }
    }
}
