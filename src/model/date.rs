//! Dates as EDTF level 1 writes them: known in part, about, uncertain, open at an end.

use std::cmp::Reverse;

/// A moment or a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// As the editor wrote it.
    pub written: String,
    /// Where it begins; equal to `end` for a single moment.
    pub start: Bound,
    /// Where it ends.
    pub end: Bound,
    /// Whether it was written with a `/`.
    pub interval: bool,
}

/// An end of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A moment.
    At(Moment),
    /// Open: it goes on (`..`).
    Open,
    /// There is an end, which nobody knows (nothing written).
    Unknown,
}

/// A year, a month or a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Four digits, the last of which may be `X` (not known); a minus for years before the common era.
    pub year: String,
    /// 1–12, or a season 21–24.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// There is a month, which nobody knows (`2025-XX`).
    pub month_unknown: bool,
    /// There is a day, which nobody knows (`2025-03-XX`).
    pub day_unknown: bool,
    /// `~` or `%`: about.
    pub about: bool,
    /// `?` or `%`: uncertain.
    pub uncertain: bool,
}

/// A day of the proleptic Gregorian calendar, by number; 0 is the first of January of the year 0 (1 BCE).
///
/// Subtracting two numbers gives the days between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The days within which a date lies, both included.
///
/// Two dates can be of one day only if their stretches of days meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// No day before this one; absent where the beginning is open or unknown.
    pub earliest: Option<Day>,
    /// No day after this one; absent where the end is open or unknown.
    pub latest: Option<Day>,
}

impl Date {
    /// The days that the date may mean: of a month all its days, of an interval everything between its ends.
    ///
    /// About (`~`) and uncertain (`?`) do not widen it: nobody has said by how much.
    pub fn days(&self) -> Days {
        let earliest = match &self.start {
            Bound::At(moment) => Some(moment.days().0),
            Bound::Open | Bound::Unknown => None,
        };
        let latest = match &self.end {
            Bound::At(moment) => Some(moment.days().1),
            Bound::Open | Bound::Unknown => None,
        };
        Days { earliest, latest }
    }

    /// What a date is sorted by: the first day that it may mean, or the last where it has no beginning; no date sorts last.
    ///
    /// Of dates that begin together the longer comes first: a year, its January, the first of January.
    pub fn rank(date: Option<&Date>) -> (bool, Option<Day>, Reverse<Day>) {
        let Some(days) = date.map(Date::days) else { return (true, None, Reverse(Day(0))) };
        (false, days.earliest.or(days.latest), Reverse(days.latest.unwrap_or(Day(i32::MAX))))
    }

    /// The ends that are known; of a single moment it is there twice.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        [&self.start, &self.end].into_iter().filter_map(Bound::moment)
    }

    /// Whether it is about then, or uncertain, at either end.
    pub fn is_doubtful(&self) -> bool {
        self.moments().any(Moment::is_doubtful)
    }
}

impl Bound {
    /// The moment, where one is known.
    pub fn moment(&self) -> Option<&Moment> {
        match self {
            Bound::At(moment) => Some(moment),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl Days {
    /// Whether some day lies in both; an end that is absent rules nothing out.
    pub fn meet(self, other: Days) -> bool {
        let before = |last: Option<Day>, first: Option<Day>| last.zip(first).is_some_and(|(last, first)| last < first);
        !before(self.latest, other.earliest) && !before(other.latest, self.earliest)
    }
}

impl Moment {
    /// Whether it is about then, or uncertain.
    pub fn is_doubtful(&self) -> bool {
        self.about || self.uncertain
    }

    /// Whether every digit of the year is known.
    pub fn has_whole_year(&self) -> bool {
        !self.year.contains('X')
    }

    /// From 1, spring; nothing for a month.
    pub fn season(&self) -> Option<u8> {
        self.month.and_then(|month| month.checked_sub(20)).filter(|season| *season > 0)
    }

    /// The first and the last day that it may be.
    ///
    /// Unknown digits take their lowest and highest values. A season is three whole months, as in the north, where spring is
    /// March to May: EDTF leaves the hemisphere open. Winter begins in December of its year.
    pub fn days(&self) -> (Day, Day) {
        let (first_year, last_year) = self.years();
        let (first_month, last_month) = match self.month {
            Some(season @ 21..=24) => ((season - 20) * 3, (season - 20) * 3 + 2),
            Some(month) => (month, month),
            None => (1, 12),
        };
        let (last_year, last_month) = if last_month > 12 { (last_year + 1, last_month - 12) } else { (last_year, last_month) };
        let first = Day::of(first_year, first_month, self.day.unwrap_or(1));
        (first, Day::of(last_year, last_month, self.day.unwrap_or(31)))
    }

    /// The first and the last year that it may be, in astronomical counting: the year 0 is 1 BCE.
    pub fn years(&self) -> (i32, i32) {
        let (sign, digits) = self.year.strip_prefix('-').map_or((1, self.year.as_str()), |digits| (-1, digits));
        // The reader of dates takes four digits and a sign only.
        let with = |unknown: u8| {
            let value = |digit: u8| i32::from(if digit == b'X' { unknown } else { digit }) - i32::from(b'0');
            sign * digits.bytes().fold(0, |year, digit| year * 10 + value(digit))
        };
        let (one, other) = (with(b'0'), with(b'9'));
        (one.min(other), one.max(other))
    }
}

impl Day {
    /// The day of a date; a day that its month does not have is the last of the month.
    pub fn of(year: i32, month: u8, day: u8) -> Self {
        let before_year = 365 * year + (year + 3).div_euclid(4) - (year + 99).div_euclid(100) + (year + 399).div_euclid(400);
        let before_month: i32 = (1..month).map(|month| i32::from(days_in_month(year, month))).sum();
        Self(before_year + before_month + i32::from(day.min(days_in_month(year, month))) - 1)
    }

    /// The year (astronomical), the month and the day of the month.
    pub fn calendar(self) -> (i32, u8, u8) {
        // 400 years have 146,097 days, so that this guess is at most one year too early or too late.
        let guess = (i64::from(self.0) * 400).div_euclid(146_097) as i32;
        let starts = |year: &i32| Self::of(*year, 1, 1) <= self;
        let year = [guess + 1, guess].into_iter().find(starts).unwrap_or(guess - 1);
        let starts = |month: &u8| Self::of(year, *month, 1) <= self;
        let month = (1..=12).rev().find(starts).unwrap_or(1);
        (year, month, (self.0 - Self::of(year, month, 1).0 + 1) as u8)
    }
}

/// How many days a month has; `month` is 1–12.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests;
