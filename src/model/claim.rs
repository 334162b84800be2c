//! Claims: someone says that something is so.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Date, Figure, Linked, Names, Prose, closed_list};

/// Someone says that something is so.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim<N: Names> {
    /// The claim as one neutral sentence in the archive's language.
    pub says: String,
    /// The question that it answers.
    pub question: Option<N::Question>,
    /// The positions that it takes on the question.
    pub answer: Vec<N::Position>,
    /// Who says so.
    pub asserter: Asserter<N>,
    /// Who passed it on, from the asserter's hearer to the document.
    pub via: Vec<N::Entity>,
    /// How it is said.
    pub modality: Modality,
    /// How the asserter knows; empty means that no basis is stated.
    pub basis: Vec<Basis<N>>,
    /// How many, in numbers.
    pub figures: Vec<Figure<N>>,
    /// When it is said to have happened.
    pub when: Option<Date>,
    /// Where it is said to have happened.
    pub places: Vec<N::Entity>,
}

/// A sentence as a name within another one: without its final stop.
///
/// The dots of an omission stay, and those of single letters, `U.S.` and `Washington, D. C.`; whether one of a word, as in `etc.`,
/// ends the sentence too, nobody can tell.
pub fn without_stop(sentence: &str) -> &str {
    let Some(rest) = sentence.strip_suffix(['.', '。', '．', '۔', '।']) else { return sentence };
    let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_short = |part: &str| part.chars().filter(|sign| sign.is_alphanumeric()).count() <= 1;
    let is_of_letters = rest.ends_with(char::is_alphabetic) && word.split('.').all(is_short);
    if sentence.ends_with('.') && (rest.ends_with('.') || is_of_letters) { sentence } else { rest }
}

impl<N: Names> Claim<N> {
    /// Whether it says that something is not so.
    pub fn is_denial(&self) -> bool {
        self.modality == Modality::Denied
    }

    /// The sentence as editors are told it, in English. That of a denial is what is denied, so it begins with the denial.
    pub fn told(&self) -> Cow<'_, str> {
        if self.is_denial() {
            return Cow::Owned(format!("Denied: {}", self.says));
        }
        Cow::Borrowed(&self.says)
    }
}

impl Claim<Linked> {
    /// The positions that it takes as a set: in order, each once.
    pub fn positions(&self) -> Vec<usize> {
        self.answer.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// What stands after `asserter` for somebody whom the document does not name; no entity has it for an id.
pub const UNNAMED: &str = "unnamed";

/// Who says so.
#[derive(Debug, Clone, PartialEq)]
pub enum Asserter<N: Names> {
    /// The document itself: its publisher, or its author's voice.
    Document,
    /// Someone whom the document does not name.
    Unnamed,
    /// One or more entities.
    Entities(Vec<N::Entity>),
}

/// How an asserter knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis<N: Names> {
    /// What kind of ground.
    pub kind: BasisKind,
    /// Who saw, counted, wrote.
    pub by: Vec<N::Entity>,
    /// Who first counted or saw, so that repeats are not taken for confirmations.
    pub lineage: Option<N::Entity>,
    /// The work.
    pub cite: Option<N::Work>,
    /// An editor's word about it.
    pub note: Option<Prose<N>>,
}

closed_list! {
    /// How a claim is said.
    Modality {
        /// In the document's own voice.
        Asserted = "asserted",
        /// Given to somebody else.
        Attributed = "attributed",
        /// In somebody else's words.
        Quoted = "quoted",
        /// Said to be so.
        Alleged = "alleged",
        /// Estimated.
        Estimated = "estimated",
        /// Meant, not said.
        Implied = "implied",
        /// Said to be possible.
        Possible = "possible",
        /// Said of what is to come.
        Predicted = "predicted",
        /// Said not to be so; `says` is the sentence that is denied.
        Denied = "denied",
    }
}

closed_list! {
    /// What kind of ground a claim has.
    BasisKind {
        /// Somebody saw it.
        Witness = "witness",
        /// Somebody counted.
        Count = "count",
        /// An authority says so.
        Official = "official",
        /// A paper, a statement, a law.
        Document = "document",
        /// A newspaper, an agency, a broadcaster.
        Media = "media",
        /// Somebody who studies the matter.
        Expert = "expert",
        /// A picture or a film.
        Image = "image",
        /// None is stated.
        Unstated = "unstated",
    }
}

#[cfg(test)]
mod tests {
    use super::without_stop;

    #[test]
    fn a_sentence_loses_its_stop_and_no_other_dot() {
        let cases = [
            ("They died.", "They died"),
            ("他们死了。", "他们死了"),
            ("How many?", "How many?"),
            ("They died ...", "They died ..."),
            ("It was the U.S.", "It was the U.S."),
            ("It was (in the U.S.", "It was (in the U.S."),
            ("At 5 p.m.", "At 5 p.m."),
            ("In Washington, D. C.", "In Washington, D. C."),
            ("At least 1.383.", "At least 1.383"),
            ("There were 5.", "There were 5"),
            ("At 8.5.", "At 8.5"),
            ("See example.org.", "See example.org"),
            ("They died etc.", "They died etc"),
            ("They died...", "They died..."),
            ("It was 5 €.", "It was 5 €"),
            ("They died (in the U.S.).", "They died (in the U.S.)"),
            ("他说 是。", "他说 是"),
            ("他们死了．", "他们死了"),
            ("800", "800"),
            (".", ""),
        ];
        for (sentence, name) in cases {
            assert_eq!(without_stop(sentence), name);
        }
    }
}
