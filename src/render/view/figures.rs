//! Figures of a question in tables whose last cell is a plot, and the same as a strip.

use super::shared::{Link, Time, Words};
use super::status::ComputedWord;
use serde::Serialize;

/// The figures that count the same: one scope, one unit, place, period and event.
#[derive(Debug, Clone, Serialize)]
pub struct FigureTable {
    /// The element's id: `scope-civilians`, `scope--unstated`, `figures`.
    pub id: String,
    /// Whom or what they count: “civilians”, “scope not stated”; absent where the question has no scopes.
    pub scope: Option<Words>,
    /// What they count otherwise than the question: another unit, place, period or event.
    pub differs: Vec<String>,
    /// The line of numbers; absent where there is nothing to compare.
    pub axis: Option<Vec<Tick>>,
    /// The figures from the lowest to the highest.
    pub rows: Vec<FigureRow>,
    /// The numbers of the rows (from 0) by the day for which they hold, where that is another order.
    pub by_date: Option<Vec<usize>>,
}

/// One figure, as one claim gives it.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    /// The document, by its siglum or title.
    pub document: Link,
    /// The claim.
    pub claim: Link,
    /// Who says so.
    pub asserters: Vec<Link>,
    /// How it is said.
    pub modality: String,
    /// The number as a phrase, “at least 1,001”, with its address on the page of the claim.
    pub figure: Link,
    /// The day for which it holds.
    pub as_of: Option<Time>,
    /// The kinds of ground: “count, Syrian Observatory for Human Rights”; empty where none is stated.
    pub basis: Vec<String>,
    /// How it stands to the other figures of the question, by verdict; those that compare nothing are left out.
    pub verdicts: Vec<RowVerdict>,
    /// How it is drawn; absent where the table has no axis.
    pub mark: Option<Mark>,
}

/// A verdict that a figure shares with others.
#[derive(Debug, Clone, Serialize)]
pub struct RowVerdict {
    /// The word, with its explanation.
    pub word: ComputedWord,
    /// With how many figures.
    pub count: u64,
    /// The first of them, by the siglum of their document.
    pub examples: Vec<Link>,
}

/// A computed word and how often it applies.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// The word.
    pub word: ComputedWord,
    /// How often.
    pub count: u64,
}

/// The figures of one table on one line, in small.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// Whom they count; absent where the question has no scopes.
    pub scope: Option<Words>,
    /// “6 figures”.
    pub figures: String,
    /// The lowest, as it is stated: “at least 200”.
    pub lowest: String,
    /// The highest.
    pub highest: String,
    /// The figures.
    pub marks: Vec<Mark>,
}

/// A number below a line of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    /// Where, in percent from the left.
    pub at: String,
    /// The number.
    pub label: String,
}

/// A figure on a line of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// What is drawn.
    pub kind: MarkKind,
    /// Its left end, in percent from the left.
    pub from: String,
    /// Its right end.
    pub to: String,
}

/// What is drawn for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A dot.
    One,
    /// A bar between two dots.
    Range,
    /// A ring, and a line that goes on to the right.
    AtLeast,
    /// A line from the left, and a ring.
    AtMost,
}
