//! Works as notes cite them, and as the bibliography lists them.

use super::small::{all, build, draft, page, select, words};

const BIB: &str = "@book{one, author = {Doe, Jane}, title = {One}, date = {2020}}\n\
    @book{two, author = {{Harbour Office of Aden}}, title = {Two}, date = {2021}}\n\
    @book{three, author = {Roe, Jo and {Union and Guild}}, title = {Three}, date = {2022}}\n";

/// An archive whose one note cites works.
fn cited(note: &str, works: (&str, &str)) -> tempfile::TempDir {
    with_note(note, works, build)
}

fn with_note(note: &str, (file, works): (&str, &str), build: fn(&[(&str, &str)]) -> tempfile::TempDir) -> tempfile::TempDir {
    build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
        ("documents/d/text.md", "Nothing happened.\n"),
        ("documents/d/notes.yaml", &format!("- {{id: n, quote: Nothing, note: '{note}'}}\n")),
        (file, works),
    ])
}

fn site() -> tempfile::TempDir {
    cited("So it is said [@one, p. 3; @two] elsewhere, too [@three].", ("bibliography.bib", BIB))
}

#[test]
fn works_that_are_cited_together_stand_in_one_pair_of_brackets() {
    let site = site();
    let page = page(site.path(), "documents/d.html");
    let note = words(select(&page, "p:has(> .citation)")[0]);
    let wanted = "So it is said (Doe 2020, p. 3; Harbour Office of Aden 2021) elsewhere, too (Roe and Union and Guild 2022).";
    assert!(note.contains(wanted), "{note}");
    let links: Vec<_> = select(&page, ".citation").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links, ["one", "two", "three"].map(|key| format!("../bibliography.html#work-{key}")));
}

#[test]
fn no_style_lets_a_place_run_into_the_next_work() {
    for (style, wanted) in [
        ("nature", "Two 1, p. 3; 2. None 1,2. One 3."),
        ("american-medical-association", "Two 1, p. 3; 2. None 1,2. One 3."),
        ("ieee", "Two [1, p. 3], [2]. None [1], [2]. One [3]."),
        ("vancouver", "Two (1, p. 3; 2). None (1,2). One (3)."),
        ("plos", "Two [1, p. 3; 2]. None [1,2]. One [3]."),
        ("chicago-notes", "Two Jane Doe, One (2020), p. 3; Harbour Office of Aden, Two (2021). None Jane Doe"),
        ("modern-humanities-research-association", "Two Jane Doe, One (2020), p. 3; Harbour Office of Aden, Two (2021). None"),
        ("apa", "Two (Doe, 2020, p. 3; Harbour Office of Aden, 2021). None (Doe, 2020; Harbour Office of Aden, 2021)."),
        ("mla", "Two (Doe, p. 3; Harbour Office of Aden). None (Doe; Harbour Office of Aden)."),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: en\ncitation_style: {style}\n")),
            (
                "pages/p.md",
                "# P\n\nTwo [@one, p. 3; @two]. None [@one; @two]. One [@three].\n\n[A [@one] and [@two]](https://example.org/)\n",
            ),
            ("bibliography.bib", BIB),
        ]);
        let page = page(site.path(), "p.html");
        let text = all(&page, "main p").join("\n");
        assert!(text.contains(wanted), "{style}: {text}");
        assert!(![")(", "][", "12"].iter().any(|run| text.contains(run)), "{style}: {text}");
    }
}

#[test]
fn works_are_listed_under_the_numbers_by_which_they_are_cited() {
    for (style, wanted) in [("ieee", "[1] J. Doe"), ("nature", "1. Doe, J."), ("vancouver", "1. One.")] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: en\ncitation_style: {style}\n")),
            ("pages/p.md", "# P\n\nSo it is said [@one; @two; @three].\n"),
            ("bibliography.bib", BIB),
        ]);
        let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]");
        assert!(listed[0].contains(wanted), "{style}: {listed:?}");
    }
}

#[test]
fn works_that_wait_behind_a_link_do_not_run_into_its_words() {
    for (style, wanted) in [
        ("chicago-author-date", ["go there end (Doe 2020; Roe", "go (Doe 2020)."]),
        ("chicago-notes", ["go there end Jane Doe, One (2020);", "go Jane Doe, One (2020)."]),
        ("nature", ["go there end1,3", "go 1."]),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: en\ncitation_style: {style}\n")),
            ("pages/p.md", "# P\n\n[go [@one] there [@three] end](https://example.org/). [go [@one]](https://example.org/).\n"),
            ("bibliography.bib", BIB),
        ]);
        let text = all(&page(site.path(), "p.html"), "main p").join("\n");
        assert!(wanted.iter().all(|words| text.contains(words)), "{style}: {text}");
    }
}

#[test]
fn data_keep_works_apart_that_are_cited_together() {
    let site = site();
    let read = |name: &str| std::fs::read_to_string(site.path().join("site/documents/d").join(name)).unwrap();
    let annotations = read("annotations.jsonld");
    assert!(annotations.contains("[@one, p. 3]; [@two] elsewhere"), "{annotations}");
    let tei = read("document.tei.xml");
    assert!(tei.contains("[@one, p. 3]</ref>; <ref") && tei.contains("[@two]</ref> elsewhere"), "{tei}");
}

#[test]
fn data_put_nothing_where_a_work_is_missing() {
    let folder = with_note("It [@one; @none] is. And [@none; @one; @none; @two] so.", ("bibliography.bib", BIB), draft);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("site/documents/d").join(name)).unwrap();
    let annotations = read("annotations.jsonld");
    assert!(annotations.contains("It [@one] is. And [@one]; [@two] so."), "{annotations}");
    let tei = read("document.tei.xml");
    assert!(tei.contains("[@one]</ref> is. And <ref") && tei.contains("[@one]</ref>; <ref"), "{tei}");
}

#[test]
fn a_name_without_a_comma_stays_whole() {
    let work = "one: {type: report, title: One, author: Observatory for Human Rights, date: 2020}\n";
    let site = cited("So it is said [@one].", ("bibliography.yaml", work));
    assert!(all(&page(site.path(), "documents/d.html"), ".citation").concat().contains("Observatory for Human Rights 2020"));
    let csl = std::fs::read_to_string(site.path().join("site/data/bibliography.csl.json")).unwrap();
    assert!(csl.contains("\"Observatory for Human Rights\""), "{csl}");
}

#[test]
fn a_work_is_listed_as_its_record_means_it() {
    let works = "one: {type: article, title: 'Report on the coast, quoted in HE, by the UN', author: Harbour News}\n\
        two: {type: article, title: On tides, author: 'Doe, Jane', parent: {type: newspaper, title: The Daily}}\n";
    let site = cited("So it is said [@one; @two].", ("bibliography.yaml", works));
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
    assert!(listed.contains("Report on the Coast, Quoted in HE, By the UN") && !listed.contains("Preprint"), "{listed}");
    assert!(listed.contains("The Daily"), "{listed}");
}

#[test]
fn a_body_that_wrote_a_work_keeps_its_whole_name() {
    let listed = all(&page(site().path(), "bibliography.html"), "[id^=work-]").join("\n");
    assert!(listed.contains("Harbour Office of Aden. 2021"), "{listed}");
    assert!(listed.contains("Roe, Jo, and Union and Guild. 2022"), "{listed}");
}

#[test]
fn stretches_of_pages_and_what_stands_behind_a_name_stay_apart() {
    let bib = "@article{one, author = {Smith, III, John}, title = {One}, date = {2020}, journaltitle = {J}, pages = {1--5, 9}}\n";
    let site = cited("So it is said [@one].", ("bibliography.bib", bib));
    let work = words(select(&page(site.path(), "bibliography.html"), "[id=work-one]")[0]);
    assert!(work.contains("Smith, John, III") && work.contains("1–5, 9"), "{work}");
}

#[test]
fn reference_managers_get_a_work_as_it_is() {
    let bib = "@report{one, author = {King, Jr., Martin}, title = {One}, date = {-0044-03-15}, institution = {Peace and Justice},\n\
        number = {TR-7}, location = {Geneva}, url = {https://example.org/a_b%20c?x=1&y=2#z}, doi = {10.1000/a_b}}\n\
        @book{two, author = {Doe, Jane}, translator = {Roe, Jo}, edition = {2}, title = {Two}, date = {1950~}}\n";
    let site = cited("So it is said [@one; @two].", ("bibliography.bib", bib));
    let written = |name: &str| std::fs::read_to_string(site.path().join("site/data").join(name)).unwrap();
    let again = written("bibliography.bib");
    for wanted in [
        "author = {King, Jr., Martin}",
        "date = {-0044-03-15}",
        "institution = {{Peace and Justice}}",
        "number = {TR-7}",
        "location = {Geneva}",
        "url = {https://example.org/a_b%20c?x=1&y=2#z}",
        "doi = {10.1000/a_b}",
        "translator = {Roe, Jo}",
        "edition = {2}",
        "date = {1950~}",
    ] {
        assert!(again.contains(wanted), "{wanted} in {again}");
    }
    let csl: serde_json::Value = serde_json::from_str(&written("bibliography.csl.json")).unwrap();
    assert_eq!(csl[0]["issued"], serde_json::json!({ "date-parts": [[-44, 3, 15]] }));
    assert_eq!((&csl[0]["number"], &csl[0]["author"][0]["suffix"]), (&"TR-7".into(), &"Jr.".into()));
    assert_eq!(csl[1]["issued"], serde_json::json!({ "date-parts": [[1950]], "circa": true }));
    assert_eq!((&csl[1]["translator"][0]["family"], &csl[1]["edition"]), (&"Roe".into(), &"2".into()));
}

#[test]
fn works_that_would_be_cited_alike_are_told_apart_and_lose_no_name() {
    let works = "one: {type: book, title: One, author: 'Smith, Jane', date: 2020}\n\
        two: {type: book, title: Two, author: 'Smith, John', date: 2020}\nthree: {type: book, title: Three, author: 'Smith, Jane', date: 2020}\n";
    let site = cited("So it is said [@one; @two; @three].", ("bibliography.yaml", works));
    let cited = all(&page(site.path(), "documents/d.html"), ".citation");
    let mut apart = cited.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), 3, "{cited:?}");
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]");
    assert_eq!(
        listed.iter().filter(|work| work.contains("Smith, Jane. 2020") || work.contains("Smith, John. 2020")).count(),
        3,
        "{listed:?}"
    );
}

#[test]
fn letters_behind_years_follow_the_order_of_the_list() {
    let works = "one: {type: book, title: Zeal, author: 'Doe, Jane'}\ntwo: {type: book, title: Mind, author: 'Doe, Jane'}\n\
        three: {type: book, title: Aim, author: 'Doe, Jane'}\nfour: {type: book, title: Four, author: 'Coe, Ann', date: 2020}\n";
    let site = cited("So it is said [@one; @two; @three; @four].", ("bibliography.yaml", works));
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
    let letters: Vec<_> = ["Coe, Ann. 2020", "n.d.-a. Aim", "n.d.-b. Mind", "n.d.-c. Zeal"].map(|work| listed.find(work)).into();
    assert!(letters.is_sorted() && letters[0].is_some(), "{listed}");
    let cited = all(&page(site.path(), "documents/d.html"), ".citation");
    assert_eq!(cited, ["(Doe, n.d.-c", "Doe, n.d.-b", "Doe, n.d.-a", "Coe 2020)"]);
}

#[test]
fn those_who_are_not_named_are_no_person() {
    let bib = "@book{one, author = {Smith, Ann and others}, title = {One}, date = {2020}}\n\
        @book{two, author = {Coe, Jo and Doe, Jane and others}, title = {Two}, date = {2021}}\n";
    for (style, language, short, full) in [
        ("chicago-author-date", "en", "(Smith et al. 2020;", "Smith, Ann, et al. 2020."),
        ("apa", "en", "(Smith et al., 2020;", "Smith, A., et al. (2020)."),
        ("ieee", "en", "[1], [2]", "A. Smith et al., One"),
        ("nature", "en", "1,2", "Smith, A. et al. One"),
        ("mla", "en", "(Smith et al.;", "Smith, Ann, et al. One"),
        ("chicago-notes", "en", "Ann Smith et al., One (2020);", "Smith, Ann, et al. One"),
        ("chicago-author-date", "ar", "(Smith وآخرون 2020;", "Smith, Ann, وآخرون. 2020."),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: {language}\ncitation_style: {style}\n")),
            ("pages/p.md", "# P\n\nSo it is said [@one; @two].\n"),
            ("bibliography.bib", bib),
        ]);
        let text = all(&page(site.path(), "p.html"), "main p").join("\n");
        assert!(text.contains(short), "{style}: {text}");
        let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
        assert!(listed.contains(full) && !listed.contains("others"), "{style}: {listed}");
    }
}

#[test]
fn nobody_is_named_others_in_any_part_or_behind_a_dash() {
    let works = "one: {type: book, title: Alpha, author: ['Smith, Ann', others], date: 2020}\n\
        two: {type: book, title: Beta, author: ['Smith, Ann', others], date: 2021}\n\
        three: {type: book, title: Alpha, editor: ['Coe, Jo', 'Doe, Jane'], date: 2020}\n\
        four: {type: book, title: Beta, editor: ['Coe, Jo', 'Doe, Jane'], date: 2021}\n\
        five: {type: anthos, title: Part, author: 'Roe, Jo', parent: {type: anthology, title: Whole, editor: ['Jones, B.', others]}}\n\
        six: {type: book, title: Gamma, author: 'Roe, Jo', affiliated: [{role: translator, names: ['Tee, T.', others]}]}\n";
    for (style, wanted) in [
        ("mla", ["———. Beta. 2021.", "———, editors. Beta.", "edited by B. Jones et al.", "by T. Tee et al."]),
        ("turabian-author-date", ["———. 2021. Beta.", "———. 2021. Beta.", "edited by B. Jones et al.", "by T. Tee et al."]),
        ("bristol-university-press", ["Smith, A. et al (2021)", "Coe, J. and Doe, J.", "B. Jones et al (eds)", "Gamma"]),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: en\ncitation_style: {style}\n")),
            ("pages/p.md", "# P\n\nSo it is said [@one; @two; @three; @four; @five; @six].\n"),
            ("bibliography.yaml", works),
        ]);
        let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
        assert!(wanted.iter().all(|words| listed.contains(words)) && !listed.contains("others"), "{style}: {listed}");
    }
}

#[test]
fn the_title_of_a_book_of_several_works_stands_once() {
    let bib = "@incollection{one, author = {Moe, M.}, title = {Part}, booktitle = {Whole}, editor = {Jones, B.}, date = {2003},\n\
        volume = {2}, pages = {12--34}, publisher = {P}}\n";
    let paper = &bib.replace("incollection", "inproceedings").replace("volume", "series = {Row}, volume");
    let plain = "one: {type: anthos, title: Part, author: 'Moe, M.', date: 2003, parent: {type: anthology, title: Whole, editor: 'Jones, B.'}}\n";
    for (style, file, works, wanted) in [
        ("chicago-author-date", "bib", bib, "“Part.” In Whole, edited by B. Jones, vol. 2. P."),
        ("apa", "bib", bib, "Part. In B. Jones (Ed.), Whole (Vol. 2, pp. 12–34). P."),
        ("mla", "bib", bib, "“Part.” Whole"),
        ("chicago-author-date", "yaml", plain, "“Part.” In Whole, edited by B. Jones."),
        ("apa", "yaml", plain, "Part. In B. Jones (Ed.), Whole."),
        ("mla", "yaml", plain, "“Part.” Whole, edited by B. Jones, 2003."),
        ("chicago-author-date", "bib", paper, "“Part.” In Whole, edited by B. Jones, vol. 2. Row. P."),
        ("mla", "bib", paper, "“Part.” Whole, edited by B. Jones, vol. 2, P, 2003, pp. 12–34. Row."),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: en\ncitation_style: {style}\n")),
            ("pages/p.md", "# P\n\nSo it is said [@one].\n"),
            (&format!("bibliography.{file}"), works),
        ]);
        let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
        assert!(listed.contains(wanted) && listed.matches("Whole").count() == 1, "{style}: {listed}");
    }
}

#[test]
fn words_of_a_title_keep_the_capitals_that_no_rule_would_give_them() {
    let bib = "@book{one, title = {HTS and the UN in Idlib: NGOs, IDPs and self-determination}, date = {2020}}\n\
        @book{two, title = {The U.N. by McCain of al-Qaida and d’Ivoire}, date = {2021}}\n\
        @book{three, title = {{Syria} burns}, date = {2022}}\n";
    let site = cited("So it is said [@one; @two; @three].", ("bibliography.bib", bib));
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
    for title in [
        "HTS and the UN in Idlib: NGOs, IDPs and Self-Determination.",
        "The U.N. by McCain of al-Qaida and d’Ivoire.",
        "Syria Burns.",
    ] {
        assert!(listed.contains(title), "{title} in {listed}");
    }
}

#[test]
fn works_are_cited_in_the_language_of_the_archive_or_else_in_english() {
    let bib = "@incollection{one, author = {Roe, Jo}, title = {One}, booktitle = {Book}, editor = {Doe, Jane}}\n\
        @online{two, title = {Two}, url = {https://example.org/}, urldate = {2020-03-04}}\n";
    for (language, wanted) in [
        ("de", ["o. J.", "herausgegeben von Jane Doe", "4. März 2020"]),
        ("fr", ["s. d.", "édité par Jane Doe", "4 mars 2020"]),
        ("id", ["t.t.", "disunting oleh Jane Doe", "4 Maret 2020"]),
        ("ar", ["د.ت", "تحقيق Jane Doe", "4 مارس، 2020"]),
        ("ar-SY", ["د.ت", "تحقيق Jane Doe", "4 مارس، 2020"]),
        ("tlh", ["n.d.", "edited by Jane Doe", "March 4, 2020"]),
    ] {
        let site = build(&[
            ("archive.yaml", &format!("title: A\nlanguage: {language}\n")),
            ("pages/p.md", "# P\n\n[@one] [@two]\n"),
            ("bibliography.bib", bib),
        ]);
        let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
        assert!(wanted.iter().all(|words| listed.contains(words)), "{language}: {listed}");
    }
}

#[test]
fn a_family_name_is_neither_split_nor_taken_for_another() {
    let bib = "@book{one, author = {de Boer, Jan}, title = {One}, date = {2002}}\n\
        @book{two, author = {Boer, Piet}, title = {Two}, date = {2002}}\n\
        @book{three, author = {El Baradei, Mohamed}, title = {Three}, date = {2003}}\n";
    let site = cited("So it is said [@one; @two; @three].", ("bibliography.bib", bib));
    let cited = all(&page(site.path(), "documents/d.html"), ".citation");
    assert_eq!(cited, ["(de Boer 2002", "Boer 2002", "El Baradei 2003)"]);
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]").join("\n");
    for name in ["Boer, Jan de. 2002", "Boer, Piet. 2002", "El Baradei, Mohamed. 2003"] {
        assert!(listed.contains(name), "{name} in {listed}");
    }
}

#[test]
fn a_particle_touches_its_name_where_it_is_written_so() {
    let person = |prefix: &str, name: &str| format!("author: {{name: {name}, prefix: \"{prefix}\", given-name: A.}}, date: 2020");
    let yaml = format!(
        "one: {{type: book, title: One, {}}}\ntwo: {{type: book, title: Two, {}}}\n",
        person("al-", "Assad"),
        person("d’", "Alembert")
    );
    let site = cited("So it is said [@one; @two].", ("bibliography.yaml", &yaml));
    let cited = all(&page(site.path(), "documents/d.html"), ".citation");
    assert_eq!(cited, ["(al-Assad 2020", "d’Alembert 2020)"]);
}

#[test]
fn a_work_in_biblatex_is_read_whole() {
    let bib = "@book{one, author = {Garc{\\'\\i}a, J.~M.}, title = {Syria}, subtitle = {A War Foretold}, titleaddon = {Part Two},\n\
        langid = {indonesian}, annotation = {For us alone}, series = {Studies}, date = {2020}}\n\
        @dataset{two, title = {\\emph{Deaths}, by \\textbf{day} \\ldots}, author = {Doe, Jane and others}, langid = {zh}, date = {2021}}\n\
        @xdata{three, title = {Nothing by itself}}\n@book{four, title = {Why?}, subtitle = {Because}, xdata = {three}, date = {2022}}\n";
    let site = cited("So it is said [@one; @two; @four].", ("bibliography.bib", bib));
    let read = |name: &str| std::fs::read_to_string(site.path().join("site").join(name)).unwrap();
    let listed = all(&page(site.path(), "bibliography.html"), "[id^=work-]");
    assert_eq!(listed.len(), 3, "{listed:?}");
    let listed = listed.join("\n");
    for words in ["García, J. M. 2020. Syria: A War Foretold. Part Two. Studies", "Deaths, by day …", "Why? Because"] {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    let data = read("data/bibliography.bib");
    for field in ["@dataset{two", "langid = {id}", "langid = {zh}", "series = {Studies}", "title = {Why? Because}"] {
        assert!(data.contains(field), "{field} in {data}");
    }
    assert!(!(data.contains("For us") || read("data/bibliography.csl.json").contains("For us")), "{data}");
}
