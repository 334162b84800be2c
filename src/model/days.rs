//! Which days a date can mean when two are compared: the caution behind “later” and “dated differently”.

use super::{Bound, Date, Day, Moment};

/// The days on which something may have been so, both ends included, by the numbers of [`Day`].
///
/// `i64::MIN` and `i64::MAX` stand for ends that are open or that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PossibleDays {
    /// The earliest day.
    pub first: i64,
    /// The latest day.
    pub last: i64,
}

impl PossibleDays {
    /// Every day that there is: a date that is not known.
    pub const ANY: PossibleDays = PossibleDays { first: i64::MIN, last: i64::MAX };

    /// The days that a date can mean, with all the caution that a verdict needs.
    ///
    /// With `~`, `?` or `%` also one day, month, season, year, ten or hundred years on either side, whichever is the last part
    /// that is given. A season may be one of either half of the earth: spring and autumn run from March to November,
    /// summer and winter from December of the year before to February of the year after.
    pub fn possible(date: &Date) -> PossibleDays {
        let first = match &date.start {
            Bound::At(moment) => around(moment).0,
            Bound::Open | Bound::Unknown => i64::MIN,
        };
        let last = match &date.end {
            Bound::At(moment) => around(moment).1,
            Bound::Open | Bound::Unknown => i64::MAX,
        };
        PossibleDays { first, last }
    }

    /// Whether these days are all later than the others: the earliest comes after the latest of the others.
    pub fn later_than(self, other: PossibleDays) -> bool {
        self.first > other.last
    }

    /// Whether the two cannot be the same day.
    pub fn apart_from(self, other: PossibleDays) -> bool {
        self.later_than(other) || other.later_than(self)
    }
}

/// The days that a period covers, as far as two periods can be told to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Covered {
    days: PossibleDays,
    /// The seasons in which it begins and ends: nobody says of which half of the earth, so that only the same season is the same.
    seasons: [Option<u8>; 2],
}

impl Covered {
    /// The days of a date as it is written; `~`, `?` and `%` change nothing.
    pub fn of(date: &Date) -> Covered {
        let sure = |bound: &Bound| match bound {
            Bound::At(moment) => Bound::At(Moment { about: false, uncertain: false, ..moment.clone() }),
            Bound::Open | Bound::Unknown => bound.clone(),
        };
        let season = |bound: &Bound| bound.moment().and_then(Moment::season);
        let days = PossibleDays::possible(&Date { start: sure(&date.start), end: sure(&date.end), ..date.clone() });
        Covered { days, seasons: [season(&date.start), season(&date.end)] }
    }

    /// Whether it ends before it begins, whatever is meant by seasons and digits that nobody knows.
    pub fn is_backwards(&self) -> bool {
        self.days.last < self.days.first
    }
}

/// The first and the last day of a moment, its margin included. Months are counted through from January of the year 0.
fn around(moment: &Moment) -> (i64, i64) {
    let is_vague = moment.is_doubtful();
    let (early, late) = moment.years();
    let unknown_digits = moment.year.bytes().filter(|byte| *byte == b'X').count() as u32;
    let (first, last, part) = match (moment.month.map(i32::from), moment.day) {
        (Some(1..=12), Some(_)) => {
            let (first, last) = moment.days();
            let margin = i64::from(is_vague);
            return (i64::from(first.0) - margin, i64::from(last.0) + margin);
        }
        (Some(month @ 1..=12), None) => (early * 12 + month - 1, late * 12 + month - 1, 1),
        (Some(21 | 23), _) => (early * 12 + 2, late * 12 + 10, 3),
        (Some(_), _) => (early * 12 - 1, late * 12 + 13, 3),
        (None, _) => (early * 12, late * 12 + 11, 12 * 10_i32.pow(unknown_digits)),
    };
    let margin = if is_vague { part } else { 0 };
    (month_start(first - margin), month_start(last + margin + 1) - 1)
}

fn month_start(month: i32) -> i64 {
    i64::from(Day::of(month.div_euclid(12), month.rem_euclid(12) as u8 + 1, 1).0)
}
