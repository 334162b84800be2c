//! The words of the interface: every language has all of them, and no page asks for one that nobody has written.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use postil::model::{
    BasisKind, Certainty, ClosedList, Dimension, DocumentKind, EntityType, Ground, Method, Modality, Part, QuestionKind,
    RelationKind, Scheme, Standing, Status, Verdict,
};
use serde_yaml::Value;

const LANGUAGES: [&str; 3] = ["en", "id", "ar"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn words(language: &str) -> BTreeMap<String, Value> {
    let path = root().join("themes/default/i18n").join(format!("{language}.yaml"));
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The shape of some words: one text, as many as there are, one for each plural form; and the names filled in.
fn shape(value: &Value) -> String {
    let filled = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    if let Some(texts) = value.as_sequence() {
        return format!("{} texts", texts.len());
    }
    let forms = value.as_mapping();
    let text = forms.map_or(value.as_str(), |forms| forms.get("other").and_then(Value::as_str));
    let names = filled(text.unwrap_or_default());
    // Languages without plural forms write a count as one text.
    if forms.is_some() || names.contains("n") { format!("so many {names:?}") } else { format!("a text {names:?}") }
}

#[test]
fn every_language_has_the_same_words_in_the_same_shape() {
    let english = words("en");
    assert!(english.len() > 500);
    for language in LANGUAGES {
        let own = words(language);
        let keys = |words: &BTreeMap<String, Value>| words.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<String> = keys(&english).symmetric_difference(&keys(&own)).cloned().collect();
        assert!(differ.is_empty(), "{language}.yaml has more or fewer words than en.yaml: {differ:?}");
        for (key, value) in &own {
            assert_eq!(shape(value), shape(&english[key]), "{language}.yaml: {key}");
        }
    }
}

fn names<L: ClosedList>() -> Vec<&'static str> {
    L::ALL.iter().map(|word| word.name()).collect()
}

/// The closed lists whose words stand on pages, by the beginning of their keys, and whether each word has its rule.
fn lists() -> Vec<(&'static str, Vec<&'static str>, &'static [&'static str])> {
    const WORD: &[&str] = &[""];
    const WITH_RULE: &[&str] = &["", "_rule"];
    const BOTH_WAYS: &[&str] = &["", "_back"];
    vec![
        ("basis", names::<BasisKind>(), WORD),
        ("certainty", names::<Certainty>(), WORD),
        ("dimension", names::<Dimension>(), WORD),
        ("document", names::<DocumentKind>(), WORD),
        ("entity", names::<EntityType>(), WORD),
        ("entities", names::<EntityType>(), WORD),
        ("ground", names::<Ground>(), WITH_RULE),
        ("method", names::<Method>(), WORD),
        ("modality", names::<Modality>(), WORD),
        ("part", names::<Part>(), WORD),
        ("question", names::<QuestionKind>(), WORD),
        ("relation", names::<RelationKind>(), BOTH_WAYS),
        ("standing", names::<Standing>(), WITH_RULE),
        ("status", names::<Status>(), WITH_RULE),
        ("term", names::<Scheme>(), WORD),
        ("terms", names::<Scheme>(), WORD),
        ("verdict", names::<Verdict>(), WITH_RULE),
    ]
}

#[test]
fn every_word_of_a_closed_list_can_be_said() {
    let english = words("en");
    let keys = lists().into_iter().flat_map(|(list, names, endings)| {
        names.into_iter().flat_map(move |name| endings.iter().map(move |ending| format!("{list}_{name}{ending}")))
    });
    let missing: Vec<String> = keys.filter(|key| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn one_computed_word_has_one_name_wherever_it_stands() {
    for language in LANGUAGES {
        let words = words(language);
        for status in Status::ALL.iter().map(|status| status.name()) {
            if let Some(standing) = words.get(&format!("standing_{status}")) {
                assert_eq!(Some(standing), words.get(&format!("status_{status}")), "{language}.yaml: {status}");
            }
        }
    }
}

fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// What follows each of the openings, as far as it is written like a key.
fn keys_after<'t>(text: &'t str, openings: &[&str]) -> Vec<&'t str> {
    let key = |rest: &'t str| {
        let end =
            rest.find(|character: char| !(character.is_ascii_alphanumeric() || "_-".contains(character))).unwrap_or(rest.len());
        &rest[..end]
    };
    let after = openings.iter().flat_map(|opening| text.match_indices(*opening).map(|(at, found)| (at, at + found.len())));
    // `t.` is a word of its own: not the end of `site.`.
    let stands_alone = |at: usize| !text[..at].ends_with(|character: char| character.is_ascii_alphanumeric() || character == '_');
    after.filter(|(at, _)| stands_alone(*at)).map(|(_, end)| key(&text[end..])).filter(|key| !key.is_empty()).collect()
}

#[test]
fn no_page_asks_for_a_word_that_nobody_has_written() {
    let english = words("en");
    let mut missing = BTreeSet::new();
    let mut asked = 0;
    let mut ask = |path: &Path, key: &str, ends: &str| {
        asked += 1;
        // A key that a template or the program puts together is tried in the test of the closed lists.
        if !english.contains_key(key) && !key.ends_with('_') && ends != "{" {
            missing.insert(format!("{}: {key}", path.file_name().unwrap().to_string_lossy()));
        }
    };
    for (path, text) in files(&root().join("themes/default/templates"), ".html") {
        for key in keys_after(&text, &["t.", "count(key=\""]) {
            ask(&path, key, "");
        }
    }
    for (path, text) in files(&root().join("src/render"), ".rs") {
        let shown = text.split("#[cfg(test)]").next().unwrap();
        let openings = ["phrases.text(\"", "phrases.fill(\"", "phrases.count(\"", "phrases.item(\"", "phrases.forms(\""];
        for key in openings.iter().flat_map(|opening| shown.split(opening).skip(1)).map(|rest| rest.split('"').next().unwrap()) {
            ask(&path, key, if key.contains('{') { "{" } else { "" });
        }
    }
    assert!(asked > 300, "{asked} words are asked for");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_template_stands_in_the_contract_of_themes() {
    let contract = fs::read_to_string(root().join("themes/README.md")).unwrap();
    let templates = files(&root().join("themes/default/templates"), ".html");
    let names = templates.iter().map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned());
    let missing: Vec<String> = names.filter(|name| !contract.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
