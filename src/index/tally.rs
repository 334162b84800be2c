//! Counts, without looking at every pair, how many of many figures lie wholly below or above one, and which are of another day.

use crate::model::{Measure, PossibleDays};

/// How many figures lie wholly on one side of a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Side {
    /// All of them.
    pub all: u64,
    /// Those that are certainly dated earlier than the figure.
    pub earlier: u64,
    /// Those that are certainly dated later.
    pub later: u64,
}

/// How many figures no number has in common with a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that are certainly lower.
    pub below: Side,
    /// Those that are certainly higher.
    pub above: Side,
}

/// For each of `asking` how many of `asked` lie below and above it; in n log n of both together.
pub fn tally(asking: &[&Measure], asked: &[&Measure]) -> Vec<Tally> {
    let below = sides(
        &asking.iter().map(|measure| (measure.interval.low_hundredths(), measure.dated)).collect::<Vec<_>>(),
        &asked.iter().map(|measure| (measure.interval.high_hundredths(), measure.dated)).collect::<Vec<_>>(),
    );
    // The complement turns the order of numbers around, and has no number that it cannot turn.
    let above = sides(
        &asking.iter().map(|measure| (!measure.interval.high_hundredths(), measure.dated)).collect::<Vec<_>>(),
        &asked.iter().map(|measure| (!measure.interval.low_hundredths(), measure.dated)).collect::<Vec<_>>(),
    );
    below.into_iter().zip(above).map(|(below, above)| Tally { below, above }).collect()
}

/// For each of `asking` how many of `asked` have a smaller number, and which of these are of another day.
///
/// Those with smaller numbers are put one after another into two lists of running sums, by their first and by their last day.
fn sides(asking: &[(i64, PossibleDays)], asked: &[(i64, PossibleDays)]) -> Vec<Side> {
    let mut firsts: Vec<i64> = asked.iter().map(|(_, days)| days.first).collect();
    let mut lasts: Vec<i64> = asked.iter().map(|(_, days)| days.last).collect();
    firsts.sort_unstable();
    lasts.sort_unstable();
    let mut by_first = Sums::new(firsts.len());
    let mut by_last = Sums::new(lasts.len());
    let mut waiting: Vec<&(i64, PossibleDays)> = asked.iter().collect();
    waiting.sort_unstable_by_key(|(number, _)| *number);
    let mut order: Vec<usize> = (0..asking.len()).collect();
    order.sort_unstable_by_key(|index| asking[*index].0);
    let mut found = vec![Side::default(); asking.len()];
    let mut all = 0;
    for index in order {
        let (number, days) = asking[index];
        while let Some((_, other)) = waiting.get(all).filter(|(smaller, _)| *smaller < number) {
            by_first.add(firsts.partition_point(|day| *day < other.first));
            by_last.add(lasts.partition_point(|day| *day < other.last));
            all += 1;
        }
        let not_later = by_first.before(firsts.partition_point(|day| *day <= days.last));
        let earlier = by_last.before(lasts.partition_point(|day| *day < days.first));
        found[index] = Side { all: all as u64, earlier, later: all as u64 - not_later };
    }
    found
}

/// Running sums that can be added to: each cell holds the sum of as many places as its lowest bit says (Fenwick 1994).
struct Sums {
    cells: Vec<u64>,
}

impl Sums {
    fn new(length: usize) -> Sums {
        Sums { cells: vec![0; length + 1] }
    }

    /// Adds one at a place.
    fn add(&mut self, place: usize) {
        let mut cell = place + 1;
        while cell < self.cells.len() {
            self.cells[cell] += 1;
            cell += cell & cell.wrapping_neg();
        }
    }

    /// The sum of all places before one.
    fn before(&self, place: usize) -> u64 {
        let (mut cell, mut sum) = (place, 0);
        while cell > 0 {
            sum += self.cells[cell];
            cell &= cell - 1;
        }
        sum
    }
}
