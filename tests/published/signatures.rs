//! Who wrote a note, and when, stands where the note is read.

use super::small::{all, build, page};

const FILES: &[(&str, &str)] = &[
    ("archive.yaml", "title: A\nlanguage: en\neditors: {id: ed, name: Edith Lind}\n"),
    ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: post\n"),
    ("documents/d/text.md", "One person fled on Monday.\n"),
    (
        "documents/d/notes.yaml",
        "- {id: signed, quote: One person, by: ed, created: 2024-01-02, note: A remark.}\n- {id: plain, quote: Monday, note: Another.}\n",
    ),
];

#[test]
fn a_note_tells_beside_its_text_who_wrote_it() {
    let site = build(FILES);
    let document = page(site.path(), "documents/d.html");
    assert_eq!(all(&document, "#n-signed .more p"), ["By Edith Lind · written 2 January 2024"]);
    assert!(all(&document, "#n-plain .more").is_empty(), "nothing opens where there is nothing more");
}
