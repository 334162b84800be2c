//! Every code is explained; what its explanation shows as wrong is that mistake, and what it shows as right is none.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use postil::problem::{Code, Example};

/// What stands in wherever an example does not bring its own.
const TEXT: &str = "On Monday 1,040 dockers of Halver put down their hooks.\n\nThe harbour board called it a mutiny.\n";
const RECORD: &str = "title: Five papers on a strike\nlanguage: en\nkind: report\n";

/// Codes that a text cannot show: bytes that are not UTF-8, files that cannot be read, a megabyte, 20,000 places, 100 paragraphs.
const NOT_SHOWN: &[Code] = &[Code::UnreadableFile, Code::NotUtf8, Code::FileTooLarge, Code::TooManyPlaces, Code::TooManyRanges];

fn postil(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postil")).args(words).current_dir(folder).env("HOME", folder).output().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// The codes that the program finds in an archive of some files.
fn found(examples: &[Example]) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("content/archive.yaml", "title: Five papers on a strike\n");
    put("content/documents/halver/document.yaml", RECORD);
    put("content/documents/halver/text.md", TEXT);
    examples.iter().for_each(|example| put(example.path, example.text));
    let report = text(postil(folder.path(), &["check", "--format", "json"]).stdout);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_wrong_record_is_that_mistake_and_every_right_one_is_none() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let explanation = code.explanation();
        let (wrong, right) = (&explanation.wrong, &explanation.right);
        assert_eq!(wrong.is_empty() || right.is_empty(), NOT_SHOWN.contains(code), "{} is shown", code.name());
        if wrong.is_empty() {
            continue;
        }
        let mut expected: BTreeSet<String> = [code.name().to_owned()].into();
        if *code == Code::AnchorInDoubt {
            // It only arises where a text has changed, which is told for itself.
            expected.insert(Code::TextChanged.name().to_owned());
        }
        let told = found(wrong);
        if told != expected {
            faults.push(format!("{}: the wrong one gives {told:?}", code.name()));
        }
        let told = found(right);
        if !told.is_empty() {
            faults.push(format!("{}: the right one gives {told:?}", code.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_explanation_says_what_it_means_and_what_to_do() {
    for code in Code::ALL {
        let text = code.explanation().text;
        assert!(text.split("\n\n").count() >= 2 && text.len() > 90, "{}: {text}", code.name());
        assert!(text.lines().all(|line| line.chars().count() <= 106), "{}: a long line", code.name());
    }
}

#[test]
fn the_program_explains_a_code_and_lists_all() {
    let folder = tempfile::tempdir().unwrap();
    let told = |word: &str| text(postil(folder.path(), &["explain", word]).stdout);
    for word in ["error[yaml-colon]", "[yaml-colon]", "YAML-COLON"] {
        assert!(told(word).starts_with("error[yaml-colon]"), "{word}");
    }
    let folder = tempfile::tempdir().unwrap();
    let one = text(postil(folder.path(), &["explain", "yaml-colon"]).stdout);
    for part in ["error[yaml-colon]: ", "\n\nWrong: content/documents/halver/notes.yaml\n\n    - id: mutiny\n", "\n\nRight: "] {
        assert!(one.contains(part), "{part} in {one}");
    }
    let all = text(postil(folder.path(), &["explain"]).stdout);
    assert_eq!(all.lines().count(), Code::ALL.len());
    let unknown = postil(folder.path(), &["explain", "yaml-colons"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(unknown.stderr).contains("did you mean `yaml-colon`?"));
}
