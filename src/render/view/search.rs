//! The search page.

use serde::Serialize;

/// Where a reader searches.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The file that `search.js` loads first; it names the others.
    pub start: String,
    /// The kinds of results, in the order in which they are shown.
    pub kinds: Vec<SearchChoice>,
    /// The languages of what can be found.
    pub languages: Vec<SearchChoice>,
    /// What is said of so many results, for each plural category, as JSON: `{"one":"{n} result"}`.
    pub counts: String,
}

/// Something that a reader may search alone.
#[derive(Debug, Clone, Serialize)]
pub struct SearchChoice {
    /// What stands in the page's address: `claims`, `id`.
    pub value: String,
    /// What is read: “Claims”, “Indonesian”.
    pub label: String,
}
