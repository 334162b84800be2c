//! Circles: claims, or those who are named for them, that lead back to themselves, so that nobody is the first.

use std::collections::BTreeMap;

use super::chain::claim_link;
use crate::model::{Archive, Circle, EntityId, NoteId, QuestionId};
use crate::render::parts::in_line;
use crate::render::sheet::Sheet;
use crate::render::view;

/// Which circles are told on which page, by their numbers.
#[derive(Debug, Default)]
pub struct Circles {
    questions: BTreeMap<QuestionId, Vec<usize>>,
    claims: BTreeMap<NoteId, Vec<usize>>,
}

impl Circles {
    /// Finds the pages of each circle: those of its question or questions, and of its claims.
    pub fn new(archive: &Archive, circles: &[Circle]) -> Circles {
        let mut found = Circles::default();
        for (number, circle) in circles.iter().enumerate() {
            let claims = match circle {
                Circle::Claims(claims)
                | Circle::MoreClaims(claims)
                | Circle::Entities { claims, .. }
                | Circle::MoreEntities { claims, .. } => claims.as_slice(),
                Circle::Chain { claim, .. } => std::slice::from_ref(claim),
            };
            for claim in claims {
                add(&mut found.claims, *claim, number);
                if let Some(question) = archive.claim(*claim).and_then(|claim| claim.question) {
                    add(&mut found.questions, question, number);
                }
            }
        }
        found
    }
}

fn add<K: Ord>(lists: &mut BTreeMap<K, Vec<usize>>, key: K, number: usize) {
    let list = lists.entry(key).or_default();
    if list.last() != Some(&number) {
        list.push(number);
    }
}

/// The circles of a question; of a large one the first of its members, of very many that hang together how many are left.
pub fn on_question(sheet: &Sheet<'_>, id: QuestionId) -> Vec<view::Circle> {
    told(sheet, sheet.context.circles.questions.get(&id))
}

/// The circles that a claim is part of.
pub fn of_claim(sheet: &Sheet<'_>, id: NoteId) -> Vec<view::Circle> {
    told(sheet, sheet.context.circles.claims.get(&id))
}

fn told(sheet: &Sheet<'_>, numbers: Option<&Vec<usize>>) -> Vec<view::Circle> {
    let circles = &sheet.context.indexes.findings.circles;
    numbers.into_iter().flatten().map(|number| circle(sheet, &circles[*number])).collect()
}

fn circle(sheet: &Sheet<'_>, circle: &Circle) -> view::Circle {
    let told = |key: &str, members, said_by| view::Circle { label: sheet.context.phrases.text(key), members, said_by };
    let links = |claims: &[NoteId]| in_line(sheet, claims, |id| claim_link(sheet, *id));
    let names = |entities: &[EntityId]| in_line(sheet, entities, |id| sheet.entity(*id));
    let count = |key: &str, count: usize| vec![sheet.plain(sheet.phrase_words(sheet.context.phrases.count(key, count)))];
    match circle {
        Circle::Claims(claims) => told("circle_claims", links(claims), Vec::new()),
        Circle::MoreClaims(claims) => told("circle_more", count("count_claims", claims.len()), Vec::new()),
        Circle::MoreEntities { count: names, .. } => told("circle_more", count("count_names", *names), Vec::new()),
        Circle::Entities { entities, claims, .. } => told("circle_entities", names(entities), links(claims)),
        Circle::Chain { claim, entity } => told("circle_chain", names(&[*entity]), links(&[*claim])),
    }
}
