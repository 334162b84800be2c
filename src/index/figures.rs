//! Compares the figures of a question with one another: counts by formula, a few examples of each verdict, no list of pairs.

use std::collections::BTreeMap;

use super::comparable::{Examples, counts};
use super::excess::excesses;
use super::lineages::Origins;
use super::unlike::unlike;
use crate::model::{
    Archive, Differences, Dimension, DocumentId, FigureFinding, Linked, Measure, NoteId, Question, Setting, Verdict,
    VerdictCounts,
};

/// The figures of one question, compared.
#[derive(Debug, Default, PartialEq)]
pub struct Compared {
    /// Of each claim that has figures, one finding for each of them.
    pub claims: BTreeMap<NoteId, Vec<FigureFinding>>,
    /// Pairs by verdict, every pair once.
    pub verdicts: VerdictCounts,
    /// Pairs that are not comparable, by what they differ in, every pair once.
    pub differs: BTreeMap<Differences, u64>,
}

/// Of each document the pairs of its own figures by verdict, every pair once; `measures` are in reading order.
pub fn inside_documents(
    archive: &Archive,
    question: &Question<Linked>,
    measures: &[Measure],
    origins: &Origins,
) -> BTreeMap<DocumentId, VerdictCounts> {
    let document = |measure: &Measure| archive.note(measure.figure.claim).document;
    let documents: Vec<&[Measure]> = measures.chunk_by(|left, right| document(left) == document(right)).collect();
    let several = documents.iter().filter(|own| own.len() > 1);
    several.map(|own| (document(&own[0]), compared(archive, question, own, origins).verdicts)).collect()
}

/// Figures by scope and setting, in the order of the question; those of one entry count the same.
pub fn alike<'a>(question: &Question<Linked>, measures: &'a [Measure]) -> BTreeMap<(Option<usize>, &'a Setting), Vec<usize>> {
    let mut groups: BTreeMap<(Option<usize>, &Setting), Vec<usize>> = BTreeMap::new();
    for (index, measure) in measures.iter().enumerate().filter(|(_, measure)| is_scoped(question, measure)) {
        groups.entry((measure.scope, &measure.setting)).or_default().push(index);
    }
    groups
}

fn is_scoped(question: &Question<Linked>, measure: &Measure) -> bool {
    question.scopes.is_empty() || measure.scope.is_some()
}

/// Compares the figures of a question; `measures` are those of all its claims, in reading order.
///
/// Exact are all counts. Time and memory grow with n log n of the figures ([`Examples`] says what may add to it);
/// no pair is kept but the examples.
pub fn compared(archive: &Archive, question: &Question<Linked>, measures: &[Measure], origins: &Origins) -> Compared {
    let finding = |measure: &Measure| FigureFinding {
        interval: measure.interval,
        scope: measure.scope,
        verdicts: VerdictCounts::default(),
        examples: Vec::new(),
    };
    let mut findings: Vec<FigureFinding> = measures.iter().map(finding).collect();
    let scoped: Vec<&Measure> = measures.iter().filter(|measure| is_scoped(question, measure)).collect();
    let mut differs = unlike(&scoped);
    let mut dated = 0;
    for group in alike(question, measures).values() {
        let together: Vec<&Measure> = group.iter().map(|index| &measures[*index]).collect();
        let examples = Examples::new(question, &together);
        for (index, counts) in group.iter().zip(counts(question, &together)) {
            dated += counts.get(Verdict::NotComparable);
            findings[*index].examples = examples.of(&measures[*index], &counts);
            findings[*index].verdicts = counts;
        }
    }
    let excesses = excesses(archive, question, measures, origins);
    let claims = in_claims(question, measures);
    let unscoped = (measures.len() - scoped.len()) as u64;
    for ((measure, finding), excess) in measures.iter().zip(&mut findings).zip(&excesses) {
        let own = claims[&measure.figure.claim];
        let others = measures.len() as u64 - own.all;
        let verdicts = &mut finding.verdicts;
        let unstated = if is_scoped(question, measure) { unscoped - own.unscoped } else { others };
        let alike = verdicts.comparable();
        verdicts.set(Verdict::ScopeUnstated, unstated);
        verdicts.set(Verdict::PartExceedsWhole, excess.own + excess.others);
        verdicts.set(Verdict::NotComparable, others - unstated - excess.others - alike);
        finding.examples.extend(excess.examples.iter().map(|other| (*other, Verdict::PartExceedsWhole)));
    }
    let mut verdicts = VerdictCounts::default();
    findings.iter().for_each(|finding| verdicts.add_all(&finding.verdicts));
    // Each pair was counted at both of its ends.
    verdicts.halve();
    let excessive = excesses.iter().map(|excess| excess.others).sum::<u64>() / 2;
    take_off(&mut differs, Differences::NONE.and(Dimension::Of), excessive);
    if dated > 0 {
        differs.insert(Differences::NONE.and(Dimension::AsOf), dated / 2);
    }
    let mut found = Compared { claims: BTreeMap::new(), verdicts, differs };
    for (measure, finding) in measures.iter().zip(findings) {
        found.claims.entry(measure.figure.claim).or_default().push(finding);
    }
    found
}

fn take_off(differs: &mut BTreeMap<Differences, u64>, which: Differences, count: u64) {
    if let Some(left) = differs.get_mut(&which) {
        *left -= count;
        if *left == 0 {
            differs.remove(&which);
        }
    }
}

/// How many figures a claim has, and how many of them do not say whom they count.
#[derive(Clone, Copy, Default)]
struct Own {
    all: u64,
    unscoped: u64,
}

fn in_claims(question: &Question<Linked>, measures: &[Measure]) -> BTreeMap<NoteId, Own> {
    let mut claims: BTreeMap<NoteId, Own> = BTreeMap::new();
    for measure in measures {
        let own = claims.entry(measure.figure.claim).or_default();
        own.all += 1;
        own.unscoped += u64::from(!is_scoped(question, measure));
    }
    claims
}
