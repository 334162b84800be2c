//! Two editors annotate different paragraphs of one document, each on a branch of their own; git puts their files together.

use std::fs;
use std::process::Command;

use postil::model::{Quoting, RecordKind, Value};
use postil::pipeline::{self, Addition, Marked};
use postil::problem::Problems;
use postil::source::{Sources, Span};

use super::pen::{demonstration, next};

/// How many pairs of additions are merged where `POSTIL_PAIRS` does not say; the figures of CHANGELOG.md are of 1,000.
const PAIRS: usize = 60;

/// The text of a document as it is read, and its paragraphs.
struct Document {
    id: String,
    sources: Sources,
    plain: String,
    paragraphs: Vec<Span>,
}

fn documents() -> Vec<Document> {
    let all = demonstration();
    let of = |id: &str| {
        let folder = format!("content/documents/{id}/");
        let sources = all.only(|path| path == "content/archive.yaml" || path.starts_with(&folder));
        let draft = pipeline::survey(&sources, Problems::default()).documents.pop().unwrap();
        Document { id: id.to_owned(), sources, plain: draft.text.plain.to_string(), paragraphs: draft.text.paragraphs.to_vec() }
    };
    ["good-jihadists", "hecatomb", "idlib-bloodbath", "object-lesson", "pantai-suriah"].map(of).into()
}

/// The paragraph of a character; every one is as likely, so that long paragraphs are annotated more often than headings.
fn anywhere(document: &Document, seed: &mut u64) -> usize {
    let at = document.plain.floor_char_boundary(next(seed) % document.plain.len());
    document.paragraphs.partition_point(|paragraph| paragraph.start() <= at).max(1) - 1
}

/// The document's notes with one more on some words of a paragraph.
fn annotated(document: &Document, paragraph: usize, editor: &str, seed: &mut u64) -> String {
    let span = document.paragraphs[paragraph];
    let words: Vec<(usize, &str)> = span.of(&document.plain).split_word_indices().collect();
    let first = next(seed) % words.len();
    let last = (first + next(seed) % 8).min(words.len() - 1);
    let characters = |offset: usize| document.plain[..span.start() + offset].chars().count();
    let (start, end) = (characters(words[first].0), characters(words[last].0 + words[last].1.len()));
    let marked = Marked::Characters { on: None, start, end };
    let Some(Quoting::One(place)) = pipeline::quoting(&document.sources, &document.id, marked) else {
        panic!("{} {start}..{end} cannot be quoted", document.id)
    };
    let mut fields = pipeline::placing(&place);
    fields.push(("note".to_owned(), Value::text(format!("A remark of the {editor} editor."))));
    let addition = Addition { kind: RecordKind::Comment, fields: &fields, document: Some(&document.id), file: None };
    let added = pipeline::add(&document.sources, &addition).unwrap();
    added.sources.find(&added.path).unwrap().1.text.clone()
}

/// Words with the bytes at which they begin.
trait Words {
    fn split_word_indices(&self) -> impl Iterator<Item = (usize, &str)>;
}

impl Words for str {
    fn split_word_indices(&self) -> impl Iterator<Item = (usize, &str)> {
        self.split_whitespace().map(|word| (word.as_ptr() as usize - self.as_ptr() as usize, word))
    }
}

#[test]
fn what_two_editors_say_of_different_paragraphs_merges_without_a_conflict() {
    let pairs = std::env::var_os("POSTIL_PAIRS").map_or(PAIRS, |number| number.to_str().unwrap().parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let documents = documents();
    let mut seed = 1882;
    let mut conflicts = Vec::new();
    for pair in 0..pairs {
        let document = &documents[pair % documents.len()];
        let one = anywhere(document, &mut seed);
        let mut other = one;
        while other == one {
            other = anywhere(document, &mut seed);
        }
        let notes = format!("content/documents/{}/notes.yaml", document.id);
        let (index, file) = document.sources.find(&notes).unwrap();
        fs::write(path("base"), &file.text).unwrap();
        fs::write(path("ours"), annotated(document, one, "first", &mut seed)).unwrap();
        fs::write(path("theirs"), annotated(document, other, "second", &mut seed)).unwrap();
        let merged =
            Command::new("git").args(["merge-file", "-p", "ours", "base", "theirs"]).current_dir(folder.path()).output().unwrap();
        if !merged.status.success() {
            conflicts.push(format!("{} p{} p{}", document.id, one + 1, other + 1));
            continue;
        }
        let merged = String::from_utf8(merged.stdout).unwrap();
        for editor in ["first", "second"] {
            assert!(merged.contains(&format!("A remark of the {editor} editor.")));
        }
        let survey = pipeline::survey(&document.sources.with_text(index, merged), Problems::default());
        assert!(survey.problems.is_empty(), "pair {pair} of {}: {:?}", document.id, survey.problems);
    }
    assert!(conflicts.len() * 20 <= pairs, "{} of {pairs} conflict: {}", conflicts.len(), conflicts.join(", "));
}
