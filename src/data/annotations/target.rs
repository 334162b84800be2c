//! Where an annotation stands: in the text as it is read, by its words and by their position.

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::text_path;
use crate::data::desk::Desk;
use crate::model::{DocumentId, Passage};
use crate::reference::urls;

/// Characters before and after the words that a selector gives: enough to find them in a text that was changed nearby.
const AROUND_MAX: usize = 32;

/// A passage: its text, its words with what stands around them, its position in code points, the page that shows it.
pub fn of(desk: &Desk<'_>, root: &str, document: DocumentId, passage: Passage) -> Value {
    let (text, _) = desk.text(document, passage.side);
    let points = desk.code_points(document, passage);
    // What readers take for one character stays whole.
    let before = near(text.plain[..passage.span.start()].graphemes(true).rev());
    let mut quote = json!({ "type": "TextQuoteSelector", "exact": passage.span.of(&text.plain) });
    if !before.is_empty() {
        quote["prefix"] = json!(before.into_iter().rev().collect::<String>());
    }
    let after = near(text.plain[passage.span.end()..].graphemes(true));
    if !after.is_empty() {
        quote["suffix"] = json!(after.concat());
    }
    json!({
        "type": "SpecificResource",
        "source": urls::address(root, &text_path(desk, document, passage.side)),
        "scope": desk.document_address(root, document),
        "selector": [quote, { "type": "TextPositionSelector", "start": points.start, "end": points.end }],
    })
}

/// The first of some grapheme clusters, as many as stay within [`AROUND_MAX`].
fn near<'t>(clusters: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut characters = 0;
    let fits = |cluster: &&str| {
        characters += cluster.chars().count();
        characters <= AROUND_MAX
    };
    clusters.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::near;

    #[test]
    fn what_stands_around_words_ends_with_a_whole_character() {
        let text = format!("{}👩‍👩‍👧b", "a".repeat(30));
        assert_eq!(near(text.graphemes(true)).concat(), "a".repeat(30));
        assert_eq!(near(text[3..].graphemes(true)).concat(), text[3..text.len() - 1]);
    }
}
