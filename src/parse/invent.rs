//! Makes an identifier of words, in the letters that addresses have.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::values::to_identifier;

/// Words that an identifier has at most.
const WORDS_MAX: usize = 4;
/// Characters beyond which it takes no further word.
const CHARACTERS_MAX: usize = 32;

/// The identifier that some words make, and the words that are in it: `1040-people` of “1,040 people were killed”.
///
/// Accents are left out and Arabic is written in Latin letters; other scripts stay what they are. Empty where the words have
/// no letter or digit.
pub fn identifier(words: &str) -> (String, String) {
    let mut id = String::new();
    let mut taken: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let part = to_identifier(&latin(&joined(word)));
        let is_full = taken.len() == WORDS_MAX || id.chars().count() + part.chars().count() >= CHARACTERS_MAX;
        if !id.is_empty() && (is_full || part.is_empty()) {
            if is_full {
                break;
            }
            continue;
        }
        if !part.is_empty() {
            id.push_str(if id.is_empty() { "" } else { "-" });
            id.extend(part.chars().take(CHARACTERS_MAX));
            taken.push(word);
        }
    }
    (to_identifier(&id), taken.join(" "))
}

/// Identifiers that are taken, and from which number on one like them may be free.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
    // Thousands of notes on the same words are numbered without counting from the beginning each time.
    next: BTreeMap<String, usize>,
}

impl Names {
    /// These are taken.
    pub fn of(taken: impl IntoIterator<Item = String>) -> Names {
        Names { taken: taken.into_iter().collect(), next: BTreeMap::new() }
    }

    /// Whether it is taken.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// Takes one that somebody has chosen.
    pub fn take(&mut self, id: String) {
        self.taken.insert(id);
    }

    /// The identifier, or where that is taken the first with a number that is not; it is taken from then on.
    pub fn free(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        if self.taken.contains(&free) {
            let next = self.next.entry(id.to_owned()).or_insert(2);
            while self.taken.contains(&free) {
                free = format!("{id}-{next}");
                *next += 1;
            }
        }
        self.taken.insert(free.clone());
        free
    }
}

/// A word without the signs inside numbers and the apostrophes inside words: `1,383`, `West’s`.
fn joined(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let between = |at: usize, fits: fn(char) -> bool| {
        at > 0 && fits(letters[at - 1]) && letters.get(at + 1).is_some_and(|letter| fits(*letter))
    };
    let is_sign = |at: usize| match letters[at] {
        ',' | '.' | '٬' | '٫' => between(at, char::is_numeric),
        '’' | '\'' | 'ʼ' => between(at, char::is_alphanumeric),
        _ => false,
    };
    (0..letters.len()).filter(|at| !is_sign(*at)).map(|at| letters[at]).collect()
}

/// Latin letters without accents for Latin and Arabic ones; others as they are.
fn latin(word: &str) -> String {
    let mut written = String::new();
    for letter in word.nfd().flat_map(char::to_lowercase) {
        match in_latin(letter) {
            Some(letters) => written.push_str(letters),
            None if ('\u{300}'..='\u{36f}').contains(&letter) && written.ends_with(|last: char| last.is_ascii()) => {}
            None => written.push(letter),
        }
    }
    written.nfc().collect()
}

fn in_latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        'ا' | 'ى' | 'ة' | 'ٱ' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' => "w",
        'ي' | 'ی' => "y",
        // The glottal stops, vowel signs and the mark that only makes a word longer.
        'ع' | 'ء' | 'ـ' | '\u{64b}'..='\u{65f}' | '\u{670}' => "",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Names, identifier};
    use crate::parse::values::is_identifier;

    #[test]
    fn words_make_an_identifier_that_can_be_typed() {
        let pairs = [
            ("At least 1,040 people were killed", "at-least-1040-people"),
            ("West’s ‘good’ jihadists", "wests-good-jihadists"),
            ("– HTS, it says –", "hts-it-says"),
            ("Šibenik, Øvre Łódź", "sibenik-ovre-lodz"),
            ("١٬٣٨٣ قتيلًا", "1383-qtyla"),
            ("погибли люди", "погибли-люди"),
            ("dua kata", "dua-kata"),
            ("…", ""),
        ];
        for (words, id) in pairs {
            assert_eq!(identifier(words).0, id, "{words}");
            assert!(id.is_empty() || is_identifier(id), "{id}");
        }
        assert_eq!(identifier("one two three four five").1, "one two three four");
        let long = identifier(&"a".repeat(90)).0;
        assert!(is_identifier(&long) && long.len() <= 32);
    }

    #[test]
    fn an_identifier_that_is_taken_gets_a_number() {
        let mut names = Names::of(["a", "a-2"].map(str::to_owned));
        assert_eq!([names.free("a"), names.free("a"), names.free("b")], ["a-3", "a-4", "b"]);
        names.take("b-2".to_owned());
        assert_eq!(names.free("b"), "b-3");
        assert!(names.has("a-4") && !names.has("a-5"));
    }
}
