//! Reads language tags: well formed (BCP 47), and of a language that exists.

use icu_locale::{Direction as ScriptDirection, LanguageIdentifier, LocaleDirectionality};
use isolang::Language as Known;

use crate::model::{Direction, Language};

/// Reads a tag such as `en`, `pt-BR`, `ar-Latn`; the error says what to type.
pub fn parse(tag: &str) -> Result<Language, String> {
    let advice = || "a language is written as a BCP 47 tag: `en`, `id`, `ar`, `ar-Latn`".to_owned();
    let identifier =
        LanguageIdentifier::try_from_str(tag).map_err(|_| hyphened(tag).or_else(|| named(tag)).unwrap_or_else(advice))?;
    let subtag = identifier.language.as_str();
    let known = Known::from_639_1(subtag).or_else(|| Known::from_639_3(subtag));
    let Some(known) = known else {
        return Err(formerly(tag).or_else(|| named(tag)).unwrap_or_else(advice));
    };
    // A language of two letters has no other tag: `eng` beside `en` would be another language.
    if let Some(short) = known.to_639_1().filter(|short| *short != subtag) {
        return Err(format!("write `{short}{}`", &tag[subtag.len()..]));
    }
    if identifier.region.is_some_and(|region| region.as_str() == "UK") {
        return Err(format!("write `{}`: the United Kingdom is `GB`", identifier.to_string().replace("-UK", "-GB")));
    }
    let canonical = identifier.to_string();
    if canonical != tag {
        return Err(format!("write `{canonical}`"));
    }
    let direction = match LocaleDirectionality::new_common().get(&identifier) {
        Some(ScriptDirection::RightToLeft) => Direction::RightToLeft,
        Some(_) | None => Direction::LeftToRight,
    };
    Ok(Language { tag: canonical, direction })
}

/// The usual form of a tag that differs from it in capitals and underscores alone: `pt-BR` for `PT_br`.
pub fn canonical(tag: &str) -> Option<String> {
    let identifier = LanguageIdentifier::try_from_str(&tag.replace('_', "-")).ok()?;
    let form = identifier.to_string();
    // An older tag may have become another one, which is more than its form.
    (form.eq_ignore_ascii_case(&tag.replace('_', "-")) && parse(&form).is_ok()).then_some(form)
}

/// The tag that has taken the place of one that was withdrawn, or of one that is often written for it.
fn formerly(tag: &str) -> Option<String> {
    let tags = [("in", "id"), ("iw", "he"), ("ji", "yi"), ("jp", "ja"), ("cn", "zh"), ("bahasa", "id")];
    let meant = tags.iter().find(|(other, _)| other.eq_ignore_ascii_case(tag)).map(|(_, meant)| *meant)?;
    Some(format!("write `{meant}`"))
}

/// `pt-BR` for `pt_BR`, as some programs write it.
fn hyphened(tag: &str) -> Option<String> {
    let identifier = LanguageIdentifier::try_from_str(&tag.replace('_', "-")).ok()?;
    Some(format!("write `{identifier}`"))
}

/// The tag of a language that was written by its English name.
fn named(name: &str) -> Option<String> {
    let mut letters = name.trim().chars();
    let capital: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect();
    let language = Known::from_name(&capital)?;
    let tag = language.to_639_1().unwrap_or_else(|| language.to_639_3());
    Some(format!("write `{tag}` for {capital}"))
}
