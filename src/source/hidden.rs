//! Which characters of a text nobody sees, and how they are shown where they could deceive.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::char::is_combining_mark;

/// The characters that nobody sees and that have no business where they stand, by byte.
///
/// They turn the direction of what follows, join or part nothing, carry a text of their own, or order a terminal about. The list
/// is Unicode's `Default_Ignorable_Code_Point`, annotations and ends of lines and paragraphs that no editor writes, and control
/// characters but tabs and line ends, without the soft hyphen, which a line end shows. Left out
/// are those that writing needs: joiners in scripts that join and between pictures, variants of signs and of Chinese characters,
/// flags of regions, fillers between Korean vowels, a grapheme joiner between vowel signs.
pub fn hidden(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    if text.bytes().all(|byte| IS_SEEN[usize::from(byte)]) {
        return found;
    }
    let mut before = None;
    let mut flag_end = 0;
    for (at, character) in text.char_indices() {
        if is_hidden(character) {
            let after = || text[at + character.len_utf8()..].chars().next();
            if before == Some('\u{1F3F4}') {
                flag_end = at + flag_length(&text[at..]);
            }
            if at >= flag_end && !is_needed(before, character, after) {
                found.push((at, character));
            }
        }
        before = Some(character);
    }
    found
}

/// The bytes of which a text may consist that hides nothing for certain; most texts do.
const IS_SEEN: [bool; 256] = {
    let mut seen = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        seen[byte as usize] = true;
        byte += 1;
    }
    [seen[b'\t' as usize], seen[b'\n' as usize], seen[b'\r' as usize]] = [true; 3];
    seen
};

/// Whether a character is one that nobody sees, wherever it stands.
pub fn is_hidden(character: char) -> bool {
    let is_order = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    is_order
        || matches!(character,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Bytes of the tags that make a black flag that of a region: three to six that name it and one that ends it; else none.
fn flag_length(tags: &str) -> usize {
    let name: String = tags.chars().take_while(|tag| matches!(tag, '\u{E0030}'..='\u{E007A}')).collect();
    let is_region = (3..=6).contains(&name.chars().count()) && tags[name.len()..].starts_with('\u{E007F}');
    if is_region { name.len() + '\u{E007F}'.len_utf8() } else { 0 }
}

/// Whether writing needs a hidden character between its two neighbours.
fn is_needed(before: Option<char>, character: char, after: impl FnOnce() -> Option<char>) -> bool {
    match character {
        '\u{200C}' => before.is_some_and(joins) || after().is_some_and(joins),
        '\u{200D}' => {
            let after = after();
            before.is_some_and(joins)
                || after.is_some_and(joins)
                || (before.is_some_and(is_picture) && after.is_some_and(is_picture))
        }
        '\u{34F}' => before.is_some_and(is_combining_mark) || after().is_some_and(is_combining_mark),
        '\u{115F}' | '\u{1160}' => {
            let is_part = |neighbour: char| matches!(neighbour, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}');
            before.is_some_and(is_part) || after().is_some_and(is_part)
        }
        '\u{180B}'..='\u{180F}' => before.is_some_and(|before| matches!(before, '\u{1820}'..='\u{18AF}')),
        '\u{FE00}'..='\u{FE0F}' => before.is_some_and(has_variants),
        '\u{E0100}'..='\u{E01EF}' => before.is_some_and(|before| before >= '\u{3400}' && before.is_alphabetic()),
        _ => false,
    }
}

/// Whether a letter or sign belongs to a script whose letters join, or that needs joiners to say how they do.
fn joins(character: char) -> bool {
    let in_script = matches!(character,
        '\u{590}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}');
    in_script && !is_hidden(character)
}

/// Whether a joiner may make one picture of this and another: 👩‍🚀.
fn is_picture(character: char) -> bool {
    character == '\u{FE0F}' || (character >= '\u{2190}' && !character.is_alphanumeric() && !is_hidden(character))
}

/// Whether a character has variants: signs, digits of keys, letters of Myanmar and Chinese characters.
fn has_variants(character: char) -> bool {
    let is_sign = !character.is_alphanumeric() && !character.is_ascii() && !character.is_whitespace() && !character.is_control();
    (is_sign || matches!(character, '0'..='9' | '#' | '*') || (character >= '\u{1000}' && character.is_alphanumeric()))
        && !is_hidden(character)
}

/// A text in which nothing is hidden: `[U+202E]` stands for what nobody would see.
pub fn shown(text: &str) -> Cow<'_, str> {
    let found = hidden(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8 * found.len());
    let mut done = 0;
    for (at, character) in found {
        shown.push_str(&text[done..at]);
        write!(shown, "[{}]", sign(character)).expect("a text takes every character");
        done = at + character.len_utf8();
    }
    shown.push_str(&text[done..]);
    Cow::Owned(shown)
}

/// A text as a terminal may have it: nothing is hidden in it, and nothing of it is obeyed but line ends.
pub fn harmless(text: &str) -> String {
    shown(text).replace(|letter: char| letter.is_control() && letter != '\n', "\u{fffd}")
}

/// What a hidden character is called: `U+202E`.
pub fn sign(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::{hidden, shown};

    #[test]
    fn what_writing_needs_is_not_hidden() {
        for text in [
            "At least 1,300 were killed",
            "نمی\u{200c}خواهم",
            "ه\u{200d}",
            "क्\u{200d}ष",
            "ශ්\u{200d}රී",
            "👩\u{200d}🚀",
            "❤\u{fe0f}\u{200d}🔥",
            "✔\u{fe0e}",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "葛\u{e0100}",
            "ᠠ\u{180b}",
            "soft\u{ad}hyphen",
            "ש\u{5bc}\u{34f}\u{5c1}",
            "🇸🇾 👍🏽",
            "cafe\u{301}",
        ] {
            assert_eq!(hidden(text), [], "{text}");
        }
    }

    #[test]
    fn what_deceives_is_hidden() {
        for (text, places) in [
            ("a\u{202e}b", vec![1]),
            ("\u{2066}x\u{2069}", vec![0, 4]),
            ("pay\u{200b}pal", vec![3]),
            ("a\u{200c}b", vec![1]),
            ("a\u{200d}b", vec![1]),
            ("قال\u{200f} ", vec![6]),
            ("x\u{feff}y", vec![1]),
            ("a\u{fe0f}", vec![1]),
            ("✔\u{fe0f}\u{fe01}", vec![6]),
            (" \u{fe00}", vec![1]),
            ("a\u{e0041}\u{e0042}", vec![1, 5]),
            ("🏴\u{e0067}x\u{e0067}", vec![4, 9]),
            ("ㅤ", vec![0]),
            ("a\u{34f}b", vec![1]),
            ("\u{ffa0}", vec![0]),
            ("a\u{e0100}", vec![1]),
            ("\u{2060}", vec![0]),
        ] {
            let found: Vec<usize> = hidden(text).into_iter().map(|(at, _)| at).collect();
            assert_eq!(found, places, "{text:?}");
        }
    }

    #[test]
    fn it_is_shown_by_its_number() {
        assert_eq!(shown("a\u{202e}b\u{e0041}"), "a[U+202E]b[U+E0041]");
        assert_eq!(shown("\u{1b}[2J\t\u{9b}\r\n"), "[U+001B][2J\t[U+009B]\r\n");
        assert!(matches!(shown("naïve"), std::borrow::Cow::Borrowed("naïve")));
    }
}
