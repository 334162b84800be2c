//! Those who say the same on a question: how many others agree with one of them, and who comes first by date.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{DocumentId, EXAMPLES_MAX, EntityId};

/// One who says it: in which document, on which lineages, and who.
pub type Voice<'a, T> = (DocumentId, &'a [EntityId], T);

/// Those who say the same, in the order in which they are named; whoever names no lineage is not heard.
#[derive(Debug)]
pub struct Chorus<T> {
    all: Heard,
    /// By the lineages on which they rest, by number.
    parts: Vec<Heard>,
    /// Of each part enough for examples, whichever document asks.
    first: Vec<(DocumentId, usize, T)>,
    /// The parts as a tree, each at the end of the way along its lineages; the first is the root.
    tree: Vec<Node>,
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

/// A lineage behind others.
#[derive(Debug, Default)]
struct Node {
    next: BTreeMap<EntityId, usize>,
    /// The part that rests on the lineages up to here and on no others.
    part: Option<usize>,
}

/// Who agrees with a claim.
#[derive(Debug, PartialEq)]
pub struct Agreeing<T> {
    /// How many. Exact.
    pub count: u64,
    /// The first of them, up to [`EXAMPLES_MAX`].
    pub first: Vec<T>,
}

impl<T: Copy> Chorus<T> {
    /// Lays them out; those of one document stand together.
    pub fn new(voices: &[Voice<'_, T>]) -> Chorus<T> {
        let mut numbers: BTreeMap<&[EntityId], usize> = BTreeMap::new();
        let (mut all, mut parts, mut first) = (Heard::default(), Vec::<Heard>::new(), Vec::new());
        for (document, lineages, voice) in voices.iter().filter(|(_, lineages, _)| !lineages.is_empty()) {
            all.add(*document);
            let number = *numbers.entry(lineages).or_insert(parts.len());
            if number == parts.len() {
                parts.push(Heard::default());
            }
            let part = &mut parts[number];
            let own = part.add(*document);
            // Twice as many as are named: those of the document that asks are left aside.
            if own <= EXAMPLES_MAX as u64 && part.kept < 2 * EXAMPLES_MAX {
                part.kept += 1;
                first.push((*document, number, *voice));
            }
        }
        Chorus { all, parts, first, tree: tree(&numbers) }
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
        let within = self.within(lineages);
        let count: u64 = within.iter().map(|part| self.parts[*part].besides(document)).sum();
        agreeing.count = self.all.besides(document) - count;
        let mut rest = self.first.as_slice();
        while let Some((other, part, voice)) = rest.first() {
            if *other == document {
                rest = &rest[rest.partition_point(|(other, ..)| *other == document)..];
                continue;
            }
            // Without this all that are within would be passed to find that nobody is left.
            if agreeing.first.len() as u64 == agreeing.count.min(EXAMPLES_MAX as u64) {
                break;
            }
            if within.binary_search(part).is_err() {
                agreeing.first.push(*voice);
            }
            rest = &rest[1..];
        }
        agreeing
    }

    /// The parts that rest on these lineages alone, in the order of their numbers.
    fn within(&self, lineages: &[EntityId]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut waiting = vec![0];
        while let Some(number) = waiting.pop() {
            let Node { next, part } = &self.tree[number];
            found.extend(part);
            // Whichever are fewer are looked up among the others.
            if next.len() <= lineages.len() {
                waiting.extend(next.iter().filter(|(lineage, _)| lineages.binary_search(lineage).is_ok()).map(|(_, node)| *node));
            } else {
                waiting.extend(lineages.iter().filter_map(|lineage| next.get(lineage)).copied());
            }
        }
        found.sort_unstable();
        found
    }
}

/// The parts as a tree. What many rest on comes first in each: along a chain of repeats all then lie on one way.
fn tree(parts: &BTreeMap<&[EntityId], usize>) -> Vec<Node> {
    let mut resting: BTreeMap<EntityId, usize> = BTreeMap::new();
    parts.keys().flat_map(|lineages| lineages.iter()).for_each(|lineage| *resting.entry(*lineage).or_default() += 1);
    let mut tree = vec![Node::default()];
    for (lineages, part) in parts {
        let mut lineages = lineages.to_vec();
        lineages.sort_by_cached_key(|lineage| (Reverse(resting[lineage]), *lineage));
        let mut at = 0;
        for lineage in lineages {
            let new = tree.len();
            let next = *tree[at].next.entry(lineage).or_insert(new);
            if next == new {
                tree.push(Node::default());
            }
            at = next;
        }
        tree[at].part = Some(*part);
    }
    tree
}

#[cfg(test)]
mod tests {
    use super::{Agreeing, Chorus, Voice};
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
        let voices: Vec<Voice<'_, usize>> =
            (0..120).map(|number| (DocumentId(number as u32 / 7), sets[number * 37 % 23].as_slice(), number)).collect();
        let chorus = Chorus::new(&voices);
        for document in (0..20).map(DocumentId) {
            for own in &sets {
                let agrees = |(other, theirs, _): &Voice<'_, usize>| {
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

    #[test]
    fn a_chain_of_repeats_lies_on_one_way() {
        const LINKS: usize = 1000;
        let forth: Vec<EntityId> = (0..LINKS as u32).map(EntityId).collect();
        // Each rests on all on which the one before rests, and on one more, whichever way these are numbered.
        let from_first = (1..=LINKS).map(|links| &forth[..links]);
        let from_last = (0..LINKS).rev().map(|first| &forth[first..]);
        for chain in [from_first.collect::<Vec<_>>(), from_last.collect()] {
            let voices = chain.iter().enumerate().map(|(link, lineages)| (DocumentId(link as u32), *lineages, link));
            let mut voices: Vec<Voice<'_, usize>> = voices.collect();
            for _ in 0..2 {
                let chorus = Chorus::new(&voices);
                assert_eq!(chorus.tree.len(), LINKS + 1, "no lineage is read anew for each claim");
                let counts: Vec<u64> = voices.iter().map(|(document, own, _)| chorus.others(*document, own).count).collect();
                let expected = voices.iter().map(|(.., link)| (LINKS - 1 - link) as u64);
                assert_eq!(counts, expected.collect::<Vec<_>>());
                voices.reverse();
            }
        }
    }
}
