//! How a document, a claim or a work is written for reference managers: BibTeX (with the fields of BibLaTeX) and CSL-JSON.

use serde_json::{Map, Value, json};

use super::when::When;
use crate::model::DocumentKind;

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
    /// Who translated it.
    pub translators: Vec<Author>,
    /// The title.
    pub title: String,
    /// The language of the title, as a BCP 47 tag.
    pub language: Option<String>,
    /// What it appeared in.
    pub container: Option<String>,
    /// The series to which it, or what it appeared in, belongs.
    pub series: Option<String>,
    /// Who published it.
    pub publishers: Vec<String>,
    /// Where that was.
    pub location: Option<String>,
    /// Which edition it is.
    pub edition: Option<String>,
    /// Volume, issue and pages of what it appeared in.
    pub within: Within,
    /// When it appeared.
    pub issued: When,
    /// The numbers that it has.
    pub numbers: Numbers,
    /// Where it is.
    pub url: Option<String>,
    /// When it was seen there.
    pub accessed: When,
    /// The archive that it is cited from.
    pub archive: Option<String>,
    /// What else is said of it.
    pub note: Option<String>,
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
    /// The ISSN of what it appeared in.
    pub issn: Option<String>,
    /// Its own number, such as that of a report.
    pub serial: Option<String>,
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
        /// `Jr.`, `III`.
        suffix: Option<String>,
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

/// One entry of BibTeX.
pub fn bibtex(cited: &Cited) -> String {
    let mut text = format!("@{}{{{},\n", cited.kind.0, cited.key);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    let words = |value: &Option<String>| value.as_deref().map(plain).unwrap_or_default();
    let (within, numbers) = (&cited.within, &cited.numbers);
    field("title", &plain(&cited.title));
    field("langid", &words(&cited.language));
    let container = match cited.kind.0 {
        "article" => "journal",
        _ => "booktitle",
    };
    field(container, &words(&cited.container));
    field("series", &words(&cited.series));
    let publisher = match cited.kind.0 {
        // Of a document only who published it is known, and that is the name of the paper.
        "article" if cited.container.is_none() => "journal",
        "techreport" | "thesis" => "institution",
        _ => "publisher",
    };
    field(publisher, &cited.publishers.iter().map(|name| body(name)).collect::<Vec<_>>().join(" and "));
    field("location", &words(&cited.location));
    field("edition", &words(&cited.edition));
    field("volume", &words(&within.volume));
    field("number", &words(within.issue.as_ref().map_or(&numbers.serial, |_| &within.issue)));
    field("pages", &words(&within.pages));
    field("date", cited.issued.edtf());
    field("doi", &cited.numbers.doi.as_deref().map(verbatim).unwrap_or_default());
    field("isbn", &words(&numbers.isbn));
    field("issn", &words(&numbers.issn));
    let note = match (&cited.note, &cited.archive) {
        (Some(note), Some(archive)) => format!("{}. {}", plain(note).trim_end_matches('.'), plain(archive)),
        (note, archive) => words(if note.is_some() { note } else { archive }),
    };
    field("note", &note);
    field("url", &cited.url.as_deref().map(verbatim).unwrap_or_default());
    field("urldate", cited.accessed.edtf());
    for (name, people) in people(cited) {
        field(name, &people.iter().map(bibtex_name).collect::<Vec<_>>().join(" and "));
    }
    text.push_str("}\n");
    text
}

/// All who made something, by what they did, as BibTeX and CSL call it alike.
fn people(cited: &Cited) -> [(&'static str, &[Author]); 3] {
    [("author", &cited.authors), ("editor", &cited.editors), ("translator", &cited.translators)]
}

/// A name; braces inside keep that of a body whole.
fn bibtex_name(author: &Author) -> String {
    match author {
        Author::Whole(name) if is_others(author) => name.clone(),
        Author::Whole(name) => format!("{{{}}}", plain(name)),
        Author::Person { family, given, particle, suffix } => {
            let particle = particle.as_ref().map_or(String::new(), |particle| format!("{} ", plain(particle)));
            let suffix = suffix.as_ref().map_or(String::new(), |suffix| format!("{}, ", plain(suffix)));
            format!("{particle}{}, {suffix}{}", plain(family), plain(given))
        }
    }
}

/// Whether it is no name: there are more, and nobody says who.
///
/// CSL has no word for that. It gets the name that BibTeX has for them: the work would else be that of one author alone.
fn is_others(author: &Author) -> bool {
    matches!(author, Author::Whole(name) if name == "others")
}

/// The name of a body in a list of such; one with an “and” of its own is kept whole.
fn body(name: &str) -> String {
    let has_and = name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if has_and { format!("{{{}}}", plain(name)) } else { plain(name) }
}

/// An address, which BibTeX takes as it stands but for braces and backslashes.
fn verbatim(address: &str) -> String {
    address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// A text with what BibTeX reads as signs of its own written so that they are read as letters.
fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '~' => text.push_str("{\\textasciitilde}"),
            '^' => text.push_str("{\\textasciicircum}"),
            '\\' => text.push_str("{\\textbackslash}"),
            // BibTeX counts braces, even those behind a backslash.
            '{' => text.push_str("{\\textbraceleft}"),
            '}' => text.push_str("{\\textbraceright}"),
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
    for (name, people) in people(cited) {
        let named: Vec<Value> = people.iter().map(csl_name).collect();
        if !named.is_empty() {
            item.insert(name.to_owned(), json!(named));
        }
    }
    let publisher = (!cited.publishers.is_empty()).then(|| cited.publishers.join(", "));
    for (name, value) in [
        ("language", &cited.language),
        ("container-title", &cited.container),
        ("collection-title", &cited.series),
        ("publisher", &publisher),
        ("publisher-place", &cited.location),
        ("edition", &cited.edition),
        ("volume", &cited.within.volume),
        ("issue", &cited.within.issue),
        ("page", &cited.within.pages),
        ("DOI", &cited.numbers.doi),
        ("ISBN", &cited.numbers.isbn),
        ("ISSN", &cited.numbers.issn),
        ("number", &cited.numbers.serial),
        ("note", &cited.note),
        ("archive", &cited.archive),
        ("URL", &cited.url),
    ] {
        if let Some(value) = value {
            item.insert(name.to_owned(), json!(value));
        }
    }
    for (name, when) in [("issued", &cited.issued), ("accessed", &cited.accessed)] {
        item.extend(when.csl().map(|date| (name.to_owned(), date)));
    }
    Value::Object(item)
}

fn csl_name(author: &Author) -> Value {
    match author {
        Author::Whole(name) => json!({ "literal": name }),
        Author::Person { family, given, particle, suffix } => {
            let mut name = Map::new();
            name.insert("family".to_owned(), json!(family));
            name.insert("given".to_owned(), json!(given));
            for (key, part) in [("non-dropping-particle", particle), ("suffix", suffix)] {
                name.extend(part.as_ref().map(|part| (key.to_owned(), json!(part))));
            }
            Value::Object(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Author, Cited, bibtex, bibtex_name, csl, plain};

    #[test]
    fn signs_of_bibtex_are_written_so_that_they_are_read_as_letters() {
        assert_eq!(plain("~50 % of all & more_"), "{\\textasciitilde}50 \\% of all \\& more\\_");
        assert_eq!(plain("{a}\\^"), "{\\textbraceleft}a{\\textbraceright}{\\textbackslash}{\\textasciicircum}");
    }

    #[test]
    fn the_name_of_a_body_stays_whole() {
        assert_eq!(bibtex_name(&Author::Whole("Library of Congress".to_owned())), "{Library of Congress}");
        let particle = Some("van".to_owned());
        let (family, given, suffix) = ("Gogh".to_owned(), "Vincent".to_owned(), Some("Jr.".to_owned()));
        assert_eq!(bibtex_name(&Author::Person { family, given, particle, suffix }), "van Gogh, Jr., Vincent");
    }

    #[test]
    fn publishers_are_as_many_as_they_are() {
        let publishers = vec!["Peace and Justice".to_owned(), "Farrar & Co.".to_owned()];
        let entry = bibtex(&Cited { kind: ("book", "book"), publishers, ..Cited::default() });
        assert!(entry.contains("publisher = {{Peace and Justice} and Farrar \\& Co.}"), "{entry}");
    }

    #[test]
    fn a_series_is_none_of_the_things_in_which_a_work_appeared() {
        let book = Cited { kind: ("book", "book"), series: Some("Studies".to_owned()), ..Cited::default() };
        assert!(bibtex(&book).contains("series = {Studies}") && !bibtex(&book).contains("booktitle"));
        assert_eq!((&csl(&book)["collection-title"], csl(&book).get("container-title")), (&"Studies".into(), None));
    }

    #[test]
    fn whoever_else_wrote_is_nobody_of_that_name() {
        let authors = ["Peace", "others"].map(|name| Author::Whole(name.to_owned())).to_vec();
        let work = Cited { authors, ..Cited::default() };
        assert!(bibtex(&work).contains("author = {{Peace} and others}"));
        assert_eq!(csl(&work)["author"], serde_json::json!([{ "literal": "Peace" }, { "literal": "others" }]));
    }

    #[test]
    fn an_address_stands_as_it_is() {
        let url = Some("https://example.org/a_b%20c?x=1&y={2}#z".to_owned());
        let entry = bibtex(&Cited { url, ..Cited::default() });
        assert!(entry.contains("url = {https://example.org/a_b%20c?x=1&y=%7B2%7D#z}"), "{entry}");
    }
}
