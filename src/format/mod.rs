//! The format of an archive as one table: every kind of record, every field, what it takes and what it means.
//!
//! The reader asks by this table and refuses what is not in it, schemas are made from it, and a test holds `content/README.md`
//! to it. What the table cannot say (that a quotation stands in its text, that a name leads somewhere) is the stages' work.

mod archive;
mod claim;
mod document;
mod entity;
mod file;
mod known;
mod layout;
mod level;
mod note;
mod question;
mod schema;
mod term;
mod values;
mod work;

pub use archive::{ARCHIVE, EDITOR, OTHER_ARCHIVE};
pub use claim::{BASIS, CLAIM, FIGURE};
pub use document::{BREAK, CAPTURE, CONTENT_NOTE, DOCUMENT, RIGHTS, TRANSLATION};
pub use entity::ENTITY;
pub use file::{FILES, FileKind, Shape, is_sidecar, sidecar_named};
pub use known::{Known, KnownName};
pub use layout::{Layout, record_of};
pub use note::{CHANGE, NOTE, RELATION, RENDERING, WORDING};
pub use question::{POSITION, QUESTION, SCOPE};
pub use schema::schema;
pub use term::TERM;
pub use work::{NOT_IN_KEYS, WORK};

use crate::model::ListWord;

/// Every kind of record, those inside others after them.
pub const RECORDS: &[&Record] = &[
    &ARCHIVE,
    &EDITOR,
    &OTHER_ARCHIVE,
    &DOCUMENT,
    &CAPTURE,
    &RIGHTS,
    &CONTENT_NOTE,
    &BREAK,
    &TRANSLATION,
    &NOTE,
    &CLAIM,
    &BASIS,
    &FIGURE,
    &RENDERING,
    &WORDING,
    &RELATION,
    &CHANGE,
    &QUESTION,
    &SCOPE,
    &POSITION,
    &ENTITY,
    &TERM,
    &WORK,
];

/// Whether some record has a field of this name.
pub fn is_field(name: &str) -> bool {
    RECORDS.iter().any(|record| record.field(name).is_some())
}

/// A kind of record with its fields.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// How messages call it: “this claim has no field …”.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub help: &'static str,
    /// Its fields, in the order in which they are best written.
    pub fields: &'static [Field],
    /// How fields of one record bind each other.
    pub rules: &'static [Rule],
}

impl Record {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// One field of a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Its name, as editors write it.
    pub name: &'static str,
    /// What each of its values is.
    pub takes: Takes,
    /// How many values it takes.
    pub many: Many,
    /// Whether the record needs it.
    pub need: Need,
    /// A word that may stand alone instead of any value, with what it then means.
    pub instead: Option<ListWord>,
    /// Values as an editor would write them; what else may stand there is not bound by them.
    pub examples: &'static [&'static str],
    /// What it says, in one sentence of an editor's words.
    pub help: &'static str,
}

/// What a value of a field is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Takes {
    /// An identifier that others may refer to.
    Id,
    /// A plain text.
    Text,
    /// A plain text, or one for each language.
    Localised,
    /// Plain texts, or such for each language.
    LocalisedList,
    /// Prose: Markdown with links by name.
    Prose,
    /// Words as a reader sees them in the text.
    Quotation,
    /// Words of the text, or a record that says which ones are meant.
    QuotationOr(&'static Record),
    /// A paragraph of the text: `p3`.
    Paragraph,
    /// Pairs of paragraphs, those of the original first.
    Pairs,
    /// A number in digits, with at most two decimals.
    Number,
    /// Latitude and longitude in degrees.
    Coordinates,
    /// A date as EDTF level 1 writes it.
    Date,
    /// A BCP 47 tag.
    Language,
    /// `true` or `false`.
    Flag,
    /// An address of the web.
    Address,
    /// One to six characters without spaces.
    Siglum,
    /// A SHA-256 in hexadecimal digits.
    Sha256,
    /// An SPDX name or the address of a licence.
    License,
    /// A word of a closed list.
    Word(&'static [ListWord]),
    /// A word of a closed list, whatever its capitals.
    WordInAnyCase(&'static [ListWord]),
    /// The name of something that the archive has.
    Name(Named),
    /// Fields of its own.
    Record(&'static Record),
    /// Whatever the citation library reads in this field of a work.
    OfWork,
    /// Another work, in full.
    Work,
}

/// How many values a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// Exactly one.
    One,
    /// A list; a single value may stand alone.
    Several,
}

/// Whether a record needs a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it the record is refused.
    Needed,
    /// It may be left out.
    Optional,
    /// The format has it, but it is refused for now: the text says what would go wrong.
    NotHonoured(&'static str),
}

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A record of `entities/`.
    Entity,
    /// A record of `questions.yaml`.
    Question,
    /// A scope of a question.
    Scope,
    /// A position of a question.
    Position,
    /// A record of `terms.yaml`.
    Term,
    /// A note, as `document/note` or by its own name.
    Note,
    /// A work of the bibliography.
    Work,
    /// An editor of `archive.yaml`.
    Editor,
    /// A folder of `themes/`.
    Theme,
    /// A style of the citation library.
    Style,
}

/// How fields of one record bind each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// At most one of them.
    AtMostOne(&'static [&'static str]),
    /// At least one of them.
    AtLeastOne(&'static [&'static str]),
    /// The first stands alone: beside it none of the others.
    Alone(&'static str, &'static [&'static str]),
    /// The first needs the second.
    Needs(&'static str, &'static str),
    /// Where the first has this value, the second may not stand.
    Bars((&'static str, &'static str), &'static str),
}

impl Field {
    /// A field that a record needs.
    pub const fn needed(name: &'static str, takes: Takes, help: &'static str) -> Field {
        Field { need: Need::Needed, ..Field::optional(name, takes, help) }
    }

    /// A field that may be left out.
    pub const fn optional(name: &'static str, takes: Takes, help: &'static str) -> Field {
        Field { name, takes, many: Many::One, need: Need::Optional, instead: None, examples: &[], help }
    }

    /// A field that is refused for now, with what would go wrong.
    pub const fn not_honoured(name: &'static str, takes: Takes, why: &'static str) -> Field {
        Field { need: Need::NotHonoured(why), ..Field::optional(name, takes, why) }
    }

    /// The same field with a list of values.
    pub const fn list(mut self) -> Field {
        self.many = Many::Several;
        self
    }

    /// The same field, in which a word may stand alone instead.
    pub const fn or(mut self, name: &'static str, help: &'static str) -> Field {
        self.instead = Some(ListWord { name, help });
        self
    }

    /// The same field with values to begin from.
    pub const fn such_as(mut self, examples: &'static [&'static str]) -> Field {
        self.examples = examples;
        self
    }

    /// The words of its closed list; none where it has no such list.
    pub fn words(&self) -> &'static [ListWord] {
        let (Takes::Word(words) | Takes::WordInAnyCase(words)) = self.takes else { return &[] };
        words
    }

    /// The record that stands in it; none where its values are no records.
    pub fn record(&self) -> Option<&'static Record> {
        let (Takes::Record(record) | Takes::QuotationOr(record)) = self.takes else { return None };
        Some(record)
    }
}

const NOTE_HELP: &str = "What you want to add, in Markdown with links by name: `[the count](note:hecatomb/toll)`.";

/// Who wrote a record; the three fields of every record that may be signed.
const BY: Field = Field::optional("by", Takes::Name(Named::Editor), "The editor who wrote it.");
const CREATED: Field = Field::optional("created", Takes::Date, "The day on which it was written.").such_as(DAY);
const MODIFIED: Field = Field::optional("modified", Takes::Date, "The day on which it was last changed.").such_as(DAY);
const DAY: &[&str] = &["2025-03-07"];
