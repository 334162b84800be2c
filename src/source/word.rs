//! What makes up a word, and whether a stretch of a text is made of whole ones.

use unicode_normalization::char::is_combining_mark;

use super::Span;

/// Words with single blanks between them, whatever white space they had.
pub fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a stretch is made of whole words: no letter, digit or combining mark touches it.
pub fn is_whole_words(plain: &str, span: Span) -> bool {
    let before = plain[..span.start()].chars().rev().find(|character| !is_inside_words(*character));
    let after = plain[span.end()..].chars().find(|character| !is_inside_words(*character));
    !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
}

/// Whether a character is part of a word: a letter, a digit or a combining mark.
pub fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// The soft hyphen, the joiners and the word joiner stand inside words, so that what is behind them decides.
fn is_inside_words(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}')
}
