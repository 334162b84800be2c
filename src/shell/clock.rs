//! The clock: how long a command took.

use std::time::{Duration, Instant};

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
