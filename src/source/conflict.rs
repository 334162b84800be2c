//! Merges that were not finished: the lines that git leaves between two versions.

use super::Span;

/// What is told of one.
pub const MESSAGE: &str = "a merge of two editors' changes was left unfinished here";

/// What to do about it.
pub const HELP: &str = "keep the lines of one side, or of both, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`";

/// Whether a line is one of those that git leaves between two versions.
pub fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| stands(line, mark))
}

/// The first line of the first one in a text.
///
/// A line of such signs may stand in any text; only where one opens and another closes were two versions left.
pub fn unfinished(text: &str) -> Option<Span> {
    let opens = lines(text).find(|(_, line)| stands(line, "<<<<<<<"));
    let (start, line) = opens.filter(|(start, _)| lines(&text[*start..]).any(|(_, line)| stands(line, ">>>>>>>")))?;
    Some(Span::new(start, start + line.len()))
}

/// Each line without its end, with where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = start;
        start += line.len();
        (here, line.trim_end_matches(['\r', '\n']))
    })
}

fn stands(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
