//! The order of words as a reader looks them up (ICU collation), and the letter under which each stands.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Articles that a heading is not looked up under, by language; those with a hyphen or an apostrophe touch their word.
///
/// `al-` is in no list: it stands before Arabic names in texts of every Latin script.
const ARTICLES: &[(&str, &[&str])] = &[
    ("de", &["der", "die", "das", "ein", "eine"]),
    ("en", &["the", "a", "an"]),
    ("es", &["el", "la", "los", "las", "un", "una"]),
    ("fr", &["le", "la", "les", "l’", "l'", "un", "une", "des"]),
    ("it", &["il", "lo", "la", "i", "gli", "le", "l’", "l'"]),
    ("nl", &["de", "het", "een"]),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
];

/// The Arabic article as it is written in Latin script, with the letters that it takes before some words.
const LATIN_AL: &[&str] = &["al-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "el-"];

/// The order of one language.
pub struct Collation {
    order: CollatorBorrowed<'static>,
    letters: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of the language with this tag; that of no language in particular where it has none of its own.
    pub fn new(tag: &str) -> Collation {
        let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
        let collator = |strength: Option<Strength>| {
            let mut options = CollatorOptions::default();
            options.strength = strength;
            Collator::try_new(CollatorPreferences::from(&locale), options).expect("the collation data is built into the program")
        };
        Collation { order: collator(None), letters: collator(Some(Strength::Primary)) }
    }

    /// The order of two texts.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.order.compare(left, right)
    }

    /// Whether two letters are one to the language.
    pub fn same_letter(&self, left: &str, right: &str) -> bool {
        left == right || self.letters.compare(left, right) == Ordering::Equal
    }

    /// The letter under which a key stands, as a capital: without its marks where the language counts them as the same letter.
    pub fn letter(&self, key: &str) -> String {
        let mut characters = key.nfc();
        let Some(first) = characters.find(|character| character.is_alphanumeric()) else { return "#".to_owned() };
        let marked: String = first.to_uppercase().collect();
        if self.letters.compare(&marked, "0") != Ordering::Less && self.letters.compare(&marked, "9") != Ordering::Greater {
            return "0–9".to_owned();
        }
        let plain: String = marked.nfd().filter(|character| !is_combining_mark(*character)).collect();
        if self.letters.compare(&marked, &plain) == Ordering::Equal { plain } else { marked }
    }
}

/// What a heading is sorted by: without its article, and without what no reader looks up.
///
/// `tag` is the language of the heading. Arabic is read without vowel signs, tatweel and the hamza above or below a letter.
pub fn key(text: &str, tag: &str) -> String {
    let text = text.trim_start_matches(|character: char| !character.is_alphanumeric());
    as_written(after_article(text, tag.split('-').next().unwrap_or(tag)))
}

/// What a text is sorted by that an editor has written for this: nothing counts as an article.
pub fn as_written(text: &str) -> String {
    let text = text.trim_start_matches(|character: char| !character.is_alphanumeric());
    text.nfd().filter(|character| !matches!(character, '\u{64B}'..='\u{655}' | '\u{670}' | '\u{640}')).nfc().collect()
}

fn after_article<'t>(text: &'t str, language: &str) -> &'t str {
    if let Some(rest) = text.strip_prefix("ال") {
        // Of three letters or fewer the two first are no article: الله.
        return if rest.chars().take_while(|character| character.is_alphabetic()).count() > 2 { rest } else { text };
    }
    if let Some(rest) = LATIN_AL.iter().find_map(|article| strip(text, article)) {
        return if rest.starts_with(char::is_uppercase) { rest } else { text };
    }
    let articles = ARTICLES.iter().find(|(known, _)| *known == language).map_or(&[][..], |(_, articles)| articles);
    let found = articles.iter().find_map(|article| {
        let rest = strip(text, article)?;
        let touches = article.ends_with(['’', '\'']);
        if touches || rest.starts_with(char::is_whitespace) { Some(rest.trim_start()) } else { None }
    });
    found.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// What follows a beginning, whatever its case.
fn strip<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let start = text.get(..beginning.len())?;
    (start.to_lowercase() == beginning).then(|| &text[beginning.len()..])
}

#[cfg(test)]
mod tests {
    use super::{Collation, key};

    fn sorted<'w>(tag: &str, words: &[&'w str]) -> Vec<&'w str> {
        let collation = Collation::new(tag);
        let mut words = words.to_vec();
        words.sort_by(|left, right| collation.compare(&key(left, tag), &key(right, tag)));
        words
    }

    #[test]
    fn articles_do_not_count() {
        assert_eq!(key("The killings on the coast", "en"), "killings on the coast");
        assert_eq!(key("a word", "en"), "word");
        assert_eq!(key("Agence", "en"), "Agence");
        assert_eq!(key("An", "en"), "An");
        assert_eq!(key("L’Orient", "fr"), "Orient");
        assert_eq!(key("Le Monde", "en"), "Le Monde");
        assert_eq!(key("Die Zeit", "de"), "Zeit");
        assert_eq!(key("al-Qaida", "en"), "Qaida");
        assert_eq!(key("Al-Monitor", "id"), "Monitor");
        assert_eq!(key("ash-Sharaa", "en"), "Sharaa");
        assert_eq!(key("al-fresco", "en"), "al-fresco");
        assert_eq!(key("“The Harbour”", "en"), "Harbour”");
    }

    #[test]
    fn arabic_is_looked_up_without_its_article_and_signs() {
        assert_eq!(key("القاعدة", "ar"), "قاعدة");
        assert_eq!(key("الله", "ar"), "الله");
        assert_eq!(key("أحمد", "ar"), "احمد");
        assert_eq!(key("مُحَمَّد", "ar"), "محمد");
        assert_eq!(sorted("ar", &["يوسف", "القاعدة", "أحمد", "باسل"]), ["أحمد", "باسل", "القاعدة", "يوسف"]);
    }

    #[test]
    fn arabic_follows_latin_and_leads_in_an_arabic_archive() {
        let words = ["علويون", "Zahra", "Alawites", "أحمد"];
        assert_eq!(sorted("en", &words), ["Alawites", "Zahra", "أحمد", "علويون"]);
        assert_eq!(sorted("ar", &words), ["أحمد", "علويون", "Alawites", "Zahra"]);
    }

    #[test]
    fn a_marked_letter_stands_where_its_language_puts_it() {
        assert_eq!(Collation::new("en").letter("Ångström"), "A");
        assert_eq!(Collation::new("sv").letter("Ångström"), "Å");
        assert_eq!(Collation::new("en").letter("élan"), "E");
        assert_eq!(Collation::new("en").letter(&key("القاعدة", "ar")), "ق");
        assert_eq!(Collation::new("en").letter(&key("أحمد", "ar")), "ا");
        assert_eq!(Collation::new("en").letter("2011"), "0–9");
        assert_eq!(Collation::new("en").letter("٢٠١١"), "0–9");
        assert_eq!(Collation::new("en").letter("Ⅳ"), "Ⅳ");
        assert!(Collation::new("en").same_letter("O", "Ø"));
        assert!(!Collation::new("da").same_letter("O", "Ø"));
        assert_eq!(Collation::new("en").letter("…"), "#");
    }
}
