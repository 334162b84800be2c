//! Tells of a merge that was not finished, in whatever file it was left.

use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, SourceFile, Span};

/// Whether a line is one of those that git leaves between two versions.
pub fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| stands(line, mark))
}

/// That a merge was not finished.
pub fn conflict(place: Place) -> Problem {
    Problem::new(Code::MergeConflict, place, "a merge of two editors' changes was left unfinished here")
        .help("keep the lines of one side, or of both, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Tells of the first one in a text, a page or a bibliography; the answer says whether there is one.
///
/// A line of such signs may stand in any of them; only where one opens and another closes were two versions left.
pub fn in_file(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> bool {
    let opens = lines(&file.text).find(|(_, line)| stands(line, "<<<<<<<"));
    let found = opens.filter(|(start, _)| lines(&file.text[*start..]).any(|(_, line)| stands(line, ">>>>>>>")));
    let Some((start, line)) = found else { return false };
    problems.push(conflict(Place { file: index, span: Span::new(start, start + line.len()) }));
    true
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
