//! What `list` and `show` tell of an archive: no less than its pages, and in their words.

use super::{Archive, sample};

const ENTITIES: &[u8] = b"\
- {id: board, type: organisation, name: Harbour Board}
- {id: the-board, type: organisation, name: The Board, see: board}
- {id: quay, type: place, name: Quay}
- {id: storm, type: event, name: Storm, date: 1882-03, place: quay}
- {id: press, type: organisation, name: Press}
- {id: baker, type: person, name: Baker}
";

const QUESTIONS: &[u8] = b"- {id: lost, asks: How many boats were lost?, kind: figure, unit: boat, event: storm}\n";

const NOTES: &[u8] = b"\
- id: boats
  quote: 12 boats
  claim:
    says: 12 boats were lost.
    question: lost
    modality: asserted
    basis: {kind: count, lineage: the-board}
    figures: {value: 12}
- id: denied
  quote: never
  claim: {says: 40 boats were lost., question: lost, modality: denied, asserter: baker, figures: {value: 40}}
- id: seen
  quote: lost
  claim: {says: Boats were lost., question: lost, modality: asserted, basis: {kind: witness}}
- id: linked
  quote: were
  note: See [](entity:baker).
";

fn archive() -> Archive {
    Archive::with(&[
        ("entities/all.yaml", ENTITIES),
        ("questions.yaml", QUESTIONS),
        ("documents/d/document.yaml", b"title: D\nlanguage: en\nkind: post\npublisher: press\n"),
        ("documents/d/text.md", b"Some 12 boats were lost, never forty.\n"),
        ("documents/d/notes.yaml", NOTES),
    ])
}

fn listed(archive: &Archive, words: &[&str]) -> Vec<serde_json::Value> {
    let ended = archive.run(&[&["list"][..], words, &["--format", "json"]].concat());
    assert_eq!(ended.code, 0, "{ended:?}");
    serde_json::from_str::<serde_json::Value>(&ended.output).unwrap().as_array().unwrap().clone()
}

fn names(archive: &Archive, words: &[&str]) -> Vec<String> {
    listed(archive, words).iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

fn told(archive: &Archive, name: &str, label: &str) -> Vec<String> {
    let ended = archive.run(&["show", name, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ended.output).unwrap();
    let lines = json[0]["told"][label].as_array().cloned().unwrap_or_default();
    lines.iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_figure_of_a_denial_is_no_answer() {
    let archive = archive();
    let figures = listed(&archive, &["figures"]);
    let modalities: Vec<&str> = figures.iter().map(|row| row["modality"].as_str().unwrap()).collect();
    assert_eq!(modalities, ["asserted", "denied"]);
    assert_eq!(told(&archive, "lost", "figures"), ["d/boats  12 (boat)", "d/denied  denied: 40 (boat)"]);
}

#[test]
fn an_entity_is_named_by_whatever_leads_to_it() {
    let archive = archive();
    for entity in ["board", "the-board"] {
        assert_eq!(names(&archive, &["claims", "--entity", entity]), ["d/boats"], "a signpost is whom it leads to");
    }
    assert_eq!(
        names(&archive, &["claims", "--entity", "press"]),
        ["d/boats", "d/seen"],
        "a document's claims are its publisher's"
    );
    assert_eq!(names(&archive, &["notes", "--entity", "baker"]), ["d/linked", "d/denied"], "a link names it, too");
    assert_eq!(names(&archive, &["claims", "--entity", "storm"]).len(), 3, "they answer a question about it");
    assert_eq!(names(&archive, &["questions", "--entity", "storm"]), ["lost"]);
    assert_eq!(names(&archive, &["documents", "--entity", "the-board"]), ["d"]);
    assert_eq!(names(&sample(), &["claims", "--entity", "the-flood"]).len(), 4);
}

#[test]
fn who_says_so_is_named_as_on_pages() {
    let archive = archive();
    let asserters: Vec<_> = listed(&archive, &["claims"]).iter().map(|row| row["asserter"].clone()).collect();
    assert_eq!(asserters, ["press", "press", "baker"]);
    assert_eq!(told(&archive, "d/boats", "asserter"), ["press"]);
}

#[test]
fn every_claim_of_a_question_is_in_a_group_and_every_silent_document_is_counted() {
    let archive = archive();
    assert_eq!(told(&archive, "lost", "nobody named"), ["d/seen  one-source: Boats were lost."]);
    assert_eq!(told(&archive, "lost", "no basis"), ["d/denied  no-source: Denied: 40 boats were lost."]);
    for number in 0..61 {
        archive.put(&format!("content/documents/s{number}/document.yaml"), b"title: S\nlanguage: en\nkind: post\n");
        archive.put(&format!("content/documents/s{number}/text.md"), b"Nothing.\n");
    }
    assert_eq!(told(&archive, "lost", "how many silent"), ["61 documents"]);
    assert!(told(&archive, "lost", "silent").is_empty(), "a list of documents holds documents alone");
}

#[test]
fn how_many_more_reasons_there_are_stands_beside_those_that_are_told() {
    let archive = archive();
    for number in 0..9 {
        let folder = format!("content/documents/s{number}");
        archive.put(&format!("{folder}/document.yaml"), b"title: S\nlanguage: en\nkind: post\n");
        archive.put(&format!("{folder}/text.md"), b"Some 12 boats were lost.\n");
        let claim =
            "claim: {says: Lost., question: lost, modality: asserted, basis: {kind: count, by: baker}, figures: {value: 12}}";
        archive.put(&format!("{folder}/notes.yaml"), format!("- id: c\n  quote: 12 boats\n  {claim}\n").as_bytes());
    }
    assert_eq!(told(&archive, "d/boats", "because").len(), 3);
    assert_eq!(told(&archive, "d/boats", "more reasons"), ["6"]);
    assert!(told(&archive, "s0/c", "more reasons").is_empty());
}

#[test]
fn cells_of_a_table_in_a_note_are_shown_apart() {
    let archive = archive();
    let note = b"- id: table\n  quote: boats\n  note: |-\n    | year | houses |\n    |---|---|\n    | 1882 | 41 |\n";
    archive.put("content/documents/d/notes.review.yaml", note);
    assert_eq!(told(&archive, "d/table", "note"), ["year\nhouses\n1882\n41"]);
}
