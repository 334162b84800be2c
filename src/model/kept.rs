//! What a stage has made of each document the last time, for a preview that goes through nearly the same ones again and again.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{DocumentDraft, Quote};

/// What was made of each document, under everything that it was made from: the draft, and what all documents share.
#[derive(Debug)]
pub struct Kept<Shared, Made, A = Quote>(Mutex<Last<Shared, Made, A>>);

#[derive(Debug)]
struct Last<Shared, Made, A> {
    shared: Option<Shared>,
    /// In the order of their names; a draft that is the same one comes from files that are the same to the letter.
    documents: Vec<(Arc<DocumentDraft<A>>, Made)>,
}

impl<Shared, Made, A> Default for Last<Shared, Made, A> {
    fn default() -> Self {
        Last { shared: None, documents: Vec::new() }
    }
}

impl<Shared, Made, A> Default for Kept<Shared, Made, A> {
    fn default() -> Self {
        Kept(Mutex::default())
    }
}

impl<Shared: PartialEq, Made: Clone + Send + Sync, A: Send + Sync> Kept<Shared, Made, A> {
    /// Makes of each document, in the order of their names, what `make` makes of it, but for those that are as they were.
    pub fn documents(
        &self,
        drafts: Vec<Arc<DocumentDraft<A>>>,
        shared: Shared,
        make: impl Fn(Arc<DocumentDraft<A>>) -> Made + Sync,
    ) -> Vec<Made> {
        // Nothing is left behind if somebody panics: then everything is made anew the next time.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = std::mem::take(&mut *kept);
        if before.shared.as_ref() != Some(&shared) {
            before.documents.clear();
        }
        let known = &before.documents;
        let again = |draft: &Arc<DocumentDraft<A>>| {
            let place = known.binary_search_by(|(known, _)| known.id.cmp(&draft.id)).ok();
            match place.map(|place| &known[place]) {
                Some((known, made)) if Arc::ptr_eq(known, draft) => made.clone(),
                Some(_) | None => make(Arc::clone(draft)),
            }
        };
        let made: Vec<Made> = drafts.par_iter().map(again).collect();
        let documents = drafts.into_iter().zip(made.iter().cloned()).collect();
        *kept = Last { shared: Some(shared), documents };
        made
    }
}
