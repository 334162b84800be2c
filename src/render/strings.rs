//! The words of the interface by key, in one language: texts, plural forms and lists.

mod read;
mod sound;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::plural;
use crate::model::grouped;

pub use read::read;
pub use sound::faults;

/// The words of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// A text; `{name}` stands for what is filled in.
    Text(String),
    /// A text for each plural category; `{n}` stands for the number.
    Plural(BTreeMap<String, String>),
    /// Several texts, as the months.
    List(Vec<String>),
}

/// What is wrong in a file of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what to write.
    pub message: String,
}

/// The words of the interface in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strings {
    /// The language by whose rules numbers take their plural form.
    tag: String,
    words: IndexMap<String, Words>,
}

impl Strings {
    /// No words yet; `tag` is their language.
    pub fn new(tag: &str) -> Strings {
        Strings { tag: tag.to_owned(), words: IndexMap::new() }
    }

    /// The words of a key for each plural category, as they are written.
    pub fn forms(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        match self.words.get(key)? {
            Words::Plural(forms) => Some(forms),
            Words::Text(_) | Words::List(_) => None,
        }
    }

    /// All words by key, as they are written.
    pub fn words(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.words.iter().map(|(key, words)| (key.as_str(), words))
    }

    /// These words, and for keys that they lack those of another language.
    pub fn or_else(mut self, other: Strings) -> Strings {
        for (key, words) in other.words {
            self.words.entry(key).or_insert(words);
        }
        self
    }

    /// The words of a key, of whichever kind.
    pub fn get(&self, key: &str) -> Option<&Words> {
        self.words.get(key)
    }

    /// The text of a key; `None` where the key has none.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.words.get(key)? {
            Words::Text(text) => Some(text),
            Words::Plural(_) | Words::List(_) => None,
        }
    }

    /// A text of a list, from 0; `None` where there is none.
    pub fn item(&self, key: &str, index: usize) -> Option<&str> {
        match self.words.get(key)? {
            Words::List(texts) => texts.get(index).map(String::as_str),
            Words::Text(_) | Words::Plural(_) => None,
        }
    }

    /// The text of a key with values in the places of their names.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        self.text(key).map(|text| fill(text, values))
    }

    /// So many of something, in the plural form that the language has for the number: `count_claims`, 12.
    ///
    /// A form that is not written is the form `other`; a key with a text has one form.
    pub fn count(&self, key: &str, count: u64) -> Option<String> {
        let number = count.to_string();
        let number = self.text("number_group").map_or(number.clone(), |group| grouped(&number, group));
        let text = match self.words.get(key)? {
            Words::Plural(forms) => forms.get(plural::category(&self.tag, count)).or_else(|| forms.get("other"))?,
            Words::Text(text) => text,
            Words::List(_) => return None,
        };
        Some(fill(text, &[("n", &number)]))
    }
}

/// A text with values in the places of their names; what stands in braces and is no name stays.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        filled.push_str(&rest[..start]);
        rest = &rest[start..];
        let value = values.iter().find_map(|(name, value)| {
            let behind = rest[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Strings, read};

    fn sound(text: &str, tag: &str) -> Strings {
        let (strings, faults) = read(text, tag);
        assert_eq!(faults, []);
        strings
    }

    fn english(text: &str) -> Strings {
        sound(text, "en")
    }

    #[test]
    fn texts_lists_and_plural_forms_are_read() {
        let strings = english(
            "# words\nby: By\nlist_comma: \", \" # a comment\nnote: it's — “x”\ncount_claims:\n  one: \"{n} claim\"\n  other: '{n} claims'\nmonths:\n  - January\n  - \"February\"\n",
        );
        assert_eq!(strings.text("by"), Some("By"));
        assert_eq!(strings.text("list_comma"), Some(", "));
        assert_eq!(strings.text("note"), Some("it's — “x”"));
        assert_eq!(strings.item("months", 1), Some("February"));
        assert_eq!(strings.item("months", 2), None);
        assert_eq!(strings.count("count_claims", 1).as_deref(), Some("1 claim"));
        assert_eq!(strings.count("count_claims", 0).as_deref(), Some("0 claims"));
        assert_eq!(strings.text("nothing"), None);
    }

    #[test]
    fn a_form_that_is_missing_is_the_form_other() {
        let arabic = sound("count:\n  two: اثنان\n  other: \"{n} آخر\"", "ar");
        assert_eq!(arabic.count("count", 2).as_deref(), Some("اثنان"));
        assert_eq!(arabic.count("count", 5).as_deref(), Some("5 آخر"));
    }

    #[test]
    fn long_numbers_are_grouped_as_the_interface_does() {
        let strings = english("number_group: \",\"\ncount: \"{n} words\"");
        assert_eq!(strings.count("count", 1_383_000).as_deref(), Some("1,383,000 words"));
    }

    #[test]
    fn names_are_filled_in_once_and_other_braces_stay() {
        let strings = english("says: \"{who} says {what}, {x}\"");
        let filled = strings.fill("says", &[("who", "{what}"), ("what", "no")]);
        assert_eq!(filled.as_deref(), Some("{what} says no, {x}"));
    }

    #[test]
    fn missing_keys_are_taken_from_another_language() {
        let strings = sound("a: أ", "ar").or_else(english("a: A\nb: B"));
        assert_eq!((strings.text("a"), strings.text("b")), (Some("أ"), Some("B")));
    }
}
