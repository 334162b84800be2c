//! The record of a term: how a word is used.

use super::{BY, CREATED, Field, MODIFIED, Named, Record, Takes};
use crate::model::{ClosedList, Scheme};

/// How a word is used.
pub const TERM: Record = Record {
    name: "term",
    help: "How a word is used; it does not say whether the word is right.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique among terms, and never given to something new."),
        Field::needed("term", Takes::Text, "The word."),
        Field::optional("language", Takes::Language, "The language of the word."),
        Field::needed("scheme", Takes::Word(Scheme::WORDS), "What kind of word it is."),
        Field::optional("says", Takes::Prose, "How it is used."),
        Field::optional("broader", Takes::Name(Named::Term), "Wider words.").list(),
        Field::optional("related", Takes::Name(Named::Term), "Neighbouring words.").list(),
        BY,
        CREATED,
        MODIFIED,
    ],
    rules: &[],
};
