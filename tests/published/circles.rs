//! Circles: claims, and those who are named for them, that lead back to themselves.

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

#[test]
fn a_circle_is_shown_on_its_question_and_on_its_claims() {
    let site = build(FILES);
    let told = |path: &str| -> Vec<String> {
        let page = page(site.path(), path);
        let facts = select(&page, ".facts > div").into_iter().filter(|fact| words(*fact).starts_with("Circles"));
        facts.flat_map(|fact| fact.select(&scraper::Selector::parse("li").unwrap()).map(words).collect::<Vec<_>>()).collect()
    };
    let repeating = "Repeat one another: AA: Four died., BB: Four died.";
    let having = "Are said to have it from one another: The Agency, The Paper claimed in BB: Two died., AA: Two died.";
    let back = "The way of the claim comes back to: The Mayor claimed in AA: Three died.";
    assert_eq!(told("questions/toll.html"), [repeating, having, back]);
    assert_eq!(told("claims/aa/again.html"), [repeating]);
    assert_eq!(told("claims/bb/from.html"), [having]);
    assert_eq!(told("claims/aa/round.html"), [back]);
}
