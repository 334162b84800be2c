//! Reads dates as EDTF level 1 writes them (ISO 8601-2:2019): parts, `~ ? %`, `X`, seasons, intervals.

mod meant;

use crate::model::{Bound, Covered, Date, Moment, days_in_month};

/// Reads a date; the error says what to type.
pub fn parse(written: &str) -> Result<Date, String> {
    read(written).map_err(|advice| {
        let meant: Vec<String> = meant::meant(written).into_iter().filter(|date| read(date).is_ok()).collect();
        if meant.is_empty() { advice } else { format!("write `{}`", meant.join("` or `")) }
    })
}

fn read(written: &str) -> Result<Date, String> {
    let (start, end, interval) = match written.split_once('/') {
        Some((start, end)) => (bound(start)?, bound(end)?, true),
        None => {
            let moment = Bound::At(moment(written)?);
            (moment.clone(), moment, false)
        }
    };
    if !matches!(start, Bound::At(_)) && !matches!(end, Bound::At(_)) {
        return Err("an interval needs a date at one end: `2025-03-07/..`".to_owned());
    }
    let date = Date { written: written.to_owned(), start, end, interval };
    if Covered::of(&date).is_backwards() {
        return Err("the end lies before the start: write the earlier date first".to_owned());
    }
    Ok(date)
}

fn bound(text: &str) -> Result<Bound, String> {
    match text {
        ".." => Ok(Bound::Open),
        "" => Ok(Bound::Unknown),
        date => moment(date).map(Bound::At),
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    let advice = || "write `2025-03-07`, `2025-03`, `2025`, with `~` for about and `?` for uncertain at the end".to_owned();
    let (digits, about, uncertain) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], true, false),
        Some(b'?') => (&text[..text.len() - 1], false, true),
        Some(b'%') => (&text[..text.len() - 1], true, true),
        Some(_) | None => (text, false, false),
    };
    let (sign, body) = digits.strip_prefix('-').map_or(("", digits), |body| ("-", body));
    let mut parts = body.split('-');
    let year = parts.next().filter(|year| is_year(year)).ok_or_else(advice)?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() || body.split('-').skip(1).any(|part| part.len() != 2) {
        return Err(advice());
    }
    let month = month.map(|part| number(part, 1, 12).or_else(|_| number(part, 21, 24))).transpose();
    let month = month.map_err(|()| "there is no such month: 01 to 12, or 21 to 24 for the seasons".to_owned())?;
    let last = month.flatten().map_or(31, |month| last_day(year, month));
    let day = day.map(|part| number(part, 1, last)).transpose();
    let day = day.map_err(|()| "there is no such day in that month".to_owned())?;
    if day.is_some() && month.flatten().is_some_and(|month| month > 12) {
        return Err("a season has no days".to_owned());
    }
    let (month_unknown, day_unknown) = (month == Some(None), day == Some(None));
    let (month, day) = (month.flatten(), day.flatten());
    Ok(Moment { year: format!("{sign}{year}"), month, day, month_unknown, day_unknown, about, uncertain })
}

fn is_year(year: &str) -> bool {
    let known = year.trim_end_matches('X');
    year.len() == 4 && known.len() >= 2 && known.bytes().all(|byte| byte.is_ascii_digit())
}

/// A two-digit part; `XX` is a part that nobody knows.
fn number(part: &str, lowest: u8, highest: u8) -> Result<Option<u8>, ()> {
    if part == "XX" {
        return Ok(None);
    }
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(());
    }
    let value = part.parse().map_err(|_| ())?;
    if (lowest..=highest).contains(&value) { Ok(Some(value)) } else { Err(()) }
}

/// The last day that a month may have; of a year that is not wholly known, as if it were a leap year.
fn last_day(year: &str, month: u8) -> u8 {
    if month > 12 { 31 } else { days_in_month(year.parse().unwrap_or(2000), month) }
}
