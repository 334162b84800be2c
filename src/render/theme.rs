//! Makes a theme ready: its templates, its words in the archive's language, its assets.

mod files;

use std::borrow::Cow;

use super::minify;
use super::outcome::ThemeFault;
use super::strings::{self, Strings};
use super::template::{self, TemplateFault, Templates};
use crate::model::{Direction, Language, Theme};

/// The language that every theme has words in.
const ENGLISH: &str = "en";

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
        Language { tag: ENGLISH.to_owned(), direction: Direction::LeftToRight }
    }
}

/// Loads templates and strings; every fault of the theme is told that can be seen before a page is drawn.
pub fn load(theme: &Theme, language: &Language) -> Result<Ready, Vec<ThemeFault>> {
    let chosen = interface(theme, language);
    let mut faults = files::faults(theme);
    // Words that a language lacks come from the nearest that has them: `ar-SY`, `ar`, English.
    let mut strings = Strings::new(&chosen.tag);
    let mut tags = vec![chosen.tag.as_str(), main_subtag(&chosen), ENGLISH];
    tags.dedup();
    for tag in tags {
        let path = words_path(tag);
        for text in [&theme.files, &theme.under].into_iter().filter_map(|files| sound(files.get(&path)?)) {
            strings = strings.or_else(strings::read(text, tag).0);
        }
    }
    let templates = theme.files.range("templates/".to_owned().."templates0".to_owned());
    let sources = templates.filter_map(|(path, bytes)| Some((path.trim_start_matches("templates/"), sound(bytes)?)));
    match template::load(sources, strings) {
        Ok(templates) if faults.is_empty() => Ok(Ready { templates, language: chosen }),
        Ok(_) => Err(faults),
        Err(found) => {
            // A template that is no text is told already, and whoever includes it is not at fault.
            let unread = |fault: &TemplateFault| {
                theme.own.iter().any(|path| {
                    let name = path.strip_prefix("templates/").filter(|name| fault.message.contains(&format!("`{name}`")));
                    name.is_some() && theme.files.get(path).is_some_and(|bytes| sound(bytes).is_none())
                })
            };
            faults.extend(found.into_iter().filter(|fault| !unread(fault)).map(template_fault));
            Err(faults)
        }
    }
}

/// What is wrong with a theme, as far as it can be seen before a page is drawn.
pub fn faults(theme: &Theme, language: &Language) -> Vec<ThemeFault> {
    load(theme, language).err().unwrap_or_default()
}

/// A text without its byte order mark; `None` where it is not UTF-8, which is told of the files of a folder.
fn sound(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A fault of a template as one of the theme.
pub fn template_fault(fault: TemplateFault) -> ThemeFault {
    ThemeFault { path: format!("templates/{}", fault.name), line: fault.line, column: fault.column, message: fault.message }
}

/// The style sheet, and the part of it that a theme writes alone if it only changes colours, type and measures.
const STYLE: &str = "assets/style.css";
const TOKENS: &str = "assets/tokens.css";

/// Files that are published: where, and what. Style sheets are compacted, and `tokens.css` goes to the end of `style.css`, so that
/// no page asks for one more.
pub fn assets(theme: &Theme) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
    let tokens = theme.files.get(TOKENS).and_then(|bytes| sound(bytes));
    let assets = theme.files.range("assets/".to_owned().."assets0".to_owned());
    assets.filter(|(path, _)| *path != TOKENS).map(move |(path, bytes)| match sound(bytes) {
        Some(css) if path.ends_with(".css") => {
            let own = tokens.filter(|_| path == STYLE).unwrap_or_default();
            (path.as_str(), Cow::Owned(minify::style(&format!("{css}\n{own}")).into_bytes()))
        }
        Some(_) | None => (path.as_str(), Cow::Borrowed(bytes.as_slice())),
    })
}

fn words_path(tag: &str) -> String {
    format!("i18n/{tag}.yaml")
}

/// `pt` of `pt-BR`.
fn main_subtag(language: &Language) -> &str {
    language.tag.split('-').next().unwrap_or(&language.tag)
}
