//! Figures: how many, as the source puts it, and no more than its wording supports.

use super::{Date, Names};
use crate::source::Place;

/// A number with up to two decimals, exact: hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// A hundred times the number.
    pub hundredths: i64,
}

impl Amount {
    /// In digits, exact, as editors write it: `803`, `12.5`.
    pub fn digits(self) -> String {
        self.written("", ".")
    }

    /// With a sign between groups of three digits, and one before decimals.
    pub fn written(self, group: &str, decimal: &str) -> String {
        let (whole, fraction) = ((self.hundredths / 100).abs(), (self.hundredths % 100).abs());
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let mut text = format!("{sign}{}", grouped(&whole.to_string(), group));
        if fraction != 0 {
            text.push_str(decimal);
            text.push_str(format!("{fraction:02}").trim_end_matches('0'));
        }
        text
    }
}

/// Digits in groups of three; four are grouped too: “1,383” is how the archive's languages write it.
pub fn grouped(digits: &str, group: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}

/// How many, as the source puts it.
///
/// “More than 1,000” has `min` 1001 and no `max`; “1,383” has both ends equal.
/// Unit: that of the question, unless `unit` says otherwise. The number is read by an editor, never guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure<N: Names> {
    /// Where it is written.
    pub written: Place,
    /// The lowest number that the wording allows.
    pub min: Option<Amount>,
    /// The highest number that the wording allows.
    pub max: Option<Amount>,
    /// The source says “about”.
    pub about: bool,
    /// Whom it counts: a scope of the question.
    pub of: Option<N::Scope>,
    /// At which moment it was so.
    pub as_of: Option<Date>,
    /// What is counted, where it is not what the question counts.
    pub unit: Option<String>,
    /// The event, where it is not the question's.
    pub event: Option<N::Entity>,
    /// The place, where it is not the question's.
    pub place: Option<N::Entity>,
    /// The stretch of time, where it is not the question's.
    pub period: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn numbers_have_a_comma_between_thousands() {
        let shown = |hundredths| Amount { hundredths }.written(",", ".");
        assert_eq!([shown(80_300), shown(138_300_000), shown(1_250), shown(5)], ["803", "1,383,000", "12.5", "0.05"]);
    }
}
