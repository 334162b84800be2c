//! Reads notes that another program has written, in the formats in which they come; where they stand is looked up elsewhere.
//!
//! One module for each format, one row for it in `FORMATS`. Nothing of a note is dropped unseen: what the archive has a field
//! for goes into `fields` or `text`, what it has none for into `left`, and a note that cannot be taken says why in `refused`.

mod annotations;
mod bodies;
mod csv;
mod hypothesis;
mod json;
pub mod prose;
mod rows;
mod said;
mod tei;
mod xml;

use crate::model::RecordFields;

/// A format in which notes are taken over.
pub struct Format {
    /// Its word on the command line, and the layer into which its notes go.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The names of the files of a folder that are read together; none where only a file can be read.
    pub files: &'static [&'static str],
    /// Reads files, each a name and its text, with the addresses of our own site; the error says why they are not of the format.
    pub read: Reader,
}

/// How files of a format are read.
type Reader = fn(files: &[(String, String)], bases: &[&str]) -> Result<Vec<Offer>, String>;

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "hypothesis",
        about: "annotations as the API of Hypothesis gives them (JSON)",
        files: &[],
        read: hypothesis::read,
    },
    Format {
        name: "annotations",
        about: "W3C Web Annotations (JSON-LD), our own and those of others",
        files: &[],
        read: annotations::read,
    },
    Format { name: "tei", about: "notes of documents in TEI P5, as postil publishes them", files: &[], read: tei::read },
    Format {
        name: "csv",
        about: "a table with a line of column names, or the folder with the tables that postil publishes",
        files: rows::FILES,
        read: rows::read,
    },
];

/// A note as another program has it.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// How the report calls it: its address, or where in the file it stands.
    pub name: String,
    /// Its id, where it comes from an archive.
    pub id: Option<String>,
    /// The texts and places where it stands; several for one note that stands at several.
    pub spots: Vec<Spot>,
    /// At how many places its words stand, where the file says so instead of naming each.
    pub places: Option<usize>,
    /// What it says in fields of a note, but for where it stands, its id, its text and who signs.
    pub fields: RecordFields,
    /// What its author says, as prose of the archive.
    pub text: Option<String>,
    /// Who wrote it.
    pub author: Option<Author>,
    /// Where it can be read, if that is a web address.
    pub address: Option<String>,
    /// What others may do with it: a name or an address.
    pub licence: Option<String>,
    /// The days of writing and of the last change: `2025-03-07`.
    pub days: [Option<String>; 2],
    /// What it says that the archive has no field for, a few words each.
    pub left: Vec<String>,
    /// Why it cannot be taken over, in a sentence.
    pub refused: Option<String>,
}

/// Who wrote a note, as far as the file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The id that an archive knows them by.
    pub id: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Their page.
    pub address: Option<String>,
}

/// A text and words in it.
#[derive(Debug, Clone, Default)]
pub struct Spot {
    /// The address of what was annotated.
    pub source: Option<String>,
    /// The document, where the file names it so.
    pub document: Option<String>,
    /// The language of the translation.
    pub on: Option<String>,
    /// The words.
    pub quote: Option<String>,
    /// What stands before them.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
    /// Their paragraph: `p3`.
    pub paragraph: Option<String>,
    /// Their first character and one past the last.
    pub range: Option<Range>,
}

/// Characters of a text, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How they are counted.
    pub unit: Unit,
}

/// How characters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As Unicode numbers them; the W3C asks for this.
    CodePoints,
    /// As browsers' scripts do: a picture is mostly two.
    Utf16,
}

impl Range {
    /// The range in bytes of a text; nothing where it ends outside, or would cut a character.
    pub fn in_bytes(self, text: &str) -> Option<(usize, usize)> {
        let offset = |wanted: usize| {
            let mut counted = 0;
            for (at, letter) in text.char_indices() {
                if counted >= wanted {
                    return (counted == wanted).then_some(at);
                }
                counted += match self.unit {
                    Unit::CodePoints => 1,
                    Unit::Utf16 => letter.len_utf16(),
                };
            }
            (counted == wanted).then_some(text.len())
        };
        let (start, end) = (offset(self.start)?, offset(self.end)?);
        (start < end).then_some((start, end))
    }
}

/// A day of a moment as computers write it: the first ten characters of `2025-03-07T10:00:00Z`.
fn day(moment: &str) -> Option<String> {
    let day = moment.get(..10)?;
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    // What else stands behind a day is part of the date: how sure it is, or until when.
    let ends = moment.as_bytes().get(10).is_none_or(|next| matches!(next, b'T' | b't' | b' '));
    (ends && day.bytes().enumerate().all(shape)).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Range, Unit, day};
    use crate::model::is_web_address;

    #[test]
    fn a_picture_is_one_character_or_two() {
        let text = "a😀b";
        let bytes = |unit, start, end| Range { start, end, unit }.in_bytes(text);
        assert_eq!(bytes(Unit::CodePoints, 2, 3), Some((5, 6)));
        assert_eq!(bytes(Unit::Utf16, 3, 4), Some((5, 6)));
        assert_eq!(bytes(Unit::Utf16, 2, 4), None, "it would cut the picture");
        assert_eq!(bytes(Unit::CodePoints, 2, 4), None, "it ends outside");
        assert_eq!(bytes(Unit::CodePoints, 2, 2), None, "it is nothing");
        assert_eq!(bytes(Unit::CodePoints, usize::MAX, usize::MAX), None);
    }

    #[test]
    fn days_and_addresses_are_what_they_seem() {
        assert_eq!(day("2016-02-15T18:59:44.5+00:00").as_deref(), Some("2016-02-15"));
        assert_eq!((day("15 February"), day("2016-02-15~"), day("2016-02-15/2016-02-18")), (None, None, None));
        assert!(is_web_address("https://example.org/é") && !is_web_address("javascript:x") && !is_web_address("https://a b"));
    }
}
