//! The table of the format as those see it who write records: how the values of a field are written and asked for.

use super::{DOCUMENT, ENTITY, Field, Many, NOTE, QUESTION, Record, TERM, Takes, WORK};
use crate::model::{ListWord, RecordKind};

/// How the values of a field are written.
#[derive(Debug, Clone, Copy)]
pub enum Layout {
    /// One text.
    Text,
    /// Words of a document, which stay on one line.
    Quotation,
    /// An editor's own text, with links.
    Prose,
    /// A number or a date, which needs no quotation marks.
    Number,
    /// `true`.
    Flag,
    /// A word of a closed list.
    Word(&'static [ListWord]),
    /// One or more texts.
    Texts,
    /// A text, or one for each language.
    Localised,
    /// Fields of its own.
    Fields(&'static [Field]),
    /// One or more records, each on a line of its own in braces.
    Rows(&'static [Field]),
    /// One or more records, each with a line for every field.
    Records(&'static [Field]),
    /// Pairs of paragraphs, or of degrees.
    Pairs,
}

impl Layout {
    /// The fields of its values' own; none where they have none.
    pub fn fields(self) -> &'static [Field] {
        let (Layout::Fields(fields) | Layout::Rows(fields) | Layout::Records(fields)) = self else { return &[] };
        fields
    }
}

/// Records that take a line of their own in braces where several stand in a field.
const ROWS: &[&str] = &["figure", "scope", "position", "content note", "change"];

/// The record that holds what is to be added; a note of any kind has all fields of a note.
pub fn record_of(kind: RecordKind) -> &'static Record {
    match kind {
        RecordKind::Document => &DOCUMENT,
        RecordKind::Claim | RecordKind::Translation | RecordKind::Wording | RecordKind::Mention | RecordKind::Comment => &NOTE,
        RecordKind::Entity => &ENTITY,
        RecordKind::Question => &QUESTION,
        RecordKind::Term => &TERM,
        RecordKind::Work => &WORK,
    }
}

impl Field {
    /// How its values are written.
    pub fn layout(&self) -> Layout {
        match (self.takes, self.many) {
            (Takes::Prose, _) => Layout::Prose,
            (Takes::Number | Takes::Date, _) => Layout::Number,
            (Takes::OfWork, _) if self.name == "date" => Layout::Number,
            (Takes::Flag, _) => Layout::Flag,
            (Takes::Word(words) | Takes::WordInAnyCase(words), _) => Layout::Word(words),
            (Takes::Localised | Takes::LocalisedList, _) => Layout::Localised,
            (Takes::Pairs | Takes::Coordinates, _) => Layout::Pairs,
            (Takes::Record(record), Many::One) => Layout::Fields(record.fields),
            (Takes::Record(record), Many::Several) if ROWS.contains(&record.name) => Layout::Rows(record.fields),
            (Takes::Record(record), Many::Several) => Layout::Records(record.fields),
            (Takes::Work, _) => Layout::Fields(WORK.fields),
            (Takes::Quotation, Many::One) => Layout::Quotation,
            (Takes::OfWork, _) => Layout::Texts,
            (
                Takes::Id
                | Takes::Text
                | Takes::Quotation
                | Takes::QuotationOr(_)
                | Takes::Paragraph
                | Takes::Language
                | Takes::Address
                | Takes::Siglum
                | Takes::Sha256
                | Takes::License
                | Takes::Name(_),
                many,
            ) => match many {
                Many::One => Layout::Text,
                Many::Several => Layout::Texts,
            },
        }
    }
}
