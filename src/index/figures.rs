//! Compares the figures of a question with one another.

use std::collections::BTreeMap;

use super::lineages::Origins;
use crate::model::{
    Archive, Differences, EXAMPLES_MAX, FigureFinding, Kinship, Linked, Measure, NoteId, Question, Verdict, VerdictCounts,
    compare,
};

/// The figures of one question, compared.
#[derive(Debug, Default, PartialEq)]
pub struct Compared {
    /// Of each claim that has figures, one finding for each of them.
    pub claims: BTreeMap<NoteId, Vec<FigureFinding>>,
    /// Pairs by verdict, every pair once.
    pub verdicts: VerdictCounts,
    /// Pairs that are not comparable, by what they differ in.
    pub differs: BTreeMap<Differences, u64>,
}

/// What two figures have in common beyond their question.
pub fn kinship(archive: &Archive, origins: &Origins, left: NoteId, right: NoteId) -> Kinship {
    if left == right {
        return Kinship::Claim;
    }
    let lineages = |claim| origins.claims.get(&claim).map_or(&[] as &[_], |origin| &origin.lineages);
    let is_kin = archive.note(left).document == archive.note(right).document
        || lineages(left).iter().any(|lineage| lineages(right).contains(lineage));
    if is_kin { Kinship::Source } else { Kinship::None }
}

/// Compares every two figures.
pub fn compared(archive: &Archive, question: &Question<Linked>, measures: &[Measure], origins: &Origins) -> Compared {
    let mut found = Compared::default();
    let finding = |measure: &Measure| FigureFinding {
        interval: measure.interval,
        scope: measure.scope,
        verdicts: VerdictCounts::default(),
        examples: Vec::new(),
    };
    let mut findings: Vec<FigureFinding> = measures.iter().map(finding).collect();
    for (at, left) in measures.iter().enumerate() {
        for (offset, right) in measures[at + 1..].iter().enumerate() {
            let kinship = kinship(archive, origins, left.figure.claim, right.figure.claim);
            let Some(comparison) = compare(question, left, right, kinship) else { continue };
            found.verdicts.add(comparison.verdict, 1);
            if comparison.verdict == Verdict::NotComparable {
                *found.differs.entry(comparison.differs).or_default() += 1;
            }
            for (own, other) in [(at, right), (at + 1 + offset, left)] {
                let finding = &mut findings[own];
                finding.verdicts.add(comparison.verdict, 1);
                let kept = finding.examples.iter().filter(|(_, verdict)| *verdict == comparison.verdict).count();
                let is_told = match comparison.verdict {
                    Verdict::Agree | Verdict::Conflict | Verdict::LaterIsHigher | Verdict::PartExceedsWhole => true,
                    Verdict::Overlap | Verdict::NotComparable | Verdict::ScopeUnstated => false,
                };
                if is_told && kept < EXAMPLES_MAX {
                    finding.examples.push((other.figure, comparison.verdict));
                }
            }
        }
    }
    for (measure, finding) in measures.iter().zip(findings) {
        found.claims.entry(measure.figure.claim).or_default().push(finding);
    }
    found
}
