//! New notes as programs follow them.

use super::small::build;

const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\nbase_url: https://example.org/a/\neditors: {id: ed, name: Ed}\n"),
    ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
    ("documents/d/text.md", "One person fled.\n"),
];

const NOTE: &str = "- id: one\n  quote: One person\n  by: ed\n  created: 2025-03-01\n  claim: {says: One fled., modality: alleged, asserter: unnamed}\n";

fn feed(notes: &str) -> String {
    let mut files = FILES.to_vec();
    files.push(("documents/d/notes.yaml", notes));
    std::fs::read_to_string(build(&files).path().join("site/feed.xml")).unwrap()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = &text[text.find(start).unwrap() + start.len()..];
    &rest[..rest.find(end).unwrap()]
}

#[test]
fn a_claim_is_not_told_as_if_the_editors_said_it() {
    let feed = feed(NOTE);
    let summary = between(&feed, "<summary>", "</summary>");
    assert!(summary.contains("unnamed") && summary.contains("alleged") && summary.contains("“One person”"), "{summary}");
}

#[test]
fn a_note_keeps_its_name_when_another_one_answers_it() {
    let alone = feed(NOTE);
    let answered = feed(&format!("{NOTE}- {{id: two, quote: fled, note: No., relates: {{to: one, as: qualifies}}}}\n"));
    let entry = |feed: &str| between(feed, "<entry>", "</entry>").to_owned();
    let name = |feed: &str| between(&entry(feed), "<id>", "</id>").to_owned();
    assert_eq!(name(&alone), name(&answered));
    assert_ne!(entry(&alone), entry(&answered), "its page is another one");
}
