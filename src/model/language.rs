//! Languages, the way their script runs, and texts that exist in several of them.

/// The way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As Latin.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

/// A language by its BCP 47 tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The tag: `en`, `ar-Latn`.
    pub tag: String,
    /// The way its script runs.
    pub direction: Direction,
}

/// One or more texts for each of several languages; the language is absent where an editor gave none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Localised {
    /// Language and texts in the order of the file.
    pub texts: Vec<(Option<Language>, Vec<String>)>,
}

impl Localised {
    /// The first text in a language; else the one without a language; else the first of all.
    pub fn best(&self, tag: &str) -> Option<(&str, Option<&Language>)> {
        let wanted = self.texts.iter().find(|(language, _)| language.as_ref().is_some_and(|known| known.tag == tag));
        let unnamed = || self.texts.iter().find(|(language, _)| language.is_none());
        let (language, texts) = wanted.or_else(unnamed).or_else(|| self.texts.first())?;
        Some((texts.first()?, language.as_ref()))
    }

    /// Every text with its language, in the order of the file.
    pub fn all(&self) -> impl Iterator<Item = (&str, Option<&Language>)> {
        self.texts.iter().flat_map(|(language, texts)| texts.iter().map(move |text| (text.as_str(), language.as_ref())))
    }
}
