//! What is wrong with files as they are to be, and was not before.

use crate::problem::{Problem, Problems};
use crate::source::Sources;

/// The problems of files as they are to be that they did not have before, and the files; wherever else old ones now stand.
pub fn newly_wrong(before: &Sources, after: &Sources) -> Vec<Problem> {
    let told = |sources: &Sources| super::check(sources, Problems::default()).1;
    newly_told((before, &told(before)), (after, told(after)))
}

/// The same for files that were checked already, of the problems that were told of them.
pub fn newly_told((before, old): (&Sources, &[Problem]), (after, mut new): (&Sources, Vec<Problem>)) -> Vec<Problem> {
    let key = |sources: &Sources, problem: &Problem| {
        (problem.code, sources.file(problem.place.file).path.clone(), problem.message.clone())
    };
    let mut old: Vec<_> = old.iter().map(|problem| key(before, problem)).collect();
    new.retain(|problem| {
        let key = key(after, problem);
        let known = old.iter().position(|other| *other == key);
        known.map(|at| old.swap_remove(at)).is_none()
    });
    new
}
