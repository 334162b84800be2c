//! The order of the stages: load → parse → anchor → link → check → index → render, search, data; nothing else knows it.

mod intake;
mod newly;
mod pen;
mod reading;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::format::FileKind;
use crate::model::{
    Anchorage, Archive, Changes, Claim, DocumentDraft, Drafts, Editor, Indexes, Linked, Passages, Proposal, Publish, TextState,
    Theme,
};
use crate::problem::{Code, Problem, Problems, Severity};
use crate::reference::marks::marks;
use crate::source::{FileIndex, Sources};
use crate::{anchor, changes, check, data, index, link, parse, render, search};

pub use crate::data::packages::{CONTENT, SITE, metadata as research_object, tags as bag};
pub use crate::parse::amend::{Entry, Hash};
pub use crate::parse::withheld::withholding;
use crate::parse::yaml::modeline::{Modeline, modeline};
use crate::parse::yaml::order::{Sorted, sorted};
use crate::render::Printing;
pub use crate::render::{Built, Settings, Stands, Stop, ThemeFault, Wanted, theme_faults};
pub use intake::{Fate, Taken, Taking, Told, formats, take_over};
pub use newly::{newly_told, newly_wrong};
pub use pen::{
    Added, Addition, Marked, NotWritten, add, add_document, note_fields, note_line, placing, quoting, read_value, remove, revise,
};

/// How the notes of an archive stand in its texts.
#[derive(Debug)]
pub struct Survey {
    /// Every text with its notes, in the order of the folders.
    pub states: Vec<TextState>,
    /// Who may sign a change.
    pub editors: Vec<Editor>,
    /// The documents with the notes that were found, in the order in which they are read.
    pub documents: Vec<Arc<DocumentDraft<Passages>>>,
    /// What was found wrong on the way; the archive is not linked or checked.
    pub problems: Vec<Problem>,
    /// The files of which not all could be read as it is written, or some of which belongs to nothing.
    pub unsound: BTreeSet<FileIndex>,
}

/// Reads, anchors, links and checks an archive; gives it with everything that was found, sorted.
pub fn check(sources: &Sources, loaded: Problems) -> (Archive, Vec<Problem>) {
    check_again(sources, loaded, None)
}

/// The same for a preview, with what its last reading has left behind.
pub fn check_again(sources: &Sources, loaded: Problems, kept: Option<&Kept>) -> (Archive, Vec<Problem>) {
    let mut problems = loaded;
    let drafts = parse::parse_again(sources, kept.map(|kept| &kept.read), &mut problems);
    let drafts = anchor::anchor(sources, drafts, kept.map(|kept| &kept.anchored), &mut problems);
    link_and_check(sources, drafts, kept, problems)
}

/// The same for a build, which lets go of the texts of documents as soon as their notes stand in them: pages are drawn from what
/// the archive has of them, and in a large one they take a sixth of the memory.
///
/// A text of which something is told stays as it is, unless that is found late: see [`let_go`].
pub fn check_sparingly(sources: &mut Sources, loaded: Problems) -> (Archive, Vec<Problem>) {
    let mut problems = loaded;
    let records = parse::records(sources, &mut problems);
    let mut drafts = anchor::anchor(sources, records, None, &mut problems);
    let names = anchor::name_words(&drafts.entities);
    for files in sources.of_documents_in_pieces() {
        let (editors, first) = (&drafts.site.editors, drafts.documents.len());
        let read = parse::documents(sources, &files, (editors, None), &mut drafts.broken, &mut problems);
        anchor::anchor_more(sources, read, &names, &mut drafts, &mut problems);
        let told = problems.files();
        for document in &drafts.documents[first..] {
            let translations = document.translations.iter().map(|translation| translation.file);
            for file in std::iter::once(document.file).chain(translations).filter(|file| !told.contains(file)) {
                sources.let_go(file);
            }
        }
    }
    link_and_check(sources, drafts, None, problems)
}

fn link_and_check(
    sources: &Sources,
    drafts: Drafts<Passages>,
    kept: Option<&Kept>,
    mut problems: Problems,
) -> (Archive, Vec<Problem>) {
    let archive = link::link(sources, drafts, kept.map(|kept| &kept.linked), &mut problems);
    // Whether something is used can only be told of an archive in which nothing is broken.
    if !problems.has_error() {
        check::check(&archive, &mut problems);
    }
    render::check_names(sources, &archive, &mut problems);
    (archive, problems.sorted())
}

/// The texts that were let go of before something was told of them.
pub fn let_go(sources: &Sources, problems: &[Problem]) -> BTreeSet<FileIndex> {
    let told = problems.iter().flat_map(Problem::files);
    told.filter(|file| sources.file(*file).sha256.is_some() && sources.file(*file).text.is_empty()).collect()
}

/// A part of a build that takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Sorted lists and what comparing finds; meanwhile the theme, and the works as a style prints them.
    Index,
    /// What all pages share, and what is copied: from here on only a page can be a fault of the theme.
    Prepare,
    /// The pages, the feed, the lists of addresses.
    Render,
    /// What a reader can search.
    Search,
    /// What other programs read.
    Data,
}

/// What one build of a preview leaves to the next: each thing under all that it was made from, so that it is never a wrong one.
#[derive(Debug, Default)]
pub struct Kept {
    read: parse::Kept,
    anchored: anchor::Kept,
    linked: link::Kept,
    drawn: render::Kept,
}

/// What there is of an earlier build, and who waits for this one.
pub enum Before<'a> {
    /// Nothing that anybody remembers.
    Nothing,
    /// A site on the disk: pages that stand in it as they would be drawn are neither drawn nor handed on.
    Site(&'a Stands<'a>),
    /// What the last build of a preview has left behind, and the paths that somebody waits for, the most urgent first.
    Preview(&'a Kept, &'a Wanted<'a>),
}

/// Draws a checked archive and hands every file to `write`, from several threads, in no order.
///
/// What there is of an earlier build is not done again; without that of a preview memory does not hold the site.
/// `ended` hears of each stage when it has ended.
///
/// Errors: [`Stop::Theme`] if the theme cannot be used; [`Stop::Write`] with the first refusal of `write`.
pub fn build<E: Send>(
    sources: &Sources,
    archive: &Archive,
    problems: &[Problem],
    (theme, before): (&Theme, Before<'_>),
    settings: &Settings,
    write: &Publish<'_, E>,
    ended: &mut impl FnMut(Stage),
) -> Result<Built, Stop<E>> {
    let (before, wanted) = match before {
        Before::Nothing => (render::Before::Nothing, None),
        Before::Site(stands) => (render::Before::Site(stands), None),
        Before::Preview(kept, wanted) => (render::Before::Kept(&kept.drawn), Some(wanted)),
    };
    // Neither needs the other, and in a small archive they take a fifth of the time.
    let (indexes, prepared) = rayon::join(|| index::index(archive), || render::prepare(archive, theme, before));
    ended(Stage::Index);
    let base_url = settings.base_url.as_deref().or(archive.site.base_url.as_deref());
    let prepared = prepared.map_err(Stop::Theme)?;
    let marks = marks(archive, &indexes);
    let says = |claim: &Claim<Linked>| prepared.says(claim);
    let data = data::Plan::new(data::Desk { archive, indexes: &indexes, marks: &marks, says: &says, sources, base_url });
    let errors = problems.iter().filter(|problem| problem.code.severity() == Severity::Error);
    let gaps = settings.draft.then(|| errors.collect::<Vec<&Problem>>());
    let work =
        render::Work { sources, archive, indexes: &indexes, marks: &marks, gaps: gaps.as_deref(), theme, base_url, before };
    let mut printing = Printing::new(&work, &prepared, data.files());
    printing.files(write).map_err(Stop::Write)?;
    ended(Stage::Prepare);
    printing.pages(wanted, write)?;
    printing.lists(write).map_err(Stop::Write)?;
    ended(Stage::Render);
    if archive.site.searchable {
        printing.search(&search::search(archive, &indexes), write)?;
    }
    ended(Stage::Search);
    printing.data(data.write(write).map_err(Stop::Write)?, write)?;
    ended(Stage::Data);
    Ok(printing.end())
}

/// The sorted lists of a checked archive, and what comparing finds.
pub fn indexes(archive: &Archive) -> Indexes {
    index::index(archive)
}

/// Reads an archive and says of every note how it stands in its text.
pub fn survey(sources: &Sources, loaded: Problems) -> Survey {
    let mut problems = loaded;
    let drafts = parse::parse(sources, &mut problems);
    let mut unsound = problems.wrong_files();
    let (drafts, states) = anchor::survey(sources, drafts, &mut problems);
    let problems = problems.sorted();
    let homeless = problems.iter().filter(|problem| problem.code == Code::UnknownTranslation);
    unsound.extend(homeless.map(|problem| problem.place.file));
    Survey { states, editors: drafts.site.editors, documents: drafts.documents, problems, unsound }
}

/// An archive with the fingerprint of each file that it publishes.
pub struct Published<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// What they say.
    pub archive: &'a Archive,
    /// The published files by their paths.
    pub files: &'a BTreeMap<String, u64>,
}

/// What is different for readers in the second of two editions of an archive.
pub fn changes(before: &Published<'_>, after: &Published<'_>) -> Changes {
    let indexes = [before, after].map(|edition| index::index(edition.archive));
    changes::between(&edition(before, &indexes[0]), &edition(after, &indexes[1]))
}

fn edition<'a>(published: &Published<'a>, indexes: &'a Indexes) -> changes::Edition<'a> {
    let Published { sources, archive, files } = published;
    changes::Edition { sources, archive, indexes, records: parse::listing(sources), files }
}

/// The files with the records of some notes of one file as proposed, each with an entry in its history where one is given.
///
/// Nothing where the records cannot be changed without changing something else.
pub fn amend(sources: &Sources, notes: &[(&Anchorage, &Proposal, Option<&Entry>)]) -> Option<Sources> {
    let index = notes.first()?.0.place.file;
    let proposals: Vec<_> = notes.iter().map(|(note, proposal, entry)| (note.place, (*proposal, *entry))).collect();
    parse::amend::notes(index, sources.file(index), &proposals).map(|text| sources.with_text(index, text))
}

/// The files with the hash of a text in the record of its document; nothing where nothing is to be done.
pub fn record_hash(sources: &Sources, record: FileIndex, state: &TextState, hash: Hash) -> Option<Sources> {
    let file = sources.file(record);
    let text = parse::amend::hash(record, file, state.translation.as_deref(), &state.sha256, hash)?;
    Some(sources.with_text(record, text))
}

/// Files as they are to be.
pub struct Tidied {
    /// All of them.
    pub sources: Sources,
    /// Those with notes that are not in order and cannot be moved.
    pub stuck: Vec<FileIndex>,
    /// Those of documents that cannot be read, so that nobody knows whether they are in order.
    pub unread: BTreeSet<FileIndex>,
}

/// The files with notes in the order in which their words are read, and with the hashes of texts where none is written.
///
/// A note that is not found follows the one before it. A file that cannot be read whole stays as it is.
pub fn tidy(sources: &Sources, survey: &Survey) -> Tidied {
    let (mut texts, mut stuck) = (Vec::new(), Vec::new());
    for document in &survey.documents {
        for sidecar in &document.sidecars {
            let place = |id: &str| document.notes.iter().position(|note| note.id.value == id && note.id.place.file == *sidecar);
            match sorted(*sidecar, sources.file(*sidecar), |map| map.text("id").and_then(place)) {
                Sorted::AsTheyWere => {}
                Sorted::Moved(text) => texts.push((*sidecar, text)),
                Sorted::Stuck => stuck.push(*sidecar),
            }
        }
    }
    let unsound: BTreeSet<&str> = survey.unsound.iter().filter_map(|file| Some(sources.file(*file).of_document()?.0)).collect();
    // Documents come in the order in which the states of their texts do.
    let mut documents = survey.documents.iter();
    // A hash says that the notes stand in the text.
    let whole = |state: &&TextState| state.stands() && !state.sha256.is_empty() && !unsound.contains(state.document.as_str());
    for of_document in survey.states.chunk_by(|left, right| left.document == right.document) {
        let Some(document) = documents.find(|document| document.id == of_document[0].document) else { break };
        let index = document.record_file;
        let mut record = Cow::Borrowed(sources.file(index));
        for state in of_document.iter().filter(whole) {
            let hashed = parse::amend::hash(index, &record, state.translation.as_deref(), &state.sha256, Hash::FillIn);
            if let Some(text) = hashed {
                record.to_mut().text = text;
            }
        }
        if let Cow::Owned(record) = record {
            texts.push((index, record.text));
        }
    }
    let is_unread = |code: Code| {
        matches!(code, Code::UnreadableFile | Code::NotUtf8 | Code::FileTooLarge | Code::MergeConflict)
            || (code.name().starts_with("yaml-") && code.severity() == Severity::Error)
    };
    let unread = survey.problems.iter().filter(|problem| is_unread(problem.code)).map(|problem| problem.place.file);
    let unread = unread.filter(|file| sources.file(*file).of_document().is_some()).collect();
    Tidied { sources: sources.with_texts(texts), stuck, unread }
}

/// The files with a line that names their schema in `folder`, and the paths of those that name one of somebody else.
///
/// `folder` lies beside `content/`.
pub fn name_schemas(sources: &Sources, kinds: &[&FileKind], folder: &str) -> (Sources, Vec<String>) {
    let (mut named, mut foreign) = (Vec::new(), Vec::new());
    for (index, file) in sources.iter().filter(|(_, file)| file.readable) {
        let Some(kind) = FileKind::of(&file.path).filter(|kind| kinds.contains(kind)) else { continue };
        let up = "../".repeat(file.path.matches('/').count());
        match modeline(&file.text, &format!("{up}{folder}/{}.json", kind.name)) {
            Modeline::Written(text) => named.push((index, text)),
            Modeline::Stands => {}
            Modeline::Foreign => foreign.push(file.path.clone()),
        }
    }
    (sources.with_texts(named), foreign)
}
