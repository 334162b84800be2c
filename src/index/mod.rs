//! Everything that is computed about an archive: back-links, places, orders. Findings live here, not problems.

mod chronology;
mod circles;
mod collation;
mod comparable;
mod excess;
mod figures;
mod findings;
mod kin;
mod lineages;
mod locators;
mod lookup;
mod meetings;
mod mentions;
mod order;
mod questions;
mod referrers;
mod silence;
mod statuses;
mod tally;
mod unlike;
mod uses;

use crate::model::{Archive, Indexes};

/// Computes every index.
pub fn index(archive: &Archive) -> Indexes {
    let (mentions, uses) = (mentions::mentions(archive), uses::uses(archive));
    let (referrers, orders) = (referrers::referrers(archive), order::orders(archive));
    let material = lookup::Material { archive, mentions: &mentions, uses: &uses, referrers: &referrers, orders: &orders };
    let lookup = lookup::lookup(&material);
    let chronology = chronology::chronology(archive, &orders);
    let findings = findings::findings(archive, &uses, &orders);
    let kin = kin::kin(archive, &orders);
    Indexes { mentions, uses, referrers, orders, kin, findings, lookup, chronology }
}
