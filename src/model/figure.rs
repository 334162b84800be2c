//! Figures: how many, as the source puts it, and no more than its wording supports.

use super::{Date, Names};
use crate::source::Place;

/// A number with up to two decimals, exact: hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// A hundred times the number.
    pub hundredths: i64,
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
