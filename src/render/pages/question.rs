//! The page of a question: who answers what, in which document.

use std::collections::BTreeSet;

use super::claim::{by_document, claim_of, differences};
use super::naming::naming;
use crate::model::{Basis, ClosedList, DocumentId, Linked, NoteId, Question, QuestionId, QuestionKind};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>, id: QuestionId) -> view::Question {
    let context = sheet.context;
    let question = context.archive.question(id);
    let notes = answers(sheet, id);
    let (kind, kind_key) = match question.kind {
        QuestionKind::Figure => (view::QuestionKind::Figure, "figure"),
        QuestionKind::Position => (view::QuestionKind::Position, "position"),
        QuestionKind::Open => (view::QuestionKind::Open, "open"),
    };
    let is_other = |note: &NoteId| {
        claim_of(sheet, *note)
            .is_some_and(|claim| claim.answer.is_empty() && (claim.figures.is_empty() || question.kind != QuestionKind::Figure))
    };
    view::Question {
        asks: sheet.own_words(question.asks.clone()),
        kind,
        kind_label: context.phrases.text(&format!("question_{kind_key}")),
        event: question.event.map(|event| sheet.entity(event)),
        unit: question.unit.as_ref().map(|unit| context.phrases.unit(unit)),
        scopes: scopes(sheet, question, None),
        note: sheet.maybe_prose(question.note.as_ref()),
        positions: positions(sheet, question, notes),
        figures: figures(sheet, question, notes),
        others: by_document(sheet, notes.iter().copied().filter(is_other)),
        naming: question.event.map(|event| naming(sheet, event, documents(sheet, notes))).unwrap_or_default(),
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

/// The id of the table of a scope.
fn table_id(question: &Question<Linked>, scope: Option<usize>) -> String {
    match scope {
        Some(scope) => format!("scope-{}", question.scopes[scope].id.value),
        None if question.scopes.is_empty() => "figures".to_owned(),
        // No scope can be called so: identifiers do not begin with a hyphen.
        None => "scope--unstated".to_owned(),
    }
}

fn scopes(sheet: &Sheet<'_>, question: &Question<Linked>, within: Option<usize>) -> Vec<view::Scope> {
    let has_figures = |scope: usize| figure_notes(sheet, question).any(|(_, figure)| figure.of == Some(scope));
    let children = question.scopes.iter().enumerate().filter(|(_, scope)| scope.within == within);
    children
        .map(|(number, scope)| {
            let words = sheet.own_words(scope.label.clone());
            let url = has_figures(number).then(|| crate::render::urls::fragment(&table_id(question, Some(number))));
            view::Scope { label: view::Link { words, url }, parts: scopes(sheet, question, Some(number)) }
        })
        .collect()
}

fn positions(sheet: &Sheet<'_>, question: &Question<Linked>, notes: &[NoteId]) -> Vec<view::Position> {
    let positions = question.positions.iter().enumerate();
    positions
        .map(|(number, position)| {
            let takes = |note: &NoteId| claim_of(sheet, *note).is_some_and(|claim| claim.answer.contains(&number));
            view::Position {
                id: position.id.value.clone(),
                says: sheet.own_words(position.says.clone()),
                claims: by_document(sheet, notes.iter().copied().filter(takes)),
            }
        })
        .collect()
}

type Figure = crate::model::Figure<Linked>;

/// Every figure given on a question, with its claim.
fn figure_notes<'a>(sheet: &Sheet<'a>, question: &Question<Linked>) -> impl Iterator<Item = (NoteId, &'a Figure)> {
    let archive = sheet.context.archive;
    let id = archive.questions.iter().position(|other| other.id == question.id).map(|index| QuestionId(index as u32));
    let notes = id.map_or(&[][..], |id| answers(sheet, id));
    let claims: Vec<_> = notes.iter().filter_map(|note| Some((*note, claim_of(sheet, *note)?))).collect();
    claims.into_iter().flat_map(|(note, claim)| claim.figures.iter().map(move |figure| (note, figure)))
}

/// One table for each scope, in the order of the record; figures without a scope last.
fn figures(sheet: &Sheet<'_>, question: &Question<Linked>, notes: &[NoteId]) -> Vec<view::FigureTable> {
    if question.kind != QuestionKind::Figure || notes.is_empty() {
        return Vec::new();
    }
    let scopes = (0..question.scopes.len()).map(Some).chain([None]);
    let tables = scopes.map(|scope| {
        let rows = figure_notes(sheet, question).filter(|(_, figure)| figure.of == scope);
        let words = match scope {
            Some(number) => Some(sheet.own_words(question.scopes[number].label.clone())),
            None if question.scopes.is_empty() => None,
            None => Some(sheet.phrase_words(sheet.context.phrases.text("scope_unstated"))),
        };
        view::FigureTable {
            id: table_id(question, scope),
            scope: words,
            rows: rows.map(|(note, figure)| row(sheet, question, note, figure)).collect(),
        }
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

fn row(sheet: &Sheet<'_>, question: &Question<Linked>, id: NoteId, figure: &Figure) -> view::FigureRow {
    let context = sheet.context;
    let document = context.archive.note(id).document;
    let claim = claim_of(sheet, id).expect("only claims have figures");
    let phrases = context.phrases;
    let mut differs = Vec::new();
    if let Some(unit) = figure.unit.as_ref().filter(|unit| question.unit.as_ref() != Some(*unit)) {
        differs.push(phrases.fill("differs_unit", &[("value", &phrases.unit(unit))]));
    }
    differs.extend(differences(sheet, figure));
    // A figure without a date of its own holds for the day of its document.
    let as_of = figure.as_of.as_ref().or(context.archive.document(document).record.issued.as_ref());
    view::FigureRow {
        document: sheet.document_siglum(document),
        claim: sheet.link(sheet.own_words(claim.says.clone()), sheet.claim_url(id)),
        asserters: sheet.asserters(document, claim),
        figure: phrases.figure(figure),
        differs,
        as_of: as_of.map(|date| sheet.time(date)),
        basis: claim.basis.iter().map(|found| basis(sheet, found)).collect(),
    }
}

/// A ground in a few words: “count, Syrian Observatory for Human Rights”.
fn basis(sheet: &Sheet<'_>, basis: &Basis<Linked>) -> String {
    let kind = sheet.context.phrases.text(&format!("basis_{}", basis.kind.name()));
    let names = basis.by.iter().chain(basis.lineage.iter().filter(|_| basis.by.is_empty()));
    let names = names.map(|entity| sheet.entity_name(*entity).text);
    std::iter::once(kind).chain(names).collect::<Vec<_>>().join(&sheet.context.phrases.text("list_comma"))
}
