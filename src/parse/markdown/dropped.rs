//! Words that Markdown would drop: definitions of links that nothing uses, and cells beyond the columns of a table.
//!
//! A transcript says `[WITNESS]: No.`, which reads as such a definition; its words are words of the text.
#![allow(clippy::wildcard_enum_match_arm, reason = "the parser's events are its own")]

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// The labels that links of a text refer to, in small letters, white space told as single spaces.
#[derive(Debug, Default)]
pub struct Labels {
    used: BTreeSet<String>,
}

impl Labels {
    /// Finds them; only in a text that could hold a definition.
    pub fn of<'s>(source: &'s str, events: impl FnOnce() -> Parser<'s>) -> Labels {
        if !source.contains("]:") {
            return Labels::default();
        }
        let label = |event: Event<'_>| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut).then(|| normalised(&id))
            }
            _ => None,
        };
        Labels { used: events().filter_map(label).collect() }
    }

    /// The paragraphs between two blocks that are words of the text, line by line: definitions that nothing uses.
    ///
    /// Of two definitions of a label the first is the one that is used; it is then used up.
    pub fn words_between(&mut self, source: &str, between: Range<usize>) -> Vec<Vec<Range<usize>>> {
        let mut paragraphs = vec![Vec::new()];
        if !source[between.clone()].contains("]:") {
            return Vec::new();
        }
        let (mut at, mut is_used) = (between.start, true);
        for line in source[between].split_inclusive('\n') {
            // Before a definition stands what marks the quotation or the list that it is in.
            let start = line.find('[').filter(|found| !line[..*found].contains(char::is_alphabetic));
            let label = start.and_then(|start| line[start + 1..].split_once("]:")).map(|(label, _)| label);
            if let Some(label) = label {
                is_used = self.used.remove(&normalised(label));
            }
            let words = match (start, label) {
                (Some(start), Some(_)) => &line[start..],
                _ => line.trim_start_matches(|mark: char| mark.is_whitespace() || mark == '>'),
            };
            let start = at + (line.len() - words.len());
            match (words.trim_end().len(), paragraphs.last_mut()) {
                (0, _) => paragraphs.push(Vec::new()),
                (length, Some(paragraph)) if !is_used => paragraph.push(start..start + length),
                _ => {}
            }
            at += line.len();
        }
        paragraphs.retain(|lines| !lines.is_empty());
        paragraphs
    }
}

/// The cells of a row that come after `end`, where its last column ends.
pub fn cells_after(source: &str, row: Range<usize>, end: usize) -> Vec<Range<usize>> {
    let rest = &source[end.clamp(row.start, row.end)..row.end];
    let mut at = row.end - rest.len();
    let mut cells = Vec::new();
    for cell in rest.split('|') {
        let words = cell.trim();
        if !words.is_empty() {
            let start = at + (cell.len() - cell.trim_start().len());
            cells.push(start..start + words.len());
        }
        at += cell.len() + 1;
    }
    cells
}

fn normalised(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::parse::markdown::document;
    use crate::problem::Problems;
    use crate::source::FileIndex;

    fn read(source: &str) -> String {
        document(FileIndex(0), source, &mut Problems::default()).plain.into_string()
    }

    #[test]
    fn an_answer_in_a_transcript_is_no_definition() {
        let transcript =
            "[JUDGE]: Were you there?\n\n[WITNESS]: No.\n\n[WITNESS]: Never.\n[CLERK]: Silence!\n\n> [A]: x\n\n- [B]: y\n";
        let words = "[JUDGE]: Were you there?\n[WITNESS]: No.\n[WITNESS]: Never. [CLERK]: Silence!\n[A]: x\n[B]: y\n";
        assert_eq!(read(transcript), words);
    }

    #[test]
    fn a_definition_that_a_link_uses_is_one_and_a_second_of_its_name_is_none() {
        let text = "See [there][The Place].\n\n[the  place]: https://example.org\n[The Place]: twice\n[other]:\n  more\n  'and a title'\n";
        assert_eq!(read(text), "See there.\n[The Place]: twice [other]: more 'and a title'\n");
    }

    #[test]
    fn a_cell_beyond_the_last_column_is_read() {
        let table = "| day | dead |\n|---|---|\n| Monday | 2 | see below | |\n| `c|d` | 3 |\n";
        assert_eq!(read(table), "day\ndead\nMonday\n2\nsee below\n`c\nd`\n3\n");
    }
}
