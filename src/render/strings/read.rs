//! Reads the words of a theme: `key: text`, plural forms and lists indented below their key.

use std::collections::BTreeMap;

use super::{Strings, Words, WordsFault};

/// The plural forms that languages have (CLDR).
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What was read so far.
struct Reading {
    strings: Strings,
    /// The key whose words stand on the lines below it, and its line.
    above: Option<(String, usize)>,
    /// Whether there are such lines.
    has_below: bool,
    faults: Vec<WordsFault>,
}

/// Reads words in a language, and tells every line that cannot be read, which is left out.
///
/// The file is YAML, of which no more is understood than is needed here.
pub fn read(text: &str, tag: &str) -> (Strings, Vec<WordsFault>) {
    let mut reading = Reading { strings: Strings::new(tag), above: None, has_below: false, faults: Vec::new() };
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let is_below = line.starts_with([' ', '\t']);
        let done = if is_below { reading.below(content) } else { reading.key(content, index + 1) };
        if let Err(message) = done {
            let column = line.chars().take_while(|character| character.is_whitespace()).count() + 1;
            reading.faults.push(WordsFault { line: index + 1, column, message });
        }
    }
    reading.end_key();
    (reading.strings, reading.faults)
}

impl Reading {
    /// A line at the margin. Errors: what is wrong in it.
    fn key(&mut self, content: &str, line: usize) -> Result<(), String> {
        self.end_key();
        let (key, value) = field(content).ok_or("a line is `key: text`")?;
        if self.strings.words.contains_key(key) {
            return Err(format!("`{key}` stands here a second time"));
        }
        if value.is_empty() {
            self.above = Some((key.to_owned(), line));
        } else {
            self.strings.words.insert(key.to_owned(), Words::Text(unquoted(value)?));
        }
        Ok(())
    }

    /// An indented line. Errors: what is wrong in it.
    fn below(&mut self, content: &str) -> Result<(), String> {
        self.has_below = true;
        let (key, _) = self.above.as_ref().ok_or("an indented line belongs to a key without a text of its own")?;
        let mixed = || Err("a list and plural forms do not mix".to_owned());
        if let Some(item) = content.strip_prefix("- ") {
            let item = unquoted(item.trim())?;
            match self.strings.words.entry(key.clone()).or_insert_with(|| Words::List(Vec::new())) {
                Words::List(items) => items.push(item),
                Words::Plural(_) | Words::Text(_) => return mixed(),
            }
            return Ok(());
        }
        let (form, value) = field(content).ok_or("an indented line is `- text` or `form: text`")?;
        if !FORMS.contains(&form) {
            return Err(format!("`{form}` is no plural form: {}", FORMS.join(", ")));
        }
        let value = unquoted(value)?;
        match self.strings.words.entry(key.clone()).or_insert_with(|| Words::Plural(BTreeMap::new())) {
            Words::Plural(forms) if forms.contains_key(form) => Err(format!("`{form}` stands here a second time")),
            Words::Plural(forms) => {
                forms.insert(form.to_owned(), value);
                Ok(())
            }
            Words::List(_) | Words::Text(_) => mixed(),
        }
    }

    /// A key must have had words by now.
    fn end_key(&mut self) {
        let has_below = std::mem::take(&mut self.has_below);
        if let Some((key, line)) = self.above.take().filter(|_| !has_below) {
            self.faults.push(WordsFault {
                line,
                column: 1,
                message: format!("`{key}` has no text; leave it out, or write \"\""),
            });
        }
    }
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
        // `{n} claims` is a text that needs its quotation marks.
        if value.starts_with('[') || value.starts_with('{') && value.ends_with('}') && value.contains(':') {
            return Err("write each of the texts on a line of its own below the key, indented".to_owned());
        }
        if value.starts_with(['{', '&', '*', '!', '|', '>', '%', '@', '`']) || value.contains(": ") {
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
    use super::read;

    #[test]
    fn every_line_that_cannot_be_read_is_told_with_its_place() {
        for (text, places) in [
            ("a: b\na: c\nd: e", &[(2, 1)][..]),
            ("just words\nb: c: d", &[(1, 1), (2, 1)]),
            ("a: \"b", &[(1, 1)]),
            ("a: \"b\" c", &[(1, 1)]),
            ("a: {b}", &[(1, 1)]),
            ("a: b\n  one: c", &[(2, 3)]),
            ("a:\n  three: c\n  other: d", &[(2, 3)]),
            ("a:\n  - b\n  one: c", &[(3, 3)]),
            ("a:\n  one: b\n    one: c", &[(3, 5)]),
            ("a:\n  other: {n} b", &[(2, 3)]),
            ("a:\nb: c\nd:", &[(1, 1), (3, 1)]),
        ] {
            let (_, faults) = read(text, "en");
            let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
            assert_eq!(found, places, "{text:?}: {faults:?}");
        }
    }
}
