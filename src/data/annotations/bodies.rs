//! What an annotation says: sentences as texts, records of the archive as resources, each with its purpose.

use serde_json::{Value, json};

use super::vocabulary::{ANSWERING, ASSERTING, GLOSSING, GROUNDING, LITERALLY, OTHERWISE, PASSING};
use super::word;
use crate::data::desk::Desk;
use crate::model::{Asserter, Claim, Content, EntityId, Language, Linked, Note, Passages, Prose};
use crate::reference::urls::{self, path};

/// Everything that a note says.
pub fn of_note(desk: &Desk<'_>, root: &str, note: &Note<Linked, Passages>) -> Vec<Value> {
    let own = &desk.archive.site.language;
    let mut bodies = match &note.content {
        Content::Claim(claim) => of_claim(desk, root, claim),
        Content::Translation(translation) => {
            let to = translation.to.as_ref().unwrap_or(own);
            let gloss = |gloss: &String, purpose: &str| text(gloss, to, &word(root, purpose));
            let others = translation.alternatives.iter().map(|other| gloss(other, OTHERWISE));
            let literal = translation.literal.iter().map(|literal| gloss(literal, LITERALLY));
            std::iter::once(gloss(&translation.gloss, GLOSSING)).chain(others).chain(literal).collect()
        }
        Content::Wording(wording) => {
            let term = resource(&desk.term_address(root, wording.term), "classifying");
            std::iter::once(term).chain(wording.gloss.as_ref().map(|gloss| text(gloss, own, "describing"))).collect()
        }
        Content::Mention(mention) => entities(desk, root, &mention.entities, "identifying"),
        Content::Comment => Vec::new(),
    };
    if let Some(prose) = &note.note {
        bodies.push(commenting(desk, prose));
        let mut addresses: Vec<String> = prose.links.iter().filter_map(|link| desk.target_address(root, link)).collect();
        addresses.dedup();
        bodies.extend(addresses.iter().map(|address| resource(address, "linking")));
    }
    bodies
}

/// An editor's prose as plain text.
pub fn commenting(desk: &Desk<'_>, prose: &Prose<Linked>) -> Value {
    text(&desk.prose(prose), &desk.archive.site.language, "commenting")
}

fn of_claim(desk: &Desk<'_>, root: &str, claim: &Claim<Linked>) -> Vec<Value> {
    let mut bodies = vec![text(&claim.says, &desk.archive.site.language, "describing")];
    if let Some(id) = claim.question {
        let question = desk.archive.question(id);
        bodies.push(resource(&desk.question_address(root, id), "classifying"));
        for position in &claim.answer {
            let fragment = format!("position-{}", question.positions[*position].id.value);
            let address = urls::place(root, &path::question(&question.id.value), &fragment);
            bodies.push(resource(&address, &word(root, ANSWERING)));
        }
    }
    match &claim.asserter {
        Asserter::Entities(who) => bodies.extend(entities(desk, root, who, &word(root, ASSERTING))),
        Asserter::Document | Asserter::Unnamed => {}
    }
    bodies.extend(entities(desk, root, &claim.via, &word(root, PASSING)));
    let mut grounds: Vec<EntityId> = claim.basis.iter().flat_map(|basis| basis.by.iter().copied().chain(basis.lineage)).collect();
    grounds.sort_unstable();
    grounds.dedup();
    bodies.extend(entities(desk, root, &grounds, &word(root, GROUNDING)));
    let works = claim.basis.iter().filter_map(|basis| basis.cite);
    bodies.extend(works.map(|work| resource(&desk.work_address(root, work), &word(root, GROUNDING))));
    bodies
}

fn entities(desk: &Desk<'_>, root: &str, ids: &[EntityId], purpose: &str) -> Vec<Value> {
    ids.iter().map(|id| resource(&desk.entity_address(root, *id), purpose)).collect()
}

fn text(value: &str, language: &Language, purpose: &str) -> Value {
    json!({ "type": "TextualBody", "value": value, "format": "text/plain", "language": language.tag, "purpose": purpose })
}

fn resource(source: &str, purpose: &str) -> Value {
    json!({ "type": "SpecificResource", "source": source, "purpose": purpose })
}
