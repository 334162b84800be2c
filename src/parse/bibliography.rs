//! Reads the works that notes cite from Hayagriva YAML; knows the citation styles.

use hayagriva::types::Person;

use super::biblatex::strange_address;
use super::yaml::{Map, Node, Scalar};
use crate::format::{NOT_IN_KEYS, WORK};
use crate::model::{Site, Work, WorkEntry, WorkFault, each_person, styles};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::{FileIndex, Place, Placed, SourceFile, Span};

/// Reads `bibliography.yaml`; gives the works and the keys of those that cannot be read.
pub fn yaml(file: &SourceFile, map: Map, problems: &mut Problems) -> (Vec<Work>, Vec<String>) {
    let starts: Vec<usize> = map.entries.iter().map(|(key, _)| key.place.span.start()).collect();
    let mut works = Vec::new();
    let mut broken = Vec::new();
    for (index, (key, node)) in map.entries.into_iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(file.text.len());
        let written = &file.text[key.place.span.start()..end];
        let strange = strange_key(&key);
        strange.iter().for_each(|problem| problems.push(problem.clone()));
        let is_known = known_fields(&node, problems);
        if strange.is_some() || !is_known {
            broken.push(key.value);
            continue;
        }
        let entry = WorkEntry::new(written).and_then(with_whole_names);
        let problem = match &entry {
            Ok(entry) => strange_address(entry.entry(), key.place),
            Err(fault) => {
                let place = fault.line.map_or(key.place, |line| {
                    first_word(file, key.place.file, key.place.span.start() + line_start(written, line))
                });
                let message = format!("the work `{}` cannot be read: {}", key.value, plain_words(&fault.message));
                let help = "see Hayagriva's file format: `type`, `title`, `author`, `date` …";
                Some(Problem::new(Code::InvalidWork, place, message).help(help))
            }
        };
        match (entry, problem) {
            (Ok(entry), None) => works.push(Work { key, entry }),
            (_, problem) => {
                problem.into_iter().for_each(|problem| problems.push(problem));
                broken.push(key.value);
            }
        }
    }
    (works, broken)
}

/// That a key has signs by which nobody could cite it, if it has.
fn strange_key(key: &Placed<String>) -> Option<Problem> {
    let is_strange = |sign: char| sign.is_whitespace() || NOT_IN_KEYS.contains(&sign);
    let sign = key.value.chars().find(|sign| is_strange(*sign))?;
    let words: Vec<&str> = key.value.split(is_strange).filter(|word| !word.is_empty()).collect();
    let message = if sign.is_whitespace() { "a key has no spaces".to_owned() } else { format!("a key has no `{sign}`") };
    Some(Problem::new(Code::InvalidId, key.place, message).help(format!("write `{}`", words.join("-"))))
}

/// A work with the names whole that have no comma and were taken apart. Errors: as of [`WorkEntry::of`].
///
/// The library takes a small word inside a name for a prefix: of “Observatory for Human Rights” it would cite “Human Rights”.
fn with_whole_names(work: WorkEntry) -> Result<WorkEntry, WorkFault> {
    let whole = |person: &mut Person| {
        if person.given_name.is_none()
            && person.alias.is_none()
            && let Some(prefix) = person.prefix.take()
        {
            person.name = format!("{prefix} {}", person.name);
            person.alias = Some(person.name.clone());
        }
    };
    let mut entry = work.entry().clone();
    each_person(&mut entry, whole);
    if entry == *work.entry() { Ok(work) } else { WorkEntry::of(entry) }
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
            if PRINTED.contains(&key.value.as_str()) {
                for text in formulas(value) {
                    let problem = Problem::new(Code::InvalidWork, text.place, "a `$` would begin a formula here");
                    problems.push(problem.help("write `\\$`, and in double quotation marks `\\\\$`"));
                    sound = false;
                }
            }
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

/// The fields that the library prints with formulas and letters that keep their case.
const PRINTED: &[&str] = &[
    "title",
    "publisher",
    "location",
    "organization",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];

/// The texts with a `$` of which the library would make a formula, and lose it.
fn formulas(node: &Node) -> Vec<&Scalar> {
    match node {
        Node::Map(map) => map.entries.iter().flat_map(|(_, value)| formulas(value)).collect(),
        Node::List(list) => list.items.iter().flat_map(formulas).collect(),
        Node::Text(scalar) => {
            let is_formula = scalar.text.replace("\\\\", "").replace("\\$", "").contains('$');
            is_formula.then_some(scalar).into_iter().collect()
        }
    }
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
