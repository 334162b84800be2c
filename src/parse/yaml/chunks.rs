//! Divides a file into its records with the comments above them, and puts one in or takes one out; all else stays byte for byte.

use super::cut::{self, Shape};
use crate::problem::Problems;
use crate::source::{FileIndex, Span};

/// A record, or a field of a file that is one record, with the comments above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// The blank lines before its comments; they stay where they are when records change places.
    pub gap: Span,
    /// Its comments and itself, up to the end of its last line.
    pub body: Span,
    /// Where it begins itself.
    pub start: usize,
}

/// The records of a file that is a list; nothing where it cannot be cut.
pub fn of_list(index: FileIndex, text: &str) -> Option<Vec<Chunk>> {
    of(index, text, Shape::List)
}

/// The fields of a file that is one record; nothing where it cannot be cut.
pub fn of_fields(index: FileIndex, text: &str) -> Option<Vec<Chunk>> {
    of(index, text, Shape::Fields)
}

fn of(index: FileIndex, text: &str, shape: Shape) -> Option<Vec<Chunk>> {
    let mut problems = Problems::default();
    let cut = cut::cut(index, text, shape, &mut problems)?;
    if !cut.whole || !problems.is_empty() {
        return None;
    }
    let starts: Vec<usize> = cut.pieces.iter().map(|piece| piece.span.start()).collect();
    Some(chunks(text, &starts))
}

/// The records that begin at some places.
pub(super) fn chunks(text: &str, starts: &[usize]) -> Vec<Chunk> {
    let Some(first) = starts.first() else { return Vec::new() };
    let mut chunks = Vec::with_capacity(starts.len());
    let mut from = head(&text[..*first]);
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied().unwrap_or(text.len());
        let end = start + content(&text[*start..next]);
        let before = &text[from..*start];
        let blank = before.len() - before.trim_start_matches(['\n', '\r', ' ', '\t']).len();
        // White space at the beginning of a comment's line belongs to it.
        let gap = before[..blank].rfind('\n').map_or(0, |newline| newline + 1);
        chunks.push(Chunk { gap: Span::new(from, from + gap), body: Span::new(from + gap, end), start: *start });
        from = end;
    }
    chunks
}

/// The text with some records (lines that end with `\n`) behind as many others as `before` says.
pub fn insert(text: &str, chunks: &[Chunk], before: usize, records: &[String]) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // The distance of neighbours, where there are some; a lone record tells nothing.
    let gap = match chunks {
        [] | [_] => newline,
        [_, second, ..] if before == 0 => second.gap.of(text),
        [.., last] => chunks.get(before).unwrap_or(last).gap.of(text),
    };
    let record = records.iter().map(|record| record.replace('\n', newline)).collect::<Vec<_>>().join(gap);
    match (chunks.first(), before.checked_sub(1).and_then(|number| chunks.get(number))) {
        (None, _) => {
            let ended = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
            let distance = if text.trim().is_empty() { "" } else { newline };
            format!("{}{ended}{distance}{record}", if text.trim().is_empty() { "" } else { text })
        }
        (Some(first), None) => {
            let at = first.body.start();
            format!("{}{record}{gap}{}", &text[..at], &text[at..])
        }
        (Some(_), Some(previous)) => {
            let at = previous.body.end();
            let ended = if text[..at].ends_with('\n') { "" } else { newline };
            format!("{}{ended}{gap}{record}{}", &text[..at], &text[at..])
        }
    }
}

/// The text without one of its records, the comments that touch it, and the blank lines after it.
pub fn remove(text: &str, chunks: &[Chunk], number: usize) -> Option<String> {
    let chunk = chunks.get(number)?;
    let from = touching(&text[..chunk.start], chunk.body.start());
    let (from, to) = match chunks.get(number + 1) {
        Some(next) => (from, next.gap.end()),
        // The last one takes the blank lines before it along, unless a remark stands between that is not its own.
        None if from == chunk.body.start() && number > 0 => (chunk.gap.start(), chunk.body.end()),
        None => (from, chunk.body.end()),
    };
    Some(format!("{}{}", &text[..from], &text[to..]))
}

/// Where the lines of comment begin that end where a text ends, no blank line between them.
fn touching(before: &str, limit: usize) -> usize {
    let mut from = before.len();
    for line in before[limit..].split_inclusive('\n').rev() {
        if !line.trim_start().starts_with('#') || line.starts_with("# yaml-language-server:") {
            break;
        }
        from -= line.len();
    }
    from
}

/// Where the head of a file ends: what stands before its first record and an empty line, and what is said to an editor's
/// program about the file as a whole.
fn head(before: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() || line.starts_with("---") || line.starts_with("# yaml-language-server:") {
            end = at;
        }
    }
    end
}

/// How much of a record and what follows it up to the next is the record: blank lines and comments at column 1 are not.
fn content(piece: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    for line in piece.split_inclusive('\n') {
        at += line.len();
        if !(line.trim().is_empty() || line.starts_with('#')) {
            end = at;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{insert, of_list, remove};
    use crate::source::FileIndex;

    const FILE: &str = "# Who says what.\n\n- id: a\n  quote: x\n\n# On b.\n- id: b # here\n\n# A part.\n\n- id: c\n# The end.\n";

    fn with(text: &str, before: usize) -> String {
        insert(text, &of_list(FileIndex(0), text).unwrap(), before, &["- id: new\n  quote: y\n".to_owned()])
    }

    #[test]
    fn a_record_comes_between_its_neighbours_at_their_distance() {
        let new = "- id: new\n  quote: y\n";
        assert_eq!(with(FILE, 0), FILE.replace("- id: a", &format!("{new}\n- id: a")));
        assert_eq!(with(FILE, 1), FILE.replace("# On b.", &format!("{new}\n# On b.")));
        assert_eq!(with(FILE, 2), FILE.replace("# A part.", &format!("{new}\n# A part.")));
        assert_eq!(with(FILE, 3), FILE.replace("# The end.", &format!("\n{new}# The end.")));
        assert_eq!(with("- id: a\n- id: b", 2), format!("- id: a\n- id: b\n{new}"));
        assert_eq!(with("- id: a\r\n\r\n\r\n- id: b\r\n", 1).matches("\r\n").count(), 8);
        assert_eq!(with("", 0), new);
        assert_eq!(with("# Claims.", 0), format!("# Claims.\n\n{new}"));
        assert_eq!(with("- id: a\n", 1), format!("- id: a\n\n{new}"));
    }

    #[test]
    fn a_record_goes_with_the_comments_that_touch_it() {
        let without = |number| remove(FILE, &of_list(FileIndex(0), FILE).unwrap(), number).unwrap();
        assert_eq!(without(0), FILE.replace("- id: a\n  quote: x\n\n", ""));
        assert_eq!(without(1), FILE.replace("# On b.\n- id: b # here\n\n", ""));
        assert_eq!(without(2), FILE.replace("- id: c\n", ""));
        for number in 0..3 {
            let text = without(number);
            assert_eq!(of_list(FileIndex(0), &text).unwrap().len(), 2, "{text}");
        }
        let last = "- id: a\n\n- id: b\n";
        assert_eq!(remove(last, &of_list(FileIndex(0), last).unwrap(), 1).unwrap(), "- id: a\n");
    }
}
