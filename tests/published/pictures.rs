//! Pictures of a text, read from the published pages.

use std::fs;

use super::small::{all, build, page, select};

/// Of a picture without a description nothing is known; its address is no word of the text.
#[test]
fn what_nobody_can_quote_stands_on_no_page() {
    let site = build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("documents/d/document.yaml", "title: D\nlanguage: en\nkind: other\n"),
        (
            "documents/d/text.md",
            "One ![](x.png) two ![](http://e.org/x.png) three [](http://e.org/) four ![a boat](y.png) ![a quay](http://e.org/y.png).\n",
        ),
    ]);
    let document = page(site.path(), "documents/d.html");
    assert_eq!(all(&document, "#p1"), ["1One two three four a quay."]);
    let pictures: Vec<_> =
        select(&document, "#p1 [role=img]").iter().map(|picture| picture.attr("aria-label").unwrap()).collect();
    assert_eq!(pictures, ["a boat"]);
    let links: Vec<_> = select(&document, "#p1 a:not(.pn)").iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links, ["http://e.org/y.png"]);
    let tei = fs::read_to_string(site.path().join("site/documents/d/document.tei.xml")).unwrap();
    assert!(!tei.contains(">http://e.org"), "{tei}");
}
