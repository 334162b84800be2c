//! Which texts can be found, and where each leads: documents by paragraph, claims, names, terms, questions, pages.

use std::collections::BTreeMap;

use crate::model::{
    Archive, Content, DocumentId, Indexes, Language, Linked, Localised, NoteId, PageId, Prose, QuestionId, SearchRecord,
    SearchRole, SearchTarget, SearchText, Side, Target, Text,
};
use crate::source::word::on_one_line;

/// The languages by tag, and every record: kind by kind in the order of [`crate::model::SearchKind`], each in reading order.
pub fn records(archive: &Archive, indexes: &Indexes) -> (Vec<Language>, Vec<SearchRecord>) {
    let mut gathering = Gathering { archive, languages: BTreeMap::new(), records: Vec::new() };
    for id in &indexes.orders.documents {
        gathering.document(*id);
    }
    for id in &indexes.orders.documents {
        for (note, _) in archive.notes_of(*id) {
            gathering.claim(note);
        }
    }
    for id in &indexes.orders.entities {
        let entity = archive.entity(*id);
        let mut texts = gathering.localised(&entity.name);
        texts.extend(gathering.localised(&entity.also));
        texts.extend(gathering.prose(entity.note.as_ref()));
        // The name that the record is called by stands first.
        let called = entity.name.best(&archive.site.language.tag).map(|(name, _)| on_one_line(name));
        if let Some(first) = texts.iter().position(|text| Some(&text.text) == called.as_ref()) {
            texts[..=first].rotate_right(1);
        }
        gathering.add(SearchTarget::Entity(*id), texts);
    }
    for id in &indexes.orders.terms {
        let term = archive.term(*id);
        let language = term.language.as_ref().unwrap_or(&archive.site.language);
        let mut texts = vec![gathering.text(SearchRole::Title, language, &term.term)];
        texts.extend(gathering.prose(term.says.as_ref()));
        gathering.add(SearchTarget::Term(*id), texts);
    }
    for (number, question) in archive.questions.iter().enumerate() {
        let mut texts = vec![gathering.own(SearchRole::Title, &question.asks)];
        let answers = question.positions.iter().map(|position| &position.says);
        for text in answers.chain(question.scopes.iter().map(|scope| &scope.label)) {
            texts.push(gathering.own(SearchRole::Text, text));
        }
        texts.extend(gathering.prose(question.note.as_ref()));
        gathering.add(SearchTarget::Question(QuestionId(number as u32)), texts);
    }
    for (number, page) in archive.pages.iter().enumerate() {
        let mut texts = vec![gathering.own(SearchRole::Title, &page.title)];
        texts.extend(gathering.prose(Some(&page.body)));
        gathering.add(SearchTarget::Page(PageId(number as u32)), texts);
    }
    gathering.numbered()
}

struct Gathering<'a> {
    archive: &'a Archive,
    /// Languages with the numbers that they have for now, in the order in which they were met.
    languages: BTreeMap<String, (usize, Language)>,
    records: Vec<SearchRecord>,
}

impl Gathering<'_> {
    fn document(&mut self, id: DocumentId) {
        let archive = self.archive;
        let document = archive.document(id);
        let record = &document.record;
        let mut texts = vec![self.text(SearchRole::Title, &record.language, &record.title)];
        texts.extend(self.localised(&record.title_translated));
        if let Some(siglum) = &record.siglum {
            texts.push(self.own(SearchRole::Title, &siglum.value));
        }
        texts.extend(self.prose(record.note.as_deref()));
        texts.extend(self.prose(record.provenance.as_deref()));
        self.add(SearchTarget::Document(id), texts);
        self.paragraphs(id, Side::Original, &document.text, &record.language);
        for (number, translated) in document.translations.iter().enumerate() {
            self.paragraphs(id, Side::translation(number), &translated.text, &translated.record.language.value);
        }
    }

    fn paragraphs(&mut self, id: DocumentId, side: Side, text: &Text<Target>, language: &Language) {
        for (index, span) in text.paragraphs.iter().enumerate() {
            let words = self.text(SearchRole::Text, language, span.of(&text.plain));
            self.add(SearchTarget::Paragraph(id, side, index + 1), vec![words]);
        }
    }

    fn claim(&mut self, id: NoteId) {
        let archive = self.archive;
        let note = archive.note(id);
        let Content::Claim(claim) = &note.note.content else { return };
        let mut texts = vec![self.own(SearchRole::Title, &claim.says)];
        let document = archive.document(note.document);
        for passage in &note.note.anchor {
            let (text, language) = match passage.side {
                Side::Original => (&document.text, &document.record.language),
                Side::Translation(number) => {
                    let translated = &document.translations[number.get()];
                    (&translated.text, &translated.record.language.value)
                }
            };
            texts.push(self.text(SearchRole::Text, language, passage.span.of(&text.plain)));
        }
        texts.extend(self.prose(note.note.note.as_ref()));
        self.add(SearchTarget::Claim(id), texts);
    }

    fn localised(&mut self, texts: &Localised) -> Vec<SearchText> {
        let own = &self.archive.site.language;
        texts.all().map(|(text, language)| self.text(SearchRole::Title, language.unwrap_or(own), text)).collect()
    }

    fn prose(&mut self, text: Option<&Prose<Linked>>) -> Option<SearchText> {
        text.map(|text| self.own(SearchRole::Text, &text.plain))
    }

    fn own(&mut self, role: SearchRole, text: &str) -> SearchText {
        self.text(role, &self.archive.site.language, text)
    }

    fn text(&mut self, role: SearchRole, language: &Language, text: &str) -> SearchText {
        let number = self.languages.len();
        let (language, _) = self.languages.entry(language.tag.clone()).or_insert_with(|| (number, language.clone()));
        SearchText { role, language: *language, text: on_one_line(text) }
    }

    fn add(&mut self, target: SearchTarget, mut texts: Vec<SearchText>) {
        texts.retain(|text| !text.text.is_empty());
        if !texts.is_empty() {
            self.records.push(SearchRecord { target, texts });
        }
    }

    /// The languages numbered in the order of their tags, which is no order of merit.
    fn numbered(mut self) -> (Vec<Language>, Vec<SearchRecord>) {
        let mut numbers = vec![0; self.languages.len()];
        for (number, (before, _)) in self.languages.values().enumerate() {
            numbers[*before] = number;
        }
        for text in self.records.iter_mut().flat_map(|record| &mut record.texts) {
            text.language = numbers[text.language];
        }
        (self.languages.into_values().map(|(_, language)| language).collect(), self.records)
    }
}
