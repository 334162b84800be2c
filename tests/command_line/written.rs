//! What commands write where somebody asks them to: whole or not at all, and never over the sources of an archive.

use super::{Archive, sample};

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
