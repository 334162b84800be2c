//! Tells of a quotation that stands more than once, and what to add so that it stands once.

use crate::model::Quote;
use crate::problem::{Code, Problem};
use crate::source::Span;
use crate::source::word::on_one_line;

use super::find::{Candidate, stands_after, stands_before};
use super::fold::{Level, needle};
use super::lookup::{Lookup, Use};
use super::words::{after, before, shown, typed, yaml};

/// So many places are shown; more are only counted.
const SHOWN_PLACES_MAX: usize = 3;
/// A prefix or suffix of more words than this is not proposed.
const CONTEXT_WORDS_MAX: usize = 12;

/// The problem that a quotation stands more than once, with what to type for each of its first places.
pub fn ambiguous(lookup: &Lookup, quote: &Quote, level: Level, candidates: &[Candidate]) -> Problem {
    let advice = |meant: &Candidate| advice(lookup, quote, level, candidates, meant);
    told(lookup, quote, candidates, advice)
}

/// The same without that, which takes its time.
pub fn ambiguous_unhelped(lookup: &Lookup, quote: &Quote, candidates: &[Candidate]) -> Problem {
    told(lookup, quote, candidates, |_| None)
}

fn told(lookup: &Lookup, quote: &Quote, candidates: &[Candidate], advice: impl Fn(&Candidate) -> Option<String>) -> Problem {
    let reading = &lookup.reading;
    let conditions = [
        quote.prefix.as_ref().map(|words| format!("after {}", shown(&words.value))),
        quote.suffix.as_ref().map(|words| format!("before {}", shown(&words.value))),
        quote.paragraph.as_ref().map(|paragraph| format!("in `p{}`", paragraph.value)),
    ];
    let conditions: String = conditions.into_iter().flatten().map(|condition| format!(" {condition}")).collect();
    let count = match candidates.len() {
        2 => "twice".to_string(),
        count => format!("{count} times"),
    };
    let words = shown(&quote.exact.value);
    let message = format!("{words} stands {count} in {}{conditions}", reading.name());
    let mut problem = Problem::new(Code::QuoteAmbiguous, quote.exact.place, message);
    for (index, candidate) in candidates.iter().enumerate().take(SHOWN_PLACES_MAX) {
        let paragraph = reading.paragraph(candidate.span);
        let place = reading.place(lookup.sources, candidate.span);
        problem = problem.related(place, format!("one is here, in `{paragraph}`"));
        if let Some(advice) = advice(candidate) {
            problem = problem.help(format!("for the {} one, in `{paragraph}`, {advice}", ORDINALS[index]));
        }
    }
    if problem.help.is_empty() {
        problem = problem.help(match lookup.purpose {
            Use::Note | Use::Break => "quote more words, so that they stand only once",
            Use::Furniture => "add a `prefix` or `suffix`, so that they stand only once",
        });
    }
    problem
}

/// The words with what stands beside them, as a break or furniture takes it; what was given already stays.
fn record(quote: &Quote, prefix: Option<&str>, suffix: Option<&str>) -> String {
    let prefix = prefix.or(quote.prefix.as_ref().map(|words| words.value.as_str()));
    let suffix = suffix.or(quote.suffix.as_ref().map(|words| words.value.as_str()));
    let beside = |name: &str, words: Option<&str>| words.map_or(String::new(), |words| format!(", {name}: {}", yaml(words)));
    let (exact, prefix, suffix) = (yaml(&quote.exact.value), beside("prefix", prefix), beside("suffix", suffix));
    format!("write `{{before: {exact}{prefix}{suffix}}}`")
}

const ORDINALS: [&str; SHOWN_PLACES_MAX] = ["first", "second", "third"];

/// What to type so that only one of the places is meant.
fn advice(lookup: &Lookup, quote: &Quote, level: Level, all: &[Candidate], meant: &Candidate) -> Option<String> {
    let (reading, plain) = (&lookup.reading, lookup.reading.plain());
    // One is enough: a text that repeats itself has thousands.
    let another = |fits: &dyn Fn(&Candidate) -> bool| all.iter().any(|candidate| candidate != meant && fits(candidate));
    let only = |fits: &dyn Fn(&Candidate) -> bool| fits(meant) && !another(fits);
    // What is tried is what will be typed.
    let is_suffix = |words: &Span| {
        let words = needle(&on_one_line(words.of(plain)), level);
        !words.is_empty() && only(&|candidate| stands_after(reading, level, candidate, &words))
    };
    let is_prefix = |words: &Span| {
        let words = needle(&on_one_line(words.of(plain)), level);
        !words.is_empty() && only(&|candidate| stands_before(reading, level, candidate, &words))
    };
    for count in 1..=CONTEXT_WORDS_MAX {
        let suffix = after(reading, meant.span, count).filter(is_suffix);
        let prefix = before(reading, meant.span, count).filter(is_prefix);
        match (lookup.purpose, suffix, prefix) {
            (Use::Note, Some(suffix), _) => return Some(format!("write `suffix: {}`", yaml(suffix.of(plain)))),
            (Use::Note, None, Some(prefix)) => return Some(format!("write `prefix: {}`", yaml(prefix.of(plain)))),
            (Use::Break | Use::Furniture, _, Some(prefix)) => return Some(record(quote, Some(prefix.of(plain)), None)),
            (Use::Break, Some(suffix), None) => {
                return Some(format!("quote more: {}", typed(&plain[meant.span.start()..suffix.end()])));
            }
            // To quote more would make leftovers of words of the text.
            (Use::Furniture, Some(suffix), None) => return Some(record(quote, None, Some(suffix.of(plain)))),
            (Use::Note | Use::Break | Use::Furniture, None, None) => {}
        }
    }
    let number = reading.text.paragraph_at(meant.span.start());
    let paragraph = reading.text.paragraphs.get(number - 1)?;
    match lookup.purpose {
        Use::Note if only(&|candidate| paragraph.contains(candidate.span)) => Some(format!("write `in: p{number}`")),
        Use::Note | Use::Break | Use::Furniture => None,
    }
}
