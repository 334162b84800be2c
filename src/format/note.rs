//! The record of a note and the records in it, but for claims.

use super::{BY, CLAIM, CREATED, DAY, Field, MODIFIED, NOTE_HELP, Named, Record, Rule, Takes};
use crate::model::{Certainty, Change, ClosedList, Method, RelationKind};

/// What is said about words of a text.
pub const NOTE: Record = Record {
    name: "note",
    help: "What is said about words of the text: a claim, a translation, a wording, a mention, or a comment.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique in the document, and never given to something new."),
        Field::needed("quote", Takes::Quotation, "The words that it is about, letter for letter as the page shows them."),
        Field::optional("prefix", Takes::Quotation, "What stands right before the words, where they stand more than once."),
        Field::optional("suffix", Takes::Quotation, "What stands right after the words, where they stand more than once."),
        Field::optional("in", Takes::Paragraph, "The paragraph in which the words stand."),
        Field::optional("every", Takes::Flag, "Every place where they stand as whole words."),
        Field::optional("on", Takes::Language, "The translation in which they stand, and whose paragraphs `in` counts."),
        Field::optional("claim", Takes::Record(&CLAIM), "Someone says that something is so."),
        Field::optional("translation", Takes::Record(&RENDERING), "How a word or phrase was put into another language."),
        Field::optional("wording", Takes::Record(&WORDING), "A word that carries weight; it is explained in `terms.yaml`."),
        Field::optional("mention", Takes::Name(Named::Entity), "Who or what is named.").list(),
        Field::optional("note", Takes::Prose, NOTE_HELP),
        Field::optional("relates", Takes::Record(&RELATION), "How it stands to other notes; the other side is shown too.").list(),
        Field::optional(
            "history",
            Takes::Record(&CHANGE),
            "What it quoted before its text changed, the oldest first; `postil anchors` writes it.",
        )
        .list(),
        BY,
        CREATED,
        MODIFIED,
    ],
    rules: &[Rule::AtMostOne(&["claim", "translation", "wording", "mention"])],
};

/// How a word or phrase was put into another language, and how sure that is.
pub const RENDERING: Record = Record {
    name: "translation",
    help: "How a word or phrase was put into another language, and how sure that is.",
    fields: &[
        Field::needed("gloss", Takes::Text, "The rendering."),
        Field::optional("to", Takes::Language, "The language into which it is put; the archive's by default."),
        Field::optional("from", Takes::Language, "The language that a borrowed word came from."),
        Field::optional("original", Takes::Text, "The borrowed word in that language."),
        Field::optional("alternatives", Takes::Text, "Other renderings.").list(),
        Field::optional("literal", Takes::Text, "Word for word."),
        Field::optional("certainty", Takes::Word(Certainty::WORDS), "How sure it is."),
        Field::optional("method", Takes::Word(Method::WORDS), "Who or what made it."),
        Field::optional("by", Takes::Name(Named::Editor), "The editor who answers for it."),
    ],
    rules: &[],
};

/// A word that carries weight.
pub const WORDING: Record = Record {
    name: "wording",
    help: "A word that carries weight; it is explained once, in `terms.yaml`.",
    fields: &[
        Field::needed("term", Takes::Name(Named::Term), "The entry in `terms.yaml`."),
        Field::optional("gloss", Takes::Text, "What is meant here."),
    ],
    rules: &[],
};

/// How a note stands to another.
pub const RELATION: Record = Record {
    name: "relation",
    help: "How a note stands to another one.",
    fields: &[
        Field::needed("to", Takes::Name(Named::Note), "The other note: `document/note`, or `note` on the same document."),
        Field::needed("as", Takes::Word(RelationKind::WORDS), "How this note stands to it."),
        Field::optional("note", Takes::Prose, "Anything else about it."),
    ],
    rules: &[],
};

/// What a note quoted before its text changed.
pub const CHANGE: Record = Record {
    name: "change",
    help: "What a note quoted before its text changed.",
    fields: &[
        Field::needed("on", Takes::Date, "The day of the change.").such_as(DAY),
        Field::optional("by", Takes::Name(Named::Editor), "The editor who took it over."),
        Field::needed("was", Takes::Text, "The quotation before."),
        Field::needed("change", Takes::Word(Change::WORDS), "What kind of change it was."),
    ],
    rules: &[],
};
