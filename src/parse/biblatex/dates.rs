//! Finds dates of works that a bibliography cannot hold: the citation library would leave them out, or make others of them.

use super::bounds::Fault;
use super::{Entry, Field, fields};
use crate::parse::date;
use crate::problem::Code;
use crate::source::Span;

/// The fields that hold a whole date.
const WHOLE: &[&str] = &["date", "urldate"];

/// How months are abbreviated, and how they are called.
const MONTHS: &[(&str, &str)] = &[
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

/// What is wrong, and what to type.
type Wrong = (&'static str, String);

/// What is wrong with the dates of works, one thing for each.
pub(super) fn faults(text: &str, entries: &[Entry]) -> Vec<Fault> {
    let of_work = |entry: &Entry| {
        let (place, (message, help)) = strange(&fields(text, entry))?;
        Some(Fault { span: entry.span, place, code: Code::InvalidWork, message: message.to_owned(), help })
    };
    entries.iter().filter_map(of_work).collect()
}

fn strange(fields: &[Field<'_>]) -> Option<(Span, Wrong)> {
    let named = |name: &str| fields.iter().find(|field| field.name.eq_ignore_ascii_case(name) && !field.is_empty());
    let whole = WHOLE.iter().filter_map(|name| named(name));
    if let Some(wrong) = whole.filter_map(|field| Some((field.span, judged(field, strange_date)?))).next() {
        return Some(wrong);
    }
    // Where there is a date, the library does not look at its parts.
    let year = named("year").filter(|_| named("date").is_none())?;
    let (month, day) = (named("month"), named("day"));
    let of_year = || Some((year.span, judged(year, strange_year)?));
    let of_month = || month.and_then(|month| Some((month.span, strange_month(month)?)));
    let of_day = || day.and_then(|day| Some((day.span, judged(day, |day| strange_day(day, year, month))?)));
    of_year().or_else(of_month).or_else(of_day)
}

/// What is wrong with a value that is written out; one that is put together or abbreviated is.
fn judged(field: &Field<'_>, judge: impl FnOnce(&str) -> Option<Wrong>) -> Option<Wrong> {
    match field.words() {
        Some(words) => judge(words),
        None => Some(("a date is not put together or abbreviated", "write it out: `{1912}`".to_owned())),
    }
}

fn strange_date(written: &str) -> Option<Wrong> {
    // The time of the day is of no interest.
    let written = written.split_once('T').map_or(written, |(day, _)| day);
    let date = match date::parse(written) {
        Ok(date) => date,
        Err(advice) => return Some(("this is not a date that a bibliography can hold", advice)),
    };
    if date.interval {
        return Some(("a work has one date, and this is an interval", "write the date at which it was finished".to_owned()));
    }
    let is_vague = date
        .moments()
        .any(|moment| !moment.has_whole_year() || moment.month_unknown || moment.day_unknown || moment.season().is_some());
    let help = || "write what is known of it: `1912`, `1912-03` or `1912-03-07`, with `~` behind it for about".to_owned();
    is_vague.then(|| ("a bibliography has no seasons, and no dates with parts that are not known", help()))
}

/// Of a year the library reads digits alone.
fn strange_year(written: &str) -> Option<Wrong> {
    if (1..=4).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let help = match date::parse(written) {
        Ok(date) if date.interval => "write the year in which it was finished".to_owned(),
        Ok(_) => format!("write `date = {{{written}}}` instead of `year`"),
        Err(_) if !written.contains(|sign: char| sign.is_ascii_digit()) => "leave `year` out, and say so in `note`".to_owned(),
        Err(advice) => format!("{advice}, as `date` instead of `year`"),
    };
    Some(("this is not a year that a bibliography can hold", help))
}

fn strange_month(field: &Field<'_>) -> Option<Wrong> {
    let help = || "write a number from 1 to 12, or `jan`, `feb` … `dec`; a day stands in `day`".to_owned();
    month(field).is_none().then(|| ("this is not a month", help()))
}

/// A month by its number or name.
fn month(field: &Field<'_>) -> Option<usize> {
    let written = field.words().unwrap_or(field.value).to_lowercase();
    let number = written.parse().ok().filter(|month| (1..=12).contains(month) && written.len() < 3);
    let name = written.strip_suffix('.').unwrap_or(&written);
    number.or_else(|| MONTHS.iter().position(|(short, long)| name == *short || written == *long).map(|month| month + 1))
}

fn strange_day(written: &str, year: &Field<'_>, of: Option<&Field<'_>>) -> Option<Wrong> {
    // Without a month the library does not look at it.
    let month = month(of?)?;
    let year: u16 = year.words()?.parse().ok()?;
    let is_day = |day: u8| date::parse(&format!("{year:04}-{month:02}-{day:02}")).is_ok();
    let help = || "correct `day`, or take it out".to_owned();
    (!written.parse().is_ok_and(is_day)).then(|| ("its month does not have this day", help()))
}
