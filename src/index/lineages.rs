//! Where each claim comes from: its chain, the lineages on which it rests, and chains that lead back to themselves.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::circles::{self, Rounds, parts, rounds};
use crate::model::{
    Archive, Asserter, Basis, BasisKind, Chain, Circle, Claim, DocumentId, EntityId, Ground, Linked, NoteId, QuestionId,
    Relation, Step,
};

/// Where the claims of an archive come from.
#[derive(Debug, Default)]
pub struct Origins {
    /// Of every claim.
    pub claims: BTreeMap<NoteId, Origin>,
    /// Chains that lead back to themselves.
    pub circles: Vec<Circle>,
}

/// Where a claim comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The lineages on which it rests, by number.
    pub lineages: Vec<EntityId>,
    /// On what it rests, in a word.
    pub ground: Ground,
    /// Whether a basis is stated, here or in a claim that it repeats.
    pub basis: Stated,
    /// From the document to whoever first knew.
    pub chain: Chain,
}

/// Whether a basis is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// One is.
    Yes,
    /// None is.
    No,
}

/// Follows every claim to its origin.
pub fn origins(archive: &Archive) -> Origins {
    let notes = (0..archive.notes.len() as u32).map(NoteId);
    let claims: Vec<(NoteId, &Claim<Linked>)> = notes.filter_map(|id| Some((id, archive.claim(id)?))).collect();
    let number = |id: NoteId| claims.binary_search_by_key(&id, |(id, _)| *id).ok();
    let repeated: Vec<Vec<usize>> =
        claims.iter().map(|(id, _)| taken_over(archive, *id).filter_map(|relation| number(relation.to)).collect()).collect();
    let mut found: Vec<Option<Origin>> = vec![None; claims.len()];
    let mut circles = Vec::new();
    for part in parts(&repeated) {
        let is_circle = part.len() > 1 || repeated[part[0]].contains(&part[0]);
        if is_circle {
            let told = |steps: Vec<circles::Step>| steps.into_iter().map(|(member, _)| claims[member].0).collect();
            let Rounds { found, left } = rounds(&part, &repeated);
            circles.extend(found.into_iter().map(|steps| Circle::Claims(told(steps))));
            circles.extend((!left.is_empty()).then(|| Circle::MoreClaims(told(left))));
        }
        let outside: BTreeSet<usize> = part.iter().flat_map(|member| &repeated[*member]).copied().collect();
        let before: Vec<&Origin> = outside.iter().filter_map(|member| found[*member].as_ref()).collect();
        // What one of a circle states is stated by a claim that each of them repeats.
        let states = |member: &usize| stated(claims[*member].1).next().is_some();
        let around = if is_circle && part.iter().any(states) { Stated::Yes } else { Stated::No };
        let origins: Vec<(usize, Origin)> = part
            .iter()
            .map(|member| {
                let claim = claims[*member].1;
                (*member, if repeated[*member].is_empty() { first(archive, claim) } else { handed_on(claim, &before, around) })
            })
            .collect();
        origins.into_iter().for_each(|(member, origin)| found[member] = Some(origin));
    }
    circles.extend(claims.par_iter().filter_map(|(id, claim)| comes_back(archive, *id, claim)).collect::<Vec<_>>());
    circles.extend(entity_circles(archive, &claims));
    circles.sort_unstable();
    let origins = claims
        .par_iter()
        .zip(found)
        .filter_map(|((id, claim), origin)| Some((*id, Origin { chain: chain(archive, *id, claim), ..origin? })));
    Origins { claims: origins.collect(), circles }
}

/// The relations by which a note takes over what others say.
///
/// Whoever quotes words to deny them, or says in the same note that they are not so, does not rest on them.
pub fn taken_over(archive: &Archive, id: NoteId) -> impl Iterator<Item = &Relation<Linked>> {
    let relations = archive.note(id).note.relations.iter();
    let rebutted: BTreeSet<NoteId> =
        relations.clone().filter(|relation| relation.kind.speaks_against()).map(|relation| relation.to).collect();
    let is_denial = |id: NoteId| archive.claim(id).is_some_and(Claim::is_denial);
    // Whoever repeats a denial denies on the ground of the other.
    let is_denied = is_denial(id);
    relations.filter(move |relation| {
        relation.kind.takes_over() && !rebutted.contains(&relation.to) && (!is_denied || is_denial(relation.to))
    })
}

fn stated(claim: &Claim<Linked>) -> impl Iterator<Item = &Basis<Linked>> {
    claim.basis.iter().filter(|basis| basis.kind != BasisKind::Unstated)
}

/// The lineage that a basis names; what is not stated has none.
fn lineage(basis: &Basis<Linked>) -> Option<EntityId> {
    basis.lineage.filter(|_| basis.kind != BasisKind::Unstated)
}

/// A claim that repeats no other rests on what it states.
fn first(archive: &Archive, claim: &Claim<Linked>) -> Origin {
    let named = stated(claim).flat_map(|basis| match &basis.lineage {
        Some(lineage) => std::slice::from_ref(lineage),
        None => basis.by.as_slice(),
    });
    let lineages: BTreeSet<EntityId> = named.map(|entity| archive.meant(*entity)).collect();
    let basis = if stated(claim).next().is_some() { Stated::Yes } else { Stated::No };
    let ground = match (lineages.is_empty(), basis) {
        (false, _) => Ground::Lineage,
        (true, Stated::Yes) => Ground::Unnamed,
        (true, Stated::No) => Ground::Unstated,
    };
    Origin { lineages: lineages.into_iter().collect(), ground, basis, chain: Chain::default() }
}

/// A claim that repeats others rests on what they rest on and on nothing else: to repeat is not to confirm.
///
/// `around` tells whether one of a circle in which it stands states a basis.
fn handed_on(claim: &Claim<Linked>, before: &[&Origin], around: Stated) -> Origin {
    let lineages: BTreeSet<EntityId> = before.iter().flat_map(|origin| &origin.lineages).copied().collect();
    let mut all = before.iter().map(|origin| origin.basis).chain([around]);
    let basis = if stated(claim).next().is_some() || all.any(|basis| basis == Stated::Yes) { Stated::Yes } else { Stated::No };
    let ground = if !lineages.is_empty() {
        Ground::Lineage
    } else if before.iter().all(|origin| origin.ground == Ground::Circular) {
        Ground::Circular
    } else {
        match basis {
            Stated::Yes => Ground::Unnamed,
            Stated::No => Ground::Unstated,
        }
    };
    Origin { lineages: lineages.into_iter().collect(), ground, basis, chain: Chain::default() }
}

fn chain(archive: &Archive, id: NoteId, claim: &Claim<Linked>) -> Chain {
    let note = archive.note(id);
    let mut trunk = vec![Step::Document(note.document)];
    trunk.extend(claim.via.iter().rev().map(|entity| Step::Via(*entity)));
    trunk.push(match &claim.asserter {
        Asserter::Document => Step::Voice(archive.document(note.document).record.publisher.clone()),
        Asserter::Unnamed => Step::Unnamed,
        Asserter::Entities(entities) => Step::Asserter(entities.clone()),
    });
    let repeated = taken_over(archive, id).filter(|relation| archive.claim(relation.to).is_some());
    let mut branches: Vec<Vec<Step>> =
        repeated.map(|relation| vec![Step::Claim { claim: relation.to, kind: relation.kind }]).collect();
    branches.extend(claim.basis.iter().map(|basis| {
        let mut branch = vec![Step::Basis { kind: basis.kind, by: basis.by.clone() }];
        // The lineage is a step of its own where it is not the one who is named anyway.
        branch.extend(lineage(basis).filter(|lineage| basis.by.as_slice() != [*lineage]).map(Step::Lineage));
        branch
    }));
    Chain { trunk, branches }
}

/// The first entity to whom the chain of a claim comes back, after others stood between.
fn comes_back(archive: &Archive, id: NoteId, claim: &Claim<Linked>) -> Option<Circle> {
    let meant = |list: &[EntityId]| -> Vec<EntityId> { list.iter().map(|entity| archive.meant(*entity)).collect() };
    let document: DocumentId = archive.note(id).document;
    let publisher = meant(&archive.document(document).record.publisher);
    let asserter = match &claim.asserter {
        Asserter::Document => publisher.clone(),
        Asserter::Unnamed => Vec::new(),
        Asserter::Entities(entities) => meant(entities),
    };
    let mut trunk = vec![publisher];
    trunk.extend(claim.via.iter().rev().map(|entity| meant(&[*entity])));
    trunk.push(asserter);
    let grounds = stated(claim).map(|basis| (meant(&basis.by), meant(basis.lineage.as_slice())));
    let empty = stated(claim).next().is_none().then(|| (Vec::new(), Vec::new()));
    let found = grounds.chain(empty).find_map(|(by, lineage)| {
        let steps: Vec<&Vec<EntityId>> = trunk.iter().chain([&by, &lineage]).filter(|step| !step.is_empty()).collect();
        steps.iter().enumerate().find_map(|(at, step)| {
            step.iter().copied().find(|entity| {
                let mut later = steps[at..].iter().skip_while(|step| step.contains(entity));
                later.any(|step| step.contains(entity))
            })
        })
    });
    found.map(|entity| Circle::Chain { claim: id, entity })
}

/// Entities that are said, on one question, to have it from one another.
fn entity_circles(archive: &Archive, claims: &[(NoteId, &Claim<Linked>)]) -> Vec<Circle> {
    let mut said: BTreeMap<QuestionId, BTreeMap<(EntityId, EntityId), NoteId>> = BTreeMap::new();
    for (id, claim) in claims {
        let Some(question) = claim.question else { continue };
        for basis in stated(claim) {
            let Some(lineage) = basis.lineage.map(|lineage| archive.meant(lineage)) else { continue };
            for by in basis.by.iter().map(|by| archive.meant(*by)).filter(|by| *by != lineage) {
                said.entry(question).or_default().entry((by, lineage)).or_insert(*id);
            }
        }
    }
    let mut circles = Vec::new();
    for (question, pairs) in said {
        let entities: BTreeSet<EntityId> = pairs.keys().flat_map(|(by, lineage)| [*by, *lineage]).collect();
        let entities: Vec<EntityId> = entities.into_iter().collect();
        let number = |entity: &EntityId| entities.binary_search(entity).expect("every entity of a pair is on the list");
        let mut from: Vec<Vec<usize>> = vec![Vec::new(); entities.len()];
        pairs.keys().for_each(|(by, lineage)| from[number(by)].push(number(lineage)));
        for part in parts(&from).into_iter().filter(|part| part.len() > 1) {
            let told = |steps: &[circles::Step]| {
                steps.iter().filter_map(|(by, from)| pairs.get(&(entities[*by], entities[*from])).copied()).collect()
            };
            let Rounds { found, left } = rounds(&part, &from);
            circles.extend(found.into_iter().map(|steps| Circle::Entities {
                question,
                entities: steps.iter().map(|(by, _)| entities[*by]).collect(),
                claims: told(&steps),
            }));
            let more = || Circle::MoreEntities { question, count: left.len(), claims: told(&left) };
            circles.extend((!left.is_empty()).then(more));
        }
    }
    circles
}
