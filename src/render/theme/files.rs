//! What is wrong in the files that a folder gives to a theme, each by itself, and in their names.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{ENGLISH, ThemeFault, sound, words_path};
use crate::model::Theme;
use crate::problem::did_you_mean;
use crate::render::names;
use crate::render::openings::without_comments;
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
    faults.extend(idle(theme));
    faults.extend(absent_assets(theme));
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

/// Templates with which nothing is drawn, and words in what is no language: files under a wrong name.
fn idle(theme: &Theme) -> Vec<ThemeFault> {
    let fault = |path: &str, message: String| ThemeFault { path: path.to_owned(), line: 1, column: 1, message };
    let texts = theme.files.iter().filter(|(path, _)| path.starts_with("templates/")).filter_map(|(_, bytes)| sound(bytes));
    let named: BTreeSet<&str> =
        texts.flat_map(|text| text.split(['"', '\'', '`'])).filter(|name| name.ends_with(".html")).collect();
    let mut faults = Vec::new();
    for path in &theme.own {
        if let Some(name) = path.strip_prefix("templates/").filter(|_| !theme.under.contains_key(path)) {
            let is_component = |tag: &str| tag.trim_start_matches(['-', ' ']).starts_with("component ");
            let holds_components =
                theme.files.get(path).and_then(|bytes| sound(bytes)).is_some_and(|text| text.split("{%").any(is_component));
            if !holds_components && !named.contains(name) {
                let pages = theme.under.keys().chain(theme.files.keys().filter(|path| !theme.own.contains(*path)));
                let help = did_you_mean(name, pages.filter_map(|path| path.strip_prefix("templates/")));
                let help = help.map_or_else(String::new, |help| format!(": {help}"));
                faults.push(fault(path, format!("no page is drawn with this template, and no template names it{help}")));
            }
        }
        if let Some(tag) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".yaml"))
            && !is_spelled_as_a_tag(tag)
        {
            let message = "a file of words is called by the tag of its language, as archives write it: `en.yaml`, `pt-BR.yaml`";
            faults.push(fault(path, message.to_owned()));
        }
    }
    faults
}

/// Whether a name has the form of a language tag: `en`, `pt-BR`, `ar-Latn`.
fn is_spelled_as_a_tag(name: &str) -> bool {
    let (language, rest) = name.split_once('-').unwrap_or((name, ""));
    let is_language = matches!(language.len(), 2 | 3) && language.bytes().all(|letter| letter.is_ascii_lowercase());
    let is_part = |part: &str| part.len() >= 2 && part.bytes().all(|letter| letter.is_ascii_alphanumeric());
    is_language && (rest.is_empty() && !name.contains('-') || !rest.is_empty() && rest.split('-').all(is_part))
}

/// Assets that a template of the theme leads to and that are not there.
fn absent_assets(theme: &Theme) -> Vec<ThemeFault> {
    let mut faults = Vec::new();
    for path in theme.own.iter().filter(|path| path.starts_with("templates/")) {
        let Some(text) = theme.files.get(path).and_then(|bytes| sound(bytes)) else { continue };
        for (at, asset) in named_assets(text) {
            if theme.files.contains_key(&asset) && asset != super::TOKENS {
                continue;
            }
            let Position { line, column } = Position::behind(&text[..at]);
            // The folder, which all share, would make any two names alike.
            let names = theme.files.keys().filter_map(|path| path.strip_prefix("assets/"));
            let help = did_you_mean(asset.trim_start_matches("assets/"), names);
            let help = help.map_or_else(String::new, |help| format!(": {help}"));
            faults.push(ThemeFault {
                path: path.clone(),
                line,
                column,
                message: format!("there is no `{asset}` in the theme{help}"),
            });
            if faults.len() == ABSENT_MAX {
                return faults;
            }
        }
    }
    faults
}

/// How many links to assets that are not there are told; each is looked for among all that are.
const ABSENT_MAX: usize = 100;

/// The assets to which a template leads from the root of the site, `{{ page.root }}assets/…`, each with its offset in the template.
///
/// Whatever else is called so is somebody else's; what is put together (`assets/{{ name }}.css`) is known when the page is drawn.
fn named_assets(text: &str) -> Vec<(usize, String)> {
    const ROOT: &str = "page.root";
    let text = without_html_comments(&without_comments(text));
    let asset = |(at, _): (usize, &str)| {
        let behind = text[at + ROOT.len()..].trim_start().trim_start_matches('-').strip_prefix("}}")?;
        let end = behind.find(|sign: char| sign.is_whitespace() || "\"'`?#<>{}".contains(sign)).unwrap_or(behind.len());
        let is_whole = behind.starts_with("assets/") && !behind[end..].starts_with(['{', '}']) && !behind[..end].ends_with('/');
        is_whole.then(|| (text.len() - behind.len(), behind[..end].to_owned()))
    };
    text.match_indices(ROOT).filter_map(asset).collect()
}

/// A template with blanks for the comments of its HTML; all else keeps its place.
fn without_html_comments(text: &str) -> String {
    const OPEN: &str = "<!--";
    let mut parts = text.split(OPEN);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find("-->").unwrap_or(part.len());
        plain.extend(std::iter::repeat_n(' ', OPEN.len() + end));
        plain.push_str(&part[end..]);
    }
    plain
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
