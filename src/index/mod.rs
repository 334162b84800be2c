//! Everything that is computed about an archive: back-links, places, orders. Findings live here, not problems.

mod circles;
mod comparable;
mod excess;
mod figures;
mod findings;
mod lineages;
mod meetings;
mod mentions;
mod order;
mod questions;
mod referrers;
mod statuses;
mod tally;
mod unlike;
mod uses;

use crate::model::{Archive, Indexes};

/// Computes every index.
pub fn index(archive: &Archive) -> Indexes {
    let (uses, orders) = (uses::uses(archive), order::orders(archive));
    Indexes {
        mentions: mentions::mentions(archive),
        referrers: referrers::referrers(archive),
        findings: findings::findings(archive, &uses, &orders),
        uses,
        orders,
    }
}
