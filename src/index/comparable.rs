//! Verdicts among figures that count the same: agree, later is higher, another date, overlap, conflict.

use std::collections::BTreeMap;

use super::tally::{Tally, tally};
use crate::model::{
    EXAMPLES_MAX, FigureId, Kinship, Linked, Measure, NoteId, PossibleDays, Question, Verdict, VerdictCounts, compare,
};

/// The verdicts of each of some figures of one scope and setting with those of other claims.
///
/// Counted as [`Verdict::NotComparable`] are those that only their dates part.
pub fn counts(question: &Question<Linked>, measures: &[&Measure]) -> Vec<VerdictCounts> {
    let mut found = among(question, measures);
    let mut claims: BTreeMap<NoteId, Vec<usize>> = BTreeMap::new();
    for (index, measure) in measures.iter().enumerate() {
        claims.entry(measure.figure.claim).or_default().push(index);
    }
    // Figures of one claim get no verdict: what they would get from one another is taken off again.
    for own in claims.values().filter(|own| own.len() > 1) {
        let together: Vec<&Measure> = own.iter().map(|index| measures[*index]).collect();
        for (index, inside) in own.iter().zip(among(question, &together)) {
            found[*index].subtract(&inside);
        }
    }
    found
}

/// The verdicts of each figure with every other, those of its own claim among them.
fn among(question: &Question<Linked>, measures: &[&Measure]) -> Vec<VerdictCounts> {
    let mut exact: BTreeMap<i64, u64> = BTreeMap::new();
    for measure in measures.iter().filter(|measure| measure.interval.exact) {
        *exact.entry(measure.interval.low_hundredths()).or_default() += 1;
    }
    let others = measures.len() as u64 - 1;
    let verdicts = measures.iter().zip(tally(measures, measures)).map(|(measure, Tally { below, above })| {
        let same = if measure.interval.exact { exact[&measure.interval.low_hundredths()] - 1 } else { 0 };
        let apart = below.all + above.all;
        let (later, dated) = if question.cumulative {
            (below.earlier + above.later, 0)
        } else {
            (0, below.earlier + below.later + above.earlier + above.later)
        };
        let mut counts = VerdictCounts::default();
        counts.add(Verdict::Agree, same);
        counts.add(Verdict::LaterIsHigher, later);
        counts.add(Verdict::NotComparable, dated);
        counts.add(Verdict::Overlap, others - same - apart);
        counts.add(Verdict::Conflict, apart - later - dated);
        counts
    });
    verdicts.collect()
}

/// Some figures of one scope and setting, by date, so that examples are found without looking at all of them.
pub struct Examples<'a> {
    question: &'a Question<Linked>,
    exact: BTreeMap<i64, Vec<&'a Measure>>,
    dates: Vec<(PossibleDays, Dated<'a>)>,
}

/// Figures of one date: against another figure, dates excuse all of them or none.
#[derive(Default)]
struct Dated<'a> {
    lowest_first: Vec<&'a Measure>,
    highest_first: Vec<&'a Measure>,
}

impl<'a> Examples<'a> {
    /// Sorts the figures.
    pub fn new(question: &'a Question<Linked>, measures: &[&'a Measure]) -> Examples<'a> {
        let mut exact: BTreeMap<i64, Vec<&Measure>> = BTreeMap::new();
        let mut dates: BTreeMap<PossibleDays, Dated<'a>> = BTreeMap::new();
        for measure in measures {
            if measure.interval.exact {
                exact.entry(measure.interval.low_hundredths()).or_default().push(measure);
            }
            let dated = dates.entry(measure.dated).or_default();
            dated.lowest_first.push(measure);
            dated.highest_first.push(measure);
        }
        for dated in dates.values_mut() {
            dated.lowest_first.sort_by_key(|measure| measure.interval.high_hundredths());
            dated.highest_first.sort_by_key(|measure| !measure.interval.low_hundredths());
        }
        Examples { question, exact, dates: dates.into_iter().collect() }
    }

    /// Up to [`EXAMPLES_MAX`] of each of agree, conflict and later is higher.
    ///
    /// `counts` are the verdicts of the figure: the search ends when as many are found as there can be. It looks at each date
    /// at most once, and at figures only where they are examples or of the claim itself.
    pub fn of(&self, measure: &Measure, counts: &VerdictCounts) -> Vec<(FigureId, Verdict)> {
        let wanted = |verdict| counts.get(verdict).min(EXAMPLES_MAX as u64) as usize;
        let mut found: Vec<(FigureId, Verdict)> = Vec::new();
        if wanted(Verdict::Agree) > 0 {
            let same = self.exact.get(&measure.interval.low_hundredths()).into_iter().flatten();
            let others = same.filter(|other| other.figure.claim != measure.figure.claim).take(EXAMPLES_MAX);
            found.extend(others.map(|other| (other.figure, Verdict::Agree)));
        }
        let (mut conflicts, mut later) = (wanted(Verdict::Conflict), wanted(Verdict::LaterIsHigher));
        for (days, dated) in &self.dates {
            if conflicts == 0 && later == 0 {
                break;
            }
            // Dates that cannot be of one day keep a count that does not grow out of every conflict.
            if !self.question.cumulative && days.apart_from(measure.dated) {
                continue;
            }
            let below = dated.lowest_first.iter().take_while(|other| measure.interval.certainly_above(other.interval));
            self.take(measure, below, (&mut conflicts, &mut later), &mut found);
            let above = dated.highest_first.iter().take_while(|other| other.interval.certainly_above(measure.interval));
            self.take(measure, above, (&mut conflicts, &mut later), &mut found);
        }
        found
    }

    /// Takes examples of one date from one side, as long as some of their verdict are wanted.
    fn take<'m>(
        &self,
        measure: &Measure,
        others: impl Iterator<Item = &'m &'m Measure>,
        (conflicts, later): (&mut usize, &mut usize),
        found: &mut Vec<(FigureId, Verdict)>,
    ) {
        for other in others.filter(|other| other.figure.claim != measure.figure.claim) {
            let Some(comparison) = compare(self.question, measure, other, Kinship::None) else { return };
            let left = match comparison.verdict {
                Verdict::Conflict => &mut *conflicts,
                Verdict::LaterIsHigher => &mut *later,
                Verdict::Agree
                | Verdict::Overlap
                | Verdict::NotComparable
                | Verdict::ScopeUnstated
                | Verdict::PartExceedsWhole => return,
            };
            if *left == 0 {
                return;
            }
            *left -= 1;
            found.push((other.figure, comparison.verdict));
        }
    }
}
