//! The search page: which kinds and languages there are to choose from.

use std::collections::BTreeSet;

use crate::model::ClosedList;
use crate::render::context::Search;
use crate::render::sheet::Sheet;
use crate::render::view;

/// Everything on the page; absent where nothing was written that it could look into.
pub fn page(sheet: &Sheet<'_>) -> Option<view::Search> {
    let context = sheet.context;
    let search = context.search.as_ref()?;
    Some(view::Search {
        start: search.start.clone(),
        kinds: search
            .kinds
            .iter()
            .map(|kind| view::SearchChoice { value: kind.name().to_owned(), label: context.phrases.text(kind.name()) })
            .collect(),
        languages: languages(search)
            .into_iter()
            .map(|tag| view::SearchChoice { value: tag.to_owned(), label: context.phrases.language(tag) })
            .collect(),
        counts: serde_json::to_string(&context.phrases.forms("count_results")).expect("texts by texts are JSON"),
    })
}

/// The languages without their scripts and regions: whoever looks for Arabic looks for it in Latin letters, too.
fn languages(search: &Search) -> BTreeSet<&str> {
    search.languages.iter().filter_map(|tag| tag.split('-').next()).collect()
}
