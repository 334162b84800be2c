//! Relations between two claims that say otherwise than their figures: one of the two was read too fast.

use crate::model::{Archive, Kinship, NoteId, QuestionId, RelationKind, Verdict, compare};
use crate::problem::{Code, Problem, Problems};

/// Reports, at the note that a relation names, `agrees-with` over figures that certainly conflict, and `disputes` or
/// `contradicts` over figures that are exact and equal (`relation-contradicts-figures`).
pub fn relation_contradicts_figures(archive: &Archive, problems: &mut Problems) {
    for (index, note) in archive.notes.iter().enumerate() {
        let from = NoteId(index as u32);
        for relation in &note.note.relations {
            let says = match relation.kind {
                RelationKind::AgreesWith => Says::TheSame,
                RelationKind::Contradicts | RelationKind::Disputes => Says::Otherwise,
                RelationKind::Qualifies
                | RelationKind::Updates
                | RelationKind::Repeats
                | RelationKind::Quotes
                | RelationKind::Supports
                | RelationKind::Translates => continue,
            };
            let verdicts = verdicts(archive, from, relation.to);
            let (conflict, agree) = (verdicts.contains(&Verdict::Conflict), verdicts.contains(&Verdict::Agree));
            let (message, help) = match says {
                Says::TheSame if conflict => (
                    "`agrees-with`, but the figures of the two claims exclude each other",
                    "write `contradicts` or `qualifies`, or read the figures of both notes again (`of`, `as_of`, `min`, `max`)",
                ),
                Says::Otherwise if agree && !conflict => (
                    "the two claims are said to differ, but their figures are the same",
                    "write `agrees-with` or `qualifies`, or read the figures of both notes again; \
                     if they differ in something else than the number, say so in the relation's `note`",
                ),
                Says::TheSame | Says::Otherwise => continue,
            };
            let problem = Problem::new(Code::RelationContradictsFigures, relation.written, message).help(help);
            problems.push(problem.related(archive.note(relation.to).note.id.place, "the other claim"));
        }
    }
}

enum Says {
    TheSame,
    Otherwise,
}

/// The verdicts of the figures of two claims on one question with each other.
fn verdicts(archive: &Archive, left: NoteId, right: NoteId) -> Vec<Verdict> {
    let asked = |id: NoteId| -> Option<QuestionId> { archive.claim(id).and_then(|claim| claim.question) };
    let Some(question) = asked(left).filter(|question| asked(right) == Some(*question)) else { return Vec::new() };
    if left == right {
        return Vec::new();
    }
    let (question, theirs) = (archive.question(question), archive.measures(right));
    let pairs = archive
        .measures(left)
        .into_iter()
        .flat_map(|own| theirs.iter().filter_map(move |other| compare(question, &own, other, Kinship::None)).collect::<Vec<_>>());
    pairs.map(|comparison| comparison.verdict).collect()
}
