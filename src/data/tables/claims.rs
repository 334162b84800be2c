//! The tables of claims: who says what, on what it rests, how many.

use super::Need::{Always, Maybe};
use super::{BY, CREATED, Cell, Kind, MODIFIED, Table, column, date, maybe, names, prose, root, signed, text, words};
use crate::data::desk::Desk;
use crate::model::{Amount, Asserter, BasisKind, Claim, ClosedList, EntityId, Ground, Linked, Modality, NoteId, Status};

/// A row for each claim.
pub const CLAIMS: Table = Table {
    name: "claims",
    about: "Claims: who says what, how it is said, and how it stands. Its words and its note are in the table of notes.",
    columns: &[
        column("id", Kind::Text, Always, "The full name of the note."),
        column("document", Kind::Text, Always, "The document in which it is made."),
        column("says", Kind::Text, Always, "What is claimed, in one sentence of the editors."),
        column("quotation", Kind::Text, Always, "The words of the document, with single spaces for all white space."),
        column("question", Kind::Text, Maybe, "The question that it answers."),
        column("answer", Kind::Names, Maybe, "The positions that it takes on the question."),
        column("asserter", Kind::Word(asserters), Always, "Who says so: the document itself, somebody unnamed, or entities."),
        column("asserters", Kind::Names, Maybe, "Who says so, where entities do; for the document itself its publishers."),
        column("via", Kind::Names, Maybe, "Who passed it on: entities, from the first hearer to the document."),
        column("modality", Kind::Word(words::<Modality>), Always, "How it is said; for `denied`, says is what is denied."),
        column("status", Kind::Word(words::<Status>), Maybe, "How it stands beside the other claims; computed."),
        column("ground", Kind::Word(words::<Ground>), Maybe, "On what it rests, in a word; computed."),
        column("lineages", Kind::Names, Maybe, "On whose first count or sight it rests: entities; computed."),
        column("when", Kind::Date, Maybe, "When it is said to have happened, in EDTF."),
        column("where", Kind::Names, Maybe, "Where it is said to have happened: entities."),
        BY,
        CREATED,
        MODIFIED,
        column("address", Kind::Address, Always, "Its page."),
    ],
    key: &["id"],
    leads: &[("id", "notes"), ("document", "documents"), ("question", "questions"), ("by", "editors")],
    rows: claims,
};

fn asserters() -> Vec<&'static str> {
    vec!["document", "unnamed", "entities"]
}

/// All claims, in reading order.
fn all<'a>(desk: &Desk<'a>) -> impl Iterator<Item = (NoteId, &'a Claim<Linked>)> {
    let archive = desk.archive;
    (0..archive.notes.len() as u32).filter_map(move |number| Some((NoteId(number), archive.claim(NoteId(number))?)))
}

fn claims(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let root = root(desk);
    let entities = |ids: &[EntityId]| names(ids.iter().map(|id| desk.entity(*id)));
    for (id, claim) in all(desk) {
        let entry = desk.archive.note(id);
        let document = desk.archive.document(entry.document);
        let question = claim.question.map(|question| desk.archive.question(question));
        let positions = question.map_or(&[][..], |question| &question.positions);
        let found = desk.indexes.findings.claims.get(&id);
        let (asserter, who): (&str, &[EntityId]) = match &claim.asserter {
            Asserter::Document => ("document", &document.record.publisher),
            Asserter::Unnamed => ("unnamed", &[]),
            Asserter::Entities(entities) => ("entities", entities),
        };
        let mut cells = vec![
            text(desk.note_name(id)),
            text(&document.id),
            text(&claim.says),
            text(desk.words(entry.document, entry.note.anchor[0])),
            maybe(question.map(|question| question.id.value.as_str())),
            names(claim.answer.iter().map(|position| positions[*position].id.value.as_str())),
            text(asserter),
            entities(who),
            entities(&claim.via),
            text(claim.modality.name()),
            maybe(found.map(|found| found.status.name())),
            maybe(found.map(|found| found.ground.name())),
            found.map_or(Cell::Nothing, |found| entities(&found.lineages)),
            date(claim.when.as_ref()),
            entities(&claim.places),
        ];
        cells.extend(signed(desk, &entry.note.signature));
        cells.push(text(desk.note_address(&root, id)));
        row(cells);
    }
}

/// A row for each basis of a claim.
pub const BASES: Table = Table {
    name: "bases",
    about: "On what claims rest, as editors wrote it.",
    columns: &[
        column("claim", Kind::Text, Always, "The claim."),
        column("number", Kind::Count, Always, "Which of its bases, from 1."),
        column("kind", Kind::Word(words::<BasisKind>), Always, "What it rests on."),
        column("by", Kind::Names, Maybe, "Who saw, counted, wrote or said it: entities."),
        column("lineage", Kind::Text, Maybe, "Who saw or counted first, where that is not `by`."),
        column("cite", Kind::Text, Maybe, "The key of the work."),
        column("note", Kind::Text, Maybe, "What the editor adds, as plain text."),
    ],
    key: &["claim", "number"],
    leads: &[("claim", "claims"), ("lineage", "entities")],
    rows: |desk, row| {
        for (id, claim) in all(desk) {
            for (number, basis) in claim.basis.iter().enumerate() {
                row(vec![
                    text(desk.note_name(id)),
                    Cell::Count(number + 1),
                    text(basis.kind.name()),
                    names(basis.by.iter().map(|id| desk.entity(*id))),
                    maybe(basis.lineage.map(|id| desk.entity(id))),
                    maybe(basis.cite.map(|id| desk.archive.work(id).key.value.as_str())),
                    prose(desk, basis.note.as_ref()),
                ]);
            }
        }
    },
};

/// A row for each figure of a claim.
pub const FIGURES: Table = Table {
    name: "figures",
    about: "Figures of claims, with no more than their wording supports. A number that is given has both ends equal.",
    columns: &[
        column("claim", Kind::Text, Always, "The claim."),
        column("number", Kind::Count, Always, "Which of its figures, from 1."),
        column("min", Kind::Number, Maybe, "The lowest number that the wording allows."),
        column("max", Kind::Number, Maybe, "The highest number that the wording allows."),
        column(
            "about",
            Kind::Flag,
            Always,
            "Whether the source says “about”: min and max are as it gives them, and stand for the numbers around.",
        ),
        column("modality", Kind::Word(words::<Modality>), Always, "How the claim is made; `denied` says that it is not so many."),
        column("question", Kind::Text, Maybe, "The question that it answers."),
        column("of", Kind::Text, Maybe, "Whom it counts: a scope of the question."),
        column("as_of", Kind::Date, Maybe, "When it was so, in EDTF; where it is empty, when the document appeared."),
        column("unit", Kind::Text, Maybe, "What is counted; the question’s unit where the editor gave none."),
        column("event", Kind::Text, Maybe, "The event, where it is not the question’s."),
        column("place", Kind::Text, Maybe, "The place, where it is not the question’s."),
        column("period", Kind::Date, Maybe, "The stretch of time in EDTF, where it is not the question’s."),
    ],
    key: &["claim", "number"],
    leads: &[("claim", "claims"), ("question", "questions"), ("event", "entities"), ("place", "entities")],
    rows: |desk, row| {
        for (id, claim) in all(desk) {
            let question = claim.question.map(|question| desk.archive.question(question));
            for (number, figure) in claim.figures.iter().enumerate() {
                let scope = figure.of.and_then(|scope| question?.scopes.get(scope));
                let unit = figure.unit.as_deref().or_else(|| question?.unit.as_deref());
                row(vec![
                    text(desk.note_name(id)),
                    Cell::Count(number + 1),
                    amount(figure.min),
                    amount(figure.max),
                    Cell::Flag(figure.about),
                    text(claim.modality.name()),
                    maybe(question.map(|question| question.id.value.as_str())),
                    maybe(scope.map(|scope| scope.id.value.as_str())),
                    date(figure.as_of.as_ref()),
                    maybe(unit),
                    maybe(figure.event.map(|id| desk.entity(id))),
                    maybe(figure.place.map(|id| desk.entity(id))),
                    date(figure.period.as_ref()),
                ]);
            }
        }
    },
};

/// A number in digits, exact.
fn amount(amount: Option<Amount>) -> Cell {
    amount.map_or(Cell::Nothing, |amount| Cell::Number(amount.digits()))
}

#[cfg(test)]
mod tests {
    use super::{Amount, Cell, amount};

    #[test]
    fn numbers_are_exact() {
        for (hundredths, digits) in [(138_300, "1383"), (1_250, "12.5"), (1_205, "12.05"), (-50, "-0.5"), (0, "0")] {
            assert_eq!(amount(Some(Amount { hundredths })), Cell::Number(digits.to_owned()));
        }
    }
}
