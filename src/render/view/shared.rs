//! What all pages share: the site, the page itself, words in a language, links and dates.

use serde::Serialize;

/// A piece of finished HTML; templates print it with `| safe`.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// As HTML's attribute `dir` has it.
    pub fn attribute(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Words from the data, with their language; printed inside `<bdi>`.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// The words as plain text.
    pub text: String,
    /// Their language as a BCP 47 tag; the page's own where nothing else is known.
    pub language: String,
    /// Which way they run.
    pub direction: Direction,
}

/// Words that lead somewhere, or that could not.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What is read.
    pub words: Words,
    /// Where it leads, relative to the page; absent for a plain name such as “the document itself”.
    pub url: Option<String>,
}

/// A day or a span of days.
#[derive(Debug, Clone, Serialize)]
pub struct Time {
    /// As it is read, in the page's language: “about March 2025”.
    pub text: String,
    /// As a machine reads it, where HTML can hold it: `2025-03`.
    pub datetime: Option<String>,
}

/// The archive as every page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// A second line of the name.
    pub subtitle: Option<String>,
    /// What it is, in a sentence or two of plain text.
    pub description: Option<String>,
    /// The language of interface and notes.
    pub language: String,
    /// Which way that language runs.
    pub direction: Direction,
    /// The licence of the annotations.
    pub license: Option<License>,
    /// The pages in the head of every page, in order.
    pub navigation: Vec<NavigationLink>,
    /// Where the home page is, relative to this page.
    pub home: String,
    /// The page on how things are computed, relative to this page.
    pub computed: String,
    /// The page of what other programs can read, relative to this page, where there is some.
    pub data: Option<String>,
    /// The published address, with its path.
    pub base_url: Option<String>,
    /// The feed of new and changed notes, relative to this page, where there is one.
    pub feed: Option<String>,
    /// The program: `postil 0.1.0`.
    pub generator: String,
    /// Present while the archive has errors and is only looked at by its editors.
    pub draft: Option<Draft>,
}

/// A licence.
#[derive(Debug, Clone, Serialize)]
pub struct License {
    /// Its name: “CC-BY-4.0”.
    pub name: String,
    /// Its text.
    pub url: Option<String>,
}

/// One page in the head of every page.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationLink {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// It is this page, or the list that this page belongs to.
    pub current: bool,
}

/// What a draft lacks.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    /// How many errors are left in the whole archive.
    pub problems: usize,
}

/// The page itself.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// For the window's title, without the name of the archive; empty on the home page.
    pub title: String,
    /// For search engines: one or two sentences of plain text.
    pub description: String,
    /// Its published address, where the archive has one.
    pub canonical: Option<String>,
    /// The language of the interface on this page.
    pub language: String,
    /// Which way that language runs.
    pub direction: Direction,
    /// What leads from this page to the site's root: empty or `../` repeated. On 404.html the path of the base URL.
    pub root: String,
    /// CSS of this page alone: the chain that sets notes beside their references.
    pub style: Option<String>,
    /// What it says to search engines, as JSON-LD that is ready to stand in a `script`; absent where it says nothing.
    pub linked_data: Option<String>,
    /// The content security policy, complete.
    pub csp: String,
}

/// A place of a document.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceLink {
    /// The paragraph: “p3”.
    pub label: String,
    /// Where it stands.
    pub url: String,
    /// Found by the program (`match: true`), not by an editor.
    pub automatic: bool,
}

/// Who wrote a record and when.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    /// The editor.
    pub by: Option<Link>,
    /// The day of writing.
    pub created: Option<Time>,
    /// The day of the last change.
    pub modified: Option<Time>,
}

/// What a note quoted before its text changed.
#[derive(Debug, Clone, Serialize)]
pub struct Revision {
    /// The words before.
    pub was: Words,
    /// What kind of change it was: “number changed”.
    pub change: String,
    /// The day.
    pub on: Time,
    /// The editor.
    pub by: Option<Link>,
}

/// Who holds the rights in a document, and what they allow.
#[derive(Debug, Clone, Serialize)]
pub struct Rights {
    /// The holder.
    pub holder: Option<String>,
    /// The statement, by its name if it is a known one; the link leads to it.
    pub statement: Option<Link>,
}

/// How to cite something, in four forms.
#[derive(Debug, Clone, Serialize)]
pub struct Citation {
    /// As a sentence.
    pub html: Html,
    /// As BibTeX (BibLaTeX's fields).
    pub bibtex: String,
    /// As CSL-JSON.
    pub csl: String,
    /// For the page's head, where reference managers look.
    pub tags: Vec<Tag>,
}

/// A `<meta>` of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Tag {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}
