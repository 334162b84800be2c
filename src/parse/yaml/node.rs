//! What a YAML file holds, as written: texts, lists and maps, each with its place.

use crate::source::{Place, Placed};

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A text exactly as written; nothing is read as a number, a date or a truth value.
    Text(Scalar),
    /// A list.
    List(List),
    /// A map.
    Map(Map),
}

/// A text.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The text, with YAML's quotation marks, escapes and folding undone.
    pub text: String,
    /// Where it is written, quotation marks included.
    pub place: Place,
    /// How it is written.
    pub style: Style,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Its items in order.
    pub items: Vec<Node>,
    /// Where it is written.
    pub place: Place,
}

/// A map; keys are unique.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Its fields in order.
    pub entries: Vec<(Placed<String>, Node)>,
    /// Where it is written.
    pub place: Place,
}

impl Node {
    /// Where it is written.
    pub fn place(&self) -> Place {
        match self {
            Node::Text(scalar) => scalar.place,
            Node::List(list) => list.place,
            Node::Map(map) => map.place,
        }
    }
}
