//! How a claim stands, in words of closed lists that the program computes.

use super::shared::{Html, Link};
use serde::Serialize;

/// A word of a closed list that the program computed.
#[derive(Debug, Clone, Serialize)]
pub struct ComputedWord {
    /// Its name in the format, which is the class that draws its line and its sign: `disputed`.
    pub name: &'static str,
    /// The word: “disputed”.
    pub label: String,
    /// Where the rule stands by which it is computed.
    pub url: String,
}

/// A word with the rule by which it is computed.
#[derive(Debug, Clone, Serialize)]
pub struct Rule {
    /// The id of the rule on its page: `status-disputed`.
    pub id: String,
    /// The word.
    pub word: ComputedWord,
    /// The rule in a sentence or two.
    pub rule: String,
}

/// A status with how many claims have it.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCount {
    /// The status.
    pub word: ComputedWord,
    /// The rule in a sentence or two.
    pub rule: String,
    /// How many claims have it.
    pub count: usize,
    /// The list of these claims; absent where there is none.
    pub url: Option<String>,
}

/// How a claim stands, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct StatusLine {
    /// The status.
    pub word: ComputedWord,
    /// Why it is disputed or agreed, and with whom; empty for the other two.
    pub why: Vec<Why>,
}

/// Why a claim is disputed or agreed, in a few words.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// The reason: “another number for the same scope”.
    pub label: String,
    /// The other claims: each the first of its document, by siglum, or by its number in this document.
    pub who: Vec<Link>,
    /// There are others, which the claim's page tells.
    pub more: bool,
}

/// Why a claim is disputed or agreed, claim by claim.
#[derive(Debug, Clone, Serialize)]
pub struct Reasons {
    /// The reason: “another number for the same scope”.
    pub label: String,
    /// The other claims.
    pub others: Vec<Reason>,
}

/// A claim for which another is disputed or agreed.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    /// The other claim or note.
    pub other: Link,
    /// Its document, by siglum; the link leads to the note there.
    pub document: Link,
    /// How it is said, if it is a claim.
    pub modality: Option<String>,
    /// What the other says, as fields: its figure, or the position it takes.
    pub says: Option<Link>,
    /// What this claim says, where it is a figure.
    pub own: Option<String>,
    /// An editor's word about the relation.
    pub note: Option<Html>,
}

/// The words that the program computes about claims, with their rules.
#[derive(Debug, Clone, Serialize)]
pub struct Computed {
    /// How a claim stands: the first that applies.
    pub statuses: Vec<Rule>,
    /// On what a claim rests.
    pub grounds: Vec<Rule>,
    /// What each document says beside a claim.
    pub stances: Vec<Rule>,
    /// How two figures stand to each other: the first that applies.
    pub verdicts: Vec<Rule>,
    /// How a question stands: the first that applies.
    pub standings: Vec<Rule>,
}
