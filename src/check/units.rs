//! Units that are almost those of their question: two spellings of one unit are two units, and their figures are compared with nothing.

use crate::model::{Archive, NoteId};
use crate::problem::{Code, Problem, Problems, did_you_mean};

/// Reports, at the figure, a unit that is spelt nearly as that of the question (`unit-misspelt`).
pub fn unit_misspelt(archive: &Archive, problems: &mut Problems) {
    for claim in (0..archive.notes.len() as u32).filter_map(|index| archive.claim(NoteId(index))) {
        let Some(question) = claim.question.map(|id| archive.question(id)) else { continue };
        let Some(counted) = &question.unit else { continue };
        for figure in &claim.figures {
            let Some(unit) = figure.unit.as_ref().filter(|unit| !is_same(unit, counted)) else { continue };
            if did_you_mean(unit, [counted.as_str()]).is_none() {
                continue;
            }
            let message = format!("`{unit}` is another unit than `{counted}`, so that this figure is compared with nothing");
            let problem = Problem::new(Code::UnitMisspelt, figure.written, message).related(question.id.place, "the question");
            problems.push(problem.help(format!("leave `unit` out: the question counts `{counted}`")));
        }
    }
}

/// Units are compared without regard to capitals and white space.
fn is_same(one: &str, other: &str) -> bool {
    let folded = |unit: &str| unit.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    folded(one) == folded(other)
}
