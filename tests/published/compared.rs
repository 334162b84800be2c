//! What comparing finds, on the pages of questions and claims: by date, and with what there is no room for.

use super::small::{all, build, page};

/// An archive of a question about numbers, with documents of which each has its lines of `document.yaml` and a note.
fn site(documents: &[(String, String)]) -> tempfile::TempDir {
    site_with(documents, "")
}

/// The same with more entities.
fn site_with(documents: &[(String, String)], entities: &str) -> tempfile::TempDir {
    let mut files = vec![
        ("archive.yaml".to_owned(), "title: A\nlanguage: en\n".to_owned()),
        ("questions.yaml".to_owned(), "- {id: toll, asks: How many?, kind: figure, event: storm}\n".to_owned()),
        ("entities/all.yaml".to_owned(), format!("- {{id: storm, type: event, name: Storm, date: 1882}}\n{entities}")),
    ];
    for (number, (record, notes)) in documents.iter().enumerate() {
        let folder = format!("documents/d{number:02}");
        let record = format!("title: T{number:02}\nsiglum: S{number:02}\nlanguage: en\nkind: post\n{record}");
        files.push((format!("{folder}/document.yaml"), record));
        files.push((format!("{folder}/text.md"), "Some died.\n".to_owned()));
        if !notes.is_empty() {
            files.push((format!("{folder}/notes.yaml"), notes.clone()));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build(&files)
}

fn claim(figure: &str) -> String {
    format!("- id: n\n  quote: Some\n  claim: {{says: S., question: toll, modality: asserted, figures: {{{figure}}}}}\n")
}

#[test]
fn figures_by_date_come_as_documents_do() {
    let dates = ["", "as_of: 1883-02~", "as_of: 1883-01-05", "as_of: '1884?'", "as_of: 1883"];
    let documents: Vec<(String, String)> = dates
        .iter()
        .zip(["value: 5", "value: 4", "value: 3", "value: 2", "value: 1"])
        .map(|(date, value)| (String::new(), claim([value, date].join(", ").trim_end_matches(", "))))
        .collect();
    let site = site(&documents);
    let told = all(&page(site.path(), "questions/toll.html"), ".by-date li");
    let dates: Vec<&str> = told.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(dates, ["1883", "5 January 1883", "about February 1883", "1884 (uncertain)", "date unknown"], "{told:?}");
}

#[test]
fn silent_documents_without_a_row_are_no_claims_named_above() {
    let mut documents = vec![(String::new(), claim("value: 5")), (String::new(), claim("value: 6"))];
    documents.extend((0..25).map(|_| (String::new(), String::new())));
    let site = site(&documents);
    let said = all(&page(site.path(), "claims/d00/n.html"), "section[aria-labelledby=matrix] p");
    assert!(
        said.iter().any(|line| line.starts_with("Documents without a claim on the question are not listed here")),
        "{said:?}"
    );
    assert!(!said.iter().any(|line| line.starts_with("The claims named above")), "{said:?}");
}

#[test]
fn documents_too_many_for_a_table_meet_in_a_list() {
    let mut documents: Vec<(String, String)> = (0..25).map(|_| (String::new(), String::new())).collect();
    documents[3] = ("issued: 1890\n".to_owned(), claim("value: 5, as_of: 1888"));
    documents[7] = ("issued: 1889\n".to_owned(), claim("value: 6, as_of: 1888"));
    let low = claim("min: 5, max: 6, as_of: 1888");
    let same = claim("value: 6, as_of: 1888").replace("id: n", "id: m");
    documents[9] = ("issued: 1888\n".to_owned(), low + &same);
    let site = site(&documents);
    let page = page(site.path(), "questions.html");
    let rows = all(&page, "section:has(#meetings) tbody tr");
    assert_eq!(rows, ["T09T03conflict 1", "T07T03conflict 1", "T09T07agree 1"]);
}

#[test]
fn of_many_who_agree_the_others_are_counted() {
    let counted = |number: usize| {
        let basis = format!("asserted, basis: {{kind: count, by: l{number}}}");
        (format!("issued: {}\n", 1900 - number), claim("value: 5").replace("asserted", &basis))
    };
    let documents: Vec<(String, String)> = (0..6).map(counted).collect();
    let entities: String = (0..6).map(|number| format!("- {{id: l{number}, type: group, name: L{number}}}\n")).collect();
    let site = site_with(&documents, &entities);
    let claim = all(&page(site.path(), "claims/d00/n.html"), ".stands");
    let named = "the same numberS05: S. · asserted (5; here 5)S04: ";
    assert!(claim[0].contains(named) && claim[0].ends_with("and 2 more: How many?"), "{claim:?}");
    let line = all(&page(site.path(), "claims.html"), "tbody tr").concat();
    assert!(line.contains("S05, S04, S03, …"), "{line}");
}
