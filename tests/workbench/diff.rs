//! What `postil diff` tells of two commits.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: Two towns\n"),
    ("questions.yaml", "- id: flooded\n  asks: How many houses stood in water?\n  kind: figure\n  unit: houses\n"),
    ("documents/harbour/document.yaml", "title: Harbour\nlanguage: en\nkind: post\n"),
    ("documents/harbour/text.md", "The harbour counted 40 houses. The bridge held.\n"),
    (
        "documents/harbour/notes.yaml",
        "- id: houses\n  quote: 40 houses\n  claim:\n    says: 40 houses stood in water.\n    question: flooded\n    modality: asserted\n    basis: {kind: count}\n    figures: {min: 40, max: 40}\n",
    ),
    ("documents/meadow/document.yaml", "title: Meadow\nlanguage: en\nkind: post\n"),
    ("documents/meadow/text.md", "The meadow counted 40 houses too.\n"),
    (
        "documents/meadow/notes.yaml",
        "- id: houses\n  quote: 40 houses\n  claim:\n    says: 40 houses stood in water.\n    question: flooded\n    modality: asserted\n    basis: {kind: witness}\n    figures: {min: 40, max: 40}\n",
    ),
];

/// An archive in a repository with one commit.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    FILES.iter().for_each(|(path, text)| write(folder.path(), path, text));
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn replace(root: &Path, path: &str, old: &str, new: &str) {
    let text = FILES.iter().find(|(name, _)| *name == path).unwrap().1;
    assert!(text.contains(old));
    write(root, path, &text.replace(old, new));
}

fn git(root: &Path, words: &[&str]) {
    let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").current_dir(root).args(settings).args(words).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn commit(root: &Path) {
    git(root, &["add", "--all"]);
    git(root, &["commit", "--quiet", "--message", "one"]);
}

fn postil(root: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_postil")).arg("-C").arg(root).args(words).output().unwrap()
}

fn told(root: &Path, words: &[&str]) -> String {
    let ran = postil(root, words);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn an_archive_that_is_as_it_was_changes_nothing() {
    let folder = repository();
    assert_eq!(told(folder.path(), &["diff"]), "nothing changes for readers\n");
    assert_eq!(told(folder.path(), &["diff", "--format", "markdown"]), "## What changes for readers since `HEAD`\n\nNothing.\n");
    // Neither do comments and the order of records.
    let notes = "documents/meadow/notes.yaml";
    replace(folder.path(), notes, "- id: houses", "# A comment.\n- id: houses");
    let told = told(folder.path(), &["diff"]);
    assert!(told.lines().all(|line| line.starts_with("pages ")), "{told}");
}

#[test]
fn another_number_is_told_with_what_follows_from_it() {
    let folder = repository();
    let root = folder.path();
    replace(root, "documents/meadow/text.md", "40 houses too", "55 houses too");
    let notes = FILES.iter().find(|(path, _)| *path == "documents/meadow/notes.yaml").unwrap().1;
    write(root, "documents/meadow/notes.yaml", &notes.replace("40", "55"));
    let told = told(root, &["diff", "HEAD"]);
    let lines: Vec<&str> = told.lines().collect();
    let expected = [
        "claims       ~ meadow/houses  figures {min: 40, max: 40} → {min: 55, max: 55}; says 40 houses stood in water. → 55 houses stood in water.; quote 40 houses → 55 houses",
        "texts        ~ meadow  text changed; of its notes 0 keep their quotation, 1 has another, 0 are gone",
        "figures      ~ flooded  now 2 values, 40–55 (before 2 values, 40)",
        "verdicts     ~ flooded  agree 1 → 0; conflict 0 → 1",
        "statuses     ~ flooded  side by side → disputed",
        "             ~ harbour/houses  one source → disputed",
        "             ~ meadow/houses  one source → disputed",
    ];
    assert_eq!(lines[..lines.len() - 1], expected, "{told}");
    // The list of claims with one source goes, that of disputed ones comes.
    assert!(lines[lines.len() - 1].starts_with("pages        ") && told.contains(" changed, 1 new, 1 removed; "), "{told}");
}

#[test]
fn a_note_that_does_not_stand_any_more_is_named() {
    let folder = repository();
    replace(folder.path(), "documents/meadow/text.md", "40 houses too", "55 houses too");
    let told = told(folder.path(), &["diff", "HEAD"]);
    let expected = "texts        ~ meadow  text changed; of its notes 1 keeps its quotation, 0 have another, 0 are gone; 1 stands no longer: houses";
    assert!(told.lines().any(|line| line == expected), "{told}");
}

#[test]
fn another_translation_is_told_with_its_own_notes_and_without_its_hash() {
    let folder = repository();
    let root = folder.path();
    let notes = FILES.iter().find(|(path, _)| *path == "documents/meadow/notes.yaml").unwrap().1;
    write(
        root,
        "documents/meadow/notes.yaml",
        &format!("{notes}- id: water\n  on: de\n  quote: im Wasser\n  note: Bis zum Knie.\n"),
    );
    let translated = |text: &str| {
        write(root, "documents/meadow/text.de.md", text);
        let hash = postil::source::digest::sha256(text.as_bytes());
        let record = format!("translations:\n  - {{language: de, method: human, text_sha256: {hash}}}\n");
        write(root, "documents/meadow/document.yaml", &format!("title: Meadow\nlanguage: en\nkind: post\n{record}"));
    };
    translated("Vierzig Häuser standen im Wasser.\n");
    assert_eq!(told(root, &["check"]), "");
    commit(root);
    translated("Vierzig Häuser standen lange im Wasser.\n");
    let told = told(root, &["diff"]);
    let expected = "texts        ~ meadow (de)  text changed; of its notes 1 keeps its quotation, 0 have another, 0 are gone";
    assert_eq!(told.lines().next(), Some(expected), "{told}");
}

#[test]
fn what_is_new_and_what_is_gone_is_told_since_any_commit() {
    let folder = repository();
    let root = folder.path();
    git(root, &["tag", "first"]);
    write(root, "pages/about.md", "# About *us*\n\nA page.\n");
    fs::remove_dir_all(root.join("content/documents/meadow")).unwrap();
    commit(root);
    let told_now = told(root, &["diff"]);
    assert_eq!(told_now, "nothing changes for readers\n");
    let told_since = told(root, &["diff", "first", "--format", "markdown"]);
    for line in [
        "## What changes for readers since `first`",
        "- removed `meadow`: “Meadow”",
        "- removed `meadow/houses`: “40 houses stood in water.”",
        "- new `about`",
        "- `flooded`: side by side → one document",
        "New: `about.html`",
    ] {
        assert!(told_since.lines().any(|found| found == line), "{line}\n{told_since}");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = repository();
    let ran = postil(folder.path(), &["diff", "nowhere"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("git knows no commit `nowhere`"));
    // A name that looks like an option stays a name.
    assert_eq!(postil(folder.path(), &["diff", "--", "--all"]).status.code(), Some(2));
    replace(folder.path(), "questions.yaml", "kind: figure", "kind: figur");
    let ran = postil(folder.path(), &["diff"]);
    assert_eq!(ran.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("now: what follows from broken records stands among the changes"));
    let stranger = tempfile::tempdir().unwrap();
    write(stranger.path(), "archive.yaml", "title: A\n");
    let ran = postil(stranger.path(), &["diff"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("in no git repository"));
}
