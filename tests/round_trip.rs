//! What an archive publishes comes back as it was written, whatever its script and however a spreadsheet has changed its tables.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const FILES: &[(&str, &str)] = &[
    (
        "archive.yaml",
        "title: A\nlanguage: en\nbase_url: https://example.org/a/\nlicense: CC-BY-4.0\neditors:\n\
        - {id: ada, name: Ada Lind, url: https://example.org/us}\n- {id: ben, name: Ben Roe, url: https://example.org/us}\n",
    ),
    (
        "questions.yaml",
        "- id: toll\n  asks: How many were killed?\n  kind: figure\n  unit: person\n  \
        scopes: [{id: all, label: all}, {id: civ, label: civilians}]\n",
    ),
    ("documents/d/document.yaml", "title: D\nlanguage: ar\nkind: post\n"),
    (
        "documents/d/text.txt",
        "قُتِلَ أَرْبَعُونَ رَجُلًا فِي الْمَدِينَةِ مَسَاءَ يَوْمِ الْجُمُعَةِ وَأُحْرِقَتْ مَطَاحِنُ كَثِيرَةٌ فِي الْقُرَى الْمُجَاوِرَةِ.\n\n\
        Forty men left. Forty men came.\n\nForty men slept.\n",
    ),
    (
        "documents/d/notes.yaml",
        "- id: ملاحظة\n  by: ben\n  quote: الْجُمُعَةِ\n  note: First.\n\
        - id: toll\n  by: ben\n  quote: Forty men left\n  claim:\n    says: Forty left.\n    modality: asserted\n    question: toll\n    \
        figures:\n      - {value: 40, about: true, of: all}\n      - {min: 50, of: all, unit: house}\n  relates: {to: ملاحظة, as: repeats}\n\
        - id: denied\n  by: ada\n  quote: Forty men came\n  claim:\n    says: Forty came.\n    modality: denied\n    question: toll\n    \
        figures: {value: 40, of: civ}\n\
        - {id: men, quote: Forty men, every: true, in: p2, note: Each.}\n\
        - {id: forty, quote: Forty, every: true, note: All.}\n",
    ),
];

fn postil(words: &[&str], archive: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postil")).args(words).arg("-C").arg(archive).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The archive with its site.
fn published() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let site = folder.path().join("site");
    let ran = postil(&["build", "-o", site.to_str().unwrap()], folder.path());
    assert!(ran.status.success(), "{}", said(&ran));
    folder
}

/// What of a site is brought in, by format.
fn offered(archive: &Path) -> [(&'static str, PathBuf); 3] {
    let of_document = |name: &str| archive.join("site/documents/d").join(name);
    [
        ("csv", archive.join("site/data")),
        ("tei", of_document("document.tei.xml")),
        ("annotations", of_document("annotations.jsonld")),
    ]
}

fn notes(archive: &Path, layer: &str) -> String {
    fs::read_to_string(archive.join(format!("content/documents/d/notes.{layer}.yaml"))).unwrap_or_default()
}

/// Brings in what an archive without its notes has published; the files may be changed before.
fn brought(kind: &str, change: impl FnOnce(&Path)) -> (Option<i32>, String, String) {
    let archive = published();
    change(archive.path());
    fs::remove_file(archive.path().join("content/documents/d/notes.yaml")).unwrap();
    let (_, file) = offered(archive.path()).into_iter().find(|(known, _)| *known == kind).unwrap();
    let ran = postil(&["import", kind, file.to_str().unwrap()], archive.path());
    (ran.status.code(), said(&ran), notes(archive.path(), kind))
}

fn replaced(archive: &Path, table: &str, pairs: &[(&str, &str)]) {
    let path = archive.join("site/data").join(table);
    let mut text = fs::read_to_string(&path).unwrap();
    for (was, is) in pairs {
        assert!(text.contains(was), "{was} in {text}");
        text = text.replace(was, is);
    }
    fs::write(path, text).unwrap();
}

#[test]
fn notes_of_every_script_come_back_by_their_editors_to_the_places_that_they_had() {
    for kind in ["csv", "tei", "annotations"] {
        let (code, said, written) = brought(kind, |_| {});
        assert_eq!(code, Some(0), "{kind}: {said}");
        for wanted in [
            "quote: الْجُمُعَةِ\n  note: First.\n  by: ben\n",
            "quote: Forty men\n  in: p2\n  every: true\n",
            "quote: Forty\n  every: true\n",
            "to: d/ملاحظة",
        ] {
            assert!(written.contains(wanted), "{wanted} by {kind}: {written}");
        }
        if kind != "annotations" {
            assert!(
                written.contains("{value: 40, about: true, of: all}") && written.contains("{value: 40, of: civ}"),
                "{written}"
            );
            assert!(written.contains("{min: 50, of: all, unit: house}"), "{written}");
        }
    }
}

#[test]
fn notes_that_stand_already_are_no_conflict() {
    let archive = published();
    for (kind, file) in offered(archive.path()) {
        let ran = postil(&["import", kind, file.to_str().unwrap()], archive.path());
        // Annotations carry no figures, so that two claims are others there.
        let (code, there) = if kind == "annotations" { (1, "3 there already") } else { (0, "5 there already") };
        assert_eq!(ran.status.code(), Some(code), "{kind}: {}", said(&ran));
        assert!(said(&ran).contains(there), "{kind}: {}", said(&ran));
    }
}

#[test]
fn what_hypothesis_cuts_inside_a_letter_is_found() {
    let archive = published();
    let text = FILES[3].1;
    let start = text.find("الْجُمُعَةِ").unwrap();
    let is_vowel = |letter: char| matches!(letter, '\u{64B}'..='\u{652}');
    let prefix =
        text[..start].char_indices().rev().skip(20).find(|(_, letter)| is_vowel(*letter)).map(|(at, _)| &text[at..start]);
    assert!(prefix.is_some(), "there is a letter with its vowel");
    let row = serde_json::json!({
        "id": "x1", "user": "acct:jo@hypothes.is", "uri": "https://example.org/x", "text": "Who?", "permissions": {"read": ["group:__world__"]},
        "created": "2024-05-06T07:08:09.1+00:00", "updated": "2024-05-06T07:08:09.1+00:00", "tags": [],
        "target": [{"source": "https://example.org/x", "selector": [{"type": "TextQuoteSelector", "exact": "الْجُمُعَةِ", "prefix": prefix}]}],
    });
    let file = archive.path().join("offered.json");
    fs::write(&file, serde_json::json!({ "rows": [row] }).to_string()).unwrap();
    let ran = postil(&["import", "hypothesis", file.to_str().unwrap(), "--into", "d"], archive.path());
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
}

#[test]
fn a_spreadsheet_may_write_true_in_capitals_and_nothing_else_for_it() {
    let (code, said, written) = brought("csv", |archive| {
        replaced(archive, "figures.csv", &[("true", "TRUE"), ("false", "FALSE")]);
    });
    assert!(code == Some(0) && written.contains("about: true"), "{said}{written}");
    let (code, said, written) = brought("csv", |archive| replaced(archive, "figures.csv", &[("true", "WAHR")]));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("figures.csv, line 2") && said.contains("not “WAHR”") && !written.contains("id: toll"),
        "{said}{written}"
    );
}

#[test]
fn figures_have_the_order_of_their_numbers() {
    let (_, _, written) = brought("csv", |archive| {
        replaced(archive, "figures.csv", &[("d/toll,1,", "d/toll,3,"), ("d/toll,2,", "d/toll,1,")]);
    });
    let place = |figure: &str| written.find(figure).unwrap_or_else(|| panic!("{figure}: {written}"));
    assert!(place("{min: 50") < place("{value: 40, about"), "{written}");
}

#[test]
fn a_row_that_belongs_to_no_note_is_told() {
    let (code, said, _) = brought("csv", |archive| replaced(archive, "figures.csv", &[("d/toll,2,", "d/tol,2,")]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("figures.csv, line 3") && said.contains("the note d/tol, which is not in notes.csv"), "{said}");
}

#[test]
fn a_place_in_tei_is_there() {
    let archive = published();
    let text = fs::read_to_string(archive.path().join("site/documents/d/document.tei.xml")).unwrap();
    assert!(text.contains("target=\"#n-toll #n-ملاحظة\""), "{text}");
    let page = fs::read_to_string(archive.path().join("site/questions/toll.html")).unwrap();
    for (scope, address) in [("all", "questions/toll.html#scope-all"), ("civ", "questions/toll.html")] {
        assert!(text.contains(&format!("n=\"{scope}\" target=\"https://example.org/a/{address}\"")), "{scope}: {text}");
        assert_eq!(page.contains(&format!("id=\"scope-{scope}\"")), address.contains('#'), "{scope}");
    }
}

#[test]
fn editors_who_share_a_page_are_two_in_a_package() {
    let archive = published();
    let crated = archive.path().join("crate");
    let ran = postil(&["export", "ro-crate", crated.to_str().unwrap()], archive.path());
    assert!(ran.status.success(), "{}", said(&ran));
    let metadata = fs::read_to_string(crated.join("ro-crate-metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let graph = metadata["@graph"].as_array().unwrap();
    let people: Vec<&serde_json::Value> =
        graph.iter().filter(|item| item["@type"] == "Person").map(|item| &item["@id"]).collect();
    assert_eq!(people, ["#editor-ada", "#editor-ben"]);
}
