//! The clock: how long a command took, and each of its stages; which day it is.

use std::time::{Duration, Instant, SystemTime};

use super::{WrongUse, environment};
use crate::model::Day;

/// Runs from the moment it is made.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    /// Starts it.
    #[expect(clippy::disallowed_methods, reason = "this file is the door to the clock")]
    pub fn start() -> Stopwatch {
        Stopwatch { start: Instant::now() }
    }

    /// The time since then.
    pub fn elapsed(self) -> Duration {
        self.start.elapsed()
    }
}

/// The last second of the last year that a date can have: 9999.
const LAST_SECOND: u64 = 253_402_300_799;

/// Today in UTC: `2025-03-07`; the day of `SOURCE_DATE_EPOCH` where that is set. Errors: that is no such moment.
#[expect(clippy::disallowed_methods, reason = "this file is the door to the clock")]
pub fn today() -> Result<String, WrongUse> {
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // A machine whose clock shows a later year is wrong; the last day that can be written is as wrong.
    let seconds = environment::source_date_epoch(LAST_SECOND)?.unwrap_or_else(now).min(LAST_SECOND);
    let days = i32::try_from(seconds / 86_400).expect("there are three million days up to the year 9999");
    let (year, month, day) = Day(Day::of(1970, 1, 1).0 + days).calendar();
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

/// The time since a moment; none if it lies ahead, as it may after a clock was set back.
pub fn since(moment: SystemTime) -> Duration {
    moment.elapsed().unwrap_or_default()
}

/// The stages of a command in the order in which they first ended, each with its time.
#[derive(Debug)]
pub struct Laps {
    watch: Stopwatch,
    laps: Vec<(&'static str, Duration)>,
}

impl Laps {
    /// Starts the first stage.
    pub fn start() -> Laps {
        Laps { watch: Stopwatch::start(), laps: Vec::new() }
    }

    /// Ends a stage and starts the next; a stage that ends again takes the time in between as well.
    pub fn end(&mut self, stage: &'static str) {
        let time = self.watch.elapsed();
        self.watch = Stopwatch::start();
        match self.laps.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, earlier)) => *earlier += time,
            None => self.laps.push((stage, time)),
        }
    }

    /// The stages and their times.
    pub fn all(&self) -> &[(&'static str, Duration)] {
        &self.laps
    }
}

#[cfg(test)]
mod tests {
    use super::Laps;

    #[test]
    fn a_stage_that_ends_twice_is_told_once_at_its_first_place() {
        let mut laps = Laps::start();
        for stage in ["load", "search", "render", "search"] {
            laps.end(stage);
        }
        let names: Vec<&str> = laps.all().iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["load", "search", "render"]);
    }
}
