//! Editorial rules: what an editor should look at, although every record is sound.

mod excess;
mod ranges;
mod relations;
mod units;
mod unused;

use crate::model::Archive;
use crate::problem::Problems;

/// A rule: it looks at the whole archive and changes nothing.
pub type Rule = fn(&Archive, &mut Problems);

/// Every rule, in the order in which they run.
pub const RULES: &[Rule] = &[
    unused::unused,
    excess::part_exceeds_whole,
    units::unit_misspelt,
    relations::relation_contradicts_figures,
    ranges::too_many_ranges,
];

/// Runs every rule.
pub fn check(archive: &Archive, problems: &mut Problems) {
    for rule in RULES {
        rule(archive, problems);
    }
}
