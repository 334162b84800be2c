//! The tables of questions, of whom figures may count, and of the positions that documents take.

use super::Need::{Always, Maybe};
use super::{BY, CREATED, Cell, Kind, MODIFIED, Table, column, maybe, prose, root, signed, text, words};
use crate::data::desk::Desk;
use crate::model::{ClosedList, QuestionId, QuestionKind, Standing, Verdict};

/// A row for each question.
pub const QUESTIONS: Table = Table {
    name: "questions",
    about: "What several documents answer differently.",
    columns: &[
        column("id", Kind::Text, Always, "Its identifier."),
        column("asks", Kind::Text, Always, "The question as a sentence."),
        column("kind", Kind::Word(words::<QuestionKind>), Always, "What an answer is."),
        column("event", Kind::Text, Maybe, "The event that it is about."),
        column("unit", Kind::Text, Maybe, "What figures count."),
        column("exclusive", Kind::Flag, Always, "Whether only one position can hold."),
        column("cumulative", Kind::Flag, Always, "Whether a later count may be higher without contradicting an earlier one."),
        column("standing", Kind::Word(words::<Standing>), Always, "How it stands, in a word; computed."),
        column("claims", Kind::Count, Always, "How many claims answer it; computed."),
        column("documents", Kind::Count, Always, "How many documents speak of it; computed."),
        column("lineages", Kind::Count, Always, "On how many independent lineages they rest; computed."),
        column("unstated", Kind::Count, Always, "How many of its claims state no basis; computed."),
        column("unnamed", Kind::Count, Always, "How many state a basis that names nobody; computed."),
        column("circular", Kind::Count, Always, "How many only repeat one another; computed."),
        column("contested", Kind::Count, Always, "How many are disputed for what is said on it; computed."),
        column("opposed", Kind::Count, Always, "Pairs of claims that take positions of which at most one can hold; computed."),
        column("conflicts", Kind::Count, Always, "Pairs of figures in conflict: no number satisfies both; computed."),
        column("silent", Kind::Count, Always, "How many documents within reach say nothing of it; computed."),
        column("too_early", Kind::Count, Always, "How many say nothing of it and appeared before its event; computed."),
        column("note", Kind::Text, Maybe, "What an editor adds, as plain text."),
        BY,
        CREATED,
        MODIFIED,
        column("address", Kind::Address, Always, "Its page."),
    ],
    key: &["id"],
    leads: &[("event", "entities"), ("by", "editors")],
    rows: questions,
};

fn questions(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let root = root(desk);
    for (number, question) in desk.archive.questions.iter().enumerate() {
        let found = &desk.indexes.findings.questions[number];
        let mut cells = vec![
            text(&question.id.value),
            text(&question.asks),
            text(question.kind.name()),
            maybe(question.event.map(|id| desk.entity(id))),
            maybe(question.unit.as_deref()),
            Cell::Flag(question.exclusive),
            Cell::Flag(question.cumulative),
            text(found.standing.name()),
            Cell::Count(found.claims.len()),
            Cell::Count(found.rows.len()),
            Cell::Count(found.lineages.len()),
            Cell::Count(found.unstated.len()),
            Cell::Count(found.unnamed.len()),
            Cell::Count(found.circular.len()),
            Cell::Count(found.contested as usize),
            Cell::Count(found.opposed as usize),
            Cell::Count(found.verdicts.get(Verdict::Conflict) as usize),
            Cell::Count(found.silent.count),
            Cell::Count(found.too_early.count),
            prose(desk, question.note.as_ref()),
        ];
        cells.extend(signed(desk, &question.signature));
        cells.push(text(desk.question_address(&root, QuestionId(number as u32))));
        row(cells);
    }
}

/// A row for each scope of a question.
pub const SCOPES: Table = Table {
    name: "scopes",
    about: "Whom or what the figures of a question may count.",
    columns: &[
        column("question", Kind::Text, Always, "The question."),
        column("id", Kind::Text, Always, "Its identifier in the question."),
        column("label", Kind::Text, Always, "Its name."),
        column("within", Kind::Text, Maybe, "The larger scope of the same question that it is part of."),
    ],
    key: &["question", "id"],
    leads: &[("question", "questions")],
    rows: |desk, row| {
        for question in &desk.archive.questions {
            for scope in &question.scopes {
                let within = scope.within.map(|within| question.scopes[within].id.value.as_str());
                row(vec![text(&question.id.value), text(&scope.id.value), text(&scope.label), maybe(within)]);
            }
        }
    },
};

/// A row for each position of a question.
pub const POSITIONS: Table = Table {
    name: "positions",
    about: "The positions that claims take on a question.",
    columns: &[
        column("question", Kind::Text, Always, "The question."),
        column("id", Kind::Text, Always, "Its identifier in the question."),
        column("says", Kind::Text, Always, "The answer as a sentence."),
    ],
    key: &["question", "id"],
    leads: &[("question", "questions")],
    rows: |desk, row| {
        for question in &desk.archive.questions {
            for position in &question.positions {
                row(vec![text(&question.id.value), text(&position.id.value), text(&position.says)]);
            }
        }
    },
};
