//! The page of a claim, and the facts of a claim wherever it is shown.

use super::chain;
use super::circles;
use super::cite;
use super::matrix::matrix;
use super::status;
use crate::model::{Basis, Bearing, Claim, ClosedList, Content, DocumentId, End, Figure, Linked, NoteId, QuestionId, Side};
use crate::render::body::{Numbers, draw};
use crate::render::parts::asserters_in_line;
use crate::render::sheet::{Sheet, direction};
use crate::render::urls::{self, path};
use crate::render::view;

/// The claim of a note.
pub fn claim_of<'a>(sheet: &Sheet<'a>, id: NoteId) -> Option<&'a Claim<Linked>> {
    match &sheet.context.archive.note(id).note.content {
        Content::Claim(claim) => Some(claim),
        Content::Translation(_) | Content::Wording(_) | Content::Mention(_) | Content::Comment => None,
    }
}

/// Who says it, how, on what ground, how many.
pub fn facts(sheet: &Sheet<'_>, document: DocumentId, claim: &Claim<Linked>) -> view::ClaimFacts {
    let answers = claim.question.map(|id| claim.answer.iter().map(|number| position(sheet, id, *number)).collect());
    view::ClaimFacts {
        asserters: sheet.asserters(document, claim),
        via: sheet.entities(&claim.via),
        modality: sheet.context.phrases.word("modality", claim.modality),
        basis: claim.basis.iter().map(|found| basis(sheet, found)).collect(),
        figures: claim.figures.iter().map(|found| figure(sheet, claim, found)).collect(),
        question: claim.question.map(|id| sheet.question(id)),
        answers: answers.unwrap_or_default(),
        when: claim.when.as_ref().map(|date| sheet.time(date)),
        places: sheet.entities(&claim.places),
    }
}

/// A position of a question, leading to it on the question's page.
pub fn position(sheet: &Sheet<'_>, question: QuestionId, number: usize) -> view::Link {
    let question = sheet.context.archive.question(question);
    let position = &question.positions[number];
    let url = sheet.place(&path::question(&question.id.value), &format!("position-{}", position.id.value));
    sheet.link(sheet.own_words(position.says.clone()), url)
}

fn basis(sheet: &Sheet<'_>, basis: &Basis<Linked>) -> view::Basis {
    let cite = basis.cite.map(|work| view::Html(sheet.citation(&[(&crate::model::Target::Work(work), None)], "")));
    // The lineage is told where it is not the one who is named anyway.
    let lineage = basis.lineage.filter(|lineage| basis.by.as_slice() != [*lineage]);
    view::Basis {
        kind: sheet.context.phrases.word("basis", basis.kind),
        by: sheet.entities(&basis.by),
        lineage: lineage.map(|entity| sheet.entity(entity)),
        cite,
        note: sheet.maybe_prose(basis.note.as_ref()),
    }
}

/// A figure with its unit, its scope and what else it says: “at least 1,001 people, all the dead”.
pub fn figure(sheet: &Sheet<'_>, claim: &Claim<Linked>, figure: &Figure<Linked>) -> String {
    let (archive, phrases) = (sheet.context.archive, sheet.context.phrases);
    let question = claim.question.map(|id| archive.question(id));
    let mut text = phrases.with_unit(phrases.figure(figure), figure, question);
    if let (Some(question), Some(scope)) = (question, figure.of) {
        text = phrases.fill("figure_with_scope", &[("figure", &text), ("scope", &question.scopes[scope].label)]);
    }
    if let Some(date) = &figure.as_of {
        text = phrases.fill("figure_as_of", &[("figure", &text), ("date", &sheet.time(date).text)]);
    }
    let mut parts = vec![text];
    parts.extend(differences(sheet, figure));
    parts.join(&phrases.text("list_semicolon"))
}

/// What a figure counts otherwise than its question: event, place, period.
pub fn differences(sheet: &Sheet<'_>, figure: &Figure<Linked>) -> Vec<String> {
    let phrases = sheet.context.phrases;
    let named = |key: &str, value: String| phrases.fill(key, &[("value", &value)]);
    let event = figure.event.map(|event| named("differs_event", sheet.entity_name(event).text));
    let place = figure.place.map(|place| named("differs_place", sheet.entity_name(place).text));
    let period = figure.period.as_ref().map(|period| named("differs_period", sheet.time(period).text));
    event.into_iter().chain(place).chain(period).collect()
}

/// Every relation of a note: what it says of others, then what others say of it.
pub fn bearings(sheet: &Sheet<'_>, id: NoteId) -> impl Iterator<Item = Bearing> {
    let own = sheet.context.archive.note(id).note.relations.iter().enumerate();
    let own = own.map(|(number, relation)| Bearing { other: relation.to, kind: relation.kind, end: End::Says, number });
    let others = sheet.context.indexes.uses.relations.get(&id).into_iter().flatten();
    own.chain(others.map(|(from, kind, number)| Bearing { other: *from, kind: *kind, end: End::IsSaid, number: *number }))
}

/// How a note stands to others, as its page shows it.
pub fn relations(sheet: &Sheet<'_>, id: NoteId) -> Vec<view::Relation> {
    let context = sheet.context;
    let note = context.archive.note(id);
    let relation = |bearing: Bearing| {
        let (from, back) = match bearing.end {
            End::Says => (id, ""),
            End::IsSaid => (bearing.other, "_back"),
        };
        let document = context.archive.note(bearing.other).document;
        view::Relation {
            label: context.phrases.text(&format!("relation_{}{back}", bearing.kind.name())),
            target: sheet.note(bearing.other),
            document: (document != note.document).then(|| sheet.document_siglum(document)),
            note: sheet.maybe_prose(context.archive.note(from).note.relations[bearing.number].note.as_ref()),
        }
    };
    bearings(sheet, id).map(relation).collect()
}

/// A claim as a line under its document.
pub fn line(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>) -> view::ClaimLine {
    let document = sheet.context.archive.note(id).document;
    view::ClaimLine {
        claim: sheet.link(sheet.says(claim), sheet.page_url(id)),
        asserters: asserters_in_line(sheet, document, claim),
        modality: sheet.context.phrases.word("modality", claim.modality),
        quotation: sheet.quotation(id, 0),
        place: sheet.note_place(id, 0),
    }
}

/// Notes by the dates of their documents, in reading order within each.
pub fn by_date(sheet: &Sheet<'_>, notes: impl IntoIterator<Item = NoteId>) -> Vec<NoteId> {
    let (archive, orders) = (sheet.context.archive, &sheet.context.indexes.orders);
    let mut notes: Vec<NoteId> = notes.into_iter().collect();
    notes.sort_by_key(|note| (orders.rank(archive.note(*note).document), *note));
    notes
}

/// Claims that stand document by document under these documents.
pub fn by_document(sheet: &Sheet<'_>, notes: impl IntoIterator<Item = NoteId>) -> Vec<view::DocumentClaims> {
    let mut list: Vec<(DocumentId, view::DocumentClaims)> = Vec::new();
    for id in notes {
        let Some(claim) = claim_of(sheet, id) else { continue };
        let document = sheet.context.archive.note(id).document;
        if list.last().is_none_or(|(last, _)| *last != document) {
            list.push((document, view::DocumentClaims { document: sheet.document(document), claims: Vec::new() }));
        }
        if let Some((_, claims)) = list.last_mut() {
            claims.claims.push(line(sheet, id, claim));
        }
    }
    list.into_iter().map(|(_, claims)| claims).collect()
}

/// The page of a claim.
pub fn page(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>) -> view::ClaimPage {
    let context = sheet.context;
    let note = context.archive.note(id);
    let (reasons, more_reasons) = status::reasons(sheet, id);
    view::ClaimPage {
        says: sheet.says(claim),
        document: sheet.document(note.document),
        siglum: sheet.siglum(note.document),
        mark: context.mark(id).text(),
        status: status::rule(sheet, "status", status::finding(sheet, id).status),
        reasons,
        more_reasons,
        quotations: (0..note.note.anchor.len()).map(|place| quotation(sheet, id, place)).collect(),
        facts: facts(sheet, note.document, claim),
        chain: chain::chain(sheet, id),
        ground: chain::ground(sheet, id, claim),
        circles: circles::of_claim(sheet, id),
        note: sheet.maybe_prose(note.note.note.as_ref()),
        relations: relations(sheet, id),
        matrix: claim.question.map(|question| matrix(sheet, id, claim, question)),
        citation: cite::claim(sheet, id, claim),
        history: super::note::history(sheet, id),
        signature: sheet.signature(&note.note.signature),
        referrers: sheet.referrers(context.indexes.referrers.notes.get(&id)),
    }
}

fn quotation(sheet: &Sheet<'_>, id: NoteId, place: usize) -> view::Quotation {
    let words = sheet.quotation(id, place);
    let note = sheet.context.archive.note(id);
    let url = match note.note.anchor[place].side {
        Side::Original => sheet.context.archive.document(note.document).record.url.as_ref(),
        Side::Translation(_) => None,
    };
    view::Quotation {
        original: url.map(|url| urls::text_fragment(url, &words.text)),
        words,
        place: sheet.note_place(id, place),
        beside: beside(sheet, id, place),
    }
}

/// The paragraph in the other language, drawn.
fn beside(sheet: &Sheet<'_>, id: NoteId, place: usize) -> Option<view::Beside> {
    let found = by_side(sheet, id, place)?;
    let (text, language) = sheet.side(sheet.context.archive.note(id).document, found.side);
    let mut html = String::new();
    sheet.with_frame(Numbers::Prose, |frame| draw(text, found.first - 1..found.last, &[], frame, &mut html));
    Some(view::Beside {
        label: found.label,
        language: language.tag.clone(),
        direction: direction(language),
        html: view::Html(html),
        url: found.url,
    })
}

/// Paragraphs (from 1) in the other language, for words of a document that has a translation.
pub struct Opposite {
    /// In which text they stand.
    pub side: Side,
    /// The first.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// What they are: “English, machine translation, paragraph 2”.
    pub label: String,
    /// Where they stand.
    pub url: String,
}

/// What stands beside the words of a note's place (from 0).
pub fn by_side(sheet: &Sheet<'_>, id: NoteId, place: usize) -> Option<Opposite> {
    let note = sheet.context.archive.note(id);
    let document = sheet.context.archive.document(note.document);
    let passage = note.note.anchor[place];
    let phrases = sheet.context.phrases;
    let (text, _) = sheet.side(note.document, passage.side);
    let paragraph = text.paragraph_at(passage.span.start());
    let (side, paragraphs) = match passage.side {
        Side::Original => {
            let rows = &document.translations.first()?.rows;
            (Side::translation(0), &rows.iter().find(|row| row.source.contains(&paragraph))?.translation)
        }
        Side::Translation(number) => {
            let rows = &document.translations[number.get()].rows;
            (Side::Original, &rows.iter().find(|row| row.translation.contains(&paragraph))?.source)
        }
    };
    let (first, last) = (*paragraphs.first()?, *paragraphs.last()?);
    let (other, language) = sheet.side(note.document, side);
    let name = phrases.language(&language.tag);
    let method = match side {
        Side::Translation(number) => document.translations[number.get()].record.method,
        Side::Original => None,
    };
    let comma = phrases.text("list_comma");
    let name = method.map_or(name.clone(), |method| format!("{name}{comma}{}", phrases.word("method", method)));
    let label = phrases.fill("beside_label", &[("language", &name), ("n", &first.to_string())]);
    let id = sheet.paragraph_id(note.document, side, other.paragraphs[first - 1]);
    Some(Opposite { side, first, last, label, url: sheet.place(&path::document(&document.id), &id) })
}
