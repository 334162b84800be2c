//! Which records point at a record as broader, related, or the one to look at: found once, not anew for every page.

use std::collections::BTreeMap;

use crate::model::{Archive, EntityId, Kin, Orders, QuestionId};

/// Follows every such pointer once.
pub fn kin(archive: &Archive, orders: &Orders) -> Kin {
    let mut kin = Kin::default();
    for id in &orders.entities {
        let entity = archive.entity(*id);
        // Whoever names a signpost means what it leads to; the signpost keeps what leads to it by its own name.
        let pointed = |other: &EntityId| [*other, archive.meant(*other)].into_iter().filter(|other| other != id);
        entity.broader.iter().flat_map(pointed).for_each(|other| add(&mut kin.narrower, other, *id));
        entity.related.iter().flat_map(pointed).for_each(|other| add(&mut kin.related, other, *id));
        entity.see.iter().for_each(|other| add(&mut kin.seen_from, *other, *id));
    }
    for id in (0..archive.questions.len() as u32).map(QuestionId) {
        archive.question(id).event.iter().for_each(|event| add(&mut kin.asked, archive.meant(*event), id));
    }
    for id in &orders.terms {
        let term = archive.term(*id);
        term.broader.iter().for_each(|other| add(&mut kin.narrower_terms, *other, *id));
        term.related.iter().for_each(|other| add(&mut kin.related_terms, *other, *id));
    }
    kin
}

/// Adds to a list once; a record that names another twice does so in one go, so that only the last can be the same.
fn add<K: Ord, V: PartialEq>(lists: &mut BTreeMap<K, Vec<V>>, key: K, value: V) {
    let list = lists.entry(key).or_default();
    if list.last() != Some(&value) {
        list.push(value);
    }
}
