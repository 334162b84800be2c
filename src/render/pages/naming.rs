//! What each document calls somebody or something: the very words, how often, and where.

use std::collections::BTreeMap;

use crate::model::{DocumentId, EntityId, MentionPlace};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// The words of every document that names the entity; of `others` too, which may not name it. Of all, by date, the first `most`.
pub fn naming(
    sheet: &Sheet<'_>,
    id: EntityId,
    others: impl IntoIterator<Item = DocumentId>,
    most: usize,
) -> Vec<view::DocumentNaming> {
    let orders = &sheet.context.indexes.orders;
    let places = &sheet.context.indexes.mentions[id.0 as usize];
    let named = places.iter().map(|place| place.document);
    let mut documents: BTreeMap<usize, Vec<view::NameUse>> =
        others.into_iter().chain(named).map(|id| (orders.rank(id), Vec::new())).collect();
    let behind = documents.keys().nth(most).copied();
    for place in places.iter().filter(|place| behind.is_none_or(|behind| orders.rank(place.document) < behind)) {
        add(sheet, documents.entry(orders.rank(place.document)).or_default(), place);
    }
    let documents = documents.into_iter().take(most);
    documents.map(|(rank, forms)| view::DocumentNaming { document: sheet.document(orders.documents[rank]), forms }).collect()
}

fn add(sheet: &Sheet<'_>, forms: &mut Vec<view::NameUse>, place: &MentionPlace) {
    let (text, language) = sheet.side(place.document, place.passage.side);
    let words: Vec<&str> = place.passage.span.of(&text.plain).split_whitespace().collect();
    let words = sheet.words(words.join(" "), language);
    let same = |form: &view::NameUse| form.words.text == words.text && form.words.language == words.language;
    let number = forms.iter().position(same).unwrap_or_else(|| {
        forms.push(view::NameUse { words, count: 0, places: Vec::new() });
        forms.len() - 1
    });
    let form = &mut forms[number];
    form.count += 1;
    let link = place_link(sheet, place);
    // An editor's mention in a paragraph speaks for the automatic ones beside it.
    match form.places.iter_mut().find(|other| other.label == link.label) {
        Some(other) if other.automatic && !link.automatic => *other = link,
        Some(_) => {}
        None => form.places.push(link),
    }
}

fn place_link(sheet: &Sheet<'_>, place: &MentionPlace) -> view::PlaceLink {
    let archive = sheet.context.archive;
    if let Some(note) = place.note {
        let number = archive.note(note).note.anchor.iter().position(|passage| *passage == place.passage);
        return sheet.note_place(note, number.unwrap_or_default());
    }
    let (side, span) = (place.passage.side, place.passage.span);
    let fragment = sheet.paragraph_id(place.document, side, span);
    view::PlaceLink {
        label: sheet.paragraph_label(place.document, side, span),
        url: sheet.place(&path::document(&archive.document(place.document).id), &fragment),
        automatic: true,
    }
}
