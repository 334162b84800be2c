//! A change of some bytes of a file, so that all others stay as they are.

use super::Span;

/// Bytes of a file and what is to stand in their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty where something is only put in.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// The file with its edits; they do not overlap, and those at one place come in their order.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    // What is put in before something that is taken out stands first.
    edits.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    let mut written = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for edit in edits {
        written.push_str(&text[copied..edit.span.start()]);
        written.push_str(&edit.text);
        copied = edit.span.end();
    }
    written.push_str(&text[copied..]);
    written
}

/// Whether no two edits touch the same bytes.
pub fn are_apart(edits: &[Edit]) -> bool {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    spans.windows(2).all(|pair| pair[0].end() <= pair[1].start())
}
