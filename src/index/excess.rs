//! Finds parts that are certainly larger than their wholes in one document or from one lineage.

use std::collections::BTreeMap;

use super::lineages::Origins;
use crate::model::{
    Archive, DocumentId, EXAMPLES_MAX, EntityId, FigureId, Linked, Measure, NoteId, Question, Setting, exceeds, wholes,
};

/// The pairs in which one figure takes part, as part or as whole.
#[derive(Debug, Clone, Default)]
pub struct Excess {
    /// With figures of its own claim.
    pub own: u64,
    /// With figures of other claims.
    pub others: u64,
    /// The first of them.
    pub examples: Vec<FigureId>,
}

/// What makes two claims one source; the document comes before the lineages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Document(DocumentId),
    Lineage(EntityId),
}

/// For each figure the pairs in which a part exceeds its whole.
///
/// Only figures of one source and one setting are laid beside each other, the lowest wholes first, so that the time grows with
/// the pairs that are found (and those that only their dates excuse).
pub fn excesses(archive: &Archive, question: &Question<Linked>, measures: &[Measure], origins: &Origins) -> Vec<Excess> {
    let mut found = vec![Excess::default(); measures.len()];
    let sources = |claim: NoteId| {
        let lineages = origins.claims.get(&claim).into_iter().flat_map(|origin| &origin.lineages);
        let document = Source::Document(archive.note(claim).document);
        std::iter::once(document).chain(lineages.map(|lineage| Source::Lineage(*lineage)))
    };
    let mut lists: BTreeMap<(Source, usize, &Setting), Vec<usize>> = BTreeMap::new();
    if question.scopes.iter().all(|scope| scope.within.is_none()) {
        return found;
    }
    for (index, measure) in measures.iter().enumerate() {
        let Some(scope) = measure.scope else { continue };
        for source in sources(measure.figure.claim) {
            lists.entry((source, scope, &measure.setting)).or_default().push(index);
        }
    }
    lists.values_mut().for_each(|list| list.sort_by_key(|index| measures[*index].interval.high_hundredths()));
    for (at, part) in measures.iter().enumerate() {
        let Some(scope) = part.scope else { continue };
        for outer in wholes(question, scope) {
            for source in sources(part.figure.claim) {
                let list = lists.get(&(source, outer, &part.setting)).into_iter().flatten();
                for index in list.take_while(|index| part.interval.certainly_above(measures[**index].interval)) {
                    let whole = &measures[*index];
                    // Two claims may have several sources in common; the pair is counted at the first.
                    let is_first = sources(part.figure.claim)
                        .find(|common| sources(whole.figure.claim).any(|other| other == *common))
                        == Some(source);
                    if is_first && exceeds(question, part, whole) {
                        found[at].add(part.figure, whole.figure);
                        found[*index].add(whole.figure, part.figure);
                    }
                }
            }
        }
    }
    found
}

impl Excess {
    fn add(&mut self, own: FigureId, other: FigureId) {
        if own.claim == other.claim {
            self.own += 1;
        } else {
            self.others += 1;
        }
        if self.examples.len() < EXAMPLES_MAX {
            self.examples.push(other);
        }
    }
}
