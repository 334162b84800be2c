//! The record of a question and the records in it.

use super::{BY, CREATED, Field, MODIFIED, NOTE_HELP, Named, Record, Takes};
use crate::model::{ClosedList, QuestionKind};

/// What several documents answer differently.
pub const QUESTION: Record = Record {
    name: "question",
    help: "What several documents say on one point; its page sets their answers side by side.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique among questions, and never given to something new."),
        Field::needed("asks", Takes::Text, "The question as a sentence."),
        Field::needed("kind", Takes::Word(QuestionKind::WORDS), "How it is answered."),
        Field::optional("event", Takes::Name(Named::Entity), "The event that it is about."),
        Field::optional("unit", Takes::Text, "What figures count.").such_as(&["person", "day", "hour", "house", "village"]),
        Field::optional("scopes", Takes::Record(&SCOPE), "Whom or what a figure may count.").list(),
        Field::optional("positions", Takes::Record(&POSITION), "What may be answered, for `kind: position`.").list(),
        Field::optional("exclusive", Takes::Flag, "Whether only one position can hold."),
        Field::optional("cumulative", Takes::Flag, "Whether a later count may be higher without contradicting an earlier one."),
        Field::optional("note", Takes::Prose, NOTE_HELP),
        BY,
        CREATED,
        MODIFIED,
    ],
    rules: &[],
};

/// Whom or what a figure counts.
pub const SCOPE: Record = Record {
    name: "scope",
    help: "Whom or what a figure counts.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique in the question."),
        Field::needed("label", Takes::Text, "The scope's name."),
        Field::optional("within", Takes::Name(Named::Scope), "The larger scope that it is part of."),
    ],
    rules: &[],
};

/// An answer that documents give.
pub const POSITION: Record = Record {
    name: "position",
    help: "What may be answered.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique in the question."),
        Field::needed("says", Takes::Text, "The answer as a sentence."),
    ],
    rules: &[],
};
