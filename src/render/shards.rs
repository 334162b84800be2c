//! Writes what the search page looks into: small files of words and of records, each loaded when it is needed.
//!
//! They are scripts that hand one value to `postil(…)`, not JSON: a browser loads scripts from a folder on disk, too.
//! Each is named after its content, and the first one names the others, so that a page that a browser has kept never
//! reads the files of another build: they are the right ones, or they are gone.
//!
//! - start: `{languages: [[tag, direction]], kinds: [[kind, first record]], words: [[first word, file]], records: [[first record, file]]}`;
//! - words: `[[word, language, stem or null, [place, …]]]`, where a place is twice the record, and one more where it is not its
//!   title, less the place before it; and `["=stem", language, [word, …]]`; sorted by UTF-16 units;
//! - records: `{heads: [[address, language, title]], records: [[head, fragment, label, [language, text, …]]]}`.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::context::{Context, Search};
use super::sheet::{Sheet, direction};
use super::urls::{self, path};
use crate::model::{ClosedList, Publish, SearchIndex, SearchKind, SearchRecord, SearchRole, SearchTarget};
use crate::source::Span;
use crate::source::digest::sha256;
use crate::source::hidden::shown;

/// The files were written: what the search page has to know, and the bytes of all.
pub type Written = (Search, u64);

/// A file is closed before it holds more; one that begins with a longer entry holds that alone.
const SHARD_BYTES_MAX: usize = 32_000;

/// Places of one word that stand in one entry; further ones stand in the next, which counts anew.
const PLACES_MAX: usize = 5_000;

/// Writes all files; gives the path of the one to begin with.
pub fn write<E>(context: &Context<'_>, index: &SearchIndex, write: &Publish<'_, E>) -> Result<Written, E> {
    let mut shelf = Shelf { write, bytes: 0 };
    let words = words(&mut shelf, index)?;
    let records = records(&mut shelf, context, index)?;
    let languages: Vec<Value> = index.languages.iter().map(|language| json!([language.tag, direction(language)])).collect();
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for (number, record) in index.records.iter().enumerate() {
        let kind = record.target.kind().name();
        if kinds.last().is_none_or(|(last, _)| *last != kind) {
            kinds.push((kind, number));
        }
    }
    let start = shelf.put(&json!({"languages": languages, "kinds": kinds, "words": words, "records": records}).to_string())?;
    let is_found = |kind: &SearchKind| kinds.iter().any(|(name, _)| *name == kind.name());
    let found = Search {
        start: path::shard(&start),
        kinds: SearchKind::ALL.iter().copied().filter(is_found).collect(),
        languages: index.languages.iter().map(|language| language.tag.clone()).collect(),
    };
    Ok((found, shelf.bytes))
}

/// Where files go.
struct Shelf<'w, E> {
    write: &'w Publish<'w, E>,
    bytes: u64,
}

impl<E> Shelf<'_, E> {
    /// Writes one file; gives its name.
    fn put(&mut self, value: &str) -> Result<String, E> {
        let text = format!("postil({value})\n");
        let mut name = sha256(text.as_bytes());
        name.truncate(12);
        (self.write)(&path::shard(&name), text.as_bytes())?;
        self.bytes += text.len() as u64;
        Ok(name)
    }
}

/// The words and stems as they stand in files, in their order; each with what it is found by.
fn entries(index: &SearchIndex) -> Vec<(Cow<'_, str>, String)> {
    // A stem begins with a sign that no word has and that sorts behind digits and before letters; a merge keeps one order.
    let mut entries: Vec<(Cow<'_, str>, String)> = Vec::with_capacity(index.words.len() + index.stems.len());
    for stem in &index.stems {
        let key = format!("={}", stem.stem);
        let entry = written(&(&key, stem.language, &stem.words));
        entries.push((Cow::Owned(key), entry));
    }
    for word in &index.words {
        for places in word.places.chunks(PLACES_MAX) {
            let mut before = 0;
            let steps = places.iter().map(|(record, role)| {
                let place = record * 2
                    + match role {
                        SearchRole::Title => 0,
                        SearchRole::Text => 1,
                    };
                let step = place - before;
                before = place;
                step
            });
            let steps: Vec<u32> = steps.collect();
            let entry = written(&(&word.word, word.language, &word.stem, steps));
            entries.push((Cow::Borrowed(&word.word), entry));
        }
    }
    entries.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    entries
}

/// Writes words and stems into files; gives the first word of each.
fn words<E>(shelf: &mut Shelf<'_, E>, index: &SearchIndex) -> Result<Vec<(String, String)>, E> {
    let mut files = Vec::new();
    let mut open: Option<(Cow<'_, str>, String)> = None;
    for (key, text) in entries(index) {
        open = Some(match open.take() {
            Some((first, mut body)) if body.len() + text.len() < SHARD_BYTES_MAX => {
                body.push_str(",\n");
                body.push_str(&text);
                (first, body)
            }
            full => {
                if let Some((first, body)) = full {
                    files.push((first.into_owned(), shelf.put(&format!("[{body}]"))?));
                }
                (key, text)
            }
        });
    }
    if let Some((first, body)) = open {
        files.push((first.into_owned(), shelf.put(&format!("[{body}]"))?));
    }
    Ok(files)
}

/// An entry as it stands in a file.
fn written(entry: &impl Serialize) -> String {
    serde_json::to_string(entry).expect("words and numbers are JSON")
}

/// Records that go into one file.
#[derive(Default)]
struct Portion {
    first: usize,
    heads: Vec<Value>,
    records: Vec<Value>,
    bytes: usize,
}

/// The records, in files; gives the number of the first record of each.
fn records<E>(shelf: &mut Shelf<'_, E>, context: &Context<'_>, index: &SearchIndex) -> Result<Vec<(usize, String)>, E> {
    let sheet = Sheet::new(context, "search.html".to_owned());
    let mut files = Vec::new();
    let mut portion = Portion::default();
    for (number, record) in index.records.iter().enumerate() {
        let (head, place, label) = described(&sheet, index, record);
        // What the head says is not said again.
        let said = match record.target {
            SearchTarget::Paragraph(..) => 0,
            SearchTarget::Document(_)
            | SearchTarget::Claim(_)
            | SearchTarget::Entity(_)
            | SearchTarget::Term(_)
            | SearchTarget::Question(_)
            | SearchTarget::Page(_) => 1,
        };
        let texts: Vec<Value> =
            record.texts.iter().skip(said).flat_map(|text| [json!(text.language), json!(shown(&text.text))]).collect();
        let bytes = record.texts.iter().map(|text| text.text.len() + 8).sum::<usize>() + place.len() + label.len() + 16;
        if !portion.records.is_empty() && portion.bytes + bytes + head.to_string().len() > SHARD_BYTES_MAX {
            files.push((portion.first, shelf.put(&json!({"heads": portion.heads, "records": portion.records}).to_string())?));
            portion = Portion { first: number, ..Portion::default() };
        }
        if portion.heads.last() != Some(&head) {
            portion.bytes += head.to_string().len();
            portion.heads.push(head);
        }
        portion.bytes += bytes;
        portion.records.push(json!([portion.heads.len() - 1, place, label, texts]));
    }
    if !portion.records.is_empty() {
        files.push((portion.first, shelf.put(&json!({"heads": portion.heads, "records": portion.records}).to_string())?));
    }
    Ok(files)
}

/// The head of a record (address, language, title), its place on that page, and a word beside it.
fn described(sheet: &Sheet<'_>, index: &SearchIndex, record: &SearchRecord) -> (Value, String, String) {
    let context = sheet.context;
    let archive = context.archive;
    let title = record.texts.first().map_or("", |text| text.text.as_str());
    let language = |tag: &str| index.languages.iter().position(|language| language.tag == tag).unwrap_or_default();
    let own = record.texts.first().map_or(0, |text| text.language);
    let head = |path: String, language: usize, title: &str| json!([urls::address(&sheet.root, &path), language, shown(title)]);
    let phrases = context.phrases;
    match record.target {
        SearchTarget::Document(id) => {
            let (words, document) = (sheet.title(id), archive.document(id));
            let label = phrases.word("document", document.record.kind);
            (head(path::document(&document.id), language(&words.language), &words.text), String::new(), label)
        }
        SearchTarget::Paragraph(id, side, number) => {
            let (words, document) = (sheet.title(id), archive.document(id));
            let (text, _) = sheet.side(id, side);
            let span: Span = text.paragraphs[number - 1];
            let label = sheet.paragraph_label(id, side, span);
            (
                head(path::document(&document.id), language(&words.language), &words.text),
                sheet.paragraph_id(id, side, span),
                label,
            )
        }
        SearchTarget::Claim(id) => {
            let note = archive.note(id);
            let (page, place) = context.page_of(id);
            let says = sheet.note_name(id).text;
            (head(page, own, &says), place.unwrap_or_default(), sheet.siglum(note.document))
        }
        SearchTarget::Entity(id) => {
            let entity = archive.entity(id);
            (head(path::entity(&entity.id.value), own, title), String::new(), phrases.word("entity", entity.kind))
        }
        SearchTarget::Term(id) => {
            let term = archive.term(id);
            (head(path::term(&term.id.value), own, title), String::new(), phrases.word("term", term.scheme))
        }
        SearchTarget::Question(id) => {
            let question = archive.question(id);
            (head(path::question(&question.id.value), own, title), String::new(), phrases.word("question", question.kind))
        }
        SearchTarget::Page(id) => (head(path::page(&archive.page(id).id), own, title), String::new(), String::new()),
    }
}
