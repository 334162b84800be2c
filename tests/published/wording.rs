//! The words of pages around what editors write: separators, kinds and labels, read from a small archive.

use super::small::{all, build, page};

const STRIKE: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\n"),
    ("documents/one/document.yaml", "title: One\nlanguage: de\nkind: report\ntranslations:\n  - {language: en}\n"),
    ("documents/one/text.txt", "Neun kamen. Zehn gingen.\n"),
    ("documents/one/text.en.txt", "Nine came. Ten left.\n"),
    (
        "documents/one/notes.yaml",
        "- id: nine\n  quote: Neun kamen\n  claim: {says: Nine came., modality: asserted, question: how}\n- id: ten\n  quote: Zehn gingen\n  claim: {says: Ten left., modality: asserted}\n",
    ),
    ("documents/two/document.yaml", "title: Boats, quays\nlanguage: en\nkind: report\n"),
    ("documents/two/text.txt", "Eight came.\n"),
    (
        "documents/two/notes.yaml",
        "- id: eight\n  quote: Eight came\n  claim: {says: Eight came., modality: asserted}\n  relates: {to: one/nine, as: disputes}\n",
    ),
    ("documents/three/document.yaml", "title: Men, women\nlanguage: en\nkind: report\n"),
    ("documents/three/text.txt", "Nothing.\n"),
    ("questions.yaml", "- {id: how, asks: How?, kind: open}\n"),
];

#[test]
fn a_translation_of_which_nobody_says_how_it_was_made_ends_with_its_language() {
    let site = build(STRIKE);
    assert_eq!(all(&page(site.path(), "documents/one.html"), ".credit"), ["Translation: English"]);
}

#[test]
fn titles_that_hold_commas_stand_in_a_list() {
    let site = build(STRIKE);
    assert_eq!(
        all(&page(site.path(), "questions/how.html"), ".found dd > ul:not(.counted) > li"),
        ["Boats, quays", "Men, women"]
    );
}

#[test]
fn how_many_claims_of_a_document_are_disputed_stands_beside_how_many_there_are() {
    let site = build(STRIKE);
    for list in ["index.html", "documents.html"] {
        let counts = all(&page(site.path(), list), "td.v");
        assert_eq!(counts, ["1", "1", "0", "0", "2", "1"], "{list}");
    }
}

#[test]
fn kinds_are_written_alike_and_a_text_is_called_a_text() {
    let site = build(STRIKE);
    assert_eq!(all(&page(site.path(), "lookup.html"), ".letter p > .m"), ["question"]);
    let data = page(site.path(), "data.html");
    let labels = all(&data, "#files-3 + .scroll th[scope=row] small");
    assert_eq!(labels, ["Text", "Text", "Web Annotations", "TEI"]);
    assert_eq!(all(&data, "section:has(#data-tei) a"), ["By document"]);
}
