//! What an archive holds, in the words with which commands tell it: names, places, quotations, figures.

use super::Global;
use super::archive::{History, checked, errors, root};
use crate::model::{
    Archive, Asserter, Claim, ClosedList, Content, DocumentId, EntityId, Figure, FigureId, Indexes, Inventory, Linked, Localised,
    NoteId, Passage, Prose, QuestionId, Side, Signature, TermId,
};
use crate::pipeline;
use crate::problem::report::text::count;
use crate::shell::clock::Laps;
use crate::shell::{Refusal, terminal};
use crate::source::word::on_one_line;
use crate::source::{Place, Sources};

/// An archive and everything that is worked out about it.
pub struct Catalogue {
    /// Its files.
    pub sources: Sources,
    /// Its records.
    pub archive: Archive,
    /// What is worked out.
    pub indexes: Indexes,
}

/// Reads the archive; what is wrong in it is only counted, for what is sound can be told all the same.
pub fn open(global: &Global) -> Result<Catalogue, Refusal> {
    let checked = checked(&root(global)?, None, History::AsWritten, &mut Laps::start())?;
    let wrong = errors(&checked.problems).len();
    if wrong > 0 {
        terminal::message(&format!("{}: what is broken is left out (postil check)\n", count(wrong, "error")));
    }
    let indexes = pipeline::indexes(&checked.archive);
    Ok(Catalogue { sources: checked.sources, archive: checked.archive, indexes })
}

impl Catalogue {
    /// The file and the line of a place.
    pub fn place(&self, place: Place) -> (String, usize) {
        (self.sources.file(place.file).path.clone(), self.sources.position(place).line)
    }

    /// The file and the line of the record of a document.
    pub fn record_of(&self, id: DocumentId) -> (String, usize) {
        (format!("content/documents/{}/document.yaml", self.archive.document(id).id), 1)
    }

    /// The numbers of all notes, in reading order.
    pub fn notes(&self) -> impl Iterator<Item = NoteId> + use<> {
        (0..self.archive.notes.len() as u32).map(NoteId)
    }

    /// The full name of a note: `document/note`.
    pub fn note(&self, id: NoteId) -> String {
        self.archive.note_name(id)
    }

    /// The id of an entity.
    pub fn entity(&self, id: EntityId) -> &str {
        &self.archive.entity(id).id.value
    }

    /// The ids of entities, with commas.
    pub fn entities(&self, ids: &[EntityId]) -> String {
        ids.iter().map(|id| self.entity(*id)).collect::<Vec<_>>().join(", ")
    }

    /// Who says what a claim says, as pages name them: the publisher where nobody else is named.
    pub fn asserter(&self, document: DocumentId, claim: &Claim<Linked>) -> String {
        match &claim.asserter {
            Asserter::Entities(entities) => self.entities(entities),
            Asserter::Unnamed => "somebody unnamed".to_owned(),
            Asserter::Document => match self.archive.document(document).record.publisher.as_slice() {
                [] => "the document itself".to_owned(),
                publishers => self.entities(publishers),
            },
        }
    }

    /// The id of a question.
    pub fn question(&self, id: QuestionId) -> &str {
        &self.archive.question(id).id.value
    }

    /// The id of a term.
    pub fn term(&self, id: TermId) -> &str {
        &self.archive.term(id).id.value
    }

    /// What can be referred to in another archive; nothing where there is no copy that can be used.
    pub fn inventory(&self, id: &str) -> Option<&Inventory> {
        self.archive.inventories.iter().find(|inventory| inventory.archive == id)
    }

    /// A text in the archive's language, or the first that there is.
    pub fn best<'a>(&self, text: &'a Localised) -> &'a str {
        text.best(&self.archive.site.language.tag).map_or("", |(text, _)| text)
    }

    /// The words of a passage on one line.
    pub fn words(&self, document: DocumentId, passage: Passage) -> String {
        let (text, _) = self.archive.document(document).side(passage.side);
        on_one_line(passage.span.of(&text.plain))
    }

    /// The paragraph in which a passage begins: `p3`, or `p3 (en)` on a translation.
    pub fn paragraph(&self, document: DocumentId, passage: Passage) -> String {
        let (text, language) = self.archive.document(document).side(passage.side);
        let number = text.paragraph_at(passage.span.start());
        match passage.side {
            Side::Original => format!("p{number}"),
            Side::Translation(_) => format!("p{number} ({})", language.tag),
        }
    }

    /// What a note is, in a word.
    pub fn kind(&self, id: NoteId) -> &'static str {
        self.archive.note(id).note.content.kind()
    }

    /// How a claim stands, in a word; empty for other notes.
    pub fn status(&self, id: NoteId) -> &'static str {
        self.indexes.findings.claims.get(&id).map_or("", |found| found.status.name())
    }

    /// What a note says in one line: the claim, the rendering, or its words.
    pub fn gist(&self, id: NoteId) -> String {
        let entry = self.archive.note(id);
        let quotation = format!("“{}”", self.words(entry.document, entry.note.anchor[0]));
        match &entry.note.content {
            Content::Claim(claim) => claim.told().into_owned(),
            Content::Translation(translation) => format!("{quotation} = {}", translation.gloss),
            Content::Wording(wording) => format!("{quotation}: {}", self.term(wording.term)),
            Content::Mention(mention) => format!("{quotation}: {}", self.entities(&mention.entities)),
            Content::Comment => quotation,
        }
    }

    /// What a figure says, and no more: `1383`, `at least 1001`, `about 200–300`; then whom and when it counts.
    pub fn figure(&self, claim: &Claim<Linked>, figure: &Figure<Linked>) -> String {
        let question = claim.question.map(|id| self.archive.question(id));
        let mut told = if figure.about { "about ".to_owned() } else { String::new() };
        told.push_str(&match (figure.min, figure.max) {
            (Some(min), Some(max)) if min == max => min.digits(),
            (Some(min), Some(max)) => format!("{}–{}", min.digits(), max.digits()),
            (Some(min), None) => format!("at least {}", min.digits()),
            (None, Some(max)) => format!("at most {}", max.digits()),
            (None, None) => "no number".to_owned(),
        });
        let unit = figure.unit.as_deref().or_else(|| question?.unit.as_deref());
        told.extend(unit.map(|unit| format!(" ({unit})")));
        let scope = figure.of.and_then(|scope| question?.scopes.get(scope));
        told.extend(scope.map(|scope| format!(" of {}", scope.id.value)));
        told.extend(figure.as_of.as_ref().map(|date| format!(" as of {}", date.written)));
        told.extend(figure.place.map(|place| format!(" in {}", self.entity(place))));
        told.extend(figure.event.map(|event| format!(" at {}", self.entity(event))));
        told.extend(figure.period.as_ref().map(|period| format!(" during {}", period.written)));
        told
    }

    /// A figure by its claim and number: `hecatomb/toll#1`.
    pub fn figure_name(&self, id: FigureId) -> String {
        format!("{}#{}", self.note(id.claim), id.number + 1)
    }

    /// An editor's prose without mark-up; a link without words has the name of what it leads to.
    pub fn prose(&self, prose: &Prose<Linked>) -> String {
        prose.without_markup(|target| self.archive.target_name(target, |id| self.gist(id)))
    }

    /// Who wrote a record and when; nothing where nobody says.
    pub fn signature(&self, signature: &Signature<Linked>) -> String {
        let by = signature.by.map(|editor| self.archive.site.editors[editor].id.value.clone());
        let created = signature.created.as_ref().map(|date| date.written.clone());
        let modified = signature.modified.as_ref().map(|date| format!("changed {}", date.written));
        [by, created, modified].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
