//! What makes up a word, and whether a stretch of a text is made of whole ones.

use unicode_normalization::char::is_combining_mark;

use super::Span;

/// Words with single blanks between them, whatever white space they had.
pub fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, cut between words, with an ellipsis.
pub fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() >= length {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short.extend(text.chars().take(length));
    }
    short.push('…');
    short
}

/// Whether a stretch is made of whole words: no letter, digit or combining mark touches it that could be of its words.
pub fn is_whole_words(plain: &str, span: Span) -> bool {
    let before = |at: usize| plain[..at].chars().rev().find(|character| !is_inside_words(*character));
    let after = |at: usize| plain[at..].chars().find(|character| !is_inside_words(*character));
    let is_stuck = |outer: Option<char>, inner: Option<char>| {
        outer.is_some_and(|outer| is_of_word(outer) && !inner.is_some_and(|inner| is_parted(outer, inner)))
    };
    let (start, end) = (span.start(), span.end());
    !is_stuck(before(start), after(start)) && !is_stuck(after(end), before(end))
}

/// Whether the border between two characters lies inside a word or a number.
pub fn is_inside_word(before: char, after: char) -> bool {
    is_of_word(before) && is_of_word(after) && !is_parted(before, after)
}

/// Whether an offset lies inside a word or a number, also behind or before a joiner in it.
pub fn cuts_word(plain: &str, at: usize) -> bool {
    let before = plain[..at].chars().rev().find(|character| !is_inside_words(*character));
    let after = plain[at..].chars().find(|character| !is_inside_words(*character));
    before.zip(after).is_some_and(|(before, after)| is_inside_word(before, after))
}

/// Whether two characters that touch are none of one word because nothing shows where words end, or because only one of them
/// is Katakana: `カナダ40人`.
///
/// Of scripts that write words without spaces between them, digits are parts of one number all the same, and so are the signs
/// with which Chinese and Japanese write numbers: 十 of 三十.
fn is_parted(one: char, other: char) -> bool {
    (is_without_spaces(one) || is_without_spaces(other) || is_katakana(one) != is_katakana(other))
        && !(counts(one) && counts(other))
}

/// Whether a character is of a number: a digit, or a sign with which Chinese and Japanese write numbers.
pub fn counts(character: char) -> bool {
    character.is_numeric() || HAN_NUMBERS.contains(character)
}

/// Whether a character is part of a word: a letter, a digit or a combining mark.
pub fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// The soft hyphen, the joiners and the word joiner stand inside words, so that what is behind them decides.
fn is_inside_words(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}

/// With these Chinese and Japanese write numbers.
const HAN_NUMBERS: &str = "〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅卌几幾壹贰貳叁參肆伍陆陸柒捌玖拾佰仟";

/// Whether a character is Katakana, in which Japanese writes single words among others.
fn is_katakana(character: char) -> bool {
    matches!(character, '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Whether a character belongs to a script that writes words without spaces between them; not Katakana.
fn is_without_spaces(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' // Myanmar
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}' // Tai Le, New Tai Lue, Tai Tham
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{309F}' // signs of Chinese, Hiragana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' // Han
    )
}

#[cfg(test)]
mod tests {
    use super::{Span, is_whole_words};

    #[test]
    fn words_are_whole_between_spaces_and_in_scripts_without_them() {
        let is_whole = |text: &str, part: &str| {
            let start = text.find(part).expect("the part is in the text");
            is_whole_words(text, Span::new(start, start + part.len()))
        };
        for (text, part) in [
            ("三十名平民在村庄", "平民"),
            ("三十名平民在村庄", "三十"),
            ("30名平民", "30"),
            ("由HTS领导", "HTS"),
            ("その夜三人が死亡した", "死亡"),
            ("町の中でテロリストは", "テロリスト"),
            ("テロリスト40人", "テロリスト"),
            ("テロリスト40人", "40"),
            ("ISメンバーも", "メンバー"),
            ("ISメンバーも", "IS"),
            ("3ヘクタールの町", "ヘクタール"),
            ("ไม่มีผู้เสียชีวิต", "ผู้"),
            ("ភាសាខ្មែរ", "ខ្មែរ"),
            ("some men, all", "men"),
        ] {
            assert!(is_whole(text, part), "{part} in {text}");
        }
        for (text, part) in [
            ("三十名平民在村庄", "十名"),
            ("3万人", "3"),
            ("130名平民", "30"),
            ("คน ๑๒๔๐ คน", "๒๔๐"),
            ("テロリストは", "テロ"),
            ("壹佰三人", "三人"),
            ("几十人", "十人"),
            ("women", "men"),
            ("wo\u{AD}men", "men"),
            ("사람들", "사람"),
        ] {
            assert!(!is_whole(text, part), "{part} in {text}");
        }
    }
}
