//! The words of the interface by key, in one language: texts, plural forms and lists.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::plural;
use crate::model::grouped;

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

/// The words of the interface in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strings {
    /// The language by whose rules numbers take their plural form.
    tag: String,
    words: IndexMap<String, Words>,
}

impl Strings {
    /// Words by key; `tag` is their language.
    pub fn new(tag: &str, words: IndexMap<String, Words>) -> Strings {
        Strings { tag: tag.to_owned(), words }
    }

    /// The words of a key for each plural category, as they are written.
    pub fn forms(&self, key: &str) -> Option<&BTreeMap<String, String>> {
        match self.words.get(key)? {
            Words::Plural(forms) => Some(forms),
            Words::Text(_) | Words::List(_) => None,
        }
    }

    /// The words of a key, as they are written.
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

/// Reads the words of a theme: `key: text`, plural forms and lists indented below their key.
///
/// The file is YAML, of which no more is understood than is needed here; `tag` is the language.
///
/// Errors: the line and what is wrong in it.
pub fn read(text: &str, tag: &str) -> Result<Strings, String> {
    let mut words: IndexMap<String, Words> = IndexMap::new();
    let mut above: Option<String> = None;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fault = |message: &str| format!("line {}: {message}", index + 1);
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if !line.starts_with([' ', '\t']) {
            let (key, value) = field(content).ok_or_else(|| fault("a line is `key: text`"))?;
            if words.contains_key(key) || above.as_deref() == Some(key) {
                return Err(fault(&format!("`{key}` stands here a second time")));
            }
            above = value.is_empty().then(|| key.to_owned());
            if !value.is_empty() {
                let text = unquoted(value).map_err(|message| fault(&message))?;
                words.insert(key.to_owned(), Words::Text(text));
            }
            continue;
        }
        let Some(key) = &above else { return Err(fault("an indented line belongs to a key without a text of its own")) };
        if let Some(item) = content.strip_prefix("- ") {
            let item = unquoted(item.trim()).map_err(|message| fault(&message))?;
            match words.entry(key.clone()).or_insert_with(|| Words::List(Vec::new())) {
                Words::List(items) => items.push(item),
                Words::Plural(_) | Words::Text(_) => return Err(fault("a list and plural forms do not mix")),
            }
            continue;
        }
        let (form, value) = field(content).ok_or_else(|| fault("an indented line is `- text` or `form: text`"))?;
        if !["zero", "one", "two", "few", "many", "other"].contains(&form) {
            return Err(fault(&format!("`{form}` is no plural form: zero, one, two, few, many, other")));
        }
        let value = unquoted(value).map_err(|message| fault(&message))?;
        match words.entry(key.clone()).or_insert_with(|| Words::Plural(BTreeMap::new())) {
            Words::Plural(forms) => forms.insert(form.to_owned(), value),
            Words::List(_) | Words::Text(_) => return Err(fault("a list and plural forms do not mix")),
        };
    }
    Ok(Strings::new(tag, words))
}

/// Key and value of a line; the value is empty where it follows on lines below.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|key| (key, "")))?;
    let plain = !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || "_-".contains(character));
    plain.then(|| (key, value.trim()))
}

/// A value without its quotation marks, and without a comment behind it.
fn unquoted(value: &str) -> Result<String, String> {
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
        if value.starts_with(['{', '[', '&', '*', '!', '|', '>', '%', '@', '`']) || value.contains(": ") {
            return Err("quote the text: `\"…\"`".to_owned());
        }
        return Ok(value.split(" #").next().unwrap_or(value).trim_end().to_owned());
    };
    let mut text = String::new();
    let mut rest = value[1..].chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' if quote == '"' => match rest.next() {
                Some('n') => text.push('\n'),
                Some(escaped @ ('"' | '\\')) => text.push(escaped),
                Some(_) | None => return Err("after `\\` comes `\"`, `\\` or `n`".to_owned()),
            },
            // Two single quotes are one.
            '\'' if quote == '\'' && rest.next_if_eq(&'\'').is_some() => text.push('\''),
            end if end == quote => {
                let behind: String = rest.collect();
                let behind = behind.trim();
                let comment = behind.is_empty() || behind.starts_with('#');
                return if comment { Ok(text) } else { Err(format!("`{behind}` stands behind the quoted text")) };
            }
            other => text.push(other),
        }
    }
    Err("the quoted text does not end on this line".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Strings, read};

    fn english(text: &str) -> Strings {
        read(text, "en").unwrap()
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
        let arabic = read("count:\n  two: اثنان\n  other: \"{n} آخر\"", "ar").unwrap();
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
        let strings = read("a: أ", "ar").unwrap().or_else(english("a: A\nb: B"));
        assert_eq!((strings.text("a"), strings.text("b")), (Some("أ"), Some("B")));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, line) in [
            ("a: b\na: c", 2),
            ("just words", 1),
            ("a: \"b", 1),
            ("a: \"b\" c", 1),
            ("a: {b}", 1),
            ("a: b: c", 1),
            ("a: b\n  one: c", 2),
            ("a:\n  three: c", 2),
            ("a:\n  - b\n  one: c", 3),
        ] {
            let message = read(text, "en").unwrap_err();
            assert!(message.starts_with(&format!("line {line}: ")), "{text:?}: {message}");
        }
    }
}
