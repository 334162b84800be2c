//! The tables of notes and of how they stand to each other.

use super::Need::{Always, Maybe};
use super::{BY, CREATED, Cell, Kind, MODIFIED, Table, column, date, maybe, prose, root, signed, text, words};
use crate::data::desk::Desk;
use crate::model::{Certainty, Change, ClosedList, Content, Method, NoteId, RelationKind, Side};

/// A row for each note.
pub const NOTES: Table = Table {
    name: "notes",
    about: "All notes, document by document in reading order, with the first place where each stands.",
    columns: &[
        column("id", Kind::Text, Always, "Its full name: the document and its own identifier."),
        column("document", Kind::Text, Always, "The document on which it stands."),
        column("kind", Kind::Word(kinds), Always, "What it is."),
        column("mark", Kind::Text, Maybe, "The number or letter that it carries on the page; a mention may be a link alone."),
        column("on", Kind::Text, Maybe, "The language of the translation on which it stands; nothing for the original."),
        column("paragraph", Kind::Text, Always, "The paragraph in which its words begin."),
        column("start", Kind::Count, Always, "The first of its words in the readable text, in code points from 0."),
        column("end", Kind::Count, Always, "One past the last of them."),
        column("quotation", Kind::Text, Always, "Its words, with single spaces for all white space."),
        column("places", Kind::Count, Always, "At how many places it stands."),
        column("term", Kind::Text, Maybe, "For a wording: the term."),
        column("gloss", Kind::Text, Maybe, "For a translation the rendering, for a wording what is meant."),
        column("to", Kind::Text, Maybe, "For a translation: into which language."),
        column("from", Kind::Text, Maybe, "The language from which the words were borrowed."),
        column("original", Kind::Text, Maybe, "The borrowed words there."),
        column("literal", Kind::Text, Maybe, "The words, each by itself."),
        column("alternatives", Kind::Texts, Maybe, "Other renderings."),
        column("certainty", Kind::Word(words::<Certainty>), Maybe, "How sure the rendering is."),
        column("method", Kind::Word(words::<Method>), Maybe, "Who or what made the rendering."),
        column("rendered_by", Kind::Text, Maybe, "The editor who answers for the rendering."),
        column("note", Kind::Text, Maybe, "What the editor adds, as plain text."),
        BY,
        CREATED,
        MODIFIED,
        column("address", Kind::Address, Always, "Its page, or its place on the page of the document."),
    ],
    key: &["id"],
    leads: &[("document", "documents"), ("term", "terms"), ("rendered_by", "editors"), ("by", "editors")],
    rows: notes,
};

fn kinds() -> Vec<&'static str> {
    vec!["claim", "translation", "wording", "mention", "comment"]
}

fn notes(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let root = root(desk);
    for (number, entry) in desk.archive.notes.iter().enumerate() {
        let (id, note) = (NoteId(number as u32), &entry.note);
        let passage = note.anchor[0];
        let points = desk.code_points(entry.document, passage);
        let mark = desk.mark(id).text();
        let mut cells = vec![
            text(desk.note_name(id)),
            text(&desk.archive.document(entry.document).id),
            text(note.content.kind()),
            maybe((!mark.is_empty()).then_some(mark)),
            on(desk, entry.document, passage.side),
            text(desk.paragraph(entry.document, passage)),
            Cell::Count(points.start),
            Cell::Count(points.end),
            text(desk.words(entry.document, passage)),
            Cell::Count(note.anchor.len()),
        ];
        cells.extend(rendered(desk, &note.content));
        cells.push(prose(desk, note.note.as_ref()));
        cells.extend(signed(desk, &note.signature));
        cells.push(text(desk.note_address(&root, id)));
        row(cells);
    }
}

/// The translation on which words stand.
pub fn on(desk: &Desk<'_>, document: crate::model::DocumentId, side: Side) -> Cell {
    match side {
        Side::Original => Cell::Nothing,
        Side::Translation(_) => text(&desk.text(document, side).1.tag),
    }
}

/// What a wording or a translation says; ten cells.
fn rendered(desk: &Desk<'_>, content: &Content<crate::model::Linked>) -> [Cell; 10] {
    let mut cells = [const { Cell::Nothing }; 10];
    match content {
        Content::Wording(wording) => {
            cells[0] = text(&desk.archive.term(wording.term).id.value);
            cells[1] = maybe(wording.gloss.as_deref());
        }
        Content::Translation(translation) => {
            let to = translation.to.as_ref().unwrap_or(&desk.archive.site.language);
            cells[1] = text(&translation.gloss);
            cells[2] = text(&to.tag);
            cells[3] = maybe(translation.from.as_ref().map(|language| language.tag.as_str()));
            cells[4] = maybe(translation.original.as_deref());
            cells[5] = maybe(translation.literal.as_deref());
            cells[6] = Cell::Texts(translation.alternatives.clone());
            cells[7] = maybe(translation.certainty.map(ClosedList::name));
            cells[8] = maybe(translation.method.map(ClosedList::name));
            cells[9] = maybe(translation.by.map(|editor| desk.editor(editor)));
        }
        Content::Claim(_) | Content::Mention(_) | Content::Comment => {}
    }
    cells
}

/// A row for each change of the words on which a note stands.
pub const REVISIONS: Table = Table {
    name: "revisions",
    about: "How the words on which notes stand have changed with their documents.",
    columns: &[
        column("note", Kind::Text, Always, "The note."),
        column("on", Kind::Date, Always, "The day on which it was put on the new words, in EDTF."),
        column("by", Kind::Text, Maybe, "The editor who did so."),
        column("was", Kind::Text, Always, "The words on which it stood before."),
        column("change", Kind::Word(words::<Change>), Always, "What kind of change it was."),
    ],
    key: &[],
    leads: &[("note", "notes"), ("by", "editors")],
    rows: |desk, row| {
        for (number, entry) in desk.archive.notes.iter().enumerate() {
            for revision in &entry.note.history {
                row(vec![
                    text(desk.note_name(NoteId(number as u32))),
                    date(Some(&revision.on)),
                    maybe(revision.by.map(|editor| desk.editor(editor))),
                    text(&revision.was),
                    text(revision.change.name()),
                ]);
            }
        }
    },
};

/// A row for each relation that an editor wrote.
pub const RELATIONS: Table = Table {
    name: "relations",
    about: "How notes stand to each other, as editors wrote it.",
    columns: &[
        column("from", Kind::Text, Always, "The note that says so."),
        column("as", Kind::Word(words::<RelationKind>), Always, "How it stands to the other."),
        column("to", Kind::Text, Always, "The other note."),
        column("note", Kind::Text, Maybe, "What the editor adds, as plain text."),
    ],
    key: &[],
    leads: &[("from", "notes"), ("to", "notes")],
    rows: |desk, row| {
        for (number, entry) in desk.archive.notes.iter().enumerate() {
            for relation in &entry.note.relations {
                let from = desk.note_name(NoteId(number as u32));
                let note = prose(desk, relation.note.as_ref());
                row(vec![text(from), text(relation.kind.name()), text(desk.note_name(relation.to)), note]);
            }
        }
    },
};
