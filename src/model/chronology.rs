//! Everything that has a date, in order: what is said to have happened when, and what was published when.

use super::{Date, Day, DocumentId, EntityId, Moment, NoteId};

/// Everything that has a date, each date once, in order.
#[derive(Debug, Default)]
pub struct Chronology {
    /// The dates; those of one stretch stand together.
    pub dates: Vec<DatedEntry>,
}

/// What belongs to one date.
#[derive(Debug)]
pub struct DatedEntry {
    /// The date.
    pub date: Date,
    /// The month under which it stands; the season, the year or the years where no month is known.
    pub stretch: Moment,
    /// What is said to have happened then: events first, then claims by document.
    pub happened: Vec<Happening>,
    /// What was published then.
    pub published: Vec<DocumentId>,
}

impl DatedEntry {
    /// The first and the last day of the stretch.
    pub fn stretch_days(&self) -> (Day, Day) {
        self.stretch.days()
    }
}

/// Something that is said to have happened.
#[derive(Debug)]
pub struct Happening {
    /// What.
    pub what: Happened,
    /// Dates (numbers of entries, in order) that are given for the same thing and share no day with this one.
    pub otherwise: Vec<usize>,
    /// How many more such dates there are than `otherwise` names.
    pub otherwise_more: usize,
}

/// What may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// An event, at the date that its record gives.
    Event(EntityId),
    /// What a claim tells, at the date that the claim gives.
    Claim(NoteId),
}
