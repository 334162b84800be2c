//! The whole archive, linked: every name leads somewhere, and nothing changes any more.

use std::sync::Arc;

use super::{
    Claim, Content, Document, Elsewhere, Entity, Figure, FigureId, Inventory, Linked, Note, Page, Passage, Passages, Question,
    Referable, Site, Target, Term, Work, without_stop,
};
use crate::source::FileIndex;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $list:ident $method:ident $record:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);
        )*

        impl Archive {
            $(
                $(#[$doc])*
                pub fn $method(&self, id: $name) -> &$record {
                    &self.$list[id.0 as usize]
                }
            )*
        }
    };
}

ids! {
    /// A document by number.
    DocumentId documents document Document<Linked>;
    /// A note by number, over all documents in reading order.
    NoteId notes note ArchiveNote;
    /// A question by number.
    QuestionId questions question Question<Linked>;
    /// An entity by number.
    EntityId entities entity Entity<Linked>;
    /// A term by number.
    TermId terms term Term<Linked>;
    /// A work by number.
    WorkId works work Work;
    /// A prose page by number.
    PageId pages page Page<Linked>;
}

/// A note together with its document.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveNote {
    /// The document on which it stands.
    pub document: DocumentId,
    /// The note; its passages are in reading order and at least one.
    pub note: Arc<Note<Linked, Passages>>,
}

/// A name that was found by `match: true`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AutomaticMention {
    /// The document.
    pub document: DocumentId,
    /// Where.
    pub passage: Passage,
    /// Who or what is named.
    pub entity: EntityId,
}

/// The whole archive. `link` is its only maker.
#[derive(Debug, Clone)]
pub struct Archive {
    /// What `archive.yaml` says.
    pub site: Site,
    /// Documents in the order of their ids; a preview shares those with its next reading that stay as they are, and their notes.
    pub documents: Vec<Arc<Document<Linked>>>,
    /// Notes by document, each document's in reading order: the order of their reference marks.
    pub notes: Vec<ArchiveNote>,
    /// Where each document's notes begin in `notes`; one entry more than documents.
    pub note_starts: Vec<u32>,
    /// Names found by `match: true`, by document and place.
    pub automatic: Vec<AutomaticMention>,
    /// Questions in the order of their file.
    pub questions: Vec<Question<Linked>>,
    /// Entities in the order of their files.
    pub entities: Vec<Entity<Linked>>,
    /// For each entity the record that it stands for: see [`Archive::meant`].
    pub meant: Vec<EntityId>,
    /// Terms in the order of their file.
    pub terms: Vec<Term<Linked>>,
    /// Works in the order of their files.
    pub works: Vec<Work>,
    /// Prose pages in the order of their files.
    pub pages: Vec<Page<Linked>>,
    /// What can be referred to in other archives, in the order of `archive.yaml`.
    pub inventories: Vec<Inventory>,
    /// Files that are copied as they are.
    pub statics: Vec<FileIndex>,
    /// Documents in whose files something is wrong, so that notes of theirs may be left out, or part of what they say; in order.
    pub incomplete: Vec<DocumentId>,
}

impl Archive {
    /// The notes of a document with their numbers, in reading order.
    pub fn notes_of(&self, document: DocumentId) -> impl DoubleEndedIterator<Item = (NoteId, &ArchiveNote)> {
        let range = self.note_starts[document.0 as usize]..self.note_starts[document.0 as usize + 1];
        range.map(|index| (NoteId(index), &self.notes[index as usize]))
    }

    /// The record that an entity stands for: itself, or the one that it leads to by `see`.
    pub fn meant(&self, entity: EntityId) -> EntityId {
        self.meant[entity.0 as usize]
    }

    /// The claim of a note, if it is one.
    pub fn claim(&self, id: NoteId) -> Option<&Claim<Linked>> {
        match &self.note(id).note.content {
            Content::Claim(claim) => Some(claim),
            Content::Translation(_) | Content::Wording(_) | Content::Mention(_) | Content::Comment => None,
        }
    }

    /// A record of another archive, with the inventory that lists it.
    pub fn elsewhere(&self, id: Elsewhere) -> (&Inventory, &Referable) {
        let inventory = &self.inventories[id.inventory];
        (inventory, &inventory.records[id.record])
    }

    /// The full name of a note: `document/note`.
    pub fn note_name(&self, id: NoteId) -> String {
        let note = self.note(id);
        format!("{}/{}", self.document(note.document).id, note.note.id.value)
    }

    /// What a record is called where a link has no words of its own; `note` tells it of notes.
    pub fn target_name(&self, target: &Target, note: impl Fn(NoteId) -> String) -> String {
        match target {
            Target::Document(id) => self.document(*id).record.shown_title().into_owned(),
            Target::Note(id) => without_stop(&note(*id)).to_owned(),
            Target::Question(id) => self.question(*id).asks.clone(),
            Target::Entity(id) => self.entity_name(*id).trim().to_owned(),
            Target::Term(id) => self.term(*id).term.clone(),
            Target::Page(id) => self.page(*id).title.clone(),
            Target::Work(id) => self.work(*id).key.value.clone(),
            Target::Elsewhere(id) => self.elsewhere(*id).1.label.clone(),
            Target::Address(written) | Target::Static(written) => written.clone(),
            Target::None => String::new(),
        }
    }

    /// A figure of a claim.
    pub fn figure(&self, id: FigureId) -> &Figure<Linked> {
        &self.claim(id.claim).expect("only claims have figures").figures[id.number]
    }

    /// The name of an entity in the archive's language, or the first that it has.
    fn entity_name(&self, id: EntityId) -> &str {
        let entity = self.entity(id);
        entity.name.best(&self.site.language.tag).map_or(entity.id.value.as_str(), |(name, _)| name)
    }

    /// The text by which an entity is looked up.
    pub fn sort_text(&self, id: EntityId) -> &str {
        self.entity(id).sort.as_deref().unwrap_or_else(|| self.entity_name(id))
    }

    /// The names found by `match: true` in a document, by place.
    pub fn automatic_of(&self, document: DocumentId) -> &[AutomaticMention] {
        let start = self.automatic.partition_point(|mention| mention.document < document);
        let end = self.automatic.partition_point(|mention| mention.document <= document);
        &self.automatic[start..end]
    }
}

/// For each entity the record to which it leads as a signpost, over other signposts, or itself; none leads back to itself, `link` has
/// seen to that.
///
/// A chain may be as long as the archive: it is walked once, not from each of its records.
pub fn all_meant(entities: &[Entity<Linked>]) -> Vec<EntityId> {
    let mut known: Vec<Option<EntityId>> = vec![None; entities.len()];
    let mut way = Vec::new();
    for start in 0..entities.len() {
        let mut at = EntityId(start as u32);
        let end = loop {
            let entity = at.0 as usize;
            match (known[entity], entities[entity].see) {
                (Some(end), _) => break end,
                (None, Some(next)) => {
                    way.push(entity);
                    at = next;
                }
                (None, None) => break at,
            }
        };
        known[at.0 as usize] = Some(end);
        for entity in way.drain(..) {
            known[entity] = Some(end);
        }
    }
    known.into_iter().flatten().collect()
}
