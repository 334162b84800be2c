//! The records of a claim: who says what, how, on what ground, and how many.

use super::{Field, Named, Record, Rule, Takes};
use crate::model::{BasisKind, ClosedList, Modality};

/// Someone says that something is so.
pub const CLAIM: Record = Record {
    name: "claim",
    help: "Someone says that something is so; the claim names who, through whom it came and how they know.",
    fields: &[
        Field::needed("says", Takes::Text, "What is claimed, in one neutral sentence of the archive's language."),
        Field::optional("question", Takes::Name(Named::Question), "The question that it answers."),
        Field::optional("answer", Takes::Name(Named::Position), "The positions that it takes on the question.").list(),
        Field::optional(
            "asserter",
            Takes::Name(Named::Entity),
            "Who says so; by default the document's publisher, or the document itself.",
        )
        .list()
        .or("unnamed", "Somebody whom the document does not name."),
        Field::optional("via", Takes::Name(Named::Entity), "Who passed it on, from the one who heard it first to the document.")
            .list(),
        Field::needed("modality", Takes::Word(Modality::WORDS), "How it is said."),
        Field::optional("basis", Takes::Record(&BASIS), "How the asserter knows; without it: “no stated basis”.").list(),
        Field::optional("figures", Takes::Record(&FIGURE), "How many, no more exactly than the words say it.").list(),
        Field::optional("when", Takes::Date, "When it is said to have happened.").such_as(&["2025-03-06/2025-03-09"]),
        Field::optional("where", Takes::Name(Named::Entity), "Where it is said to have happened.").list(),
    ],
    rules: &[Rule::Needs("answer", "question"), Rule::Bars(("modality", "denied"), "answer")],
};

/// How an asserter knows.
pub const BASIS: Record = Record {
    name: "basis",
    help: "How the asserter knows.",
    fields: &[
        Field::needed("kind", Takes::Word(BasisKind::WORDS), "What the claim rests on."),
        Field::optional("by", Takes::Name(Named::Entity), "Who saw, counted, wrote or said it.").list(),
        Field::optional(
            "lineage",
            Takes::Name(Named::Entity),
            "Who saw or counted first, so that repeats are not taken for counts; without it `by` is meant.",
        ),
        Field::optional("cite", Takes::Name(Named::Work), "The work of the bibliography."),
        Field::optional("note", Takes::Prose, "Anything else about it."),
    ],
    rules: &[],
};

/// How many, as the words say it.
pub const FIGURE: Record = Record {
    name: "figure",
    help: "How many, and no more than the words say: “over 1,000” is `{min: 1001}`, “hundreds” is `{min: 200}`.",
    fields: &[
        Field::optional("value", Takes::Number, "The number that is given.").such_as(&["1300"]),
        Field::optional("min", Takes::Number, "The lowest that it can be."),
        Field::optional("max", Takes::Number, "The highest that it can be."),
        Field::optional("about", Takes::Flag, "Whether the source says “about”."),
        Field::optional("of", Takes::Name(Named::Scope), "Whom it counts: a scope of the question."),
        Field::optional("as_of", Takes::Date, "When it was so; without it, when the document was issued."),
        Field::optional("unit", Takes::Text, "What is counted, where the question counts something else."),
        Field::optional("event", Takes::Name(Named::Entity), "The event, where it is not the question's."),
        Field::optional("place", Takes::Name(Named::Entity), "The place, where it is not that of the question's event."),
        Field::optional("period", Takes::Date, "The stretch of time, where it is not that of the question's event."),
    ],
    rules: &[Rule::AtLeastOne(&["value", "min", "max"]), Rule::Alone("value", &["min", "max"])],
};
