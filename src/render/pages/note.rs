//! The notes beside a document's text.

use super::claim::{facts, relations};
use super::status::line;
use crate::model::{Content, Linked, NoteId, Translation};
use crate::render::marks::reference_id;
use crate::render::sheet::Sheet;
use crate::render::urls;
use crate::render::view;
use crate::source::word::shortened;

/// The entry of a note that has one.
pub fn note(sheet: &Sheet<'_>, id: NoteId) -> view::Note {
    let context = sheet.context;
    let note = context.archive.note(id);
    let key = &note.note.id.value;
    let places = note.note.anchor.iter().enumerate().map(|(number, passage)| view::Reference {
        url: urls::fragment(&reference_id(key, number)),
        label: sheet.paragraph_label(note.document, passage.side, passage.span),
    });
    view::Note {
        key: key.clone(),
        mark: context.mark(id).text(),
        places: places.collect(),
        heading: heading(sheet, id),
        body: body(sheet, id),
        note: sheet.maybe_prose(note.note.note.as_ref()),
        relations: relations(sheet, id),
        referrers: sheet.referrers(context.indexes.referrers.notes.get(&id)),
        history: history(sheet, id),
        signature: sheet.signature(&note.note.signature),
    }
}

/// What a note quoted before its text changed.
pub fn history(sheet: &Sheet<'_>, id: NoteId) -> Vec<view::Revision> {
    let note = sheet.context.archive.note(id);
    let (_, language) = sheet.side(note.document, note.note.anchor[0].side);
    let revisions = note.note.history.iter().map(|revision| view::Revision {
        was: sheet.words(revision.was.clone(), language),
        change: sheet.context.phrases.word("change", revision.change),
        on: sheet.time(&revision.on),
        by: revision.by.map(|editor| sheet.editor(editor)),
    });
    revisions.collect()
}

fn heading(sheet: &Sheet<'_>, id: NoteId) -> view::Words {
    let mut words = sheet.note_name(id);
    if super::claim::claim_of(sheet, id).is_none() {
        words.text = shortened(&words.text, 60);
    }
    words
}

fn body(sheet: &Sheet<'_>, id: NoteId) -> view::Body {
    let archive = sheet.context.archive;
    let note = archive.note(id);
    match &note.note.content {
        Content::Claim(claim) => view::Body::Claim(Box::new(view::NoteClaim {
            status: line(sheet, id),
            facts: facts(sheet, note.document, claim),
            url: sheet.page_url(id),
        })),
        Content::Wording(wording) => view::Body::Wording(view::Wording {
            term: sheet.term(wording.term),
            scheme: sheet.context.phrases.word("term", archive.term(wording.term).scheme),
            gloss: wording.gloss.as_ref().map(|gloss| sheet.own_words(gloss.clone())),
        }),
        Content::Translation(found) => view::Body::Translation(Box::new(translation(sheet, id, found))),
        Content::Mention(mention) => view::Body::Mention(view::Mention { entities: sheet.entities(&mention.entities) }),
        Content::Comment => view::Body::Comment,
    }
}

fn translation(sheet: &Sheet<'_>, id: NoteId, translation: &Translation<Linked>) -> view::Translation {
    let archive = sheet.context.archive;
    let phrases = sheet.context.phrases;
    let to = translation.to.as_ref().unwrap_or(&archive.site.language);
    let note = archive.note(id);
    let (_, text_language) = sheet.side(note.document, note.note.anchor[0].side);
    let from = translation.from.as_ref().unwrap_or(text_language);
    view::Translation {
        gloss: sheet.words(translation.gloss.clone(), to),
        to: phrases.language(&to.tag),
        from: translation.from.as_ref().map(|language| phrases.language(&language.tag)),
        original: translation.original.as_ref().map(|word| sheet.words(word.clone(), from)),
        literal: translation.literal.as_ref().map(|words| sheet.words(words.clone(), to)),
        alternatives: translation.alternatives.iter().map(|words| sheet.words(words.clone(), to)).collect(),
        certainty: translation.certainty.map(|certainty| phrases.word("certainty", certainty)),
        method: translation.method.map(|method| phrases.word("method", method)),
        by: translation.by.map(|editor| sheet.editor(editor)),
    }
}
