//! What each document calls somebody or something: the very words, how often, and where.

use std::collections::BTreeMap;

use crate::model::{DocumentId, EntityId, MentionPlace};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// The words of every document that names the entity; of `others` too, which may not name it. Of all the first `most`.
pub fn naming(
    sheet: &Sheet<'_>,
    id: EntityId,
    others: impl IntoIterator<Item = DocumentId>,
    most: usize,
) -> Vec<view::DocumentNaming> {
    let mut documents: BTreeMap<DocumentId, Vec<view::NameUse>> = others.into_iter().map(|id| (id, Vec::new())).collect();
    let places = &sheet.context.indexes.mentions[id.0 as usize].places;
    documents.extend(places.iter().map(|place| (place.document, Vec::new())));
    let behind = documents.keys().nth(most).copied();
    for place in places.iter().take_while(|place| behind.is_none_or(|behind| place.document < behind)) {
        add(sheet, documents.entry(place.document).or_default(), place);
    }
    documents.into_iter().take(most).map(|(id, forms)| view::DocumentNaming { document: sheet.document(id), forms }).collect()
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
