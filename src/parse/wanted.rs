//! Says what kind of value a field takes where it was given another, and what to type instead.

use super::yaml::{self, Node};

/// The kind of value that a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// One text.
    Text,
    /// A number in digits.
    Number,
    /// Fields of its own.
    Fields,
    /// Pairs of paragraphs.
    Pairs,
}

impl Wanted {
    /// What the field takes, in words.
    pub fn words(self) -> &'static str {
        match self {
            Wanted::Text => "one text",
            Wanted::Number => "one number",
            Wanted::Fields => "fields of its own (`name: value`)",
            Wanted::Pairs => "a list of pairs, such as `[[p1, p1], [p2, [p2, p3]]]`",
        }
    }

    /// What to type instead of a value of another kind, where that can be told.
    pub fn typed(self, name: &str, found: &Node) -> Option<String> {
        match (self, found) {
            (Wanted::Fields, _) => {
                Some(format!("write its fields below `{name}:`, each on a line of its own, indented by two spaces more"))
            }
            (Wanted::Pairs, _) => None,
            (Wanted::Text | Wanted::Number, Node::Text(text)) => Some(format!("write `{name}: {}`", yaml::quoted(&text.text))),
            (Wanted::Text | Wanted::Number, Node::List(list)) => match list.items.as_slice() {
                [only @ Node::Text(_)] => self.typed(name, only),
                [] | [Node::List(_) | Node::Map(_)] | [_, _, ..] => self.joined(),
            },
            (Wanted::Text | Wanted::Number, Node::Map(map)) => {
                let (_, id) = map.entries.iter().find(|(key, _)| key.value == "id")?;
                self.typed(name, id)
            }
        }
    }

    /// What to type instead of several values, which are one text if the bracket before them belongs to it.
    fn joined(self) -> Option<String> {
        match self {
            Wanted::Text => Some("write one text; one that begins with `[` goes into quotation marks".to_owned()),
            Wanted::Number | Wanted::Fields | Wanted::Pairs => None,
        }
    }
}
