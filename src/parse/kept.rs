//! Documents as they were read before, for a preview that reads nearly the same files again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::folder::{self, Folder};
use crate::model::{Broken, DocumentDraft};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile};

/// What a folder was read as: its document, what is wrong with it, which names are broken.
pub type Outcome = (Option<DocumentDraft>, Problems, Broken);

/// What the last reading has made of each folder, under everything that it was made from.
#[derive(Debug, Default)]
pub struct Kept {
    folders: Mutex<BTreeMap<String, Arc<KeptFolder>>>,
}

#[derive(Debug)]
struct KeptFolder {
    /// Places in a document name files by their numbers, so that these belong to what it is made from.
    files: Vec<(FileIndex, SourceFile)>,
    outcome: Outcome,
}

impl Kept {
    /// Reads a folder, unless its files are to the letter what they were.
    pub fn document(&self, folder: &Folder<'_>) -> Outcome {
        let known = self.folders().get(folder.id()).cloned();
        let same = |kept: &Arc<KeptFolder>| kept.files.iter().map(|(index, file)| (*index, file)).eq(folder.files());
        if let Some(known) = known.filter(same) {
            return known.outcome.clone();
        }
        let outcome = read(folder);
        let files = folder.files().map(|(index, file)| (index, file.clone())).collect();
        let kept = KeptFolder { files, outcome: outcome.clone() };
        self.folders().insert(folder.id().to_owned(), Arc::new(kept));
        outcome
    }

    /// Forgets folders that are not there any more.
    pub fn retain(&self, folders: &[Folder<'_>]) {
        let names: BTreeSet<&str> = folders.iter().map(Folder::id).collect();
        self.folders().retain(|name, _| names.contains(name.as_str()));
    }

    fn folders(&self) -> MutexGuard<'_, BTreeMap<String, Arc<KeptFolder>>> {
        // A folder is put in whole, so that what the lock guards is sound after a panic, too.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a folder.
pub fn read(folder: &Folder<'_>) -> Outcome {
    let (mut problems, mut broken) = (Problems::default(), Broken::default());
    let document = folder::document(folder, &mut problems, &mut broken);
    (document, problems, broken)
}
