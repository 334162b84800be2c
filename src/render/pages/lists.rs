//! The lists of the archive: documents, questions, names, words and works cited.

use std::cmp::Reverse;
use std::ops::Range;

use super::figures::strip;
use super::lookup::turn;
use super::status::word;
use super::term::uses;
use super::words;
use crate::model::{ClosedList, DocumentId, EntityId, EntityType, Meeting, QuestionId, Scheme, Status, TermId};
use crate::render::parts;
use crate::render::sheet::Sheet;
use crate::render::view;

/// Groups with fewer names are not divided by letters.
const DIVIDED_FROM: usize = 24;

/// A part of the documents, by date.
pub fn document_part(sheet: &Sheet<'_>, part: usize) -> view::DocumentList {
    let all = sheet.context.archive.documents.len();
    let shown = parts::rows(part, all);
    let parts = parts::parts(sheet, "documents.html", part, parts::count(all), shown.clone(), all);
    view::DocumentList { parts, rows: documents(sheet, shown) }
}

/// Documents by date; `shown` counts from 0.
pub fn documents(sheet: &Sheet<'_>, shown: Range<usize>) -> Vec<view::DocumentRow> {
    let context = sheet.context;
    let row = |id: &DocumentId| {
        let document = context.archive.document(*id);
        let record = &document.record;
        let phrases = context.phrases;
        let language = phrases.language(&record.language.tag);
        let translations: Vec<String> =
            document.translations.iter().map(|translated| phrases.language(&translated.record.language.value.tag)).collect();
        let with = |names: &str| phrases.fill("language_with_translation", &[("language", &language), ("translation", names)]);
        let found = || context.archive.notes_of(*id).filter_map(|(note, _)| context.indexes.findings.claims.get(&note));
        view::DocumentRow {
            document: sheet.document(*id),
            siglum: sheet.siglum(*id),
            publishers: sheet.entities(&record.publisher),
            kind: phrases.word("document", record.kind),
            language: if translations.is_empty() {
                language.clone()
            } else {
                with(&translations.join(&phrases.text("list_comma")))
            },
            issued: record.issued.as_ref().map(|date| sheet.time(date)),
            claims: found().count(),
            disputed: found().filter(|found| found.status == Status::Disputed).count(),
        }
    };
    context.indexes.orders.documents[shown].iter().map(row).collect()
}

/// A part of the questions, the most contested first.
pub fn question_part(sheet: &Sheet<'_>, part: usize) -> view::QuestionList {
    let order = &sheet.context.indexes.findings.most_contested;
    let shown = parts::rows(part, order.len());
    view::QuestionList {
        parts: parts::parts(sheet, "questions.html", part, parts::count(order.len()), shown.clone(), order.len()),
        rows: order[shown].iter().map(|id| question_row(sheet, *id)).collect(),
        meetings: (part == 0).then(|| meetings(sheet)).flatten(),
        pairs: (part == 0).then(|| pairs(sheet)).flatten(),
    }
}

/// One question in a list.
pub fn question_row(sheet: &Sheet<'_>, id: QuestionId) -> view::QuestionRow {
    let question = sheet.context.archive.question(id);
    let finding = &sheet.context.indexes.findings.questions[id.0 as usize];
    view::QuestionRow {
        question: sheet.question(id),
        kind: sheet.context.phrases.word("question", question.kind),
        event: question.event.map(|event| sheet.entity(event)),
        claims: finding.claims.len(),
        documents: finding.rows.len(),
        standing: word(sheet, "standing", finding.standing),
        lineages: finding.lineages.len(),
        unstated: finding.unstated.len(),
        disputed: finding.contested,
        silent: finding.silent.count,
        strip: strip(sheet, id),
    }
}

/// Documents up to which each two have a cell of one table.
const TABLE_DOCUMENTS_MAX: usize = 24;

/// Pairs of more documents that are listed.
const PAIRS_MAX: usize = 250;

/// How often each two documents meet in what they say; nothing where they are too many for a table.
fn meetings(sheet: &Sheet<'_>) -> Option<view::Meetings> {
    let order = &sheet.context.indexes.orders.documents;
    let meetings = &sheet.context.indexes.findings.meetings;
    if meetings.is_empty() || order.len() > TABLE_DOCUMENTS_MAX {
        return None;
    }
    let cell = |one: DocumentId, other: DocumentId| {
        let found = meetings.get(&(one.min(other), one.max(other))).copied().unwrap_or_default();
        (one != other).then(|| meeting(&found))
    };
    let row = |one: &DocumentId| view::MeetingRow {
        siglum: sheet.siglum(*one),
        document: sheet.document(*one),
        cells: order.iter().map(|other| cell(*one, *other)).collect(),
    };
    Some(view::Meetings {
        heads: order.iter().map(|document| sheet.document_siglum(*document)).collect(),
        rows: order.iter().map(row).collect(),
    })
}

fn meeting(found: &Meeting) -> view::Meeting {
    view::Meeting { agree: found.agree, conflict: found.conflict, repeat: found.repeat }
}

/// Two documents that meet, those with the most conflicts first, then those that agree most, then by date; nothing where a table has
/// them.
fn pairs(sheet: &Sheet<'_>) -> Option<view::MeetingPairs> {
    let orders = &sheet.context.indexes.orders;
    let meetings = &sheet.context.indexes.findings.meetings;
    if meetings.is_empty() || orders.documents.len() <= TABLE_DOCUMENTS_MAX {
        return None;
    }
    let mut ranked: Vec<([usize; 2], &Meeting)> = meetings
        .iter()
        .map(|((one, other), meeting)| {
            let ranks = [orders.rank(*one), orders.rank(*other)];
            ([ranks[0].min(ranks[1]), ranks[0].max(ranks[1])], meeting)
        })
        .collect();
    ranked.sort_unstable_by_key(|(ranks, found)| (Reverse([found.conflict, found.agree, found.repeat]), *ranks));
    let listed = ranked.into_iter().take(PAIRS_MAX).map(|(ranks, found)| {
        let [one, other] = ranks.map(|rank| sheet.document(orders.documents[rank]));
        view::MeetingPair { one, other, meeting: meeting(found) }
    });
    Some(view::MeetingPairs { rows: listed.collect(), more: meetings.len().saturating_sub(PAIRS_MAX) })
}

/// All entities by type, and by first letter where there are many.
pub fn entities(sheet: &Sheet<'_>) -> Vec<view::EntityGroup> {
    let context = sheet.context;
    let groups = EntityType::ALL.iter().filter_map(|kind| {
        let of_kind = |id: &&EntityId| context.archive.entity(**id).kind == *kind;
        let ids: Vec<EntityId> = context.indexes.orders.entities.iter().filter(of_kind).copied().collect();
        let name = kind.name();
        let label = context.phrases.text(&format!("entities_{name}"));
        (!ids.is_empty()).then(|| view::EntityGroup { id: name.to_owned(), label, letters: letters(sheet, name, &ids) })
    });
    groups.collect()
}

fn letters(sheet: &Sheet<'_>, kind: &str, ids: &[EntityId]) -> Vec<view::Letter> {
    if ids.len() < DIVIDED_FROM {
        let rows = ids.iter().map(|id| entity_row(sheet, *id)).collect();
        return vec![view::Letter { id: format!("{kind}-all"), letter: None, rows }];
    }
    let mut letters: Vec<view::Letter> = Vec::new();
    for id in ids {
        let first = &sheet.context.indexes.lookup.entity_letters[id.0 as usize];
        if letters.last().is_none_or(|last| last.letter.as_ref() != Some(first)) {
            letters.push(view::Letter {
                id: format!("{kind}-{}", letters.len() + 1),
                letter: Some(first.clone()),
                rows: Vec::new(),
            });
        }
        if let Some(last) = letters.last_mut() {
            last.rows.push(entity_row(sheet, *id));
        }
    }
    letters
}

fn entity_row(sheet: &Sheet<'_>, id: EntityId) -> view::EntityRow {
    let entity = sheet.context.archive.entity(id);
    let mut link = sheet.entity(id);
    turn(sheet, id, &mut link.words);
    let places = &sheet.context.indexes.mentions[id.0 as usize];
    let mut documents: Vec<DocumentId> = places.iter().map(|place| place.document).collect();
    documents.dedup();
    view::EntityRow { entity: link, see: entity.see.map(|see| sheet.entity(see)), documents: documents.len() }
}

/// All terms by kind.
pub fn terms(sheet: &Sheet<'_>) -> Vec<view::TermGroup> {
    let context = sheet.context;
    let groups = Scheme::ALL.iter().filter_map(|scheme| {
        let of_scheme = |id: &TermId| context.archive.term(*id).scheme == *scheme;
        let ids: Vec<TermId> = context.indexes.orders.terms.iter().copied().filter(of_scheme).collect();
        let rows: Vec<view::TermRow> = ids
            .iter()
            .map(|id| {
                let id = *id;
                let term = sheet.term(id);
                let says = context.archive.term(id).says.as_ref();
                let count = uses(sheet, id).map(|note| context.archive.note(note).note.anchor.len()).sum();
                view::TermRow {
                    language: context.phrases.language(&term.words.language),
                    term,
                    says: sheet.maybe_prose(says),
                    uses: count,
                }
            })
            .collect();
        let name = scheme.name();
        let label = context.phrases.text(&format!("terms_{name}"));
        (!rows.is_empty()).then(|| view::TermGroup { id: name.to_owned(), label, rows, table: words::table(sheet, &ids) })
    });
    groups.collect()
}

/// All works cited, as the citation style sorts them.
pub fn works(sheet: &Sheet<'_>) -> Vec<view::BibliographyEntry> {
    let context = sheet.context;
    let entry = |id: &crate::model::WorkId| view::BibliographyEntry {
        key: context.archive.work(*id).key.value.clone(),
        html: view::Html(context.citations.full(*id).to_owned()),
        cited_by: sheet.referrers(context.indexes.referrers.works.get(id)),
    };
    context.citations.order().iter().map(entry).collect()
}
