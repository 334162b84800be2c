//! Takes words apart so that they can be compared one by one: words, numbers in one form, and the signs between them.

use unicode_segmentation::UnicodeSegmentation;

use super::border::clusters;
use super::fold::{Folded, Level};
use super::numbers::{canonical, digit, has_digit};
use crate::source::Span;

/// A word, a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What is compared: folded, a number in its one form.
    pub key: String,
    /// The digits of a number as they are written, in whatever script.
    pub digits: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the words that were taken apart.
    pub span: Span,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Has digits in it.
    Number,
    /// Neither letters nor digits.
    Sign,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        match self.kind {
            Kind::Word | Kind::Number => true,
            Kind::Sign => false,
        }
    }
}

/// The words, numbers and signs of a text, in order; `folded` is the text folded loosely.
pub fn tokens(plain: &str, folded: &Folded, language: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let words = folded.text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    for (at, word) in words.flat_map(|(at, word)| unstuck(word).map(move |(inner, part)| (at + inner, part))) {
        let (start, end) = folded.around(at, at + word.len());
        let span = clusters(plain, &folded.flags, Span::new(start, end.max(start)));
        if let Some(last) = found.last_mut()
            && goes_on(plain, last, word, span)
        {
            last.span = last.span.up_to(span.end());
            last.key.push(' ');
            last.key.push_str(word);
            continue;
        }
        let kind = match word {
            word if has_digit(word) => Kind::Number,
            word if word.contains(char::is_alphanumeric) => Kind::Word,
            _ => Kind::Sign,
        };
        found.push(Token { key: word.to_owned(), digits: String::new(), kind, span });
    }
    for token in found.iter_mut().filter(|token| token.kind == Kind::Number) {
        token.digits = token.key.chars().filter(|character| digit(*character).is_some()).collect();
        token.key = canonical(&token.key, language);
    }
    found
}

/// A word in its parts where a text that has lost its paragraphs stuck two of them together: “dead.Nobody”, “killedNobody”.
///
/// A number stays whole.
fn unstuck(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_stop = |character: char| matches!(character, '.' | ':');
    let mut borders = vec![0];
    if !has_digit(word) {
        let pairs = word.char_indices().zip(word.char_indices().skip(1));
        let parts = pairs
            .filter(|((_, left), (_, right))| is_stop(*left) != is_stop(*right) || (left.is_lowercase() && right.is_uppercase()));
        borders.extend(parts.map(|(_, (at, _))| at));
    }
    borders.push(word.len());
    let ends = borders.clone().into_iter().skip(1);
    borders.into_iter().zip(ends).map(|(start, end)| (start, &word[start..end]))
}

/// The words, numbers and signs of a quotation.
pub fn tokens_of(words: &str, language: &str) -> Vec<Token> {
    tokens(words, &Folded::new(words, Level::Loose), language)
}

/// Whether three digits go on with a number: “1 300”, with a blank that holds it together.
fn goes_on(plain: &str, last: &Token, word: &str, span: Span) -> bool {
    let all_digits = |word: &str| word.chars().all(|character| digit(character).is_some());
    // Parts of one character (… is three full stops) have nothing between them.
    let holds = matches!(plain.get(last.span.end()..span.start()), Some("\u{A0}" | "\u{202F}" | "\u{2009}"));
    holds
        && last.kind == Kind::Number
        && word.chars().count() == 3
        && all_digits(word)
        && last.key.split(' ').all(all_digits)
        && last.key.split(' ').next().is_some_and(|first| first.chars().count() <= 3)
}

#[cfg(test)]
mod tests {
    use super::tokens_of;

    fn keys(words: &str) -> Vec<String> {
        tokens_of(words, "en").into_iter().map(|token| token.key).collect()
    }

    #[test]
    fn words_numbers_and_signs_are_told_apart() {
        assert_eq!(
            keys("At least “1,040”\npeople, HTS-led."),
            ["At", "least", "\"", "1040", "\"", "people", ",", "HTS", "-", "led", "."]
        );
        assert_eq!(keys("1\u{a0}300 dead, 7 300"), ["1300", "dead", ",", "7", "300"]);
        assert_eq!(keys("don’t ١٬٣٠٠"), ["don't", "1300"]);
        assert_eq!(keys("so… then"), ["so", ".", ".", ".", "then"]);
        assert_eq!(keys("killed.Nobody was thereOn 1.5"), ["killed", ".", "Nobody", "was", "there", "On", "1.5"]);
    }
}
