//! How a thing is said, and by whom and when: it stands wherever claims are compared, and documents come by their dates.

use super::small::{all, build, page};

/// An older document whose folder comes last, and a younger one that only thinks it possible; a third says “at least”.
const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: The Archive\nlanguage: en\n"),
    ("entities/all.yaml", "- {id: a, type: organisation, name: Org A}\n- {id: b, type: organisation, name: Org B}\n"),
    (
        "questions.yaml",
        "- {id: dead, asks: How many died?, kind: figure, unit: person}\n- id: who\n  asks: Who began?\n  kind: position\n  positions: [{id: army, says: The army.}]\n",
    ),
    ("documents/z/document.yaml", "title: March\nsiglum: Z\nlanguage: en\nkind: post\nissued: 2025-03-01\n"),
    ("documents/z/text.md", "They say 500 died. The army began.\n"),
    (
        "documents/z/notes.yaml",
        "- {id: z1, quote: 500 died, claim: {says: 500 died., question: dead, asserter: a, modality: asserted, basis: {kind: count, by: a}, figures: {value: 500}}}\n- {id: z2, quote: The army began, claim: {says: The army began., question: who, asserter: a, answer: army, modality: asserted}}\n",
    ),
    ("documents/a/document.yaml", "title: June\nsiglum: A\nlanguage: en\nkind: post\nissued: 2025-06-01\n"),
    ("documents/a/text.md", "Perhaps 500 died. More than 600 were hurt. The army may have begun.\n"),
    (
        "documents/a/notes.yaml",
        "- {id: a1, quote: Perhaps 500 died, claim: {says: 500 died., question: dead, asserter: a, modality: possible, basis: {kind: expert, by: b}, figures: {value: 500}}}\n- {id: a2, quote: More than 600, claim: {says: More than 600 died., question: dead, asserter: a, modality: predicted, figures: {min: 601}}}\n- {id: a3, quote: The army may have begun, claim: {says: The army began., question: who, asserter: a, answer: army, modality: possible}}\n",
    ),
];

#[test]
fn what_is_only_possible_is_called_so_wherever_it_is_compared() {
    let site = build(FILES);
    let rows = all(&page(site.path(), "questions/dead.html"), ".figures tbody th[scope=row] small");
    assert_eq!(rows, ["asserted; count, Org A", "possible; expert, Org B", "predicted; no stated basis"]);
    let verdicts = all(&page(site.path(), "questions/dead.html"), ".figures tbody .says small");
    let expected = ["Z · agree (1: A 1)", "A · conflict (1: A 2) · agree (1: Z 1)"];
    assert_eq!(verdicts[..2], expected, "a note is told from others of its document");
    let claim = page(site.path(), "claims/z/z1.html");
    let reasons = all(&claim, ".stands li li");
    assert!(reasons[0].starts_with("A: 500 died. · possible"), "{reasons:?}");
    let cells = all(&claim, ".matrix td[data-label=Claim] small:first-of-type");
    assert_eq!(cells, ["asserted", "possible", "predicted"]);
}

#[test]
fn documents_come_by_date_and_not_by_the_names_of_their_folders() {
    let site = build(FILES);
    let names = |path: &str, rows: &str| all(&page(site.path(), path), rows);
    assert_eq!(names("questions/who.html", ".position .at a:first-child"), ["Z", "A"]);
    assert_eq!(names("entities/a.html", ".by-document dt")[..2], ["March", "June"]);
}

#[test]
fn an_end_that_is_open_is_the_end_of_the_strip() {
    let site = build(FILES);
    assert_eq!(all(&page(site.path(), "questions.html"), ".strip-words"), ["3 figures, 500 … at least 601 people"]);
}

#[test]
fn a_strip_says_the_lowest_and_the_highest_number_that_is_stated() {
    let told = |figures: &[&str]| {
        let mut files = vec![
            ("archive.yaml", "title: A\nlanguage: en\n".to_owned()),
            ("entities/all.yaml", "- {id: a, type: organisation, name: Org A}\n".to_owned()),
            ("questions.yaml", "- {id: dead, asks: How many died?, kind: figure, unit: person}\n".to_owned()),
            ("documents/z/document.yaml", "title: March\nlanguage: en\nkind: post\n".to_owned()),
            ("documents/z/text.md", "They died.\n".to_owned()),
        ];
        let claim = |(number, figure): (usize, &&str)| {
            format!(
                "- {{id: n{number}, quote: They died, claim: {{says: They died., question: dead, asserter: a, modality: asserted, figures: {figure}}}}}\n"
            )
        };
        files.push(("documents/z/notes.yaml", figures.iter().enumerate().map(claim).collect()));
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        all(&page(build(&files).path(), "questions.html"), ".strip-words").concat()
    };
    let cases: [(&[&str], &str); 5] = [
        (&["{min: 10}", "{value: 5000}", "{value: 12}"], "3 figures, at least 10 … 5,000 people"),
        (&["{max: 2}", "{min: 2}", "{value: 3}", "{value: 3}"], "4 figures, at most 2 … 3 people"),
        (&["{max: 90}", "{value: 12}"], "2 figures, 12 … at most 90 people"),
        (&["{value: 7}", "{min: 7}", "{max: 7}"], "3 figures, at most 7 … at least 7 people"),
        (&["{min: 1, max: 40}", "{value: 5}"], "2 figures, 1–40 people"),
    ];
    for (figures, words) in cases {
        assert_eq!(told(figures), words);
    }
}

#[test]
fn a_claim_is_cited_with_the_document_that_makes_it() {
    let site = build(FILES);
    let claim = page(site.path(), "claims/a/a1.html");
    let cite = all(&claim, ".facts").concat();
    assert!(cite.contains("“500 died.” Claim in “June” (possible). The Archive."), "{cite}");
    assert!(cite.contains("note = {Claim in “June” (possible). The Archive}"), "{cite}");
}

#[test]
fn the_title_stands_on_the_first_page_in_every_language_that_it_has() {
    let mut files = FILES.to_vec();
    files[0].1 = "title: {en: The Archive, id: Arsip, ar: الأرشيف, ms: Arsip, fr: The Archive}\nlanguage: id\n";
    let site = build(&files);
    let home = page(site.path(), "index.html");
    assert_eq!(all(&home, "header.head > *"), ["Arsip", "The Archive", "الأرشيف"]);
}
