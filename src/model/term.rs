//! Terms: words worth explaining, and words that carry weight.

use super::{Language, Names, Prose, Signature, closed_list};
use crate::source::{Place, Placed};

/// A word worth explaining.
#[derive(Debug, Clone, PartialEq)]
pub struct Term<N: Names> {
    /// Unique among terms.
    pub id: Placed<String>,
    /// Where the record stands.
    pub place: Place,
    /// The word.
    pub term: String,
    /// Its language.
    pub language: Option<Language>,
    /// What kind of word.
    pub scheme: Scheme,
    /// How it is used; it does not decide whether it fits.
    pub says: Option<Prose<N>>,
    /// Wider words.
    pub broader: Vec<N::Term>,
    /// Neighbouring words.
    pub related: Vec<N::Term>,
    /// Who wrote it and when.
    pub signature: Signature<N>,
}

closed_list! {
    /// What kind of word a term is.
    Scheme {
        /// It carries weight.
        Loaded = "loaded",
        /// It belongs to a trade.
        Technical = "technical",
        /// It is a name.
        Proper = "proper",
    }
}
