//! The record of a document, `document.yaml`, and the records in it.

use super::{DAY, Field, NOTE_HELP, Named, Record, Takes};
use crate::model::{ClosedList, DocumentKind, ListWord, Method};

/// What is published of a text: only `full` is honoured so far.
const PUBLISH: &[ListWord] = &[ListWord { name: "full", help: "All of the text, as without the field." }];

/// What a text is and where it comes from.
pub const DOCUMENT: Record = Record {
    name: "document",
    help: "What the text is and where it comes from; what the document does not show is left out.",
    fields: &[
        Field::needed("title", Takes::Text, "The title as printed; one made by the editors is customarily set in brackets."),
        Field::optional("title_supplied", Takes::Flag, "Whether the editors made the title."),
        Field::optional("title_translated", Takes::Localised, "The title in other languages."),
        Field::optional("siglum", Takes::Siglum, "One to six characters that stand for the document in tables."),
        Field::needed("language", Takes::Language, "The language of the text."),
        Field::needed("kind", Takes::Word(DocumentKind::WORDS), "What sort of document it is."),
        Field::optional(
            "publisher",
            Takes::Name(Named::Entity),
            "Who published it; claims are theirs unless they say otherwise.",
        )
        .list(),
        Field::optional("creator", Takes::Name(Named::Entity), "Who wrote it.").list(),
        Field::optional("provenance", Takes::Prose, "What is known of its origin."),
        Field::optional("issued", Takes::Date, "When it appeared; documents are listed in this order.").such_as(DAY),
        Field::optional("issued_note", Takes::Prose, "How the date is known, where it is inferred."),
        Field::optional("url", Takes::Address, "Where it was found."),
        Field::optional("capture", Takes::Record(&CAPTURE), "How it was taken from there."),
        Field::optional("rights", Takes::Record(&RIGHTS), "Whose it is."),
        Field::optional("publish", Takes::Word(PUBLISH), "How much of the text is published; `full` by default."),
        Field::not_honoured("embargo_until", Takes::Date, "the text would be published before that day"),
        Field::not_honoured("excerpt_words", Takes::Number, "texts are published whole"),
        Field::optional(
            "content_notes",
            Takes::Record(&CONTENT_NOTE),
            "Warnings of what is told; readers can fold the paragraphs away.",
        )
        .list(),
        Field::optional(
            "breaks",
            Takes::QuotationOr(&BREAK),
            "Words at which editors begin a new paragraph, in a text that has lost its own.",
        )
        .list(),
        Field::optional(
            "furniture",
            Takes::QuotationOr(&BREAK),
            "Leftovers of a web page, such as “Share”; they are drawn apart.",
        )
        .list(),
        Field::optional(
            "text_sha256",
            Takes::Sha256,
            "The hash of the text for which the notes were made; `postil fmt` fills it in.",
        ),
        Field::optional("translations", Takes::Record(&TRANSLATION), "What is known of each `text.LANGUAGE.md`.").list(),
        Field::optional("note", Takes::Prose, NOTE_HELP),
    ],
    rules: &[],
};

/// How a text was taken from where it was found.
pub const CAPTURE: Record = Record {
    name: "capture",
    help: "How the text was taken from where it was found.",
    fields: &[
        Field::optional("accessed", Takes::Date, "The day on which it was taken.").such_as(DAY),
        Field::optional("archived_at", Takes::Address, "A copy in a web archive."),
        Field::optional("sha256", Takes::Sha256, "The hash of what was taken."),
        Field::optional("tool", Takes::Text, "With what it was taken."),
        Field::optional("file", Takes::Text, "The name of the file that was taken."),
        Field::not_honoured("proofs", Takes::Text, "nothing checks them").list(),
    ],
    rules: &[],
};

/// Whose a text is.
pub const RIGHTS: Record = Record {
    name: "rights",
    help: "Whose the text is.",
    fields: &[
        Field::optional("holder", Takes::Text, "Who holds the rights."),
        Field::optional("statement", Takes::Address, "A licence, or a statement of rightsstatements.org.")
            .such_as(&["https://rightsstatements.org/vocab/InC/1.0/"]),
    ],
    rules: &[],
};

/// A warning of what is told in a text.
pub const CONTENT_NOTE: Record = Record {
    name: "content note",
    help: "A warning of what is told, and where.",
    fields: &[
        Field::needed("about", Takes::Text, "What is told."),
        Field::optional("paragraphs", Takes::Paragraph, "The paragraphs in which it is told.").list(),
    ],
    rules: &[],
};

/// Words at which something begins, where they alone do not tell the place.
pub const BREAK: Record = Record {
    name: "break",
    help: "Words of the text, with what stands beside them, where the words alone stand more than once.",
    fields: &[
        Field::needed("before", Takes::Quotation, "The words."),
        Field::optional("prefix", Takes::Quotation, "What stands right before them."),
        Field::optional("suffix", Takes::Quotation, "What stands right after them."),
    ],
    rules: &[],
};

/// What is known of a translation of a text.
pub const TRANSLATION: Record = Record {
    name: "translation",
    help: "What is known of a translation, `text.LANGUAGE.md`.",
    fields: &[
        Field::needed("language", Takes::Language, "The same tag as in the file's name; one translation into each language."),
        Field::optional("method", Takes::Word(Method::WORDS), "Who or what made it."),
        Field::optional("by", Takes::Name(Named::Editor), "The editor who answers for it."),
        Field::optional(
            "align",
            Takes::Pairs,
            "Which paragraphs stand side by side, those of the original first; one by one by default.",
        )
        .such_as(&["[[p1, p1], [p2, [p2, p3]]]"]),
        Field::optional("text_sha256", Takes::Sha256, "The hash of the translation for which the notes were made."),
    ],
    rules: &[],
};
