//! One document with the files that it takes to read it, for whoever writes into it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{DocumentDraft, Passages, RecordFields, RecordQuotes, Sameness, Side, Text};
use crate::parse::invent::Names;
use crate::parse::write;
use crate::problem::Problems;
use crate::source::word::on_one_line;
use crate::source::{Placed, SourceFile, Sources};
use crate::{anchor, parse};

/// A document with the files that it takes to read it.
pub(super) struct Read {
    // Its numbers of files are those of these few, not those of the archive.
    sources: Sources,
    pub(super) document: DocumentDraft<Passages>,
    record: RecordQuotes,
    folds: Vec<anchor::Folds>,
    /// Each text on one line, once somebody has asked.
    lines: Vec<OnceCell<String>>,
    /// Whether all of its texts are those for which its notes were made.
    pub(super) texts: Sameness,
}

/// A document and its notes; nothing where it cannot be read.
pub(super) fn read(sources: &Sources, document: &str) -> Option<Read> {
    let folder = format!("content/documents/{document}/");
    let sources = sources.only(|path| path == "content/archive.yaml" || path.starts_with(&folder));
    let mut problems = Problems::default();
    let drafts = parse::parse(&sources, &mut problems);
    let (drafts, states) = anchor::places(&sources, drafts, &mut problems);
    let record = states.first().map_or(RecordQuotes::Stand, |state| state.record);
    let is_changed = states.iter().any(|state| state.text == Sameness::Changed);
    let texts = if is_changed { Sameness::Changed } else { Sameness::Same };
    let document = Arc::unwrap_or_clone(drafts.documents.into_iter().next()?);
    let folds = anchor::folds(&document);
    let lines = folds.iter().map(|_| OnceCell::new()).collect();
    Some(Read { sources, document, record, folds, lines, texts })
}

impl Read {
    pub(super) fn quotable(&self) -> anchor::Quotable<'_> {
        anchor::Quotable { sources: &self.sources, document: &self.document, record: self.record, folds: &self.folds }
    }

    /// A text of the document.
    pub(super) fn text(&self, side: Side) -> &Text<Placed<String>> {
        match side {
            Side::Original => &self.document.text,
            Side::Translation(number) => &self.document.translations[number.get()].text,
        }
    }

    /// Whether some words stand at several places of a text.
    pub(super) fn has_twice(&self, side: Side, words: &str) -> bool {
        let number = match side {
            Side::Original => 0,
            Side::Translation(number) => number.get() + 1,
        };
        self.lines[number].get_or_init(|| on_one_line(&self.text(side).plain)).matches(words).nth(1).is_some()
    }

    fn sidecars(&self) -> impl Iterator<Item = &SourceFile> {
        self.document.sidecars.iter().map(|sidecar| self.sources.file(*sidecar))
    }

    /// The ids of its notes, of those too that cannot be read.
    pub(super) fn ids(&self) -> Names {
        Names::of(self.sidecars().flat_map(write::ids))
    }

    /// The fields of its notes as they are written, by their ids; nothing of a file that cannot be read whole.
    pub(super) fn records(&self) -> BTreeMap<String, RecordFields> {
        self.sidecars().filter(|file| file.readable).flat_map(write::records).collect()
    }
}
