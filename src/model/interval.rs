//! What a figure says as a stretch of numbers, so that two figures can be laid beside each other.

use super::{Amount, Figure, Names};

/// The numbers that a wording allows, both ends included; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The lowest.
    pub low: Option<Amount>,
    /// The highest.
    pub high: Option<Amount>,
    /// One number and no “about”.
    pub exact: bool,
}

impl Interval {
    /// Reads a figure. With `about` each end that is given is as precise as half of its last digit that is not 0:
    /// about 1,300 is 1,250 to 1,349, about 12.5 is 12.45 to 12.54, “at least about 1,000” begins at 500.
    pub fn of<N: Names>(figure: &Figure<N>) -> Interval {
        let (low, high) = if figure.about {
            (figure.min.map(|amount| about(amount).0), figure.max.map(|amount| about(amount).1))
        } else {
            (figure.min, figure.max)
        };
        Interval { low, high, exact: !figure.about && figure.min.is_some() && figure.min == figure.max }
    }

    /// The lowest number in hundredths; `i64::MIN` where that end is open.
    pub fn low_hundredths(self) -> i64 {
        self.low.map_or(i64::MIN, |amount| amount.hundredths)
    }

    /// The highest number in hundredths; `i64::MAX` where that end is open.
    pub fn high_hundredths(self) -> i64 {
        self.high.map_or(i64::MAX, |amount| amount.hundredths)
    }

    /// Whether every number of this one is larger than every number of the other.
    pub fn certainly_above(self, other: Interval) -> bool {
        self.low_hundredths() > other.high_hundredths()
    }

    /// Whether no number satisfies both.
    pub fn apart_from(self, other: Interval) -> bool {
        self.certainly_above(other) || other.certainly_above(self)
    }
}

/// The lowest and the highest number that is rounded to this one at its last digit that is not 0.
fn about(amount: Amount) -> (Amount, Amount) {
    let value = amount.hundredths;
    if value == 0 {
        return (amount, amount);
    }
    let mut digit: i64 = 1;
    while value % (digit * 10) == 0 {
        digit *= 10;
    }
    let half = digit / 2;
    // Whole numbers end at a whole number: 1,349, not 1,349.99.
    let step = if half % 100 == 0 { 100 } else { 1 };
    let high = value.saturating_add(half).saturating_sub(step).max(value);
    (Amount { hundredths: value - half }, Amount { hundredths: high })
}
