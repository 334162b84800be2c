//! The chronology: what is said to have happened when, and what was published when.

use super::claim::{ClaimLine, DocumentClaims};
use super::lists::Parts;
use super::shared::{Link, Time, Words};
use serde::Serialize;

/// Everything that has a date.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// Which part of it, where there is much.
    pub parts: Option<Parts>,
    /// Where to jump to: the months, or the years where there are many; empty where there is only one.
    pub jumps: Vec<TimelineJump>,
    /// The dates in order.
    pub entries: Vec<TimelineEntry>,
    /// Some dates are given otherwise elsewhere.
    pub otherwise: bool,
}

/// A place to jump to.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineJump {
    /// What is read: “March 2025”.
    pub label: String,
    /// Where it leads, on this page or on the part that has it.
    pub url: String,
}

/// One date.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEntry {
    /// The element's id: `date-2025-03-07~`.
    pub id: String,
    /// Set where a month begins, or a season, a year or several where no month is known.
    pub stretch: Option<TimelineStretch>,
    /// The date.
    pub time: Time,
    /// The date as it lies in its stretch.
    pub bar: TimelineBar,
    /// The events that are dated so.
    pub events: Vec<TimelineEvent>,
    /// The claims that date so what they tell.
    pub claims: Vec<TimelineClaim>,
    /// The documents that were published then.
    pub published: Vec<TimelineDocument>,
}

/// A month, or what is known instead of one.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineStretch {
    /// The element's id: `from-2025-03`.
    pub id: String,
    /// How it is called: “March 2025”.
    pub label: String,
    /// What stands at the beginning of its bars: “1”, “January”, “2010”.
    pub first: String,
    /// What stands at their end.
    pub last: String,
}

/// A date drawn in its stretch: percent of the stretch's length, from its beginning.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineBar {
    /// Where it begins.
    pub start: f64,
    /// How long it is.
    pub length: f64,
    /// How it begins.
    pub beginning: TimelineEnd,
    /// How it ends.
    pub ending: TimelineEnd,
    /// About then.
    pub about: bool,
    /// Not certain.
    pub uncertain: bool,
    /// One day, known to the day.
    pub day: bool,
}

/// An end of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineEnd {
    /// It lies in the stretch.
    Within,
    /// It lies outside the stretch.
    Beyond,
    /// None is set.
    Open,
    /// There is one, which nobody knows.
    Unknown,
}

/// An event at the date of its record.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEvent {
    /// The event.
    pub event: Link,
    /// Where it was.
    pub place: Option<Link>,
    /// Other dates for it, on this page.
    pub otherwise: Vec<Link>,
    /// How many more of them there are.
    pub otherwise_more: usize,
    /// How many claims are about it.
    pub claims: usize,
    /// In how many documents.
    pub documents: usize,
    /// These claims by document; empty where they are too many for this page.
    pub said: Vec<DocumentClaims>,
}

/// A claim at the date that it gives.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineClaim {
    /// The claim with its words and place.
    pub line: ClaimLine,
    /// Its document, by siglum.
    pub document: Link,
    /// The event that it is about, over its question.
    pub event: Option<Link>,
    /// Other dates on the same question or for its event, on this page.
    pub otherwise: Vec<Link>,
    /// How many more of them there are.
    pub otherwise_more: usize,
}

/// A document on the day of its publication.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineDocument {
    /// The document.
    pub document: Link,
    /// What stands for it in tables.
    pub siglum: Words,
    /// Who published it.
    pub publishers: Vec<Link>,
    /// What it is: “report”.
    pub kind: String,
}
