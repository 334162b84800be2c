//! Back-links: which prose leads to a record, so that every reference has a way back.

use std::collections::BTreeMap;

use crate::model::{
    Archive, Content, DocumentId, EntityId, Linked, NoteId, PageId, Prose, QuestionId, Referrer, Referrers, Target, TermId,
};

/// Follows every link of every prose.
pub fn referrers(archive: &Archive) -> Referrers {
    let mut found = Referrers::default();
    for (index, document) in archive.documents.iter().enumerate() {
        let from = Referrer::Document(DocumentId(index as u32));
        let record = &document.record;
        [&record.provenance, &record.issued_note, &record.note]
            .into_iter()
            .for_each(|text| follow(&mut found, from, text.as_deref()));
    }
    for (index, note) in archive.notes.iter().enumerate() {
        let from = Referrer::Note(NoteId(index as u32));
        follow(&mut found, from, note.note.note.as_ref());
        note.note.relations.iter().for_each(|relation| follow(&mut found, from, relation.note.as_ref()));
        if let Content::Claim(claim) = &note.note.content {
            for basis in &claim.basis {
                follow(&mut found, from, basis.note.as_ref());
                basis.cite.iter().for_each(|work| found.works.entry(*work).or_default().push(from));
            }
        }
    }
    for (index, question) in archive.questions.iter().enumerate() {
        follow(&mut found, Referrer::Question(QuestionId(index as u32)), question.note.as_ref());
    }
    for (index, entity) in archive.entities.iter().enumerate() {
        follow(&mut found, Referrer::Entity(EntityId(index as u32)), entity.note.as_ref());
    }
    for (index, term) in archive.terms.iter().enumerate() {
        follow(&mut found, Referrer::Term(TermId(index as u32)), term.says.as_ref());
    }
    for (index, page) in archive.pages.iter().enumerate() {
        follow(&mut found, Referrer::Page(PageId(index as u32)), Some(&page.body));
    }
    also_meant(archive, &mut found.entities);
    tidy(&mut found.documents);
    tidy(&mut found.notes);
    tidy(&mut found.questions);
    tidy(&mut found.entities);
    tidy(&mut found.terms);
    tidy(&mut found.pages);
    tidy(&mut found.works);
    found
}

fn follow(found: &mut Referrers, from: Referrer, prose: Option<&Prose<Linked>>) {
    for target in prose.into_iter().flat_map(|text| &text.links) {
        match target {
            Target::Document(id) => found.documents.entry(*id).or_default().push(from),
            Target::Note(id) => found.notes.entry(*id).or_default().push(from),
            Target::Question(id) => found.questions.entry(*id).or_default().push(from),
            Target::Entity(id) => found.entities.entry(*id).or_default().push(from),
            Target::Term(id) => found.terms.entry(*id).or_default().push(from),
            Target::Page(id) => found.pages.entry(*id).or_default().push(from),
            Target::Work(id) => found.works.entry(*id).or_default().push(from),
            Target::Elsewhere(_) | Target::Address(_) | Target::Static(_) | Target::None => {}
        }
    }
}

/// Whoever leads to a signpost means what that leads to; the signpost keeps what leads to it by its own name.
fn also_meant(archive: &Archive, entities: &mut BTreeMap<EntityId, Vec<Referrer>>) {
    let signposts = entities.iter().filter(|(named, _)| archive.meant(**named) != **named);
    let more: Vec<(EntityId, Vec<Referrer>)> = signposts.map(|(named, from)| (archive.meant(*named), from.clone())).collect();
    more.into_iter().for_each(|(meant, from)| entities.entry(meant).or_default().extend(from));
}

fn tidy<K>(lists: &mut BTreeMap<K, Vec<Referrer>>) {
    for list in lists.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
}
