//! Long lists in parts: which rows stand on which page, and the ways between the pages.

use std::ops::Range;

use super::sheet::Sheet;
use super::urls::path;
use super::view;
use crate::model::{Asserter, Claim, DatedEntry, DocumentId, Linked, in_parts};

/// Rows of one part: some 300 to 500 KB of HTML, 30 KB of it compressed.
pub const ROWS_MAX: usize = 500;

/// How many pages a list has; an empty one has a page too.
pub fn count(rows: usize) -> usize {
    rows.div_ceil(ROWS_MAX).max(1)
}

/// Which rows (from 0) stand on a part (from 0).
pub fn rows(part: usize, all: usize) -> Range<usize> {
    part * ROWS_MAX..all.min((part + 1) * ROWS_MAX)
}

/// Names that a line has at most; more are only counted there.
const NAMES_MAX: usize = 20;

/// Names in a line: the first of them, and how many more there are.
pub fn in_line<T>(sheet: &Sheet<'_>, all: &[T], name: impl Fn(&T) -> view::Link) -> Vec<view::Link> {
    let more = all.len().saturating_sub(NAMES_MAX);
    let words = || sheet.context.phrases.fill("reasons_more", &[("n", &more.to_string())]);
    let more = (more > 0).then(|| sheet.plain(sheet.phrase_words(words())));
    all.iter().take(NAMES_MAX).map(name).chain(more).collect()
}

/// Who makes a claim, where it is one of many.
pub fn asserters_in_line(sheet: &Sheet<'_>, document: DocumentId, claim: &Claim<Linked>) -> Vec<view::Link> {
    match &claim.asserter {
        Asserter::Entities(entities) => in_line(sheet, entities, |id| sheet.entity(*id)),
        Asserter::Unnamed | Asserter::Document => sheet.asserters(document, claim),
    }
}

/// The ways from one part of a list to the others; absent where the list has one page only.
///
/// A page names its neighbours and both ends, and no more: with every part on every page a list would grow with the square.
pub fn parts(sheet: &Sheet<'_>, list: &str, part: usize, count: usize, shown: Range<usize>, all: usize) -> Option<view::Parts> {
    if count < 2 {
        return None;
    }
    let phrases = sheet.context.phrases;
    let url = |part: usize| sheet.address(&path::part(list, part));
    let number = |number: usize| number.to_string();
    Some(view::Parts {
        label: phrases.fill("part_of", &[("n", &number(part + 1)), ("count", &number(count))]),
        shown: phrases
            .fill("part_shows", &[("first", &number(shown.start + 1)), ("last", &number(shown.end)), ("all", &number(all))]),
        first: (part > 0).then(|| url(0)),
        previous: part.checked_sub(1).map(url),
        next: (part + 1 < count).then(|| url(part + 1)),
        last: (part + 1 < count).then(|| url(count - 1)),
    })
}

/// Dates in parts; a date is never divided.
pub fn dates(dates: &[DatedEntry]) -> Vec<Range<usize>> {
    in_parts(dates.iter().map(|entry| entry.happened.len() + entry.published.len()), ROWS_MAX)
}

#[cfg(test)]
mod tests {
    use super::{ROWS_MAX, count, rows};

    #[test]
    fn every_row_stands_on_one_part() {
        for all in [0, 1, ROWS_MAX, ROWS_MAX + 1, 3 * ROWS_MAX] {
            let found: Vec<usize> = (0..count(all)).flat_map(|part| rows(part, all)).collect();
            assert_eq!(found, (0..all).collect::<Vec<_>>());
        }
    }
}
