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
    /// Whether two values say the same, wherever and however they are written.
    pub fn says(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Text(left), Node::Text(right)) => left.text == right.text,
            (Node::List(left), Node::List(right)) => {
                left.items.len() == right.items.len() && left.items.iter().zip(&right.items).all(|(left, right)| left.says(right))
            }
            (Node::Map(left), Node::Map(right)) => left.says(right),
            (Node::Text(_) | Node::List(_) | Node::Map(_), Node::Text(_) | Node::List(_) | Node::Map(_)) => false,
        }
    }

    /// Where it is written.
    pub fn place(&self) -> Place {
        match self {
            Node::Text(scalar) => scalar.place,
            Node::List(list) => list.place,
            Node::Map(map) => map.place,
        }
    }
}

impl Map {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries.iter().find(|(key, _)| key.value == name).map(|(_, node)| node)
    }

    /// The text of a field, if it is one.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Node::Text(scalar) => Some(scalar.text.trim_end()),
            Node::List(_) | Node::Map(_) => None,
        }
    }

    /// Whether two maps have the same fields in the same order, saying the same.
    pub fn says(&self, other: &Map) -> bool {
        let mut pairs = self.entries.iter().zip(&other.entries);
        let is_same = pairs.all(|((left, one), (right, two))| left.value == right.value && one.says(two));
        self.entries.len() == other.entries.len() && is_same
    }
}
