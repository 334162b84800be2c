//! The order of lists, as a reader of the archive's language looks names up (ICU collation).

use super::collation::{Collation, as_written, key};
use crate::model::{Archive, Date, DocumentId, EntityId, Orders, TermId};

/// Computes every order.
pub fn orders(archive: &Archive) -> Orders {
    let collator = Collation::new(&archive.site.language.tag);
    let mut documents: Vec<DocumentId> = (0..archive.documents.len() as u32).map(DocumentId).collect();
    let dates: Vec<_> = archive.documents.iter().map(|document| Date::rank(document.record.issued.as_ref())).collect();
    documents.sort_by(|left, right| {
        let dates = dates[left.0 as usize].cmp(&dates[right.0 as usize]);
        let (left, right) = (archive.document(*left), archive.document(*right));
        dates.then_with(|| collator.compare(&left.record.title, &right.record.title)).then_with(|| left.id.cmp(&right.id))
    });
    let mut document_ranks = vec![0; documents.len()];
    documents.iter().enumerate().for_each(|(rank, document)| document_ranks[document.0 as usize] = rank);
    let mut entities: Vec<EntityId> = (0..archive.entities.len() as u32).map(EntityId).collect();
    let keys: Vec<String> = entities.iter().map(|id| entity_key(archive, *id)).collect();
    entities.sort_by(|left, right| {
        let order = collator.compare(&keys[left.0 as usize], &keys[right.0 as usize]);
        order.then_with(|| archive.entity(*left).id.value.cmp(&archive.entity(*right).id.value))
    });
    let mut terms: Vec<TermId> = (0..archive.terms.len() as u32).map(TermId).collect();
    terms.sort_by(|left, right| {
        let (left, right) = (archive.term(*left), archive.term(*right));
        collator.compare(&left.term, &right.term).then_with(|| left.id.value.cmp(&right.id.value))
    });
    Orders { documents, document_ranks, entities, terms }
}

/// What an entity is sorted by: its `sort` as it stands, else its name without an article.
pub fn entity_key(archive: &Archive, id: EntityId) -> String {
    let entity = archive.entity(id);
    let own = &archive.site.language.tag;
    let language = entity.name.best(own).and_then(|(_, language)| language).map_or(own, |language| &language.tag);
    match &entity.sort {
        Some(sort) => as_written(sort),
        None => key(archive.sort_text(id), language),
    }
}
