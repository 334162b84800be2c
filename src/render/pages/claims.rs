//! Lists of claims: all of them, those of one status, of one document, on one question.

use super::claim::claim_of;
use super::status::{self, finding};
use crate::model::{Claim, ClosedList, DocumentId, Linked, NoteId, QuestionId, Status};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// All claims, document by document in reading order, with the ways to the other lists.
pub fn all(sheet: &Sheet<'_>) -> view::ClaimList {
    let context = sheet.context;
    let archive = context.archive;
    let orders = &context.indexes.orders;
    let claims: Vec<NoteId> = orders.documents.iter().flat_map(|id| claims_of(sheet, *id)).collect();
    let documents = orders.documents.iter().map(|id| {
        let url = sheet.address(&path::claims_of(&archive.document(*id).id));
        (sheet.link(sheet.title(*id), url), claims_of(sheet, *id).count())
    });
    let questions = (0..archive.questions.len() as u32).map(QuestionId).map(|id| {
        let question = archive.question(id);
        let url = sheet.address(&path::claims_on(&question.id.value));
        (sheet.link(sheet.own_words(question.asks.clone()), url), answers(sheet, id).len())
    });
    let counted = |(list, count)| view::CountedLink { list, count };
    let some = |(_, count): &(view::Link, usize)| *count > 0;
    view::ClaimList {
        documents: documents.filter(some).map(counted).collect(),
        questions: questions.filter(some).map(counted).collect(),
        ..list(sheet, (None, String::new()), vec![(None, claims)])
    }
}

/// The claims that have a status, document by document in reading order.
pub fn with_status(sheet: &Sheet<'_>, status: Status) -> view::ClaimList {
    let documents = &sheet.context.indexes.orders.documents;
    let claims = documents.iter().flat_map(|id| claims_of(sheet, *id)).filter(|id| finding(sheet, *id).status == status);
    let word = status::word(sheet, "status", status);
    let of = sheet.link(sheet.phrase_words(word.label), word.url);
    list(sheet, (Some(of), sheet.context.phrases.text("status")), vec![(None, claims.collect())])
}

/// The claims of a document in reading order, status by status.
pub fn of_document(sheet: &Sheet<'_>, id: DocumentId) -> view::ClaimList {
    let label = sheet.context.phrases.text("document");
    list(sheet, (Some(sheet.document(id)), label), by_status(sheet, claims_of(sheet, id).collect()))
}

/// The claims on a question, status by status, document by document in reading order.
pub fn on_question(sheet: &Sheet<'_>, id: QuestionId) -> view::ClaimList {
    let context = sheet.context;
    let rank = &context.indexes.orders.document_ranks;
    let mut claims = answers(sheet, id).to_vec();
    claims.sort_by_key(|claim| (rank[context.archive.note(*claim).document.0 as usize], *claim));
    list(sheet, (Some(sheet.question(id)), context.phrases.text("question")), by_status(sheet, claims))
}

/// The claims of a document.
pub fn claims_of<'a>(sheet: &Sheet<'a>, document: DocumentId) -> impl Iterator<Item = NoteId> + use<'a> {
    let context = sheet.context;
    let notes = context.archive.notes_of(document).map(|(id, _)| id);
    notes.filter(|id| context.indexes.findings.claims.contains_key(id))
}

/// The claims on a question.
pub fn answers<'a>(sheet: &Sheet<'a>, id: QuestionId) -> &'a [NoteId] {
    &sheet.context.indexes.findings.questions[id.0 as usize].claims
}

fn by_status(sheet: &Sheet<'_>, claims: Vec<NoteId>) -> Vec<(Option<Status>, Vec<NoteId>)> {
    let of = |status: Status| claims.iter().copied().filter(|id| finding(sheet, *id).status == status).collect();
    Status::ALL.iter().map(|status| (Some(*status), of(*status))).collect()
}

type Group = (Option<Status>, Vec<NoteId>);

fn list(sheet: &Sheet<'_>, (of, label): (Option<view::Link>, String), groups: Vec<Group>) -> view::ClaimList {
    let context = sheet.context;
    let statuses = Status::ALL.iter().map(|status| {
        let count = context.statuses[*status as usize];
        view::StatusCount {
            word: status::word(sheet, "status", *status),
            rule: context.phrases.text(&format!("status_{}_rule", status.name())),
            count,
            url: (count > 0).then(|| sheet.address(&path::claims_with(status.name()))),
        }
    });
    let count = groups.iter().map(|(_, claims)| claims.len()).sum();
    let groups = groups.into_iter().filter(|(status, claims)| status.is_none() || !claims.is_empty());
    view::ClaimList {
        of,
        label,
        count,
        all: sheet.address("claims.html"),
        all_count: context.statuses.iter().sum(),
        statuses: statuses.collect(),
        documents: Vec::new(),
        questions: Vec::new(),
        groups: groups
            .map(|(status, claims)| view::ClaimGroup {
                status: status.map(|status| status::word(sheet, "status", status)),
                rows: claims.into_iter().filter_map(|id| Some(row(sheet, id, claim_of(sheet, id)?))).collect(),
            })
            .collect(),
    }
}

fn row(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>) -> view::ClaimRow {
    let note = sheet.context.archive.note(id);
    let mut document = sheet.document_siglum(note.document);
    document.url = Some(sheet.note_url(id));
    let issued = sheet.context.archive.document(note.document).record.issued.as_ref();
    view::ClaimRow {
        id: note.note.id.value.clone(),
        claim: sheet.link(sheet.own_words(claim.says.clone()), sheet.claim_url(id)),
        asserters: sheet.asserters(note.document, claim),
        status: status::line(sheet, id),
        document,
        question: claim.question.map(|question| sheet.question(question)),
        issued: issued.map(|date| sheet.time(date)),
    }
}
