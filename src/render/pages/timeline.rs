//! The chronology as a page: dates in two tracks, each drawn in its month as far as it is known.

use super::claim::{by_date, by_document, claim_of, line};
use super::question::document_count;
use crate::model::{Bound, Date, DatedEntry, Day, DocumentId, EntityId, Happened, Happening, Moment, NoteId};
use crate::render::parts;
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view::{self, TimelineEnd};

/// With more months than this, the jumps go by years.
const MONTHS_MAX: usize = 36;

/// With more claims than this, an event only says how many there are; its own page has them.
const CLAIMS_MAX: usize = 60;

/// The page of a part.
pub fn part(sheet: &Sheet<'_>, part: usize) -> view::Timeline {
    let dates = &sheet.context.indexes.chronology.dates;
    let parts = &sheet.context.date_parts;
    let shown = parts[part].clone();
    let differs = |happening: &Happening| !happening.otherwise.is_empty();
    let otherwise = dates[shown.clone()].iter().flat_map(|entry| &entry.happened).any(differs);
    let entry = |number: usize| view::TimelineEntry {
        stretch: (number == shown.start || begins(dates, number)).then(|| stretch(sheet, &dates[number])),
        ..entry(sheet, dates, number)
    };
    view::Timeline {
        parts: parts::parts(sheet, TIMELINE, part, parts.len(), shown.clone(), dates.len()),
        jumps: jumps(sheet, dates),
        entries: shown.clone().map(entry).collect(),
        otherwise,
    }
}

/// The path of the first part.
const TIMELINE: &str = "timeline.html";

/// Where something about a date stands, on whichever part.
fn place(sheet: &Sheet<'_>, number: usize, id: &str) -> String {
    let part = sheet.context.date_parts.partition_point(|part| part.end <= number);
    sheet.place(&path::part(TIMELINE, part), id)
}

/// Whether a stretch begins with this entry.
fn begins(dates: &[DatedEntry], number: usize) -> bool {
    number == 0 || dates[number - 1].stretch != dates[number].stretch
}

fn jumps(sheet: &Sheet<'_>, dates: &[DatedEntry]) -> Vec<view::TimelineJump> {
    let starts = (0..dates.len()).filter(|number| begins(dates, *number));
    let mut stretches: Vec<(usize, Moment)> = starts.map(|number| (number, dates[number].stretch.clone())).collect();
    if stretches.len() > MONTHS_MAX {
        stretches.dedup_by(|later, earlier| later.1.year == earlier.1.year);
        stretches.iter_mut().for_each(|(_, name)| name.month = None);
    }
    if stretches.len() < 2 {
        return Vec::new();
    }
    let jump = |(number, name): (usize, Moment)| view::TimelineJump {
        label: sheet.context.phrases.moment(&name),
        url: place(sheet, number, &stretch_id(&dates[number].stretch)),
    };
    stretches.into_iter().map(jump).collect()
}

fn stretch_id(stretch: &Moment) -> String {
    let month = stretch.month.map_or_else(String::new, |month| format!("-{month:02}"));
    format!("from-{}{month}", stretch.year)
}

fn date_id(date: &Date) -> String {
    format!("date-{}", date.written)
}

fn entry(sheet: &Sheet<'_>, dates: &[DatedEntry], number: usize) -> view::TimelineEntry {
    let entry = &dates[number];
    let (mut events, mut claims) = (Vec::new(), Vec::new());
    for happening in &entry.happened {
        let otherwise = happening.otherwise.iter().map(|other| {
            let date = &dates[*other].date;
            sheet.link(sheet.phrase_words(sheet.time(date).text), place(sheet, *other, &date_id(date)))
        });
        let otherwise = (otherwise.collect(), happening.otherwise_more);
        match happening.what {
            Happened::Event(id) => events.push(event(sheet, id, otherwise)),
            Happened::Claim(id) => claims.extend(claim(sheet, id, otherwise)),
        }
    }
    view::TimelineEntry {
        id: date_id(&entry.date),
        stretch: None,
        time: sheet.time(&entry.date),
        bar: bar(entry),
        events,
        claims,
        published: entry.published.iter().map(|id| document(sheet, *id)).collect(),
    }
}

fn stretch(sheet: &Sheet<'_>, entry: &DatedEntry) -> view::TimelineStretch {
    let phrases = sheet.context.phrases;
    let (first, last) = entry.stretch_days();
    let ((first_year, first_month, first_day), (last_year, last_month, last_day)) = (first.calendar(), last.calendar());
    let (first, last) = match entry.stretch.month {
        Some(1..=12) => (first_day.to_string(), last_day.to_string()),
        Some(_) => (phrases.month(first_month), phrases.month(last_month)),
        None if first_year == last_year => (phrases.month(first_month), phrases.month(last_month)),
        None => (phrases.known_year(first_year), phrases.known_year(last_year)),
    };
    view::TimelineStretch { id: stretch_id(&entry.stretch), label: phrases.moment(&entry.stretch), first, last }
}

/// A date as it lies in its stretch.
fn bar(entry: &DatedEntry) -> view::TimelineBar {
    let (first, last) = entry.stretch_days();
    let days = entry.date.days();
    let all = f64::from(last.0 - first.0 + 1);
    // Tenths of a percent are finer than any screen.
    let percent = |day: i32| (f64::from(day - first.0) / all * 1000.0).round() / 10.0;
    let end = |bound: &Bound, day: Option<Day>| match bound {
        Bound::At(_) if day.is_some_and(|day| (first..=last).contains(&day)) => TimelineEnd::Within,
        Bound::At(_) => TimelineEnd::Beyond,
        Bound::Open => TimelineEnd::Open,
        Bound::Unknown => TimelineEnd::Unknown,
    };
    let start = percent(days.earliest.map_or(first.0, |day| day.0.clamp(first.0, last.0)));
    let until = percent(days.latest.map_or(last.0, |day| day.0.clamp(first.0, last.0)) + 1);
    view::TimelineBar {
        start,
        length: ((until - start) * 10.0).round() / 10.0,
        beginning: end(&entry.date.start, days.earliest),
        ending: end(&entry.date.end, days.latest),
        about: entry.date.moments().any(|moment| moment.about),
        uncertain: entry.date.moments().any(|moment| moment.uncertain),
        day: days.earliest.is_some() && days.earliest == days.latest,
    }
}

fn event(sheet: &Sheet<'_>, id: EntityId, (otherwise, otherwise_more): (Vec<view::Link>, usize)) -> view::TimelineEvent {
    let context = sheet.context;
    let notes: &[NoteId] = context.indexes.uses.concerning.get(&id).map_or(&[], Vec::as_slice);
    let shown = if notes.len() > CLAIMS_MAX { &[] } else { notes };
    view::TimelineEvent {
        event: sheet.entity(id),
        place: context.archive.entity(id).location.map(|place| sheet.entity(place)),
        otherwise,
        otherwise_more,
        claims: notes.len(),
        documents: document_count(sheet, notes),
        said: by_document(sheet, by_date(sheet, shown.iter().copied())),
    }
}

fn claim(sheet: &Sheet<'_>, id: NoteId, (otherwise, otherwise_more): (Vec<view::Link>, usize)) -> Option<view::TimelineClaim> {
    let claim = claim_of(sheet, id)?;
    let archive = sheet.context.archive;
    let event = claim.question.and_then(|question| archive.question(question).event);
    Some(view::TimelineClaim {
        line: line(sheet, id, claim),
        document: sheet.document_siglum(archive.note(id).document),
        event: event.map(|event| sheet.entity(event)),
        otherwise,
        otherwise_more,
    })
}

fn document(sheet: &Sheet<'_>, id: DocumentId) -> view::TimelineDocument {
    let record = &sheet.context.archive.document(id).record;
    view::TimelineDocument {
        document: sheet.document(id),
        siglum: sheet.phrase_words(sheet.siglum(id)),
        publishers: sheet.entities(&record.publisher),
        kind: sheet.context.phrases.word("document", record.kind),
    }
}
