//! Words that Markdown would drop: definitions that no link uses, cells beyond the columns of a table, what is said of code.
//!
//! A transcript says `[WITNESS]: No.`, which reads as such a definition; its words are words of the text.
#![allow(clippy::wildcard_enum_match_arm, reason = "the parser's events are its own")]

use crate::source::word::on_one_line;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// Whose words a text holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A document's: what is no address behind `[LABEL]:` is what somebody says.
    Document,
    /// An editor's prose, in which nobody speaks.
    #[default]
    Editor,
}

/// The labels that links of a text refer to, in small letters, white space told as single spaces.
#[derive(Debug, Default)]
pub struct Labels {
    used: BTreeSet<String>,
    whose: Whose,
}

impl Labels {
    /// Finds them; only in a text that could hold a definition.
    pub fn of<'s>(source: &'s str, whose: Whose, events: impl FnOnce() -> Parser<'s>) -> Labels {
        if !source.contains("]:") {
            return Labels::default();
        }
        let label = |event: Event<'_>| match event {
            Event::Start(Tag::Link { link_type, id, dest_url, .. }) => {
                (is_defined(link_type) && !(whose == Whose::Document && is_speech(&dest_url))).then(|| normalised(&id))
            }
            Event::Start(Tag::Image { link_type, id, .. }) => is_defined(link_type).then(|| normalised(&id)),
            _ => None,
        };
        Labels { used: events().filter_map(label).collect(), whose }
    }

    /// Whether a link is none, but the name of somebody of whom it is told elsewhere what he says.
    pub fn is_speech(&self, link: LinkType, target: &str) -> bool {
        self.whose == Whose::Document && is_defined(link) && is_speech(target)
    }

    /// The paragraphs between two blocks that are words of the text, line by line: definitions that nothing uses.
    ///
    /// Of two definitions of a label the first is the one that is used; it is then used up.
    pub fn words_between(&mut self, source: &str, between: Range<usize>) -> Vec<Vec<Range<usize>>> {
        let mut paragraphs = vec![Vec::new()];
        if !source[between.clone()].contains("]:") {
            return Vec::new();
        }
        let (mut at, end, mut is_used) = (between.start, between.end, true);
        for line in source[between].split_inclusive('\n') {
            // Before a definition stands what marks the quotation or the list that it is in.
            let start = line.find('[').filter(|found| !line[..*found].contains(char::is_alphabetic));
            let label = start.and_then(|start| label(&source[at + start + 1..end]));
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

/// How long Markdown lets a label be, in bytes here.
const LABEL_MAX_BYTES: usize = 1000;

/// The label of a definition, from behind its `[`; it may go on in the next line.
fn label(text: &str) -> Option<&str> {
    let length = (0..=LABEL_MAX_BYTES.min(text.len())).rev().find(|length| text.is_char_boundary(*length));
    let text = &text[..length.unwrap_or_default()];
    let paragraph = &text[..text.find("\n\n").unwrap_or(text.len())];
    paragraph.split_once("]:").map(|(label, _)| label).filter(|label| !label.contains('['))
}

/// Whether a link leads where a definition says.
fn is_defined(link: LinkType) -> bool {
    matches!(link, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

/// Whether what stands behind `[LABEL]:` is what LABEL says, one word, and no address.
fn is_speech(target: &str) -> bool {
    let word = target.trim_end_matches(['.', ',', ';', '!', '?', '…', '-', '–', '—', '"', '”', '’']);
    !target.is_empty() && !word.contains([':', '/', '#', '.', '?', '@'])
}

/// The cells of a row that come after `end`, where its last column ends; each in parts, without the signs that keep a bar in it.
pub fn cells_after(source: &str, row: Range<usize>, end: usize) -> Vec<Vec<Range<usize>>> {
    let mut from = end.clamp(row.start, row.end);
    let is_border = |at: &usize| source.as_bytes()[*at] == b'|' && (*at == from || source.as_bytes()[*at - 1] != b'\\');
    let borders: Vec<usize> = (from..row.end).filter(is_border).chain([row.end]).collect();
    let cells = borders.into_iter().map(|border| trimmed(source, std::mem::replace(&mut from, border + 1)..border));
    cells.filter(|cell| !cell.is_empty()).map(|cell| parts(source, cell)).collect()
}

/// A cell at whose kept bars (`\|`) a part ends and another begins.
fn parts(source: &str, cell: Range<usize>) -> Vec<Range<usize>> {
    let kept = source[cell.clone()].match_indices("\\|").map(|(at, _)| cell.start + at);
    let mut from = cell.start;
    kept.chain([cell.end]).map(|until| std::mem::replace(&mut from, until + 1)..until).filter(|part| !part.is_empty()).collect()
}

/// A stretch without white space at its two ends.
fn trimmed(source: &str, stretch: Range<usize>) -> Range<usize> {
    let words = source[stretch.clone()].trim_start();
    let start = stretch.end - words.len();
    start..start + words.trim_end().len()
}

/// What stands behind the signs that open a block of code, where it is more than the name of a language.
pub fn words_of_fence(source: &str, block: Range<usize>) -> Option<Range<usize>> {
    let line = source[block.clone()].lines().next()?;
    let signs = line.len() - line.trim_start_matches(['`', '~']).len();
    let words = trimmed(source, block.start + signs..block.start + line.len());
    source[words.clone()].contains(char::is_whitespace).then_some(words)
}

fn normalised(label: &str) -> String {
    // In a quotation each of its lines begins with a sign.
    on_one_line(&label.replace("\n>", "\n")).to_lowercase()
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
        let table = "| day | dead |\n|---|---|\n| Monday | 2 | see below | |\n| `c|d` | 3 |\n| a | b | see \\| that | `x|y` |\n";
        let words = "day\ndead\nMonday\n2\nsee below\n`c\nd`\n3\na\nb\nsee | that\n`x\ny`\n";
        assert_eq!(read(table), words);
    }

    #[test]
    fn a_speaker_may_have_two_lines_or_an_item_of_a_list() {
        assert_eq!(read("[THE\nWITNESS]: No.\n"), "[THE WITNESS]: No.\n");
        assert_eq!(read("> [THE\n> WITNESS]: No.\n"), "[THE WITNESS]: No.\n");
        assert_eq!(read("- [WITNESS]: No.\n  Never again.\n- So.\n"), "[WITNESS]: No.\nNever again.\nSo.\n");
    }

    #[test]
    fn what_somebody_says_is_no_address() {
        assert_eq!(read("[JUDGE]: Yes.\n\nHe was asked [JUDGE] twice.\n"), "[JUDGE]: Yes.\nHe was asked [JUDGE] twice.\n");
        assert_eq!(read("See [the place].\n\n[the place]: https://example.org\n"), "See the place.\n");
        assert_eq!(read("See [the list][1].\n\n[1]: list.html\n"), "See the list.\n");
        let said = read("[THE JUDGE]: Yes.\n\nShe saw [*the* &amp; judge][the judge].\n");
        assert_eq!(said, "[THE JUDGE]: Yes.\nShe saw [the & judge][the judge].\n");
        assert_eq!(read("![Map][m] of it.\n\n[m]: map.png\n"), " of it.\n");
    }

    #[test]
    fn what_stands_behind_the_signs_of_code_is_read() {
        assert_eq!(read("~~~ Part Two ~~~\nIt rained.\n"), "Part Two ~~~\nIt rained.\n");
        assert_eq!(read("```rust\nfn a() {}\n```\n"), "fn a() {}\n");
    }
}
