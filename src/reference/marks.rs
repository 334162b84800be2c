//! The marks of a document's notes: which carry numbers, which letters, which are links alone.

use rayon::prelude::*;

use crate::model::{Archive, Content, DocumentId, EntityId, Indexes, NoteId, Passage, Piece, Side, Target, Text};
use crate::source::Span;

/// How a note is marked in the text of its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteMark {
    /// A number: claims and plain comments.
    Number(u32),
    /// A letter: wordings, translations, and mentions that say more than a link can.
    Letter(u32),
    /// A link alone: a mention of one entity, with nothing else to say.
    Link(EntityId),
}

impl NoteMark {
    /// What stands at the reference: `3`, `b`; nothing for a link.
    pub fn text(&self) -> String {
        match self {
            NoteMark::Number(number) => number.to_string(),
            NoteMark::Letter(number) => letters(*number),
            NoteMark::Link(_) => String::new(),
        }
    }
}

/// 1 → a, 26 → z, 27 → aa.
fn letters(mut number: u32) -> String {
    let mut reversed = Vec::new();
    while number > 0 {
        number -= 1;
        reversed.push(b"abcdefghijklmnopqrstuvwxyz"[number as usize % 26]);
        number /= 26;
    }
    reversed.into_iter().rev().map(char::from).collect()
}

/// The marks of all notes, by note number; each document counts from 1 and from a.
pub fn marks(archive: &Archive, indexes: &Indexes) -> Vec<NoteMark> {
    let documents = (0..archive.documents.len() as u32).into_par_iter().map(DocumentId);
    documents.flat_map_iter(|id| document_marks(archive, indexes, id)).collect()
}

fn document_marks(archive: &Archive, indexes: &Indexes, id: DocumentId) -> Vec<NoteMark> {
    let document = archive.document(id);
    let mentions: Vec<(NoteId, Passage)> = archive
        .notes_of(id)
        .filter(|(_, note)| matches!(note.note.content, Content::Mention(_)))
        .flat_map(|(id, note)| note.note.anchor.iter().map(move |passage| (id, *passage)))
        .collect();
    let links: Vec<Passage> = std::iter::once((Side::Original, &document.text))
        .chain(document.translations.iter().enumerate().map(|(number, found)| (Side::translation(number), &found.text)))
        .flat_map(|(side, text)| links_of(text).into_iter().map(move |span| Passage { side, span }))
        .collect();
    let (mut marks, mut numbers, mut letters) = (Vec::new(), 0, 0);
    for (id, note) in archive.notes_of(id) {
        let note = &note.note;
        let alone = |passage: &Passage| {
            let meets = |other: &Passage| other.side == passage.side && other.span.overlaps(passage.span);
            !links.iter().any(meets) && !mentions.iter().any(|(owner, other)| *owner != id && meets(other))
        };
        marks.push(match &note.content {
            Content::Claim(_) | Content::Comment => {
                numbers += 1;
                NoteMark::Number(numbers)
            }
            Content::Mention(mention)
                if mention.entities.len() == 1
                    && note.note.is_none()
                    && note.relations.is_empty()
                    && !indexes.uses.relations.contains_key(&id)
                    && !indexes.referrers.notes.contains_key(&id)
                    && note.anchor.iter().all(alone) =>
            {
                NoteMark::Link(mention.entities[0])
            }
            Content::Mention(_) | Content::Translation(_) | Content::Wording(_) => {
                letters += 1;
                NoteMark::Letter(letters)
            }
        });
    }
    marks
}

/// Where a text's own links stand, to which no second link can be added.
fn links_of(text: &Text<Target>) -> Vec<Span> {
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut spans = Vec::new();
    let mut offset = 0;
    for piece in &text.pieces {
        match piece {
            Piece::Open(crate::model::Element::Link(_)) => open.push(Some(offset)),
            Piece::Open(_) => open.push(None),
            Piece::Close => {
                if let Some(Some(start)) = open.pop() {
                    spans.push(Span::new(start, offset.max(start)));
                }
            }
            Piece::Words { span, .. } | Piece::SoftBreak(span) | Piece::LineBreak(span) => {
                // The first words inside a link begin after whatever ended the words before it.
                for start in open.iter_mut().flatten() {
                    if *start == offset {
                        *start = span.start();
                    }
                }
                offset = span.end();
            }
            Piece::EditorialBreak | Piece::Rule | Piece::Image(_) | Piece::Citation(_) => {}
        }
    }
    spans
}

/// The id of a note on its document's page: of its entry, or of its first words where it is a link alone.
pub fn note_id(id: &str, mark: &NoteMark) -> String {
    match mark {
        NoteMark::Link(_) => format!("m-{id}"),
        NoteMark::Number(_) | NoteMark::Letter(_) => entry_id(id),
    }
}

/// The id of a note's entry.
pub fn entry_id(id: &str) -> String {
    format!("n-{id}")
}

/// The id of a note's reference at its first, second, … place (from 0).
pub fn reference_id(id: &str, place: usize) -> String {
    if place == 0 { format!("r-{id}") } else { format!("r-{id}-{}", place + 1) }
}

/// Whether a note has an entry of its own, with a number or letter.
pub fn has_entry(mark: &NoteMark) -> bool {
    !matches!(mark, NoteMark::Link(_))
}
