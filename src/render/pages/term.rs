//! The page of a word: what it means and where it stands.

use crate::model::{Content, NoteId, TermId};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>, id: TermId) -> view::Term {
    let context = sheet.context;
    let archive = context.archive;
    let term = archive.term(id);
    let link = sheet.term(id);
    let kin = &context.indexes.kin;
    let mut related = term.related.clone();
    related.extend(kin.related_terms.get(&id).into_iter().flatten().filter(|other| !term.related.contains(other)));
    let links = |ids: &[TermId]| -> Vec<view::Link> { ids.iter().map(|id| sheet.term(*id)).collect() };
    view::Term {
        language: context.phrases.language(&link.words.language),
        term: link.words,
        scheme: context.phrases.word("term", term.scheme),
        says: sheet.maybe_prose(term.says.as_ref()),
        broader: links(&term.broader),
        narrower: kin.narrower_terms.get(&id).map(|ids| links(ids)).unwrap_or_default(),
        related: links(&related),
        uses: uses(sheet, id).flat_map(|note| usages(sheet, note)).collect(),
        signature: sheet.signature(&term.signature),
        referrers: sheet.referrers(context.indexes.referrers.terms.get(&id)),
    }
}

/// The wording notes of a term, in reading order.
pub fn uses(sheet: &Sheet<'_>, id: TermId) -> impl Iterator<Item = NoteId> {
    sheet.context.indexes.uses.wordings.get(&id).into_iter().flatten().copied()
}

fn usages(sheet: &Sheet<'_>, id: NoteId) -> Vec<view::Usage> {
    let note = sheet.context.archive.note(id);
    let gloss = match &note.note.content {
        Content::Wording(wording) => wording.gloss.clone(),
        Content::Claim(_) | Content::Translation(_) | Content::Mention(_) | Content::Comment => None,
    };
    (0..note.note.anchor.len())
        .map(|place| view::Usage {
            document: sheet.document(note.document),
            place: sheet.note_place(id, place),
            quotation: sheet.quotation(id, place),
            gloss: gloss.as_ref().map(|gloss| sheet.own_words(gloss.clone())),
        })
        .collect()
}
