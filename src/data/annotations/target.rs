//! Where an annotation stands: in the text as it is read, by its words and by their position.

use serde_json::{Value, json};

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
    let before: Vec<char> = text.plain[..passage.span.start()].chars().rev().take(AROUND_MAX).collect();
    let mut quote = json!({ "type": "TextQuoteSelector", "exact": passage.span.of(&text.plain) });
    if !before.is_empty() {
        quote["prefix"] = json!(before.iter().rev().collect::<String>());
    }
    let after: String = text.plain[passage.span.end()..].chars().take(AROUND_MAX).collect();
    if !after.is_empty() {
        quote["suffix"] = json!(after);
    }
    json!({
        "type": "SpecificResource",
        "source": urls::address(root, &text_path(desk, document, passage.side)),
        "scope": desk.document_address(root, document),
        "selector": [quote, { "type": "TextPositionSelector", "start": points.start, "end": points.end }],
    })
}
