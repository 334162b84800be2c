//! Words beside documents, as the list of words shows them.

use super::small::{all, build, page, select};

fn site(terms: &str) -> tempfile::TempDir {
    build(&[
        ("archive.yaml", "title: A\nlanguage: en\n"),
        ("terms.yaml", terms),
        ("documents/a/document.yaml", "title: First\nsiglum: AA\nlanguage: en\nkind: post\nissued: 2025-03-08\n"),
        ("documents/a/text.md", "A massacre.\n\nThe massacre; a purge.\n"),
        (
            "documents/a/notes.yaml",
            "- {id: one, quote: A massacre, wording: {term: massacre}}\n- {id: two, quote: The massacre, wording: {term: massacre}}\n- {id: three, quote: purge, wording: {term: purge}}\n",
        ),
        ("documents/b/document.yaml", "title: Second\nsiglum: BB\nlanguage: en\nkind: post\nissued: 2025-03-09\n"),
        ("documents/b/text.md", "The coup and the pogrom.\n"),
        (
            "documents/b/notes.yaml",
            "- {id: one, quote: coup, wording: {term: coup}}\n- {id: two, quote: pogrom, wording: {term: pogrom}}\n",
        ),
        ("documents/c/document.yaml", "title: Third\nsiglum: CC\nlanguage: en\nkind: post\n"),
        ("documents/c/text.md", "Nothing.\n"),
    ])
}

#[test]
fn words_near_each_other_stand_in_one_block_beside_the_documents_that_use_them() {
    let site = site(
        "- {id: coup, term: coup, scheme: loaded}\n- {id: massacre, term: massacre, scheme: loaded, related: pogrom}\n- {id: pogrom, term: pogrom, scheme: loaded}\n- {id: purge, term: purge, scheme: loaded, broader: massacre}\n- {id: idle, term: idle, scheme: loaded, related: coup}\n",
    );
    let page = page(site.path(), "terms.html");
    assert_eq!(all(&page, ".terms thead th"), ["Word", "AA", "BB"], "a document without such a note has no column");
    let blocks: Vec<usize> = select(&page, ".terms tbody").iter().map(|block| block.child_elements().count()).collect();
    assert_eq!(blocks, [3, 1]);
    assert_eq!(all(&page, ".terms tbody th"), ["massacre", "pogrom", "purge", "coup"], "a word that nobody uses has no row");
    let cells = all(&page, ".terms td");
    assert_eq!(cells, ["p1, p2", "–nothing", "–nothing", "p1", "p2", "–nothing", "–nothing", "p1"]);
    let links: Vec<_> = select(&page, ".terms td a").into_iter().map(|link| link.attr("href").unwrap()).collect();
    assert!(links.iter().all(|link| link.starts_with("documents/")), "{links:?}");
}
