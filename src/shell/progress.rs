//! A line that says what is being done, where that takes longer than a moment; it goes when something else is said.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::clock::Stopwatch;
use super::terminal;

/// What takes less is not worth a line.
const A_MOMENT: Duration = Duration::from_millis(300);

/// How often the line is written anew in a terminal, and how often one is added where there is none.
const IN_A_TERMINAL: Duration = Duration::from_millis(100);
const IN_A_FILE: Duration = Duration::from_secs(10);

/// Work that goes on until this is dropped.
pub struct Progress {
    work: Arc<Work>,
    thread: Option<JoinHandle<()>>,
}

struct Work {
    what: Mutex<What>,
    ended: Condvar,
    files: AtomicUsize,
}

struct What {
    doing: &'static str,
    has_ended: bool,
}

impl Progress {
    /// Begins to do something: “reading the archive”.
    pub fn start(doing: &'static str) -> Progress {
        let what = Mutex::new(What { doing, has_ended: false });
        let work = Arc::new(Work { what, ended: Condvar::new(), files: AtomicUsize::new(0) });
        let told = Arc::clone(&work);
        // Where the machine gives no thread, the work is done without a word.
        let thread = thread::Builder::new().spawn(move || told.tell()).ok();
        Progress { work, thread }
    }

    /// Goes on to something else.
    pub fn doing(&self, doing: &'static str) {
        self.work.what().doing = doing;
    }

    /// Counts a file that was written.
    pub fn file(&self) {
        self.work.files.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.work.what().has_ended = true;
        self.work.ended.notify_all();
        if let Some(thread) = self.thread.take() {
            // It has nothing to give back, and a panic of it takes nothing away.
            let _ = thread.join();
        }
        terminal::clear_line();
    }
}

impl Work {
    fn what(&self) -> MutexGuard<'_, What> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let in_terminal = terminal::has_lines();
        let (first, then) = if in_terminal { (A_MOMENT, IN_A_TERMINAL) } else { (IN_A_FILE, IN_A_FILE) };
        let (since, mut wait) = (Stopwatch::start(), first);
        loop {
            let waited = self.ended.wait_timeout_while(self.what(), wait, |what| !what.has_ended);
            let (what, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if what.has_ended {
                return;
            }
            let files = match self.files.load(Ordering::Relaxed) {
                0 => String::new(),
                files => format!(", {files} files written"),
            };
            let line = format!("{}: {} s{files}", what.doing, since.elapsed().as_secs());
            // Said while `what` is held, so that nothing is said when it has ended.
            if in_terminal {
                terminal::line(&line)
            } else {
                terminal::message(&format!("{line}\n"))
            }
            wait = then;
        }
    }
}
