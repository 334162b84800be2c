//! The documents beside each other on the question of a claim: who says the same, who something else, who is silent.

use std::collections::BTreeMap;

use super::claim::{by_side, claim_of, figure, position};
use super::status::{finding, word};
use crate::model::{
    Claim, ClosedList, DocumentId, DocumentRow, End, Kinship, Linked, Measure, NoteId, QuestionId, Verdict, closed_list, compare,
};
use crate::render::sheet::Sheet;
use crate::render::view;
use crate::source::word::shortened;

closed_list! {
    /// How a claim stands beside the one whose page it is: the first that applies; and two words for documents without one.
    Stance {
        /// It is that claim.
        This = "this",
        /// It is a denial.
        Denies = "denies",
        /// No number satisfies a figure of both.
        OtherFigure = "other-figure",
        /// They share an exact figure.
        SameFigure = "same-figure",
        /// They share a position, or take the same ones where only one can hold.
        SameAnswer = "same-answer",
        /// They share a position where only one can hold, and one of them leaves open more than the other.
        OpenAnswer = "open-answer",
        /// They take positions, but none in common.
        OtherAnswer = "other-answer",
        /// It has a figure that neither is the same nor conflicts.
        Figure = "figure",
        /// It has nothing that could be laid beside that claim.
        Speaks = "speaks",
        /// The document has no claim on the question.
        Silent = "silent",
        /// The document has none, and appeared before the event.
        TooEarly = "too-early",
    }
}

/// The words with their rules.
pub fn stances(sheet: &Sheet<'_>) -> Vec<view::Rule> {
    Stance::ALL.iter().map(|stance| super::status::rule(sheet, "stance", *stance)).collect()
}

/// Claims on a question up to which the page of each of them lists all others: every claim repeats them.
const CLAIMS_MAX: usize = 60;

/// Claims that are shown beside each of more.
const CLAIMS_FEW: usize = 12;

/// Documents without a claim up to which each has a row.
const SILENT_MAX: usize = 24;

/// The documents beside each other.
pub fn matrix(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>, question: QuestionId) -> view::Matrix {
    let found = &sheet.context.indexes.findings.questions[question.0 as usize];
    let beside = Beside::new(sheet, id, claim, question);
    let all = found.claims.len() <= CLAIMS_MAX;
    let mut rows: Vec<view::MatrixRow> = if all {
        found.rows.iter().map(|row| beside.row(row.document, &claims_of(row))).collect()
    } else {
        let documents = &sheet.context.indexes.orders.documents;
        beside.few().iter().map(|(rank, claims)| beside.row(documents[*rank], claims)).collect()
    };
    let room = if found.silent.count + found.too_early.count <= SILENT_MAX { SILENT_MAX } else { 0 };
    rows.extend(found.silent.documents.iter().take(room).map(|document| beside.without(*document, Stance::Silent)));
    rows.extend(found.too_early.documents.iter().take(room).map(|document| beside.without(*document, Stance::TooEarly)));
    view::Matrix {
        question: sheet.question(question),
        claims: found.claims.len(),
        silent: found.silent.count,
        rows,
        cut: !all,
        silent_unlisted: room == 0,
    }
}

/// The claims of a row in reading order, each once.
fn claims_of(row: &DocumentRow) -> Vec<NoteId> {
    let mut claims: Vec<NoteId> = row.positions.iter().flatten().chain(&row.others).chain(&row.denials).copied().collect();
    claims.sort_unstable();
    claims.dedup();
    claims
}

/// A claim, ready to be laid beside others.
struct Beside<'s, 'a> {
    sheet: &'s Sheet<'a>,
    id: NoteId,
    claim: &'s Claim<Linked>,
    question: QuestionId,
    measures: Vec<Measure>,
    /// What editors have written between it and other notes.
    relations: BTreeMap<NoteId, Vec<String>>,
}

impl<'s, 'a> Beside<'s, 'a> {
    fn new(sheet: &'s Sheet<'a>, id: NoteId, claim: &'s Claim<Linked>, question: QuestionId) -> Beside<'s, 'a> {
        let mut relations: BTreeMap<NoteId, Vec<String>> = BTreeMap::new();
        for bearing in super::claim::bearings(sheet, id) {
            // Read from the other claim's row: what it says of this one, or what this one says of it.
            let back = if bearing.end == End::Says { "_back" } else { "" };
            let words = sheet.context.phrases.text(&format!("relation_{}{back}", bearing.kind.name()));
            let known = relations.entry(bearing.other).or_default();
            if !known.contains(&words) {
                known.push(words);
            }
        }
        let measures = sheet.context.archive.measures(id);
        Beside { sheet, id, claim, question, measures, relations }
    }

    /// Of many claims this one and those for which it is disputed or agreed, by the place of the document among all.
    fn few(&self) -> BTreeMap<usize, Vec<NoteId>> {
        let orders = &self.sheet.context.indexes.orders;
        let mut few: BTreeMap<usize, Vec<NoteId>> = BTreeMap::new();
        let archive = self.sheet.context.archive;
        let named = finding(self.sheet, self.id).reasons.iter().map(super::status::other);
        let on_question =
            |other: &NoteId| claim_of(self.sheet, *other).is_some_and(|claim| claim.question == Some(self.question));
        for claim in std::iter::once(self.id).chain(named.filter(on_question)).take(CLAIMS_FEW) {
            few.entry(orders.rank(archive.note(claim).document)).or_default().push(claim);
        }
        for claims in few.values_mut() {
            claims.sort_unstable();
            claims.dedup();
        }
        few
    }

    fn row(&self, document: DocumentId, claims: &[NoteId]) -> view::MatrixRow {
        let cells = claims.iter().filter_map(|id| Some(self.cell(*id, claim_of(self.sheet, *id)?)));
        let siglum = self.sheet.siglum(document);
        view::MatrixRow { document: self.sheet.document(document), siglum, cells: cells.collect(), silent: None }
    }

    fn without(&self, document: DocumentId, stance: Stance) -> view::MatrixRow {
        view::MatrixRow { silent: Some(word(self.sheet, "stance", stance)), ..self.row(document, &[]) }
    }

    fn cell(&self, id: NoteId, claim: &Claim<Linked>) -> view::MatrixCell {
        let sheet = self.sheet;
        view::MatrixCell {
            stance: word(sheet, "stance", self.stance(id, claim)),
            relation: self.relations.get(&id).map(|words| words.join(&sheet.context.phrases.text("list_comma"))),
            claim: sheet.link(sheet.says(claim), sheet.page_url(id)),
            modality: sheet.context.phrases.word("modality", claim.modality),
            figures: claim.figures.iter().map(|found| figure(sheet, claim, found)).collect(),
            answers: claim.answer.iter().map(|number| position(sheet, self.question, *number)).collect(),
            quotation: sheet.quotation(id, 0),
            place: sheet.note_place(id, 0),
            translation: translation(sheet, id),
        }
    }

    fn stance(&self, id: NoteId, claim: &Claim<Linked>) -> Stance {
        if id == self.id {
            return Stance::This;
        }
        if claim.is_denial() {
            return Stance::Denies;
        }
        let verdicts = self.verdicts(id);
        if verdicts.contains(&Verdict::Conflict) {
            return Stance::OtherFigure;
        }
        if verdicts.contains(&Verdict::Agree) {
            return Stance::SameFigure;
        }
        if !claim.answer.is_empty() && !self.claim.answer.is_empty() {
            let question = self.sheet.context.archive.question(self.question);
            let is_shared = claim.answer.iter().any(|position| self.claim.answer.contains(position));
            return match is_shared {
                false => Stance::OtherAnswer,
                true if question.is_one_answer(&claim.positions(), &self.claim.positions()) => Stance::SameAnswer,
                true => Stance::OpenAnswer,
            };
        }
        if claim.figures.is_empty() { Stance::Speaks } else { Stance::Figure }
    }

    /// How the figures of another claim stand to those of this one that have the same scope: no others agree or conflict.
    fn verdicts(&self, other: NoteId) -> Vec<Verdict> {
        let archive = self.sheet.context.archive;
        let question = archive.question(self.question);
        let lineages = |id| finding(self.sheet, id).lineages.as_slice();
        let is_kin = archive.note(self.id).document == archive.note(other).document
            || lineages(self.id).iter().any(|lineage| lineages(other).contains(lineage));
        let kinship = if is_kin { Kinship::Source } else { Kinship::None };
        let theirs = archive.measures(other);
        let pairs = self.measures.iter().flat_map(|own| theirs.iter().map(move |their| (own, their)));
        let alike = pairs.filter(|(own, their)| own.scope == their.scope);
        alike.filter_map(|(own, their)| Some(compare(question, own, their, kinship)?.verdict)).collect()
    }
}

/// Letters of a translated paragraph that are shown beside a quotation.
const TRANSLATION: usize = 300;

/// The paragraph beside a quotation, as plain words.
fn translation(sheet: &Sheet<'_>, id: NoteId) -> Option<view::MatrixTranslation> {
    let found = by_side(sheet, id, 0)?;
    let (text, language) = sheet.side(sheet.context.archive.note(id).document, found.side);
    let words = text.paragraphs[found.first - 1..found.last].iter().flat_map(|span| span.of(&text.plain).split_whitespace());
    let words = shortened(&words.collect::<Vec<_>>().join(" "), TRANSLATION);
    Some(view::MatrixTranslation { label: found.label, words: sheet.words(words, language), url: found.url })
}
