//! Where the site of the moment lies; whoever asks it for a file that is still to come waits, and is served first.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{Answer, Request, Site};

/// How many paths are remembered that somebody has asked for lately: the pages that lie open, and what belongs to them.
const ASKED_MAX: usize = 16;

/// Where the site of the moment lies.
#[derive(Debug, Default)]
pub struct Shelf {
    site: Mutex<Option<Arc<Site>>>,
    filled: Condvar,
    asked: Mutex<VecDeque<String>>,
}

impl Shelf {
    /// Puts a site there; whoever asks from now on asks it.
    pub fn put(&self, site: Arc<Site>) {
        *self.site.lock().unwrap_or_else(PoisonError::into_inner) = Some(site);
        self.filled.notify_all();
    }

    /// Answers a request; see [`Site::answer`].
    pub fn answer(&self, request: &Request, behind: &dyn Fn(&str) -> String) -> Answer {
        let mut given_up = None;
        loop {
            let site = self.other_than(given_up.as_ref());
            self.ask(site.candidates(request));
            if let Some(answer) = site.answer(request, behind) {
                return answer;
            }
            given_up = Some(site);
        }
    }

    /// The paths that somebody has asked for lately, the last first.
    pub fn asked(&self) -> Vec<String> {
        self.lately().iter().cloned().collect()
    }

    fn ask(&self, paths: Vec<String>) {
        let mut asked = self.lately();
        asked.retain(|path| !paths.contains(path));
        paths.into_iter().rev().for_each(|path| asked.push_front(path));
        asked.truncate(ASKED_MAX);
    }

    fn lately(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The site, once there is one that is not the given one.
    fn other_than(&self, given_up: Option<&Arc<Site>>) -> Arc<Site> {
        let mut site = self.site.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &*site {
                Some(site) if given_up.is_none_or(|known| !Arc::ptr_eq(known, site)) => return Arc::clone(site),
                Some(_) | None => site = self.filled.wait(site).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}
