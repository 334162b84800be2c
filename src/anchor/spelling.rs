//! Compares single words: what it costs to put one in the place of another, and the words of a text made ready for that.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::tokens::{Kind, Token};
use crate::source::letters::Letters;

/// A word that has nothing to do with the one in whose place it stands, or none in its place.
pub const LOST: u16 = 4;
/// A number in the place of another, or a word in the place of one spelt much like it.
pub const ALIKE: u16 = 2;
/// A word in other capitals or with other marks: a text that is taken anew without its vowels is still that text.
pub const MARKED: u16 = 1;

/// Longer words are one another or they are not: to compare them letter by letter takes time that grows as the square of their length,
/// and no language has any.
pub const LETTERS_MAX: usize = 100;

/// The words, numbers and signs of a text; its words once more, each once, to compare others with.
#[derive(Debug)]
pub struct Vocabulary {
    /// All of them, in order.
    pub tokens: Vec<Token>,
    /// Which of them are words or numbers.
    pub words: Vec<usize>,
    /// The number of each of these among those that differ.
    pub numbers: Vec<usize>,
    /// Those that differ.
    pub distinct: Vec<Spelt>,
}

impl Vocabulary {
    /// Makes the words of a text ready.
    pub fn new(tokens: Vec<Token>) -> Vocabulary {
        let words: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].is_word()).collect();
        let (mut known, mut distinct) = (BTreeMap::new(), Vec::new());
        let number = |at: &usize| {
            let token = &tokens[*at];
            *known.entry(token.key.as_str()).or_insert_with(|| {
                distinct.push(Spelt::new(token));
                distinct.len() - 1
            })
        };
        let numbers = words.iter().map(number).collect();
        Vocabulary { tokens, words, numbers, distinct }
    }
}

/// A word made ready to be compared with many.
#[derive(Debug)]
pub struct Spelt {
    key: String,
    kind: Kind,
    /// The key in small letters, without marks.
    plain: String,
    letters: Letters,
}

impl Spelt {
    /// Makes a word ready.
    pub fn new(token: &Token) -> Spelt {
        let plain = without_marks(&token.key.to_lowercase());
        let letters = Letters::of(&plain);
        Spelt { key: token.key.clone(), kind: token.kind, plain, letters }
    }

    /// What it costs to put `other` in its place.
    pub fn cost(&self, other: &Spelt) -> u16 {
        if self.key == other.key {
            return 0;
        }
        match (self.kind, other.kind) {
            (Kind::Number, Kind::Number) => ALIKE,
            (Kind::Word, Kind::Word) if self.plain == other.plain => MARKED,
            (Kind::Word, Kind::Word) if self.is_much_like(other) => ALIKE,
            (Kind::Number | Kind::Word | Kind::Sign, Kind::Number | Kind::Word | Kind::Sign) => LOST,
        }
    }

    /// Whether a third of the letters at most are other ones.
    fn is_much_like(&self, other: &Spelt) -> bool {
        let longest = self.letters.length().max(other.letters.length());
        let changes_max = longest / 3;
        // Counting spares most comparisons.
        longest <= LETTERS_MAX
            && self.letters.changes_min(&other.letters) <= changes_max
            && strsim::damerau_levenshtein(&self.plain, &other.plain) <= changes_max
    }
}

/// A word without what may be written or left out: accents, Hebrew and Arabic vowels, hamzas, and the stroke that stretches a word;
/// letters that were only shaped or joined (ſ, ﬁ) are the plain ones.
pub fn without_marks(word: &str) -> String {
    word.nfkd().filter(|character| !is_left_out(*character) && *character != '\u{640}').collect()
}

/// Whether a mark may be left out, by its class in Unicode: points of Hebrew, Arabic and Syriac, and what stands above or below a
/// letter. A vowel of India or Thailand is no less a letter than others, and neither is が without its marks the same as か.
fn is_left_out(character: char) -> bool {
    matches!(canonical_combining_class(character), 10..=36 | 202..)
}

#[cfg(test)]
mod tests {
    use super::{ALIKE, LOST, MARKED, Spelt};
    use crate::anchor::tokens::tokens_of;

    fn cost(one: &str, other: &str) -> u16 {
        let [one, other] = [one, other].map(|word| Spelt::new(&tokens_of(word, "en")[0]));
        assert_eq!(one.cost(&other), other.cost(&one), "whichever is first");
        one.cost(&other)
    }

    #[test]
    fn a_third_of_the_letters_may_be_other_ones() {
        assert_eq!(cost("harbour", "harbour"), 0);
        for (one, other) in [("harbour", "harbor"), ("killed", "kliled"), ("wounded", "woundend"), ("قتل", "قتلى")] {
            assert_eq!(cost(one, other), ALIKE, "{one}, {other}");
        }
        for (one, other) in [("hit", "lap"), ("men", "women"), ("harbour", "harvester"), ("40", "forty"), ("abcdef", "abcxyz")] {
            assert_eq!(cost(one, other), LOST, "{one}, {other}");
        }
        assert_eq!(cost("40", "5,000"), ALIKE);
    }

    #[test]
    fn capitals_and_marks_cost_less_than_letters() {
        for (one, other) in [
            ("harbour", "Harbour"),
            ("خَرَجْنَا", "خرجنا"),
            ("רֵאשִׁית", "ראשית"),
            ("ᾠδῇ", "ωδη"),
            ("ſeveral", "several"),
            ("ﬁnal", "final"),
            ("ﻻ", "لا"),
        ] {
            assert_eq!(cost(one, other), MARKED, "{one}, {other}");
        }
        for (one, other) in [("दिन", "दान"), ("か", "が"), ("นี", "นำ")] {
            assert_ne!(cost(one, other), MARKED, "{one}, {other}");
        }
    }

    #[test]
    fn words_that_nobody_can_read_are_not_compared_letter_by_letter() {
        let word = |letters: usize, last: &str| "a".repeat(letters) + last;
        assert_eq!(cost(&word(99, "b"), &word(99, "c")), ALIKE);
        assert_eq!(cost(&word(100, "b"), &word(100, "c")), LOST);
        assert_eq!(cost(&word(99, "b"), &word(100, "b")), LOST);
        assert_eq!(cost(&word(100, "b"), &word(100, "b")), 0);
        assert_eq!(cost(&word(100, "b"), &word(100, "b").to_uppercase()), MARKED);
    }

    #[test]
    fn what_counting_letters_rules_out_is_not_much_alike() {
        let words = [
            "kapal",
            "kapak",
            "apakah",
            "pakal",
            "lapak",
            "karet",
            "kapalan",
            "aa",
            "a",
            "kpaal",
            "perkapalan",
            "Straße",
            "STRASSE",
        ];
        for (one, other) in words.iter().flat_map(|one| words.iter().map(move |other| (*one, *other))) {
            let letters = one.chars().count().max(other.chars().count());
            let changes = strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase());
            assert_eq!(cost(one, other) < LOST, changes * 3 <= letters, "{one}, {other}");
        }
    }
}
