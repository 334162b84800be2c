//! Counts parts that are certainly larger than their wholes in one document or from one lineage.

use std::collections::BTreeMap;

use super::lineages::Origins;
use super::tally::{Side, tally};
use crate::model::{
    Archive, DocumentId, EXAMPLES_MAX, EntityId, FigureId, Linked, Measure, NoteId, Question, Setting, exceeds, wholes,
};

/// The pairs in which one figure takes part, as part or as whole.
#[derive(Debug, Clone, Default)]
pub struct Excess {
    /// With figures of its own claim.
    pub own: u64,
    /// With figures of other claims.
    pub others: u64,
    /// Some of them.
    pub examples: Vec<FigureId>,
}

/// What makes two claims one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Document(DocumentId),
    Lineage(EntityId),
}

/// Sources of one claim of which every set is counted; a claim with more of them is held against every other one by one.
const SOURCES_MAX: usize = 8;

/// Figures that have some sources, or a claim, in common, by scope and setting.
type Lists<'a, K> = BTreeMap<(K, &'a Setting), BTreeMap<usize, Vec<usize>>>;

/// For each figure the pairs in which a part exceeds its whole.
///
/// Counted for every set of sources that some claims have in common: what two claims share in several ways is added for each
/// single source, taken off for each two, added for each three, so that it is counted once. Claims with many sources are few, and
/// their pairs are looked at.
pub fn excesses(archive: &Archive, question: &Question<Linked>, measures: &[Measure], origins: &Origins) -> Vec<Excess> {
    let mut found = vec![Excess::default(); measures.len()];
    if question.scopes.iter().all(|scope| scope.within.is_none()) {
        return found;
    }
    let sources: Vec<Vec<Source>> = measures.iter().map(|measure| sources(archive, origins, measure.figure.claim)).collect();
    let mut shared: Lists<'_, Vec<Source>> = Lists::new();
    let mut single: Lists<'_, Source> = Lists::new();
    let mut claims: Lists<'_, NoteId> = Lists::new();
    for (index, measure) in measures.iter().enumerate() {
        let Some(scope) = measure.scope else { continue };
        for sources in subsets(&sources[index]) {
            shared.entry((sources, &measure.setting)).or_default().entry(scope).or_default().push(index);
        }
        for source in &sources[index] {
            single.entry((*source, &measure.setting)).or_default().entry(scope).or_default().push(index);
        }
        claims.entry((measure.figure.claim, &measure.setting)).or_default().entry(scope).or_default().push(index);
    }
    let mut totals = vec![0_i64; measures.len()];
    for ((sources, _), scopes) in &shared {
        let sign = if sources.len() % 2 == 1 { 1 } else { -1 };
        each_pair(question, scopes, measures, |index, count| totals[index] += sign * count as i64);
    }
    for (left, right) in pairs_of_many(question, measures, &sources) {
        totals[left] += 1;
        totals[right] += 1;
    }
    for scopes in claims.values() {
        each_pair(question, scopes, measures, |index, count| found[index].own += count);
    }
    for (index, excess) in found.iter_mut().enumerate() {
        let total = u64::try_from(totals[index]).expect("what is taken off was added before");
        excess.others = total - excess.own;
    }
    for scopes in single.values() {
        examples(question, scopes, measures, &mut found);
    }
    found
}

fn sources(archive: &Archive, origins: &Origins, claim: NoteId) -> Vec<Source> {
    let lineages = origins.claims.get(&claim).into_iter().flat_map(|origin| &origin.lineages);
    let document = Source::Document(archive.note(claim).document);
    std::iter::once(document).chain(lineages.map(|lineage| Source::Lineage(*lineage))).collect()
}

/// Every pair in which a part exceeds its whole and of which one has many sources, once.
fn pairs_of_many(
    question: &Question<Linked>,
    measures: &[Measure],
    sources: &[Vec<Source>],
) -> impl Iterator<Item = (usize, usize)> {
    let has_many = |index: usize| sources[index].len() > SOURCES_MAX;
    // Documents come before lineages, and lineages in order.
    let share = |left: usize, right: usize| sources[left].iter().any(|source| sources[right].binary_search(source).is_ok());
    let exceeds = |part: usize, whole: usize| exceeds(question, &measures[part], &measures[whole]);
    let is_pair = move |left: usize, right: usize| (exceeds(left, right) || exceeds(right, left)) && share(left, right);
    (0..measures.len()).filter(move |left| has_many(*left)).flat_map(move |left| {
        let others = (0..measures.len()).filter(move |right| *right > left || !has_many(*right));
        others.filter(move |right| is_pair(left, *right)).map(move |right| (left, right))
    })
}

/// Every set of at least one of the sources; none of so many that they are counted otherwise.
fn subsets(sources: &[Source]) -> impl Iterator<Item = Vec<Source>> {
    let sets = if sources.len() > SOURCES_MAX { 1 } else { 1_usize << sources.len() };
    (1..sets).map(|set| {
        let chosen = sources.iter().enumerate().filter(|(bit, _)| set & 1 << bit != 0);
        chosen.map(|(_, source)| *source).collect()
    })
}

/// The figures of each part and of each whole around it.
fn parts_and_wholes<'a>(
    question: &Question<Linked>,
    scopes: &'a BTreeMap<usize, Vec<usize>>,
) -> impl Iterator<Item = (&'a Vec<usize>, &'a Vec<usize>)> {
    scopes
        .iter()
        .flat_map(move |(scope, parts)| wholes(question, *scope).filter_map(move |outer| Some((parts, scopes.get(&outer)?))))
}

/// Tells for each figure, as part and as whole, with how many it makes a pair.
fn each_pair(
    question: &Question<Linked>,
    scopes: &BTreeMap<usize, Vec<usize>>,
    measures: &[Measure],
    mut tell: impl FnMut(usize, u64),
) {
    // Another day excuses a part that is larger.
    let left = |side: Side| side.all - side.earlier - side.later;
    for (inner, outer) in parts_and_wholes(question, scopes) {
        let of = |list: &[usize]| -> Vec<&Measure> { list.iter().map(|index| &measures[*index]).collect() };
        let (parts, around) = (of(inner), of(outer));
        inner.iter().zip(tally(&parts, &around)).for_each(|(index, tally)| tell(*index, left(tally.below)));
        outer.iter().zip(tally(&around, &parts)).for_each(|(index, tally)| tell(*index, left(tally.above)));
    }
}

/// Gives each figure a few of those with which it makes a pair.
fn examples(question: &Question<Linked>, scopes: &BTreeMap<usize, Vec<usize>>, measures: &[Measure], found: &mut [Excess]) {
    for (inner, outer) in parts_and_wholes(question, scopes) {
        let (mut parts, mut around) = (inner.clone(), outer.clone());
        parts.sort_by_key(|index| !measures[*index].interval.low_hundredths());
        around.sort_by_key(|index| measures[*index].interval.high_hundredths());
        for part in &parts {
            let lower = around.iter().take_while(|whole| above(measures, *part, **whole));
            found[*part].take(measures, lower.filter(|whole| exceeds(question, &measures[*part], &measures[**whole])));
        }
        for whole in &around {
            let higher = parts.iter().take_while(|part| above(measures, **part, *whole));
            found[*whole].take(measures, higher.filter(|part| exceeds(question, &measures[**part], &measures[*whole])));
        }
    }
}

fn above(measures: &[Measure], part: usize, whole: usize) -> bool {
    measures[part].interval.certainly_above(measures[whole].interval)
}

impl Excess {
    fn take<'a>(&mut self, measures: &[Measure], others: impl Iterator<Item = &'a usize>) {
        let wanted = (self.own + self.others).min(EXAMPLES_MAX as u64) as usize;
        if self.examples.len() == wanted {
            return;
        }
        for other in others.map(|index| measures[*index].figure) {
            if !self.examples.contains(&other) {
                self.examples.push(other);
                if self.examples.len() == wanted {
                    return;
                }
            }
        }
    }
}
