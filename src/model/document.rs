//! Documents: the texts that are never edited, and the records that say where they come from.

use std::borrow::Cow;

use super::{Date, Language, Localised, Names, Prose, Side, Text, closed_list};
use crate::source::{FileIndex, Place, Placed};

/// The record of a document: who, when, where from, rights. What few have lies apart, for large archives.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRecord<N: Names> {
    /// The title as printed.
    pub title: String,
    /// The editors made the title, for a document that prints none.
    pub title_supplied: bool,
    /// The title in other languages.
    pub title_translated: Localised,
    /// 1–6 characters that stand for the document in tables.
    pub siglum: Option<Placed<String>>,
    /// The language of the text.
    pub language: Language,
    /// What kind of document.
    pub kind: DocumentKind,
    /// Who published it.
    pub publisher: Vec<N::Entity>,
    /// Who wrote it.
    pub creator: Vec<N::Entity>,
    /// What is known of its origin.
    pub provenance: Option<Box<Prose<N>>>,
    /// When it appeared.
    pub issued: Option<Date>,
    /// How that is known, where it is inferred.
    pub issued_note: Option<Box<Prose<N>>>,
    /// Where it was taken from.
    pub url: Option<String>,
    /// How it was taken.
    pub capture: Option<Box<Capture>>,
    /// Whose it is.
    pub rights: Option<Rights>,
    /// What the text describes, and where.
    pub content_notes: Vec<ContentNote>,
    /// The hash that the notes were made for.
    pub text_sha256: Option<Placed<String>>,
    /// What an editor says of the document as a whole.
    pub note: Option<Box<Prose<N>>>,
}

impl<N: Names> DocumentRecord<N> {
    /// The title as it is shown: one that the editors made stands in square brackets.
    pub fn shown_title(&self) -> Cow<'_, str> {
        let bracketed = !self.title_supplied || (self.title.starts_with('[') && self.title.ends_with(']'));
        if bracketed { Cow::Borrowed(&self.title) } else { Cow::Owned(format!("[{}]", self.title)) }
    }
}

/// How a document was taken from where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// The day.
    pub accessed: Option<Date>,
    /// The address of a copy in a web archive.
    pub archived_at: Option<String>,
    /// The hash of what was taken.
    pub sha256: Option<String>,
    /// With what.
    pub tool: Option<String>,
    /// The name of the file that was taken.
    pub file: Option<String>,
}

/// Whose a text is, and what may be done with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rights {
    /// The holder.
    pub holder: Option<String>,
    /// The address of a statement or licence.
    pub statement: Option<String>,
}

/// What a text describes, and in which paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentNote {
    /// What is described.
    pub about: String,
    /// Where, paragraphs from 1.
    pub paragraphs: Vec<Placed<usize>>,
}

closed_list! {
    /// What kind of document.
    DocumentKind {
        /// An opinion of the paper.
        Editorial = "editorial",
        /// An article.
        Article = "article",
        /// A report.
        Report = "report",
        /// A post.
        Post = "post",
        /// A speech.
        Speech = "speech",
        /// A letter.
        Letter = "letter",
        /// A law.
        Law = "law",
        /// Something else.
        Other = "other",
    }
}

closed_list! {
    /// Who or what made a translation.
    Method {
        /// A person.
        Human = "human",
        /// A machine.
        Machine = "machine",
        /// A machine, then a person.
        MachineEdited = "machine-edited",
    }
}

/// What is said of a translation.
#[derive(Debug, Clone, PartialEq)]
pub struct TranslationRecord<N: Names> {
    /// Into which language.
    pub language: Placed<Language>,
    /// Who or what made it.
    pub method: Option<Method>,
    /// The editor who answers for it.
    pub by: Option<N::Editor>,
    /// Pairs of paragraphs as written; absent for one to one.
    pub align: Option<Placed<Vec<Alignment>>>,
    /// The hash that the notes were made for.
    pub text_sha256: Option<Placed<String>>,
}

/// Paragraphs of the original (from 1) and of the translation that stand beside each other; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// Paragraphs of the original.
    pub source: Vec<usize>,
    /// Paragraphs of the translation.
    pub translation: Vec<usize>,
    /// Where the pair is written, or the record if it is not.
    pub place: Place,
}

/// A translation in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Translated<N: Names> {
    /// What is said of it.
    pub record: TranslationRecord<N>,
    /// Its file.
    pub file: FileIndex,
    /// Its text.
    pub text: Text<N::Link>,
    /// The pairs that are drawn beside each other, covering both sides.
    pub rows: Vec<Alignment>,
}

/// A document in an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<N: Names> {
    /// The name of its folder.
    pub id: String,
    /// What is said of it.
    pub record: DocumentRecord<N>,
    /// The file of its text.
    pub file: FileIndex,
    /// Its text.
    pub text: Text<N::Link>,
    /// Its translations.
    pub translations: Vec<Translated<N>>,
    /// Its sidecars, in the order of their names.
    pub sidecars: Vec<FileIndex>,
}

impl<N: Names> Document<N> {
    /// One of its texts, with its language.
    pub fn side(&self, side: Side) -> (&Text<N::Link>, &Language) {
        match side {
            Side::Original => (&self.text, &self.record.language),
            Side::Translation(number) => {
                let translated = &self.translations[number.get()];
                (&translated.text, &translated.record.language.value)
            }
        }
    }

    /// Its texts: the original, then the translations.
    pub fn sides(&self) -> impl Iterator<Item = Side> + use<N> {
        std::iter::once(Side::Original).chain((0..self.translations.len()).map(Side::translation))
    }
}
