//! Tells open pages what has happened, as server-sent events.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Everybody who listens, and what was told last, which is also the first thing that a newcomer hears.
#[derive(Debug, Default)]
pub struct Events {
    told: Mutex<Told>,
}

#[derive(Debug, Default)]
struct Told {
    last: Option<Arc<str>>,
    listeners: Vec<Sender<Arc<str>>>,
}

impl Events {
    /// Tells everybody; `event` is one line.
    pub fn tell(&self, event: &str) {
        let event: Arc<str> = event.replace('\n', " ").into();
        let mut told = self.told();
        told.last = Some(Arc::clone(&event));
        // Whoever has left hears nothing more.
        told.listeners.retain(|listener| listener.send(Arc::clone(&event)).is_ok());
    }

    /// What is told from now on, what was told last first of all.
    pub fn listen(&self) -> Receiver<Arc<str>> {
        let (sender, receiver) = channel();
        let mut told = self.told();
        if let Some(last) = &told.last {
            sender.send(Arc::clone(last)).expect("the other end is in this function");
        }
        told.listeners.push(sender);
        receiver
    }

    /// What was told last.
    pub fn last(&self) -> Option<Arc<str>> {
        self.told().last.clone()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        // A list of listeners is sound whatever happened to the thread that held it.
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
