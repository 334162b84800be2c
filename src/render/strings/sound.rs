//! Whether the words of a theme are what pages ask for: known keys, in the shape that pages use.

use std::collections::BTreeSet;

use super::{Strings, Words, WordsFault};
use crate::problem::did_you_mean;

/// How the keys of families begin to which a theme may add: names of languages, units of measure, statements of rights.
const OPEN: [&str; 4] = ["language_", "unit_", "counted_", "rights_"];

/// What is wrong in the words of a file, beside those of the built-in theme in English; `asks` tells which other keys the theme's own
/// templates name.
pub fn faults(text: &str, own: &Strings, built_in: &Strings, asks: impl Fn(&str) -> bool) -> Vec<WordsFault> {
    let wrong = own.words().filter_map(|(key, words)| {
        let message = match built_in.get(key) {
            Some(expected) => unlike(words, expected)?,
            None if asks(key) || OPEN.iter().any(|family| key.starts_with(family)) => return None,
            None => unknown(key, built_in),
        };
        Some(WordsFault { line: line(text, key), column: 1, message: format!("`{key}` {message}") })
    });
    wrong.collect()
}

fn unknown(key: &str, built_in: &Strings) -> String {
    let known = built_in.words().map(|(key, _)| key);
    let help = did_you_mean(key, known).map_or_else(String::new, |help| format!(": {help}"));
    format!("is asked for by no page{help}")
}

/// In what words differ from those that pages can use in their place.
fn unlike(words: &Words, expected: &Words) -> Option<String> {
    match (words, expected) {
        (Words::List(own), Words::List(all)) if own.len() != all.len() => {
            return Some(format!("has {} texts, and pages ask for {}", own.len(), all.len()));
        }
        (Words::Plural(forms), Words::Plural(_)) if !forms.contains_key("other") => {
            return Some("has no form `other`, which stands for every number that has no form of its own".to_owned());
        }
        // A language that has one form for all numbers writes it as a text, and one with several writes them of each count.
        (Words::List(_), Words::List(_))
        | (Words::Plural(_) | Words::Text(_), Words::Plural(_))
        | (Words::Text(_), Words::Text(_)) => {}
        (Words::Plural(_) | Words::List(_), Words::Text(_)) => return Some("is one text: `key: text`".to_owned()),
        (Words::Text(_) | Words::Plural(_), Words::List(all)) => {
            return Some(format!("is a list of {} texts, each on a line of its own: `- text`", all.len()));
        }
        (Words::List(_), Words::Plural(_)) => return Some("is one text, or a text for each plural form".to_owned()),
    }
    let known = filled(all(expected));
    if let Some(name) = filled(all(words)).into_iter().find(|name| !known.contains(name)) {
        let names: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
        let all = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        return Some(format!("has {{{name}}}, where {all} is filled in"));
    }
    // What is not filled in is not on the page: a number, a day, a name.
    let needed = filled(of_many(expected));
    of_many(words).into_iter().find_map(|text| {
        let own = filled([text]);
        let name = needed.iter().find(|name| !own.contains(*name))?;
        Some(format!("lacks {{{name}}} in “{text}”: what is filled in there would be lost"))
    })
}

/// All texts of a key.
fn all(words: &Words) -> Vec<&str> {
    match words {
        Words::Text(text) => vec![text.as_str()],
        Words::Plural(forms) => forms.values().map(String::as_str).collect(),
        Words::List(texts) => texts.iter().map(String::as_str).collect(),
    }
}

/// The texts of a key that must have all that is filled in: a form for one or two may say its number in words.
fn of_many(words: &Words) -> Vec<&str> {
    match words {
        Words::Text(text) => vec![text.as_str()],
        Words::Plural(forms) => ["few", "many", "other"].into_iter().filter_map(|form| Some(forms.get(form)?.as_str())).collect(),
        Words::List(_) => Vec::new(),
    }
}

/// The names in braces that are filled in.
fn filled<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let names = texts.into_iter().flat_map(|text| text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)));
    names.filter(|name| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')).collect()
}

/// The line of a key, from 1.
fn line(text: &str, key: &str) -> usize {
    let is_here = |line: &str| line.trim_start_matches('\u{feff}').strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    text.lines().position(is_here).unwrap_or(0) + 1
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::faults;

    const ENGLISH: &str =
        "menu: Menu\nby: \"By {name}\"\ncount_a:\n  one: \"{n} a\"\n  other: \"{n} as\"\ndays:\n  - Mo\n  - Tu\n";

    #[test]
    fn words_that_no_page_could_use_are_told_where_they_stand() {
        let built_in = read(ENGLISH, "en").0;
        let told = |text: &str| {
            let found = faults(text, &read(text, "en").0, &built_in, |key| key == "own");
            found.into_iter().map(|fault| (fault.line, fault.message)).collect::<Vec<_>>()
        };
        assert_eq!(told(ENGLISH), []);
        assert_eq!(told("count_a: \"{n} a\"\nown: x\nlanguage_fr: French\nmenu: a {b c} {\n"), []);
        for (text, line, words) in [
            ("by: \"{name}\"\nmenue: x", 2, "`menue` is asked for by no page: did you mean `menu`?"),
            ("\u{feff}zzzzzz: x", 1, "`zzzzzz` is asked for by no page"),
            ("menu:\n  other: x", 1, "`menu` is one text: `key: text`"),
            ("days:\n  - x", 1, "`days` has 1 texts, and pages ask for 2"),
            ("days: x", 1, "`days` is a list of 2 texts, each on a line of its own: `- text`"),
            ("count_a:\n  - x", 1, "`count_a` is one text, or a text for each plural form"),
            ("by: By", 1, "`by` lacks {name} in “By”: what is filled in there would be lost"),
            ("count_a:\n  one: a\n  other: as", 1, "`count_a` lacks {n} in “as”: what is filled in there would be lost"),
            ("by: \"{nome}\"", 1, "`by` has {nome}, where {name} is filled in"),
            ("menu: \"a {n}\"", 1, "`menu` has {n}, where nothing is filled in"),
        ] {
            assert_eq!(told(text), [(line, words.to_owned())], "{text:?}");
        }
        assert!(told("count_a:\n  one: x")[0].1.starts_with("`count_a` has no form `other`"));
    }
}
