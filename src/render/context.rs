//! What all pages of a site share: the archive, its indexes, the words of the interface, the citations.

use std::ops::Range;

use super::before::{self, Before, Origin};
use super::citation::Citations;
use super::code;
use super::marks::NoteMark;
use super::pages::circles::Circles;
use super::parts;
use super::phrases::Phrases;
use super::strings::Strings;
use super::web;
use crate::model::{Archive, DataExtent, DataFile, DocumentId, Indexes, Language, NoteId, SearchKind, Theme};
use crate::problem::Problem;
use crate::reference::claims::page_of;
use crate::source::Sources;

/// What all pages of a site share.
pub struct Context<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// What was computed about it.
    pub indexes: &'a Indexes,
    /// The files, for the notes as YAML.
    pub sources: &'a Sources,
    /// The words of the interface.
    pub phrases: Phrases<'a>,
    /// The language of the interface.
    pub language: Language,
    /// The works as the citation style prints them.
    pub citations: &'a Citations,
    /// The published address, ending in `/`.
    pub base_url: Option<String>,
    /// In a draft, what is left out; `None` in a site that may be published.
    pub gaps: Option<Vec<&'a Problem>>,
    /// The data files, in the order of their formats; with their fingerprints when they are written.
    pub data: Vec<DataFile>,
    /// Whether there is a feed of new and changed notes.
    pub has_feed: bool,
    /// What the search page has to know, when the files are written into which it looks.
    pub search: Option<Search>,
    /// All claims, document by document in reading order.
    pub claims: Vec<NoteId>,
    /// The same, by status in the order of its list.
    pub claims_by_status: [Vec<NoteId>; 4],
    /// Which circles are told on which page.
    pub circles: Circles,
    /// Which dates of the chronology stand on one page.
    pub date_parts: Vec<Range<usize>>,
    /// Whether the notes as YAML are coloured; see [`COLOURED_MAX_BYTES`].
    pub coloured: bool,
    marks: &'a [NoteMark],
    data_of: Vec<Vec<usize>>,
    /// What there is of an earlier build.
    pub before: Before<'a>,
    /// What all pages are drawn from; only told where there is an earlier build.
    pub shared: Origin,
}

/// What the search page has to know.
pub struct Search {
    /// The path of the first file to look into.
    pub start: String,
    /// The kinds of records that can be found.
    pub kinds: Vec<SearchKind>,
    /// Their languages, as tags.
    pub languages: Vec<String>,
}

/// Sidecars of an archive that are coloured: colouring takes longer than drawing the page around it,
/// so that a larger archive shows its YAML plain.
const COLOURED_MAX_BYTES: usize = 256 * 1024;

impl<'a> Context<'a> {
    /// Gathers it.
    pub fn new(
        (archive, indexes, marks, sources): (&'a Archive, &'a Indexes, &'a [NoteMark], &'a Sources),
        data: Vec<DataFile>,
        (strings, language): (&'a Strings, Language),
        (base_url, gaps): (Option<String>, Option<Vec<&'a Problem>>),
        citations: &'a Citations,
        (before, theme): (Before<'a>, &Theme),
    ) -> Context<'a> {
        let claims = claims(archive, indexes);
        let mut context = Context {
            archive,
            indexes,
            sources,
            phrases: Phrases::new(strings),
            citations,
            shared: match before {
                Before::Nothing => Origin::default(),
                Before::Kept(_) | Before::Site(_) => before::shared(theme, &language),
            },
            language,
            base_url,
            gaps,
            data_of: data_of(archive, &data),
            data,
            has_feed: false,
            search: None,
            circles: Circles::new(archive, &indexes.findings.circles),
            claims_by_status: by_status(indexes, &claims),
            claims,
            date_parts: parts::dates(&indexes.chronology.dates),
            coloured: sidecar_bytes(archive, sources) <= COLOURED_MAX_BYTES,
            marks,
            before,
        };
        context.has_feed = web::has_feed(&context);
        context
    }

    /// How a note is marked in its document.
    pub fn mark(&self, note: NoteId) -> &NoteMark {
        &self.marks[note.0 as usize]
    }

    /// Code in its colours.
    pub fn highlight(&self, code: &str, language: Option<&str>) -> String {
        match self.before.kept() {
            Some(kept) => kept.highlight(code, language),
            None => code::highlight(code, language),
        }
    }

    /// The path of the page on which a note is read, and its place there if it is not what the page is about.
    pub fn page_of(&self, note: NoteId) -> (String, Option<String>) {
        page_of(self.archive, &self.indexes.uses, note, self.mark(note))
    }

    /// The numbers of a document's data files, in the order of their formats.
    pub fn data_of(&self, document: DocumentId) -> &[usize] {
        &self.data_of[document.0 as usize]
    }
}

fn data_of(archive: &Archive, data: &[DataFile]) -> Vec<Vec<usize>> {
    let mut files = vec![Vec::new(); archive.documents.len()];
    for (number, file) in data.iter().enumerate() {
        if let DataExtent::Document(id) = file.extent {
            files[id.0 as usize].push(number);
        }
    }
    files
}

fn claims(archive: &Archive, indexes: &Indexes) -> Vec<NoteId> {
    let notes = indexes.orders.documents.iter().flat_map(|document| archive.notes_of(*document)).map(|(id, _)| id);
    notes.filter(|id| archive.claim(*id).is_some()).collect()
}

fn by_status(indexes: &Indexes, claims: &[NoteId]) -> [Vec<NoteId>; 4] {
    let mut statuses: [Vec<NoteId>; 4] = Default::default();
    for claim in claims {
        if let Some(found) = indexes.findings.claims.get(claim) {
            statuses[found.status as usize].push(*claim);
        }
    }
    statuses
}

fn sidecar_bytes(archive: &Archive, sources: &Sources) -> usize {
    let sidecars = archive.documents.iter().flat_map(|document| &document.sidecars);
    sidecars.map(|file| sources.file(*file).text.len()).sum()
}
