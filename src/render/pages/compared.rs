//! The figures of a document beside those of others, question by question.

use std::collections::BTreeMap;

use super::claim::{claim_of, figure};
use super::claims::claims_of;
use super::status::{finding, word};
use crate::model::{ClosedList, DocumentId, QuestionId, Verdict, VerdictCounts};
use crate::render::sheet::Sheet;
use crate::render::view;

/// Figures that are named for each question.
const FIGURES_MAX: usize = 4;

/// One row for each question on which the document and another one give figures, in the order of the questions.
pub fn compared(sheet: &Sheet<'_>, id: DocumentId) -> Vec<view::ComparedRow> {
    let findings = &sheet.context.indexes.findings;
    let mut rows: BTreeMap<QuestionId, (Vec<String>, usize, VerdictCounts)> = BTreeMap::new();
    for note in claims_of(sheet, id) {
        let Some(claim) = claim_of(sheet, note) else { continue };
        let Some(question) = claim.question else { continue };
        for (said, found) in claim.figures.iter().zip(&finding(sheet, note).figures) {
            let (named, count, verdicts) = rows.entry(question).or_default();
            if named.len() < FIGURES_MAX {
                named.push(figure(sheet, claim, said));
            }
            *count += 1;
            Verdict::ALL.iter().for_each(|verdict| verdicts.add(*verdict, found.verdicts.get(*verdict)));
        }
    }
    let others = |question: QuestionId| findings.questions[question.0 as usize].counting.saturating_sub(1);
    // A pair inside the document was counted at both of its ends, and stands beside nobody.
    for (question, (_, _, verdicts)) in &mut rows {
        if let Some(inside) = findings.questions[question.0 as usize].inside.get(&id) {
            verdicts.subtract(inside);
            verdicts.subtract(inside);
        }
    }
    let rows = rows.into_iter().filter(|(question, (_, _, verdicts))| others(*question) > 0 && verdicts.total() > 0);
    rows.map(|(question, (figures, count, verdicts))| {
        let verdicts = Verdict::ALL.iter().map(|verdict| (*verdict, verdicts.get(*verdict))).filter(|(_, count)| *count > 0);
        let counted = |(verdict, count): (Verdict, u64)| view::Counted { word: word(sheet, "verdict", verdict), count };
        view::ComparedRow {
            question: sheet.question(question),
            more: count - figures.len(),
            figures,
            others: others(question),
            verdicts: verdicts.map(counted).collect(),
        }
    })
    .collect()
}
