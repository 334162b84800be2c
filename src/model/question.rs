//! Questions: what several documents answer differently.

use super::{Names, Prose, Signature, closed_list};
use crate::source::{Place, Placed};

/// What several documents answer differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Question<N: Names> {
    /// Unique among questions.
    pub id: Placed<String>,
    /// Where the record stands.
    pub place: Place,
    /// The question as a sentence.
    pub asks: String,
    /// What an answer is.
    pub kind: QuestionKind,
    /// What it is about.
    pub event: Option<N::Entity>,
    /// What its figures count.
    pub unit: Option<String>,
    /// Whom a figure may count.
    pub scopes: Vec<Scope<N>>,
    /// What may be answered.
    pub positions: Vec<Position>,
    /// Only one position can hold.
    pub exclusive: bool,
    /// A later count may be higher without conflict.
    pub cumulative: bool,
    /// What an editor adds.
    pub note: Option<Prose<N>>,
    /// Who wrote it and when.
    pub signature: Signature<N>,
}

impl<N: Names> Question<N> {
    /// Whether two claims say the same by the positions that they take, each given as a set.
    ///
    /// Where only one can hold, whoever names several says that it is one of them, and agrees with nobody who says which.
    pub fn is_one_answer(&self, left: &[usize], right: &[usize]) -> bool {
        if self.exclusive { !left.is_empty() && left == right } else { left.iter().any(|position| right.contains(position)) }
    }

    /// Whether two claims take positions of which only one can hold.
    pub fn excludes(&self, left: &[usize], right: &[usize]) -> bool {
        let takes_some = !left.is_empty() && !right.is_empty();
        self.exclusive && takes_some && !left.iter().any(|position| right.contains(position))
    }
}

closed_list! {
    /// What an answer is.
    QuestionKind {
        /// A number.
        Figure = "figure",
        /// One of several positions.
        Position = "position",
        /// Anything.
        Open = "open",
    }
}

/// Whom a figure counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope<N: Names> {
    /// Unique in its question.
    pub id: Placed<String>,
    /// Its name.
    pub label: String,
    /// The scope that it is part of.
    pub within: Option<N::Scope>,
}

/// An answer that documents give.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Unique in its question.
    pub id: Placed<String>,
    /// The answer as a sentence.
    pub says: String,
}
