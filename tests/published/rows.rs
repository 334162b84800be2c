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

/// Pairs for two texts, each of whose paragraphs stands in one pair, in order; which ones, a number decides.
fn pairs(originals: usize, translated: usize, mut seed: usize) -> String {
    let side = |from: usize, to: usize| (from..to).map(|number| format!("p{}", number + 1)).collect::<Vec<_>>().join(", ");
    let (mut original, mut translation, mut rows) = (0, 0, Vec::new());
    while original < originals || translation < translated {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let take = [(0, 1), (1, 0), (1, 1), (2, 1), (1, 2), (3, 2)][(seed >> 33) % 6];
        let (until, rendered) = ((original + take.0).min(originals), (translation + take.1).min(translated));
        if (until, rendered) != (original, translation) {
            rows.push(format!("[[{}], [{}]]", side(original, until), side(translation, rendered)));
        }
        (original, translation) = (until, rendered);
    }
    rows.join(", ")
}

#[test]
fn numbers_of_notes_follow_each_other_on_every_page_of_several_translations() {
    let mut files = vec![("archive.yaml".to_owned(), "title: A\nlanguage: en\n".to_owned())];
    for seed in 0..40 {
        let [en, de, fr] = [seed % 5 + 1, seed % 4 + 1, seed % 3 + 2];
        let (to_de, to_fr) = (pairs(en, de, seed), pairs(en, fr, seed + 1000));
        let folder = format!("documents/d{seed}");
        let record = format!(
            "title: D\nlanguage: en\nkind: letter\ntranslations:\n  - {{language: de, align: [{to_de}]}}\n  - {{language: fr, align: [{to_fr}]}}\n"
        );
        files.push((format!("{folder}/document.yaml"), record));
        let mut notes = String::new();
        for (language, count, on) in [("en", en, ""), ("de", de, ", on: de"), ("fr", fr, ", on: fr")] {
            let words = |number: usize| format!("{language}{number}");
            for number in (1..=count).rev() {
                notes.push_str(&format!("- {{id: {0}, quote: {0}{on}, note: N.}}\n", words(number)));
            }
            let suffix = if on.is_empty() { String::new() } else { format!(".{language}") };
            files.push((format!("{folder}/text{suffix}.md"), (1..=count).map(|number| words(number) + "\n\n").collect()));
        }
        files.push((format!("{folder}/notes.yaml"), notes));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = build(&files);
    for seed in 0..40 {
        let numbers = all(&page(site.path(), &format!("documents/d{seed}.html")), ":is(.og, .tr) a.r");
        let expected: Vec<String> = (1..=numbers.len()).map(|number| number.to_string()).collect();
        assert_eq!(numbers, expected, "d{seed}");
        assert_eq!(numbers.len(), seed % 5 + 1 + seed % 4 + 1 + seed % 3 + 2, "d{seed}");
    }
}

#[test]
fn each_translation_says_what_it_is_and_only_what_none_has_is_called_so() {
    let record = "title: D\nlanguage: en\nkind: other\ntranslations:\n  - {language: id, method: human, align: [[p1, p1], [p2, p2], [p3, []], [p4, []]]}\n  - {language: ar, method: machine, align: [[[p1, p2, p3], p1], [p4, []]]}\n";
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", record),
        ("documents/d/text.md", "One.\n\nTwo.\n\nThree.\n\nFour.\n"),
        ("documents/d/text.id.md", "Satu.\n\nDua.\n"),
        ("documents/d/text.ar.md", "ثلاثة.\n"),
    ]);
    let tei = std::fs::read_to_string(site.path().join("site/documents/d/document.tei.xml")).unwrap();
    assert!(tei.contains("<language ident=\"ar\">translation: machine</language>"), "{tei}");
    assert!(!tei.contains("translation into") && !tei.contains("<name></name>") && !tei.contains("<name/>"), "{tei}");
    let page = page(site.path(), "documents/d.html");
    assert_eq!(all(&page, ".credit"), ["Translation: Indonesian, human translation", "Translation: Arabic, machine translation"]);
    assert_eq!(all(&page, ".tr .lab"), ["Indonesian", "Arabic", "Indonesian"]);
    assert_eq!(all(&page, ".tr .lab[lang=en] ~ [lang=ar] .lab[lang=en][dir=ltr]"), ["Arabic"]);
    let labelled: Vec<String> = all(&page, ".seg:has(> .lab)");
    assert_eq!(labelled.len(), 1, "{labelled:?}");
    assert!(labelled[0].contains("Not in the translation") && labelled[0].contains("Four."), "{labelled:?}");
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
