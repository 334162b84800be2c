//! Makes a theme ready: its templates, its words in the archive's language, its assets.

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

/// Loads templates and strings; every fault of the theme is told.
///
/// The interface is in the archive's language if the theme has it, else in English.
pub fn load(theme: &Theme, language: &Language) -> Result<Ready, Vec<ThemeFault>> {
    let strings_of = |tag: &str| theme.files.get(&format!("i18n/{tag}.yaml")).map(|bytes| (format!("i18n/{tag}.yaml"), bytes));
    let subtag = language.tag.split('-').next().unwrap_or(&language.tag);
    let english = Language { tag: "en".to_owned(), direction: Direction::LeftToRight };
    let (chosen, found) = match strings_of(&language.tag).or_else(|| strings_of(subtag)) {
        Some(found) => (language.clone(), Some(found)),
        None => (english, strings_of("en")),
    };
    let Some((path, bytes)) = found else {
        let message = "the theme has no words in English, on which the interface falls back".to_owned();
        return Err(vec![ThemeFault { path: "i18n/en.yaml".to_owned(), line: 0, column: 0, message }]);
    };
    let mut strings = read(&path, bytes, &chosen.tag)?;
    if let Some((path, bytes)) = strings_of("en").filter(|_| chosen.tag != "en") {
        strings = strings.or_else(read(&path, bytes, "en")?);
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

/// Files that are published as they are: where, and what.
pub fn assets(theme: &Theme) -> impl Iterator<Item = (&str, &[u8])> {
    theme.files.range("assets/".to_owned().."assets0".to_owned()).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

fn read(path: &str, bytes: &[u8], tag: &str) -> Result<Strings, Vec<ThemeFault>> {
    let fault = |line: usize, column: usize, message: String| vec![ThemeFault { path: path.to_owned(), line, column, message }];
    let text = std::str::from_utf8(bytes).map_err(|_| fault(0, 0, "the file is not UTF-8".to_owned()))?;
    super::strings::read(text, tag).map_err(|message| fault(0, 0, message))
}
