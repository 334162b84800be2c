//! The search page: which kinds and languages there are to choose from.

use std::collections::BTreeSet;

use crate::model::{ClosedList, SearchIndex, SearchKind};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Everything on the page; absent where the archive wants no search.
pub fn page(sheet: &Sheet<'_>) -> Option<view::Search> {
    let context = sheet.context;
    let (index, start) = context.search.as_ref()?;
    let has = |kind: &SearchKind| index.records.iter().any(|record| record.target.kind() == *kind);
    let kinds = SearchKind::ALL.iter().copied().filter(has);
    Some(view::Search {
        start: start.clone(),
        kinds: kinds
            .map(|kind| view::SearchChoice { value: kind.name().to_owned(), label: context.phrases.text(kind.name()) })
            .collect(),
        languages: languages(index)
            .into_iter()
            .map(|tag| view::SearchChoice { value: tag.to_owned(), label: context.phrases.language(tag) })
            .collect(),
        counts: serde_json::to_string(&context.phrases.forms("count_results")).expect("texts by texts are JSON"),
    })
}

/// The languages without their scripts and regions: whoever looks for Arabic looks for it in Latin letters, too.
fn languages(index: &SearchIndex) -> BTreeSet<&str> {
    index.languages.iter().filter_map(|language| language.tag.split('-').next()).collect()
}
