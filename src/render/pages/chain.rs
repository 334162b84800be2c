//! How a claim came into its document: the steps as a list and as a drawing, and what else rests on the same origin.

use super::status::{finding, word};
use crate::model::{Claim, Linked, NoteId, Step};
use crate::render::sheet::Sheet;
use crate::render::view::{self, ChainSign};
use crate::source::word::shortened;

/// Claims that are named for each origin.
const ORIGIN_CLAIMS_MAX: usize = 6;

/// Branches that can still be told apart in the drawing.
const DRAWN_BRANCHES_MAX: usize = 6;

/// From the document to whoever first knew.
pub fn chain(sheet: &Sheet<'_>, id: NoteId) -> view::Chain {
    let chain = &finding(sheet, id).chain;
    let steps = |list: &[Step]| list.iter().map(|found| step(sheet, found)).collect::<Vec<_>>();
    view::Chain {
        trunk: steps(&chain.trunk),
        branches: chain.branches.iter().map(|branch| steps(branch)).collect(),
        picture: (chain.branches.len() <= DRAWN_BRANCHES_MAX).then(|| picture(sheet, &chain.trunk, &chain.branches)),
    }
}

fn step(sheet: &Sheet<'_>, step: &Step) -> view::ChainStep {
    let phrases = sheet.context.phrases;
    let plain = |key: &str| vec![sheet.plain(sheet.phrase_words(phrases.text(key)))];
    let (label, links) = match step {
        Step::Document(id) => (phrases.text("step_document"), vec![sheet.document(*id)]),
        Step::Via(entity) => (phrases.text("step_via"), vec![sheet.entity(*entity)]),
        Step::Voice(publishers) if publishers.is_empty() => (phrases.text("step_asserter"), plain("asserter_document")),
        Step::Voice(entities) | Step::Asserter(entities) => (phrases.text("step_asserter"), sheet.entities(entities)),
        Step::Unnamed => (phrases.text("step_asserter"), plain("asserter_unnamed")),
        Step::Claim { claim, kind } => (phrases.word("relation", *kind), vec![claim_link(sheet, *claim)]),
        Step::Basis { kind, by } => (phrases.fill("step_basis", &[("kind", &phrases.word("basis", *kind))]), sheet.entities(by)),
        Step::Lineage(entity) => (phrases.text("step_lineage"), vec![sheet.entity(*entity)]),
    };
    view::ChainStep { label, links }
}

/// A link to a claim that says in which document it stands.
pub fn claim_link(sheet: &Sheet<'_>, id: NoteId) -> view::Link {
    let mut link = sheet.link(sheet.note_name(id), sheet.page_url(id));
    link.words.text = format!("{}: {}", sheet.siglum(sheet.context.archive.note(id).document), link.words.text);
    link
}

/// Height of a step, in CSS pixels.
const STEP: i64 = 30;

/// How far a branch is set in, in CSS pixels.
const BRANCH: i64 = 26;

/// Letters of a name that fit beside its sign on a phone.
const NAME: usize = 30;

/// The steps from top to bottom; each branch leaves the trunk below its last step.
fn picture(sheet: &Sheet<'_>, trunk: &[Step], branches: &[Vec<Step>]) -> view::ChainPicture {
    let way = match crate::render::sheet::direction(&sheet.context.language) {
        view::Direction::Ltr => 1,
        view::Direction::Rtl => -1,
    };
    let mut nodes = Vec::new();
    let mut lines = String::new();
    let mut place = |step: &Step, x: i64| {
        let y = STEP / 2 + STEP * nodes.len() as i64;
        let (sign, label) = sign(sheet, step);
        nodes.push(view::ChainNode { x: way * x, y, text_x: way * (x + 16), sign, label: shortened(&label, NAME) });
        y
    };
    let stem = 8;
    let mut foot = 0;
    for (number, step) in trunk.iter().enumerate() {
        let y = place(step, stem);
        if number > 0 {
            lines.push_str(&format!("M{} {foot}V{y}", way * stem));
        }
        foot = y;
    }
    for branch in branches {
        let mut above = None;
        for step in branch {
            let y = place(step, stem + BRANCH);
            lines.push_str(&match above {
                None => format!(
                    "M{} {foot}V{}Q{} {y} {} {y}H{}",
                    way * stem,
                    y - 10,
                    way * stem,
                    way * (stem + 10),
                    way * (stem + BRANCH)
                ),
                Some(above) => format!("M{} {above}V{y}", way * (stem + BRANCH)),
            });
            above = Some(y);
        }
    }
    view::ChainPicture { height: STEP as usize * nodes.len(), lines, nodes }
}

/// The shape of a step and its name.
fn sign(sheet: &Sheet<'_>, step: &Step) -> (ChainSign, String) {
    let phrases = sheet.context.phrases;
    let names = |entities: &[crate::model::EntityId]| {
        let names: Vec<String> = entities.iter().map(|entity| sheet.entity_name(*entity).text).collect();
        names.join(&phrases.text("list_comma"))
    };
    match step {
        Step::Document(id) => (ChainSign::Square, sheet.siglum(*id)),
        Step::Voice(publishers) if publishers.is_empty() => (ChainSign::Ring, phrases.text("asserter_document")),
        Step::Unnamed => (ChainSign::Ring, phrases.text("asserter_unnamed")),
        Step::Voice(entities) | Step::Asserter(entities) => (ChainSign::Disc, names(entities)),
        Step::Via(entity) | Step::Lineage(entity) => (ChainSign::Disc, names(&[*entity])),
        Step::Claim { claim, .. } => {
            let note = sheet.context.archive.note(*claim);
            (ChainSign::Square, format!("{}/{}", sheet.siglum(note.document), note.note.id.value))
        }
        Step::Basis { kind, by } if by.is_empty() => (ChainSign::Ring, phrases.word("basis", *kind)),
        Step::Basis { kind, by } => {
            (ChainSign::Disc, format!("{}{}{}", phrases.word("basis", *kind), phrases.text("list_comma"), names(by)))
        }
    }
}

/// On what a claim rests, and which other claims on its question rest on the same.
pub fn ground(sheet: &Sheet<'_>, id: NoteId, claim: &Claim<Linked>) -> view::Ground {
    let found = finding(sheet, id);
    let question = claim.question.map(|question| &sheet.context.indexes.findings.questions[question.0 as usize]);
    let origins = found.lineages.iter().map(|lineage| {
        let resting = question.and_then(|question| {
            let at = question.lineages.binary_search_by_key(lineage, |(entity, _)| *entity).ok()?;
            Some(&question.lineages[at].1)
        });
        let resting = resting.map_or(&[][..], Vec::as_slice);
        let others = resting.iter().copied().filter(|other| *other != id).take(ORIGIN_CLAIMS_MAX);
        let others: Vec<view::OriginClaim> = others
            .map(|other| view::OriginClaim {
                document: sheet.document_siglum(sheet.context.archive.note(other).document),
                claim: sheet.link(sheet.note_name(other), sheet.page_url(other)),
            })
            .collect();
        let more = resting.len().saturating_sub(others.len() + 1);
        view::Origin { entity: sheet.entity(*lineage), others, more }
    });
    view::Ground { word: word(sheet, "ground", found.ground), origins: origins.collect() }
}
