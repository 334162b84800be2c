//! Tells of a quotation that does not stand where the record says: what stands there, or what is nearest to it.

use crate::model::{Anchorage, Quote, Side};
use crate::problem::{Code, Problem};
use crate::source::Span;

use super::border::widen;
use super::differences::differences;
use super::find::{Condition, Conditions, candidates};
use super::fold::{Level, needle};
use super::inside::number_around;
use super::lookup::{Lookup, Use};
use super::nearest::nearest;
use super::reading::Reading;
use super::words::{after, before, count, shown, typed};

/// The problem that a quotation does not stand in a text, with the most useful thing that can be said about it.
///
/// `anchorage` is what became of the note whose quotation it is.
pub fn missing(lookup: &Lookup, quote: &Quote, anchorage: Option<&Anchorage>) -> Problem {
    let words = quote.exact.value.as_str();
    if needle(words, Level::Loose).is_empty() {
        return problem(quote, "the quotation is empty".to_string()).help("quote the words exactly as they are read");
    }
    let (mut stands, mut cut) = (false, None);
    for level in [Level::Exact, Level::Loose] {
        let found = candidates(&lookup.reading, &needle(words, level), level);
        stands |= !found.whole.is_empty();
        cut = cut.or(found.cut);
    }
    if stands {
        return elsewhere(lookup, quote);
    }
    let name = lookup.reading.name();
    if let Some(span) = cut {
        let whole = typed(span.of(lookup.reading.plain()));
        let message = format!("{} stands in {name} only as a part of characters", shown(words));
        return problem(quote, message)
            .help(format!("quote whole characters: {whole}"))
            .related(lookup.reading.place(lookup.sources, span), "the characters");
    }
    let problem = absent(lookup, quote);
    let other = lookup.others.iter().find(|other| stands_in(other, words));
    match other.filter(|_| lookup.purpose == Use::Note) {
        Some(other) => problem.help(match other.side {
            Side::Original => "it stands in the original: leave `on` out".to_string(),
            Side::Translation(_) => format!("it stands in {}: add `on: {}`", other.name(), other.language),
        }),
        None => with_nearest(lookup, words, problem, anchorage),
    }
}

/// Marks that editors put around what they quote, out of habit.
const MARKS: &str = "“”„‟«»‹›‘’‚\"'";

/// What is said where so many were not found that nobody reads on.
pub const LATER: &str = "what is nearest to it is told when those before it are corrected";

/// That a quotation does not stand in its text, without a word on what is like it.
pub fn absent(lookup: &Lookup, quote: &Quote) -> Problem {
    problem(quote, format!("{} does not stand in {}", shown(&quote.exact.value), lookup.reading.name()))
}

fn problem(quote: &Quote, message: String) -> Problem {
    Problem::new(Code::QuoteNotFound, quote.exact.place, message)
}

fn stands_in(reading: &Reading, words: &str) -> bool {
    let stands = |level| !candidates(reading, &needle(words, level), level).whole.is_empty();
    stands(Level::Exact) || stands(Level::Loose)
}

/// The words stand in the text, but not after, before or in what the record says.
fn elsewhere(lookup: &Lookup, quote: &Quote) -> Problem {
    let reading = &lookup.reading;
    let words = shown(&quote.exact.value);
    // What matches loosely is not what is wrong; only words that are cut when folded stand on the exact level alone.
    let ways = [Level::Loose, Level::Exact].into_iter().flat_map(|level| {
        let conditions = Conditions::new(reading, quote, level);
        let all = candidates(reading, &needle(&quote.exact.value, level), level).whole;
        all.into_iter().map(move |candidate| (conditions.failing(&candidate), candidate.span)).collect::<Vec<_>>()
    });
    let Some((failing, span)) = ways.min_by_key(|(failing, _)| failing.len()) else {
        return problem(quote, format!("{words} does not stand in {}", reading.name()));
    };
    let mut wishes = Vec::new();
    let mut help = Vec::new();
    for condition in failing {
        match (condition, &quote.prefix, &quote.suffix) {
            (Condition::Prefix, Some(prefix), _) => {
                wishes.push(format!("after {}", shown(&prefix.value)));
                let found = nearby(&prefix.value, |count| before(reading, span, count));
                help.push(told("before", found.map(|words| words.of(reading.plain()))));
            }
            (Condition::Suffix, _, Some(suffix)) => {
                wishes.push(format!("before {}", shown(&suffix.value)));
                let found = nearby(&suffix.value, |count| after(reading, span, count));
                help.push(told("after", found.map(|words| words.of(reading.plain()))));
            }
            (Condition::Paragraph, ..) => {
                let number = quote.paragraph.as_ref().map_or(0, |paragraph| paragraph.value);
                wishes.push(format!("in `p{number}`"));
                let last = Span::new(span.end() - 1, span.end());
                help.push(match (reading.paragraph(span), reading.paragraph(last)) {
                    (first, last) if first == last => format!("it stands in `{first}`"),
                    (first, last) => format!("it begins in `{first}` and ends in `{last}`: leave `in` out"),
                });
            }
            (Condition::WholeWords, ..) => {
                wishes.push("as whole words".to_string());
                let word = widen(reading.plain(), number_around(reading.plain(), span));
                help.push(format!("it is part of {}", shown(word.of(reading.plain()))));
            }
            // A condition fails only where it is written.
            (Condition::Prefix, None, _) | (Condition::Suffix, _, None) => {}
        }
    }
    let wishes = wishes.join(" and ");
    let mut problem = problem(quote, format!("{words} stands in {}, but not {wishes}", reading.name()));
    problem.help = help;
    problem.related(reading.place(lookup.sources, span), "it stands here")
}

/// As many words of the text as the editor wrote, or as many as there are.
fn nearby(written: &str, take: impl Fn(usize) -> Option<Span>) -> Option<Span> {
    (1..=count(written)).rev().find_map(take)
}

fn told(side: &str, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("right {side} it stands {}", typed(words)),
        None => format!("nothing stands {side} it"),
    }
}

fn with_nearest(lookup: &Lookup, words: &str, problem: Problem, anchorage: Option<&Anchorage>) -> Problem {
    let reading = &lookup.reading;
    let unmarked = words.trim_matches(|character: char| MARKS.contains(character));
    if unmarked != words && !unmarked.is_empty() && stands_in(reading, unmarked) {
        return problem.help("leave the marks around it out: the words alone stand in the text");
    }
    let caseless = candidates(reading, &needle(words, Level::Caseless), Level::Caseless);
    if let Some(candidate) = caseless.whole.first() {
        let has = typed(candidate.span.of(reading.plain()));
        return problem
            .help(format!("only upper and lower case differs: type {has}"))
            .related(reading.place(lookup.sources, candidate.span), "it stands here");
    }
    // What became of a note was found word by word, which tells more than letters do.
    let found = anchorage.and_then(|found| found.proposal.as_ref()).map(|proposal| proposal.span);
    let Some(near) = found.or_else(|| nearest(reading, words)) else {
        let alike = anchorage.and_then(|found| found.is.as_ref().zip(found.paragraph.as_ref()));
        return problem.help(match alike {
            Some((is, paragraph)) => format!("the words most like it are {} in `{paragraph}`", shown(is)),
            None => format!("nothing in {} is near to it", reading.name()),
        });
    };
    // An editor may quote parts of words: the stretch that differs less is the one that was meant.
    let ways = [widen(reading.plain(), near), near].map(|span| (differences(span.of(reading.plain()), words), span));
    let [whole, cut] = ways;
    let (differences, span) = if cut.0.len() < whole.0.len() && !cut.0.is_empty() { cut } else { whole };
    let has = shown(span.of(reading.plain()));
    let mut problem = problem.help(format!("the nearest words are {has} in `{}`", reading.paragraph(span)));
    problem.help.extend(differences);
    problem.related(reading.place(lookup.sources, span), "the nearest words")
}
