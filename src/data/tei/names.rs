//! The lists of people, organisations, places and events that a document's notes name.

use std::collections::BTreeSet;

use super::dates;
use super::xml::Xml;
use crate::data::desk::Desk;
use crate::model::{Asserter, Content, DocumentId, Entity, EntityId, EntityType, Linked};

/// Everybody and everything that a document's record, its notes and the program name in it.
pub fn named(desk: &Desk<'_>, id: DocumentId) -> BTreeSet<EntityId> {
    let archive = desk.archive;
    let record = &archive.document(id).record;
    let mut named: BTreeSet<EntityId> = record.publisher.iter().chain(&record.creator).copied().collect();
    named.extend(archive.automatic_of(id).iter().map(|mention| mention.entity));
    for (_, note) in archive.notes_of(id) {
        match &note.note.content {
            Content::Mention(mention) => named.extend(&mention.entities),
            Content::Claim(claim) => {
                match &claim.asserter {
                    Asserter::Entities(who) => named.extend(who),
                    Asserter::Document | Asserter::Unnamed => {}
                }
                named.extend(&claim.via);
                named.extend(&claim.places);
                named.extend(claim.figures.iter().flat_map(|figure| [figure.event, figure.place]).flatten());
                named.extend(claim.basis.iter().flat_map(|basis| basis.by.iter().copied().chain(basis.lineage)));
            }
            Content::Translation(_) | Content::Wording(_) | Content::Comment => {}
        }
    }
    named
}

/// The name of an entity in the document.
pub fn entity_id(desk: &Desk<'_>, id: EntityId) -> String {
    format!("e-{}", desk.entity(id))
}

/// Writes the lists.
pub fn lists(desk: &Desk<'_>, root: &str, named: &BTreeSet<EntityId>, xml: &mut Xml) {
    for (list, kinds) in [
        ("listPerson", &[EntityType::Person][..]),
        ("listOrg", &[EntityType::Organisation, EntityType::Group]),
        ("listPlace", &[EntityType::Place]),
        ("listEvent", &[EntityType::Event]),
        ("listBibl", &[EntityType::Work]),
    ] {
        let mut members = named.iter().filter(|id| kinds.contains(&desk.archive.entity(**id).kind)).peekable();
        if members.peek().is_none() {
            continue;
        }
        xml.open(list, &[]);
        for id in members {
            xml.line();
            member(desk, root, *id, xml);
        }
        xml.close();
        xml.line();
    }
}

fn member(desk: &Desk<'_>, root: &str, id: EntityId, xml: &mut Xml) {
    let entity = desk.archive.entity(id);
    let (own, address) = (entity_id(desk, id), desk.entity_address(root, id));
    let attributes = [("xml:id", Some(own.as_str())), ("corresp", Some(address.as_str()))];
    match entity.kind {
        EntityType::Person => {
            xml.open("person", &attributes);
            called(desk, entity, "persName", xml);
        }
        EntityType::Organisation => {
            xml.open("org", &attributes);
            called(desk, entity, "orgName", xml);
        }
        EntityType::Group => {
            let mut attributes = attributes.to_vec();
            attributes.push(("role", Some("group")));
            xml.open("org", &attributes);
            called(desk, entity, "orgName", xml);
        }
        EntityType::Place => {
            xml.open("place", &attributes);
            called(desk, entity, "placeName", xml);
            if let Some((latitude, longitude)) = &entity.coordinates {
                xml.open("location", &[]);
                xml.element("geo", &[], &format!("{latitude} {longitude}"));
                xml.close();
            }
        }
        EntityType::Event => {
            // Here TEI has no attribute for about; the note below says it.
            let dated = entity.date.as_ref().map(dates::datable).unwrap_or_default();
            let dated = dated.iter().filter(|(name, _)| *name != "precision").map(|(name, value)| (*name, Some(value.as_str())));
            xml.open("event", &attributes.into_iter().chain(dated).collect::<Vec<_>>());
            called(desk, entity, "label", xml);
        }
        EntityType::Work => {
            xml.open("bibl", &attributes);
            called(desk, entity, "title", xml);
        }
    }
    if let Some(date) = &entity.date {
        xml.open("note", &[("type", Some("date"))]);
        dates::date(date, xml);
        xml.close();
    }
    let mut leads = |kind: &str, target: &str, language: Option<&str>, words: &str| {
        xml.open("note", &[("type", Some(kind))]);
        xml.element("ref", &[("target", Some(target)), ("xml:lang", language)], words);
        xml.close();
    };
    if let Some(place) = entity.location {
        let (name, language) = desk.entity_name(place);
        leads("place", &desk.entity_address(root, place), Some(&language.tag), name);
    }
    entity.same_as.iter().for_each(|address| leads("same_as", address, None, address));
    xml.close();
}

/// The names of an entity, each in its language.
fn called(desk: &Desk<'_>, entity: &Entity<Linked>, name: &'static str, xml: &mut Xml) {
    for (text, language) in entity.name.all() {
        xml.element(name, &[("xml:lang", Some(&language.unwrap_or(&desk.archive.site.language).tag))], text);
    }
    for (text, language) in entity.also.all() {
        let tag = language.map(|language| language.tag.as_str());
        xml.element(name, &[("type", (name != "label").then_some("alternative")), ("xml:lang", tag)], text);
    }
}
