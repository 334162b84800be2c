//! One page in the making: links, words, dates and prose as they stand on it.

use super::body::{Cited, Frame, Link as BodyLink, Numbers, draw};
use super::context::Context;
use super::marks::{NoteMark, note_id, reference_id};
use super::urls::{self, path};
use super::view;
use crate::model::{
    Claim, Content, Date, Direction, DocumentId, EntityId, Language, Linked, NoteId, Prose, QuestionId, Referrer, Side,
    Signature, Target, TermId, Text, without_stop,
};
use crate::source::Span;
use crate::source::word::shortened;

/// A page in the making: it knows where it stands, so that its links are right.
pub struct Sheet<'a> {
    /// What all pages share.
    pub context: &'a Context<'a>,
    /// Its path below the site's folder.
    pub path: String,
    /// What leads from it to the site's root.
    pub root: String,
}

/// The direction as themes see it.
pub fn direction(language: &Language) -> view::Direction {
    match language.direction {
        Direction::LeftToRight => view::Direction::Ltr,
        Direction::RightToLeft => view::Direction::Rtl,
    }
}

impl<'a> Sheet<'a> {
    /// A page at a path.
    pub fn new(context: &'a Context<'a>, path: String) -> Sheet<'a> {
        let root = urls::root(&path);
        Sheet { context, path, root }
    }

    /// An address inside the site.
    pub fn address(&self, path: &str) -> String {
        if path == self.path { String::from("#") } else { urls::address(&self.root, path) }
    }

    /// Its own published address, where the archive has one.
    pub fn published(&self) -> Option<String> {
        // The home page is the folder itself.
        let path = if self.path == "index.html" { "" } else { &self.path };
        self.context.base_url.as_ref().map(|base| urls::address(base, path))
    }

    /// An address with a fragment; on the page itself the fragment alone.
    pub fn place(&self, path: &str, fragment: &str) -> String {
        if path == self.path { urls::fragment(fragment) } else { urls::place(&self.root, path, fragment) }
    }

    /// Words in a language.
    pub fn words(&self, text: impl Into<String>, language: &Language) -> view::Words {
        view::Words { text: text.into(), language: language.tag.clone(), direction: direction(language) }
    }

    /// Words in the language of the archive's notes.
    pub fn own_words(&self, text: impl Into<String>) -> view::Words {
        self.words(text, &self.context.archive.site.language)
    }

    /// Words of the interface.
    pub fn phrase_words(&self, text: impl Into<String>) -> view::Words {
        self.words(text, &self.context.language)
    }

    /// A link.
    pub fn link(&self, words: view::Words, url: String) -> view::Link {
        view::Link { words, url: Some(url) }
    }

    /// Words that lead nowhere.
    pub fn plain(&self, words: view::Words) -> view::Link {
        view::Link { words, url: None }
    }

    /// An address outside as words and link.
    pub fn outside(&self, address: &str) -> view::Link {
        self.link(self.phrase_words(address), address.to_owned())
    }

    /// The name of an entity in the archive's language, or the first that it has.
    pub fn entity_name(&self, id: EntityId) -> view::Words {
        let archive = self.context.archive;
        let entity = archive.entity(id);
        match entity.name.best(&archive.site.language.tag) {
            Some((name, Some(language))) => self.words(name, language),
            Some((name, None)) => self.own_words(name),
            None => self.own_words(entity.id.value.clone()),
        }
    }

    /// A link to an entity.
    pub fn entity(&self, id: EntityId) -> view::Link {
        let url = self.address(&path::entity(&self.context.archive.entity(id).id.value));
        self.link(self.entity_name(id), url)
    }

    /// Links to entities.
    pub fn entities(&self, ids: &[EntityId]) -> Vec<view::Link> {
        ids.iter().map(|id| self.entity(*id)).collect()
    }

    /// A link to a question.
    pub fn question(&self, id: QuestionId) -> view::Link {
        let question = self.context.archive.question(id);
        self.link(self.own_words(question.asks.clone()), self.address(&path::question(&question.id.value)))
    }

    /// A link to a term.
    pub fn term(&self, id: TermId) -> view::Link {
        let term = self.context.archive.term(id);
        let words = match &term.language {
            Some(language) => self.words(term.term.clone(), language),
            None => self.own_words(term.term.clone()),
        };
        self.link(words, self.address(&path::term(&term.id.value)))
    }

    /// The title of a document as it is shown: one that the editors made stands in square brackets.
    pub fn title(&self, id: DocumentId) -> view::Words {
        let record = &self.context.archive.document(id).record;
        self.words(record.shown_title(), &record.language)
    }

    /// A link to a document by its title.
    pub fn document(&self, id: DocumentId) -> view::Link {
        let url = self.address(&path::document(&self.context.archive.document(id).id));
        self.link(self.title(id), url)
    }

    /// What stands for a document in tables: its siglum, else its identifier.
    pub fn siglum(&self, id: DocumentId) -> String {
        let document = self.context.archive.document(id);
        document.record.siglum.as_ref().map_or(&document.id, |siglum| &siglum.value).clone()
    }

    /// A link to a document by its siglum.
    pub fn document_siglum(&self, id: DocumentId) -> view::Link {
        let url = self.address(&path::document(&self.context.archive.document(id).id));
        self.link(self.phrase_words(self.siglum(id)), url)
    }

    /// Where a note stands on its document's page: its entry, or its words where it has none.
    pub fn note_url(&self, id: NoteId) -> String {
        let note = self.context.archive.note(id);
        let document = self.context.archive.document(note.document);
        self.place(&path::document(&document.id), &note_id(&note.note.id.value, self.context.mark(id)))
    }

    /// The address of a claim or another note: its page, else where it stands.
    pub fn page_url(&self, id: NoteId) -> String {
        match self.context.page_of(id) {
            (page, None) => self.address(&page),
            (page, Some(place)) => self.place(&page, &place),
        }
    }

    /// The text that a passage stands in, with its language.
    pub fn side(&self, document: DocumentId, side: Side) -> (&'a Text<Target>, &'a Language) {
        self.context.archive.document(document).side(side)
    }

    /// The words of a note's place (from 0), white space told as spaces.
    pub fn quotation(&self, id: NoteId, place: usize) -> view::Words {
        let note = self.context.archive.note(id);
        let passage = note.note.anchor[place];
        let (text, language) = self.side(note.document, passage.side);
        let words: Vec<&str> = passage.span.of(&text.plain).split_whitespace().collect();
        self.words(words.join(" "), language)
    }

    /// The sentence of a claim as it is read.
    pub fn says(&self, claim: &Claim<Linked>) -> view::Words {
        self.own_words(self.context.phrases.says(claim))
    }

    /// What a note is called where it is linked: its claim, else the words it stands on.
    pub fn note_name(&self, id: NoteId) -> view::Words {
        match &self.context.archive.note(id).note.content {
            Content::Claim(claim) => self.says(claim),
            Content::Translation(_) | Content::Wording(_) | Content::Mention(_) | Content::Comment => {
                let mut words = self.quotation(id, 0);
                words.text = shortened(&words.text, 60);
                words
            }
        }
    }

    /// What stands for a note in lists: its document's siglum and its number there, “PS 3”.
    pub fn note_number(&self, id: NoteId) -> String {
        let document = self.context.archive.note(id).document;
        format!("{} {}", self.siglum(document), self.context.mark(id).text()).trim_end().to_owned()
    }

    /// A link to a note at its place.
    pub fn note(&self, id: NoteId) -> view::Link {
        self.link(self.note_name(id), self.note_url(id))
    }

    /// The place of a note (from 0): “p3”, leading to its reference.
    pub fn note_place(&self, id: NoteId, place: usize) -> view::PlaceLink {
        let note = self.context.archive.note(id);
        let passage = note.note.anchor[place];
        let fragment = match self.context.mark(id) {
            NoteMark::Link(_) if place == 0 => note_id(&note.note.id.value, self.context.mark(id)),
            NoteMark::Link(_) => self.paragraph_id(note.document, passage.side, passage.span),
            NoteMark::Number(_) | NoteMark::Letter(_) => reference_id(&note.note.id.value, place),
        };
        let document = &self.context.archive.document(note.document).id;
        let label = self.paragraph_label(note.document, passage.side, passage.span);
        view::PlaceLink { label, url: self.place(&path::document(document), &fragment), automatic: false }
    }

    /// The id of the paragraph that holds a span: `p3`, `p3-en`.
    pub fn paragraph_id(&self, document: DocumentId, side: Side, span: Span) -> String {
        let (text, language) = self.side(document, side);
        let number = text.paragraph_at(span.start());
        match side {
            Side::Original => format!("p{number}"),
            Side::Translation(_) => format!("p{number}-{}", language.tag),
        }
    }

    /// How a paragraph is called in lists: “p3”, “p3 en”.
    pub fn paragraph_label(&self, document: DocumentId, side: Side, span: Span) -> String {
        let (text, language) = self.side(document, side);
        let number = text.paragraph_at(span.start());
        match side {
            Side::Original => format!("p{number}"),
            Side::Translation(_) => format!("p{number} ({})", language.tag),
        }
    }

    /// Where a link in prose or in a text leads, and what it is called if it has no words of its own.
    pub fn target(&self, target: &Target) -> Option<view::Link> {
        Some(match target {
            Target::Document(id) => self.document(*id),
            Target::Note(id) => self.note(*id),
            Target::Question(id) => self.question(*id),
            Target::Entity(id) => self.entity(*id),
            Target::Term(id) => self.term(*id),
            Target::Page(id) => {
                let page = self.context.archive.page(*id);
                self.link(self.own_words(page.title.clone()), self.address(&path::page(&page.id)))
            }
            Target::Work(id) => {
                let key = &self.context.archive.work(*id).key.value;
                self.link(self.own_words(key.clone()), self.place(path::BIBLIOGRAPHY, &path::work_id(key)))
            }
            Target::Elsewhere(id) => {
                let (_, record) = self.context.archive.elsewhere(*id);
                let words = match &record.language {
                    Some(language) => self.words(record.label.clone(), language),
                    None => self.phrase_words(record.label.clone()),
                };
                self.link(words, record.address.clone())
            }
            Target::Address(address) => self.outside(address),
            Target::Static(file) => self.link(self.own_words(file.as_str()), self.address(file)),
            Target::None => return None,
        })
    }

    /// Works as prose cites them together, behind a blank if one is given: in their short form, each leading to the bibliography.
    pub fn citation(&self, cited: &[Cited<'_>], blank: &str) -> String {
        let works =
            cited.iter().filter_map(|(target, locator)| if let Target::Work(id) = target { Some((*id, *locator)) } else { None });
        let cited: Vec<_> = works.collect();
        let link = |id| self.target(&Target::Work(id)).and_then(|link| link.url).unwrap_or_default();
        self.context.citations.short(&cited, blank, link)
    }

    /// An editor's prose as HTML.
    pub fn prose(&self, text: &Prose<Linked>) -> view::Html {
        let mut html = String::with_capacity(text.plain.len() * 2);
        self.with_frame(Numbers::Prose, |frame| draw(text, 0..text.paragraphs.len(), &[], frame, &mut html));
        view::Html(html)
    }

    /// Prose, where there is some.
    pub fn maybe_prose(&self, text: Option<&Prose<Linked>>) -> Option<view::Html> {
        text.map(|text| self.prose(text))
    }

    /// Draws with the links and citations of this page.
    pub fn with_frame(&self, numbers: Numbers<'_>, draw: impl FnOnce(&Frame<'_>)) {
        let elsewhere = |target: &Target| {
            let Target::Elsewhere(id) = target else { return None };
            let (inventory, _) = self.context.archive.elsewhere(*id);
            Some(self.context.phrases.fill("elsewhere", &[("archive", &inventory.title)]))
        };
        let link = |target: &Target| {
            self.target(target).map(|link| {
                let own = link.words.language == self.context.language.tag;
                let language = (!own).then_some((link.words.language, link.words.direction.attribute()));
                let words = link.words.text;
                let name = if matches!(target, Target::Note(_)) { without_stop(&words).to_owned() } else { words };
                BodyLink { href: link.url.unwrap_or_default(), name, language, elsewhere: elsewhere(target) }
            })
        };
        let cite = |cited: &[Cited<'_>], blank: &str| self.citation(cited, blank);
        let code = |code: &str, language: Option<&str>| self.context.highlight(code, language);
        draw(&Frame { numbers, link: &link, cite: &cite, code: &code });
    }

    /// A date.
    pub fn time(&self, date: &Date) -> view::Time {
        self.context.phrases.time(date)
    }

    /// An editor of the archive.
    pub fn editor(&self, number: usize) -> view::Link {
        let editor = &self.context.archive.site.editors[number];
        view::Link { words: self.own_words(editor.name.clone()), url: editor.url.clone() }
    }

    /// Who wrote a record; absent where nothing is known.
    pub fn signature(&self, signature: &Signature<Linked>) -> Option<view::Signature> {
        let found = view::Signature {
            by: signature.by.map(|editor| self.editor(editor)),
            created: signature.created.as_ref().map(|date| self.time(date)),
            modified: signature.modified.as_ref().map(|date| self.time(date)),
        };
        (found.by.is_some() || found.created.is_some() || found.modified.is_some()).then_some(found)
    }

    /// Links back to the records whose prose leads somewhere.
    pub fn referrers(&self, list: Option<&Vec<Referrer>>) -> Vec<view::Link> {
        list.into_iter().flatten().map(|referrer| self.referrer(*referrer)).collect()
    }

    fn referrer(&self, referrer: Referrer) -> view::Link {
        match referrer {
            Referrer::Document(id) => self.document(id),
            Referrer::Question(id) => self.question(id),
            Referrer::Entity(id) => self.entity(id),
            Referrer::Term(id) => self.term(id),
            Referrer::Page(id) => {
                let page = self.context.archive.page(id);
                self.link(self.own_words(page.title.clone()), self.address(&path::page(&page.id)))
            }
            Referrer::Note(id) => {
                let note = self.context.archive.note(id);
                let mark = self.context.mark(id).text();
                let siglum = self.siglum(note.document);
                let kind = self.context.phrases.text(&format!("kind_{}", note.note.content.kind()));
                let reference = self.context.phrases.fill("reference", &[("mark", &mark), ("kind", &kind)]);
                let name = if mark.is_empty() { kind } else { reference };
                self.link(self.phrase_words(format!("{siglum} · {name}")), self.note_url(id))
            }
        }
    }

    /// Who says so: entities, or a phrase for the document itself or somebody unnamed.
    pub fn asserters(&self, document: DocumentId, claim: &Claim<Linked>) -> Vec<view::Link> {
        use crate::model::Asserter;
        match &claim.asserter {
            Asserter::Entities(entities) => self.entities(entities),
            Asserter::Unnamed => vec![self.plain(self.phrase_words(self.context.phrases.text("asserter_unnamed")))],
            Asserter::Document => match self.context.archive.document(document).record.publisher.as_slice() {
                [] => vec![self.plain(self.phrase_words(self.context.phrases.text("asserter_document")))],
                publishers => self.entities(publishers),
            },
        }
    }
}
