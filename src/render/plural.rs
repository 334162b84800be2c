//! Which plural form a number takes in a language: “1 document”, “2 documents”, and six forms in Arabic.

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// The plural category of a number in a language: `zero`, `one`, `two`, `few`, `many` or `other` (CLDR).
///
/// A tag that names no known language has the category `other` for every number.
pub fn category(tag: &str, number: u64) -> &'static str {
    let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    // The rules are looked up in data built into the program; they are not kept, for they cannot be shared by threads.
    let category = match PluralRules::try_new((&locale).into(), PluralRulesOptions::default()) {
        Ok(rules) => rules.category_for(number),
        Err(_) => PluralCategory::Other,
    };
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn each_language_has_its_own_forms() {
        assert_eq!([0, 1, 2, 5].map(|number| category("en", number)), ["other", "one", "other", "other"]);
        assert_eq!([0, 1, 2, 5].map(|number| category("id", number)), ["other"; 4]);
        assert_eq!([0, 1, 2, 3, 11, 100].map(|number| category("ar-SY", number)), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!([1, 2, 5].map(|number| category("pl", number)), ["one", "few", "many"]);
    }

    #[test]
    fn an_unknown_language_has_one_form() {
        assert_eq!(category("not a tag", 1), "other");
        assert_eq!(category("qaa", 1), "other");
    }
}
