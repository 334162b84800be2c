//! Makes a theme ready: its templates, its words in the archive's language, its assets.

use std::borrow::Cow;

use super::minify;
use super::outcome::ThemeFault;
use super::strings::Strings;
use super::template::{self, Templates};
use crate::model::{Direction, Language, Theme};

/// A theme that is ready to draw.
pub struct Ready {
    /// The templates, with the words of the interface.
    pub templates: Templates,
    /// The language of the interface.
    pub language: Language,
}

/// The language of the interface: that of the archive if the theme has words in it, else English.
pub fn interface(theme: &Theme, language: &Language) -> Language {
    let has = |tag: &str| theme.files.contains_key(&words_path(tag));
    if has(&language.tag) || has(main_subtag(language)) {
        language.clone()
    } else {
        Language { tag: "en".to_owned(), direction: Direction::LeftToRight }
    }
}

/// Loads templates and strings; every fault of the theme is told.
pub fn load(theme: &Theme, language: &Language) -> Result<Ready, Vec<ThemeFault>> {
    let chosen = interface(theme, language);
    let found = words(theme, &chosen.tag).transpose().or_else(|| words(theme, main_subtag(&chosen)).transpose());
    let Some(mut strings) = found.transpose()? else {
        let message = "the theme has no words in English, on which the interface falls back".to_owned();
        return Err(vec![ThemeFault { path: "i18n/en.yaml".to_owned(), line: 0, column: 0, message }]);
    };
    if let Some(other) = words(theme, "en")?.filter(|_| chosen.tag != "en") {
        strings = strings.or_else(other);
    }
    let mut faults = Vec::new();
    let mut sources = Vec::new();
    for (path, bytes) in theme.files.range("templates/".to_owned().."templates0".to_owned()) {
        match std::str::from_utf8(bytes) {
            Ok(text) => sources.push((path.trim_start_matches("templates/"), text)),
            Err(_) => {
                faults.push(ThemeFault { path: path.clone(), line: 0, column: 0, message: "the file is not UTF-8".to_owned() })
            }
        }
    }
    let templates = template::load(sources.into_iter(), strings);
    match (templates, faults.is_empty()) {
        (Ok(templates), true) => Ok(Ready { templates, language: chosen }),
        (Ok(_), false) => Err(faults),
        (Err(found), _) => {
            faults.extend(found.into_iter().map(template_fault));
            Err(faults)
        }
    }
}

/// A fault of a template as one of the theme.
pub fn template_fault(fault: template::TemplateFault) -> ThemeFault {
    ThemeFault { path: format!("templates/{}", fault.name), line: fault.line, column: fault.column, message: fault.message }
}

/// The style sheet, and the part of it that a theme writes alone if it only changes colours, type and measures.
const STYLE: &str = "assets/style.css";
const TOKENS: &str = "assets/tokens.css";

/// Files that are published: where, and what. Style sheets are compacted, and `tokens.css` goes to the end of `style.css`, so that
/// no page asks for one more.
pub fn assets(theme: &Theme) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
    let tokens = theme.files.get(TOKENS).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let assets = theme.files.range("assets/".to_owned().."assets0".to_owned());
    assets.filter(|(path, _)| *path != TOKENS).map(move |(path, bytes)| match std::str::from_utf8(bytes) {
        Ok(css) if path.ends_with(".css") => {
            let own = tokens.filter(|_| path == STYLE).unwrap_or_default();
            (path.as_str(), Cow::Owned(minify::style(&format!("{css}\n{own}")).into_bytes()))
        }
        Ok(_) | Err(_) => (path.as_str(), Cow::Borrowed(bytes.as_slice())),
    })
}

fn words_path(tag: &str) -> String {
    format!("i18n/{tag}.yaml")
}

/// `pt` of `pt-BR`.
fn main_subtag(language: &Language) -> &str {
    language.tag.split('-').next().unwrap_or(&language.tag)
}

/// The words in a language, those that a folder's file lacks from the built-in one; `None` where the theme has none.
fn words(theme: &Theme, tag: &str) -> Result<Option<Strings>, Vec<ThemeFault>> {
    let path = words_path(tag);
    let Some(bytes) = theme.files.get(&path) else { return Ok(None) };
    let strings = read(&path, bytes, tag)?;
    match theme.under.get(&path) {
        Some(under) => Ok(Some(strings.or_else(read(&path, under, tag)?))),
        None => Ok(Some(strings)),
    }
}

fn read(path: &str, bytes: &[u8], tag: &str) -> Result<Strings, Vec<ThemeFault>> {
    let fault = |line: usize, column: usize, message: String| vec![ThemeFault { path: path.to_owned(), line, column, message }];
    let text = std::str::from_utf8(bytes).map_err(|_| fault(0, 0, "the file is not UTF-8".to_owned()))?;
    super::strings::read(text, tag).map_err(|message| fault(0, 0, message))
}
