//! Finds what a bibliography may not hold: the citation library follows it until its stack or the memory ends.

use std::collections::BTreeMap;

use super::{Entry, closing, opening};
use crate::problem::Code;
use crate::source::Span;

/// How deep braces may stand in one another.
const DEPTH_MAX: usize = 64;

/// Bytes of an abbreviation: each may be written out a hundred thousand times.
const ABBREVIATION_MAX_BYTES: usize = 500;

/// Over how many others a work may take its fields from one.
const REFERENCES_MAX: usize = 16;

/// Bytes that all works of a file may take from one another: the library writes them out for each.
const COPIED_MAX_BYTES: usize = 8_000_000;

/// What is refused: the work or abbreviation, the place to look at, as what, why, and what to type.
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) place: Span,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

/// Everything that is refused, in works and in abbreviations (`@string`).
pub(super) fn faults(text: &str, entries: &[Entry]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = entries.iter().filter(|entry| depth(entry.span.of(text)) > DEPTH_MAX).map(deep).collect();
    faults.extend(abbreviations(text).filter(|(_, value)| !is_plain(value)).map(|(span, _)| Fault {
        span,
        place: span,
        code: Code::InvalidWork,
        message: format!(
            "an abbreviation stands for one text of at most {ABBREVIATION_MAX_BYTES} bytes, and for no other abbreviation"
        ),
        help: "write `@string{name = {text}}`".to_owned(),
    }));
    let named = named(text, entries);
    faults.extend(circles(&named, entries).into_iter().map(|entry| Fault {
        span: entry.span,
        place: entry.span,
        code: Code::Circular,
        message: format!("this work takes fields from itself, or over more than {REFERENCES_MAX} others"),
        help: "see `crossref` and `xdata` of the works that it names".to_owned(),
    }));
    faults.extend(copied(text, &named, entries).map(|entry| Fault {
        span: entry.span,
        place: entry.span,
        code: Code::InvalidWork,
        message: format!("works take more than {COPIED_MAX_BYTES} bytes from one another, and most from this one"),
        help: "shorten it, or let fewer works name it in `crossref` and `xdata`".to_owned(),
    }));
    faults
}

fn deep(entry: &Entry) -> Fault {
    Fault {
        span: entry.span,
        place: entry.span,
        code: Code::InvalidWork,
        message: format!("braces stand inside one another more than {DEPTH_MAX} deep in this work"),
        help: "one pair around a text is enough, and one more keeps its capitals".to_owned(),
    }
}

/// How deep the braces of a text go.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Each `@string{name = value}` with its value.
fn abbreviations(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find('@')?;
            at = start + 1;
            let Some(open) = opening(text, start) else { continue };
            let (end, _) = closing(text, open);
            at = end;
            if text[start + 1..open].trim().eq_ignore_ascii_case("string") {
                let inside = text[open + 1..end].strip_suffix('}').unwrap_or(&text[open + 1..end]);
                let value = inside.split_once('=').map_or("", |(_, value)| value.trim().trim_end_matches(',').trim_end());
                return Some((Span::new(start, end), value));
            }
        }
    })
}

/// Whether a value is one text: in braces, in quotation marks, or a number.
fn is_plain(value: &str) -> bool {
    let in_braces = value.starts_with('{') && closing(value, 0) == (value.len(), true);
    let in_marks = value.len() > 1 && value.starts_with('"') && value.ends_with('"') && !value[1..value.len() - 1].contains('"');
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let text = if is_number { value } else { value.get(1..value.len().saturating_sub(1)).unwrap_or(value) };
    text.len() <= ABBREVIATION_MAX_BYTES && depth(value) <= DEPTH_MAX && (in_braces || in_marks || is_number)
}

/// For each work the numbers of those from which it takes fields.
fn named(text: &str, entries: &[Entry]) -> Vec<Vec<usize>> {
    let keys: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(number, entry)| (entry.key.of(text), number)).collect();
    let named = |entry: &Entry| references(entry.span.of(text)).filter_map(|key| keys.get(key).copied()).collect();
    entries.iter().map(named).collect()
}

/// Works that take fields from one another in a circle, or from too far away.
fn circles<'e>(named: &[Vec<usize>], entries: &'e [Entry]) -> Vec<&'e Entry> {
    let mut left: BTreeMap<usize, &[usize]> = named.iter().map(Vec::as_slice).enumerate().collect();
    // A work is settled when all that it names are; whoever is not after so many rounds never is, or too late.
    for _ in 0..=REFERENCES_MAX {
        let settled: Vec<usize> = left
            .iter()
            .filter(|(_, named)| !named.iter().any(|number| left.contains_key(number)))
            .map(|(number, _)| *number)
            .collect();
        if settled.is_empty() {
            break;
        }
        for number in settled {
            left.remove(&number);
        }
    }
    left.keys().map(|number| &entries[*number]).collect()
}

/// The work of which most is copied, if more is copied of all together than a build can hold.
fn copied<'e>(text: &str, named: &[Vec<usize>], entries: &'e [Entry]) -> Option<&'e Entry> {
    // Who names a work takes it over, and so does everybody who names that one.
    let mut takers = vec![0_usize; entries.len()];
    for _ in 0..REFERENCES_MAX {
        let mut next = vec![0_usize; entries.len()];
        for (taker, named) in named.iter().enumerate() {
            named.iter().for_each(|work| next[*work] = next[*work].saturating_add(takers[taker]).saturating_add(1));
        }
        if next == takers {
            break;
        }
        takers = next;
    }
    let bytes = |number: &usize| takers[*number].saturating_mul(entries[*number].span.of(text).len());
    let all = (0..entries.len()).map(|number| bytes(&number)).fold(0, usize::saturating_add);
    (0..entries.len()).max_by_key(bytes).filter(|_| all > COPIED_MAX_BYTES).map(|most| &entries[most])
}

/// The keys that a work names in `crossref` and `xdata`.
fn references(entry: &str) -> impl Iterator<Item = &str> {
    let values = entry.match_indices('=').filter_map(|(at, _)| {
        let name = entry[..at].trim_end();
        let names = ["crossref", "xdata"];
        let is_reference = names.iter().any(|known| {
            name.len() >= known.len() && name.get(name.len() - known.len()..).is_some_and(|end| end.eq_ignore_ascii_case(known))
        });
        let value = entry[at + 1..].trim_start().trim_start_matches(['{', '"']);
        is_reference.then(|| &value[..value.find(['}', '"', '\n']).unwrap_or(value.len())])
    });
    values.flat_map(|keys| keys.split(',').map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::super::entries;
    use super::faults;

    fn refused(text: &str) -> Vec<&str> {
        let entries = entries(text);
        let mut found: Vec<&str> = faults(text, &entries).into_iter().map(|fault| fault.span.of(text)).collect();
        found.iter_mut().for_each(|text| *text = &text[..text.len().min(9)]);
        found
    }

    #[test]
    fn what_the_library_would_follow_for_ever_is_refused() {
        let deep = format!("@book{{a, title = {}x{}}}", "{".repeat(70), "}".repeat(70));
        assert_eq!(refused(&deep), ["@book{a, "]);
        assert_eq!(
            refused("@string{a = a # a}\n@string{b = jan}\n@STRING{c = \"x\" # \"y\"}"),
            ["@string{a", "@string{b", "@STRING{c"]
        );
        for long in [format!("{{{}}}", "x".repeat(501)), format!("\"{}\"", "x".repeat(501)), "1".repeat(501)] {
            assert_eq!(refused(&format!("@string{{a = {long}}}")), ["@string{a"]);
        }
        assert_eq!(
            refused("@book{a, crossref = {b}}\n@book{b, CrossRef=\"a\"}\n@book{c, title={x}, crossref={a}}"),
            ["@book{a, ", "@book{b, ", "@book{c, "]
        );
        assert_eq!(refused("@book{a, xdata = {b, a}}\n@xdata{b, title = {x}}"), ["@book{a, "]);
        let chain: String = (0..30).map(|number| format!("@book{{k{number}, crossref = {{k{}}}}}\n", number + 1)).collect();
        assert_eq!(refused(&chain).len(), 13);
        let children: String = (0..500).map(|number| format!("@inbook{{c{number}, crossref={{b}}}}\n")).collect();
        let family = format!("{children}@book{{b, xdata={{x}}}}\n@xdata{{x, title={{{}}}}}", "x".repeat(40_000));
        assert_eq!(refused(&family), ["@xdata{x,"]);
    }

    #[test]
    fn what_bibliographies_hold_is_not() {
        let text = "@string{op = {Office of Ports}}\n@string{ed = \"Edition\"}\n@string{n = 12}\n\
                    @collection{c, title = {{The} {\\'e}{t}ude}}\n@incollection{a, crossref = {c}, publisher = op}";
        assert!(refused(text).is_empty());
        for whole in [format!("{{{}}}", "x".repeat(500)), format!("\"{}\"", "x".repeat(500)), "1".repeat(500)] {
            assert!(refused(&format!("@string{{a = {whole}}}")).is_empty());
        }
    }
}
