//! The tables of documents and of those who write notes on them.

use super::Need::{Always, Maybe};
use super::{Cell, Column, Kind, Table, column, date, maybe, names, prose, root, text, words};
use crate::data::desk::Desk;
use crate::model::{Content, DocumentKind, EntityId};

/// A row for each document.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    about: "The documents of the archive, by their identifiers.",
    columns: &[
        column("id", Kind::Text, Always, "Its identifier."),
        column("siglum", Kind::Text, Maybe, "What stands for it in tables."),
        column("title", Kind::Text, Always, "Its title as printed; one that the editors made stands in square brackets."),
        column("title_supplied", Kind::Flag, Always, "Whether the editors made the title."),
        column("language", Kind::Text, Always, "The language of its text, as a BCP 47 tag."),
        column("translations", Kind::Names, Maybe, "The languages into which the archive has it translated."),
        column("kind", Kind::Word(words::<DocumentKind>), Always, "What sort of document it is."),
        column("publisher", Kind::Names, Maybe, "Who published it: entities."),
        column("creator", Kind::Names, Maybe, "Who wrote it: entities."),
        column("issued", Kind::Date, Maybe, "When it appeared, in EDTF."),
        column("issued_note", Kind::Text, Maybe, "How the date is known, where it is inferred."),
        column("provenance", Kind::Text, Maybe, "What is known of its origin."),
        column("url", Kind::Address, Maybe, "Where it was found."),
        column("accessed", Kind::Date, Maybe, "The day on which it was taken from there, in EDTF."),
        column("archived_at", Kind::Address, Maybe, "A copy in a web archive."),
        column("rights_holder", Kind::Text, Maybe, "Who holds the rights to the text."),
        column("rights_statement", Kind::Address, Maybe, "The licence of the text, or a statement on its rights."),
        column("text_sha256", Kind::Text, Maybe, "SHA-256 of the file with its text."),
        column("claims", Kind::Count, Always, "How many of the notes on it are claims."),
        column("note", Kind::Text, Maybe, "What an editor says of the whole document."),
        column("address", Kind::Address, Always, "Its page."),
    ],
    key: &["id"],
    leads: &[],
    rows: documents,
};

fn documents(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let entities = |ids: &[EntityId]| names(ids.iter().map(|id| desk.entity(*id)));
    let root = root(desk);
    for id in desk.documents() {
        let document = desk.archive.document(id);
        let record = &document.record;
        let capture = record.capture.as_ref();
        let rights = record.rights.as_ref();
        let languages = document.translations.iter().map(|translated| translated.record.language.value.tag.as_str());
        let claims = desk.archive.notes_of(id).filter(|(_, note)| matches!(note.note.content, Content::Claim(_))).count();
        row(vec![
            text(&document.id),
            maybe(record.siglum.as_deref()),
            text(record.shown_title()),
            Cell::Flag(record.title_supplied),
            text(&record.language.tag),
            names(languages),
            text(crate::model::ClosedList::name(record.kind)),
            entities(&record.publisher),
            entities(&record.creator),
            date(record.issued.as_ref()),
            prose(desk, record.issued_note.as_ref()),
            prose(desk, record.provenance.as_ref()),
            maybe(record.url.as_deref()),
            capture.map_or(Cell::Nothing, |capture| date(capture.accessed.as_ref())),
            maybe(capture.and_then(|capture| capture.archived_at.as_deref())),
            maybe(rights.and_then(|rights| rights.holder.as_deref())),
            maybe(rights.and_then(|rights| rights.statement.as_deref())),
            maybe(desk.sources.file(document.file).sha256.as_deref()),
            Cell::Count(claims),
            prose(desk, record.note.as_ref()),
            text(desk.document_address(&root, id)),
        ]);
    }
}

/// A row for each editor.
pub const EDITORS: Table = Table {
    name: "editors",
    about: "Those who write the notes.",
    columns: &[
        column("id", Kind::Text, Always, "The identifier by which records are signed."),
        column("name", Kind::Text, Always, "The name."),
        column("url", Kind::Address, Maybe, "The editor’s own page."),
    ] as &[Column],
    key: &["id"],
    leads: &[],
    rows: |desk, row| {
        for editor in &desk.archive.site.editors {
            row(vec![text(&editor.id.value), text(&editor.name), maybe(editor.url.as_deref())]);
        }
    },
};
