//! Documents as they were anchored before, for a preview that anchors nearly the same ones again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::document::Anchored;
use super::drift::NameWords;
use crate::model::{Broken, DocumentDraft, Quote};

/// What the last reading has made of each document, under everything that it was made from.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    /// What all documents share.
    broken: Broken,
    names: NameWords,
    /// By the name of the folder; a draft that is the same one was read from files that are the same to the letter.
    documents: BTreeMap<String, (Arc<DocumentDraft<Quote>>, Anchored)>,
}

impl Kept {
    /// Anchors documents, but for those that are as they were.
    pub fn documents(
        &self,
        drafts: Vec<Arc<DocumentDraft<Quote>>>,
        (broken, names): (&Broken, &NameWords),
        anchor: impl Fn(Arc<DocumentDraft<Quote>>) -> Anchored + Sync,
    ) -> Vec<Anchored> {
        // Nothing is left behind if somebody panics: then everything is anchored next time.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = std::mem::take(&mut *kept);
        if before.broken != *broken || before.names != *names {
            before.documents.clear();
        }
        let again = |draft: &Arc<DocumentDraft<Quote>>| match before.documents.get(&draft.id) {
            Some((known, anchored)) if Arc::ptr_eq(known, draft) => anchored.clone(),
            Some(_) | None => anchor(Arc::clone(draft)),
        };
        let anchored: Vec<Anchored> = drafts.par_iter().map(again).collect();
        let documents = drafts.into_iter().zip(&anchored);
        *kept = Last {
            broken: broken.clone(),
            names: names.clone(),
            documents: documents.map(|(draft, anchored)| (draft.id.clone(), (draft, anchored.clone()))).collect(),
        };
        anchored
    }
}
