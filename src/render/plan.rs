//! Which pages a site has, and how each is drawn.

use serde::Serialize;

use super::before::{Before, Drawn, origin};
use super::context::Context;
use super::frame::{self, Named, Scene};
use super::outcome::ThemeFault;
use super::pages::{
    claim, claims, data, document, entity, home, linked, lists, lookup, prose, question, search, status, term, timeline,
};
use super::parts;
use super::sheet::Sheet;
use super::template::Templates;
use super::theme::template_fault;
use super::urls::path;
use super::view;
use crate::model::{ClosedList, Content, DocumentId, EntityId, Extent, NoteId, PageId, QuestionId, Status, TermId};
use crate::reference::claims::has_page;

/// A page that will be drawn.
pub struct Planned {
    /// Its path below the site's folder.
    pub path: String,
    kind: Kind,
}

/// What a page is about.
enum Kind {
    Home,
    Documents(usize),
    Claims(usize),
    Questions(usize),
    Entities,
    Terms,
    Bibliography,
    Lookup,
    Letter(usize, usize),
    Timeline(usize),
    Search,
    Data(usize),
    NotFound,
    Document(DocumentId),
    Source(DocumentId),
    Claim(NoteId),
    Question(QuestionId),
    Entity(EntityId),
    Term(TermId),
    Page(PageId),
    ClaimsWith(Status, usize),
    ClaimsOf(DocumentId),
    ClaimsOn(QuestionId, usize),
    Computed,
}

/// What some pages tell of that is known late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The files that the search page looks into.
    Search,
    /// How long data files are.
    Data,
}

impl Planned {
    /// What has to be written before the page can be drawn; nothing for most.
    pub fn waits_for(&self) -> Option<Later> {
        if matches!(self.kind, Kind::Search) {
            Some(Later::Search)
        } else {
            matches!(self.kind, Kind::Data(_)).then_some(Later::Data)
        }
    }
}

/// Every page of the site.
pub fn plan(context: &Context<'_>) -> Vec<Planned> {
    let archive = context.archive;
    let mut plan = Vec::new();
    let mut add = |path: String, kind: Kind| plan.push(Planned { path, kind });
    let in_parts = |list: &str, count: usize| {
        let list = list.to_owned();
        (0..count).map(move |part| (path::part(&list, part), part))
    };
    add("index.html".to_owned(), Kind::Home);
    in_parts("documents.html", parts::count(archive.documents.len())).for_each(|(path, part)| add(path, Kind::Documents(part)));
    in_parts("claims.html", parts::count(context.claims.len())).for_each(|(path, part)| add(path, Kind::Claims(part)));
    in_parts("questions.html", parts::count(archive.questions.len())).for_each(|(path, part)| add(path, Kind::Questions(part)));
    add("entities.html".to_owned(), Kind::Entities);
    add("terms.html".to_owned(), Kind::Terms);
    if !archive.works.is_empty() {
        add(path::BIBLIOGRAPHY.to_owned(), Kind::Bibliography);
    }
    if !context.indexes.lookup.letters.is_empty() {
        add("lookup.html".to_owned(), Kind::Lookup);
        if context.indexes.lookup.extent == Extent::PagesForEachLetter {
            for (number, letter) in context.indexes.lookup.letters.iter().enumerate() {
                let pages = in_parts(&path::letter(&letter.letter), letter.pages.len());
                pages.for_each(|(path, page)| add(path, Kind::Letter(number, page)));
            }
        }
    }
    in_parts("timeline.html", context.date_parts.len()).for_each(|(path, part)| add(path, Kind::Timeline(part)));
    if !context.data.is_empty() {
        let count = data::count(&context.data, archive.documents.len());
        in_parts(path::DATA, count).for_each(|(path, part)| add(path, Kind::Data(part)));
    }
    if archive.site.searchable {
        add("search.html".to_owned(), Kind::Search);
    }
    add("404.html".to_owned(), Kind::NotFound);
    for (index, document) in archive.documents.iter().enumerate() {
        let id = DocumentId(index as u32);
        add(path::document(&document.id), Kind::Document(id));
        add(path::source(&document.id), Kind::Source(id));
        if archive.notes_of(id).any(|(_, note)| matches!(note.note.content, Content::Claim(_))) {
            add(path::claims_of(&document.id), Kind::ClaimsOf(id));
        }
        for (note_id, note) in archive.notes_of(id) {
            if has_page(archive, &context.indexes.uses, note_id) {
                add(path::claim(&document.id, &note.note.id.value), Kind::Claim(note_id));
            }
        }
    }
    for (index, question) in archive.questions.iter().enumerate() {
        let id = QuestionId(index as u32);
        add(path::question(&question.id.value), Kind::Question(id));
        let claims = context.indexes.findings.questions[index].claims.len();
        if claims > 0 {
            let list = path::claims_on(&question.id.value);
            in_parts(&list, parts::count(claims)).for_each(|(path, part)| add(path, Kind::ClaimsOn(id, part)));
        }
    }
    for (index, entity) in archive.entities.iter().enumerate() {
        add(path::entity(&entity.id.value), Kind::Entity(EntityId(index as u32)));
    }
    for (index, term) in archive.terms.iter().enumerate() {
        add(path::term(&term.id.value), Kind::Term(TermId(index as u32)));
    }
    for (index, page) in archive.pages.iter().enumerate() {
        add(path::page(&page.id), Kind::Page(PageId(index as u32)));
    }
    for (status, claims) in Status::ALL.iter().zip(&context.claims_by_status).filter(|(_, claims)| !claims.is_empty()) {
        let list = path::claims_with(status.name());
        in_parts(&list, parts::count(claims.len())).for_each(|(path, part)| add(path, Kind::ClaimsWith(*status, part)));
    }
    add(path::COMPUTED.to_owned(), Kind::Computed);
    plan
}

/// A page on its way to its template.
struct Drawing<'s, 'a> {
    sheet: &'s Sheet<'a>,
    /// What it says to search engines.
    linked: Option<String>,
    templates: &'s Templates,
    out: &'s mut Vec<u8>,
}

impl Drawing<'_, '_> {
    fn with<T: Serialize>(
        self,
        (template, name): (&str, &'static str),
        (title, description, style): (String, &str, Option<String>),
        value: &T,
    ) -> Result<Drawn, ThemeFault> {
        let page = view::Page { linked_data: self.linked, ..frame::page(self.sheet, title, description, style) };
        let scene = Scene { site: frame::site(self.sheet), page, record: Named { name, value } };
        let Sheet { context, path, .. } = self.sheet;
        let render = |out: &mut Vec<u8>| self.templates.render(template, &scene, out).map_err(template_fault);
        let origin = |buffer: &mut Vec<u8>| origin(&context.shared, template, &scene, buffer);
        match context.before {
            Before::Nothing => render(self.out)?,
            Before::Kept(kept) => kept.page(path, origin(self.out), self.out, render)?,
            Before::Site(stands) => match stands(path, origin(self.out)) {
                Some(size_bytes) => return Ok(Drawn::Standing(size_bytes)),
                None => render(self.out)?,
            },
        }
        Ok(Drawn::Anew)
    }

    fn list<T: Serialize>(self, name: &'static str, value: &T) -> Result<Drawn, ThemeFault> {
        let title = self.sheet.context.phrases.text(&format!("nav_{name}"));
        let site = frame::site(self.sheet);
        let description = format!("{title}: {}. {}", site.title, site.description.unwrap_or_default());
        self.with((&format!("{name}.html"), name), (title, &description, None), value)
    }

    /// Claims that have something in common.
    fn claims(self, list: &view::ClaimList) -> Result<Drawn, ThemeFault> {
        let phrases = self.sheet.context.phrases;
        let of = list.of.as_ref().map_or("", |of| of.words.text.as_str());
        let title = phrases.fill("claims_of", &[("label", &list.label), ("of", of)]);
        let description = format!("{title}. {}, {}.", phrases.count("count_claims", list.count), phrases.text("claims_order"));
        self.with(("claims.html", "claims"), (title, &description, None), list)
    }
}

/// Draws one page into `out`.
pub fn draw(planned: &Planned, sheet: &Sheet<'_>, templates: &Templates, out: &mut Vec<u8>) -> Result<Drawn, ThemeFault> {
    let drawing = Drawing { sheet, linked: linked_data(&planned.kind, sheet), templates, out };
    let phrases = sheet.context.phrases;
    match &planned.kind {
        Kind::Home => {
            let description = frame::site(sheet).description.unwrap_or_default();
            drawing.with(("home.html", "home"), (String::new(), &description, None), &home::page(sheet))
        }
        Kind::Documents(part) => drawing.list("documents", &lists::document_part(sheet, *part)),
        Kind::Claims(part) => drawing.list("claims", &claims::all(sheet, *part)),
        Kind::ClaimsWith(status, part) => drawing.claims(&claims::with_status(sheet, *status, *part)),
        Kind::ClaimsOf(id) => drawing.claims(&claims::of_document(sheet, *id)),
        Kind::ClaimsOn(id, part) => drawing.claims(&claims::on_question(sheet, *id, *part)),
        Kind::Questions(part) => drawing.list("questions", &lists::question_part(sheet, *part)),
        Kind::Entities => drawing.list("entities", &view::EntityList { groups: lists::entities(sheet) }),
        Kind::Terms => drawing.list("terms", &view::TermList { groups: lists::terms(sheet) }),
        Kind::Computed => {
            let (title, description) = (phrases.text("computed"), phrases.text("computed_explained"));
            drawing.with(("computed.html", "computed"), (title, &description, None), &status::computed(sheet))
        }
        Kind::Bibliography => drawing.list("bibliography", &view::Bibliography { entries: lists::works(sheet) }),
        Kind::Lookup => drawing.list("lookup", &lookup::page(sheet)),
        Kind::Letter(number, page) => {
            let value = lookup::letter_page(sheet, *number, *page);
            let title = format!("{}: {}", phrases.text("nav_lookup"), sheet.context.indexes.lookup.letters[*number].letter);
            let description = format!("{title}. {}", frame::site(sheet).title);
            drawing.with(("lookup.html", "lookup"), (title, &description, None), &value)
        }
        Kind::Timeline(part) => drawing.list("timeline", &timeline::part(sheet, *part)),
        Kind::Search => {
            let value = search::page(sheet).expect("the search page is planned only where there is a search");
            drawing.list("search", &value)
        }
        Kind::Data(part) => drawing.list("data", &data::part(sheet, *part)),
        Kind::NotFound => {
            let title = phrases.text("not_found");
            let sheet = not_found(sheet);
            let drawing = Drawing { sheet: &sheet, linked: None, templates, out: drawing.out };
            drawing.with(("404.html", "nothing"), (title, &phrases.text("not_found_explained"), None), &())
        }
        Kind::Document(id) => {
            let value = document::page(sheet, *id);
            let style = document::style(sheet, *id, &value.text);
            let description = phrases.fill("description_document", &[("title", &value.title.text)]);
            drawing.with(("document.html", "document"), (value.title.text.clone(), &description, style), &value)
        }
        Kind::Source(id) => {
            let value = prose::source(sheet, *id);
            let title = format!("{}: {}", phrases.text("notes_as_yaml"), value.document.words.text);
            drawing.with(("source.html", "source"), (title.clone(), &title, None), &value)
        }
        Kind::Claim(id) => {
            let claim = claim::claim_of(sheet, *id).expect("a page of a claim is planned for claims only");
            let value = claim::page(sheet, *id, claim);
            let says = &value.says.text;
            let description = phrases.fill("description_claim", &[("document", &value.document.words.text), ("says", says)]);
            drawing.with(("claim.html", "claim"), (says.clone(), &description, None), &value)
        }
        Kind::Question(id) => {
            let value = question::page(sheet, *id);
            let counts = (phrases.count("count_claims", value.claims), phrases.count("count_documents", value.documents));
            let values = [("asks", value.asks.text.as_str()), ("claims", &counts.0), ("documents", &counts.1)];
            let description = phrases.fill("description_question", &values);
            drawing.with(("question.html", "question"), (value.asks.text.clone(), &description, None), &value)
        }
        Kind::Entity(id) => {
            let value = entity::page(sheet, *id);
            let description = phrases.fill("description_entity", &[("name", &value.name.text)]);
            drawing.with(("entity.html", "entity"), (value.name.text.clone(), &description, None), &value)
        }
        Kind::Term(id) => {
            let value = term::page(sheet, *id);
            let description = phrases.fill("description_term", &[("term", &value.term.text)]);
            drawing.with(("term.html", "term"), (value.term.text.clone(), &description, None), &value)
        }
        Kind::Page(id) => {
            let value = prose::page(sheet, *id);
            let description = sheet.context.archive.page(*id).body.plain.clone();
            drawing.with(("prose.html", "prose"), (value.title.text.clone(), &description, None), &value)
        }
    }
}

/// What a page says to search engines; lists say nothing that the pages below them do not.
fn linked_data(kind: &Kind, sheet: &Sheet<'_>) -> Option<String> {
    match kind {
        Kind::Home => linked::home(sheet),
        Kind::Data(0) => linked::data(sheet),
        Kind::Document(id) => linked::document(sheet, *id),
        Kind::Claim(id) => linked::claim(sheet, *id),
        Kind::Question(id) => linked::question(sheet, *id),
        Kind::Entity(id) => linked::entity(sheet, *id),
        Kind::Term(id) => linked::term(sheet, *id),
        Kind::Documents(_)
        | Kind::Claims(_)
        | Kind::ClaimsWith(..)
        | Kind::ClaimsOf(_)
        | Kind::ClaimsOn(..)
        | Kind::Questions(_)
        | Kind::Entities
        | Kind::Terms
        | Kind::Bibliography
        | Kind::Lookup
        | Kind::Letter(..)
        | Kind::Timeline(_)
        | Kind::Search
        | Kind::Data(_)
        | Kind::Source(_)
        | Kind::Page(_)
        | Kind::Computed
        | Kind::NotFound => None,
    }
}

/// The page for addresses that lead nowhere is shown at any depth: its links begin at the published address.
fn not_found<'a>(sheet: &Sheet<'a>) -> Sheet<'a> {
    let base = sheet.context.base_url.as_deref().unwrap_or_default();
    let after_scheme = base.split_once("://").map_or("", |(_, rest)| rest);
    let root = after_scheme.find('/').map_or(String::new(), |slash| after_scheme[slash..].to_owned());
    Sheet { context: sheet.context, path: sheet.path.clone(), root }
}
