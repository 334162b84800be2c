//! What stands apart from the text: notes, what they say, how they stand to each other, names, the pairs of paragraphs.

use std::collections::BTreeSet;

use super::names::{self, entity_id};
use super::xml::Xml;
use super::{Place, document_path};
use super::{body, dates};
use crate::data::desk::Desk;
use crate::model::{
    ArchiveNote, Asserter, Claim, ClosedList, Content, DocumentId, EntityId, Figure, Language, Linked, Modality, NoteId, Status,
};
use crate::reference::marks::entry_id;
use crate::reference::urls;

/// Writes all of it; nothing where there is nothing.
pub fn write(desk: &Desk<'_>, root: &str, id: DocumentId, places: &[Place], xml: &mut Xml) {
    let named = names::named(desk, id);
    let document = desk.archive.document(id);
    let has_rows = document.translations.iter().any(|translated| !translated.rows.is_empty());
    if places.is_empty() && named.is_empty() && !has_rows {
        return;
    }
    xml.open("standOff", &[]);
    xml.line();
    names::lists(desk, root, &named, xml);
    words(places, xml);
    interpretations(desk, id, xml);
    let own = Apart { desk, root, document: id, language: &desk.archive.site.language };
    for (note_id, note) in desk.archive.notes_of(id) {
        own.note(note_id, note, xml);
        xml.line();
    }
    own.relations(xml);
    for translated in &document.translations {
        alignment(&translated.record.language.value, &translated.rows, xml);
    }
    xml.close();
    xml.line();
}

/// The words of notes, names and leftovers, each between its anchors.
fn words(places: &[Place], xml: &mut Xml) {
    for group in ["note", "name", "furniture"] {
        let mut members = places.iter().filter(|place| place.group == group).peekable();
        if members.peek().is_none() {
            continue;
        }
        xml.open("spanGrp", &[("type", Some(group))]);
        for place in members {
            let (from, to) = (format!("#{}", place.first), format!("#{}", place.last));
            let attributes = [
                ("xml:id", place.id.as_deref()),
                ("from", Some(from.as_str())),
                ("to", Some(&to)),
                ("ana", place.ana.as_deref()),
            ];
            xml.line();
            xml.element("span", &attributes, &place.words);
        }
        xml.close();
        xml.line();
    }
}

/// The words of closed lists that the notes of the document use.
fn interpretations(desk: &Desk<'_>, id: DocumentId, xml: &mut Xml) {
    let claims = desk.archive.notes_of(id).filter_map(|(id, _)| Some((id, desk.archive.claim(id)?)));
    let (mut statuses, mut modalities) = (BTreeSet::<Status>::new(), BTreeSet::<Modality>::new());
    for (id, claim) in claims {
        modalities.insert(claim.modality);
        statuses.extend(desk.indexes.findings.claims.get(&id).map(|found| found.status));
    }
    let mut group = |name: &'static str, words: Vec<&'static str>| {
        if words.is_empty() {
            return;
        }
        xml.open("interpGrp", &[("type", Some(name))]);
        for word in words {
            xml.element("interp", &[("xml:id", Some(&format!("{name}-{word}")))], word);
        }
        xml.close();
        xml.line();
    };
    group("status", statuses.into_iter().map(ClosedList::name).collect());
    group("modality", modalities.into_iter().map(ClosedList::name).collect());
}

/// Which paragraphs of a translation stand beside which of the original.
fn alignment(language: &Language, rows: &[crate::model::Alignment], xml: &mut Xml) {
    let mut pairs = rows.iter().filter(|row| !row.source.is_empty() && !row.translation.is_empty()).peekable();
    if pairs.peek().is_none() {
        return;
    }
    xml.open("linkGrp", &[("type", Some("translation"))]);
    for row in pairs {
        let source = row.source.iter().map(|number| format!("#p{number}"));
        let translation = row.translation.iter().map(|number| format!("#p{number}-{}", language.tag));
        xml.empty("link", &[("target", Some(&source.chain(translation).collect::<Vec<_>>().join(" ")))]);
    }
    xml.close();
    xml.line();
}

/// The notes of one document.
struct Apart<'a, 'd> {
    desk: &'a Desk<'d>,
    root: &'a str,
    document: DocumentId,
    language: &'a Language,
}

impl Apart<'_, '_> {
    fn note(&self, id: NoteId, entry: &ArchiveNote, xml: &mut Xml) {
        let (desk, note) = (self.desk, &entry.note);
        let own = entry_id(&note.id.value);
        let places: Vec<String> = (1..=note.anchor.len()).map(|place| format!("#s-{}.{place}", note.id.value)).collect();
        let mark = desk.mark(id).text();
        let editor = note.signature.by.map(|editor| format!("#ed-{}", desk.editor(editor)));
        let ana = desk.archive.claim(id).map(|claim| {
            let status = desk.indexes.findings.claims.get(&id).map(|found| format!(" #status-{}", found.status.name()));
            format!("#modality-{}{}", claim.modality.name(), status.unwrap_or_default())
        });
        xml.open(
            "note",
            &[
                ("xml:id", Some(&own)),
                ("type", Some(note.content.kind())),
                ("n", (!mark.is_empty()).then_some(mark.as_str())),
                ("target", Some(&places.join(" "))),
                ("resp", editor.as_deref()),
                ("ana", ana.as_deref()),
                ("xml:lang", Some(&self.language.tag)),
                ("corresp", Some(&desk.note_address(self.root, id))),
            ],
        );
        match &note.content {
            Content::Claim(claim) => self.claim(claim, xml),
            Content::Translation(translation) => {
                let to = translation.to.as_ref().unwrap_or(self.language);
                let certainty = translation.certainty.map(ClosedList::name);
                let gloss = |text: &str, kind: Option<&str>, xml: &mut Xml| {
                    let certainty = certainty.filter(|_| kind.is_none());
                    xml.open("p", &[]);
                    xml.element("gloss", &[("xml:lang", Some(&to.tag)), ("rend", kind), ("cert", certainty)], text);
                    xml.close();
                };
                gloss(&translation.gloss, None, xml);
                translation.alternatives.iter().for_each(|text| gloss(text, Some("alternative"), xml));
                translation.literal.iter().for_each(|text| gloss(text, Some("literal"), xml));
                if let Some(original) = &translation.original {
                    xml.open("p", &[]);
                    xml.element("foreign", &[("xml:lang", translation.from.as_ref().map(|from| from.tag.as_str()))], original);
                    xml.close();
                }
                if let Some(method) = translation.method {
                    xml.element("note", &[("type", Some("method"))], method.name());
                }
                if let Some(editor) = translation.by {
                    xml.element("note", &[("type", Some("rendered_by"))], desk.editor(editor));
                }
            }
            Content::Wording(wording) => {
                let term = desk.archive.term(wording.term);
                xml.open("p", &[]);
                let target = desk.term_address(self.root, wording.term);
                xml.open("ref", &[("target", Some(&target))]);
                xml.element("term", &[("xml:lang", term.language.as_ref().map(|language| language.tag.as_str()))], &term.term);
                xml.close();
                if let Some(gloss) = &wording.gloss {
                    xml.words(" ");
                    xml.element("gloss", &[], gloss);
                }
                xml.close();
            }
            Content::Mention(mention) => self.entities(None, &mention.entities, xml),
            Content::Comment => {}
        }
        if let Some(prose) = &note.note {
            body::prose(desk, self.root, prose, xml);
        }
        xml.close();
    }

    fn claim(&self, claim: &Claim<Linked>, xml: &mut Xml) {
        let desk = self.desk;
        xml.element("p", &[], &claim.says);
        if let Some(id) = claim.question {
            let question = desk.archive.question(id);
            let target = desk.question_address(self.root, id);
            xml.open("note", &[("type", Some("question"))]);
            xml.element("ref", &[("target", Some(&target))], &question.asks);
            for position in &claim.answer {
                let position = &question.positions[*position];
                let place = urls::path::question(&question.id.value);
                let target = urls::place(self.root, &place, &format!("position-{}", position.id.value));
                xml.words(" ");
                xml.element("ref", &[("target", Some(&target))], &position.says);
            }
            xml.close();
        }
        match &claim.asserter {
            Asserter::Document => {}
            Asserter::Unnamed => xml.element("note", &[("type", Some("asserter"))], "unnamed"),
            Asserter::Entities(who) => self.entities(Some("asserter"), who, xml),
        }
        self.entities(Some("via"), &claim.via, xml);
        for basis in &claim.basis {
            xml.open("note", &[("type", Some("basis")), ("subtype", Some(basis.kind.name()))]);
            self.refs(&basis.by, xml);
            if let Some(lineage) = basis.lineage {
                xml.open("note", &[("type", Some("lineage"))]);
                self.refs(&[lineage], xml);
                xml.close();
            }
            if let Some(work) = basis.cite {
                let target = desk.work_address(self.root, work);
                xml.element("ref", &[("target", Some(&target))], &format!("[@{}]", desk.archive.work(work).key.value));
            }
            if let Some(prose) = &basis.note {
                body::prose(desk, self.root, prose, xml);
            }
            xml.close();
        }
        for figure in &claim.figures {
            self.figure(claim, figure, xml);
        }
        self.entities(Some("where"), &claim.places, xml);
        if let Some(date) = &claim.when {
            xml.open("note", &[("type", Some("when"))]);
            dates::date(date, xml);
            xml.close();
        }
    }

    fn figure(&self, claim: &Claim<Linked>, figure: &Figure<Linked>, xml: &mut Xml) {
        let question = claim.question.map(|id| self.desk.archive.question(id));
        let scope = figure.of.and_then(|scope| Some((claim.question?, scope, question?.scopes.get(scope)?)));
        let unit = figure.unit.as_deref().or_else(|| question?.unit.as_deref());
        let digits = |amount: Option<crate::model::Amount>| amount.map(crate::model::Amount::digits);
        let (low, high) = (digits(figure.min), digits(figure.max));
        let about = figure.about.then_some("medium");
        xml.open("note", &[("type", Some("figure"))]);
        let read = match (&low, &high) {
            (Some(low), Some(high)) if low == high => low.clone(),
            (low, high) => format!("{}–{}", low.as_deref().unwrap_or_default(), high.as_deref().unwrap_or_default()),
        };
        xml.open("measure", &[("commodity", unit), ("cert", about)]);
        xml.element("num", &[("atLeast", low.as_deref()), ("atMost", high.as_deref())], &read);
        if let Some((question, number, scope)) = scope {
            // The address may be that of the question alone.
            let place = self.desk.scope_address(self.root, question, number);
            xml.words(" ");
            xml.element("ref", &[("n", Some(&scope.id.value)), ("target", Some(&place))], &scope.label);
        }
        xml.close();
        for (name, date) in [("as_of", &figure.as_of), ("period", &figure.period)] {
            if let Some(date) = date {
                xml.open("note", &[("type", Some(name))]);
                dates::date(date, xml);
                xml.close();
            }
        }
        for (name, entity) in [("event", figure.event), ("place", figure.place)] {
            self.entities(Some(name), entity.as_slice(), xml);
        }
        xml.close();
    }

    fn entities(&self, kind: Option<&'static str>, ids: &[EntityId], xml: &mut Xml) {
        if ids.is_empty() {
            return;
        }
        match kind {
            Some(kind) => xml.open("note", &[("type", Some(kind))]),
            None => xml.open("p", &[]),
        }
        self.refs(ids, xml);
        xml.close();
    }

    /// Names that lead to the lists of the document.
    fn refs(&self, ids: &[EntityId], xml: &mut Xml) {
        for (number, id) in ids.iter().enumerate() {
            if number > 0 {
                xml.words(", ");
            }
            let (name, language) = self.desk.entity_name(*id);
            let target = format!("#{}", entity_id(self.desk, *id));
            xml.element("ref", &[("target", Some(&target)), ("xml:lang", Some(&language.tag))], name);
        }
    }

    /// How the notes of the document stand to others.
    fn relations(&self, xml: &mut Xml) {
        let notes = self.desk.archive.notes_of(self.document);
        let mut relations =
            notes.flat_map(|(id, note)| note.note.relations.iter().map(move |relation| (id, relation))).peekable();
        if relations.peek().is_none() {
            return;
        }
        xml.open("linkGrp", &[("type", Some("relation"))]);
        for (id, relation) in relations {
            let target = format!("{} {}", self.fragment(id), self.fragment(relation.to));
            xml.empty("link", &[("type", Some(relation.kind.name())), ("target", Some(&target))]);
        }
        xml.close();
        xml.line();
    }

    /// A note, in this document or in that of another.
    fn fragment(&self, id: NoteId) -> String {
        let note = self.desk.archive.note(id);
        let fragment = entry_id(&note.note.id.value);
        if note.document == self.document {
            // As `xml:id` has it: within a document names are compared letter by letter.
            return format!("#{fragment}");
        }
        urls::place(self.root, &document_path(self.desk, note.document), &fragment)
    }
}
