//! Lays figures on one line of numbers, in percent of its length, so that a template can draw them at any width.

use super::view::{Mark, MarkKind, Tick};
use crate::model::{Amount, Interval};

/// A line of numbers on which every figure of a table has its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The number at the left end, in hundredths.
    low: f64,
    /// The number at the right end, in hundredths.
    high: f64,
}

/// The part of the line that is left free on either side of the lowest and the highest end.
const MARGIN: f64 = 0.09;

impl Axis {
    /// The line for some figures; `None` where no end of any of them is given.
    pub fn of(figures: &[Interval]) -> Option<Axis> {
        let ends = || figures.iter().flat_map(|figure| [figure.low, figure.high]).flatten().map(|end| end.hundredths as f64);
        let lowest = ends().min_by(f64::total_cmp)?;
        let highest = ends().max_by(f64::total_cmp)?;
        // One number alone stands in the middle of a line.
        let span = if highest > lowest { highest - lowest } else { (lowest / 2.0).max(100.0) };
        let low = lowest - span * MARGIN;
        Some(Axis { low: if lowest >= 0.0 { low.max(0.0) } else { low }, high: highest + span * MARGIN })
    }

    /// Numbers to write below it: three to six round ones.
    pub fn ticks(self, label: impl Fn(Amount) -> String) -> Vec<Tick> {
        let span = self.high - self.low;
        let power = 10_f64.powf((span / 4.0).log10().floor());
        let wide = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power).into_iter().find(|step| span / step <= 6.5);
        let step = wide.unwrap_or(power * 10.0).max(1.0);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        let ticks = (first..=last).map(|number| {
            let hundredths = (number as f64 * step) as i64;
            Tick { at: self.percent(hundredths as f64), label: label(Amount { hundredths }) }
        });
        ticks.collect()
    }

    /// How a figure is drawn.
    pub fn mark(self, figure: Interval) -> Mark {
        let at = |end: Amount| self.percent(end.hundredths as f64);
        let (left, right) = ("0".to_owned(), "100".to_owned());
        match (figure.low, figure.high) {
            (Some(low), Some(high)) if low == high => Mark { kind: MarkKind::One, from: at(low), to: at(high) },
            (Some(low), Some(high)) => Mark { kind: MarkKind::Range, from: at(low), to: at(high) },
            (Some(low), None) => Mark { kind: MarkKind::AtLeast, from: at(low), to: right },
            (None, Some(high)) => Mark { kind: MarkKind::AtMost, from: left, to: at(high) },
            (None, None) => Mark { kind: MarkKind::Range, from: left, to: right },
        }
    }

    fn percent(self, hundredths: f64) -> String {
        let percent = (hundredths - self.low) / (self.high - self.low) * 100.0;
        format!("{percent:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;
    use crate::model::{Amount, Interval};
    use crate::render::view::MarkKind;

    fn figure(low: Option<i64>, high: Option<i64>) -> Interval {
        let amount = |number: i64| Amount { hundredths: number * 100 };
        Interval { low: low.map(amount), high: high.map(amount), exact: low == high }
    }

    #[test]
    fn the_lowest_and_the_highest_number_stand_inside_the_line() {
        let axis = Axis::of(&[figure(Some(800), Some(800)), figure(Some(1300), None), figure(None, Some(1800))]).unwrap();
        assert_eq!(axis.mark(figure(Some(800), Some(800))).from, "7.6");
        assert_eq!(axis.mark(figure(None, Some(1800))).to, "92.4");
        assert_eq!(axis.mark(figure(Some(1300), None)).to, "100");
        let labels: Vec<String> =
            axis.ticks(|amount| (amount.hundredths / 100).to_string()).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["800", "1000", "1200", "1400", "1600", "1800"]);
    }

    #[test]
    fn one_number_alone_stands_in_the_middle_and_none_has_no_line() {
        let axis = Axis::of(&[figure(Some(40), Some(40))]).unwrap();
        let mark = axis.mark(figure(Some(40), Some(40)));
        assert_eq!((mark.kind, mark.from.as_str()), (MarkKind::One, "50.0"));
        assert!(Axis::of(&[figure(None, None)]).is_none());
        assert!(Axis::of(&[figure(Some(0), Some(0))]).is_some());
    }
}
