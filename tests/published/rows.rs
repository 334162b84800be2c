//! Texts with several translations, and names in texts, read from the published pages.

use super::small::{all, build, page};

const RECORD: &str = "title: Letter\nlanguage: en\nkind: letter\ntranslations:\n  - {language: de, align: [[p1, p1], [p2, p2]]}\n  - {language: fr, align: [[[p1, p2], p1], [[], p2]]}\n";

#[test]
fn every_paragraph_of_every_translation_stands_once() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/letter/document.yaml", RECORD),
        ("documents/letter/text.md", "One came.\n\nTwo came.\n"),
        ("documents/letter/text.de.md", "Eins kam.\n\nZwei kamen.\n"),
        ("documents/letter/text.fr.md", "Un et deux.\n\nFin.\n"),
        ("documents/letter/notes.yaml", "- {id: end, quote: Fin, on: fr, note: Nothing like it in the original.}\n"),
    ]);
    let page = page(site.path(), "documents/letter.html");
    for id in ["p1", "p2", "p1-de", "p2-de", "p1-fr", "p2-fr", "r-end"] {
        assert_eq!(all(&page, &format!("[id={id}]")).len(), 1, "{id}");
    }
}

#[test]
fn notes_are_numbered_as_they_are_read_at_breaks_and_in_rows_without_an_original() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        (
            "documents/letter/document.yaml",
            "title: Letter\nlanguage: en\nkind: letter\nbreaks: Begin here\ntranslations: {language: de, align: [[p1, p1], [[], p2], [p2, p3]]}\n",
        ),
        ("documents/letter/text.md", "It fell.Begin here again.\n"),
        ("documents/letter/text.de.md", "Es fiel.\n\nSo heißt es.\n\nBeginne hier neu.\n"),
        (
            "documents/letter/notes.yaml",
            "- {id: fiel, quote: fiel, on: de, note: N.}\n- {id: so, quote: So, on: de, note: N.}\n- {id: fell, quote: It fell., note: N.}\n- {id: begin, quote: Begin, note: N.}\n",
        ),
    ]);
    let page = page(site.path(), "documents/letter.html");
    let numbers = ["fell", "fiel", "so", "begin"].map(|id| all(&page, &format!("[id=r-{id}]")).concat());
    assert_eq!(numbers, ["1", "2", "3", "4"]);
}

#[test]
fn a_name_is_found_as_a_whole_word_beside_what_is_marked_by_hand() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/letter/document.yaml", "title: Letter\nlanguage: en\nkind: letter\n"),
        ("documents/letter/text.md", "Ida Brekke spoke. Half\u{AD}way there stood nobody.\n"),
        ("documents/letter/notes.yaml", "- {id: ida, quote: Ida, mention: sister}\n"),
        (
            "entities/all.yaml",
            "- {id: both, type: person, name: Ida Brekke, match: true}\n- {id: brekke, type: person, name: Brekke, match: true}\n- {id: half, type: place, name: Half, match: true}\n- {id: sister, type: person, name: The sister}\n",
        ),
    ]);
    let links = all(&page(site.path(), "documents/letter.html"), "#p1 ~ a, p a").join("|");
    assert!(links.contains("Brekke") && links.contains("Ida") && !links.contains("Half"), "{links}");
}
