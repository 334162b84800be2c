//! What records say, as tables.

use super::small::build;

const NOTES: &str = "- {id: toll, quote: Twelve, history: [{on: 2025-02-01, was: A dozen, change: wording}],\n\
    \x20  claim: {says: Twelve fled., modality: denied, figures: {value: 12}}}\n";

#[test]
fn what_a_record_says_is_in_a_table() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\neditors: {id: robot, name: A machine}\n"),
        (
            "documents/d/document.yaml",
            "title: Satu\ntitle_translated: {en: One, fr: Un}\nlanguage: id\nkind: post\n\
             translations: {language: en, method: machine-edited, by: robot}\n\
             content_notes: {about: violence, paragraphs: p1}\n\
             capture: {accessed: 2025-01-01, file: one.html, tool: a browser}\n",
        ),
        ("documents/d/text.md", "Twelve fled.\n"),
        ("documents/d/text.en.md", "Twelve fled.\n"),
        ("documents/d/notes.yaml", NOTES),
        ("entities/all.yaml", "- {id: peace, type: organisation, name: {en: Peace, ar: السلام}, also: {en: Calm}, match: true}\n"),
        ("pages/about.md", "# About\n\n[](entity:peace)\n"),
    ]);
    let table = |name: &str| std::fs::read_to_string(site.path().join(format!("site/data/{name}.csv"))).unwrap();
    for (name, row) in [
        ("titles", "d,One,en"),
        ("translations", "d,en,machine-edited,robot,"),
        ("content_notes", "d,violence,p1"),
        ("revisions", "d/toll,2025-02-01,,A dozen,wording"),
        ("names", "peace,السلام,ar,false"),
        ("names", "peace,Calm,en,true"),
        ("figures", "d/toll,1,12,12,false,denied,"),
        ("documents", ",one.html,,a browser,"),
    ] {
        assert!(table(name).contains(row), "{row} in {}", table(name));
    }
}
