//! What is told of documents, questions, entities, terms, works, pages and editors.

use super::super::catalogue::Catalogue;
use super::Entry;
use crate::model::{
    ClosedList, DocumentId, EntityId, Linked, Localised, NoteId, Prose, QuestionId, Referrer, Side, Signature, Silence, Status,
    TermId, WorkId,
};
use crate::problem::report::text::count;
use crate::source::{Place, Span};

impl Catalogue {
    /// Notes, each with how it stands and what it says, a line each.
    fn told(&self, notes: &[NoteId]) -> Vec<String> {
        let line = |id: &NoteId| {
            let status = self.status(*id);
            let status = if status.is_empty() { String::new() } else { format!("{status}: ") };
            format!("{}  {status}{}", self.note(*id), self.gist(*id))
        };
        notes.iter().map(line).collect()
    }

    fn optional(&self, prose: Option<&Prose<Linked>>) -> String {
        prose.map_or_else(String::new, |prose| self.prose(prose))
    }

    /// The documents that say nothing.
    fn silence(&self, silence: &Silence) -> String {
        silence.documents.iter().map(|id| self.archive.document(*id).id.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn referrers(&self, all: Option<&Vec<Referrer>>) -> Vec<String> {
        let name = |referrer: &Referrer| match referrer {
            Referrer::Document(id) => self.archive.document(*id).id.clone(),
            Referrer::Note(id) => self.note(*id),
            Referrer::Question(id) => self.question(*id).to_owned(),
            Referrer::Entity(id) => self.entity(*id).to_owned(),
            Referrer::Term(id) => self.term(*id).to_owned(),
            Referrer::Page(id) => self.archive.page(*id).id.clone(),
        };
        all.map_or_else(Vec::new, |all| all.iter().map(name).collect())
    }
}

fn names(text: &Localised) -> Vec<String> {
    let named = |(text, language): (&str, Option<&crate::model::Language>)| match language {
        Some(language) => format!("{text} ({})", language.tag),
        None => text.to_owned(),
    };
    text.all().map(named).collect()
}

fn closing(catalogue: &Catalogue, shown: &mut Entry, referrers: Option<&Vec<Referrer>>, signature: Option<&Signature<Linked>>) {
    shown.tell("linked from", catalogue.referrers(referrers).join(", "));
    shown.tell("signed", signature.map_or_else(String::new, |signature| catalogue.signature(signature)));
}

/// A document with its notes.
pub fn document(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.documents.iter().position(|document| document.id == name)?;
    let id = DocumentId(number as u32);
    let document = catalogue.archive.document(id);
    let record = &document.record;
    let mut shown = Entry::new("document", name.to_owned(), record.shown_title().into_owned(), catalogue.record_of(id));
    shown.tell_all("title", names(&record.title_translated));
    shown.tell("siglum", record.siglum.as_ref().map_or_else(String::new, |siglum| siglum.value.clone()));
    shown.tell("language", record.language.tag.clone());
    shown.tell("kind", record.kind.name());
    shown.tell("publisher", catalogue.entities(&record.publisher));
    shown.tell("creator", catalogue.entities(&record.creator));
    shown.tell("issued", record.issued.as_ref().map_or("", |date| date.written.as_str()));
    shown.tell("issued note", catalogue.optional(record.issued_note.as_deref()));
    shown.tell("provenance", catalogue.optional(record.provenance.as_deref()));
    shown.tell("url", record.url.clone().unwrap_or_default());
    let rights = record.rights.iter().flat_map(|rights| [rights.holder.clone(), rights.statement.clone()]);
    shown.tell("rights", rights.flatten().collect::<Vec<_>>().join(", "));
    shown.tell_all("describes", record.content_notes.iter().map(|note| note.about.clone()));
    for side in document.sides() {
        let (text, language) = document.side(side);
        let (words, paragraphs) = (text.plain.split_whitespace().count(), text.paragraphs.len());
        let file = match side {
            Side::Original => document.file,
            Side::Translation(number) => document.translations[number.get()].file,
        };
        let path = &catalogue.sources.file(file).path;
        shown.tell("text", format!("{}: {words} words, {paragraphs} paragraphs, {path}", language.tag));
    }
    shown.tell("note", catalogue.optional(record.note.as_deref()));
    let all: Vec<NoteId> = catalogue.archive.notes_of(id).map(|(id, _)| id).collect();
    shown.tell_all("notes", catalogue.told(&all));
    closing(catalogue, &mut shown, catalogue.indexes.referrers.documents.get(&id), None);
    Some(shown)
}

/// How many documents say nothing, where they are too many to be named.
fn unnamed(silence: &Silence) -> String {
    let is_named = silence.documents.len() == silence.count;
    if is_named { String::new() } else { count(silence.count, "document") }
}

/// A question with how it stands and who answers what.
pub fn question(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.questions.iter().position(|question| question.id.value == name)?;
    let id = QuestionId(number as u32);
    let question = catalogue.archive.question(id);
    let found = &catalogue.indexes.findings.questions[number];
    let mut shown = Entry::new("question", name.to_owned(), question.asks.clone(), catalogue.place(question.id.place));
    shown.tell("kind", question.kind.name());
    shown.tell("unit", question.unit.clone().unwrap_or_default());
    shown.tell("event", question.event.map_or("", |event| catalogue.entity(event)));
    shown.tell_all("scopes", question.scopes.iter().map(|scope| format!("{}: {}", scope.id.value, scope.label)));
    shown.tell_all("positions", question.positions.iter().map(|position| format!("{}: {}", position.id.value, position.says)));
    shown.tell("only one", if question.exclusive { "position can hold" } else { "" });
    shown.tell("later", if question.cumulative { "counts may be higher" } else { "" });
    shown.tell("note", catalogue.optional(question.note.as_ref()));
    shown.tell("status", found.standing.name());
    let counted = Status::ALL.iter().map(|status| (found.claims_of(*status), status.name())).filter(|(count, _)| *count > 0);
    shown.tell("claims", counted.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", "));
    let lineages: Vec<EntityId> = found.lineages.iter().map(|(entity, _)| *entity).collect();
    shown.tell("lineages", catalogue.entities(&lineages));
    for (label, claims) in [("no basis", &found.unstated), ("nobody named", &found.unnamed), ("in a circle", &found.circular)] {
        shown.tell_all(label, catalogue.told(claims));
    }
    let figures = found.claims.iter().filter_map(|note| Some((note, catalogue.archive.claim(*note)?)));
    shown.tell_all(
        "figures",
        figures.flat_map(|(note, claim)| {
            // What is denied is no answer.
            let denied = if claim.is_denial() { "denied: " } else { "" };
            let told = move |figure| format!("{}  {denied}{}", catalogue.note(*note), catalogue.figure(claim, figure));
            claim.figures.iter().map(told)
        }),
    );
    shown.tell_all("answers", catalogue.told(&found.claims));
    for (label, counted, silence) in
        [("silent", "how many silent", &found.silent), ("too early", "how many too early", &found.too_early)]
    {
        shown.tell(label, catalogue.silence(silence));
        shown.tell(counted, unnamed(silence));
    }
    closing(catalogue, &mut shown, catalogue.indexes.referrers.questions.get(&id), Some(&question.signature));
    Some(shown)
}

/// An entity with where it is named and what it says.
pub fn entity(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.entities.iter().position(|entity| entity.id.value == name)?;
    let id = EntityId(number as u32);
    let entity = catalogue.archive.entity(id);
    let indexes = &catalogue.indexes;
    let mut shown =
        Entry::new("entity", name.to_owned(), catalogue.best(&entity.name).to_owned(), catalogue.place(entity.id.place));
    shown.tell("type", entity.kind.name());
    shown.tell("name", names(&entity.name).join("; "));
    shown.tell("also", names(&entity.also).join("; "));
    shown.tell("match", if entity.matches { "its names are found wherever they stand" } else { "" });
    shown.tell("see", entity.see.map_or("", |other| catalogue.entity(other)));
    shown.tell("broader", catalogue.entities(&entity.broader));
    shown.tell("related", catalogue.entities(&entity.related));
    let narrower = |map: &std::collections::BTreeMap<EntityId, Vec<EntityId>>| {
        map.get(&id).map_or_else(String::new, |ids| catalogue.entities(ids))
    };
    shown.tell("narrower", narrower(&indexes.kin.narrower));
    shown.tell("seen from", narrower(&indexes.kin.seen_from));
    shown.tell("date", entity.date.as_ref().map_or("", |date| date.written.as_str()));
    shown.tell("place", entity.location.map_or("", |place| catalogue.entity(place)));
    let degrees = entity.coordinates.as_ref().map(|(latitude, longitude)| format!("{latitude}, {longitude}"));
    shown.tell("coordinates", degrees.unwrap_or_default());
    shown.tell("same as", entity.same_as.join(", "));
    shown.tell("note", catalogue.optional(entity.note.as_ref()));
    for (label, uses) in
        [("says", &indexes.uses.asserted), ("behind", &indexes.uses.behind), ("concerning", &indexes.uses.concerning)]
    {
        shown.tell_all(label, uses.get(&id).map_or_else(Vec::new, |notes| catalogue.told(notes)));
    }
    let places = indexes.mentions[number].iter();
    shown.tell_all(
        "named in",
        places.map(|place| {
            let document = &catalogue.archive.document(place.document).id;
            let by = if place.note.is_some() { "" } else { ", found by the program" };
            let (paragraph, words) =
                (catalogue.paragraph(place.document, place.passage), catalogue.words(place.document, place.passage));
            format!("{document} {paragraph} “{words}”{by}")
        }),
    );
    closing(catalogue, &mut shown, indexes.referrers.entities.get(&id), Some(&entity.signature));
    Some(shown)
}

/// A term with the places where the word stands.
pub fn term(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.terms.iter().position(|term| term.id.value == name)?;
    let id = TermId(number as u32);
    let term = catalogue.archive.term(id);
    let mut shown = Entry::new("term", name.to_owned(), term.term.clone(), catalogue.place(term.id.place));
    shown.tell("language", term.language.as_ref().map_or("", |language| language.tag.as_str()));
    shown.tell("scheme", term.scheme.name());
    shown.tell("says", catalogue.optional(term.says.as_ref()));
    let ids = |terms: &[TermId]| terms.iter().map(|id| catalogue.term(*id)).collect::<Vec<_>>().join(", ");
    shown.tell("broader", ids(&term.broader));
    shown.tell("related", ids(&term.related));
    let wordings = catalogue.indexes.uses.wordings.get(&id);
    shown.tell_all("wordings", wordings.map_or_else(Vec::new, |notes| catalogue.told(notes)));
    closing(catalogue, &mut shown, catalogue.indexes.referrers.terms.get(&id), Some(&term.signature));
    Some(shown)
}

/// A work of the bibliography with who cites it.
pub fn work(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.works.iter().position(|work| work.key.value == name)?;
    let work = &catalogue.archive.works[number];
    let mut shown = Entry::new("work", name.to_owned(), work.entry.title(), catalogue.place(work.key.place));
    shown.tell("written", work.entry.text().trim_end());
    closing(catalogue, &mut shown, catalogue.indexes.referrers.works.get(&WorkId(number as u32)), None);
    Some(shown)
}

/// A page of prose.
pub fn page(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let page = catalogue.archive.pages.iter().find(|page| page.id == name)?;
    let place = Place { file: page.file, span: Span::new(0, 0) };
    let mut shown = Entry::new("page", name.to_owned(), page.title.clone(), catalogue.place(place));
    shown.tell("says", catalogue.prose(&page.body));
    Some(shown)
}

/// An editor with what they have signed.
pub fn editor(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let number = catalogue.archive.site.editors.iter().position(|editor| editor.id.value == name)?;
    let editor = &catalogue.archive.site.editors[number];
    let mut shown = Entry::new("editor", name.to_owned(), editor.name.clone(), catalogue.place(editor.id.place));
    shown.tell("url", editor.url.clone().unwrap_or_default());
    let signed: Vec<NoteId> =
        catalogue.notes().filter(|id| catalogue.archive.note(*id).note.signature.by == Some(number)).collect();
    shown.tell_all("notes", catalogue.told(&signed));
    Some(shown)
}

/// Another archive with everything that links may name there.
pub fn archive(catalogue: &Catalogue, name: &str) -> Option<Entry> {
    let other = catalogue.archive.site.archives.iter().find(|other| other.id.value == name)?;
    let inventory = catalogue.inventory(name);
    let title = inventory.map_or("", |inventory| inventory.title.as_str());
    let mut shown = Entry::new("archive", name.to_owned(), title, catalogue.place(other.id.place));
    shown.tell("inventory", other.inventory.clone());
    let records = inventory.into_iter().flat_map(|inventory| &inventory.records);
    shown.tell_all("has", records.map(|record| format!("{}  {}", record.name, record.label)));
    Some(shown)
}
