//! What an editor is told to type, for mistakes whose meaning can be made out.

use super::Archive;

/// Expects a help of what `check` says of a file of `content/`.
#[track_caller]
fn helps(path: &str, text: &str, help: &str) {
    let archive = Archive::with(&[
        ("archive.yaml", b"title: A\n"),
        ("documents/d/text.md", b"Some 12 men left.\n"),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
        (path, text.as_bytes()),
    ]);
    archive.run(&["check"]).says(1, &[help]);
}

#[test]
fn numbers_are_written_as_they_were_meant() {
    let claim = |value: &str| {
        format!("- id: a\n  quote: 12 men\n  claim: {{says: x, asserter: d, modality: asserted, figures: {{value: {value}}}}}\n")
    };
    helps("documents/d/notes.yaml", &claim("'12,5'"), "help: write `value: 12.5`: a fraction follows a full stop");
    helps("documents/d/notes.yaml", &claim("12,5"), "help: write `value: 12.5`: a fraction follows a full stop");
    helps("documents/d/notes.yaml", &claim("'1,200'"), "help: write `value: 1200`");
    helps("documents/d/notes.yaml", &claim("1,200"), "help: write `value: 1200`: a number has no commas");
    let place = |coordinates: &str| format!("- {{id: p, type: place, name: P, coordinates: {coordinates}}}\n");
    let meant = "help: write `coordinates: [35.2, 35.9]`";
    for coordinates in ["'35.2, 35.9'", "35.2 35.9", "[35,2, 35,9]"] {
        helps("entities/all.yaml", &place(coordinates), meant);
    }
    helps("entities/all.yaml", &place("[95, 3]"), "such as `coordinates: [35.52, 35.78]`");
}

#[test]
fn a_number_that_is_too_large_is_called_so() {
    let claim = "- id: a\n  quote: 12 men\n  claim: {says: x, asserter: d, modality: asserted, figures: {value: NUMBER}}\n";
    for number in ["99999999999999999999", "99999999999999999999.25"] {
        let notes = claim.replace("NUMBER", number);
        let told = format!("“{number}” is too large a number");
        helps("documents/d/notes.yaml", &notes, &told);
        helps("documents/d/notes.yaml", &notes, "help: no number is larger than 92 thousand million million\n");
    }
    helps("documents/d/notes.yaml", &claim.replace("NUMBER", "9999999999999999999x"), "is not a number in digits");
}

#[test]
fn the_sign_that_no_address_has_is_named() {
    let record = |url: &str| format!("title: D\nlanguage: en\nkind: post\nurl: {url}\n");
    let tried = [
        ("\"https://e.org/'onx&amp;=1;`%22<\"", "an address has no “`”; where it belongs to this one, write `%60`"),
        ("https://e.org/<b>", "an address has no “<”; where it belongs to this one, write `%3C`"),
        ("https://e.org/a b", "an address has no spaces; where one belongs to it, write `%20`"),
        ("https://e.org/a\u{a0}b", "an address has no U+00A0"),
        ("https:///a", "behind `//` stands the name of a host"),
        ("ftp://e.org/", "an address begins with `https://` or `http://`"),
    ];
    for (url, help) in tried {
        helps("documents/d/document.yaml", &record(url), help);
    }
    let archive = Archive::with(&[("archive.yaml", b"title: A\n")]);
    for (url, sign) in [("https://e.org/`", "'`'"), ("https://e.org/\u{200b}", "'\\u{200b}'"), ("https://e.org/?a", "'?'")] {
        archive.run(&["build", "--base-url", url]).says(2, &[&format!("the address of a site has no {sign}")]);
    }
}

#[test]
fn a_text_that_begins_with_a_number_sign_is_quoted() {
    let note = "- id: a\n  quote: 12 men\n  note: #3 isn't so\n";
    helps("documents/d/notes.yaml", note, "write `note: '#3 isn''t so'`");
}

#[test]
fn a_file_of_entities_is_renamed() {
    helps("entities/all.yml", "- {id: p, type: place, name: P}\n", "help: rename it to `all.yaml`");
}

#[test]
fn whoever_writes_a_name_is_told_the_id() {
    let archive = Archive::with(&[
        ("archive.yaml", "title: A\neditors: {id: nora, name: Nora Hjelm}\n".as_bytes()),
        ("documents/d/text.md", b"Some 12 men left.\n"),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\npublisher: harbour board\n"),
        ("documents/d/notes.yaml", b"- {id: a, quote: 12 men, by: Nora Hjelm}\n"),
        ("entities/all.yaml", b"- {id: board, type: organisation, name: Harbour Board}\n"),
    ]);
    archive.run(&["check"]).says(1, &["write its id: `board`", "write its id: `nora`"]);
}

#[test]
fn a_text_that_has_no_hash_is_quoted_and_gets_no_history() {
    helps("documents/d/notes.yaml", "- {id: a, quote: Sone 12 men}\n", "if these are the words, type “Some 12 men”");
}

#[test]
fn names_and_values_of_a_flag_stand_in_braces() {
    let archive = Archive::with(&[("archive.yaml", b"title: A\n")]);
    let add = ["add", "document", "--title", "T", "--language", "en", "--kind", "post", "--capture", "accessed: 2025-03-12"];
    archive.run(&add).says(2, &["help: write --capture '{accessed: 2025-03-12}'"]);
}
