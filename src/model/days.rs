//! Which days a date can mean: the arithmetic behind “later”, “dated differently” and “another period”.

use super::{Bound, Date, Moment};

/// A stretch of days, both ends included, counted from 1 March of the year 0 of the Gregorian calendar.
///
/// `i64::MIN` and `i64::MAX` stand for ends that are open or that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// The earliest day.
    pub first: i64,
    /// The latest day.
    pub last: i64,
}

impl Days {
    /// Every day that there is: a date that is not known.
    pub const ANY: Days = Days { first: i64::MIN, last: i64::MAX };

    /// The days that a date covers as it is written: a month is all its days, `201X` all days of ten years.
    ///
    /// A season may be one of either half of the earth, so that spring and autumn run from March to November,
    /// summer and winter from December of the year before to February of the year after. `~`, `?` and `%` change nothing.
    pub fn covered(date: &Date) -> Days {
        Days::between(date, |_| Margin::None)
    }

    /// The days that a date can mean: with `~`, `?` or `%` also one day, month, season, year, ten or hundred years
    /// on either side, whichever is the last part that is given.
    pub fn possible(date: &Date) -> Days {
        Days::between(date, |moment| if moment.about || moment.uncertain { Margin::OnePart } else { Margin::None })
    }

    fn between(date: &Date, margin: impl Fn(&Moment) -> Margin) -> Days {
        let first = match &date.start {
            Bound::At(moment) => of(moment, margin(moment)).first,
            Bound::Open | Bound::Unknown => i64::MIN,
        };
        let last = match &date.end {
            Bound::At(moment) => of(moment, margin(moment)).last,
            Bound::Open | Bound::Unknown => i64::MAX,
        };
        Days { first, last }
    }

    /// Whether these days are all later than the others: the earliest comes after the latest of the others.
    pub fn later_than(self, other: Days) -> bool {
        self.first > other.last
    }

    /// Whether the two cannot be the same day.
    pub fn apart_from(self, other: Days) -> bool {
        self.later_than(other) || other.later_than(self)
    }
}

/// How far a date may be from what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Margin {
    None,
    OnePart,
}

/// The days of one moment. Months are counted through, so that years, seasons and months are one arithmetic.
fn of(moment: &Moment, margin: Margin) -> Days {
    let unknown = moment.year.bytes().filter(|byte| *byte == b'X').count() as u32;
    let year = |digit: &str| moment.year.replace('X', digit).parse::<i64>().expect("a year has digits, perhaps a minus");
    let (early, late) = (year("0").min(year("9")), year("0").max(year("9")));
    let (first, last, part) = match (moment.month.map(i64::from), moment.day.map(i64::from)) {
        (Some(month), Some(day)) if month <= 12 => {
            let margin = i64::from(margin == Margin::OnePart);
            return Days {
                first: month_start(early * 12 + month - 1) + day - 1 - margin,
                last: month_start(late * 12 + month - 1) + day - 1 + margin,
            };
        }
        (Some(month), _) if month <= 12 => (early * 12 + month - 1, late * 12 + month - 1, 1),
        (Some(21 | 23), _) => (early * 12 + 2, late * 12 + 10, 3),
        (Some(_), _) => (early * 12 - 1, late * 12 + 13, 3),
        (None, _) => (early * 12, late * 12 + 11, 12 * 10_i64.pow(unknown)),
    };
    let margin = if margin == Margin::OnePart { part } else { 0 };
    Days { first: month_start(first - margin), last: month_start(last + margin + 1) - 1 }
}

/// The first day of a month, months counted from January of the year 0. The year is taken to begin in March,
/// which puts the leap day at its end and makes the lengths of the months a straight line (153 days in five months).
fn month_start(month: i64) -> i64 {
    let shifted = month - 2;
    let (year, of_year) = (shifted.div_euclid(12), shifted.rem_euclid(12));
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * of_year + 2) / 5
}
