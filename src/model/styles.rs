//! The citation styles and locales that the program carries, packed by `styles/pack.rs`.

use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use serde::de::DeserializeOwned;

// STYLES, each by all its names, and LOCALES, each by its tag; CBOR, deflated.
include!(concat!(env!("OUT_DIR"), "/packed.rs"));

/// The style where an archive names none.
pub const DEFAULT: &str = "chicago-author-date";

/// What every style can be called in `archive.yaml`.
pub fn names() -> impl Iterator<Item = &'static str> {
    STYLES.iter().flat_map(|(names, _)| names.iter().copied())
}

/// A style by any of its names; Chicago's, by author and date, where none is called so.
pub fn style(name: &str) -> IndependentStyle {
    let named = |name: &str| STYLES.iter().find(|(names, _)| names.contains(&name)).map(|(_, packed)| unpacked(packed));
    match named(name).or_else(|| named(DEFAULT)) {
        Some(Style::Independent(style)) => style,
        Some(Style::Dependent(_)) | None => unreachable!("every style that is carried stands on its own"),
    }
}

/// The locales of a language, and American English, on which styles fall back; of a tag that is not there all of its first part.
pub fn locales(language: &str) -> Vec<Locale> {
    let is_there = LOCALES.iter().any(|(tag, _)| *tag == language);
    let is_of_language = |tag: &str| tag.split('-').next() == language.split('-').next();
    let wanted = |tag: &str| tag == "en-US" || tag == language || (!is_there && is_of_language(tag));
    LOCALES.iter().filter(|(tag, _)| wanted(tag)).map(|(_, packed)| unpacked(packed)).collect()
}

fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> T {
    let bytes = miniz_oxide::inflate::decompress_to_vec(packed).expect("what was packed can be unpacked");
    ciborium::from_reader(bytes.as_slice()).expect("what was written can be read")
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::{ArchivedStyle, LOCALES as WHOLE};

    use super::{LOCALES, locales, names, style, unpacked};
    use hayagriva::citationberg::{Locale, Style};

    #[test]
    fn every_style_comes_out_as_the_library_has_it() {
        for archived in ArchivedStyle::all() {
            for name in archived.names() {
                assert_eq!(Style::Independent(style(name)), archived.get(), "{name}");
            }
        }
        assert_eq!(names().count(), ArchivedStyle::all().iter().map(|style| style.names().len()).sum::<usize>());
    }

    #[test]
    fn every_locale_comes_out_as_the_library_has_it() {
        assert_eq!(LOCALES.len(), WHOLE.len());
        for ((tag, packed), whole) in LOCALES.iter().zip(WHOLE) {
            let (locale, expected): (Locale, Locale) =
                (unpacked(packed), ciborium::from_reader(*whole).expect("the library's own"));
            assert_eq!(locale, expected);
            assert_eq!(locale.lang.map(|tag| tag.0).as_deref(), Some(*tag));
        }
    }

    #[test]
    fn a_language_brings_american_english_to_fall_back_on() {
        let tags =
            |language| -> Vec<String> { locales(language).into_iter().filter_map(|locale| Some(locale.lang?.0)).collect() };
        assert_eq!(tags("id"), ["en-US", "id-ID"]);
        assert_eq!(tags("pt-BR"), ["en-US", "pt-BR"]);
        assert_eq!(tags("pt"), ["en-US", "pt-BR", "pt-PT"]);
        assert_eq!(tags("de-LI"), ["de-AT", "de-CH", "de-DE", "en-US"]);
        assert_eq!(tags("tlh"), ["en-US"]);
    }
}
