//! What becomes of notes when a text changes under them, as an editor sees it.

use std::fs;

use super::Archive;

impl Archive {
    /// The notes of the document `d`.
    pub(super) fn notes(&self) -> String {
        String::from_utf8(fs::read(self.root().join("content/documents/d/notes.yaml")).unwrap()).unwrap()
    }
}

/// A document `d` whose text is not the one of its notes.
pub(super) fn changed(text: &str, notes: &str, record: &str) -> Archive {
    let record = format!("title: D\nlanguage: en\nkind: post\ntext_sha256: {}\n{record}", "0".repeat(64));
    Archive::with(&[
        ("archive.yaml", b"title: A\neditors: {id: review, name: R}\n"),
        ("documents/d/text.md", text.as_bytes()),
        ("documents/d/document.yaml", record.as_bytes()),
        ("documents/d/notes.yaml", notes.as_bytes()),
    ])
}

/// Expects of the one note of a text that it is told so, and that nothing is written for it unasked.
#[track_caller]
pub(super) fn in_doubt(text: &str, note: &str, told: &[&str]) {
    let archive = changed(text, &format!("- {{id: a, {note}}}\n"), "");
    let listed = archive.run(&["anchors", "d"]);
    for words in told {
        assert!(listed.output.contains(words), "{words} in {listed:?}");
    }
    let before = archive.notes();
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["the hash stays as it is"]);
    assert_eq!(archive.notes(), before);
    archive.run(&["check"]).says(1, &["text-changed"]);
}

/// Accepts the one note of a text by name, after which everything stands.
#[track_caller]
pub(super) fn accepted(text: &str, note: &str, expected: &str) {
    let archive = changed(text, &format!("- id: a\n  {}\n", note.replace(", ", "\n  ")), "");
    archive.run(&["anchors", "accept", "d/a"]).says(0, &["the hash is renewed"]);
    assert!(archive.notes().contains(expected), "{}", archive.notes());
    archive.run(&["check"]).says(0, &[]);
}

#[test]
fn a_number_of_a_paragraph_does_not_settle_which_of_several_places_is_meant() {
    let text = "Put in.\n\nFirst.\n\nThen the boats were seized at dawn.\n\nThen the boats were seized at noon.\n";
    let places = ["1 place in doubt", "in   p3, p4", "if another is meant, write its `in` first"];
    in_doubt(text, "quote: boats were seized, in: p3", &places);
    in_doubt(text, "quote: were seized, prefix: boats, in: p3", &places);
    accepted(text, "quote: boats were seized, in: p4", "  suffix: at noon\n");
    accepted(text, "quote: were seized, prefix: boats, in: p4", "  suffix: at noon\n");
    // Words that stand nowhere else tell the place, wherever the paragraphs are.
    let archive = changed(text, "- {id: a, quote: seized, suffix: at noon, in: p4}\n", "");
    archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
}

#[test]
fn of_two_places_none_is_meant_because_its_marks_have_not_changed() {
    let text = "He said “the harbour burned” to all.\n\nCaption: \"the harbour burned\" (photo).\n";
    in_doubt(text, "quote: '\"the harbour burned\"'", &["1 several places", "in   p1, p2"]);
}

#[test]
fn words_that_have_become_part_of_longer_ones_are_in_doubt() {
    let inside = ["the words are now part of longer ones"];
    for (text, note) in [
        ("Some 1\u{a0}240 people left.", "quote: 240 people"),
        ("Some 1’240 people left.", "quote: 240 people"),
        ("In all non-combatants were killed.", "quote: combatants were killed"),
        ("They say that they can't leave.", "quote: say that they can"),
        ("They couldn’t leave.", "quote: They could"),
        ("It lost -12 men there.", "quote: 12 men"),
        ("Prices rose by 10% then.", "quote: rose by 10"),
        ("They hold 1/2 of the towns.", "quote: 2 of the towns"),
        ("Some ~240 people left.", "quote: 240 people"),
        ("They left at 6:30 then.", "quote: left at 6"),
    ] {
        in_doubt(text, note, &inside);
    }
    accepted("They couldn’t leave.", "quote: They could", "quote: They couldn’t\n");
    accepted("It says 140 people left. Before, 40 people came.", "quote: 40 people, suffix: left", "quote: 140 people\n");
    // With the number of a paragraph, once accepted is enough.
    accepted("First.\n\nIt says 140 people left.\n", "quote: 40 people, in: p2", "quote: 140 people\n");
}

#[test]
fn words_that_now_run_over_the_end_of_a_paragraph_stand_in_none() {
    let text = "Head.\n\nMany saw the men leave the town.\n\nThey never came back.\n";
    for note in ["quote: town. They never, in: p2", "quote: town. They never, prefix: leave the, in: p2"] {
        in_doubt(text, note, &["the words now run over the end of a paragraph", "postil anchors accept d/a"]);
        let archive = changed(text, &format!("- {{id: a, {note}}}\n"), "");
        archive.run(&["check"]).says(1, &["it begins in `p2` and ends in `p3`: leave `in` out"]);
        archive.run(&["anchors", "accept", "d/a"]).says(0, &["the hash is renewed"]);
        assert!(!archive.notes().contains("in:") && archive.notes().contains("change: place"), "{}", archive.notes());
        archive.run(&["check"]).says(0, &[]);
        accepted(text, note, "  quote: town. They never\n");
    }
}

#[test]
fn an_end_inside_a_word_is_accepted_once() {
    let text = "Head.\n\nPut in.\n\nThese actions involve the men.\n";
    accepted(text, "quote: nvolve t, in: p2", "  prefix: i\n");
    accepted(text, "quote: nvolve t, in: p2", "  suffix: he\n");
    accepted(text, "quote: involve t, in: p2", "  quote: involve t\n  suffix: he\n  in: p3\n");
}

#[test]
fn scripts_without_spaces_have_no_longer_words() {
    let text = "新的一段。\n\n目击者说那天晚上没有人死亡。三十名平民在村庄附近被杀害。\n\nその夜三人が死亡したと述べた。\n\nผู้เห็นเหตุการณ์กล่าวว่าไม่มีผู้เสียชีวิต\n";
    let exact = "- {id: a, quote: 平民, every: true}\n- {id: b, quote: 平民}\n- {id: c, quote: 村庄, suffix: 附近}\n- {id: d, quote: 死亡した}\n- {id: e, quote: ผู้เสียชีวิต}\n";
    let archive = changed(text, exact, "");
    archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
    assert_eq!(archive.notes(), exact);
    in_doubt(text, "quote: 十名", &["the words are now part of longer ones", "[三十名]平民"]);
    accepted(text, "quote: 十名", "quote: 三十名\n");
    // Words around a place are as many as before, and not the clause.
    accepted(text, "quote: 平民们, suffix: 在城庄", "quote: 平民\n  suffix: 在村庄\n");
}

#[test]
fn brackets_and_quotation_marks_are_taken_with_the_words_in_them() {
    accepted("Then they all came [all].", "quote: they came (all), suffix: '.'", "quote: they all came [all]\n");
    accepted("It was the “great old mill” then.", "quote: \"‘grand old mill’\"", "“great old mill”");
}

#[test]
fn every_place_stays_every_place() {
    // Some places with other marks than before are still places; not those inside of numbers.
    let archive = changed("The Ba’ath men. The Ba’ath party. The Ba'ath.\n", "- {id: a, quote: Ba'ath, every: true}\n", "");
    archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("documents/d.html")).unwrap()).unwrap();
    assert!(page.contains("#r-a-3"), "{page}");
    in_doubt("Some 1,240 men left. Others did not.\n", "quote: 240 men, every: true", &["number changed"]);
    // A day before a number and the dots of a date are none of its thousands.
    let notes = "- {id: a, quote: \"120\", every: true}\n- {id: b, quote: \"2025\", every: true}\n";
    let archive = changed("Then 120 died. On March 7 120 people came. In 2025 and on 7.3.2025 too.\n", notes, "");
    archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("documents/d.html")).unwrap()).unwrap();
    assert!(page.contains("#r-a-2") && page.contains("#r-b-2"), "{page}");
    // Words that are written otherwise at every place are taken at all of them.
    let archive = changed("The Baath men. The Baath party.\n", "- {id: a, quote: Ba'ath, every: true}\n", "");
    archive.run(&["anchors", "accept", "d/a"]).says(0, &["the hash is renewed"]);
    assert!(archive.notes().contains("quote: Baath, every: true"), "{}", archive.notes());
    // Of a paragraph that is named by its number somebody must say that it is still this one.
    let notes = "- {id: a, quote: HTS, every: true, in: p2}\n";
    let archive = changed("HTS came today.\n\nHTS said that HTS would leave, and HTS left.\n", notes, "");
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["p2   “HTS said that", "(a)", "postil anchors accept d"]);
    archive.run(&["anchors", "repair", "d"]).says(2, &["`d` is a document", "postil anchors repair --safe d"]);
    archive.run(&["anchors", "repair", "--safe", "--by", "review"]).says(2, &["--by"]);
    archive.run(&["anchors", "accept", "d"]).says(0, &["the hash is renewed"]);
    assert_eq!(archive.notes(), notes);
}

#[test]
fn a_hash_is_not_renewed_where_notes_could_not_be_read() {
    let text = "A heading put in.\n\nFirst.\n\nThen the boats were seized at dawn.\n\nThen the boats were seized at noon.\n";
    let broken = [
        "- {id: b, quote: First}\n- id: a\n  quote: boats were seized\n  in: p3\n  note: at noon: all of them\n",
        "- {id: b, quote: First}\n- {id: a, quote: boats were seized, in: 3}\n",
        "- {id: b, quote: First}\n- {id: a, quote: boats were seized, on: id}\n",
        "- {id: b, quote: First}\n- {id: b, quote: boats were seized}\n",
    ];
    for notes in broken {
        let archive = changed(text, notes, "");
        archive.run(&["anchors"]).says(1, &["content/documents/d/notes.yaml cannot be read as it is"]);
        for command in [vec!["anchors", "repair", "--safe"], vec!["anchors", "accept", "d"]] {
            archive.run(&command).says(1, &["notes.yaml cannot be read as it is", "d: the hash stays as it is"]);
        }
        assert_eq!(archive.notes(), notes);
    }
    // Nor is it filled in where a note does not stand.
    let archive = changed("40 men left.\n", "- {id: a, quote: 50 men}\n", "");
    archive.put("content/documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n");
    archive.run(&["fmt"]).says(0, &[]);
    assert!(!fs::read_to_string(archive.root().join("content/documents/d/document.yaml")).unwrap().contains("text_sha256"));
}

#[test]
fn notes_that_cannot_be_put_in_order_are_told() {
    let archive = changed("One. Two.\n", "- id: b\n  quote: Two\n  note: |+\n    keep\n\n- id: a\n  quote: One\n", "");
    let before = archive.notes();
    for command in [vec!["fmt", "--check"], vec!["fmt"]] {
        archive.run(&command).says(1, &["content/documents/d/notes.yaml: its notes are not in order"]);
    }
    assert_eq!(archive.notes(), before);
}

#[test]
fn a_leftover_is_not_taken_inside_a_word() {
    let archive = changed("Shareholders lost nothing.\n", "- {id: a, quote: lost nothing}\n", "furniture: [Share]\n");
    archive.run(&["check"]).says(1, &["anchor-in-doubt", "now part of longer words"]);
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["leftovers do not stand as document.yaml quotes them"]);
}

#[test]
fn a_paragraph_does_not_begin_inside_a_number() {
    let notes = "- {id: a, quote: The men left}\n";
    let text = "The men left. 1,240 people died. They couldn’t go home.\n";
    let archive = changed(text, notes, "breaks: [240 people]\n");
    archive.run(&["check"]).says(1, &["anchor-in-doubt", "now part of longer words", "say with `prefix` where"]);
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["leftovers do not stand as document.yaml quotes them"]);
    archive.run(&["build", "--draft"]);
    let page = String::from_utf8(fs::read(archive.site("documents/d.html")).unwrap()).unwrap();
    assert!(page.contains("1,240 people") && !page.contains("id=\"p2\""), "{page}");
    for (text, breaks) in [("The men left. Some ~240 died.", "240"), ("The men left. All women died.", "men died")] {
        changed(text, notes, &format!("breaks: ['{breaks}']\n")).run(&["check"]).says(1, &["anchor-in-doubt"]);
    }
    // How it ends does not matter, and what stands before it may be said.
    for breaks in ["1,240 people", "They could", "{before: 240 people, prefix: '1,'}"] {
        let archive = changed(text, notes, &format!("breaks: ['{breaks}']\n").replace("'{", "{").replace("}'", "}"));
        archive.run(&["anchors", "repair", "--safe"]).says(0, &["the hash is renewed"]);
    }
}

#[test]
fn a_translation_without_pairs_is_looked_at_before_a_hash_is_written() {
    let archive = changed("Satu.\n\nDua.\n", "- {id: a, quote: Satu}\n", "translations: {language: fr, method: human}\n");
    archive.put("content/documents/d/text.fr.md", b"Un.\n\nDeux.\n");
    let told = archive.run(&["anchors", "repair", "--safe"]);
    told.says(1, &["p1–p2 “Satu. …”  (beside the translation into fr)", "postil anchors accept d"]);
    archive.run(&["anchors", "accept", "d"]).says(0, &["the hash is renewed"]);
}

#[test]
fn words_are_added_to_a_changed_text_by_words_and_not_by_a_number() {
    let archive = changed("Put in.\n\nThen 40 people left.\n\nAt noon 40 people came.\n", "", "");
    let added = archive.run(&["add", "comment", "--document", "d", "--quote", "40 people", "--in", "p3", "--note", "x"]);
    added.says(0, &[]);
    let notes = archive.notes();
    assert!(notes.contains("suffix: came\n") && !notes.contains("in:"), "{notes}");
    let archive = changed("They don’t x. And they don't y.\n", "", "");
    archive.run(&["add", "comment", "--document", "d", "--quote", "don’t", "--note", "x"]).says(0, &[]);
    assert!(archive.notes().contains("suffix: x"), "{}", archive.notes());
}

#[test]
fn all_names_are_known_before_the_first_is_accepted() {
    let archive = changed("Some 1,050 men left.\n", "- {id: a, quote: 'Some 1,040 men'}\n", "");
    let ended = archive.run(&["anchors", "accept", "d/a", "d/zz"]);
    ended.says(2, &["there is no note `d/zz`"]);
    assert!(!ended.messages.contains("now quotes"), "{ended:?}");
}

#[test]
fn notes_that_are_accepted_together_are_told_one_by_one() {
    let text = "Some 50 men left?\n\nThe old mill did burn.\n\nTwo boats sank there.\n";
    let notes = "- id: a\n  quote: Some 40 men left?\n- id: b\n  quote: The old mill did not burn\n- id: c\n  quote: Two boats lay there\n";
    let archive = changed(text, notes, "");
    let ended = archive.run(&["anchors", "accept", "d/c", "d/a", "d/c", "d/b"]);
    ended.says(0, &["the hash is renewed"]);
    let taken: Vec<&str> = ended.messages.lines().filter(|line| line.contains("now quotes the text")).collect();
    // In the order in which they are named, each once, with the line on which it stands afterwards.
    let ends = ["notes.yaml:8", "notes.yaml:2", "notes.yaml:5"];
    assert_eq!(taken.len(), 3, "{ended:?}");
    for ((line, name), end) in taken.iter().zip(["d/c", "d/a", "d/b"]).zip(ends) {
        assert!(line.starts_with(name) && line.ends_with(end), "{line}: {name} {end}");
    }
    let written = archive.notes();
    // Not every reader of YAML takes a bare `?` inside of brackets.
    for part in ["was: 'Some 40 men left?', change: number", "change: negation", "change: wording"] {
        assert!(written.contains(part), "{part}: {written}");
    }
    archive.run(&["anchors", "accept", "d/a"]).says(0, &["it stands already"]);
}

#[test]
fn a_list_names_the_step_that_helps_where_only_paragraphs_are_left_to_look_at() {
    let record = "translations: {language: fr, method: human}\n";
    let archive = changed("Fifty men left.\n\nDua.\n", "- {id: a, quote: Forty men left}\n", record);
    archive.put("content/documents/d/text.fr.md", b"Un.\n\nDeux.\n");
    archive.run(&["anchors", "accept", "d/a"]).says(1, &["postil anchors accept d"]);
    let listed = archive.run(&["anchors"]);
    listed.says(1, &["every note stands; what is left are paragraphs that are named by number"]);
    assert!(listed.output.contains("if so: postil anchors accept d\n"), "{listed:?}");
    assert!(!listed.messages.contains("--safe"), "{listed:?}");
    archive.run(&["anchors", "accept", "d"]).says(0, &["the hash is renewed"]);
}

#[test]
fn line_ends_alone_renew_no_hash_unasked() {
    let archive = changed("", "- {id: a, quote: One}\n", "");
    archive.put("content/documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n");
    archive.put("content/documents/d/text.md", b"One.\n\nTwo.\n");
    archive.run(&["fmt"]).says(0, &[]);
    archive.put("content/documents/d/text.md", b"One.\r\n\r\nTwo.\r\n");
    let listed = archive.run(&["anchors"]);
    assert!(listed.output.contains("the ends of its lines have changed, and nothing else"), "{listed:?}");
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["the hash stays as it is", "postil anchors accept d"]);
    archive.run(&["anchors", "accept", "d"]).says(0, &["the hash is renewed"]);
}

/// A document whose text is not the one of its notes: a number has changed, and the form of a mark.
fn changed_text() -> Archive {
    let record = format!("title: D\nlanguage: en\nkind: post\ntext_sha256: {}\n", "0".repeat(64));
    Archive::with(&[
        ("archive.yaml", b"title: A\neditors: {id: review, name: R}\n"),
        ("documents/d/text.md", b"At least 1,050 people were killed, \"they\" say.\n"),
        ("documents/d/document.yaml", record.as_bytes()),
        (
            "documents/d/notes.yaml",
            "# Kept.\n- id: said\n  quote: “they” say\n- id: toll  # kept\n  quote: 'At least 1,040 people' # as it's told\n"
                .as_bytes(),
        ),
    ])
}

#[test]
fn what_is_the_same_is_repaired_together_and_a_number_only_by_name() {
    let archive = changed_text();
    let listed = archive.run(&["anchors"]);
    listed.says(1, &["one by one"]);
    for words in ["text changed: 1 cosmetic, 1 number changed", "was  At least 1,040 people", "is   At least 1,050 people"] {
        assert!(listed.output.contains(words), "{words} in {listed:?}");
    }
    archive.run(&["anchors", "repair"]).says(2, &["--safe"]);
    archive.run(&["anchors", "repair", "--safe"]).says(1, &["1 note repaired", "1 number changed; the hash stays as it is"]);
    archive.run(&["anchors", "repair", "d/toll"]).says(1, &["more than spelling", "postil anchors accept d/toll"]);
    archive.run(&["anchors", "accept", "d/tool"]).says(2, &["did you mean `toll`?"]);
    archive.run(&["anchors", "accept", "d/toll", "--by", "nobody"]).says(2, &["`review`"]);
    archive.run(&["anchors", "accept", "d/toll"]).says(0, &["the hash is renewed"]);
    let notes = String::from_utf8(fs::read(archive.root().join("content/documents/d/notes.yaml")).unwrap()).unwrap();
    let expected = "# Kept.\n- id: said\n  quote: '\"they\" say'\n- id: toll  # kept\n  quote: 'At least 1,050 people' # as it's told\n  history: [{on: ";
    assert!(notes.starts_with(expected), "{notes}");
    assert!(notes.ends_with(", by: review, was: 'At least 1,040 people', change: number}]\n"), "{notes}");
    archive.run(&["anchors"]).says(0, &["every note stands"]);
    archive.run(&["check"]).says(0, &[]);
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("documents/d.html")).unwrap()).unwrap();
    assert!(page.contains("Quoted before") && page.contains("At least 1,040 people"), "the reader sees what it was");
}

#[test]
fn a_history_of_one_change_becomes_a_list() {
    let was =
        "  history:\n    # the first\n    on: 2025-01-01\n    was: >-\n      he was\n\n      kild\n    change: spelling # why\n";
    let now = "  history:\n    # the first\n    - on: 2025-01-01\n      was: >-\n        he was\n\n        kild\n      change: spelling # why\n    - {on: ";
    for newline in ["\n", "\r\n"] {
        let with = |notes: &str| notes.replace('\n', newline);
        let notes = with(&format!("- id: n\n  quote: he was kiled\n{was}- {{id: o, quote: Some}}\n"));
        let archive = changed("Some say he was killed there.\n", &notes, "");
        archive.run(&["anchors", "accept", "d/n"]).says(0, &["the hash is renewed"]);
        assert!(archive.notes().contains(&with(now)), "{}", archive.notes());
        archive.run(&["check"]).says(0, &[]);
    }
}

#[test]
fn words_that_never_stood_in_a_text_get_no_history() {
    let archive = Archive::with(&[
        ("documents/d/text.md", b"The old mill burned. The bell rang.\n"),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\n"),
    ]);
    archive.run(&["fmt"]).says(0, &[]);
    archive.put("content/documents/d/notes.yaml", b"- {id: mill, quote: the mill burned}\n");
    let checked = archive.run(&["check"]);
    checked.says(1, &[]);
    assert!(
        checked.messages.contains("the text is as it was when the note was made")
            && checked.messages.contains("type “The old mill burned”"),
        "{checked:?}"
    );
    assert!(!checked.messages.contains("postil anchors"), "{checked:?}");
    for action in ["accept", "repair"] {
        archive.run(&["anchors", action, "d/mill"]).says(1, &["these words never stood in it"]);
    }
    assert_eq!(
        fs::read(archive.root().join("content/documents/d/notes.yaml")).unwrap(),
        b"- {id: mill, quote: the mill burned}\n"
    );
}

#[test]
fn paragraphs_that_are_counted_are_shown_before_a_hash_is_written() {
    let record = format!(
        "title: D\nlanguage: en\nkind: post\ncontent_notes: {{about: a death, paragraphs: [p2]}}\ntext_sha256: {}\n",
        "0".repeat(64)
    );
    let archive = Archive::with(&[
        ("documents/d/text.md", "One is put in.\n\nOf “him” they say, and of \"him\", little.\n".as_bytes()),
        ("documents/d/document.yaml", record.as_bytes()),
        ("documents/d/notes.yaml", "- id: him\n  quote: „him“\n  every: true\n- id: one\n  quote: is put in\n".as_bytes()),
    ]);
    let told = archive.run(&["anchors", "repair", "--safe"]);
    told.says(
        1,
        &["1 note repaired", "p2   “Of “him” they say, and of \"him\", little. …”  (a death)", "postil anchors accept d"],
    );
    archive.run(&["anchors", "accept", "d"]).says(0, &["the hash is renewed"]);
    // A text that writes a word in two ways is quoted in one of them, and both are marked.
    assert!(archive.notes().contains("quote: “him”"), "{}", archive.notes());
    archive.run(&["build"]).says(0, &[]);
    let page = String::from_utf8(fs::read(archive.site("documents/d.html")).unwrap()).unwrap();
    assert!(page.contains("#r-him-2"), "{page}");
}
