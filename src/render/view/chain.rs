//! How a claim came into its document, as a list and as a picture.

use super::shared::Link;
use super::status::ComputedWord;
use serde::Serialize;

/// How a claim came into its document: one trunk, and a branch for each ground.
#[derive(Debug, Clone, Serialize)]
pub struct Chain {
    /// The document, who passed it on (the last hand first), who says so.
    pub trunk: Vec<ChainStep>,
    /// For each ground the steps to whoever first knew; for each claim that is repeated one step to it.
    pub branches: Vec<Vec<ChainStep>>,
    /// The same as a drawing, for those who see the page; absent where there are too many branches to see.
    pub picture: Option<ChainPicture>,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
pub struct ChainStep {
    /// What it is: “passed on by”, “basis: count”.
    pub label: String,
    /// Who or what; empty where the record names nobody.
    pub links: Vec<Link>,
}

/// Claims or names that lead back to themselves.
#[derive(Debug, Clone, Serialize)]
pub struct Circle {
    /// What they do: “repeat one another”.
    pub label: String,
    /// Who or what, each before the one from whom it has it; of a chain the one to whom it comes back; of circles that
    /// are not told how many are on them.
    pub members: Vec<Link>,
    /// The claims that say so; empty where the members are claims, and of circles that are not told.
    pub said_by: Vec<Link>,
}

/// A chain as a drawing: lines, a sign for each step, and its name. Lengths are in CSS pixels from the side on which a line
/// of text begins, so that a page from right to left shows it mirrored.
#[derive(Debug, Clone, Serialize)]
pub struct ChainPicture {
    /// How high it is.
    pub height: usize,
    /// The lines, as the data of one SVG path.
    pub lines: String,
    /// The steps, from top to bottom.
    pub nodes: Vec<ChainNode>,
}

/// One step in the drawing.
#[derive(Debug, Clone, Serialize)]
pub struct ChainNode {
    /// How far from the side on which text begins; negative on a page from right to left.
    pub x: i64,
    /// How far from the top.
    pub y: i64,
    /// Where its name begins.
    pub text_x: i64,
    /// Its sign.
    pub sign: ChainSign,
    /// Its name, shortened.
    pub label: String,
}

/// What a step is, as a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChainSign {
    /// A document or a claim: a square.
    Square,
    /// Somebody: a disc.
    Disc,
    /// Nobody who is named: a ring.
    Ring,
}

/// On what a claim rests, and what else rests on it.
#[derive(Debug, Clone, Serialize)]
pub struct Ground {
    /// In a word.
    pub word: ComputedWord,
    /// Whoever first counted or saw, each with the other claims on the question that rest on them.
    pub origins: Vec<Origin>,
}

/// Somebody who first counted or saw.
#[derive(Debug, Clone, Serialize)]
pub struct Origin {
    /// Who.
    pub entity: Link,
    /// The first other claims on the question that rest on it, by the siglum of their document.
    pub others: Vec<OriginClaim>,
    /// How many more there are.
    pub more: usize,
}

/// A claim that rests on the same origin.
#[derive(Debug, Clone, Serialize)]
pub struct OriginClaim {
    /// Its document, by siglum.
    pub document: Link,
    /// Its sentence.
    pub claim: Link,
}
