//! Circles: claims, and those who are named for them, that lead back to themselves.

use std::fmt::Write;
use std::path::Path;

use super::small::{build, page, select, words};

const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\n"),
    (
        "entities/all.yaml",
        "- {id: agency, type: organisation, name: The Agency}\n- {id: paper, type: organisation, name: The Paper}\n- {id: mayor, type: person, name: The Mayor}\n",
    ),
    ("questions.yaml", "- {id: toll, asks: How many were killed?, kind: open}\n"),
    ("documents/aa/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\n"),
    ("documents/aa/text.md", "The Paper has it from the Agency. It came round to the Mayor. As the other says.\n"),
    (
        "documents/aa/notes.yaml",
        "- id: from\n  quote: The Paper has it\n  claim:\n    says: Two died.\n    question: toll\n    modality: attributed\n    asserter: paper\n    basis: {kind: media, by: paper, lineage: agency}\n- id: round\n  quote: It came round\n  claim:\n    says: Three died.\n    question: toll\n    modality: attributed\n    asserter: mayor\n    via: [paper, mayor]\n    basis: {kind: media, by: paper}\n- id: again\n  quote: As the other says\n  claim:\n    says: Four died.\n    question: toll\n    modality: asserted\n  relates: [{to: bb/again, as: repeats}]\n",
    ),
    ("documents/bb/document.yaml", "title: Second\nsiglum: BB\nlanguage: en\nkind: post\n"),
    ("documents/bb/text.md", "The Agency has it from the Paper. As the first says.\n"),
    (
        "documents/bb/notes.yaml",
        "- id: from\n  quote: The Agency has it\n  claim:\n    says: Two died.\n    question: toll\n    modality: attributed\n    asserter: agency\n    basis: {kind: media, by: agency, lineage: paper}\n- id: again\n  quote: As the first says\n  claim:\n    says: Four died.\n    question: toll\n    modality: asserted\n  relates: [{to: aa/again, as: repeats}]\n",
    ),
];

/// The circles of a page.
fn circles(site: &Path, path: &str) -> Vec<String> {
    let page = page(site, path);
    let facts = select(&page, ".facts > div").into_iter().filter(|fact| words(*fact).starts_with("Circles"));
    facts.flat_map(|fact| fact.select(&scraper::Selector::parse("li").unwrap()).map(words).collect::<Vec<_>>()).collect()
}

#[test]
fn a_circle_is_shown_on_its_question_and_on_its_claims() {
    let site = build(FILES);
    let told = |path: &str| circles(site.path(), path);
    let repeating = "Repeat one another: AA: Four died., BB: Four died.";
    let having = "Are said to have it from one another: The Agency, The Paper claimed in BB: Two died., AA: Two died.";
    let back = "The way of the claim comes back to: The Mayor claimed in AA: Three died.";
    assert_eq!(told("questions/toll.html"), [repeating, having, back]);
    assert_eq!(told("claims/aa/again.html"), [repeating]);
    assert_eq!(told("claims/bb/from.html"), [having]);
    assert_eq!(told("claims/aa/round.html"), [back]);
}

#[test]
fn what_is_on_none_of_the_circles_that_are_shown_is_counted() {
    // One in the middle, who has it from each of the others, and each of them from that one; so with claims.
    let (mut entities, mut notes) = (String::new(), String::new());
    let claim = "claim: {says: So it was., question: toll, modality: asserted";
    let mut note = |id: &str, rest: &str| writeln!(notes, "- id: {id}\n  quote: It was so\n  {claim}{rest}").unwrap();
    for other in 0..30 {
        writeln!(entities, "- {{id: e{other:02}, type: person, name: Person {other:02}}}").unwrap();
        if other > 0 {
            note(&format!("from-{other:02}"), &format!(", basis: {{kind: witness, by: e00, lineage: e{other:02}}}}}"));
            note(&format!("to-{other:02}"), &format!(", basis: {{kind: witness, by: e{other:02}, lineage: e00}}}}"));
            note(&format!("c{other:02}"), "}\n  relates: {to: d/c00, as: repeats}");
        }
    }
    let repeated: Vec<String> = (1..30).map(|other| format!("{{to: d/c{other:02}, as: repeats}}")).collect();
    note("c00", &format!("}}\n  relates: [{}]", repeated.join(", ")));
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("entities/all.yaml", &entities),
        ("questions.yaml", "- {id: toll, asks: How many were killed?, kind: open}\n"),
        ("documents/d/document.yaml", "title: First\nsiglum: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", "It was so.\n"),
        ("documents/d/notes.yaml", &notes),
    ]);
    let (claims, names) = ("On more circles, which are not shown: 5 claims", "On more circles, which are not shown: 5 names");
    let told = circles(site.path(), "questions/toll.html");
    assert_eq!(told.len(), 50);
    assert_eq!((told[24].as_str(), told[49].as_str()), (claims, names));
    let two = "Are said to have it from one another: Person 00, Person 24 claimed in D: So it was., D: So it was.";
    assert_eq!(told[48], two, "whoever is in the middle has it from each, and not one of these from another");
    assert_eq!(circles(site.path(), "claims/d/c29.html"), [claims]);
    assert_eq!(circles(site.path(), "claims/d/to-29.html"), [names]);
}
