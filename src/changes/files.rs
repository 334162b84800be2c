//! Which of the published files are new, changed or gone.

use std::collections::BTreeMap;

/// The pages that are new, changed, gone; and how many files that are no pages are one of these.
pub fn differences(before: &BTreeMap<String, u64>, after: &BTreeMap<String, u64>) -> ([Vec<String>; 3], usize) {
    let is_new = |path: &&String| !before.contains_key(*path);
    let is_changed = |path: &&String| before.get(*path).is_some_and(|fingerprint| after[*path] != *fingerprint);
    let is_gone = |path: &&String| !after.contains_key(*path);
    let lists: [Vec<&String>; 3] = [
        after.keys().filter(is_new).collect(),
        after.keys().filter(is_changed).collect(),
        before.keys().filter(is_gone).collect(),
    ];
    let mut others = 0;
    let pages = lists.map(|paths| {
        let (pages, rest): (Vec<&String>, Vec<&String>) = paths.into_iter().partition(|path| path.ends_with(".html"));
        others += rest.len();
        pages.into_iter().cloned().collect()
    });
    (pages, others)
}
