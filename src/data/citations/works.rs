//! Works of the bibliography, from the citation library's terms to those of reference managers.

use hayagriva::Entry;
use hayagriva::types::{Date, Person, PersonRole};

use crate::model::Work;
use crate::reference::citing::{Author, Cited, Numbers, Within};
use crate::reference::when::When;

/// A work.
pub fn cited(work: &Work) -> Cited {
    let entry = work.entry.entry();
    let text = |text: Option<String>| text.filter(|text| !text.is_empty());
    // The library keeps a series as a parent of the same type.
    let is_series = |entry: &&Entry, of: &Entry| entry.entry_type() == of.entry_type();
    let parent = entry.parents().first();
    let container = parent.filter(|parent| !is_series(parent, entry));
    let whole = container.unwrap_or(entry);
    let series = whole.parents().first().filter(|parent| is_series(parent, whole));
    Cited {
        key: work.key.value.clone(),
        kind: kind(entry),
        authors: authors(entry.authors()),
        editors: authors(entry.editors().or_else(|| container.and_then(Entry::editors))),
        translators: translators(entry),
        title: entry.title().map(ToString::to_string).unwrap_or_default(),
        language: entry.language().map(ToString::to_string),
        container: text(container.and_then(Entry::title).map(ToString::to_string)),
        series: text(series.and_then(Entry::title).map(ToString::to_string)),
        publishers: publisher(entry).or_else(|| container.and_then(publisher)).into_iter().collect(),
        location: location(entry).or_else(|| container.and_then(location)),
        edition: first(entry, |entry| entry.edition().map(ToString::to_string)),
        within: Within {
            volume: first(entry, |entry| entry.volume().map(ToString::to_string)),
            issue: first(entry, |entry| entry.issue().map(ToString::to_string)),
            pages: text(entry.page_range().map(ToString::to_string)),
        },
        issued: entry.date_any().map(when).unwrap_or_default(),
        numbers: Numbers {
            doi: text(entry.doi().map(str::to_owned)),
            isbn: first(entry, |entry| entry.isbn().map(str::to_owned)),
            issn: first(entry, |entry| entry.issn().map(str::to_owned)),
            serial: text(entry.keyed_serial_number("serial").map(str::to_owned)),
        },
        url: entry.url_any().map(|url| url.value.to_string()),
        accessed: entry.url_any().and_then(|url| url.visit_date.as_ref()).map(when).unwrap_or_default(),
        archive: None,
        note: text(entry.note().map(ToString::to_string)),
    }
}

/// A field of a work, or of what it appeared in.
fn first(entry: &Entry, field: fn(&Entry) -> Option<String>) -> Option<String> {
    std::iter::once(entry).chain(entry.parents()).find_map(field)
}

fn publisher(entry: &Entry) -> Option<String> {
    let named = entry.publisher().and_then(|publisher| publisher.name()).map(ToString::to_string);
    named.or_else(|| entry.organization().map(ToString::to_string))
}

/// Where it was published.
fn location(entry: &Entry) -> Option<String> {
    let named = entry.publisher().and_then(|publisher| publisher.location()).map(ToString::to_string);
    named.or_else(|| entry.location().map(ToString::to_string))
}

fn translators(entry: &Entry) -> Vec<Author> {
    let translators = entry.affiliated().unwrap_or_default().iter().filter(|people| people.role == PersonRole::Translator);
    translators.flat_map(|people| authors(Some(&people.names))).collect()
}

fn authors(people: Option<&[Person]>) -> Vec<Author> {
    let author = |person: &Person| match &person.given_name {
        Some(given) => Author::Person {
            family: person.name.clone(),
            given: given.clone(),
            particle: person.prefix.clone(),
            suffix: person.suffix.clone(),
        },
        None => Author::Whole(person.name.clone()),
    };
    people.unwrap_or_default().iter().map(author).collect()
}

/// The library counts months and days from 0.
fn when(date: &Date) -> When {
    let month = date.month.map(|month| i32::from(month) + 1);
    let day = month.and(date.day).map(|day| i32::from(day) + 1);
    let parts = std::iter::once(date.year).chain(month).chain(day).collect();
    if date.approximate { When::about(parts) } else { When::at(parts) }
}

/// The library's word for what an entry is.
fn word(entry: &Entry) -> String {
    let value = serde_json::to_value(entry.entry_type());
    value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The type in BibTeX and in CSL.
fn kind(entry: &Entry) -> (&'static str, &'static str) {
    let container = entry.parents().first().map(word).unwrap_or_default();
    let is_dataset = entry.genre().is_some_and(|genre| genre.to_string() == "dataset");
    match (word(entry).as_str(), container.as_str()) {
        ("article", "newspaper") => ("article", "article-newspaper"),
        ("article", "periodical") => ("article", "article-journal"),
        ("article", "blog" | "web") => ("online", "post-weblog"),
        ("article", "proceedings" | "conference") => ("inproceedings", "paper-conference"),
        ("article", _) => ("article", "article"),
        ("chapter" | "anthos", _) => ("incollection", "chapter"),
        ("entry", _) => ("incollection", "entry"),
        ("report", _) => ("techreport", "report"),
        ("thesis", _) => ("thesis", "thesis"),
        ("web" | "thread", _) => ("online", "webpage"),
        ("blog" | "post", _) => ("online", "post"),
        ("book" | "anthology" | "reference", _) => ("book", "book"),
        ("proceedings", _) => ("proceedings", "book"),
        ("newspaper" | "periodical", _) => ("periodical", "periodical"),
        ("manuscript", _) => ("unpublished", "manuscript"),
        ("patent", _) => ("patent", "patent"),
        ("legislation", _) => ("misc", "legislation"),
        ("case", _) => ("misc", "legal_case"),
        ("video", _) => ("misc", "motion_picture"),
        ("audio", _) => ("misc", "song"),
        ("repository", _) if is_dataset => ("dataset", "dataset"),
        ("repository", _) => ("software", "software"),
        _ => ("misc", "document"),
    }
}
