//! Tells of a merge that was not finished, in whatever file it was left.

use crate::problem::{Code, Problem, Problems};
use crate::source::conflict::{HELP, MESSAGE, unfinished};
use crate::source::{FileIndex, Place, SourceFile};

/// That a merge was not finished.
pub fn conflict(place: Place) -> Problem {
    Problem::new(Code::MergeConflict, place, MESSAGE).help(HELP)
}

/// Tells of the first one in a page or a bibliography; the answer says whether there is one.
pub fn in_file(index: FileIndex, file: &SourceFile, problems: &mut Problems) -> bool {
    let Some(span) = unfinished(&file.text) else { return false };
    problems.push(conflict(Place { file: index, span }));
    true
}
