//! Checks that the paragraphs of a translation pair with those of its original: each once, and in order.

use crate::model::{Alignment, TranslationRecord, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Place, Placed};

/// Checks one translation; reports `misaligned`.
pub fn check(record: &TranslationRecord<Written>, originals: usize, translated: usize, problems: &mut Problems) {
    match &record.align {
        None => counts(record.language.place, originals, translated, problems),
        Some(align) => pairs(align, originals, translated, problems),
    }
}

fn counts(place: Place, originals: usize, translated: usize, problems: &mut Problems) {
    if originals != translated {
        let message = format!("the original has {}, the translation {translated}", paragraphs(originals));
        let help = format!("say which belong together, starting from `{}`", proposal(originals, translated));
        problems.push(Problem::new(Code::Misaligned, place, message).help(help));
    }
}

/// A line to start from: one to one, and what is left over beside the last.
fn proposal(originals: usize, translated: usize) -> String {
    let shorter = originals.min(translated);
    let side = |count: usize, row: usize| match (row + 1 == shorter, count > shorter) {
        (true, true) => {
            format!("[{}]", (row + 1..=count).map(|number| format!("p{number}")).collect::<Vec<_>>().join(", "))
        }
        (true, false) | (false, _) => format!("p{}", row + 1),
    };
    let rows: Vec<String> = (0..shorter).map(|row| format!("[{}, {}]", side(originals, row), side(translated, row))).collect();
    format!("align: [{}]", rows.join(", "))
}

fn pairs(align: &Placed<Vec<Alignment>>, originals: usize, translated: usize, problems: &mut Problems) {
    if let Some(pair) = align.value.iter().find(|pair| pair.source.is_empty() && pair.translation.is_empty()) {
        problems.push(Problem::new(Code::Misaligned, pair.place, "the pair names no paragraph").help("remove it"));
    }
    let side = |numbers: fn(&Alignment) -> &[usize], name, count| {
        let named = align.value.iter().flat_map(|pair| numbers(pair).iter().map(|number| (*number, pair.place)));
        first_fault(named, name, count, align.place)
    };
    let original = side(|pair| &pair.source, "original", originals);
    let translation = side(|pair| &pair.translation, "translation", translated);
    // A pair that was forgotten is missing on both sides, and is one mistake.
    let translation = translation.filter(|fault| original.as_ref().is_none_or(|other| other.place != fault.place));
    original.into_iter().chain(translation).for_each(|fault| problems.push(fault));
}

/// The first place at which a side does not count from 1 to its last paragraph.
fn first_fault(named: impl Iterator<Item = (usize, Place)>, side: &str, count: usize, whole: Place) -> Option<Problem> {
    let fault = |place, message: String| Some(Problem::new(Code::Misaligned, place, message));
    let mut expected = 1;
    for (number, place) in named {
        if number == 0 || number > count {
            let has = format!("the {side} has {}", paragraphs(count));
            return fault(place, format!("the {side} has no `p{number}`")).map(|problem| problem.help(has));
        }
        if number < expected {
            let next = match expected > count {
                true => "all its paragraphs stand in pairs before; take it out".to_owned(),
                false => format!("here comes `p{expected}`: each paragraph stands in one pair, in order"),
            };
            return fault(place, format!("`p{number}` of the {side} stands twice or out of order"))
                .map(|problem| problem.help(next));
        }
        if number > expected {
            return fault(place, format!("`p{expected}` of the {side} is missing before `p{number}`"))
                .map(|problem| problem.help(alone(side, expected)));
        }
        expected += 1;
    }
    if expected > count {
        return None;
    }
    fault(whole, format!("`p{expected}` of the {side} is in no pair")).map(|problem| problem.help(alone(side, expected)))
}

fn alone(side: &str, number: usize) -> String {
    let pair = if side == "original" { format!("[p{number}, []]") } else { format!("[[], p{number}]") };
    format!("put it into a pair; if it stands alone, write `{pair}`")
}

fn paragraphs(count: usize) -> String {
    if count == 1 { "1 paragraph".to_string() } else { format!("{count} paragraphs") }
}
