//! How often two documents say the same, say otherwise, or repeat each other.

use std::collections::BTreeMap;

use super::figures::alike;
use super::lineages::taken_over;
use super::tally::tally;
use crate::model::{
    Archive, Claim, DocumentId, Kinship, Linked, MEETINGS_MAX, Measure, Meeting, NoteId, Question, Relation, RelationKind,
    Verdict, compare,
};

/// The meetings of every two documents; nothing is kept where there are more than [`MEETINGS_MAX`] documents.
pub struct Meetings<'a> {
    archive: &'a Archive,
    /// Row by row, as many rows as documents; empty where there are too many.
    table: Vec<Meeting>,
}

impl<'a> Meetings<'a> {
    /// Begins with what relations say, of claims on whatever question.
    pub fn new(archive: &'a Archive) -> Meetings<'a> {
        let documents = archive.documents.len();
        let size = if documents > MEETINGS_MAX { 0 } else { documents * documents };
        let mut meetings = Meetings { archive, table: vec![Meeting::default(); size] };
        if size > 0 {
            meetings.relations();
        }
        meetings
    }

    fn at(&mut self, left: DocumentId, right: DocumentId) -> &mut Meeting {
        let (first, second) = if left < right { (left, right) } else { (right, left) };
        &mut self.table[first.0 as usize * self.archive.documents.len() + second.0 as usize]
    }

    fn relations(&mut self) {
        let archive = self.archive;
        for (index, note) in archive.notes.iter().enumerate() {
            let from = NoteId(index as u32);
            if archive.claim(from).is_none() {
                continue;
            }
            // The document of a claim of which something is said, if it is another one.
            let elsewhere = |relation: &Relation<Linked>| {
                let document = archive.note(relation.to).document;
                archive.claim(relation.to).filter(|_| document != note.document).map(|_| document)
            };
            for document in taken_over(archive, from).filter_map(elsewhere) {
                self.at(note.document, document).repeat += 1;
            }
            for (relation, document) in note.note.relations.iter().filter_map(|relation| Some((relation, elsewhere(relation)?))) {
                let meeting = self.at(note.document, document);
                if relation.kind.speaks_against() {
                    meeting.conflict += u64::from(!said(archive, from, relation.to).otherwise);
                } else if relation.kind == RelationKind::AgreesWith || relation.kind == RelationKind::Supports {
                    meeting.agree += u64::from(!said(archive, from, relation.to).the_same);
                }
            }
        }
    }

    /// Adds what the figures and positions of one question say.
    pub fn question(&mut self, question: &Question<Linked>, claims: &[NoteId], measures: &[Measure]) {
        if self.table.is_empty() {
            return;
        }
        let archive = self.archive;
        for group in alike(question, measures).values() {
            let mut documents: BTreeMap<DocumentId, Vec<&Measure>> = BTreeMap::new();
            for index in group {
                let measure = &measures[*index];
                documents.entry(archive.note(measure.figure.claim).document).or_default().push(measure);
            }
            self.each_two(&documents, |left, right| figures(question, left, right));
        }
        let mut answers: BTreeMap<DocumentId, BTreeMap<Vec<usize>, u64>> = BTreeMap::new();
        for id in claims {
            let answer = archive.claim(*id).map(Claim::positions).unwrap_or_default();
            if !answer.is_empty() {
                *answers.entry(archive.note(*id).document).or_default().entry(answer).or_default() += 1;
            }
        }
        self.each_two(&answers, |left, right| answered(question, left, right));
    }

    fn each_two<T>(&mut self, documents: &BTreeMap<DocumentId, T>, meet: impl Fn(&T, &T) -> (u64, u64)) {
        for (left, theirs) in documents {
            for (right, others) in documents.range(DocumentId(left.0 + 1)..) {
                let (agree, conflict) = meet(theirs, others);
                let meeting = self.at(*left, *right);
                meeting.agree += agree;
                meeting.conflict += conflict;
            }
        }
    }

    /// The documents that meet.
    pub fn finish(self) -> BTreeMap<(DocumentId, DocumentId), Meeting> {
        let documents = self.archive.documents.len().max(1);
        let cells = self.table.into_iter().enumerate().filter(|(_, meeting)| *meeting != Meeting::default());
        let id = |index: usize| DocumentId(index as u32);
        cells.map(|(index, meeting)| ((id(index / documents), id(index % documents)), meeting)).collect()
    }
}

/// Whether figures or positions of two claims say the same, and whether some say otherwise; of several figures each may be.
#[derive(Default)]
struct Said {
    the_same: bool,
    otherwise: bool,
}

fn said(archive: &Archive, left: NoteId, right: NoteId) -> Said {
    let (Some(here), Some(there)) = (archive.claim(left), archive.claim(right)) else { return Said::default() };
    let Some(id) = here.question.filter(|question| there.question == Some(*question)) else { return Said::default() };
    let question = archive.question(id);
    let (own, others) = (archive.measures(left), archive.measures(right));
    let verdicts: Vec<Verdict> = own
        .iter()
        .flat_map(|own| others.iter().filter_map(|other| compare(question, own, other, Kinship::None)))
        .map(|comparison| comparison.verdict)
        .collect();
    let (answer, other) = (here.positions(), there.positions());
    Said {
        the_same: verdicts.contains(&Verdict::Agree) || question.is_one_answer(&answer, &other),
        otherwise: verdicts.contains(&Verdict::Conflict) || question.excludes(&answer, &other),
    }
}

/// Up to so many pairs of two documents are compared one by one; beyond that, sorting is quicker.
const ONE_BY_ONE_MAX: usize = 64;

/// Pairs of figures of one scope and setting that agree, and that conflict.
fn figures(question: &Question<Linked>, left: &Vec<&Measure>, right: &Vec<&Measure>) -> (u64, u64) {
    if left.len() * right.len() <= ONE_BY_ONE_MAX {
        let pairs = left.iter().flat_map(|own| right.iter().filter_map(|other| compare(question, own, other, Kinship::None)));
        return pairs.fold((0, 0), |(agree, conflict), told| {
            let is = |verdict| u64::from(told.verdict == verdict);
            (agree + is(Verdict::Agree), conflict + is(Verdict::Conflict))
        });
    }
    let mut exact: BTreeMap<i64, u64> = BTreeMap::new();
    for measure in left.iter().filter(|measure| measure.interval.exact) {
        *exact.entry(measure.interval.low_hundredths()).or_default() += 1;
    }
    let same = right.iter().filter(|measure| measure.interval.exact);
    let agree = same.filter_map(|measure| exact.get(&measure.interval.low_hundredths())).sum();
    let conflicts = tally(left, right).into_iter().map(|side| {
        let (below, above) = (side.below, side.above);
        let excused = if question.cumulative {
            below.earlier + above.later
        } else {
            below.earlier + below.later + above.earlier + above.later
        };
        below.all + above.all - excused
    });
    (agree, conflicts.sum())
}

/// Pairs of claims that say the same by their positions, and pairs that take positions of which only one can hold.
fn answered(question: &Question<Linked>, left: &BTreeMap<Vec<usize>, u64>, right: &BTreeMap<Vec<usize>, u64>) -> (u64, u64) {
    let pairs = left.iter().flat_map(|(own, count)| right.iter().map(move |(other, others)| (own, other, count * others)));
    pairs.fold((0, 0), |(agree, conflict), (own, other, count)| {
        let is = |told: bool| if told { count } else { 0 };
        (agree + is(question.is_one_answer(own, other)), conflict + is(question.excludes(own, other)))
    })
}
