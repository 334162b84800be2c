//! How claims stand, as the published pages of a small archive say it: lines, labels, reasons, silence, lists.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

use super::small::{all, page, select};

/// Three documents on one question and a fourth that is silent; one claim of each status.
const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\n"),
    (
        "entities/all.yaml",
        "- {id: monitor, type: organisation, name: The Monitor}\n- {id: ministry, type: organisation, name: The Ministry}\n",
    ),
    (
        "questions.yaml",
        "- id: toll\n  asks: How many were killed?\n  kind: figure\n  unit: person\n  scopes:\n    - {id: all, label: all the dead}\n    - {id: soldiers, label: soldiers}\n",
    ),
    ("documents/aa/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\nissued: 2025-03-08\n"),
    ("documents/aa/text.md", "The Monitor counted 800 dead. Somebody saw 40 soldiers die. All this is known.\n"),
    (
        "documents/aa/notes.yaml",
        "- id: count\n  quote: 800 dead\n  claim:\n    says: 800 people were killed.\n    question: toll\n    modality: attributed\n    asserter: monitor\n    basis: [{kind: count, by: monitor}]\n    figures: [{value: 800, of: all}]\n- id: soldiers\n  quote: 40 soldiers die\n  claim:\n    says: 40 soldiers were killed.\n    question: toll\n    asserter: unnamed\n    modality: attributed\n    basis: [{kind: witness}]\n    figures: [{value: 40, of: soldiers}]\n- id: known\n  quote: All this is known\n  claim:\n    says: It is known.\n    modality: asserted\n",
    ),
    ("documents/bb/document.yaml", "title: Second\nsiglum: BB\nlanguage: en\nkind: post\nissued: 2025-03-08\n"),
    ("documents/bb/text.md", "The Ministry counted 300 dead, its own 40 soldiers among them. They say it again.\n"),
    (
        "documents/bb/notes.yaml",
        "- id: count\n  quote: 300 dead\n  claim:\n    says: 300 people were killed.\n    question: toll\n    modality: attributed\n    asserter: ministry\n    via: monitor\n    basis: [{kind: count, by: ministry}]\n    figures: [{value: 300, of: all}]\n- id: again\n  quote: They say it again\n  claim:\n    says: They repeat the number.\n    modality: asserted\n    basis: [{kind: media, by: monitor, lineage: ministry}]\n  relates: [{to: count, as: qualifies}]\n",
    ),
    ("documents/cc/document.yaml", "title: Third\nsiglum: CC\nlanguage: en\nkind: post\nissued: 2025-03-09\n"),
    ("documents/cc/text.md", "It is a fine day. The Monitor is right to call it known.\n"),
    (
        "documents/cc/notes.yaml",
        "- id: right\n  quote: The Monitor is right\n  claim:\n    says: The Monitor is right.\n    modality: asserted\n    basis: [{kind: expert, by: monitor}]\n  relates: [{to: bb/again, as: agrees-with}]\n",
    ),
];

const STATUSES: [&str; 4] = ["disputed", "agreed", "one-source", "no-source"];

fn build() -> tempfile::TempDir {
    super::small::build(FILES)
}

/// The claims that a list holds, as `document/note`, by their addresses: pages, or footnotes.
fn listed(page: &Html, within: &str) -> BTreeSet<String> {
    let links = select(page, &format!("{within} tbody th a[href*='.html']"));
    let address = |link: ElementRef<'_>| link.attr("href").unwrap().trim_start_matches("../").to_owned();
    let claims = links.into_iter().map(address).filter_map(|path| {
        let path = path.strip_prefix("claims/").or(path.strip_prefix("documents/")).unwrap_or(&path).replace(".html#n-", "/");
        let path = path.strip_suffix(".html").unwrap_or(&path);
        (path.matches('/').count() == 1).then(|| path.to_owned())
    });
    claims.filter(|path| !path.starts_with("entities/")).collect()
}

fn named(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn words_and_references_carry_the_status_of_their_claim() {
    let folder = build();
    let page = page(folder.path(), "documents/aa.html");
    let line = |note: &str| select(&page, &format!("#text [data-n={note}]"))[0].attr("class").unwrap().to_owned();
    assert_eq!(line("count"), "c disputed");
    assert_eq!(line("soldiers"), "c one-source");
    assert_eq!(line("known"), "c no-source");
    let label = |note: &str| select(&page, &format!("#r-{note}"))[0].attr("aria-label").unwrap().to_owned();
    assert_eq!(label("count"), "Note 1: disputed");
    assert_eq!(label("known"), "Note 3: no source");
    assert_eq!(all(&page, "#n-count .m a.disputed"), ["disputed"]);
    let counts = all(&page, ".sum a");
    assert!(["3 claims", "1 disputed", "1 one source", "1 no source"].iter().all(|count| counts.contains(&(*count).to_owned())));
    assert_eq!(select(&page, ".keys .c").len(), 4, "the key has the four lines");
    assert_eq!(all(&page, ".compared th a"), ["How many were killed?"]);
}

/// A claim that is disputed on another ground is not counted where the list of questions ranks this one.
#[test]
fn a_question_says_how_many_claims_are_disputed_as_the_list_counts_them() {
    let doubting = |(path, text): &(&'static str, &'static str)| {
        let relates = "figures: [{value: 40, of: soldiers}]\n  relates: [{to: cc/right, as: disputes}]\n";
        (*path, text.replace("figures: [{value: 40, of: soldiers}]\n", relates))
    };
    let files: Vec<(&str, String)> = FILES.iter().map(doubting).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = super::small::build(&files);
    let ranked = all(&page(folder.path(), "questions.html"), "[data-label='Claims disputed here']");
    let found = all(&page(folder.path(), "questions/toll.html"), ".found .facts > div:first-child");
    assert_eq!(found, ["Claims3 disputedClaims disputed here: 2"]);
    assert_eq!(ranked, ["2"]);
}

#[test]
fn one_word_says_that_a_basis_is_not_stated() {
    let unstated = |(path, text): &(&'static str, &'static str)| (*path, text.replace("{kind: witness}", "{kind: unstated}"));
    let files: Vec<(&str, String)> = FILES.iter().map(unstated).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let document = page(super::small::build(&files).path(), "documents/aa.html");
    for note in ["soldiers", "known"] {
        let facts = all(&document, &format!("#n-{note} .m")).join(" ");
        assert!(facts.contains("no stated basis") && !facts.contains("not stated"), "{facts}");
    }
}

#[test]
fn the_figures_of_a_document_are_counted_beside_those_of_others_alone() {
    let note = "- id: boys\n  quote: Somebody\n  claim:\n    says: 30 soldiers were killed.\n    question: toll\n    modality: attributed\n    asserter: unnamed\n    basis: [{kind: witness}]\n    figures: [{value: 30, of: soldiers}]\n- id: fewer\n";
    let more = |(path, text): &(&'static str, &'static str)| match *path {
        "documents/aa/notes.yaml" => (*path, text.replacen("- id: known\n", &note.replace("- id: fewer\n", "- id: known\n"), 1)),
        _ => (*path, (*text).to_owned()),
    };
    let files: Vec<(&str, String)> = FILES.iter().map(more).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = super::small::build(&files);
    let page = page(folder.path(), "documents/aa.html");
    // 40 and 30 soldiers conflict, but inside the document; 800 and 300 dead conflict, too.
    assert_eq!(all(&page, ".compared td:last-child li"), ["2 not comparable", "1 conflict"]);
}

#[test]
fn the_page_of_a_claim_says_why_it_stands_so() {
    let folder = build();
    let page = page(folder.path(), "claims/aa/count.html");
    assert_eq!(all(&page, ".stands > p a"), ["disputed"]);
    assert_eq!(all(&page, ".stands .label"), ["another number for the same scope"]);
    let reason = &all(&page, ".stands li li")[0];
    assert!(reason.starts_with("BB: 300 people were killed."), "{reason}");
    assert!(reason.contains("300 people, all the dead") && reason.contains("here 800 people, all the dead"), "{reason}");
    let links: Vec<&str> = select(&page, ".stands li li a").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["../../documents/bb.html#n-count", "../../claims/bb/count.html"], "everything named is linked");
}

#[test]
fn a_claim_shows_its_way_and_what_rests_on_the_same() {
    let folder = build();
    let page = page(folder.path(), "claims/bb/count.html");
    let steps = all(&page, ".chain > ol > li");
    assert!(steps[0].ends_with("Second") && steps[1].ends_with("The Monitor"), "{steps:?}");
    assert!(steps[2].contains("The Ministry") && steps[2].contains("count"), "{steps:?}");
    let picture = select(&page, ".chain > svg")[0];
    assert_eq!(picture.attr("aria-hidden"), Some("true"));
    assert!(select(&page, ".chain [style]").is_empty(), "the page's policy allows no style attribute");
    assert_eq!(select(&page, ".chain text").len(), 4);
}

/// A ground that somebody names is no word of the one who is named.
#[test]
fn a_name_that_is_a_basis_is_called_so_and_has_each_list_once() {
    let folder = build();
    // The ministry says what it counted; a repetition rests on it, too.
    let ministry = page(folder.path(), "entities/ministry.html");
    assert_eq!(
        all(&ministry, "#asserts, #basis-of"),
        ["Makes these claims", "Named as the basis of these claims, or as having passed them on"]
    );
    // The monitor makes one claim; others pass it on or rest on it.
    let monitor = page(folder.path(), "entities/monitor.html");
    assert_eq!(
        all(&monitor, "#asserts, #basis-of"),
        ["Makes these claims", "Named as the basis of these claims, or as having passed them on"]
    );
    let lines = all(&page(folder.path(), "lookup.html"), "[role=doc-index] li li");
    assert!(lines.iter().any(|line| line.starts_with("named as basis or as passing on")), "{lines:?}");

    let files: Vec<(&str, &str)> = FILES.iter().copied().filter(|(path, _)| !path.starts_with("documents/cc")).collect();
    let alone: Vec<(&str, String)> =
        files.iter().map(|(path, text)| (*path, text.replace("by: monitor, lineage: ministry", "by: monitor"))).collect();
    let alone: Vec<(&str, &str)> = alone.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = super::small::build(&alone);
    let ministry = page(folder.path(), "entities/ministry.html");
    assert_eq!(
        all(&ministry, "#asserts, #basis-of"),
        ["Makes these claims, and is named as their basis or as having passed them on"]
    );
    assert_eq!(all(&ministry, ".by-document .says"), ["300 people were killed."]);
}

#[test]
fn every_figure_has_an_address() {
    let site = build();
    let question = page(site.path(), "questions/toll.html");
    let links: Vec<_> = select(&question, ".figures td.v a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links.len(), 3, "{links:?}");
    assert!(links.contains(&"../claims/bb/count.html#figure-1"), "{links:?}");
    let claim = page(site.path(), "claims/bb/count.html");
    let figure = select(&claim, "#figure-1")[0];
    assert_eq!(select(&claim, "#figure-1 > a")[0].attr("href"), Some("#figure-1"));
    assert!(super::small::words(figure).starts_with("300"));
}

#[test]
fn a_document_that_says_nothing_is_called_silent() {
    let folder = build();
    let page = page(folder.path(), "claims/aa/count.html");
    assert_eq!(all(&page, ".matrix tr.silent th"), ["CC Third"]);
    assert_eq!(all(&page, ".matrix tr.silent td"), ["silent"]);
    let stances = all(&page, ".matrix td:first-of-type > a");
    assert_eq!(stances, ["this claim", "a figure", "another figure", "silent"]);
    assert_eq!(all(&page, ".matrix blockquote"), ["800 dead", "40 soldiers die", "300 dead"]);
}

#[test]
fn each_list_has_exactly_the_claims_of_its_status() {
    let folder = build();
    let expected =
        [named(&["aa/count", "bb/count"]), named(&["bb/again", "cc/right"]), named(&["aa/soldiers"]), named(&["aa/known"])];
    for (status, expected) in STATUSES.iter().zip(&expected) {
        assert_eq!(listed(&page(folder.path(), &format!("claims/by/status/{status}.html")), "table"), *expected, "{status}");
    }
    let everything: BTreeSet<String> = expected.iter().flatten().cloned().collect();
    assert_eq!(listed(&page(folder.path(), "claims.html"), "table"), everything);
    let of_document = page(folder.path(), "claims/by/document/aa.html");
    assert_eq!(listed(&of_document, "section[aria-labelledby=disputed]"), named(&["aa/count"]));
    assert_eq!(listed(&of_document, "table"), named(&["aa/count", "aa/known", "aa/soldiers"]));
    let on_question = page(folder.path(), "claims/by/question/toll.html");
    assert_eq!(listed(&on_question, "table"), named(&["aa/count", "aa/soldiers", "bb/count"]));
}

#[test]
fn every_computed_word_leads_to_its_rule() {
    let folder = build();
    let rules = page(folder.path(), "computed.html");
    let ids: BTreeSet<&str> = select(&rules, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    for name in ["documents/aa.html", "claims/aa/count.html", "claims/bb/again.html", "claims.html", "questions/toll.html"] {
        let page = page(folder.path(), name);
        let links = select(&page, "a[href*='computed.html#']");
        assert!(!links.is_empty(), "{name} has computed words");
        for link in links {
            let id = link.attr("href").unwrap().rsplit_once('#').unwrap().1;
            assert!(ids.contains(id), "{name}: {id} has no rule");
        }
    }
}

/// An internal name can read as a verdict; what readers are told is where the claim is read.
#[test]
fn lists_of_claims_call_a_claim_by_its_document_and_number() {
    let folder = build();
    for list in ["claims.html", "claims/by/status/disputed.html", "claims/by/document/aa.html", "claims/by/question/toll.html"] {
        let page = page(folder.path(), list);
        let first = select(&page, "tbody tr > :first-child");
        assert!(
            first.iter().all(|cell| ["AA ", "BB ", "CC "].iter().any(|siglum| super::small::words(*cell).starts_with(siglum)))
        );
        let link = select(&page, "tbody tr > :first-child > a[href$='documents/aa.html#n-count']")[0];
        assert_eq!(super::small::words(link), "AA 1", "{list}");
    }
}
