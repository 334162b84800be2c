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

#[test]
fn a_fraction_without_its_zero_is_not_too_large() {
    let claim = "- id: a\n  quote: 12 men\n  claim: {says: x, asserter: d, modality: asserted, figures: {value: .5}}\n";
    helps("documents/d/notes.yaml", claim, "“.5” is not a number in digits");
    helps("documents/d/notes.yaml", claim, "help: write `value: 0.5`\n");
}

#[test]
fn whoever_protects_somebody_is_not_told_to_publish() {
    let entity = "- {id: p, type: person, name: P, withhold: {reason: danger}}\n";
    helps("entities/all.yaml", entity, "help: keep the record, and the documents that name them, out of the archive");
    let embargo = "title: D\nlanguage: en\nkind: post\nembargo_until: 2099-01-01\n";
    helps("documents/d/document.yaml", embargo, "help: keep the document out of the archive until that day");
}

#[test]
fn an_address_is_proposed_only_where_there_is_a_host() {
    let record = |rights: &str| format!("title: D\nlanguage: en\nkind: post\nrights: {{{rights}}}\n");
    let license = "help: write `https://spdx.org/licenses/CC-BY-4.0.html`\n";
    helps("documents/d/document.yaml", &record("statement: CC-BY-4.0"), license);
    helps("documents/d/document.yaml", &record("statement: CC-BY-5.0"), "help: an address begins with `https://`");
    helps("documents/d/document.yaml", &record("statement: e.org/a.1"), "help: write `https://e.org/a.1`\n");
}

#[test]
fn a_line_without_a_colon_gets_one() {
    let note = |line: &str| format!("- id: a\n  {line}\n  note: x\n");
    helps("documents/d/notes.yaml", &note("quote 12 men"), "help: write `quote: 12 men`\n");
    helps("documents/d/notes.yaml", &note("quote = 12 men"), "help: write `quote: 12 men`\n");
    let wide = "help: write `quote: 12 men`: type an ordinary colon and a space for the `：`\n";
    helps("documents/d/notes.yaml", &note("quote：12 men"), wide);
    helps("documents/d/document.yaml", "title D\nlanguage: en\n", "help: write `title: D`\n");
}

#[test]
fn a_backslash_is_doubled_or_the_marks_left_out() {
    for help in ["help: write `note: C:\\Users leaves`\n", "help: or keep the marks and write `\\\\` for the `\\`\n"] {
        helps("documents/d/notes.yaml", "- id: a\n  quote: 12 men\n  note: \"C:\\Users leaves\"\n", help);
    }
}

#[test]
fn a_file_is_moved_to_where_it_is_read() {
    helps("people.yaml", "- {id: p, type: place, name: P}\n", "help: if it holds entities, move it to `entities/people.yaml`");
    helps("question.yml", "- {id: q}\n", "help: rename it to `questions.yaml`");
    helps("documents/d/note.review.yml", "- {id: q}\n", "help: rename it to `notes.review.yaml`");
}

#[test]
fn a_record_is_moved_to_its_file() {
    helps("questions.yaml", "- {id: p, type: place, name: P}\n", "help: move it to `entities/NAME.yaml`");
}

#[test]
fn a_slip_in_the_word_for_somebody_unnamed_makes_no_entity() {
    for slip in ["unamed", "Unnamed", "unnnamed"] {
        let claim = format!("- id: a\n  quote: 12 men\n  claim: {{says: x, asserter: {slip}, modality: asserted}}\n");
        helps("documents/d/notes.yaml", &claim, "help: did you mean `unnamed`?");
    }
}

#[test]
fn nobody_is_told_to_make_an_entity_of_the_unnamed() {
    let claim = "- id: a\n  quote: 12 men\n  claim: {says: x, asserter: d, via: unnamed, modality: asserted}\n";
    helps("documents/d/notes.yaml", claim, "help: `unnamed` stands after `asserter` alone; name an entity, or remove it");
    helps("entities/all.yaml", "- {id: unnamed, type: person, name: N}\n", "`unnamed` cannot be the id of an entity");
}

#[test]
fn a_list_where_one_text_belongs_is_one_text_in_quotation_marks() {
    let archive = Archive::with(&[("archive.yaml", b"title: [A, B]\n")]);
    archive
        .run(&["check"])
        .says(1, &["`title` takes one text, not a list", "one that begins with `[` goes into quotation marks"]);
}

#[test]
fn a_name_that_is_looked_for_already_is_not_to_be_looked_for() {
    let entity = "- {id: p, type: place, name: Nowhere, match: true}\n";
    let archive = Archive::with(&[("archive.yaml", b"title: A\n"), ("entities/all.yaml", entity.as_bytes())]);
    let told = "help: its names stand in no text: mention it in a note, or remove it\n";
    archive.run(&["check"]).says(0, &[told]);
}

#[test]
fn a_break_that_divides_nothing_is_taken_out() {
    let record = |more: &str| format!("title: D\nlanguage: en\nkind: post\n{more}\n");
    let breaks = record("breaks: Some 12 men");
    let told = "help: quote words of a paragraph behind its first, or remove this break";
    helps("documents/d/document.yaml", &breaks, told);
}

#[test]
fn a_paragraph_stands_in_one_pair() {
    let check = |align: &str| {
        let record = format!("title: D\nlanguage: en\nkind: post\ntranslations: {{language: de, align: {align}}}\n");
        Archive::with(&[
            ("archive.yaml", b"title: A\n"),
            ("documents/d/text.md", b"One.\n\nTwo.\n"),
            ("documents/d/text.de.md", b"Eins.\n\nZwei.\n"),
            ("documents/d/document.yaml", record.as_bytes()),
        ])
        .run(&["check"])
    };
    check("[[p1, p1], [p1, p2]]").says(1, &["help: here comes `p2`: each paragraph stands in one pair, in order"]);
    check("[[p1, p1], [p2, p2], [p2, []]]").says(1, &["help: all its paragraphs stand in pairs before; take it out"]);
    check("[[p1, p1], [[], []], [p2, p2]]").says(1, &["the pair names no paragraph", "help: remove it"]);
}

#[test]
fn a_build_shows_the_line_of_which_something_is_told_late() {
    // What is wrong with this text is found when it was let go of already.
    let text = (0..101).map(|number| format!("Paragraph {number}.\n\n")).collect::<String>();
    let archive = Archive::with(&[
        ("archive.yaml", b"title: A\ndata: dts-ranges\nbase_url: https://example.org/\n"),
        ("documents/d/text.md", text.as_bytes()),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
    ]);
    archive.run(&["build"]).says(1, &["content/documents/d/text.md:1:1", "Paragraph 0.", "too-many-ranges"]);
}
