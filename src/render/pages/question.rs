//! The page of a question: who answers what, in which document.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{by_date, by_document, claim_of};
use super::comparison::found;
use super::figures::{basis, short, table_id, tables};
use super::naming::naming;
use super::status::word;
use crate::model::{Claim, DocumentId, DocumentRow, Linked, Modality, NoteId, Question, QuestionId, QuestionKind};
use crate::render::parts::asserters_in_line;
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::{urls, view};

/// Claims that one page can lay beside each other; more are told in numbers here, and listed in parts.
const CLAIMS_MAX: usize = 500;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>, id: QuestionId) -> view::Question {
    let context = sheet.context;
    let question = context.archive.question(id);
    let notes = answers(sheet, id);
    let kind = match question.kind {
        QuestionKind::Figure => view::QuestionKind::Figure,
        QuestionKind::Position => view::QuestionKind::Position,
        QuestionKind::Open => view::QuestionKind::Open,
    };
    let is_denial = |note: &NoteId| claim_of(sheet, *note).is_some_and(Claim::is_denial);
    let is_other = |note: &NoteId| {
        let says_otherwise = claim_of(sheet, *note)
            .is_some_and(|claim| claim.answer.is_empty() && (claim.figures.is_empty() || question.kind != QuestionKind::Figure));
        says_otherwise && !is_denial(note)
    };
    let many = notes.len() > CLAIMS_MAX;
    let listed = if many { Vec::new() } else { by_date(sheet, notes.iter().copied()) };
    let event = question.event.filter(|_| !many);
    let tables = if many { Vec::new() } else { tables(sheet, id) };
    view::Question {
        asks: sheet.own_words(question.asks.clone()),
        kind,
        kind_label: context.phrases.word("question", question.kind),
        event: question.event.map(|event| sheet.entity(event)),
        unit: question.unit.as_ref().map(|unit| context.phrases.unit(unit)),
        scopes: scopes(sheet, question, &tables),
        note: sheet.maybe_prose(question.note.as_ref()),
        found: found(sheet, id),
        all_claims: many.then(|| sheet.address(&path::claims_on(&question.id.value))),
        matrix: (question.kind == QuestionKind::Position && !listed.is_empty()).then(|| matrix(sheet, id)),
        positions: positions(sheet, question, &listed),
        figures: tables,
        others: by_document(sheet, listed.iter().copied().filter(is_other)),
        denials: by_document(sheet, listed.iter().copied().filter(is_denial)),
        relations: if many { Vec::new() } else { relations(sheet, id) },
        naming: event.map(|event| naming(sheet, event, documents(sheet, notes), usize::MAX)).unwrap_or_default(),
        claims: notes.len(),
        documents: document_count(sheet, notes),
        signature: sheet.signature(&question.signature),
        referrers: sheet.referrers(context.indexes.referrers.questions.get(&id)),
    }
}

/// The claims that answer a question, in reading order.
pub fn answers<'a>(sheet: &Sheet<'a>, id: QuestionId) -> &'a [NoteId] {
    sheet.context.indexes.uses.answers.get(&id).map_or(&[], Vec::as_slice)
}

/// In how many documents notes stand.
pub fn document_count(sheet: &Sheet<'_>, notes: &[NoteId]) -> usize {
    documents(sheet, notes).len()
}

/// The documents in which notes stand.
fn documents(sheet: &Sheet<'_>, notes: &[NoteId]) -> BTreeSet<DocumentId> {
    notes.iter().map(|note| sheet.context.archive.note(*note).document).collect()
}

/// The scopes as they lie in one another; those with figures lead to these.
fn scopes(sheet: &Sheet<'_>, question: &Question<Linked>, tables: &[view::FigureTable]) -> Vec<view::Scope> {
    let tables: BTreeSet<&str> = tables.iter().map(|table| table.id.as_str()).collect();
    let mut parts: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    question.scopes.iter().enumerate().for_each(|(number, scope)| parts.entry(scope.within).or_default().push(number));
    scopes_within(None, &parts, &|number| {
        let id = table_id(question, Some(number));
        let url = tables.contains(id.as_str()).then(|| urls::fragment(&id));
        view::Link { words: sheet.own_words(question.scopes[number].label.clone()), url }
    })
}

/// As deep as linking lets scopes lie in one another.
fn scopes_within(
    whole: Option<usize>,
    parts: &BTreeMap<Option<usize>, Vec<usize>>,
    label: &impl Fn(usize) -> view::Link,
) -> Vec<view::Scope> {
    let within = parts.get(&whole).map_or(&[][..], Vec::as_slice);
    within.iter().map(|number| view::Scope { label: label(*number), parts: scopes_within(Some(*number), parts, label) }).collect()
}

fn position_id(question: &Question<Linked>, position: usize) -> String {
    format!("position-{}", question.positions[position].id.value)
}

fn positions(sheet: &Sheet<'_>, question: &Question<Linked>, notes: &[NoteId]) -> Vec<view::Position> {
    let positions = question.positions.iter().enumerate();
    positions
        .map(|(number, position)| view::Position {
            id: position.id.value.clone(),
            says: sheet.own_words(position.says.clone()),
            claims: notes.iter().filter_map(|note| stance(sheet, *note, number)).collect(),
        })
        .collect()
}

/// A claim as one that takes a position; `None` if it does not.
fn stance(sheet: &Sheet<'_>, id: NoteId, position: usize) -> Option<view::Stance> {
    let claim = claim_of(sheet, id).filter(|claim| claim.answer.contains(&position))?;
    let document = sheet.context.archive.note(id).document;
    Some(view::Stance {
        document: sheet.document_siglum(document),
        claim: sheet.link(sheet.says(claim), sheet.page_url(id)),
        quotation: sheet.quotation(id, 0),
        place: sheet.note_place(id, 0),
        asserters: asserters_in_line(sheet, document, claim),
        modality: sheet.context.phrases.word("modality", claim.modality),
        basis: claim.basis.iter().map(|found| basis(sheet, found)).collect(),
        status: sheet.context.indexes.findings.claims.get(&id).map(|finding| word(sheet, "status", finding.status)),
    })
}

/// Documents by positions, in the order of their dates; those that are silent stand at their dates too.
fn matrix(sheet: &Sheet<'_>, id: QuestionId) -> view::PositionMatrix {
    let context = sheet.context;
    let question = context.archive.question(id);
    let finding = &context.indexes.findings.questions[id.0 as usize];
    let speaking = finding.rows.iter().map(|row| (row.document, Some(row)));
    let mut found: Vec<(DocumentId, Option<&DocumentRow>)> =
        speaking.chain(finding.silent.documents.iter().map(|document| (*document, None))).collect();
    found.sort_by_key(|(document, _)| context.indexes.orders.rank(*document));
    let mut apart: BTreeMap<DocumentId, Vec<NoteId>> = BTreeMap::new();
    for id in finding.claims.iter().filter(|id| claim_of(sheet, **id).is_some_and(|claim| claim.answer.is_empty())) {
        apart.entry(context.archive.note(*id).document).or_default().push(*id);
    }
    let row = |(document, said): (DocumentId, Option<&DocumentRow>)| {
        let cells = said.map(|row| {
            row.positions.iter().enumerate().map(|(number, claims)| cell(sheet, claims, &position_id(question, number))).collect()
        });
        let cells: Vec<Vec<view::Link>> = cells.unwrap_or_default();
        let is_apart = cells.iter().all(Vec::is_empty);
        let apart = apart.get(&document).filter(|_| is_apart).map_or_else(Vec::new, |claims| cell(sheet, claims, "matrix"));
        view::PositionRow {
            siglum: sheet.siglum(document),
            document: sheet.document(document),
            silent: said.is_none(),
            cells,
            apart,
        }
    };
    let heads = question.positions.iter().enumerate().map(|(number, position)| {
        sheet.link(sheet.own_words(position.says.clone()), urls::fragment(&position_id(question, number)))
    });
    view::PositionMatrix { positions: heads.collect(), rows: found.into_iter().map(row).collect() }
}

/// The claims of a document that take a position, by how they are said, in the order of the first of each.
fn cell(sheet: &Sheet<'_>, claims: &[NoteId], position: &str) -> Vec<view::Link> {
    let phrases = sheet.context.phrases;
    let mut said: Vec<(Modality, Vec<NoteId>)> = Vec::new();
    for id in claims {
        let Some(claim) = claim_of(sheet, *id) else { continue };
        match said.iter_mut().find(|(modality, _)| *modality == claim.modality) {
            Some((_, others)) => others.push(*id),
            None => said.push((claim.modality, vec![*id])),
        }
    }
    let links = said.into_iter().map(|(modality, claims)| {
        let word = phrases.word("modality", modality);
        match claims.as_slice() {
            [only] => sheet.link(sheet.phrase_words(word), sheet.page_url(*only)),
            several => {
                let words = phrases.fill("word_counted", &[("word", &word), ("count", &several.len().to_string())]);
                sheet.link(sheet.phrase_words(words), urls::fragment(position))
            }
        }
    });
    links.collect()
}

/// What claims on the question say of each other and of others, each pair once.
fn relations(sheet: &Sheet<'_>, id: QuestionId) -> Vec<view::Pair> {
    let pairs = &sheet.context.indexes.findings.questions[id.0 as usize].relations;
    pairs
        .iter()
        .map(|pair| view::Pair {
            from_document: short(sheet, pair.from),
            from: sheet.note(pair.from),
            relation: sheet.context.phrases.word("relation", pair.kind),
            to_document: short(sheet, pair.to),
            to: sheet.note(pair.to),
        })
        .collect()
}
