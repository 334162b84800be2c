//! How each claim stands, and why: disputed, agreed, one source, no source.

use std::collections::BTreeMap;

use super::chorus::{Chorus, Voice};
use super::figures::Compared;
use super::lineages::{Origins, Stated};
use crate::model::{
    Archive, Bearing, Claim, ClaimFinding, EXAMPLES_MAX, End, EntityId, FigureId, Linked, Measure, NoteId, Orders, Question,
    Reason, RelationKind, Setting, Status, Uses, Verdict,
};

/// What the claims of one question say, laid out so that each claim finds the others by what it says itself.
#[derive(Debug, Default)]
pub struct Voices<'a> {
    figures: BTreeMap<Exact<'a>, Chorus<FigureId>>,
    positions: BTreeMap<Vec<usize>, Chorus<NoteId>>,
    /// Of a question of which only one position can hold: the claims by the set of positions that they take.
    answers: BTreeMap<Vec<usize>, Vec<NoteId>>,
}

/// What an exact figure shares with every other that is the same: setting, scope and number in hundredths.
type Exact<'a> = (&'a Setting, Option<usize>, i64);

fn lineages(origins: &Origins, claim: NoteId) -> &[EntityId] {
    origins.claims.get(&claim).map_or(&[], |origin| &origin.lineages)
}

impl<'a> Voices<'a> {
    /// Lays out the claims of a question, by the dates of their documents: the first are named.
    pub fn new(
        archive: &Archive,
        orders: &Orders,
        question: &Question<Linked>,
        claims: &[NoteId],
        measures: &'a [Measure],
        origins: &Origins,
    ) -> Voices<'a> {
        let mut voices = Voices::default();
        let mut figures: BTreeMap<Exact<'a>, Vec<Voice<'_, FigureId>>> = BTreeMap::new();
        let mut positions: BTreeMap<Vec<usize>, Vec<Voice<'_, NoteId>>> = BTreeMap::new();
        let rank = |claim: NoteId| (orders.rank(archive.note(claim).document), claim);
        let mut measures: Vec<&Measure> = measures.iter().collect();
        measures.sort_by_key(|measure| rank(measure.figure.claim));
        let mut claims = claims.to_vec();
        claims.sort_by_key(|claim| rank(*claim));
        for measure in measures {
            if let Some(key) = exact(question, measure) {
                let claim = measure.figure.claim;
                let same = figures.entry(key).or_default();
                same.push((archive.note(claim).document, lineages(origins, claim), measure.figure));
            }
        }
        for id in claims {
            let Some(claim) = archive.claim(id) else { continue };
            for answer in answers(question, claim.positions()) {
                let same = positions.entry(answer).or_default();
                same.push((archive.note(id).document, lineages(origins, id), id));
            }
            if question.exclusive && !claim.answer.is_empty() {
                voices.answers.entry(claim.positions()).or_default().push(id);
            }
        }
        voices.figures = figures.into_iter().map(|(key, same)| (key, Chorus::new(&same))).collect();
        voices.positions = positions.into_iter().map(|(answer, same)| (answer, Chorus::new(&same))).collect();
        voices
    }

    /// Pairs of claims that take positions of which only one can hold.
    pub fn opposed(&self) -> u64 {
        let each = self.answers.iter().map(|(answer, claims)| claims.len() as u64 * self.against(answer));
        each.sum::<u64>() / 2
    }

    fn against(&self, answer: &[usize]) -> u64 {
        self.opposites(answer).map(|(_, claims)| claims.len() as u64).sum()
    }

    /// Sets of positions that have none in common with this one, each with the claims that take it.
    fn opposites<'v>(&'v self, answer: &'v [usize]) -> impl Iterator<Item = (&'v Vec<usize>, &'v Vec<NoteId>)> {
        self.answers.iter().filter(|(other, _)| other.iter().all(|position| !answer.contains(position)))
    }
}

/// What a claim says by its positions: that each of them holds; where one alone can, that it is one of them.
fn answers(question: &Question<Linked>, positions: Vec<usize>) -> Vec<Vec<usize>> {
    match positions.as_slice() {
        [] => Vec::new(),
        _ if question.exclusive => vec![positions],
        each => each.iter().map(|position| vec![*position]).collect(),
    }
}

/// What an exact figure must share with another to be the same; `None` where it can be the same as none.
fn exact<'a>(question: &Question<Linked>, measure: &'a Measure) -> Option<Exact<'a>> {
    let is_scoped = question.scopes.is_empty() || measure.scope.is_some();
    (is_scoped && measure.interval.exact).then(|| (&measure.setting, measure.scope, measure.interval.low_hundredths()))
}

/// Who agrees with a claim: the reasons that are named, and how many figures and answers there are.
#[derive(Default)]
struct Agreed {
    reasons: Vec<Reason>,
    figures: u64,
    answers: u64,
}

/// What is known of the claims of a question when one of them is looked at.
pub struct Comparing<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Which relations lead to a note.
    pub uses: &'a Uses,
    /// In which order documents are shown.
    pub orders: &'a Orders,
    /// Where claims come from.
    pub origins: &'a Origins,
    /// The question, if the claim has one.
    pub question: Option<&'a Question<Linked>>,
    /// The figures of the question.
    pub measures: &'a [Measure],
    /// Its figures, compared.
    pub compared: &'a Compared,
    /// Its claims by what they say.
    pub voices: &'a Voices<'a>,
}

impl Comparing<'_> {
    /// How a claim stands, and why.
    pub fn claim(&self, id: NoteId) -> Option<ClaimFinding> {
        let claim = self.archive.claim(id)?;
        let origin = self.origins.claims.get(&id)?;
        let bearings = bearings(self.archive, self.uses, id);
        let answer = claim.positions();
        let opposed = if answer.is_empty() { 0 } else { self.voices.against(&answer) };
        let figures = self.compared.claims.get(&id).cloned().unwrap_or_default();
        let mut disputed: Vec<Reason> = Vec::new();
        for (own, figure) in figures.iter().enumerate() {
            let conflicts = figure.examples.iter().filter(|(_, verdict)| *verdict == Verdict::Conflict);
            disputed.extend(conflicts.map(|(other, verdict)| Reason::Figure {
                own,
                other: *other,
                scope: figure.scope,
                verdict: *verdict,
            }));
        }
        if opposed > 0 {
            // The first of each answer are enough to find the first of all; a list of all would be as long as the question.
            let first = |(answer, claims): (&Vec<usize>, &Vec<NoteId>)| {
                claims.iter().take(EXAMPLES_MAX).map(|claim| (*claim, answer.clone())).collect::<Vec<_>>()
            };
            let mut others: Vec<(NoteId, Vec<usize>)> = self.voices.opposites(&answer).flat_map(first).collect();
            others.sort_by_cached_key(|(other, _)| (self.orders.rank(self.archive.note(*other).document), *other));
            let others = others.into_iter().take(EXAMPLES_MAX);
            disputed.extend(others.map(|(other, positions)| Reason::Position { positions, other }));
        }
        disputed
            .extend(bearings.iter().filter(|bearing| bearing.kind.speaks_against()).map(|bearing| Reason::Relation(*bearing)));
        let (status, agreed) = if !disputed.is_empty() {
            (Status::Disputed, Agreed { reasons: disputed, ..Agreed::default() })
        } else {
            let agreed = self.agreed(id, claim, &bearings);
            match (agreed.reasons.is_empty(), origin.basis) {
                (false, _) => (Status::Agreed, agreed),
                (true, Stated::Yes) => (Status::OneSource, agreed),
                (true, Stated::No) => (Status::NoSource, agreed),
            }
        };
        Some(ClaimFinding {
            status,
            reasons: agreed.reasons,
            opposed,
            same_figures: agreed.figures,
            same_answers: agreed.answers,
            ground: origin.ground,
            lineages: origin.lineages.clone(),
            chain: origin.chain.clone(),
            figures,
        })
    }

    /// Who of another document and another lineage says the same.
    fn agreed(&self, id: NoteId, claim: &Claim<Linked>, bearings: &[Bearing]) -> Agreed {
        let document = self.archive.note(id).document;
        let own = lineages(self.origins, id);
        let mut agreed = Agreed::default();
        if let Some(question) = self.question {
            let start = self.measures.partition_point(|measure| measure.figure.claim < id);
            for measure in self.measures[start..].iter().take_while(|measure| measure.figure.claim == id) {
                let chorus = exact(question, measure).and_then(|key| self.voices.figures.get(&key));
                let Some(others) = chorus.map(|chorus| chorus.others(document, own)) else { continue };
                agreed.figures += others.count;
                agreed.reasons.extend(others.first.into_iter().map(|other| Reason::Figure {
                    own: measure.figure.number,
                    other,
                    scope: measure.scope,
                    verdict: Verdict::Agree,
                }));
            }
            for answer in answers(question, claim.positions()) {
                let chorus = self.voices.positions.get(&answer);
                let Some(others) = chorus.map(|chorus| chorus.others(document, own)) else { continue };
                agreed.answers += others.count;
                agreed
                    .reasons
                    .extend(others.first.into_iter().map(|other| Reason::Position { positions: answer.clone(), other }));
            }
        }
        let is_elsewhere = |bearing: &&Bearing| {
            let theirs = lineages(self.origins, bearing.other);
            self.archive.note(bearing.other).document != document
                && !own.is_empty()
                && theirs.iter().any(|lineage| own.binary_search(lineage).is_err())
        };
        let relations = bearings.iter().filter(|bearing| speaks_for(bearing.kind, bearing.end)).filter(is_elsewhere);
        agreed.reasons.extend(relations.map(|bearing| Reason::Relation(*bearing)));
        agreed
    }
}

/// Every relation of a note: what it says of others, then what others say of it.
pub fn bearings(archive: &Archive, uses: &Uses, id: NoteId) -> Vec<Bearing> {
    let own = archive.note(id).note.relations.iter().enumerate();
    let own = own.map(|(number, relation)| Bearing { other: relation.to, kind: relation.kind, end: End::Says, number });
    let others = uses.relations.get(&id).into_iter().flatten();
    let others = others.map(|(from, kind, number)| Bearing { other: *from, kind: *kind, end: End::IsSaid, number: *number });
    own.chain(others).filter(|bearing| bearing.other != id).collect()
}

/// Whether a relation says that the note at this end is so: a ground speaks for what it is given for, agreement for both.
fn speaks_for(kind: RelationKind, end: End) -> bool {
    match kind {
        RelationKind::AgreesWith => true,
        RelationKind::Supports => end == End::IsSaid,
        RelationKind::Contradicts
        | RelationKind::Disputes
        | RelationKind::Qualifies
        | RelationKind::Updates
        | RelationKind::Repeats
        | RelationKind::Quotes
        | RelationKind::Translates => false,
    }
}
