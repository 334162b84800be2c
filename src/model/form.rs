//! What a new record is made of: its kind, and values.

use super::closed_list;

/// A value that is to be written into an editor's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text; numbers, dates and `true` are texts too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields of its own.
    Fields(RecordFields),
}

/// Fields with their values; the order does not matter.
pub type RecordFields = Vec<(String, Value)>;

impl Value {
    /// A text.
    pub fn text(words: impl Into<String>) -> Value {
        Value::Text(words.into())
    }

    /// Whether nothing is in it that could be written.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Text(words) => words.trim().is_empty(),
            Value::List(items) => items.iter().all(Value::is_blank),
            Value::Fields(fields) => fields.iter().all(|(_, value)| value.is_blank()),
        }
    }
}

/// The text of a field, if it has one.
pub fn text_of<'a>(fields: &'a [(String, Value)], name: &str) -> Option<&'a str> {
    match fields.iter().find(|(other, _)| other == name)? {
        (_, Value::Text(words)) => Some(words.trim()),
        (_, Value::List(_) | Value::Fields(_)) => None,
    }
}

closed_list! {
    /// What can be added to an archive.
    RecordKind {
        /// A text with its record.
        Document = "document",
        /// A note that somebody says that something is so.
        Claim = "claim",
        /// A note on how words are rendered.
        Translation = "translation",
        /// A note on a word that carries weight.
        Wording = "wording",
        /// A note on who or what is named.
        Mention = "mention",
        /// A plain note.
        Comment = "comment",
        /// Somebody or something.
        Entity = "entity",
        /// What several documents answer.
        Question = "question",
        /// A word worth explaining.
        Term = "term",
        /// A work of the bibliography.
        Work = "work",
    }
}

impl RecordKind {
    /// Whether it is a note, which stands on words of a document.
    pub fn is_note(self) -> bool {
        match self {
            RecordKind::Claim | RecordKind::Translation | RecordKind::Wording | RecordKind::Mention | RecordKind::Comment => true,
            RecordKind::Document | RecordKind::Entity | RecordKind::Question | RecordKind::Term | RecordKind::Work => false,
        }
    }
}
