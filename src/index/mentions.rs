//! Where each entity is named: by an editor's note or by its name alone.

use rayon::prelude::*;

use crate::model::{Archive, Content, MentionPlace, NoteId, exact};

/// The places of every entity, by entity number.
pub fn mentions(archive: &Archive) -> Vec<Box<[MentionPlace]>> {
    let mut list = vec![Vec::new(); archive.entities.len()];
    for (index, note) in archive.notes.iter().enumerate() {
        let Content::Mention(mention) = &note.note.content else { continue };
        for entity in &mention.entities {
            // Whoever names a signpost means what it leads to.
            let places = &mut list[archive.meant(*entity).0 as usize];
            let note_id = Some(NoteId(index as u32));
            places.extend(note.note.anchor.iter().map(|passage| MentionPlace {
                document: note.document,
                passage: *passage,
                note: note_id,
            }));
        }
    }
    for mention in &archive.automatic {
        let place = MentionPlace { document: mention.document, passage: mention.passage, note: None };
        list[mention.entity.0 as usize].push(place);
    }
    let sorted = list.into_par_iter().map(|mut places| {
        places.sort_unstable();
        places.dedup();
        exact(places)
    });
    sorted.collect()
}
