//! Documents beside positions, as the page of a question shows them.

use super::small::{all, build, page, select};

#[test]
fn claims_of_one_cell_that_are_said_alike_are_counted() {
    let claim = |id: &str, quote: &str, modality: &str| {
        format!(
            "- id: {id}\n  quote: {quote}\n  claim:\n    says: It is so.\n    question: why\n    answer: so\n    modality: {modality}\n"
        )
    };
    let notes = ["one", "two", "three"].map(|word| claim(word, word, "asserted")).join("") + &claim("four", "four", "possible");
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        (
            "questions.yaml",
            "- id: why\n  asks: Why?\n  kind: position\n  positions:\n    - {id: so, says: It is so.}\n    - {id: other, says: It is otherwise.}\n",
        ),
        ("documents/a/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\n"),
        ("documents/a/text.md", "Say one, two, three and four.\n"),
        ("documents/a/notes.yaml", &notes),
        ("documents/b/document.yaml", "title: Second\nsiglum: BB\nlanguage: en\nkind: post\nissued: 2025\n"),
        ("documents/b/text.md", "Not so.\n"),
        ("documents/b/notes.yaml", "- {id: n, quote: Not so, claim: {says: It is so., question: why, modality: denied}}\n"),
    ]);
    let question = page(site.path(), "questions/why.html");
    assert_eq!(all(&question, ".fixed td"), ["denied", "asserted (3), possible", "–nothing"]);
    let links: Vec<_> = select(&question, ".fixed td a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(
        links,
        ["../claims/b/n.html", "#position-so", "../claims/a/four.html"],
        "several claims are read where their position is"
    );
}

#[test]
fn a_question_shows_its_figures_whatever_its_kind_and_who_is_silent_where_nobody_answers() {
    let claim = |id: &str, quote: &str, value: u8| {
        format!(
            "- {{id: {id}, quote: {quote}, claim: {{says: Some., question: why, modality: asserted, figures: {{value: {value}}}}}}}\n"
        )
    };
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("questions.yaml", "- {id: why, asks: Why?, kind: open, unit: person}\n- {id: who, asks: Who?, kind: open}\n"),
        ("documents/a/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\n"),
        ("documents/a/text.md", "Say one and two.\n"),
        ("documents/a/notes.yaml", &(claim("a", "one", 1) + &claim("b", "two", 2))),
    ]);
    let figures = all(&page(site.path(), "questions/why.html"), "tbody th[scope=row], td");
    assert!(["1", "2"].iter().all(|figure| figures.contains(&(*figure).to_owned())), "{figures:?}");
    let counted = |claim: &str| all(&page(site.path(), &format!("claims/a/{claim}.html")), "#figure-1");
    assert_eq!([counted("a"), counted("b")], [["1 person"], ["2 people"]]);
    let facts = all(&page(site.path(), "questions/who.html"), ".found dd");
    assert!(facts.contains(&"First".to_owned()), "{facts:?}");
}
