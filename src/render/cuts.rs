//! Cuts overlapping spans into flat runs, so that no mark on a page ever has to stand inside another.

use std::collections::BTreeSet;

use crate::source::Span;

/// A stretch of text on which the same spans lie from its first byte to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it is; never empty.
    pub span: Span,
    /// The spans that lie on it, by number, in the order given.
    pub marks: Vec<usize>,
    /// Those of them that begin with it.
    pub first_of: Vec<usize>,
    /// Those of them that end with it.
    pub last_of: Vec<usize>,
}

/// Cuts spans into runs: sorted, disjoint, and covering what the spans cover inside `within`, no more.
///
/// Spans are clipped to `within`; one that is empty or lies outside is on no run. Apart from writing down the marks of each
/// run, the work grows as n log n.
pub fn cut(spans: &[Span], within: Span) -> Vec<Run> {
    let mut starts = Vec::with_capacity(spans.len());
    let mut ends = Vec::with_capacity(spans.len());
    for (number, span) in spans.iter().enumerate() {
        let (start, end) = (span.start().max(within.start()), span.end().min(within.end()));
        if start < end {
            starts.push((start, number));
            ends.push((end, number));
        }
    }
    starts.sort_unstable();
    ends.sort_unstable();
    let mut runs = Vec::with_capacity(2 * starts.len());
    let mut starts = starts.into_iter().peekable();
    let mut ends = ends.into_iter().peekable();
    let mut open = BTreeSet::new();
    let mut at = 0;
    // Every span starts before it ends: while an end is ahead, there is a run or a gap to step over.
    while let Some((next_end, _)) = ends.peek().copied() {
        if open.is_empty() {
            at = starts.peek().map_or(next_end, |(start, _)| *start);
        }
        let first_of = take_at(&mut starts, at);
        open.extend(first_of.iter().copied());
        let stop = starts.peek().map_or(next_end, |(start, _)| next_end.min(*start));
        let marks = open.iter().copied().collect();
        let last_of = take_at(&mut ends, stop);
        for number in &last_of {
            open.remove(number);
        }
        runs.push(Run { span: Span::new(at, stop), marks, first_of, last_of });
        at = stop;
    }
    runs
}

/// The numbers that stand at an offset; they come out in the order given, for they were sorted with it.
fn take_at(events: &mut std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>, offset: usize) -> Vec<usize> {
    let mut numbers = Vec::new();
    while let Some((_, number)) = events.next_if(|(at, _)| *at == offset) {
        numbers.push(number);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::{Run, cut};
    use crate::source::Span;

    fn spans(pairs: &[(usize, usize)]) -> Vec<Span> {
        pairs.iter().map(|(start, end)| Span::new(*start, *end)).collect()
    }

    fn run(start: usize, end: usize, marks: &[usize], first_of: &[usize], last_of: &[usize]) -> Run {
        Run { span: Span::new(start, end), marks: marks.to_vec(), first_of: first_of.to_vec(), last_of: last_of.to_vec() }
    }

    #[test]
    fn spans_that_overlap_share_a_run() {
        let runs = cut(&spans(&[(0, 6), (4, 9)]), Span::new(0, 20));
        assert_eq!(runs, [run(0, 4, &[0], &[0], &[]), run(4, 6, &[0, 1], &[1], &[0]), run(6, 9, &[1], &[], &[1])]);
    }

    #[test]
    fn a_gap_is_on_no_run() {
        let runs = cut(&spans(&[(7, 9), (1, 3)]), Span::new(0, 20));
        assert_eq!(runs, [run(1, 3, &[1], &[1], &[1]), run(7, 9, &[0], &[0], &[0])]);
    }

    #[test]
    fn equal_spans_are_one_run_and_touching_ones_are_two() {
        let runs = cut(&spans(&[(3, 5), (1, 3), (1, 3)]), Span::new(0, 20));
        assert_eq!(runs, [run(1, 3, &[1, 2], &[1, 2], &[1, 2]), run(3, 5, &[0], &[0], &[0])]);
    }

    #[test]
    fn spans_are_clipped_and_empty_ones_left_out() {
        let runs = cut(&spans(&[(0, 9), (4, 4), (9, 12)]), Span::new(2, 5));
        assert_eq!(runs, [run(2, 5, &[0], &[0], &[0])]);
    }

    #[test]
    fn two_thousand_nested_spans_are_cut() {
        let nested: Vec<Span> = (0..2000).map(|depth| Span::new(depth, 4000 - depth)).collect();
        let runs = cut(&nested, Span::new(0, 4000));
        assert_eq!(runs.len(), 3999);
        assert_eq!(runs.iter().map(|run| run.first_of.len() + run.last_of.len()).sum::<usize>(), 4000);
    }
}
