//! What is wrong in the files that a folder gives to a theme, each by itself.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::{ENGLISH, ThemeFault, sound, words_path};
use crate::model::Theme;
use crate::render::names;
use crate::render::strings::{self, Strings, WordsFault};
use crate::source::Position;

/// What is wrong: texts that are not UTF-8, words that no page asks for, names of assets that not every disk takes.
pub fn faults(theme: &Theme) -> Vec<ThemeFault> {
    let built_in = |path: &str| theme.under.get(path).or_else(|| theme.files.get(path).filter(|_| !theme.own.contains(path)));
    // Most themes have no words of their own, and nobody need read these for them.
    let english = LazyCell::new(|| Some(strings::read(sound(built_in(&words_path(ENGLISH))?)?, ENGLISH).0));
    let mut faults = Vec::new();
    let own = theme.own.iter().filter_map(|path| Some((path.as_str(), theme.files.get(path)?)));
    for (path, bytes) in own.filter(|(path, bytes)| theme.under.get(*path) != Some(*bytes)) {
        let is_text = !path.starts_with("assets/") || path.ends_with(".css");
        if is_text && let Err(fault) = text(path, bytes) {
            faults.push(fault);
        }
        if let Some(tag) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".yaml")) {
            faults.extend(words(theme, tag, bytes, english.as_ref()).into_iter().map(|fault| of_words(path, fault)));
        }
    }
    faults.extend(odd_names(theme));
    faults
}

/// Whether a file is a text. Errors: the place of the first byte that is not UTF-8.
fn text(path: &str, bytes: &[u8]) -> Result<(), ThemeFault> {
    let error = match std::str::from_utf8(bytes) {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    let Position { line, column } = Position::behind(&String::from_utf8_lossy(&bytes[..error.valid_up_to()]));
    let message = "the file is not in UTF-8 from here on; save it in that encoding".to_owned();
    Err(ThemeFault { path: path.to_owned(), line, column, message })
}

/// What is wrong in the words of a language.
fn words(theme: &Theme, tag: &str, bytes: &[u8], english: Option<&Strings>) -> Vec<WordsFault> {
    let Some((text, english)) = sound(bytes).zip(english) else { return Vec::new() };
    let (own, mut faults) = strings::read(text, tag);
    let templates =
        || theme.own.iter().filter(|path| path.starts_with("templates/")).filter_map(|path| sound(theme.files.get(path)?));
    // Which words a template asks for that puts keys together (`t["count_" ~ kind]`) cannot be told.
    let asks = |key: &str| {
        let named = ["t.KEY", "\"KEY\"", "'KEY'", "`KEY`"].map(|form| form.replace("KEY", key));
        templates().any(|text| text.contains("t[") || named.iter().any(|named| text.contains(named)))
    };
    faults.extend(strings::faults(text, &own, english, asks));
    faults
}

fn of_words(path: &str, fault: WordsFault) -> ThemeFault {
    let WordsFault { line, column, message } = fault;
    ThemeFault { path: path.to_owned(), line, column, message }
}

/// Assets that cannot be published everywhere.
fn odd_names(theme: &Theme) -> Vec<ThemeFault> {
    let fault = |path: &str, message: String| ThemeFault { path: path.to_owned(), line: 1, column: 1, message };
    let mut faults = Vec::new();
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let assets =
        |is_own: bool| theme.files.keys().filter(move |path| path.starts_with("assets/") && theme.own.contains(*path) == is_own);
    for path in assets(false).chain(assets(true)) {
        if let Some(reason) = path.split('/').find_map(names::fault) {
            faults.push(fault(path, format!("the file cannot be published everywhere: {reason}")));
        }
        if let Some(other) = known.insert(names::folded(path), path) {
            faults
                .push(fault(path, format!("disks that do not tell capitals or composed letters apart take this for `{other}`")));
        }
    }
    faults
}
