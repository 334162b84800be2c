//! How long this process has worked, whatever else the machine did.

use std::sync::LazyLock;
use std::time::Instant;

/// Seconds of the processor that all threads of this process have had; where the machine does not tell, seconds on the wall.
pub fn cpu_time() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split_whitespace().next()?.parse::<u64>().ok()
    });
    match nanoseconds.sum::<u64>() {
        0 => BEGUN.elapsed().as_secs_f64(),
        told => told as f64 / 1e9,
    }
}
