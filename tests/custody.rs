//! What was published or packed can be held against its hashes, by us and by whatever reads the list; nothing is half written.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read their own files and stop where a premise fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

fn postil(words: &[&str], archive: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    command.args(words).arg("-C").arg(archive).env("SOURCE_DATE_EPOCH", "1900000000").output().unwrap()
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An archive of one document with a recorded hash, a translation without one, and a capture.
fn small(text_sha256: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let record = format!(
        "title: D\nlanguage: en\nkind: post\nurl: https://example.org/d\nrights: {{holder: Nora Teller}}\ncapture: {{file: page.html, sha256: {}}}\ntext_sha256: {text_sha256}\ntranslations:\n  - language: id\n",
        hash("page")
    );
    for (path, text) in [
        ("archive.yaml", "title: 'A: 100%'\nlicense: CC-BY-4.0\neditors: {id: ada, name: Ada Lind}\n"),
        ("documents/d/document.yaml", record.as_str()),
        ("documents/d/text.md", "Words.\n"),
        ("documents/d/text.id.md", "Kata.\n"),
        ("documents/d/notes.yaml", "- {id: n, quote: Words, note: One.}\n"),
        ("static/100%.txt", "x"),
    ] {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The report of `postil verify` for programs, and its exit code.
fn verify(words: &[&str], archive: &Path) -> (Option<i32>, Value) {
    let words: Vec<&str> = ["verify", "--format", "json"].into_iter().chain(words.iter().copied()).collect();
    let ran = postil(&words, archive);
    (ran.status.code(), serde_json::from_slice(&ran.stdout).unwrap_or_default())
}

fn states(report: &Value) -> Vec<(String, String)> {
    let text = |file: &Value, name: &str| file[name].as_str().unwrap().to_owned();
    report["files"].as_array().unwrap().iter().map(|file| (text(file, "path"), text(file, "state"))).collect()
}

#[test]
fn an_archive_tells_which_text_and_which_capture_is_another_one() {
    let archive = small(&hash("Words.\n"));
    let captures = archive.path().join("captures");
    fs::create_dir(&captures).unwrap();
    let folder = captures.to_str().unwrap();
    let (code, report) = verify(&[], archive.path());
    assert_eq!((code, &report["same"], &report["captures_not_looked_for"]), (Some(0), &json!(1), &json!(1)), "{report:#}");
    assert_eq!(report["without_hash"], json!(["content/documents/d/text.id.md"]));
    let pair = |path: &str, state: &str| (path.to_owned(), state.to_owned());
    let (code, report) = verify(&["--captures", folder], archive.path());
    assert_eq!((code, states(&report)), (Some(1), vec![pair("page.html (d)", "missing")]));
    fs::write(captures.join("page.html"), "page").unwrap();
    assert_eq!(verify(&["--captures", folder], archive.path()).0, Some(0));
    fs::write(captures.join("page.html"), "another page").unwrap();
    fs::write(archive.path().join("content/documents/d/text.md"), "Other Words.\n").unwrap();
    let (code, report) = verify(&["--captures", folder], archive.path());
    assert_eq!(code, Some(1));
    assert_eq!(states(&report), [pair("content/documents/d/text.md", "differs"), pair("page.html (d)", "differs")]);
    assert_eq!(report["files"][0]["expected"], json!(hash("Words.\n")));
    assert_eq!(report["files"][0]["found"], json!(hash("Other Words.\n")));
    fs::remove_file(archive.path().join("content/documents/d/text.md")).unwrap();
    let (code, report) = verify(&[], archive.path());
    assert_eq!((code, states(&report)[0].1.as_str()), (Some(1), "missing"), "{report:#}");
}

#[test]
fn a_published_site_tells_what_was_changed_taken_away_or_added() {
    let archive = small(&hash("Words.\n"));
    assert!(postil(&["build"], archive.path()).status.success());
    let site = archive.path().join("public");
    let folder = site.to_str().unwrap();
    let (code, report) = verify(&[folder], archive.path());
    assert_eq!((code, states(&report)), (Some(0), vec![]), "{report:#}");
    let page = site.join("documents/d.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("Words", "Swords")).unwrap();
    fs::remove_file(site.join("100%.txt")).unwrap();
    fs::write(site.join("CNAME"), "example.org").unwrap();
    fs::create_dir(site.join(".git")).unwrap();
    fs::write(site.join(".git/HEAD"), "").unwrap();
    let (code, report) = verify(&[folder], archive.path());
    let pair = |path: &str, state: &str| (path.to_owned(), state.to_owned());
    let expected = [pair("100%.txt", "missing"), pair("CNAME", "extra"), pair("documents/d.html", "differs")];
    assert_eq!((code, states(&report)), (Some(1), expected.to_vec()));
    let (_, report) = verify(&[folder, "--allow-extra"], archive.path());
    assert_eq!(states(&report).len(), 2);
    assert_eq!(verify(&[archive.path().to_str().unwrap()], archive.path()).0, Some(2), "a folder without a list");
    assert_eq!(verify(&["--allow-extra"], archive.path()).0, Some(2));
}

#[test]
fn a_package_is_written_whole_or_not_at_all_and_twice_the_same() {
    let archive = small(&hash("Words.\n"));
    let out = tempfile::tempdir().unwrap();
    let at = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
    for form in ["bagit", "ro-crate"] {
        for name in ["one", "two"] {
            let ran = postil(&["export", form, &at(&format!("{form}-{name}"))], archive.path());
            assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
        }
        let same =
            Command::new("diff").arg("-r").arg(at(&format!("{form}-one"))).arg(at(&format!("{form}-two"))).output().unwrap();
        assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stdout));
        assert_eq!(postil(&["export", form, &at(&format!("{form}-one"))], archive.path()).status.code(), Some(2), "it is there");
    }
    let bag = at("bagit-one");
    assert_eq!(fs::read(out.path().join("bagit-one/data/content/documents/d/text.md")).unwrap(), b"Words.\n");
    assert!(out.path().join("bagit-one/data/site/documents/d.html").exists());
    for site in ["bagit-one/data/site", "ro-crate-one/site"] {
        let verified = postil(&["verify", out.path().join(site).to_str().unwrap()], archive.path());
        assert!(verified.status.success(), "{site}: {}", String::from_utf8_lossy(&verified.stderr));
    }
    assert_eq!(verify(&[&bag], archive.path()).0, Some(0));
    fs::write(out.path().join("bagit-one/bag-info.txt"), "").unwrap();
    fs::write(out.path().join("bagit-one/data/more"), "").unwrap();
    let (_, report) = verify(&[&bag], archive.path());
    assert_eq!(states(&report).iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["bag-info.txt", "data/more"]);
    let inside = archive.path().join("content/bag");
    assert_eq!(
        postil(&["export", "bagit", inside.to_str().unwrap()], archive.path()).status.code(),
        Some(2),
        "it is the archive's"
    );
    assert!(!inside.exists());
    // Nothing is left of what could not be finished.
    fs::write(archive.path().join("content/terms.yaml"), "- {id: t}\n").unwrap();
    for form in ["bagit", "ro-crate"] {
        assert_eq!(postil(&["export", form, &at("broken")], archive.path()).status.code(), Some(1));
    }
    fs::remove_file(archive.path().join("content/terms.yaml")).unwrap();
    fs::write(archive.path().join("content/archive.yaml"), "title: A\n").unwrap();
    assert_eq!(postil(&["export", "ro-crate", &at("broken")], archive.path()).status.code(), Some(2), "no licence");
    let mut left: Vec<String> =
        fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    left.sort();
    assert_eq!(left, ["bagit-one", "bagit-two", "ro-crate-one", "ro-crate-two"]);
}

#[test]
fn a_research_object_names_every_file_of_the_archive_and_nothing_that_is_not_there() {
    let archive = small(&hash("Words.\n"));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("crate");
    assert!(postil(&["export", "ro-crate", folder.to_str().unwrap()], archive.path()).status.success());
    let metadata: Value = serde_json::from_str(&fs::read_to_string(folder.join("ro-crate-metadata.json")).unwrap()).unwrap();
    let graph = metadata["@graph"].as_array().unwrap();
    let of = |id: &str| graph.iter().find(|entity| entity["@id"] == id).unwrap_or_else(|| panic!("{id} is described"));
    assert_eq!(of("./")["datePublished"], "2030-03-17");
    assert_eq!(of("./")["license"]["@id"], of(of("./")["license"]["@id"].as_str().unwrap())["@id"]);
    assert_eq!(of("content/documents/d/text.id.md")["inLanguage"], "id");
    assert_eq!(of("content/documents/d/text.md")["sha256"], json!(hash("Words.\n")));
    for translation in ["content/documents/d/text.id.md", "site/documents/d/text.id.txt"] {
        assert_eq!(of(translation)["translationOfWork"]["@id"], "content/documents/d/text.md");
        assert!(of(translation).get("url").is_none(), "it did not stand there");
    }
    for text in ["content/documents/d/text.md", "site/documents/d/text.txt", "site/documents/d/document.tei.xml"] {
        assert_eq!(of(text)["copyrightHolder"], "Nora Teller", "{text}");
    }
    of("content/static/100%25.txt");
    of("site/documents/d/annotations.jsonld");
    let mut named = 0;
    for entity in graph.iter().filter(|entity| entity["@type"] == "File") {
        let path = entity["@id"].as_str().unwrap().replace("%25", "%");
        assert!(folder.join(&path).is_file(), "{path}");
        named += 1;
    }
    assert!(named > 20);
    // Whatever is referred to is described, and said once.
    let ids: Vec<&str> = graph.iter().map(|entity| entity["@id"].as_str().unwrap()).collect();
    for entity in graph {
        for part in entity["hasPart"].as_array().into_iter().flatten() {
            assert_eq!(ids.iter().filter(|id| **id == part["@id"]).count(), 1, "{part}");
        }
    }
}

#[test]
fn a_moment_that_no_date_can_have_is_wrong_use() {
    let archive = small(&hash("Words.\n"));
    let export = |moment: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(["export", "bagit"]).arg(archive.path().join(format!("bag-{moment}"))).arg("-C").arg(archive.path());
        command.env("SOURCE_DATE_EPOCH", moment).output().unwrap()
    };
    for moment in ["abc", "-1", "1e9", "253402300800", "185542587187199"] {
        let ran = export(moment);
        let told = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{told}");
        assert!(told.contains(&format!("“{moment}” in `SOURCE_DATE_EPOCH`")), "{told}");
        assert!(!archive.path().join(format!("bag-{moment}")).exists());
    }
    for (moment, day) in [("", "20"), ("0", "1970-01-01"), ("253402300799", "9999-12-31")] {
        assert_eq!(export(moment).status.code(), Some(0));
        let info = fs::read_to_string(archive.path().join(format!("bag-{moment}/bag-info.txt"))).unwrap();
        assert!(info.contains(&format!("Bagging-Date: {day}")), "{info}");
    }
}
