//! How a document, a claim or a work is written for reference managers: BibTeX (with the fields of BibLaTeX) and CSL-JSON.

use serde_json::{Map, Value, json};

use crate::model::{Bound, Date, DocumentKind, Moment};

/// What is cited, before it takes a form.
#[derive(Debug, Clone, Default)]
pub struct Cited {
    /// `document`, `document-note` or the key of a work.
    pub key: String,
    /// Its type in BibTeX and in CSL.
    pub kind: (&'static str, &'static str),
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Who edited it.
    pub editors: Vec<Author>,
    /// The title.
    pub title: String,
    /// The language of the title, as a BCP 47 tag.
    pub language: Option<String>,
    /// What it appeared in.
    pub container: Option<String>,
    /// Who published it.
    pub publishers: Vec<String>,
    /// Volume, issue and pages of what it appeared in.
    pub within: Within,
    /// When it appeared: year, month, day, as far as they are known.
    pub issued: Vec<i32>,
    /// DOI and ISBN.
    pub numbers: Numbers,
    /// Where it is.
    pub url: Option<String>,
    /// When it was seen there.
    pub accessed: Vec<i32>,
    /// The archive that it is cited from.
    pub archive: Option<String>,
}

/// Where in what it appeared in.
#[derive(Debug, Clone, Default)]
pub struct Within {
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// The pages.
    pub pages: Option<String>,
}

/// Numbers under which a work is registered.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// The DOI.
    pub doi: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
}

/// Who wrote or edited something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// A body, or a name that is not known to have parts.
    Whole(String),
    /// A person by family name, with what stands before it, and given name.
    Person {
        /// The family name.
        family: String,
        /// The given name.
        given: String,
        /// `van`, `de`.
        particle: Option<String>,
    },
}

/// The type of a document in BibTeX and in CSL.
pub fn kind(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Editorial | DocumentKind::Article => ("article", "article"),
        DocumentKind::Report => ("techreport", "report"),
        DocumentKind::Post => ("misc", "post"),
        DocumentKind::Speech => ("misc", "speech"),
        DocumentKind::Letter => ("misc", "personal_communication"),
        DocumentKind::Law => ("misc", "legislation"),
        DocumentKind::Other => ("misc", "document"),
    }
}

/// Where a date begins, as year, month and day, if its year is known to the digit; a season is left out.
pub fn parts(date: Option<&Date>) -> Vec<i32> {
    let Some(moment) = date.and_then(beginning) else { return Vec::new() };
    let month = moment.month.filter(|month| *month <= 12);
    let year = moment.year.parse().ok();
    let day = month.and(moment.day);
    year.into_iter().chain(month.map(i32::from)).chain(day.map(i32::from)).collect()
}

fn beginning(date: &Date) -> Option<&Moment> {
    match &date.start {
        Bound::At(moment) if !moment.year.contains('X') => Some(moment),
        Bound::At(_) | Bound::Open | Bound::Unknown => None,
    }
}

/// Parts of a date as ISO 8601 writes them, with a sign between them.
pub fn iso(parts: &[i32], separator: &str) -> String {
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| match (index, *part < 0) {
            (0, false) => format!("{part:04}"),
            (0, true) => format!("-{:04}", part.unsigned_abs()),
            _ => format!("{part:02}"),
        })
        .collect::<Vec<_>>()
        .join(separator)
}

/// One entry of BibTeX.
pub fn bibtex(cited: &Cited) -> String {
    let mut text = format!("@{}{{{},\n", cited.kind.0, cited.key);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name} = {{{}}},\n", plain(value)));
        }
    };
    field("title", &cited.title);
    field("langid", cited.language.as_deref().unwrap_or_default());
    let is_article = cited.kind.0 == "article";
    let container = if is_article { "journal" } else { "booktitle" };
    field(container, cited.container.as_deref().unwrap_or_default());
    // Of a document only who published it is known, and that is the name of the paper.
    let publisher = if is_article && cited.container.is_none() { "journal" } else { "publisher" };
    field(publisher, &cited.publishers.join(" and "));
    field("volume", cited.within.volume.as_deref().unwrap_or_default());
    field("number", cited.within.issue.as_deref().unwrap_or_default());
    field("pages", cited.within.pages.as_deref().unwrap_or_default());
    field("date", &iso(&cited.issued, "-"));
    field("doi", cited.numbers.doi.as_deref().unwrap_or_default());
    field("isbn", cited.numbers.isbn.as_deref().unwrap_or_default());
    field("note", cited.archive.as_deref().unwrap_or_default());
    field("url", cited.url.as_deref().unwrap_or_default());
    field("urldate", &iso(&cited.accessed, "-"));
    for (name, people) in [("author", &cited.authors), ("editor", &cited.editors)] {
        if !people.is_empty() {
            let people: Vec<String> = people.iter().map(bibtex_name).collect();
            text.push_str(&format!("  {name} = {{{}}},\n", people.join(" and ")));
        }
    }
    text.push_str("}\n");
    text
}

/// A name; braces inside keep that of a body whole.
fn bibtex_name(author: &Author) -> String {
    match author {
        Author::Whole(name) => format!("{{{}}}", plain(name)),
        Author::Person { family, given, particle } => {
            let particle = particle.as_ref().map_or(String::new(), |particle| format!("{} ", plain(particle)));
            format!("{particle}{}, {}", plain(family), plain(given))
        }
    }
}

/// A text without what BibTeX reads as a sign of its own.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '{' | '}' | '\\' => {}
            '&' | '%' | '$' | '#' | '_' => text.extend(['\\', character]),
            character => text.push(character),
        }
    }
    text
}

/// One item of CSL-JSON.
pub fn csl(cited: &Cited) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(cited.key));
    item.insert("type".to_owned(), json!(cited.kind.1));
    item.insert("title".to_owned(), json!(cited.title));
    for (name, people) in [("author", &cited.authors), ("editor", &cited.editors)] {
        if !people.is_empty() {
            item.insert(name.to_owned(), people.iter().map(csl_name).collect());
        }
    }
    let publisher = (!cited.publishers.is_empty()).then(|| cited.publishers.join(", "));
    for (name, value) in [
        ("language", &cited.language),
        ("container-title", &cited.container),
        ("publisher", &publisher),
        ("volume", &cited.within.volume),
        ("issue", &cited.within.issue),
        ("page", &cited.within.pages),
        ("DOI", &cited.numbers.doi),
        ("ISBN", &cited.numbers.isbn),
        ("archive", &cited.archive),
        ("URL", &cited.url),
    ] {
        if let Some(value) = value {
            item.insert(name.to_owned(), json!(value));
        }
    }
    for (name, parts) in [("issued", &cited.issued), ("accessed", &cited.accessed)] {
        if !parts.is_empty() {
            item.insert(name.to_owned(), json!({ "date-parts": [parts] }));
        }
    }
    Value::Object(item)
}

fn csl_name(author: &Author) -> Value {
    match author {
        Author::Whole(name) => json!({ "literal": name }),
        Author::Person { family, given, particle } => match particle {
            Some(particle) => json!({ "family": family, "given": given, "non-dropping-particle": particle }),
            None => json!({ "family": family, "given": given }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Author, bibtex_name, iso, plain};

    #[test]
    fn a_year_has_four_digits_before_our_era_too() {
        assert_eq!([iso(&[-44, 3, 15], "-"), iso(&[44], "-"), iso(&[2025, 3], "/")], ["-0044-03-15", "0044", "2025/03"]);
    }

    #[test]
    fn signs_of_bibtex_are_written_so_that_they_are_read_as_letters() {
        assert_eq!(plain("50 % of {all} & \\more_"), "50 \\% of all \\& more\\_");
    }

    #[test]
    fn the_name_of_a_body_stays_whole() {
        assert_eq!(bibtex_name(&Author::Whole("Library of Congress".to_owned())), "{Library of Congress}");
        let particle = Some("van".to_owned());
        let person = Author::Person { family: "Gogh".to_owned(), given: "Vincent".to_owned(), particle };
        assert_eq!(bibtex_name(&person), "van Gogh, Vincent");
    }
}
