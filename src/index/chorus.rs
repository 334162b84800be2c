//! Those who say the same on a question: how many others agree with one of them, and who comes first by date.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::model::{DocumentId, EXAMPLES_MAX, EntityId};

/// Those who say the same, added in the order in which they are named; whoever names no lineage is not heard.
#[derive(Debug)]
pub struct Chorus<'a, T> {
    all: Heard,
    /// By the lineages on which they rest.
    parts: BTreeMap<&'a [EntityId], Heard>,
    /// Of each part enough for examples, whichever document asks.
    first: Vec<(DocumentId, &'a [EntityId], T)>,
}

/// How many are heard, in all and in each document.
#[derive(Debug, Default)]
struct Heard {
    count: u64,
    documents: BTreeMap<DocumentId, u64>,
    /// How many of them are kept for examples.
    kept: usize,
}

impl Heard {
    fn add(&mut self, document: DocumentId) -> u64 {
        let own = self.documents.entry(document).or_default();
        self.count += 1;
        *own += 1;
        *own
    }

    /// How many there are in other documents.
    fn besides(&self, document: DocumentId) -> u64 {
        self.count - self.documents.get(&document).copied().unwrap_or_default()
    }
}

/// Who agrees with a claim.
#[derive(Debug, PartialEq)]
pub struct Agreeing<T> {
    /// How many. Exact.
    pub count: u64,
    /// The first of them, up to [`EXAMPLES_MAX`].
    pub first: Vec<T>,
}

impl<'a, T: Copy> Chorus<'a, T> {
    /// Adds one; those of one document come together.
    pub fn add(&mut self, document: DocumentId, lineages: &'a [EntityId], voice: T) {
        if lineages.is_empty() {
            return;
        }
        self.all.add(document);
        let part = self.parts.entry(lineages).or_default();
        let own = part.add(document);
        // Twice as many as are named: those of the document that asks are left aside.
        if own <= EXAMPLES_MAX as u64 && part.kept < 2 * EXAMPLES_MAX {
            part.kept += 1;
            self.first.push((document, lineages, voice));
        }
    }

    /// Those of other documents that rest on a lineage on which this claim does not rest.
    ///
    /// The work grows with the parts that rest on nothing but lineages of this claim, not with those that agree.
    pub fn others(&self, document: DocumentId, lineages: &[EntityId]) -> Agreeing<T> {
        let mut agreeing = Agreeing { count: 0, first: Vec::new() };
        // Whoever does not say how it is known may have it from the other.
        if lineages.is_empty() {
            return agreeing;
        }
        agreeing.count = self.all.besides(document) - self.within(lineages, document);
        let mut rest = self.first.as_slice();
        while let Some((other, theirs, voice)) = rest.first() {
            if *other == document {
                rest = &rest[rest.partition_point(|(other, ..)| *other == document)..];
                continue;
            }
            if agreeing.first.len() == EXAMPLES_MAX {
                break;
            }
            if strange(theirs, lineages).is_some() {
                agreeing.first.push(*voice);
            }
            rest = &rest[1..];
        }
        agreeing
    }

    /// How many of other documents rest on these lineages alone.
    fn within(&self, lineages: &[EntityId], document: DocumentId) -> u64 {
        let mut count = 0;
        let mut next: Vec<EntityId> = Vec::new();
        // The parts are in the order of words in a dictionary: whatever begins with a strange lineage is leapt over.
        while let Some((part, heard)) = self.parts.range::<[EntityId], _>((Bound::Included(&next[..]), Bound::Unbounded)).next() {
            let Some(at) = strange(part, lineages) else {
                count += heard.besides(document);
                next = part.to_vec();
                next.push(EntityId(0));
                continue;
            };
            next = part[..at].to_vec();
            let mut after = part[at];
            loop {
                if let Some(later) = lineages.get(lineages.partition_point(|lineage| *lineage <= after)) {
                    next.push(*later);
                    break;
                }
                match next.pop() {
                    Some(last) => after = last,
                    None => return count,
                }
            }
        }
        count
    }
}

/// The place of the first lineage that is not among others.
fn strange(lineages: &[EntityId], others: &[EntityId]) -> Option<usize> {
    lineages.iter().position(|lineage| others.binary_search(lineage).is_err())
}

impl<T> Default for Chorus<'_, T> {
    fn default() -> Self {
        Chorus { all: Heard::default(), parts: BTreeMap::new(), first: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Agreeing, Chorus};
    use crate::model::{DocumentId, EXAMPLES_MAX, EntityId};

    /// Every set of some lineages, as numbers in binary.
    fn sets(lineages: u32) -> Vec<Vec<EntityId>> {
        let set = |bits: u32| (0..lineages).filter(|lineage| bits >> lineage & 1 == 1).map(EntityId).collect();
        (0..1 << lineages).map(set).collect()
    }

    #[test]
    fn those_who_agree_are_counted_as_if_one_by_one() {
        let sets = sets(5);
        // Some rest on the same, some documents speak often, some lineages are nobody's.
        let voices: Vec<(DocumentId, &[EntityId])> =
            (0..120).map(|number| (DocumentId(number / 7), sets[(number * 37 % 23) as usize].as_slice())).collect();
        let mut chorus = Chorus::default();
        voices.iter().enumerate().for_each(|(number, (document, lineages))| chorus.add(*document, lineages, number));
        for document in (0..20).map(DocumentId) {
            for own in &sets {
                let agrees = |(other, theirs): &(DocumentId, &[EntityId])| {
                    *other != document && !own.is_empty() && theirs.iter().any(|lineage| !own.contains(lineage))
                };
                let all: Vec<usize> = (0..voices.len()).filter(|number| agrees(&voices[*number])).collect();
                let found = chorus.others(document, own);
                assert_eq!(found.count, all.len() as u64, "{document:?} {own:?}");
                let first = all.into_iter().take(EXAMPLES_MAX).collect::<Vec<_>>();
                assert_eq!(found, Agreeing { count: found.count, first }, "{document:?} {own:?}");
            }
        }
    }
}
