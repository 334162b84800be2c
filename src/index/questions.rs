//! What is found of a question: who says what, who is silent, on how many lineages it rests.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Compared;
use super::lineages::Origins;
use super::silence::Reach;
use super::statuses::{Voices, bearings};
use crate::model::{
    Archive, ClaimFinding, DocumentId, DocumentRow, End, EntityId, Ground, NoteId, Orders, QuestionFinding, QuestionId, Reason,
    RelationPair, Standing, Status, Uses, Verdict, VerdictCounts,
};

/// Puts together what is found of one question.
pub fn question(
    (archive, uses, orders, origins, reach): (&Archive, &Uses, &Orders, &Origins, &Reach),
    id: QuestionId,
    (compared, inside, voices): (&Compared, BTreeMap<DocumentId, VerdictCounts>, &Voices<'_>),
    claims: &BTreeMap<NoteId, ClaimFinding>,
) -> QuestionFinding {
    let own: &[NoteId] = uses.answers.get(&id).map_or(&[], Vec::as_slice);
    let (mut statuses, mut contested) = ([0; 4], 0);
    let mut lineages: BTreeMap<EntityId, Vec<NoteId>> = BTreeMap::new();
    let (mut unnamed, mut unstated, mut circular) = (Vec::new(), Vec::new(), Vec::new());
    for claim in own {
        if let Some(found) = claims.get(claim) {
            statuses[found.status as usize] += 1;
            contested += u64::from(is_contested_here(archive, id, found));
        }
        let Some(origin) = origins.claims.get(claim) else { continue };
        origin.lineages.iter().for_each(|lineage| lineages.entry(*lineage).or_default().push(*claim));
        match origin.ground {
            Ground::Lineage => {}
            Ground::Unnamed => unnamed.push(*claim),
            Ground::Unstated => unstated.push(*claim),
            Ground::Circular => circular.push(*claim),
        }
    }
    let rows = rows(archive, orders, id, own);
    let (silent, too_early) = reach.silence(archive, orders, id, &rows);
    let verdicts = compared.verdicts;
    let takes_positions = rows.iter().any(|row| row.positions.iter().any(|claims| !claims.is_empty()));
    let standing = if own.is_empty() {
        Standing::Unanswered
    } else if contested > 0 || verdicts.get(Verdict::PartExceedsWhole) > 0 {
        Standing::Disputed
    } else if rows.len() == 1 {
        Standing::OneDocument
    } else if rows.iter().any(|row| !row.denials.is_empty()) {
        Standing::WithDenials
    } else if statuses[Status::Agreed as usize] > 0 {
        Standing::Agreed
    } else if verdicts.total() > 0 && verdicts.comparable() == 0 && !takes_positions {
        Standing::NotComparable
    } else {
        Standing::SideBySide
    };
    QuestionFinding {
        standing,
        claims: own.to_vec(),
        statuses,
        contested,
        verdicts,
        inside,
        differs: compared.differs.iter().map(|(differs, count)| (*differs, *count)).collect(),
        opposed: voices.opposed(),
        lineages: lineages.into_iter().collect(),
        unnamed,
        unstated,
        circular,
        counting: counting(archive, own),
        rows,
        silent,
        too_early,
        relations: relations(archive, uses, own),
    }
}

/// Whether a claim is disputed for what is said on its own question, and not only for what it says of a note elsewhere.
fn is_contested_here(archive: &Archive, id: QuestionId, found: &ClaimFinding) -> bool {
    let answers = |note: NoteId| archive.claim(note).and_then(|claim| claim.question) == Some(id);
    let is_here = |reason: &Reason| match reason {
        Reason::Figure { .. } | Reason::Position { .. } => true,
        // A dispute belongs to the question of the claim of which it is said.
        Reason::Relation(bearing) => bearing.end == End::IsSaid || answers(bearing.other),
    };
    found.status == Status::Disputed && found.reasons.iter().any(is_here)
}

/// In how many documents claims give figures that are compared.
fn counting(archive: &Archive, own: &[NoteId]) -> usize {
    let counts = |id: &&NoteId| archive.claim(**id).is_some_and(|claim| !claim.figures.is_empty() && !claim.is_denial());
    own.iter().filter(counts).map(|id| archive.note(*id).document).collect::<BTreeSet<_>>().len()
}

/// The documents that speak, by date, each with its claims under the positions that they take.
fn rows(archive: &Archive, orders: &Orders, id: QuestionId, own: &[NoteId]) -> Vec<DocumentRow> {
    let positions = archive.question(id).positions.len();
    let mut rows: BTreeMap<DocumentId, DocumentRow> = BTreeMap::new();
    for note in own {
        let Some(claim) = archive.claim(*note) else { continue };
        let document = archive.note(*note).document;
        let empty = || DocumentRow { document, positions: vec![Vec::new(); positions], others: Vec::new(), denials: Vec::new() };
        let row = rows.entry(document).or_insert_with(empty);
        if claim.is_denial() {
            row.denials.push(*note);
        } else if claim.answer.is_empty() {
            row.others.push(*note);
        }
        for position in claim.answer.iter().collect::<BTreeSet<_>>() {
            row.positions[*position].push(*note);
        }
    }
    let mut rows: Vec<DocumentRow> = rows.into_values().collect();
    rows.sort_by_key(|row| orders.rank(row.document));
    rows
}

/// Relations between a claim of a question and any note.
fn relations(archive: &Archive, uses: &Uses, own: &[NoteId]) -> Vec<RelationPair> {
    let mut pairs = BTreeSet::new();
    for claim in own {
        pairs.extend(bearings(archive, uses, *claim).into_iter().map(|bearing| {
            let (from, to) = match bearing.end {
                End::Says => (*claim, bearing.other),
                End::IsSaid => (bearing.other, *claim),
            };
            RelationPair { from, number: bearing.number, kind: bearing.kind, to }
        }));
    }
    pairs.into_iter().collect()
}
