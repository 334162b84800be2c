//! The tables of documents and of those who write notes on them.

use super::Need::{Always, Maybe};
use super::{Cell, Column, Kind, Table, column, date, maybe, names, prose, root, tag, text, words};
use crate::data::desk::Desk;
use crate::model::{ClosedList, Content, DocumentKind, EntityId, Method};

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
        column("capture_file", Kind::Text, Maybe, "The name of the file that was taken from there."),
        column("capture_sha256", Kind::Text, Maybe, "SHA-256 of that file."),
        column("capture_tool", Kind::Text, Maybe, "With what it was taken."),
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
            maybe(record.siglum.as_ref().map(|siglum| siglum.value.as_str())),
            text(record.shown_title()),
            Cell::Flag(record.title_supplied),
            text(&record.language.tag),
            names(languages),
            text(record.kind.name()),
            entities(&record.publisher),
            entities(&record.creator),
            date(record.issued.as_ref()),
            prose(desk, record.issued_note.as_deref()),
            prose(desk, record.provenance.as_deref()),
            maybe(record.url.as_deref()),
            capture.map_or(Cell::Nothing, |capture| date(capture.accessed.as_ref())),
            maybe(capture.and_then(|capture| capture.archived_at.as_deref())),
            maybe(capture.and_then(|capture| capture.file.as_deref())),
            maybe(capture.and_then(|capture| capture.sha256.as_deref())),
            maybe(capture.and_then(|capture| capture.tool.as_deref())),
            maybe(rights.and_then(|rights| rights.holder.as_deref())),
            maybe(rights.and_then(|rights| rights.statement.as_deref())),
            maybe(desk.sources.file(document.file).sha256.as_deref()),
            Cell::Count(claims),
            prose(desk, record.note.as_deref()),
            text(desk.document_address(&root, id)),
        ]);
    }
}

/// A row for each title in another language.
pub const TITLES: Table = Table {
    name: "titles",
    about: "Titles of documents as the editors translated them.",
    columns: &[
        column("document", Kind::Text, Always, "The document."),
        column("title", Kind::Text, Always, "The title."),
        column("language", Kind::Text, Maybe, "Its language, as a BCP 47 tag."),
    ],
    key: &[],
    leads: &[("document", "documents")],
    rows: |desk, row| {
        for document in desk.documents().map(|id| desk.archive.document(id)) {
            for (title, language) in document.record.title_translated.all() {
                row(vec![text(&document.id), text(title), tag(language)]);
            }
        }
    },
};

/// A row for each translation of a text.
pub const TRANSLATIONS: Table = Table {
    name: "translations",
    about: "Translations of whole documents that stand beside these.",
    columns: &[
        column("document", Kind::Text, Always, "The document."),
        column("language", Kind::Text, Always, "The language of the translation, as a BCP 47 tag."),
        column("method", Kind::Word(words::<Method>), Maybe, "Who or what made it."),
        column("by", Kind::Text, Maybe, "The editor who answers for it."),
        column("text_sha256", Kind::Text, Maybe, "SHA-256 of the file with its text."),
    ],
    key: &["document", "language"],
    leads: &[("document", "documents"), ("by", "editors")],
    rows: |desk, row| {
        for document in desk.documents().map(|id| desk.archive.document(id)) {
            for translated in &document.translations {
                let record = &translated.record;
                row(vec![
                    text(&document.id),
                    text(&record.language.value.tag),
                    maybe(record.method.map(ClosedList::name)),
                    maybe(record.by.map(|editor| desk.editor(editor))),
                    maybe(desk.sources.file(translated.file).sha256.as_deref()),
                ]);
            }
        }
    },
};

/// A row for each warning of what a document describes.
pub const CONTENT_NOTES: Table = Table {
    name: "content_notes",
    about: "What documents describe that readers may want to know of before they read.",
    columns: &[
        column("document", Kind::Text, Always, "The document."),
        column("about", Kind::Text, Always, "What is described."),
        column("paragraphs", Kind::Names, Maybe, "Where: paragraphs of the document."),
    ],
    key: &[],
    leads: &[("document", "documents")],
    rows: |desk, row| {
        for document in desk.documents().map(|id| desk.archive.document(id)) {
            for note in &document.record.content_notes {
                let paragraphs = note.paragraphs.iter().map(|paragraph| format!("p{}", paragraph.value));
                row(vec![text(&document.id), text(&note.about), names(paragraphs)]);
            }
        }
    },
};

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
