//! Who changed each line of a file, and on which day, where git was asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::FileIndex;

/// A change that git knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The author's name.
    pub author: String,
    /// The author's day: `2025-03-07`.
    pub day: String,
}

/// The last change of every line; nothing where git was not asked or does not know.
#[derive(Debug, Clone, Default)]
pub struct History {
    lines: BTreeMap<FileIndex, Vec<Option<Arc<Change>>>>,
}

impl History {
    /// Takes down the last change of each line of a file, in order; `None` for a line that is not committed.
    pub fn tell(&mut self, file: FileIndex, lines: Vec<Option<Arc<Change>>>) {
        self.lines.insert(file, lines);
    }

    /// Whether git told nothing of any file.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The last changes of some lines, counted from 1, both ends included.
    pub fn of(&self, file: FileIndex, (first, last): (usize, usize)) -> impl Iterator<Item = &Change> {
        let lines = self.lines.get(&file).map_or(&[][..], Vec::as_slice);
        let end = last.min(lines.len());
        lines[(first - 1).min(end)..end].iter().flatten().map(Arc::as_ref)
    }
}
