//! The back-of-book index and the chronology of small archives, read from the published pages.

use scraper::{ElementRef, Html, Selector};

use super::small::{all, build, page, select, words};

const HARBOUR: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\n"),
    (
        "documents/report/document.yaml",
        "title: Report\nsiglum: R\nlanguage: en\nkind: report\nissued: 2025-03-12\npublisher: union\n",
    ),
    (
        "documents/report/text.md",
        "The union met.\n\nThe union voted.\n\nThe union left; the Mole stayed.\n\nNobody else came.\n\nThe union wrote.\n",
    ),
    (
        "documents/report/notes.yaml",
        "- {id: third, quote: The union, in: p3, mention: union}\n- id: vote\n  quote: The union voted\n  claim: {says: It voted., modality: asserted, asserter: union, question: vote}\n- {id: mole, quote: the Mole, mention: quay}\n",
    ),
    (
        "entities/all.yaml",
        "- {id: union, type: organisation, name: {en: The union, ar: النقابة}, also: {en: Dockers}, match: true}\n- {id: guild, type: organisation, name: Guild, see: union}\n- {id: quay, type: place, name: the Quay, related: pier}\n- {id: pier, type: place, name: Pier, see: jetty}\n- {id: jetty, type: place, name: Jetty}\n",
    ),
    ("questions.yaml", "- {id: vote, asks: Who voted?, kind: open}\n"),
];

#[test]
fn headings_stand_under_their_letters_without_articles() {
    let site = build(HARBOUR);
    let page = page(site.path(), "lookup.html");
    assert_eq!(all(&page, "[role=doc-index] h2"), ["D", "G", "J", "P", "Q", "U", "W", "ن"]);
    let names = all(&page, "[role=doc-index] li > p > :is(a, bdi):first-child");
    assert_eq!(names, ["Dockers", "Guild", "Jetty", "Pier", "the Quay", "The union", "Who voted?", "النقابة"]);
}

#[test]
fn paragraphs_that_follow_each_other_are_one_run_and_automatic_ones_are_marked() {
    let site = build(HARBOUR);
    let page = page(site.path(), "lookup.html");
    let parts = all(&page, "#entity-union > ul > li");
    // p3 is an editor's, and so no part of the run that the program found.
    assert_eq!(parts[0], "named R p1–p2° found by the program, p3, p5° found by the program");
    assert_eq!(parts[1], "says R p2");
    assert_eq!(parts[2], "published or wrote R");
    let run = select(&page, "#entity-union .at a")[1];
    assert_eq!(run.attr("href"), Some("documents/report.html#p1"));
    assert_eq!(all(&page, "#question-vote > ul > li"), ["answered R p2"]);
}

#[test]
fn no_signpost_leads_to_a_heading_under_which_nothing_stands() {
    let mut files = HARBOUR.to_vec();
    let nobody = format!("{}- {{id: nobody, type: person, name: Nobody, also: Noone}}\n", files[4].1);
    files[4].1 = &nobody;
    let names = all(&page(build(&files).path(), "lookup.html"), "[role=doc-index] li > p > :is(a, bdi):first-child");
    assert_eq!(names, ["Dockers", "Guild", "Jetty", "Nobody", "Pier", "the Quay", "The union", "Who voted?", "النقابة"]);
}

#[test]
fn see_and_see_also_lead_to_headings_with_their_places() {
    let site = build(HARBOUR);
    let page = page(site.path(), "lookup.html");
    let see: Vec<(String, &str)> = select(&page, ".letter > ul > li:not([id])")
        .into_iter()
        .map(|heading| {
            let link = heading.select(&Selector::parse("p > a").unwrap()).next().unwrap();
            (words(heading), link.attr("href").unwrap())
        })
        .collect();
    let see: Vec<(&str, &str)> = see.iter().map(|(words, href)| (words.as_str(), *href)).collect();
    let expected = [
        ("Dockers see The union", "#entity-union"),
        ("Guild see The union", "#entity-union"),
        ("Pier see Jetty", "#entity-jetty"),
        ("النقابة see The union", "#entity-union"),
    ];
    assert_eq!(see, expected);
    // Over a signpost, and back from the other side.
    assert_eq!(select(&page, "#entity-quay > ul > li:last-child a")[0].attr("href"), Some("#entity-jetty"));
    assert_eq!(select(&page, "#entity-jetty > ul > li:last-child a")[0].attr("href"), Some("#entity-quay"));
}

/// The reader who goes to a paragraph sees its translation beside it, and needs no second locator.
#[test]
fn another_name_stands_once_and_not_beside_its_own_heading() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", "The union met the Club.\n"),
        ("documents/d/notes.yaml", "- {id: u, quote: The union, mention: union}\n- {id: c, quote: the Club, mention: club}\n"),
        (
            "entities/all.yaml",
            "- {id: union, type: organisation, name: {en: The union}, also: {en: [Dockers, Union, dockers], id: Dockers}}\n- {id: club, type: organisation, name: Club, also: DOCKERS}\n",
        ),
    ]);
    let names = all(&page(site.path(), "lookup.html"), "[role=doc-index] li > p");
    let first = |line: &String| line.split(" see ").next().unwrap().trim_end_matches(" organisation").to_owned();
    let start: Vec<String> = names.iter().map(first).collect();
    assert_eq!(start, ["Club", "Dockers", "The union"], "{names:?}");
    assert!(names[1].contains("Club") && names[1].contains("The union"), "{names:?}");
}

#[test]
fn a_translation_is_named_only_where_the_original_is_not() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: id\nkind: post\ntranslations: {language: en}\n"),
        ("documents/d/text.md", "Orang datang ke Bulu.\n\nMereka pulang.\n"),
        ("documents/d/text.en.md", "People came to Bulu.\n\nThey went home from Bulu.\n"),
        ("entities/all.yaml", "- {id: bulu, type: place, name: Bulu, match: true}\n"),
    ]);
    let page = page(site.path(), "lookup.html");
    assert_eq!(all(&page, "#entity-bulu .at"), ["d p1° found by the program, p2 (en)° found by the program"]);
}

#[test]
fn an_archive_without_names_has_no_index() {
    let site = build(&[
        ("archive.yaml", "title: A\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", "Nothing happened.\n"),
    ]);
    assert!(!site.path().join("site/lookup.html").exists());
}

const STORM: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\n"),
    ("documents/log/document.yaml", "title: Log\nsiglum: L\nlanguage: en\nkind: report\nissued: 2025-04-02\n"),
    ("documents/log/text.md", "It broke on the ninth.\n\nIt broke on the twelfth.\n\nIt broke in spring.\n\nIt went on.\n"),
    (
        "documents/log/notes.yaml",
        "- id: ninth\n  quote: on the ninth\n  claim: {says: It broke on the 9th., modality: asserted, question: dam, when: 2025-03-09}\n- id: twelfth\n  quote: on the twelfth\n  claim: {says: It broke on the 12th., modality: denied, question: dam, when: 2025-03-12}\n- id: spring\n  quote: in spring\n  claim: {says: It broke in spring., modality: asserted, question: dam, when: 2025-21}\n- id: on\n  quote: went on\n  claim: {says: It went on., modality: asserted, when: 2025-03-12/}\n",
    ),
    (
        "entities/all.yaml",
        "- {id: break, type: event, name: The breaking of the dam, date: 2025-03-09~}\n- {id: old, type: event, name: An old flood, date: -0044}\n- {id: older, type: event, name: Another, date: 201X}\n- {id: month, type: event, name: A third, date: 2025-XX}\n- {id: day, type: event, name: A fourth, date: 2025-03-XX, related: [old, older, month, day2]}\n- {id: day2, type: event, name: A fifth, date: ../2024-02?, related: day}\n",
    ),
    ("questions.yaml", "- {id: dam, asks: When did it break?, kind: open, event: break}\n"),
];

#[test]
fn dates_stand_in_order_and_say_what_is_not_known() {
    let site = build(STORM);
    let page = page(site.path(), "timeline.html");
    let dates = [
        "45 BCE",
        "a year from 2010 to 2019",
        "until February 2024 (uncertain)",
        "2025, month unknown",
        "spring 2025",
        "March 2025, day unknown",
        "9 March 2025",
        "about 9 March 2025",
        "since 12 March 2025, end unknown",
        "12 March 2025",
        "2 April 2025",
    ];
    assert_eq!(all(&page, ".on > p:first-child"), dates);
    let times: Vec<_> = select(&page, "time").into_iter().filter_map(|time| time.attr("datetime")).collect();
    assert_eq!(times, ["2025", "2025-03", "2025-03-09", "2025-03-09", "2025-03-12", "2025-04-02"]);
    let stretches = ["45 BCE", "a year from 2010 to 2019", "February 2024", "2025", "spring 2025", "March 2025", "April 2025"];
    assert_eq!(all(&page, "h2"), stretches);
    assert_eq!(all(&page, "nav.jump a"), stretches);
}

/// What the lines on other dates say on the timeline of the storm, each with the date under which it stands.
fn otherwise(page: &Html) -> Vec<(String, String)> {
    let at = |line: ElementRef<'_>| {
        let ids = line.ancestors().filter_map(ElementRef::wrap).filter_map(|element| element.attr("id").map(str::to_owned));
        ids.into_iter().next().unwrap()
    };
    select(page, ".otherwise").into_iter().map(|line| (at(line), words(line))).collect()
}

#[test]
fn dates_for_one_thing_that_share_no_day_name_each_other() {
    let alleged: Vec<(&str, String)> = STORM.iter().map(|(path, text)| (*path, text.replace("denied", "alleged"))).collect();
    let alleged: Vec<(&str, &str)> = alleged.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let site = build(&alleged);
    let found = otherwise(&page(site.path(), "timeline.html"));
    let found: Vec<(&str, &str)> = found.iter().map(|(at, words)| (at.as_str(), words.as_str())).collect();
    // Spring has every day of March in it, and contradicts nobody.
    let expected = [
        ("date-2025-03-09", "Other dates given: 12 March 2025"),
        ("date-2025-03-09~", "Other dates given: 12 March 2025"),
        ("date-2025-03-12", "Other dates given: 9 March 2025; about 9 March 2025"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_date_that_is_denied_is_given_by_nobody() {
    let site = build(STORM);
    let page = page(site.path(), "timeline.html");
    assert_eq!(otherwise(&page), []);
    assert!(words(select(&page, "[id='date-2025-03-12'] .happened")[0]).contains("denied"), "a claim keeps its modality");
}

#[test]
fn a_bar_shows_as_much_as_the_date_says() {
    let site = build(STORM);
    let page = page(site.path(), "timeline.html");
    let bar = |id: &str| {
        let rect = select(&page, &format!("[id='date-{id}'] rect"))[0];
        let svg = select(&page, &format!("[id='date-{id}'] svg"))[0];
        let ends = all(&page, &format!("[id='date-{id}'] .end"));
        (rect.attr("x").unwrap(), rect.attr("width").unwrap(), svg.attr("class").unwrap(), ends.len())
    };
    assert_eq!(bar("2025-03-09"), ("25.8%", "3.2%", "bar day", 0));
    assert_eq!(bar("2025-03-09~"), ("25.8%", "3.2%", "bar day about", 0));
    assert_eq!(bar("2025-03-XX"), ("0.0%", "100.0%", "bar", 0));
    assert_eq!(bar("2025-03-12/"), ("35.5%", "64.5%", "bar", 1));
    assert_eq!(bar("../2024-02?"), ("0.0%", "100.0%", "bar uncertain", 1));
    assert!(!select(&page, "[id='date-2025-03-12/'] .end.unknown").is_empty(), "an end that nobody knows is no open end");
}

#[test]
fn an_archive_without_dates_has_no_timeline() {
    let site = build(&[
        ("archive.yaml", "title: A\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", "Nothing happened.\n"),
    ]);
    assert!(!site.path().join("site/timeline.html").exists());
}

#[test]
fn a_name_is_shown_in_the_very_words_of_each_document() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/a/document.yaml", "title: First\nlanguage: en\nkind: post\n"),
        ("documents/a/text.md", "The *great\nstorm* came. The storm left.\n\nThe storm is over.\n"),
        (
            "documents/a/notes.yaml",
            "- {id: great, quote: The great storm, mention: storm}\n- {id: storm, quote: The storm, every: true, mention: storm}\n- id: left\n  quote: left\n  claim: {says: It left., modality: asserted, question: when}\n",
        ),
        ("documents/b/document.yaml", "title: Second\nlanguage: en\nkind: post\n"),
        ("documents/b/text.md", "It came.\n"),
        (
            "documents/b/notes.yaml",
            "- id: came\n  quote: It came\n  claim: {says: It came., modality: asserted, question: when}\n",
        ),
        ("entities/all.yaml", "- {id: storm, type: event, name: A storm}\n"),
        ("questions.yaml", "- {id: when, asks: When?, kind: open, event: storm}\n"),
    ]);
    let own = ["First", "The great storm", "1", "p1", "The storm", "2", "p1, p2"];
    assert_eq!(all(&page(site.path(), "entities/storm.html"), ".naming tbody :is(th, td)"), own);
    let cells = all(&page(site.path(), "questions/when.html"), ".naming tbody :is(th, td)");
    assert_eq!(cells[..7], own);
    assert_eq!(cells[7..], ["Second", "no name noted"]);
}

/// A page of megabytes serves nobody: each letter gets its own, and the whole index leads there.
#[test]
fn a_large_index_has_a_page_for_each_letter() {
    let text = "Ash and Birch.\n\nNobody.\n\n".repeat(1_600);
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nsiglum: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", &text),
        (
            "entities/all.yaml",
            "- {id: ash, type: person, name: Ash, also: '#1', match: true, related: birch}\n- {id: birch, type: person, name: Birch, match: true}\n",
        ),
    ]);
    let whole = page(site.path(), "lookup.html");
    let links: Vec<_> = select(&whole, "[role=doc-index] p > a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links, ["lookup/A.html#entity-ash", "lookup/A.html#entity-ash", "lookup/B.html#entity-birch"]);
    let jumps: Vec<_> = select(&whole, ".letters a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(jumps, ["lookup/digits.html#letter-1", "lookup/A.html#letter-2", "lookup/B.html#letter-3"]);
    let letter = page(site.path(), "lookup/A.html");
    assert_eq!(select(&letter, "#entity-ash .at a").len(), 1 + 1_600);
    let also = select(&letter, "#entity-ash > ul > li:last-child > a")[0];
    assert_eq!((words(also), also.attr("href")), ("Birch".to_owned(), Some("../lookup/B.html#entity-birch")));
    assert_eq!(all(&letter, ".letters a[aria-current=true]"), ["A"]);
}

#[test]
fn a_large_letter_has_several_pages_and_each_heading_stands_on_one() {
    let ports = 40;
    let text: String = (0..4_000).map(|number| format!("Port {:02} was full.\n\n", number % ports)).collect();
    let entity = |number| format!("- {{id: port-{number:02}, type: place, name: Port {number:02}, match: true}}\n");
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", &text),
        ("entities/all.yaml", &((0..ports).map(entity).collect::<String>() + "- {id: ash, type: place, name: Ash}\n")),
    ]);
    let whole = page(site.path(), "lookup.html");
    let links: Vec<_> = select(&whole, "[role=doc-index] p > a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!((links.len(), links[0]), (1 + ports, "lookup/A.html#entity-ash"));
    // A heading and the hundred places under it are 101 rows, of which a page holds 3,000.
    assert_eq!((links[29], links[30]), ("lookup/P.html#entity-port-28", "part/lookup/P/2.html#entity-port-29"));
    for link in links {
        let (path, id) = link.split_once('#').unwrap();
        assert_eq!(select(&page(site.path(), path), &format!("#{id}")).len(), 1, "{link}");
    }
    let second = page(site.path(), "part/lookup/P/2.html");
    assert_eq!(select(&second, "[role=doc-index] li[id]").len(), ports - 29);
    assert_eq!(all(&second, ".parts")[0], "Part 2 of 2 · 30–40 of 40FirstPrevious");
    assert_eq!(select(&second, ".parts a[rel=prev]")[0].attr("href"), Some("../../../lookup/P.html"));
    assert_eq!(all(&second, ".letters a[aria-current=true]"), ["P"]);
    assert!(!site.path().join("site/part/lookup/P/3.html").exists() && !site.path().join("site/part/lookup/A").exists());
}

#[test]
fn a_letter_inside_another_does_not_divide_it() {
    let names = "- {id: a, type: place, name: Ader, related: [b, c, d]}\n- {id: b, type: place, name: Ærø}\n- {id: c, type: place, name: Afar}\n- {id: d, type: place, name: Zeeland}\n";
    for (language, letters) in [("en", &["A", "Z"][..]), ("da", &["A", "Z", "Æ"])] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: {language}\n")),
            ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
            ("documents/d/text.md", "Nothing happened.\n"),
            ("entities/all.yaml", names),
        ]);
        assert_eq!(all(&page(site.path(), "lookup.html"), "[role=doc-index] h2"), letters);
    }
}
