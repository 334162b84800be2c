//! Everything that comparing finds, question by question, then over the whole archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::figures::{Compared, compared, inside_documents};
use super::lineages::origins;
use super::meetings::Meetings;
use super::questions::question;
use super::silence::Reach;
use super::statuses::{Comparing, Voices};
use crate::model::{
    Archive, ClaimFinding, Findings, Measure, NoteId, Orders, QuestionFinding, QuestionId, Standing, Uses, Verdict,
};

/// What comparing finds within one question.
struct OfQuestion {
    measures: Vec<Measure>,
    claims: BTreeMap<NoteId, ClaimFinding>,
    question: QuestionFinding,
}

/// Compares everything that the documents say.
pub fn findings(archive: &Archive, uses: &Uses, orders: &Orders) -> Findings {
    let (origins, reach) = (origins(archive), Reach::new(archive));
    let nothing = (Compared::default(), Voices::default());
    let free = Comparing {
        archive,
        uses,
        orders,
        origins: &origins,
        question: None,
        measures: &[],
        compared: &nothing.0,
        voices: &nothing.1,
    };
    let questions = (0..archive.questions.len() as u32).into_par_iter().map(QuestionId);
    let of_questions: Vec<OfQuestion> = questions
        .map(|id| {
            let claims: &[NoteId] = uses.answers.get(&id).map_or(&[], Vec::as_slice);
            let asked = archive.question(id);
            let measures: Vec<Measure> = claims.iter().flat_map(|claim| archive.measures(*claim)).collect();
            let compared = compared(archive, asked, &measures, &origins);
            let voices = Voices::new(archive, orders, asked, claims, &measures, &origins);
            let within = Comparing { question: Some(asked), measures: &measures, compared: &compared, voices: &voices, ..free };
            let findings = claims.iter().filter_map(|claim| Some((*claim, within.claim(*claim)?))).collect();
            let inside = inside_documents(archive, asked, &measures, &origins);
            let question = question((archive, uses, orders, &origins, &reach), id, (&compared, inside, &voices), &findings);
            OfQuestion { measures, claims: findings, question }
        })
        .collect();
    let mut found = Findings::default();
    let mut meetings = Meetings::new(archive);
    for of in of_questions {
        let id = QuestionId(found.questions.len() as u32);
        meetings.question(archive.question(id), &of.question.claims, &of.measures);
        found.claims.extend(of.claims);
        found.questions.push(of.question);
    }
    let others: Vec<NoteId> = origins.claims.keys().filter(|claim| !found.claims.contains_key(claim)).copied().collect();
    let others: Vec<_> = others.into_par_iter().filter_map(|claim| Some((claim, free.claim(claim)?))).collect();
    found.claims.extend(others);
    found.most_contested = most_contested(&found.questions);
    found.meetings = meetings.finish();
    found.circles = origins.circles;
    found
}

/// The order in which questions are shown where the most contested comes first.
fn most_contested(questions: &[QuestionFinding]) -> Vec<QuestionId> {
    let mut order: Vec<QuestionId> = (0..questions.len() as u32).map(QuestionId).collect();
    order.sort_by_key(|id| {
        let found = &questions[id.0 as usize];
        let pairs = found.verdicts.get(Verdict::Conflict) + found.opposed;
        (found.standing == Standing::Unanswered, Reverse(found.contested), Reverse(pairs), Reverse(found.lineages.len()), *id)
    });
    order
}
