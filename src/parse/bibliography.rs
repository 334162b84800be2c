//! Reads the works that notes cite: Hayagriva YAML and BibLaTeX.

use hayagriva::archive::ArchivedStyle;
use hayagriva::io::{BibLaTeXError, from_biblatex_str, from_yaml_str, to_yaml_str};

use super::fields::first_line;
use super::yaml::{Map, Node};
use crate::model::{Site, Work};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::{FileIndex, Place, Placed, SourceFile, Span};

/// The fields of an entry in Hayagriva's `docs/file-format.md`.
const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "parent",
];

/// Reads `bibliography.yaml`; gives the works and the keys of those that cannot be read.
pub fn yaml(file: &SourceFile, map: Map, problems: &mut Problems) -> (Vec<Work>, Vec<String>) {
    let starts: Vec<usize> = map.entries.iter().map(|(key, _)| key.place.span.start).collect();
    let mut works = Vec::new();
    let mut broken = Vec::new();
    for (index, (key, node)) in map.entries.into_iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(file.text.len());
        let written = &file.text[key.place.span.start..end];
        let place = first_line(file, Place { span: Span::new(key.place.span.start, end), ..key.place });
        if !known_fields(&node, problems) {
            broken.push(key.value);
            continue;
        }
        match from_yaml_str(written) {
            Ok(_) => works.push(Work { key, place, entry: written.to_owned() }),
            Err(error) => {
                let place = error.location().map_or(key.place, |location| {
                    let offset = key.place.span.start + line_start(written, location.line());
                    first_word(file, key.place.file, offset)
                });
                let message = format!("the work `{}` cannot be read: {}", key.value, plain_words(&error.to_string()));
                problems.push(
                    Problem::new(Code::InvalidWork, place, message)
                        .help("see Hayagriva's file format: `type`, `title`, `author`, `date` …"),
                );
                broken.push(key.value);
            }
        }
    }
    (works, broken)
}

/// Whether a work and its parents have only fields that the citation library reads.
fn known_fields(node: &Node, problems: &mut Problems) -> bool {
    let maps = match node {
        Node::Map(map) => vec![map],
        Node::List(list) => {
            list.items.iter().filter_map(|item| if let Node::Map(map) = item { Some(map) } else { None }).collect()
        }
        Node::Text(scalar) => {
            let problem = Problem::new(Code::WrongType, scalar.place, "a work has fields, not a text");
            problems.push(problem.help("write `type: article`, `title: …`, each on a line of its own, indented"));
            return false;
        }
    };
    let mut sound = true;
    for map in maps {
        for (key, value) in &map.entries {
            if !FIELDS.contains(&key.value.as_str()) {
                let problem = Problem::new(Code::UnknownField, key.place, format!("a work has no field `{}`", key.value));
                problems.push(problem.maybe_help(did_you_mean(&key.value, FIELDS.iter().copied())));
                sound = false;
            } else if key.value == "parent" {
                sound &= known_fields(value, problems);
            }
        }
    }
    sound
}

fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

/// The words of a line without its indentation.
fn first_word(file: &SourceFile, index: FileIndex, offset: usize) -> Place {
    let line = file.line(offset.min(file.text.len()));
    let indentation = line.of(&file.text).len() - line.of(&file.text).trim_start().len();
    Place { file: index, span: Span::new(line.start + indentation, line.end) }
}

/// A message of the library without its own places and type names.
fn plain_words(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    message.rsplit(": ").next().unwrap_or(message).to_owned()
}

/// Reads `bibliography.bib`; the flag tells whether all of it was read.
pub fn biblatex(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> (Vec<Work>, bool) {
    if !file.readable {
        return (Vec::new(), false);
    }
    let library = match from_biblatex_str(&file.text) {
        Ok(library) => library,
        Err(errors) => {
            for error in errors {
                let (span, message) = match &error {
                    BibLaTeXError::Parse(error) => (error.span.clone(), error.kind.to_string()),
                    BibLaTeXError::Type(error) => (error.span.clone(), error.kind.to_string()),
                };
                let end = span.end.clamp(span.start, file.text.len());
                let place = first_line(file, Place { file: index, span: Span::new(span.start.min(end), end) });
                problems.push(Problem::new(Code::InvalidWork, place, format!("the bibliography cannot be read here: {message}")));
            }
            return (Vec::new(), false);
        }
    };
    let mut works = Vec::new();
    for entry in library.iter() {
        let key = entry.key().to_owned();
        let start = file.text.find(&format!("{{{key}")).map_or(0, |brace| brace + 1);
        let place = Place { file: index, span: Span::new(start, (start + key.len()).min(file.text.len())) };
        let single: hayagriva::Library = std::iter::once(entry.clone()).collect();
        let entry = to_yaml_str(&single).expect("an entry that was read can be written");
        works.push(Work { key: Placed::new(key, place), place, entry });
    }
    (works, true)
}

/// Reports a citation style that the library does not have (`unknown-value`).
pub fn check_style(site: &Site, problems: &mut Problems) {
    let Some(style) = &site.citation_style else { return };
    if ArchivedStyle::by_name(&style.value).is_none() {
        let known = ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied());
        let message = format!("“{}” is not a citation style that is known here", style.value);
        let problem = Problem::new(Code::UnknownValue, style.place, message);
        problems.push(
            problem
                .maybe_help(did_you_mean(&style.value, known))
                .help("for example `chicago-author-date`, `apa`, `modern-language-association`"),
        );
    }
}
