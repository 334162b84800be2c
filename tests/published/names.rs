//! Names in a document, as the list below its text has them.

use super::small::{all, build, page};

#[test]
fn a_name_of_a_text_in_two_languages_is_counted_in_one() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        (
            "entities/all.yaml",
            "- {id: port, type: place, name: {en: Port, id: Pelabuhan}, match: true}\n- {id: crane, type: work, name: Crane, match: true}\n- {id: mayor, type: person, name: The mayor}\n",
        ),
        ("documents/a/document.yaml", "title: First\nlanguage: id\nkind: post\ntranslations: [{language: en}]\n"),
        ("documents/a/text.md", "Pelabuhan itu, Pelabuhan. Walikota datang.\n"),
        ("documents/a/text.en.md", "The Port, the Port; a Crane. The mayor came.\n"),
        (
            "documents/a/notes.yaml",
            "- {id: one, quote: Walikota, mention: mayor}\n- {id: two, on: en, quote: The mayor, mention: mayor}\n",
        ),
    ]);
    let names = all(&page(site.path(), "documents/a.html"), ".chips li");
    let counts = ["Crane 1° found by the program", "The mayor 1", "Port 2° found by the program"];
    assert_eq!(names, counts, "the original counts, a translation where the original has none");
}

#[test]
fn whoever_names_a_signpost_names_what_it_leads_to() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        (
            "entities/all.yaml",
            "- {id: front, type: organisation, name: Front, match: true}\n- {id: old, type: organisation, name: Old Front, see: front}\n- {id: wing, type: group, name: Wing, broader: old, related: old}\n",
        ),
        ("documents/a/document.yaml", "title: First\nlanguage: en\nkind: post\n"),
        ("documents/a/text.md", "The Front came. Its men left.\n"),
        ("documents/a/notes.yaml", "- {id: men, quote: Its men, mention: [old, front], note: 'Of [](entity:old).'}\n"),
    ]);
    assert_eq!(all(&page(site.path(), "documents/a.html"), ".chips li"), ["Front 2"], "one, and each place once");
    for entity in ["front", "old"] {
        let page = page(site.path(), &format!("entities/{entity}.html"));
        assert_eq!(all(&page, "section[aria-labelledby=referrers] li"), ["a · Note a: name"], "{entity}");
        let facts = all(&page, ".facts dd");
        assert_eq!(facts.iter().filter(|fact| fact.as_str() == "Wing").count(), 2, "narrower and related of {entity}: {facts:?}");
    }
}
