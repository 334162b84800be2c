//! Files as they were read before, for a preview that reads nearly the same ones again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::marks::Mark;
use super::walk::Entry;
use crate::source::SourceFile;

/// The files of the last reading by their paths, each with the mark that it had when it was read.
#[derive(Debug, Default)]
pub struct Kept(Mutex<BTreeMap<String, (Mark, Arc<SourceFile>)>>);

impl Kept {
    /// Reads what was listed, with marks that were taken before, but for files that are as they were. None with a fault is kept.
    pub fn files<F: Send + Sync>(
        &self,
        entries: Vec<Entry>,
        read: impl Fn(&Entry) -> (Arc<SourceFile>, Option<F>) + Sync,
    ) -> Vec<(Arc<SourceFile>, Option<F>)> {
        // Nothing is left behind if somebody panics: then everything is read next time.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::take(&mut *kept);
        let again = |entry: &Entry| {
            let mark = entry.mark.filter(Mark::is_at_rest);
            match before.get(&entry.path) {
                Some((known, file)) if mark == Some(*known) => (mark, (Arc::clone(file), None)),
                Some(_) | None => (mark, read(entry)),
            }
        };
        let found: Vec<_> = entries.par_iter().map(again).collect();
        let mut files = Vec::with_capacity(found.len());
        for (entry, (mark, (file, fault))) in entries.into_iter().zip(found) {
            if let (Some(mark), None) = (mark, &fault) {
                kept.insert(entry.path, (mark, Arc::clone(&file)));
            }
            files.push((file, fault));
        }
        files
    }
}
