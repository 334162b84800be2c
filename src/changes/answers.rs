//! What is different in the answers to questions: numbers, verdicts, and how claims and questions stand.

use std::collections::BTreeMap;

use super::Edition;
use crate::model::{
    Amount, Aspect, ClosedList, Difference, Fate, Interval, QuestionFinding, Standing, Status, Verdict, VerdictCounts,
};

/// The differences in the answers to all questions that both editions have, and in how claims stand that both have.
pub fn differences(before: &Edition<'_>, after: &Edition<'_>) -> Vec<Difference> {
    let mut differences = Vec::new();
    let (old, new) = (questions(before), questions(after));
    for (name, now) in &new {
        let Some(then) = old.get(name) else { continue };
        let told = |aspect, words| Difference { aspect, fate: Fate::Changed, name: name.clone(), words };
        if then.figures != now.figures {
            differences.push(told(Aspect::Figures, format!("now {} (before {})", now.figures, then.figures)));
        }
        let verdicts = verdicts(&then.verdicts, &now.verdicts);
        differences.extend((!verdicts.is_empty()).then(|| told(Aspect::Verdicts, verdicts)));
        if then.standing != now.standing {
            let words = format!("{} → {}", shown(then.standing), shown(now.standing));
            differences.push(told(Aspect::Statuses, words));
        }
    }
    let (old, new) = (statuses(before), statuses(after));
    for (name, now) in new {
        let Some(then) = old.get(&name).filter(|then| **then != now) else { continue };
        let words = format!("{} → {}", shown(*then), shown(now));
        differences.push(Difference { aspect: Aspect::Statuses, fate: Fate::Changed, name, words });
    }
    differences
}

/// What is compared of a question.
struct Answers {
    figures: String,
    verdicts: VerdictCounts,
    standing: Standing,
}

fn questions(edition: &Edition<'_>) -> BTreeMap<String, Answers> {
    let findings = edition.archive.questions.iter().zip(&edition.indexes.findings.questions);
    findings
        .map(|(question, found)| {
            let answers = Answers { figures: figures(edition, found), verdicts: found.verdicts, standing: found.standing };
            (question.id.value.clone(), answers)
        })
        .collect()
}

/// “6 values, 803–1,383”; an end that a source leaves open is said.
fn figures(edition: &Edition<'_>, found: &QuestionFinding) -> String {
    let claims = found.claims.iter().filter_map(|id| edition.archive.claim(*id));
    let intervals: Vec<Interval> = claims.flat_map(|claim| claim.figures.iter().map(Interval::of)).collect();
    let ends = |interval: &Interval| [interval.low, interval.high];
    let named: Vec<Amount> = intervals.iter().flat_map(ends).flatten().collect();
    let values = if intervals.len() == 1 { "1 value".to_owned() } else { format!("{} values", intervals.len()) };
    let told = |amount: Amount| amount.written(",", ".");
    match (named.iter().min(), named.iter().max()) {
        (Some(low), Some(high)) if low == high => format!("{values}, {}", told(*low)),
        (Some(low), Some(high)) => format!("{values}, {}–{}", told(*low), told(*high)),
        (Some(_) | None, Some(_) | None) => values,
    }
}

/// “conflict 2 → 3; overlap 1 → 0”.
fn verdicts(then: &VerdictCounts, now: &VerdictCounts) -> String {
    let differs = Verdict::ALL.iter().filter(|verdict| then.get(**verdict) != now.get(**verdict));
    let told = differs.map(|verdict| format!("{} {} → {}", shown(*verdict), then.get(*verdict), now.get(*verdict)));
    told.collect::<Vec<_>>().join("; ")
}

fn statuses(edition: &Edition<'_>) -> BTreeMap<String, Status> {
    edition.indexes.findings.claims.iter().map(|(id, found)| (edition.archive.note_name(*id), found.status)).collect()
}

/// A word of a closed list as it is read: `one-source` is “one source”.
fn shown(word: impl ClosedList) -> String {
    word.name().replace('-', " ")
}
