//! Which claims answer a question, name an entity or rest on a work; which wordings use a term.

use std::collections::BTreeMap;

use crate::model::{Archive, Asserter, Claim, Content, DocumentId, EntityId, Linked, NoteId, Uses};

/// Looks through all notes once.
pub fn uses(archive: &Archive) -> Uses {
    let mut uses = Uses::default();
    for (index, note) in archive.notes.iter().enumerate() {
        let id = NoteId(index as u32);
        for (number, relation) in note.note.relations.iter().enumerate() {
            uses.relations.entry(relation.to).or_default().push((id, relation.kind, number));
        }
        match &note.note.content {
            Content::Claim(claim) => uses.claim(archive, id, claim),
            Content::Wording(wording) => add(&mut uses.wordings, wording.term, id),
            Content::Translation(_) | Content::Mention(_) | Content::Comment => {}
        }
    }
    for (index, document) in archive.documents.iter().enumerate() {
        for entity in document.record.publisher.iter().chain(&document.record.creator) {
            add(&mut uses.published, archive.meant(*entity), DocumentId(index as u32));
        }
    }
    uses
}

impl Uses {
    fn claim(&mut self, archive: &Archive, id: NoteId, claim: &Claim<Linked>) {
        // Whoever names a signpost means what it leads to.
        let list = |uses: &mut BTreeMap<EntityId, Vec<NoteId>>, entity: &EntityId| add(uses, archive.meant(*entity), id);
        // A document's claims are its publisher's, unless they say otherwise.
        let asserters = match &claim.asserter {
            Asserter::Document => &archive.document(archive.note(id).document).record.publisher,
            Asserter::Entities(entities) => entities,
            Asserter::Unnamed => &Vec::new(),
        };
        asserters.iter().for_each(|entity| list(&mut self.asserted, entity));
        claim.via.iter().for_each(|entity| list(&mut self.behind, entity));
        for basis in &claim.basis {
            basis.by.iter().chain(&basis.lineage).for_each(|entity| list(&mut self.behind, entity));
        }
        claim.places.iter().for_each(|entity| list(&mut self.concerning, entity));
        for figure in &claim.figures {
            figure.event.iter().chain(&figure.place).for_each(|entity| list(&mut self.concerning, entity));
        }
        if let Some(question) = claim.question {
            add(&mut self.answers, question, id);
            archive.question(question).event.iter().for_each(|entity| list(&mut self.concerning, entity));
        }
    }
}

/// Adds to a list once; the notes come in order, so that only the last can be the same.
fn add<K: Ord, V: PartialEq>(lists: &mut BTreeMap<K, Vec<V>>, key: K, value: V) {
    let list = lists.entry(key).or_default();
    if list.last() != Some(&value) {
        list.push(value);
    }
}
