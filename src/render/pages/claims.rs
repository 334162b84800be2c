//! Lists of claims: all of them, those of one status, of one document, on one question.

use super::claim::{by_date, claim_of};
use super::status::{self, finding};
use crate::model::{Claim, ClosedList, DocumentId, Linked, NoteId, QuestionId, Status};
use crate::render::parts;
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// Documents or questions up to which the list of all claims leads to the list of each.
const LISTED_MAX: usize = 200;

/// A part of all claims, document by document in reading order; the first with the ways to the other lists.
pub fn all(sheet: &Sheet<'_>, part: usize) -> view::ClaimList {
    let context = sheet.context;
    let archive = context.archive;
    let page = list(sheet, (None, String::new()), ("claims.html", part), vec![(None, context.claims.clone())]);
    if part > 0 {
        return page;
    }
    let documents = context.indexes.orders.documents.iter().map(|id| {
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
    let many = |count: usize, path: &str| (count > LISTED_MAX).then(|| sheet.address(path));
    let all_documents = many(archive.documents.len(), "documents.html");
    let all_questions = many(archive.questions.len(), "questions.html");
    view::ClaimList {
        documents: if all_documents.is_some() { Vec::new() } else { documents.filter(some).map(counted).collect() },
        questions: if all_questions.is_some() { Vec::new() } else { questions.filter(some).map(counted).collect() },
        all_documents,
        all_questions,
        ..page
    }
}

/// A part of the claims that have a status, document by document in reading order.
pub fn with_status(sheet: &Sheet<'_>, status: Status, part: usize) -> view::ClaimList {
    let claims = sheet.context.claims_by_status[status as usize].clone();
    let word = status::word(sheet, "status", status);
    let of = sheet.link(sheet.phrase_words(word.label), word.url);
    let path = path::claims_with(status.name());
    list(sheet, (Some(of), sheet.context.phrases.text("status")), (&path, part), vec![(None, claims)])
}

/// The claims of a document in reading order, status by status.
pub fn of_document(sheet: &Sheet<'_>, id: DocumentId) -> view::ClaimList {
    let label = sheet.context.phrases.text("document");
    let path = path::claims_of(&sheet.context.archive.document(id).id);
    list(sheet, (Some(sheet.document(id)), label), (&path, 0), by_status(sheet, claims_of(sheet, id).collect()))
}

/// A part of the claims on a question, status by status, document by document in reading order.
pub fn on_question(sheet: &Sheet<'_>, id: QuestionId, part: usize) -> view::ClaimList {
    let context = sheet.context;
    let claims = by_date(sheet, answers(sheet, id).iter().copied());
    let path = path::claims_on(&context.archive.question(id).id.value);
    list(sheet, (Some(sheet.question(id)), context.phrases.text("question")), (&path, part), by_status(sheet, claims))
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

/// A part of the claims; those of one document are never divided, because its page leads to its statuses by their names.
fn list(
    sheet: &Sheet<'_>,
    (of, label): (Option<view::Link>, String),
    (path, part): (&str, usize),
    mut groups: Vec<Group>,
) -> view::ClaimList {
    let context = sheet.context;
    let statuses = Status::ALL.iter().map(|status| {
        let count = context.claims_by_status[*status as usize].len();
        view::StatusCount {
            word: status::word(sheet, "status", *status),
            rule: context.phrases.text(&format!("status_{}_rule", status.name())),
            count,
            url: (count > 0).then(|| sheet.address(&path::claims_with(status.name()))),
        }
    });
    let count = groups.iter().map(|(_, claims)| claims.len()).sum();
    let whole = path.starts_with(path::CLAIMS_OF);
    let parts = if whole { 1 } else { parts::count(count) };
    let shown = if whole { 0..count } else { parts::rows(part, count) };
    let mut before = 0;
    for (_, claims) in &mut groups {
        let (start, end) = (before, before + claims.len());
        before = end;
        claims.truncate(shown.end.clamp(start, end) - start);
        claims.drain(..shown.start.clamp(start, start + claims.len()) - start);
    }
    let groups = groups.into_iter().filter(|(status, claims)| status.is_none() || !claims.is_empty());
    view::ClaimList {
        of,
        label,
        count,
        all: sheet.address("claims.html"),
        all_count: context.claims.len(),
        statuses: statuses.collect(),
        documents: Vec::new(),
        all_documents: None,
        questions: Vec::new(),
        all_questions: None,
        parts: parts::parts(sheet, path, part, parts, shown, count),
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
    let issued = sheet.context.archive.document(note.document).record.issued.as_ref();
    view::ClaimRow {
        note: sheet.link(sheet.phrase_words(sheet.note_number(id)), sheet.note_url(id)),
        claim: sheet.link(sheet.says(claim), sheet.page_url(id)),
        asserters: parts::asserters_in_line(sheet, note.document, claim),
        status: status::line(sheet, id),
        document: sheet.document_siglum(note.document),
        question: claim.question.map(|question| sheet.question(question)),
        issued: issued.map(|date| sheet.time(date)),
    }
}
