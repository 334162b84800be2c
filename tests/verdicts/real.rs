//! What the archives themselves show, and what a sixth document that repeats a count changes in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::archive::{Found, found};
use postil::model::{EntityId, NoteId, Reason, Verdict};
use postil::shell::load::load;
use postil::source::{SourceFile, Sources};

fn archives() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
    // The real archive lies beside the project, where it is there at all.
    let real = own.join("../shared/archive");
    [own, real].into_iter().filter(|path| path.join("content/archive.yaml").exists()).collect()
}

fn sources(path: &Path) -> Sources {
    load(path).ok().unwrap().0
}

/// The archive with one more document, which says once more what `pantai-suriah/sohr` says.
fn with_a_sixth(path: &Path, more: &str) -> Found {
    let mut files: Vec<SourceFile> = sources(path).iter().map(|(_, file)| file.clone()).collect();
    let mut add = |name: &str, text: &str| {
        files.push(SourceFile {
            path: format!("content/documents/sixth/{name}"),
            text: text.to_owned(),
            bytes: text.as_bytes().to_vec(),
            sha256: Some(String::new()),
            readable: true,
        });
    };
    add("text.txt", "1,383 civilians\n");
    add("document.yaml", "title: Sixth\nlanguage: en\nkind: post\nissued: 2025-03~\n");
    let claim =
        "says: '1,383 civilians were killed.', question: coast-toll, modality: attributed, figures: {value: 1383, of: civilians}";
    add("notes.yaml", &format!("- id: toll\n  quote: 1,383 civilians\n  claim: {{{claim}, {more}"));
    found(&Sources::new(files))
}

type Told = BTreeMap<String, (&'static str, usize, Vec<EntityId>)>;

/// Status, number of reasons and lineages of every claim by name.
fn told(found: &Found) -> Told {
    use postil::model::ClosedList;
    let claims = found.findings().claims.iter();
    claims.map(|(id, claim)| (found.name(*id), (claim.status.name(), claim.reasons.len(), claim.lineages.clone()))).collect()
}

#[test]
fn a_sixth_document_that_repeats_a_count_is_no_further_lineage_and_changes_nothing_else() {
    let ways = [
        "asserter: sohr, basis: {kind: count, by: sohr, lineage: sohr}}\n",
        "basis: {kind: media, by: ap, lineage: sohr}}\n",
        "basis: {kind: media, by: ap}}\n  relates: {to: pantai-suriah/sohr, as: repeats}\n",
        "basis: {kind: media, by: bbc}}\n  relates: {to: pantai-suriah/sohr, as: quotes}\n",
        "basis: {kind: unstated}}\n",
    ];
    for path in archives() {
        let before = found(&sources(&path));
        for way in ways {
            let after = with_a_sixth(&path, way);
            let lineages = |found: &Found| -> Vec<EntityId> {
                found.findings().questions.iter().flat_map(|question| question.lineages.iter().map(|(id, _)| *id)).collect()
            };
            assert_eq!(lineages(&before), lineages(&after), "{way}");
            let mut now = told(&after);
            now.remove("sixth/toll");
            assert_eq!(told(&before), now, "{way}");
            // The only new pair that agrees is that with the count itself; it does not become a confirmation.
            let agreeing = |found: &Found| found.question("coast-toll").verdicts.get(Verdict::Agree);
            assert_eq!(agreeing(&after), agreeing(&before) + 1);
            for verdict in [Verdict::Conflict, Verdict::LaterIsHigher, Verdict::PartExceedsWhole] {
                let count = |found: &Found| found.question("coast-toll").verdicts.get(verdict);
                assert_eq!(count(&after), count(&before));
            }
        }
    }
}

#[test]
fn every_reason_in_the_archives_leads_to_another_note() {
    for path in archives() {
        let found = found(&sources(&path));
        for (id, claim) in &found.findings().claims {
            let others = claim.reasons.iter().map(|reason| match reason {
                Reason::Figure { other, .. } => other.claim,
                Reason::Position { other, .. } => *other,
                Reason::Relation(bearing) => bearing.other,
            });
            assert!(others.into_iter().all(|other: NoteId| other != *id));
        }
    }
}

/// What the toll question of the real archive shows; counted by hand in its sidecars.
#[test]
fn the_toll_of_the_real_archive_is_as_counted_by_hand() {
    for path in archives().into_iter().skip(1) {
        let found = found(&sources(&path));
        let question = found.question("coast-toll");
        assert_eq!(question.claims.len(), 8);
        let count = |verdict| question.verdicts.get(verdict);
        assert_eq!(question.verdicts.total(), 35, "nine figures are 36 pairs, one of them within a claim");
        assert_eq!(count(Verdict::ScopeUnstated), 8, "hecatomb/sohr counts dead and tortured together");
        assert_eq!(count(Verdict::Overlap), 3, "hecatomb/toll, hecatomb/ap-toll and pantai-suriah/hrw");
        assert_eq!(count(Verdict::NotComparable), 24);
        let lineages = question.lineages.iter().map(|(entity, _)| *entity);
        assert_eq!(found.entities(lineages), ["hrw", "sohr", "ap"]);
        let unstated = ["good-jihadists/toll", "good-jihadists/fighters-dead", "hecatomb/toll", "object-lesson/toll"];
        assert_eq!(found.names(&question.unstated), unstated);
        assert_eq!(question.rows.len(), 4);
        assert!(question.silent.count == 0);
        assert_eq!(found.documents(&question.too_early.documents), ["idlib-bloodbath"]);
    }
}
