//! Everything that is computed about an archive: back-links, places, orders. Findings live here, not problems.

mod chronology;
mod collation;
mod locators;
mod lookup;
mod mentions;
mod order;
mod referrers;
mod uses;

use crate::model::{Archive, Indexes};

/// Computes every index.
pub fn index(archive: &Archive) -> Indexes {
    let (mentions, uses) = (mentions::mentions(archive), uses::uses(archive));
    let (referrers, orders) = (referrers::referrers(archive), order::orders(archive));
    let material = lookup::Material { archive, mentions: &mentions, uses: &uses, referrers: &referrers, orders: &orders };
    let lookup = lookup::lookup(&material);
    let chronology = chronology::chronology(archive, &orders);
    Indexes { mentions, uses, referrers, orders, lookup, chronology }
}
