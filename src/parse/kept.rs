//! Documents as they were read before, for a preview that reads nearly the same files again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::folder::{self, Folder};
use crate::model::{Broken, DocumentDraft};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile, Sources};

/// What a folder was read as: its document, what is wrong with it, which names are broken.
pub type Outcome = (Option<Arc<DocumentDraft>>, Problems, Broken);

/// What the last reading has made of each folder, under everything that it was made from.
#[derive(Debug, Default)]
pub struct Kept {
    folders: Mutex<BTreeMap<String, Arc<KeptFolder>>>,
}

#[derive(Debug)]
struct KeptFolder {
    /// Places in a document name files by their numbers, so that these belong to what it is made from.
    files: Vec<(FileIndex, Arc<SourceFile>)>,
    outcome: Outcome,
}

impl Kept {
    /// Reads a folder, unless its files are to the letter what they were.
    pub fn document(&self, sources: &Sources, folder: &Folder<'_>) -> Outcome {
        let known = self.folders().get(folder.id()).cloned();
        if let Some(known) = known.filter(|known| known.is_of(folder)) {
            return known.outcome.clone();
        }
        let outcome = read(folder);
        let files = folder.files().map(|(index, _)| (index, sources.shared(index))).collect();
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

impl KeptFolder {
    /// Whether it was made from what the folder holds.
    fn is_of(&self, folder: &Folder<'_>) -> bool {
        let mut files = folder.files();
        // Most files have not even been read anew.
        let is_same = |(index, kept): &(FileIndex, Arc<SourceFile>)| {
            files.next().is_some_and(|(now, file)| now == *index && (std::ptr::eq(file, &**kept) || *file == **kept))
        };
        self.files.iter().all(is_same) && files.next().is_none()
    }
}

/// Reads a folder.
pub fn read(folder: &Folder<'_>) -> Outcome {
    let (mut problems, mut broken) = (Problems::default(), Broken::default());
    let document = folder::document(folder, &mut problems, &mut broken);
    (document.map(Arc::new), problems, broken)
}
