//! Takes a text apart into words, and folds what writers write differently: case, accents, forms of letters, digits.
//!
//! `themes/default/assets/search.js` does the same to what a reader types; the two change together, and
//! `folding.txt` beside the tests holds both to the same words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text in their order, as written.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(is_part)?;
        let length = length(&rest[start..]);
        let word = &rest[start..start + length];
        rest = &rest[start + length..];
        Some(word)
    })
}

/// A word as it is looked up; empty where nothing of it counts.
pub fn fold(word: &str) -> String {
    word.nfkd().flat_map(char::to_lowercase).filter(|letter| !is_dropped(*letter)).flat_map(letters).collect()
}

/// The length in bytes of the word at the beginning of a text: a grouped number, a sign that is a word, or a run of letters.
fn length(text: &str) -> usize {
    if let Some(length) = grouped_number(text) {
        return length;
    }
    let first = text.chars().next().map_or(0, |letter| if is_sign(letter) { letter.len_utf8() } else { 0 });
    if first > 0 { first } else { text.find(|letter| !is_part(letter) || is_sign(letter)).unwrap_or(text.len()) }
}

/// “1,383”, “1.383” and “١٬٣٨٣” are one word: up to three digits, then groups of three.
fn grouped_number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.chars().take_while(|letter| digit(*letter).is_some()).map(char::len_utf8).collect::<Vec<_>>();
    let head = digits(text);
    let mut at: usize = head.iter().sum();
    let mut sound = None;
    if !(1..=3).contains(&head.len()) {
        return None;
    }
    while let Some(separator) = text[at..].chars().next().filter(|letter| is_separator(*letter)) {
        let behind = at + separator.len_utf8();
        let group = digits(&text[behind..]);
        if group.len() < 3 {
            break;
        }
        at = behind + group[..3].iter().sum::<usize>();
        if !text[at..].starts_with(is_part) {
            sound = Some(at);
        }
    }
    sound
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter) || is_unseen(letter)
}

/// A Chinese or Japanese sign: there are no spaces between words, so that each sign is one.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Between groups of digits in English, Indonesian and Arabic.
fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | '.' | '\u{66c}')
}

/// Soft hyphens, joiners, marks of direction: Unicode's category Cf below U+10000.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{180e}')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}')
        || matches!(letter, '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// What is written or left out at will: accents, vowel signs, hamza, tatweel, the half rings of transliteration.
///
/// Signs of Indic and other scripts that make a letter another one stay.
fn is_dropped(letter: char) -> bool {
    is_unseen(letter)
        || is_separator(letter)
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{fe20}'..='\u{fe2f}')
        || matches!(letter, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}')
        || matches!(letter, '\u{621}' | '\u{640}' | '\u{2bb}'..='\u{2bf}')
}

/// The letters that a letter is looked up as.
fn letters(letter: char) -> impl Iterator<Item = char> {
    let (one, other) = match letter {
        'ς' => ('σ', None),
        'ı' => ('i', None),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'đ' => ('d', None),
        'ħ' => ('h', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ٱ' => ('ا', None),
        'ى' | 'ی' => ('ي', None),
        'ة' | 'ہ' | 'ە' => ('ه', None),
        'ک' => ('ك', None),
        other => (digit(other).unwrap_or(other), None),
    };
    std::iter::once(one).chain(other)
}

/// A digit of Europe, of the Arabic east or of Persia, as the first of them.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    char::from_digit(letter as u32 - zero as u32, 10)
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    fn folded(text: &str) -> Vec<String> {
        words(text).map(fold).filter(|word| !word.is_empty()).collect()
    }

    /// The same table is held against the script of the search page in a browser.
    #[test]
    fn words_are_folded_as_the_table_says() {
        for line in include_str!("folding.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (text, words) = line.split_once(" = ").unwrap();
            assert_eq!(folded(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn a_word_is_given_as_it_is_written_too() {
        let text = "Al‑Qaʿida: 1,383";
        let written: Vec<&str> = words(text).collect();
        assert_eq!(written, ["Al", "Qaʿida", "1,383"]);
    }
}
