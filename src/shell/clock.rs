//! The clock: how long a command took, and each of its stages.

use std::time::{Duration, Instant, SystemTime};

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
