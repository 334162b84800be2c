//! Says what a change of words is: of spaces, of spelling, of a number, of a negation, of wording.
//!
//! Nothing is decided by how much is alike: “not” is three letters. Word stands against word, and the gravest difference counts.

use std::collections::BTreeSet;

use super::decisive::{counts, denies, is_turned_over};
use super::differences::changes;
use super::numbers::{is_sign_after, is_sign_before, is_sign_between, plain_sign};
use super::spelling::{LETTERS_MAX, without_marks};
use super::tokens::{Kind, Token};
use crate::model::Change;

/// Words of the names of an archive's entities, folded; a change in one of them is never one of spelling.
pub type NameWords = BTreeSet<String>;

/// In shorter words every letter counts: “hit” and “hut”.
const SPELLING_CHARACTERS_MIN: usize = 4;
/// From this length on, two letters may differ: in shorter words they make another one, “majority” of “minority”.
const LONG_CHARACTERS: usize = 10;

/// What the change from some words to others is; `Cosmetic` where no word, number, sign or script of digits differs.
pub fn change(was: &[Token], is: &[Token], names: &NameWords) -> Change {
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
    changes(&keys(is), &keys(was))
        .into_iter()
        .map(|block| {
            let (was, is) = (Block { tokens: was, range: block.quotation }, Block { tokens: is, range: block.text });
            of_block(was, is, names)
        })
        .max()
        .unwrap_or_else(|| of_digits(was, is))
}

/// The same words and numbers; but that somebody wrote a number in digits of another script (`1,383`, `١٬٣٨٣`) is no matter of
/// marks, and may be another sentence.
fn of_digits(was: &[Token], is: &[Token]) -> Change {
    let is_same = was.iter().zip(is).all(|(was, is)| was.digits == is.digits);
    if is_same { Change::Cosmetic } else { Change::Spelling }
}

/// A stretch that differs, among the tokens around it, which are the same on both sides.
#[derive(Clone, Copy)]
struct Block<'a> {
    tokens: &'a [Token],
    range: (usize, usize),
}

impl<'a> Block<'a> {
    fn own(self) -> &'a [Token] {
        &self.tokens[self.range.0..self.range.1]
    }

    /// Whether a number stands right before it.
    fn is_after_number(self) -> bool {
        self.range.0.checked_sub(1).is_some_and(|at| self.tokens[at].kind == Kind::Number)
    }

    /// Whether a number stands right after it.
    fn is_before_number(self) -> bool {
        self.tokens.get(self.range.1).is_some_and(|token| token.kind == Kind::Number)
    }

    /// The signs in it that belong to the number before it or after it, those that mean the same as one.
    fn signs_of_numbers(self) -> Vec<String> {
        let (before, after) = (self.is_after_number(), self.is_before_number());
        let is_between = before && after && self.own().iter().all(|token| !token.is_word());
        // What touches both numbers makes one of them, whatever sign it is.
        let joins = is_between && self.touches_last(self.range.0) && self.touches_next(self.range.1 - 1);
        let belongs = |at: &usize| {
            let sign = self.tokens[*at].key.as_str();
            joins
                || (is_between && sign.contains(is_sign_between) && !self.is_colon_behind(*at))
                || (after && (sign.contains(is_sign_before) || self.is_before_decimals(*at)))
                || (before && sign.contains(is_sign_after))
        };
        let signs = (self.range.0..self.range.1).filter(|at| !self.tokens[*at].is_word());
        signs.filter(belongs).map(|at| self.tokens[at].key.chars().map(plain_sign).collect()).collect()
    }

    fn touches_last(self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|last| self.tokens[last].span.end() == self.tokens[at].span.start())
    }

    fn touches_next(self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.span.start() == self.tokens[at].span.end())
    }

    /// Whether a token is a colon between words: “in 2024: 12 men”.
    fn is_colon_behind(self, at: usize) -> bool {
        self.tokens[at].key == ":" && self.touches_last(at) && !self.touches_next(at)
    }

    /// Whether a token is a full stop that touches the number after it and nothing before it: `.5`.
    fn is_before_decimals(self, at: usize) -> bool {
        matches!(self.tokens[at].key.as_str(), "." | "٫") && self.touches_next(at) && !self.touches_last(at)
    }
}

/// What the change of one stretch into another is.
fn of_block(was: Block, is: Block, names: &NameWords) -> Change {
    let has_other_signs = was.signs_of_numbers() != is.signs_of_numbers();
    let (was, is) = (was.own(), is.own());
    let (was_words, is_words) = (words(was), words(is));
    if differ(&was_words, &is_words, denies) || turned_over(&was_words, &is_words) {
        return Change::Negation;
    }
    let is_number = |token: &&Token| token.kind == Kind::Number;
    let figures = |tokens: &[Token]| tokens.iter().filter(is_number).map(|token| token.key.clone()).collect::<Vec<_>>();
    if figures(was) != figures(is) || differ(&was_words, &is_words, counts) || has_other_signs {
        return Change::Number;
    }
    let signs = if same_signs(was, is) { Change::Cosmetic } else { of_signs(was, is) };
    let letters = match (was_words.as_slice(), is_words.as_slice()) {
        (was, is) if was == is => Change::Cosmetic,
        (was, is) if was.len() == is.len() && was.iter().zip(is).all(|(was, is)| is_spelling(was, is, names)) => Change::Spelling,
        (was, is) if was.concat() == is.concat() => Change::Spelling,
        (_, _) => Change::Wording,
    };
    // Only signs, and these at another place, or none of both: something is different, if only in order.
    letters.max(signs).max(Change::Spelling)
}

fn words(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.key.as_str()).collect()
}

/// Whether the words of some sort are not the same on both sides.
fn differ(was: &[&str], is: &[&str], is_of_sort: fn(&str) -> bool) -> bool {
    let plain = |word: &&str| without_marks(&word.to_lowercase());
    let sort = |words: &[&str]| words.iter().filter(|word| is_of_sort(word)).map(plain).collect::<Vec<_>>();
    sort(was) != sort(is)
}

fn turned_over(was: &[&str], is: &[&str]) -> bool {
    was.iter().any(|was| is.iter().any(|is| is_turned_over(was, is)))
}

fn signs(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().filter(|token| !token.is_word()).map(|token| token.key.as_str()).collect()
}

fn same_signs(was: &[Token], is: &[Token]) -> bool {
    signs(was) == signs(is)
}

/// Commas and stops are spelling; a question mark, or quotation marks set or taken away, change what is said.
fn of_signs(was: &[Token], is: &[Token]) -> Change {
    const SPELT: [&str; 11] = [",", ";", ":", ".", "-", "(", ")", "،", "؛", "۔", "/"];
    let rest = |tokens: &[Token]| signs(tokens).into_iter().filter(|sign| !SPELT.contains(sign)).map(str::to_owned).collect();
    let (was, is): (Vec<String>, Vec<String>) = (rest(was), rest(is));
    if was == is { Change::Spelling } else { Change::Wording }
}

/// Whether two words are one, spelt otherwise.
fn is_spelling(was: &str, is: &str, names: &NameWords) -> bool {
    if was == is || was.to_lowercase() == is.to_lowercase() {
        return true;
    }
    let (plain_was, plain_is) = (without_marks(was), without_marks(is));
    if plain_was == plain_is {
        return true;
    }
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || names.contains(word);
    // Another beginning is more often another word than a slip: “fired” and “hired”, “included” and “excluded”.
    let begins_otherwise = plain_was.chars().next() != plain_is.chars().next();
    // An ending more or less is another number, time or person.
    let is_ending = plain_was.starts_with(&plain_is) || plain_is.starts_with(&plain_was);
    let (short, long) = {
        let lengths = (plain_was.chars().count(), plain_is.chars().count());
        (lengths.0.min(lengths.1), lengths.0.max(lengths.1))
    };
    let letters_max = if long < LONG_CHARACTERS { 1 } else { 2 };
    !is_name(was)
        && !is_name(is)
        && !begins_otherwise
        && !is_ending
        && short >= SPELLING_CHARACTERS_MIN
        && long <= LETTERS_MAX
        && strsim::damerau_levenshtein(&plain_was, &plain_is) <= letters_max
}

#[cfg(test)]
mod tests {
    use super::{NameWords, change};
    use crate::anchor::tokens::tokens_of;
    use crate::model::Change;

    #[track_caller]
    fn is(was: &str, is: &str, expected: Change) {
        let names = NameWords::from(["حماة".to_owned(), "حلب".to_owned()]);
        for (was, is) in [(was, is), (is, was)] {
            assert_eq!(change(&tokens_of(was, "en"), &tokens_of(is, "en"), &names), expected, "{was} → {is}");
        }
    }

    #[test]
    fn spaces_marks_and_signs_between_thousands_are_cosmetic() {
        is("At least “1,040” people – dead", "At least \"1040\"  people - dead", Change::Cosmetic);
        is("dead,and", "dead, and", Change::Cosmetic);
        is("were killed.Nobody saidOn", "were killed. Nobody said On", Change::Cosmetic);
        is("١٬٣٠٠ قتيل", "١٣٠٠ قتيل", Change::Cosmetic);
    }

    #[test]
    fn digits_of_another_script_are_spelling() {
        is("١٬٣٠٠ قتيل", "1,300 قتيل", Change::Spelling);
        is("١٬٣٠٠ قتيل", "۱٬۳۰۰ قتيل", Change::Spelling);
        is("COVID-١٩", "COVID-19", Change::Spelling);
        is("lost 12 men", "lost １２ men", Change::Spelling);
        is("١٬٣٠٠ قتيل", "1,400 قتيل", Change::Number);
    }

    #[test]
    fn a_letter_or_a_comma_is_spelling() {
        is("the goverment fell", "the government fell", Change::Spelling);
        is("the cafe burned", "the café burned", Change::Spelling);
        is("dead, they say", "dead they say", Change::Spelling);
        is("a well-known man", "a well known man", Change::Spelling);
        is("قتل ثَمَانِيَة رجال", "قتل ثمانية رجـــال", Change::Spelling);
        is("hts fighters", "HTS fighters", Change::Spelling);
        is("خَرَجْنَا مِنَ الْمَدِينَةِ", "خرجنا من المدينة", Change::Spelling);
        is("בְּרֵאשִׁית בָּרָא", "בראשית ברא", Change::Spelling);
        is("ᾄδω τὴν μῆνιν", "αδω την μηνιν", Change::Spelling);
    }

    #[test]
    fn a_letter_of_an_older_form_is_the_same_letter() {
        is("the ſeveral Perſons", "the several Persons", Change::Spelling);
        is("the ﬁnal straw", "the final straw", Change::Spelling);
        is("ſeven Perſons", "eight Persons", Change::Number);
        is("armed Perſons", "diſarmed Persons", Change::Negation);
    }

    #[test]
    fn a_number_in_digits_or_words_is_a_number() {
        is("1,040 people", "1,050 people", Change::Number);
        is("1,383 people", "1.383 people", Change::Number);
        is("hundreds of people", "dozens of people", Change::Number);
        is("ratusan orang", "ribuan orang", Change::Number);
        is("١٣٠٠ قتيل", "١٤٠٠ قتيل", Change::Number);
        is("lost 5 men", "lost -5 men", Change::Number);
        is("lost 5% of men", "lost 5 of men", Change::Number);
        is("5 men and 7 women", "7 men and 5 women", Change::Number);
        is("في السابع", "في الرابع", Change::Number);
        is("قتل ثَمَانِيَة رجال", "قتل ثَمَانِين رجلا", Change::Number);
        is("bulan juni", "bulan juli", Change::Number);
        is("في حزيران", "في تموز", Change::Number);
    }

    #[test]
    fn a_sign_of_a_number_is_a_number() {
        is("lost 1/2 ton", "lost 1 2 ton", Change::Number);
        is("at 6:30 today", "at 6 30 today", Change::Number);
        is("in 3:2 and", "in 3/2 and", Change::Number);
        is("lost $5 there", "lost €5 there", Change::Number);
        is("lost <5 men", "lost >5 men", Change::Number);
        is("lost .5 tons", "lost 5 tons", Change::Number);
        is("lost 5+ men", "lost 5 men", Change::Number);
        is("lost 10 – 12 men", "lost 10 12 men", Change::Number);
        is("lost 5％ of men", "lost 5 of men", Change::Number);
        is("they left. 5 men came", "they left 5 men came", Change::Spelling);
        is("they left: 5 men came", "they left 5 men came", Change::Spelling);
        is("lost 5, then came 7", "lost 5 then came 7", Change::Spelling);
        is("and/or 5 men", "and or 5 men", Change::Spelling);
    }

    #[test]
    fn a_sign_of_punctuation_between_two_numbers_is_none_of_them() {
        is("in 2024. 12 men", "in 2024; 12 men", Change::Spelling);
        is("in 2024: 12 men", "in 2024, 12 men", Change::Spelling);
        is("2024, 12 men", "2024 12 men", Change::Spelling);
        is("2024 (12 men)", "2024, 12 men", Change::Spelling);
        is("1) 2 men", "1. 2 men", Change::Spelling);
        is("نحو ٥٪ منهم", "نحو ٥% منهم", Change::Wording);
        is("by 3:2 then", "by 3∶2 then", Change::Wording);
        is("lost 1,5 ton", "lost 1，5 ton", Change::Cosmetic);
    }

    #[test]
    fn a_word_that_denies_outweighs_all_else() {
        is("he was killed", "he was not killed", Change::Negation);
        is("the armed men", "the unarmed men", Change::Negation);
        is("warga tidak dibunuh", "warga dibunuh", Change::Negation);
        is("لم يقتل أحد", "قتل أحد", Change::Negation);
        is("not 5 men", "6 men", Change::Negation);
        is("it is notable", "it is not able", Change::Negation);
    }

    #[test]
    fn what_is_too_long_to_be_compared_is_never_called_spelling() {
        let word = |letters: usize, ending: &str| "k".repeat(letters) + ending;
        is(&word(90, "iled"), &word(90, "eled"), Change::Spelling);
        is(&word(100, "iled"), &word(100, "eled"), Change::Wording);
    }

    #[test]
    fn another_word_name_or_question_is_wording() {
        is("they killed men", "they saved men", Change::Wording);
        is("Smith was there", "Smyth was there", Change::Wording);
        is("في حماة", "في حلب", Change::Wording);
        is("the prisoners fled", "the prisoner fled", Change::Wording);
        is("it was the men", "it was the man", Change::Wording);
        is("he is dead.", "he is dead?", Change::Wording);
        is("the ‘good’ men", "the good men", Change::Wording);
        is("men killed dogs", "dogs killed men", Change::Wording);
        is("losses increased", "losses decreased", Change::Wording);
        is("लंबा दिन था", "लंबा दान था", Change::Wording);
        is("the majority left", "the minority left", Change::Wording);
        is("they were fired", "they were hired", Change::Wording);
    }
}
