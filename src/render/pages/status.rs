//! How a claim stands, with its reasons, wherever a claim is shown.

use super::claim::{claim_of, figure};
use crate::model::{
    ClaimFinding, ClosedList, DocumentId, End, FigureId, Ground, NoteId, QuestionId, Reason, Standing, Status, Verdict,
};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// Documents that a line names for each reason.
const NAMED_MAX: usize = 3;

/// Reasons that the page of a claim lists.
const REASONS_MAX: usize = 24;

/// A word of a closed list that the program computed; `list` is the name of the list in keys and addresses.
pub fn word(sheet: &Sheet<'_>, list: &str, word: impl ClosedList) -> view::ComputedWord {
    view::ComputedWord {
        name: word.name(),
        label: sheet.context.phrases.word(list, word),
        url: sheet.place(path::COMPUTED, &format!("{list}-{}", word.name())),
    }
}

/// A word with its rule.
pub fn rule(sheet: &Sheet<'_>, list: &str, computed: impl ClosedList) -> view::Rule {
    let id = format!("{list}-{}", computed.name());
    let rule = sheet.context.phrases.text(&format!("{list}_{}_rule", computed.name()));
    view::Rule { id, word: word(sheet, list, computed), rule }
}

/// The words that the program computes about claims.
pub fn computed(sheet: &Sheet<'_>) -> view::Computed {
    view::Computed {
        statuses: Status::ALL.iter().map(|status| rule(sheet, "status", *status)).collect(),
        grounds: Ground::ALL.iter().map(|ground| rule(sheet, "ground", *ground)).collect(),
        stances: super::matrix::stances(sheet),
        verdicts: Verdict::ALL.iter().map(|verdict| rule(sheet, "verdict", *verdict)).collect(),
        standings: Standing::ALL.iter().map(|standing| rule(sheet, "standing", *standing)).collect(),
    }
}

/// What is found of a claim.
pub fn finding<'a>(sheet: &Sheet<'a>, claim: NoteId) -> &'a ClaimFinding {
    sheet.context.indexes.findings.claims.get(&claim).expect("something is found of every claim")
}

/// The statuses with how many claims of a document have each.
pub fn counts(sheet: &Sheet<'_>, document: DocumentId) -> Vec<view::StatusCount> {
    let context = sheet.context;
    let mut counts = [0; Status::ALL.len()];
    for (id, _) in context.archive.notes_of(document) {
        if let Some(found) = context.indexes.findings.claims.get(&id) {
            counts[found.status as usize] += 1;
        }
    }
    let list = path::claims_of(&context.archive.document(document).id);
    let statuses = Status::ALL.iter().zip(counts).map(|(status, count)| view::StatusCount {
        word: word(sheet, "status", *status),
        rule: context.phrases.text(&format!("status_{}_rule", status.name())),
        count,
        url: (count > 0).then(|| sheet.place(&list, status.name())),
    });
    statuses.collect()
}

/// The reason in words: “another number for the same scope”, “is disputed by”.
fn label(sheet: &Sheet<'_>, status: Status, reason: &Reason) -> String {
    let key = match reason {
        Reason::Figure { scope, verdict, .. } => {
            let same = if *verdict == Verdict::Agree { "reason_same_figure" } else { "reason_other_figure" };
            if scope.is_some() { format!("{same}_scoped") } else { same.to_owned() }
        }
        Reason::Position { .. } if status == Status::Disputed => "reason_other_answer".to_owned(),
        Reason::Position { .. } => "reason_same_answer".to_owned(),
        Reason::Relation(bearing) => {
            let back = if bearing.end == End::IsSaid { "_back" } else { "" };
            format!("relation_{}{back}", bearing.kind.name())
        }
    };
    sheet.context.phrases.text(&key)
}

/// The note at the other end of a reason.
pub fn other(reason: &Reason) -> NoteId {
    match reason {
        Reason::Figure { other, .. } => other.claim,
        Reason::Position { other, .. } => *other,
        Reason::Relation(bearing) => bearing.other,
    }
}

/// Reasons under their words, in the order in which they come first.
fn grouped<'f>(sheet: &Sheet<'_>, found: &'f ClaimFinding) -> Vec<(String, Vec<&'f Reason>)> {
    let mut groups: Vec<(String, Vec<&Reason>)> = Vec::new();
    for reason in &found.reasons {
        let label = label(sheet, found.status, reason);
        match groups.iter_mut().find(|(other, _)| *other == label) {
            Some((_, reasons)) => reasons.push(reason),
            None => groups.push((label, vec![reason])),
        }
    }
    groups
}

/// How many reasons of the sort of these there are.
fn total(found: &ClaimFinding, reasons: &[&Reason]) -> usize {
    let all = reasons.first().map_or(0, |reason| found.reasons_like(reason));
    usize::try_from(all).unwrap_or(usize::MAX).max(reasons.len())
}

/// How a claim stands, in a line.
pub fn line(sheet: &Sheet<'_>, id: NoteId) -> view::StatusLine {
    let found = finding(sheet, id);
    let archive = sheet.context.archive;
    let own = archive.note(id).document;
    let why = grouped(sheet, found).into_iter().map(|(label, reasons)| {
        // Of another document its first claim stands for all; claims of the same document are told apart by number.
        let mut named: Vec<(DocumentId, Option<NoteId>, NoteId)> = Vec::new();
        for note in reasons.iter().map(|reason| other(reason)) {
            let document = archive.note(note).document;
            let within = (document == own).then_some(note);
            if !named.iter().any(|(other, number, _)| (*other, *number) == (document, within)) {
                named.push((document, within, note));
            }
        }
        let more = named.len() > NAMED_MAX || total(found, &reasons) > reasons.len();
        named.truncate(NAMED_MAX);
        view::Why { label, who: named.into_iter().map(|(_, within, note)| who(sheet, within, note)).collect(), more }
    });
    view::StatusLine { word: word(sheet, "status", found.status), why: why.collect() }
}

/// Another note in a word: the siglum of its document, or its number where that is this document.
fn who(sheet: &Sheet<'_>, within: Option<NoteId>, note: NoteId) -> view::Link {
    let mark = sheet.context.mark(note).text();
    let name = match within {
        Some(_) if !mark.is_empty() => sheet.context.phrases.fill("note_mark", &[("mark", &mark)]),
        Some(_) | None => sheet.siglum(sheet.context.archive.note(note).document),
    };
    let url = sheet.page_url(note);
    sheet.link(sheet.phrase_words(name), url)
}

/// Why a claim is disputed or agreed, claim by claim; the number tells how many reasons are not listed.
pub fn reasons(sheet: &Sheet<'_>, id: NoteId) -> (Vec<view::Reasons>, usize) {
    let found = finding(sheet, id);
    let (mut left, mut unlisted) = (REASONS_MAX, 0);
    let mut list = Vec::new();
    for (label, reasons) in grouped(sheet, found) {
        let listed = reasons.len().min(left);
        left -= listed;
        unlisted += total(found, &reasons) - listed;
        let others: Vec<view::Reason> = reasons[..listed].iter().map(|found| reason(sheet, id, found)).collect();
        if !others.is_empty() {
            list.push(view::Reasons { label, others });
        }
    }
    (list, unlisted)
}

fn reason(sheet: &Sheet<'_>, id: NoteId, reason: &Reason) -> view::Reason {
    let archive = sheet.context.archive;
    let other = other(reason);
    let url = sheet.page_url(other);
    let mut document = sheet.document_siglum(archive.note(other).document);
    document.url = Some(sheet.note_url(other));
    let (mut says, mut own, mut note) = (None, None, None);
    match reason {
        Reason::Figure { own: number, other, .. } => {
            says = figure_text(sheet, *other).map(|text| sheet.plain(sheet.own_words(text)));
            own = figure_text(sheet, FigureId { claim: id, number: *number });
        }
        Reason::Position { positions, .. } => {
            let question = claim_of(sheet, id).and_then(|claim| claim.question);
            says = question.and_then(|question| answer(sheet, question, positions));
        }
        Reason::Relation(bearing) => {
            let from = if bearing.end == End::Says { id } else { bearing.other };
            note = sheet.maybe_prose(archive.note(from).note.relations[bearing.number].note.as_ref());
        }
    }
    let modality = claim_of(sheet, other).map(|claim| sheet.context.phrases.word("modality", claim.modality));
    view::Reason { other: sheet.link(sheet.note_name(other), url), document, modality, says, own, note }
}

/// Positions that stand for one answer: the address of a single one, the words of several.
fn answer(sheet: &Sheet<'_>, question: QuestionId, positions: &[usize]) -> Option<view::Link> {
    let mut links: Vec<view::Link> = positions.iter().map(|number| super::claim::position(sheet, question, *number)).collect();
    if links.len() > 1 {
        let words: Vec<String> = links.into_iter().map(|link| link.words.text).collect();
        return Some(sheet.plain(sheet.own_words(words.join(" / "))));
    }
    links.pop()
}

/// A figure with its unit, its scope and what else it says.
fn figure_text(sheet: &Sheet<'_>, id: FigureId) -> Option<String> {
    let claim = claim_of(sheet, id.claim)?;
    Some(figure(sheet, claim, claim.figures.get(id.number)?))
}
