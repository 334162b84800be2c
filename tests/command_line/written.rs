//! What commands write where somebody asks them to: whole or not at all, and never over the sources of an archive.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Archive, Ended, ended, sample};

#[test]
fn nothing_is_written_among_the_sources_of_an_archive() {
    let archive = sample();
    let before = archive.read("content/archive.yaml");
    fs::create_dir(archive.root().join(".git")).unwrap();
    let refused: [&[&str]; 8] = [
        &["check", "--format", "json", "--output-file", "content/archive.yaml"],
        &["check", "--output-file", "content/documents/../new.json"],
        &["check", "--output-file", ".git/config"],
        &["check", "--output-file", "themes/x"],
        &["man", "-o", "content/documents"],
        &["man", "-o", ".git/hooks"],
        &["new", "content/pages/other"],
        &["new", ".git/other"],
    ];
    for words in refused {
        archive.run(words).says(2, &["nothing can be written into", "name a place outside of it"]);
    }
    // From elsewhere it is the same archive.
    archive.run_in(archive.folder.path(), &["man", "-o", "archive/content"]).says(2, &["from which the site is made"]);
    assert_eq!(archive.read("content/archive.yaml"), before);
    assert_eq!(fs::read_dir(archive.root().join("content/documents")).unwrap().count(), 2);
    assert!(fs::read_dir(archive.root().join(".git")).unwrap().next().is_none());
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_a_report_among_the_sources() {
    let archive = sample();
    let before = archive.read("content/archive.yaml");
    std::os::unix::fs::symlink("content/archive.yaml", archive.root().join("report")).unwrap();
    archive.run(&["check", "--output-file", "report"]).says(2, &["nothing can be written into"]);
    assert_eq!(archive.read("content/archive.yaml"), before);
    // A link to a report stays one, and what is no file takes the report as it comes.
    fs::write(archive.root().join("told.json"), "old").unwrap();
    std::os::unix::fs::symlink("told.json", archive.root().join("last")).unwrap();
    archive.run(&["check", "--format", "json", "--output-file", "last"]).says(0, &[]);
    assert!(archive.read("told.json").contains("\"problems\""));
    assert!(fs::symlink_metadata(archive.root().join("last")).unwrap().is_symlink());
    let piped = archive.run(&["check", "--format", "json", "--output-file", "/dev/stdout"]);
    assert!(piped.code == 0 && piped.output.contains("\"problems\""), "{piped:?}");
}

/// Runs the program where no file may have more than a block, which is how a full disk looks.
#[cfg(unix)]
fn on_a_full_disk(folder: &Path, words: &[&str]) -> Ended {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_postil")]).args(words);
    ended(shell.current_dir(folder).output().unwrap())
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_leaves_the_last_one() {
    let archive = Archive::with(&[]);
    archive.put("report", b"old");
    let wrong: String = (0..50).map(|number| format!("- {{id: a{number}, text: x}}\n")).collect();
    archive.put("content/terms.yaml", wrong.as_bytes());
    let told = on_a_full_disk(&archive.root(), &["check", "--format", "json", "--output-file", "report"]);
    told.says(3, &["cannot write", "report"]);
    assert_eq!(archive.read("report"), "old");
    assert_eq!(fs::read_dir(archive.root()).unwrap().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_new_archive_is_written_whole_or_not_at_all() {
    let above = tempfile::tempdir().unwrap();
    on_a_full_disk(above.path(), &["new", "zz"]).says(3, &["cannot write"]);
    assert_eq!(fs::read_dir(above.path()).unwrap().count(), 0);
    // Into a folder that is there and empty, too.
    let empty = above.path().join("empty");
    fs::create_dir(&empty).unwrap();
    on_a_full_disk(&empty, &["new", "."]).says(3, &["cannot write"]);
    assert_eq!(fs::read_dir(&empty).unwrap().count(), 0);
    let made = Command::new(env!("CARGO_BIN_EXE_postil")).args(["new", "."]).current_dir(&empty).output().unwrap();
    ended(made).says(0, &["two invented documents"]);
    assert!(empty.join("content/archive.yaml").is_file());
}

/// Runs a command on an archive of which a file cannot be read.
fn unread(words: &[&str], code: i32, told: &[&str]) {
    let conflict = "<<<<<<< HEAD\n- {id: a, quote: x}\n=======\n- {id: b, quote: x}\n>>>>>>> other\n";
    let utf16: Vec<u8> = "- {id: a, quote: x}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [conflict.as_bytes(), utf16.as_slice(), b"- id: a\n  note: [\n"] {
        let archive = sample();
        archive.run(&["fmt"]).says(0, &[]);
        archive.put("content/documents/lower-town/notes.yaml", bytes);
        let ended = archive.run(words);
        ended.says(code, told);
        assert!(!ended.messages.contains("all files are in order"), "{ended:?}");
    }
}

#[test]
fn what_cannot_be_read_is_not_in_order() {
    for words in [["fmt", "--check"].as_slice(), &["fmt"], &["fmt", "--diff"]] {
        unread(words, 1, &["lower-town/notes.yaml: it cannot be read", "all other files are in order"]);
    }
}

#[test]
fn notes_that_cannot_be_read_are_not_repaired_in_silence() {
    for words in [["anchors", "repair", "--safe"].as_slice(), &["anchors", "repair", "--safe", "lower-town"]] {
        unread(words, 1, &["lower-town/notes.yaml cannot be read as it is", "0 notes repaired"]);
    }
    unread(&["anchors", "repair", "--safe", "upper-town"], 0, &["0 notes repaired"]);
}

#[test]
fn what_was_typed_is_shown_without_what_a_terminal_would_obey() {
    let archive = Archive::with(&[]);
    let made = archive.run(&["new", "\u{1b}[31m\u{202e}"]);
    made.says(0, &["cd '[U+001B][31m[U+202E]'"]);
    assert_eq!(made.output, "[U+001B][31m[U+202E]\n");
    let url = archive.run(&["build", "--color", "always", "--base-url", "https://\u{202e}e"]);
    url.says(2, &["[U+202E]"]);
    let long = archive.run(&["build", "--base-url", &format!("https://{}<", "x".repeat(20_000))]);
    long.says(2, &["xxx…"]);
    let name = "y".repeat(20_000);
    let unknown = archive.run(&["show", &name]);
    unknown.says(2, &["yyy…"]);
    for ended in [&made, &url, &long, &unknown] {
        assert!(!ended.messages.contains(['\u{1b}', '\u{202e}']) && ended.messages.len() < 2_000, "{ended:?}");
    }
}

#[test]
fn a_name_with_a_line_end_stands_on_one_line() {
    let archive = sample();
    super::git(&archive, "a", "2020-01-01", &["init"]);
    archive.run(&["diff", "a\nerror: b"]).says(2, &["`a error: b`"]);
}
