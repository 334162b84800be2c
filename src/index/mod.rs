//! Everything that is computed about an archive: back-links, places, orders. Findings live here, not problems.

mod chorus;
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
    let ((mentions, uses), (referrers, orders)) = rayon::join(
        || (mentions::mentions(archive), uses::uses(archive)),
        || (referrers::referrers(archive), order::orders(archive)),
    );
    let material = lookup::Material { archive, mentions: &mentions, uses: &uses, referrers: &referrers, orders: &orders };
    let (findings, (lookup, (chronology, kin))) = rayon::join(
        || findings::findings(archive, &uses, &orders),
        || (lookup::lookup(&material), (chronology::chronology(archive, &orders), kin::kin(archive, &orders))),
    );
    Indexes { mentions, uses, referrers, orders, kin, findings, lookup, chronology }
}
