//! Which forms of a word belong together, as the grammar of its language has it.

use pagefind_stem::{Algorithm, Stemmer};

use super::fold::fold;
use crate::model::Language;

/// The grammar of a language; none where no stemmer is known, and every form stands alone.
pub fn stemmer(language: &Language) -> Option<Stemmer> {
    let mut subtags = language.tag.split('-');
    let algorithm = algorithm(subtags.next()?)?;
    // A stemmer knows its language in one script: Arabic in Latin letters is none of its words.
    let script = subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()));
    script.is_none().then(|| Stemmer::create(algorithm))
}

/// The stem of a word, folded.
pub fn stem(stemmer: &Stemmer, written: &str) -> String {
    fold(&stemmer.stem(without_particle(&written.to_lowercase())))
}

/// An Arabic word without “and”, “so”, “with” or “as” before its article: the stemmer takes the article off, but not these.
fn without_particle(word: &str) -> &str {
    let rest = word
        .strip_prefix(['و', 'ف', 'ب', 'ك'])
        .filter(|rest| rest.strip_prefix("ال").is_some_and(|noun| noun.chars().count() > 2));
    rest.unwrap_or(word)
}

fn algorithm(subtag: &str) -> Option<Algorithm> {
    Some(match subtag {
        "ar" => Algorithm::Arabic,
        "hy" => Algorithm::Armenian,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "ga" => Algorithm::Irish,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "no" | "nb" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{stem, stemmer};
    use crate::model::{Direction, Language};

    fn stems(tag: &str, words: &[&str]) -> Vec<String> {
        let language = Language { tag: tag.to_owned(), direction: Direction::LeftToRight };
        let stemmer = stemmer(&language).unwrap();
        words.iter().map(|word| stem(&stemmer, word)).collect()
    }

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for (tag, words) in [
            ("en", &["killed", "Killing", "kills"][..]),
            ("id", &["membunuh", "dibunuh", "pembunuhan"]),
            ("ar", &["مجزرة", "المجزرة", "والمجزرة", "بالمجزرة"]),
            ("en-GB", &["village", "villages"]),
        ] {
            let stems = stems(tag, words);
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{tag}: {stems:?}");
        }
    }

    #[test]
    fn a_language_without_a_stemmer_or_in_another_script_has_none() {
        for tag in ["zh", "ar-Latn", "und"] {
            assert!(stemmer(&Language { tag: tag.to_owned(), direction: Direction::LeftToRight }).is_none(), "{tag}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_too_strange_for_a_stemmer(word in "\\PC{0,24}", arabic in "[\\u{600}-\\u{6ff}]{0,16}", latin in "[a-z'äéßğı]{0,16}") {
            for tag in ["ar", "hy", "ca", "da", "nl", "en", "fi", "fr", "de", "el", "hi", "hu", "id", "ga", "it", "lt", "no", "pl", "pt", "ro", "ru", "sr", "es", "sv", "ta", "tr", "yi"] {
                stems(tag, &[&word, &arabic, &latin]);
            }
        }
    }
}
