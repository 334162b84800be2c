//! Reads the works that notes cite from Hayagriva YAML; knows the citation styles.

use hayagriva::io::{from_yaml_str, to_yaml_str};
use hayagriva::types::Person;
use hayagriva::{Entry, Library};

use super::biblatex::{each_person, strange_address};
use super::fields::first_line;
use super::yaml::{Map, Node};
use crate::format::WORK;
use crate::model::{Site, Work, styles};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::{FileIndex, Place, SourceFile, Span};

/// Reads `bibliography.yaml`; gives the works and the keys of those that cannot be read.
pub fn yaml(file: &SourceFile, map: Map, problems: &mut Problems) -> (Vec<Work>, Vec<String>) {
    let starts: Vec<usize> = map.entries.iter().map(|(key, _)| key.place.span.start()).collect();
    let mut works = Vec::new();
    let mut broken = Vec::new();
    for (index, (key, node)) in map.entries.into_iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(file.text.len());
        let written = &file.text[key.place.span.start()..end];
        let place = first_line(file, Place { span: Span::new(key.place.span.start(), end), ..key.place });
        if !known_fields(&node, problems) {
            broken.push(key.value);
            continue;
        }
        match from_yaml_str(written) {
            Ok(library) => match library.iter().find_map(|entry| strange_address(entry, key.place)) {
                Some(problem) => {
                    problems.push(problem);
                    broken.push(key.value);
                }
                None => works.push(Work { key, place, entry: with_whole_names(&library).unwrap_or_else(|| written.to_owned()) }),
            },
            Err(error) => {
                let place = error.location().map_or(key.place, |location| {
                    let offset = key.place.span.start() + line_start(written, location.line());
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

/// A work of which a name without a comma was taken apart, with that name whole; nothing where none was.
///
/// The library takes a small word inside a name for a prefix: of “Observatory for Human Rights” it would cite “Human Rights”.
fn with_whole_names(library: &Library) -> Option<String> {
    let whole = |person: &mut Person| {
        if person.given_name.is_none()
            && person.alias.is_none()
            && let Some(prefix) = person.prefix.take()
        {
            person.name = format!("{prefix} {}", person.name);
            person.alias = Some(person.name.clone());
        }
    };
    let mut entries: Vec<Entry> = library.iter().cloned().collect();
    entries.iter_mut().for_each(|entry| each_person(entry, whole));
    if entries.iter().eq(library.iter()) {
        return None;
    }
    Some(to_yaml_str(&entries.into_iter().collect()).expect("an entry that was read can be written"))
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
            let Some(field) = WORK.field(&key.value) else {
                let problem = Problem::new(Code::UnknownField, key.place, format!("a work has no field `{}`", key.value));
                problems.push(problem.maybe_help(did_you_mean(&key.value, WORK.fields.iter().map(|field| field.name))));
                sound = false;
                continue;
            };
            let words = || field.words().iter().map(|word| word.name);
            if key.value == "parent" {
                sound &= known_fields(value, problems);
            } else if let (Node::Text(scalar), true) = (value, words().next().is_some())
                && !words().any(|word| word == scalar.text.to_lowercase())
            {
                let message = format!("“{}” is not a type of work", scalar.text);
                let problem = Problem::new(Code::UnknownValue, scalar.place, message);
                let all = words().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let meant = did_you_mean(&scalar.text.to_lowercase(), words());
                problems.push(problem.maybe_help(meant).help(format!("`type` is one of {all}")));
                sound = false;
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
    Place { file: index, span: Span::new(line.start() + indentation, line.end()) }
}

/// A message of the library without its own places and type names.
fn plain_words(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    message.rsplit(": ").next().unwrap_or(message).to_owned()
}

/// Reports a citation style that the library does not have (`unknown-value`).
pub fn check_style(site: &Site, problems: &mut Problems) {
    let Some(style) = &site.citation_style else { return };
    if !styles::names().any(|name| name == style.value) {
        let message = format!("“{}” is not a citation style that is known here", style.value);
        let problem = Problem::new(Code::UnknownValue, style.place, message);
        problems.push(
            problem
                .maybe_help(did_you_mean(&style.value, styles::names()))
                .help("for example `chicago-author-date`, `apa`, `modern-language-association`"),
        );
    }
}
