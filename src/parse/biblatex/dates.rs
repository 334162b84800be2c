//! Finds dates of works that a bibliography cannot hold: the citation library would leave them out, or make others of them.

use super::bounds::Fault;
use super::{Entry, Field, fields};
use crate::model::Bound;
use crate::parse::date;
use crate::problem::Code;

/// The fields that hold a whole date.
const WHOLE: &[&str] = &["date", "urldate"];

/// How months are abbreviated.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What is wrong with the dates of works.
pub(super) fn faults(text: &str, entries: &[Entry]) -> Vec<Fault> {
    entries.iter().flat_map(|entry| of_work(&fields(text, entry), entry)).collect()
}

fn of_work(fields: &[Field<'_>], entry: &Entry) -> Option<Fault> {
    let named = |name: &str| fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let fault = |field: &Field<'_>, message: &str, help: String| Fault {
        span: entry.span,
        place: field.span,
        code: Code::InvalidWork,
        message: message.to_owned(),
        help,
    };
    for field in WHOLE.iter().filter_map(|name| named(name)) {
        let Some((message, help)) = field.words().and_then(strange_date) else { continue };
        return Some(fault(field, message, help));
    }
    let year = named("year").filter(|_| named("date").is_none());
    if let Some((field, year)) = year.and_then(|field| Some((field, field.words()?)))
        && let Err(advice) = date::parse(year)
    {
        return Some(fault(field, "this is not a year that a bibliography can hold", advice));
    }
    let month = named("month").map(|field| (field, field.words().unwrap_or(field.value)));
    let number = month.map(|(_, written)| month_of(written));
    if let (Some((field, _)), Some(None)) = (month, number) {
        return Some(fault(field, "this is not a month", "write a number from 1 to 12, or `jan`, `feb` … `dec`".to_owned()));
    }
    if let Some((field, day)) = named("day").and_then(|field| Some((field, field.words()?))) {
        let year = year.and_then(Field::words).unwrap_or("2000");
        let is_day = |day: u8| date::parse(&format!("{year}-{:02}-{day:02}", number.flatten().unwrap_or(1))).is_ok();
        if !day.parse().is_ok_and(is_day) {
            return Some(fault(field, "its month does not have this day", "correct `day`, or take it out".to_owned()));
        }
    }
    None
}

/// Why a bibliography cannot hold a date, and what to write.
fn strange_date(written: &str) -> Option<(&'static str, String)> {
    let date = match date::parse(written) {
        Ok(date) => date,
        Err(advice) => return Some(("this is not a date that a bibliography can hold", advice)),
    };
    if date.interval {
        return Some(("a work has one date, and this is an interval", "write the date at which it was finished".to_owned()));
    }
    let is_vague =
        matches!(&date.start, Bound::At(moment) if moment.year.contains('X') || moment.month_unknown || moment.day_unknown);
    let is_season = matches!(&date.start, Bound::At(moment) if moment.month.is_some_and(|month| month > 12));
    let help = || "write what is known of it: `1912`, `1912-03` or `1912-03-07`, with `~` behind it for about".to_owned();
    (is_vague || is_season).then(|| ("a bibliography has no seasons, and no dates with parts that are not known", help()))
}

/// A month by its number or name.
fn month_of(written: &str) -> Option<u8> {
    let number = written.parse().ok().filter(|month| (1..=12).contains(month));
    let start = written.get(..3).map(str::to_lowercase);
    let named = || MONTHS.iter().position(|month| start.as_deref() == Some(*month)).map(|month| month as u8 + 1);
    number.or_else(named)
}
