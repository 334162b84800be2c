//! Counts by what pairs of figures differ in, without looking at every pair.

use std::collections::BTreeMap;

use crate::model::{Differences, Dimension, Measure};

/// The dimensions by which figures are parted before their numbers are looked at.
const DIMENSIONS: [Dimension; 5] = [Dimension::Unit, Dimension::Of, Dimension::Place, Dimension::Period, Dimension::Event];

/// How many pairs of figures of different claims differ in exactly these dimensions.
///
/// For each of the 32 sets of dimensions the pairs that are alike in at least these are counted by sorting; taking off what is
/// alike in more leaves those that are alike in exactly these. 32 n log n at most, less where a dimension has one value only.
pub fn unlike(measures: &[&Measure]) -> BTreeMap<Differences, u64> {
    let columns = DIMENSIONS.map(|dimension| values(measures, dimension));
    let varied: Vec<usize> = (0..DIMENSIONS.len()).filter(|column| columns[*column].iter().any(|value| *value > 0)).collect();
    let mut alike: Vec<i128> = (0..1usize << varied.len())
        .map(|set| {
            let key = |index: usize| {
                let mut key = [0; DIMENSIONS.len()];
                let chosen = varied.iter().enumerate().filter(|(bit, _)| set & 1 << bit != 0);
                chosen.for_each(|(_, column)| key[*column] = columns[*column][index]);
                key
            };
            let rows = (0..measures.len()).map(|index| (key(index), measures[index].figure.claim));
            let mut rows: Vec<_> = rows.collect();
            rows.sort_unstable();
            let alike = pairs(rows.chunk_by(|left, right| left.0 == right.0).map(<[_]>::len));
            let own = pairs(rows.chunk_by(|left, right| left == right).map(<[_]>::len));
            alike - own
        })
        .collect();
    // From “alike in at least these” to “alike in exactly these”, one dimension after the other.
    for bit in 0..varied.len() {
        for set in 0..alike.len() {
            if set & 1 << bit == 0 {
                alike[set] -= alike[set | 1 << bit];
            }
        }
    }
    let mut found = BTreeMap::new();
    for (set, count) in alike.into_iter().enumerate() {
        let differing = varied.iter().enumerate().filter(|(bit, _)| set & 1 << bit == 0);
        let differs = differing.fold(Differences::NONE, |differs, (_, column)| differs.and(DIMENSIONS[*column]));
        if count > 0 && !differs.is_empty() {
            found.insert(differs, u64::try_from(count).expect("there are fewer pairs than numbers"));
        }
    }
    found
}

fn pairs(lengths: impl Iterator<Item = usize>) -> i128 {
    lengths.map(|length| length as i128 * (length as i128 - 1) / 2).sum()
}

/// For each figure the number of its value of a dimension among all values that occur; 0 for every one where there is only one.
fn values(measures: &[&Measure], dimension: Dimension) -> Vec<u32> {
    match dimension {
        Dimension::Unit => numbered(measures, |measure| &measure.setting.unit),
        Dimension::Of => numbered(measures, |measure| &measure.scope),
        Dimension::Place => numbered(measures, |measure| &measure.setting.place),
        Dimension::Period => numbered(measures, |measure| &measure.setting.period),
        Dimension::Event => numbered(measures, |measure| &measure.setting.event),
        Dimension::AsOf => vec![0; measures.len()],
    }
}

fn numbered<'a, V: Ord + 'a>(measures: &[&'a Measure], value: impl Fn(&'a Measure) -> &'a V) -> Vec<u32> {
    let mut numbers: BTreeMap<&V, u32> = BTreeMap::new();
    measures.iter().for_each(|measure| {
        let next = numbers.len() as u32;
        numbers.entry(value(measure)).or_insert(next);
    });
    measures.iter().map(|measure| numbers[value(measure)]).collect()
}
