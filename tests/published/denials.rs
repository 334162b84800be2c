//! Denials: no page prints the sentence that is denied as though somebody said it.

use std::fs;
use std::path::Path;

use super::small::build;

/// A denial that is read everywhere: on its own page, in lists, on pages of a question and of a name, in a relation.
const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\nbase_url: https://example.org/a/\neditors: [{id: ed, name: Ed}]\n"),
    ("entities/all.yaml", "- {id: ministry, type: organisation, name: The Ministry}\n"),
    ("questions.yaml", "- {id: weather, asks: Did it rain?, kind: open}\n"),
    ("documents/aa/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\nissued: 2025-03-08\n"),
    ("documents/aa/text.md", "The Ministry calls that a lie. It poured all day.\n"),
    (
        "documents/aa/notes.yaml",
        "- id: lie\n  by: ed\n  created: 2025-04-01\n  quote: calls that a lie\n  claim:\n    says: It rained hard.\n    question: weather\n    asserter: ministry\n    modality: denied\n    basis: [{kind: official, by: ministry}]\n- id: poured\n  quote: It poured all day\n  note: See [](note:aa/lie).\n  claim:\n    says: It poured.\n    question: weather\n    modality: asserted\n  relates: [{to: lie, as: disputes}]\n",
    ),
];

/// The files below a folder that people read, by path.
fn read(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().replace('\\', "/");
        // Data files and the notes as they are written have how a claim is said in a field of its own.
        if path.is_dir() && !name.ends_with("/data") {
            read(&path, found);
        } else if [".html", ".js", "/feed.xml"].iter().any(|ending| name.ends_with(ending)) && !name.ends_with("/notes.html") {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// “See [](note:aa/lie).” has its own stop.
#[test]
fn a_claim_that_is_named_within_a_sentence_leaves_its_stop_out() {
    let site = build(FILES);
    let page = super::small::page(site.path(), "documents/aa.html");
    assert!(super::small::all(&page, "#n-poured p").contains(&"See Denied: It rained hard.".to_owned()));
}

#[test]
fn data_calls_a_denial_by_what_pages_call_it() {
    let site = build(FILES);
    let read = |path: &str| fs::read_to_string(site.path().join("site").join(path)).unwrap();
    assert!(read("data/inventory.json").contains("\"label\":\"Denied: It rained hard.\""));
    assert!(read("documents/aa/document.tei.xml").contains(">Denied: It rained hard</ref>."));
    assert!(read("data/notes.csv").contains("See Denied: It rained hard."));
}

#[test]
fn the_sentence_of_a_denial_begins_with_the_denial_wherever_it_is_read() {
    for (language, word) in [("en", "Denied: "), ("id", "Dibantah: "), ("ar", "منفيّ: ")] {
        let archive = FILES[0].1.replace("language: en", &format!("language: {language}"));
        let files: Vec<(&str, &str)> =
            [("archive.yaml", archive.as_str())].into_iter().chain(FILES[1..].iter().copied()).collect();
        let site = build(&files);
        let mut found = Vec::new();
        read(site.path(), &mut found);
        let mut places = 0;
        for (name, text) in &found {
            for (at, _) in text.match_indices("It rained hard") {
                assert!(
                    text[..at].ends_with(word),
                    "{name}: …{}",
                    &text[text.floor_char_boundary(at.saturating_sub(60))..at + 20]
                );
                places += 1;
            }
        }
        let pages = found.iter().filter(|(_, text)| text.contains("It rained hard")).count();
        assert!(pages >= 9 && places >= 20, "{places} places on {pages} pages");
    }
}
