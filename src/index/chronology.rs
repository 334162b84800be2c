//! Everything that has a date, in order; dates that are given for one thing and cannot both be its day know of each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{
    Archive, Bound, Chronology, Content, Date, DatedEntry, Day, Days, DocumentId, EntityId, EntityType, Happened, Happening,
    Moment, NoteId, Orders, QuestionId,
};

/// Dates that a happening names of those before it, and of those after it; more would fill the page.
const OTHERWISE_MAX: usize = 4;

/// What has a date.
enum Dated {
    Event(EntityId),
    Claim(NoteId),
    Document(DocumentId),
}

/// Orders everything that has a date.
pub fn chronology(archive: &Archive, orders: &Orders) -> Chronology {
    let mut found: Vec<(&Date, Dated)> = Vec::new();
    for id in &orders.entities {
        let entity = archive.entity(*id);
        if let Some(date) = entity.date.as_ref().filter(|_| entity.kind == EntityType::Event && entity.see.is_none()) {
            found.push((date, Dated::Event(*id)));
        }
    }
    for document in &orders.documents {
        for (id, note) in archive.notes_of(*document) {
            if let Content::Claim(claim) = &note.note.content {
                found.extend(claim.when.iter().map(|date| (date, Dated::Claim(id))));
            }
        }
        found.extend(archive.document(*document).record.issued.iter().map(|date| (date, Dated::Document(*document))));
    }
    // Stable: within a date events come before claims, and claims by document.
    found.sort_by_cached_key(|(date, _)| position(date));
    let mut dates: Vec<DatedEntry> = Vec::new();
    for (date, what) in found {
        let is_new = dates.last().is_none_or(|last| !same(&last.date, date));
        if is_new {
            let stretch = stretch(date);
            dates.push(DatedEntry { date: date.clone(), stretch, happened: Vec::new(), published: Vec::new() });
        }
        let Some(last) = dates.last_mut() else { continue };
        let happening = |what| Happening { what, otherwise: Vec::new(), otherwise_more: 0 };
        match what {
            Dated::Event(id) => last.happened.push(happening(Happened::Event(id))),
            Dated::Claim(id) => last.happened.push(happening(Happened::Claim(id))),
            Dated::Document(id) => last.published.push(id),
        }
    }
    compare(archive, &mut dates);
    Chronology { dates }
}

/// By what a date is placed: its stretch, of stretches that begin together the longest first; then its own days.
type Position = (Day, Reverse<Day>, Day, Reverse<Day>, String);

fn position(date: &Date) -> Position {
    let (first, last) = stretch(date).days();
    let days = date.days();
    // What has no beginning stands where its end begins, so that it is read under the name of that end.
    let start = days.earliest.unwrap_or_else(|| anchor(date).days().0);
    (first, Reverse(last), start, Reverse(days.latest.unwrap_or(Day(i32::MAX))), date.written.clone())
}

fn same(left: &Date, right: &Date) -> bool {
    left.start == right.start && left.end == right.end && left.interval == right.interval
}

/// The moment under which a date is looked up: its beginning, or its end where it has no beginning.
fn anchor(date: &Date) -> &Moment {
    match (&date.start, &date.end) {
        (Bound::At(moment), _) | (Bound::Open | Bound::Unknown, Bound::At(moment)) => moment,
        (Bound::Open | Bound::Unknown, Bound::Open | Bound::Unknown) => {
            unreachable!("the reader of dates refuses an interval without a date at either end")
        }
    }
}

/// The month of a date, or what is known instead of one.
fn stretch(date: &Date) -> Moment {
    let moment = anchor(date);
    let (year, month) = (moment.year.clone(), moment.month);
    Moment { year, month, day: None, month_unknown: false, day_unknown: false, about: false, uncertain: false }
}

/// Lets happenings of one event or question know of the dates that share no day with theirs; denials are left aside.
fn compare(archive: &Archive, dates: &mut [DatedEntry]) {
    let mut of_events: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
    let mut of_questions: BTreeMap<QuestionId, Vec<usize>> = BTreeMap::new();
    // A denied date is nobody's date for a thing.
    let question_of = |id: NoteId| archive.claim(id).filter(|claim| !claim.is_denial()).and_then(|claim| claim.question);
    let mut own_dates: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (number, entry) in dates.iter().enumerate() {
        for happening in &entry.happened {
            match happening.what {
                Happened::Event(id) => {
                    own_dates.insert(id, number);
                }
                Happened::Claim(id) => {
                    let Some(question) = question_of(id) else { continue };
                    of_questions.entry(question).or_default().push(number);
                    if let Some(event) = archive.question(question).event {
                        of_events.entry(archive.meant(event)).or_default().push(number);
                    }
                }
            }
        }
    }
    // A claim is held against the others on its question and against the record of the event.
    for (question, numbers) in &mut of_questions {
        let event = archive.question(*question).event.map(|event| archive.meant(event));
        numbers.extend(event.and_then(|event| own_dates.get(&event)));
    }
    let of_events: BTreeMap<EntityId, Others> =
        of_events.into_iter().map(|(id, numbers)| (id, Others::new(numbers, dates))).collect();
    let of_questions: BTreeMap<QuestionId, Others> =
        of_questions.into_iter().map(|(id, numbers)| (id, Others::new(numbers, dates))).collect();
    for entry in dates {
        let days = entry.date.days();
        for happening in &mut entry.happened {
            let others = match happening.what {
                Happened::Event(id) => of_events.get(&id),
                Happened::Claim(id) => question_of(id).and_then(|question| of_questions.get(&question)),
            };
            if let Some(others) = others {
                (happening.otherwise, happening.otherwise_more) = others.apart_from(days);
            }
        }
    }
}

/// The dates that are given for one thing, ready to be asked which lie apart from another.
struct Others {
    by_start: Vec<(Day, usize)>,
    by_end: Vec<(Day, usize)>,
}

impl Others {
    fn new(mut numbers: Vec<usize>, dates: &[DatedEntry]) -> Others {
        numbers.sort_unstable();
        numbers.dedup();
        let days = |number: &usize| dates[*number].date.days();
        // An end that is open or unknown lies apart from nothing.
        let mut by_start: Vec<_> = numbers.iter().filter_map(|number| Some((days(number).earliest?, *number))).collect();
        let mut by_end: Vec<_> = numbers.iter().filter_map(|number| Some((days(number).latest?, *number))).collect();
        by_start.sort_unstable();
        by_end.sort_unstable();
        Others { by_start, by_end }
    }

    /// The nearest dates that share no day with these days, in order, and how many more there are.
    fn apart_from(&self, days: Days) -> (Vec<usize>, usize) {
        let before = days.earliest.map_or(0, |day| self.by_end.partition_point(|(last, _)| *last < day));
        let after = days.latest.map_or(self.by_start.len(), |day| self.by_start.partition_point(|(first, _)| *first <= day));
        let earlier = &self.by_end[before.saturating_sub(OTHERWISE_MAX)..before];
        let later = &self.by_start[after..self.by_start.len().min(after + OTHERWISE_MAX)];
        let mut found: Vec<usize> = earlier.iter().chain(later).map(|(_, number)| *number).collect();
        found.sort_unstable();
        let all = before + self.by_start.len() - after;
        let more = all - found.len();
        (found, more)
    }
}
