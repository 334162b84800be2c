//! What is different in the answers to questions: numbers, verdicts, and how claims and questions stand.

use std::collections::BTreeMap;

use super::Edition;
use crate::model::{
    Amount, Aspect, ClosedList, Difference, Fate, Interval, NoteId, QuestionFinding, Standing, Status, Verdict, VerdictCounts,
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
    match (named.iter().min(), named.iter().max()) {
        (Some(low), Some(high)) if low == high => format!("{values}, {}", amount(*low)),
        (Some(low), Some(high)) => format!("{values}, {}–{}", amount(*low), amount(*high)),
        (Some(_) | None, Some(_) | None) => values,
    }
}

/// A number with a comma between thousands, as the command line writes numbers.
fn amount(amount: Amount) -> String {
    let (whole, rest) = (amount.hundredths / 100, (amount.hundredths % 100).abs());
    let digits = whole.abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if amount.hundredths < 0 { "-" } else { "" };
    match rest {
        0 => format!("{sign}{grouped}"),
        rest => format!("{sign}{grouped}.{}", format!("{rest:02}").trim_end_matches('0')),
    }
}

/// “conflict 2 → 3; overlap 1 → 0”.
fn verdicts(then: &VerdictCounts, now: &VerdictCounts) -> String {
    let differs = Verdict::ALL.iter().filter(|verdict| then.get(**verdict) != now.get(**verdict));
    let told = differs.map(|verdict| format!("{} {} → {}", shown(*verdict), then.get(*verdict), now.get(*verdict)));
    told.collect::<Vec<_>>().join("; ")
}

fn statuses(edition: &Edition<'_>) -> BTreeMap<String, Status> {
    let name = |id: NoteId| {
        let found = edition.archive.note(id);
        format!("{}/{}", edition.archive.document(found.document).id, found.note.id.value)
    };
    edition.indexes.findings.claims.iter().map(|(id, found)| (name(*id), found.status)).collect()
}

/// A word of a closed list as it is read: `one-source` is “one source”.
fn shown(word: impl ClosedList) -> String {
    word.name().replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::amount;
    use crate::model::Amount;

    #[test]
    fn numbers_have_a_comma_between_thousands() {
        let shown = |hundredths| amount(Amount { hundredths });
        assert_eq!([shown(80_300), shown(138_300_000), shown(1_250), shown(5)], ["803", "1,383,000", "12.5", "0.05"]);
    }
}
