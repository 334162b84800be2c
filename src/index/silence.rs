//! Which documents say nothing on a question: counted for every question, named where they are few.

use std::collections::BTreeSet;

use crate::model::{Archive, DocumentId, DocumentRow, Orders, PossibleDays, QuestionId, SILENT_MAX, Silence};

fn is_whole(archive: &Archive, document: DocumentId) -> bool {
    archive.incomplete.binary_search(&document).is_err()
}

/// When documents appeared, sorted once, so that no question has to look at all of them.
pub struct Reach {
    /// The last day on which each document may have appeared, by its number.
    days: Vec<i64>,
    /// The documents by that day.
    by_day: Vec<DocumentId>,
}

impl Reach {
    /// Looks at every document once.
    pub fn new(archive: &Archive) -> Reach {
        let issued = archive.documents.iter().map(|document| document.record.issued.as_ref());
        let days: Vec<i64> = issued.map(|date| date.map_or(PossibleDays::ANY, PossibleDays::possible).last).collect();
        // Nothing is said of a document of which not everything could be read.
        let mut by_day: Vec<DocumentId> =
            (0..archive.documents.len() as u32).map(DocumentId).filter(|id| is_whole(archive, *id)).collect();
        by_day.sort_by_key(|document| days[document.0 as usize]);
        Reach { days, by_day }
    }

    /// Documents that say nothing: those within reach, and those that certainly appeared before the event of the question.
    ///
    /// The work grows with the documents that speak, not with those that do not.
    pub fn silence(&self, archive: &Archive, orders: &Orders, id: QuestionId, rows: &[DocumentRow]) -> (Silence, Silence) {
        let event = archive.question(id).event.map(|event| archive.entity(archive.meant(event)));
        let event = event.and_then(|event| event.date.as_ref()).map_or(PossibleDays::ANY, PossibleDays::possible);
        let is_too_early = |document: &DocumentId| self.days[document.0 as usize] < event.first;
        let speaking: BTreeSet<DocumentId> = rows.iter().map(|row| row.document).filter(|id| is_whole(archive, *id)).collect();
        let (early, within) = self.by_day.split_at(self.by_day.partition_point(is_too_early));
        let early_speaking = speaking.iter().filter(|document| is_too_early(document)).count();
        let silence = |part: &[DocumentId], speaking_count: usize| {
            let count = part.len() - speaking_count;
            let mut documents = Vec::new();
            if count <= SILENT_MAX {
                documents.extend(part.iter().copied().filter(|document| !speaking.contains(document)));
                documents.sort_by_key(|document| orders.rank(*document));
            }
            Silence { count, documents }
        };
        (silence(within, speaking.len() - early_speaking), silence(early, early_speaking))
    }
}
