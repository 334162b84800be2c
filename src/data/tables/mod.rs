//! What an archive says as tables: each column named, typed and explained once, for CSV, JSON and their description.

mod answers;
mod claims;
mod documents;
mod names;
mod notes;

use super::desk::{Desk, edtf};
use crate::model::{ClosedList, Date, Language, Linked, Prose, Signature};

/// A table.
pub struct Table {
    /// Its name: `claims`.
    pub name: &'static str,
    /// What a row is, in a sentence.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell one row from every other; none where rows are only counted.
    pub key: &'static [&'static str],
    /// Columns that hold the key of another table, with that table.
    pub leads: &'static [(&'static str, &'static str)],
    /// Hands on its rows; each has a cell for every column.
    pub rows: fn(&Desk<'_>, &mut dyn FnMut(Vec<Cell>)),
}

/// A column of a table.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a cell may be empty.
    pub need: Need,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Text.
    Text,
    /// A web address, or one that is relative to the site's folder.
    Address,
    /// A date in EDTF.
    Date,
    /// Identifiers; in CSV separated by spaces.
    Names,
    /// Texts; in CSV a JSON list.
    Texts,
    /// A number, maybe with decimals.
    Number,
    /// A whole number from 0.
    Count,
    /// `true` or `false`.
    Flag,
    /// A word of a closed list.
    Word(fn() -> Vec<&'static str>),
}

/// Whether a cell may be empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It never is.
    Always,
    /// It may be.
    Maybe,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Text.
    Text(String),
    /// Identifiers.
    Names(Vec<String>),
    /// Texts.
    Texts(Vec<String>),
    /// A number in digits, with a point before decimals.
    Number(String),
    /// A whole number.
    Count(usize),
    /// Yes or no.
    Flag(bool),
}

/// Every table, in the order in which they are listed.
pub const TABLES: &[Table] = &[
    documents::DOCUMENTS,
    documents::TITLES,
    documents::TRANSLATIONS,
    documents::CONTENT_NOTES,
    notes::NOTES,
    claims::CLAIMS,
    claims::BASES,
    claims::FIGURES,
    notes::RELATIONS,
    notes::REVISIONS,
    answers::QUESTIONS,
    answers::SCOPES,
    answers::POSITIONS,
    names::ENTITIES,
    names::NAMES,
    names::MENTIONS,
    names::TERMS,
    documents::EDITORS,
];

const fn column(name: &'static str, kind: Kind, need: Need, about: &'static str) -> Column {
    Column { name, kind, need, about }
}

/// Who wrote a record and when: the last three columns of many tables.
const BY: Column = column("by", Kind::Text, Need::Maybe, "The editor who wrote it.");
const CREATED: Column = column("created", Kind::Date, Need::Maybe, "The day on which it was written, in EDTF.");
const MODIFIED: Column = column("modified", Kind::Date, Need::Maybe, "The day on which it was last changed, in EDTF.");

/// The words of a closed list, for its column.
fn words<L: ClosedList>() -> Vec<&'static str> {
    L::ALL.iter().map(|word| word.name()).collect()
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn maybe(text: Option<impl Into<String>>) -> Cell {
    text.map_or(Cell::Nothing, |text| Cell::Text(text.into()))
}

fn date(date: Option<&Date>) -> Cell {
    maybe(edtf(date))
}

fn tag(language: Option<&Language>) -> Cell {
    maybe(language.map(|language| language.tag.as_str()))
}

fn prose(desk: &Desk<'_>, prose: Option<&Prose<Linked>>) -> Cell {
    maybe(prose.map(|prose| desk.prose(prose)))
}

fn names(names: impl IntoIterator<Item = impl Into<String>>) -> Cell {
    Cell::Names(names.into_iter().map(Into::into).collect())
}

/// The root of addresses in tables: the published address, or the site's folder.
fn root(desk: &Desk<'_>) -> String {
    desk.base_url.unwrap_or_default().to_owned()
}

fn signed(desk: &Desk<'_>, signature: &Signature<Linked>) -> [Cell; 3] {
    let by = signature.by.map(|editor| desk.editor(editor));
    [maybe(by), date(signature.created.as_deref()), date(signature.modified.as_deref())]
}
