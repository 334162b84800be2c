//! Keeps the ends of a stretch out of words and numbers in which the text has a blank, and the quotation has none.

use super::spelling::Spelt;
use super::tokens::{Kind, Token};

/// The digits between two signs of a number that has its thousands apart.
const GROUP_DIGITS: usize = 3;

/// A stretch of a text, in its tokens, with all of a number at each end (`1 383`), and with both halves of a word that the
/// quotation, from its `first` to its `last`, has in one piece: without the other, `نمی خواهم` says the contrary of `نمی‌خواهم`.
pub fn whole(text: &[Token], (start, end): (usize, usize), (first, last): (&Token, &Token)) -> (usize, usize) {
    // One of the halves was taken for the word, or none.
    let begins =
        [1, 2].into_iter().filter_map(|back| start.checked_sub(back)).find(|at| is_halved(text, *at, first, &text[start]));
    let ends = [end - 1, end].into_iter().find(|at| is_halved(text, *at, last, &text[end - 1]));
    let (mut start, mut end) = (begins.unwrap_or(start), ends.map_or(end, |at| at + 2));
    // A number that the quotation has as it stands is whole.
    let (is_other_first, is_other_last) = (first.key != text[start].key, last.key != text[end - 1].key);
    while is_other_first && start > 0 && is_grouped(&text[start - 1], &text[start]) {
        start -= 1;
    }
    while is_other_last && end < text.len() && is_grouped(&text[end - 1], &text[end]) {
        end += 1;
    }
    (start, end)
}

/// Whether two words of a text that follow each other are together more like a word of a quotation than the `one` at the end is.
fn is_halved(text: &[Token], at: usize, word: &Token, one: &Token) -> bool {
    let (Some(left), Some(right)) = (text.get(at), text.get(at + 1)) else { return false };
    if word.key == one.key || !left.is_word() || !right.is_word() {
        return false;
    }
    let kind = if left.kind == right.kind { left.kind } else { Kind::Number };
    let joined = Token { key: format!("{}{}", left.key, right.key), kind, ..left.clone() };
    let cost = |token| Spelt::new(word).cost(&Spelt::new(token));
    cost(&joined) < cost(one)
}

/// Whether two numbers with nothing but a blank between them may be one: a number too much is seen, half of one is not.
fn is_grouped(left: &Token, right: &Token) -> bool {
    let digits = |token: &Token| token.key.bytes().take_while(u8::is_ascii_digit).count();
    let is_first = left.kind == Kind::Number && (1..=GROUP_DIGITS).contains(&left.key.len()) && digits(left) == left.key.len();
    is_first && digits(right) == GROUP_DIGITS && left.span.end() + 1 == right.span.start()
}

#[cfg(test)]
mod tests {
    use super::whole;
    use crate::anchor::tokens::tokens_of;

    /// Expects of the words in the middle of a text that they become `expected` for a quotation.
    #[track_caller]
    fn is(quote: &str, (before, found, after): (&str, &str, &str), expected: &str) {
        let text = format!("{before} {found} {after}");
        let (tokens, quote) = (tokens_of(&text, "en"), tokens_of(quote, "en"));
        let start = tokens_of(before, "en").len();
        let (start, end) = whole(&tokens, (start, start + tokens_of(found, "en").len()), (&quote[0], &quote[quote.len() - 1]));
        assert_eq!(&text[tokens[start].span.start()..tokens[end - 1].span.end()], expected);
    }

    #[test]
    fn a_number_is_taken_with_all_its_thousands() {
        is("1,383 men", ("There were 1", "383 men", "here"), "1 383 men");
        is("1,040 men", ("There were 12 345", "678 men", "here"), "12 345 678 men");
        is("men lost 1,040", ("The", "men lost 1", "383 then"), "men lost 1 383");
        is("1,040 tons", ("Some 1", "383.5 tons", "sank"), "1 383.5 tons");
        is("40 men", ("In 2012", "240 men", "left"), "240 men");
        is("40 men", ("Of 12,", "240 men", "left"), "240 men");
        is("40 men", ("Of 12", "24 men", "left"), "24 men");
        is("400 men", ("On the day 12", "400 men", "left"), "400 men");
        is("in chapter 3", ("Told", "in chapter 3", "120 years ago"), "in chapter 3");
    }

    #[test]
    fn a_word_is_taken_with_both_its_halves() {
        is("نمی\u{200C}خواهم بروم", ("او گفت نمی", "خواهم بروم", "و رفت"), "نمی خواهم بروم");
        is("نمی\u{200C}خواهد بروم", ("او گفت نمی", "خواهم بروم", "و رفت"), "نمی خواهم بروم");
        is("battlefield was", ("the battle field", "was empty", "then"), "battle field was empty");
        is("on the battlefield", ("lost", "on the", "battle field there"), "on the battle field");
        is("on the battlefield", ("lost", "on the battle", "field there"), "on the battle field");
        is("harbour burned", ("a", "harbor burned", "down"), "harbor burned");
        is("alone there", ("a", "loan there", "then"), "loan there");
    }
}
