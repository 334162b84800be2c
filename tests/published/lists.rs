//! Lists, with the numbers that their document gives them.

use super::small::{build, page, select};

#[test]
fn items_keep_their_numbers() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: law\n"),
        (
            "documents/d/text.md",
            "3. three\n7. seven\n8. eight\n\nThen\n\n1. one\n1. two\n1. three\n\n> 2) two\n> 5) five\n\nLast\n\n1. a\n2. b\n2. c\n3. d\n",
        ),
        ("documents/d/notes.yaml", "- {id: n, quote: three, every: true, note: x}\n"),
    ]);
    let page = page(site.path(), "documents/d.html");
    let lists: Vec<Option<&str>> = select(&page, ".text ol").into_iter().map(|list| list.attr("start")).collect();
    let items: Vec<Option<&str>> = select(&page, ".text ol > li").into_iter().map(|item| item.attr("value")).collect();
    assert_eq!(lists, [Some("3"), None, Some("2"), None]);
    assert_eq!(items, [None, Some("7"), None, None, None, None, None, Some("5"), None, None, Some("2"), None]);
}
