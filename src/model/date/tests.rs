//! Which days dates mean.

use super::{Bound, Date, Day, Days, Moment, days_in_month};

/// A date from the parts that the reader gives: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, `..` and nothing.
fn date(written: &str) -> Date {
    let bound = |text: &str| match text {
        ".." => Bound::Open,
        "" => Bound::Unknown,
        text => Bound::At(moment(text)),
    };
    let (start, end) = written.split_once('/').unwrap_or((written, written));
    Date { written: written.to_owned(), start: bound(start), end: bound(end), interval: written.contains('/') }
}

fn moment(text: &str) -> Moment {
    let (year, rest) = text.split_at(if text.starts_with('-') { 5 } else { 4 });
    let mut parts = rest.split('-').skip(1).map(|part| part.parse().ok());
    let (month, day) = (parts.next().flatten(), parts.next().flatten());
    Moment { year: year.to_owned(), month, day, month_unknown: false, day_unknown: false, about: false, uncertain: false }
}

/// Both ends as a person writes them.
fn ends(written: &str) -> (String, String) {
    let Days { earliest, latest } = date(written).days();
    let say = |day: Option<Day>| {
        let parts = day.map(Day::calendar);
        parts.map_or("none".to_owned(), |(year, month, day)| format!("{year}-{month}-{day}"))
    };
    (say(earliest), say(latest))
}

fn means(written: &str, earliest: &str, latest: &str) {
    assert_eq!(ends(written), (earliest.to_owned(), latest.to_owned()), "{written}");
}

#[test]
fn parts_that_are_not_given_may_be_anything() {
    means("2025-03-07", "2025-3-7", "2025-3-7");
    means("2024-02", "2024-2-1", "2024-2-29");
    means("2025-02", "2025-2-1", "2025-2-28");
    means("2025", "2025-1-1", "2025-12-31");
    means("2025-XX-05", "2025-1-5", "2025-12-5");
    means("2025-XX-31", "2025-1-31", "2025-12-31");
    means("2025-02-XX", "2025-2-1", "2025-2-28");
}

#[test]
fn unknown_digits_take_their_lowest_and_highest_values() {
    means("201X", "2010-1-1", "2019-12-31");
    means("20XX-02", "2000-2-1", "2099-2-28");
    means("-004X", "-49-1-1", "-40-12-31");
    means("000X", "0-1-1", "9-12-31");
}

#[test]
fn a_season_is_three_whole_months() {
    means("2025-21", "2025-3-1", "2025-5-31");
    means("2025-22", "2025-6-1", "2025-8-31");
    means("2025-23", "2025-9-1", "2025-11-30");
    means("2023-24", "2023-12-1", "2024-2-29");
}

#[test]
fn an_end_that_is_open_or_unknown_has_no_day() {
    means("2025-03-06/2025-03-09", "2025-3-6", "2025-3-9");
    means("2025-03/2025-05", "2025-3-1", "2025-5-31");
    means("2025-03-07/..", "2025-3-7", "none");
    means("2025-03-07/", "2025-3-7", "none");
    means("../2025-03", "none", "2025-3-31");
    means("/2025", "none", "2025-12-31");
}

#[test]
fn dates_meet_where_they_share_a_day() {
    let meet = |one: &str, other: &str| {
        let (one, other) = (date(one).days(), date(other).days());
        assert_eq!(one.meet(other), other.meet(one), "{one:?} {other:?}");
        one.meet(other)
    };
    assert!(meet("2025-03-07", "2025-03"));
    assert!(meet("2025-03-06/2025-03-09", "2025-03-09"));
    assert!(!meet("2025-03-06/2025-03-09", "2025-03-10"));
    assert!(meet("2025-03-07/..", "2031"));
    assert!(!meet("2025-03-07/..", "2025-03-06"));
    assert!(meet("../2025", "2025-04/.."));
}

#[test]
fn numbers_of_days_go_on_without_a_gap() {
    assert_eq!(Day::of(0, 1, 1), Day(0));
    // The distance from the start of the era to the start of Unix time is in many tables: 719,528 days.
    assert_eq!(Day::of(1970, 1, 1), Day(719_528));
    let mut expected = Day::of(-101, 1, 1).0;
    for year in -101..=401 {
        for month in 1..=12 {
            for day in 1..=days_in_month(year, month) {
                let number = Day::of(year, month, day);
                assert_eq!(number.0, expected);
                assert_eq!(number.calendar(), (year, month, day));
                expected += 1;
            }
        }
    }
}
