//! Reads a plain text: paragraphs are runs of lines that are not blank, line ends inside them are kept.

use super::builder::Builder;
use crate::model::{Element, Text};
use crate::source::Placed;

/// Takes a plain text apart.
pub fn read(source: &str) -> Text<Placed<String>> {
    let mut builder = Builder::with_capacity(source.len());
    let mut inside = false;
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let mut start = offset;
        // Old programs end a line with CR alone, as Markdown may, too.
        for words in line.trim_end_matches(['\n', '\r']).split('\r') {
            if words.trim().is_empty() {
                if inside {
                    builder.close();
                }
                inside = false;
            } else {
                if inside {
                    builder.line_break();
                } else {
                    builder.open(Element::Paragraph);
                }
                builder.words(words, start);
                inside = true;
            }
            start += words.len() + 1;
        }
        offset += line.len();
    }
    builder.finish()
}
