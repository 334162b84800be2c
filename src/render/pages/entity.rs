//! The page of an entity: its names, where the documents name it, and what they say.

use super::claim::{by_date, by_document};
use super::lookup::here;
use super::naming::naming;
use crate::model::{EntityId, Language, NoteId, Subject};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Rows of each list of claims and of documents: a name that stands everywhere would fill a page with the whole archive.
const ROWS_MAX: usize = 250;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>, id: EntityId) -> view::Entity {
    let context = sheet.context;
    let archive = context.archive;
    let entity = archive.entity(id);
    let uses = &context.indexes.uses;
    let name = sheet.entity_name(id);
    let claims = |list: Option<&Vec<NoteId>>| {
        by_document(sheet, by_date(sheet, list.into_iter().flatten().copied()).into_iter().take(ROWS_MAX))
    };
    let kin = &context.indexes.kin;
    let pointing = |list: Option<&Vec<EntityId>>| list.cloned().unwrap_or_default();
    let mut related = entity.related.clone();
    let meant: Vec<EntityId> = related.iter().map(|other| archive.meant(*other)).collect();
    related.extend(pointing(kin.related.get(&id)).into_iter().filter(|other| !meant.contains(&archive.meant(*other))));
    let questions = kin.asked.get(&id).into_iter().flatten();
    let mentions = naming(sheet, id, [], ROWS_MAX + 1);
    let lists = [&uses.asserted, &uses.behind, &uses.concerning];
    let is_cut = mentions.len() > ROWS_MAX || lists.iter().any(|list| list.get(&id).is_some_and(|notes| notes.len() > ROWS_MAX));
    // Who counts and says what was counted would have one list twice.
    let is_same = uses.asserted.contains_key(&id) && uses.asserted.get(&id) == uses.behind.get(&id);
    view::Entity {
        names: forms(sheet, entity.name.all().filter(|(text, _)| *text != name.text)),
        also: forms(sheet, entity.also.all()),
        name,
        kind: context.phrases.word("entity", entity.kind),
        date: entity.date.as_ref().map(|date| sheet.time(date)),
        place: entity.location.map(|place| sheet.entity(place)),
        coordinates: entity.coordinates.as_ref().map(|(latitude, longitude)| coordinates(sheet, latitude, longitude)),
        broader: sheet.entities(&entity.broader),
        narrower: sheet.entities(&pointing(kin.narrower.get(&id))),
        related: sheet.entities(&related),
        see: entity.see.map(|see| sheet.entity(see)),
        seen_from: pointing(kin.seen_from.get(&id)).into_iter().map(|other| sheet.entity_name(other)).collect(),
        same_as: entity.same_as.iter().map(|address| sheet.outside(address)).collect(),
        note: sheet.maybe_prose(entity.note.as_ref()),
        whole: is_cut.then(|| here(sheet, Subject::Entity(id)).url).flatten(),
        mentions: mentions.into_iter().take(ROWS_MAX).collect(),
        asserts: claims(uses.asserted.get(&id)),
        asserts_as_basis: is_same,
        basis_of: claims(uses.behind.get(&id).filter(|_| !is_same)),
        concerns: claims(uses.concerning.get(&id)),
        documents: uses.published.get(&id).into_iter().flatten().map(|document| sheet.document(*document)).collect(),
        questions: questions.map(|question| sheet.question(*question)).collect(),
        signature: sheet.signature(&entity.signature),
        referrers: sheet.referrers(context.indexes.referrers.entities.get(&id)),
    }
}

fn forms<'t>(sheet: &Sheet<'_>, names: impl Iterator<Item = (&'t str, Option<&'t Language>)>) -> Vec<view::NameForm> {
    names
        .map(|(name, language)| {
            let language = language.unwrap_or(&sheet.context.archive.site.language);
            view::NameForm { words: sheet.words(name, language), language: sheet.context.phrases.language(&language.tag) }
        })
        .collect()
}

fn coordinates(sheet: &Sheet<'_>, latitude: &str, longitude: &str) -> view::Coordinates {
    let phrases = sheet.context.phrases;
    let half = |degrees: &str, positive: &str, negative: &str| match degrees.strip_prefix('-') {
        Some(degrees) => phrases.fill(negative, &[("degrees", degrees)]),
        None => phrases.fill(positive, &[("degrees", degrees.trim_start_matches('+'))]),
    };
    let (north, east) = (half(latitude, "north", "south"), half(longitude, "east", "west"));
    view::Coordinates {
        text: phrases.fill("coordinates_pair", &[("latitude", &north), ("longitude", &east)]),
        url: format!("geo:{latitude},{longitude}"),
    }
}
