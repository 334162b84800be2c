//! Everything that is computed about an archive: back-links, places, orders. Findings live here, not problems.

mod mentions;
mod order;
mod referrers;
mod uses;

use crate::model::{Archive, Indexes};

/// Computes every index.
pub fn index(archive: &Archive) -> Indexes {
    Indexes {
        mentions: mentions::mentions(archive),
        uses: uses::uses(archive),
        referrers: referrers::referrers(archive),
        orders: order::orders(archive),
    }
}
