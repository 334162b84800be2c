//! What is wrong in an archive, said so that an editor knows where to look and what to type.

mod code;
mod explanation;
pub mod report;

pub use code::{Code, Severity};
pub use explanation::{Example, Explanation};

use std::collections::{BTreeMap, BTreeSet};

use crate::source::letters::Letters;
use crate::source::{Edit, FileIndex, Place, Span};

/// One mistake: a place a person can click, a code, a sentence, what to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake.
    pub code: Code,
    /// Where it stands.
    pub place: Place,
    /// One lower-case sentence without a full stop; names in backticks, quotations in “ ”.
    pub message: String,
    /// What to type or where to look, a sentence each.
    pub help: Vec<String>,
    /// Other places that explain it, each with a word about it.
    pub related: Vec<(Place, String)>,
    /// What mends it in its file, where that is certain: it changes nothing that a reader was meant to see.
    pub fix: Vec<Edit>,
}

impl Problem {
    /// A problem that only says what is wrong.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Problem {
        Problem { code, place, message: message.into(), help: Vec::new(), related: Vec::new(), fix: Vec::new() }
    }

    /// Adds what to type.
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help.push(help.into());
        self
    }

    /// Adds what to type, where there is something to say.
    pub fn maybe_help(mut self, help: Option<String>) -> Problem {
        self.help.extend(help);
        self
    }

    /// Adds what mends it; `postil check --fix` does it without asking.
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Problem {
        self.fix.push(Edit { span, text: text.into() });
        self
    }

    /// Adds another place that explains the mistake.
    pub fn related(mut self, place: Place, word: impl Into<String>) -> Problem {
        self.related.push((place, word.into()));
        self
    }

    /// The files of which it tells.
    pub fn files(&self) -> impl Iterator<Item = FileIndex> {
        std::iter::once(self.place).chain(self.related.iter().map(|(place, _)| *place)).map(|place| place.file)
    }
}

/// How many mistakes of one kind are told of one file.
pub const TOLD_MAX: usize = 1_000;

/// Of so many wrong names or quotations in one file the nearest is told: whoever corrects these is told of the next.
/// A file of nothing but mistakes would take minutes otherwise.
pub const HELPED_MAX: usize = 100;

/// The letter box: every stage drops problems in, none looks inside.
#[derive(Debug, Default, Clone)]
pub struct Problems {
    list: Vec<Problem>,
    /// How many of each kind there are in each file: those that nobody will be told are not kept either.
    counts: BTreeMap<(FileIndex, Code), usize>,
}

impl Problems {
    /// Drops one problem in.
    pub fn push(&mut self, problem: Problem) {
        let count = self.counts.entry((problem.place.file, problem.code)).or_default();
        *count += 1;
        // One more than is told, so that it can be told that there are more.
        if *count <= TOLD_MAX + 1 {
            self.list.push(problem);
        }
    }

    /// Whether what is nearest is looked up for a mistake of this kind here.
    pub fn is_helped(&self, place: Place, code: Code) -> bool {
        self.counts.get(&(place.file, code)).is_none_or(|count| *count < HELPED_MAX)
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an error was found.
    pub fn has_error(&self) -> bool {
        self.list.iter().any(|problem| problem.code.severity() == Severity::Error)
    }

    /// The files in which errors were found.
    pub fn wrong_files(&self) -> BTreeSet<FileIndex> {
        let errors = self.list.iter().filter(|problem| problem.code.severity() == Severity::Error);
        errors.map(|problem| problem.place.file).collect()
    }

    /// The files of which anything is told.
    pub fn files(&self) -> BTreeSet<FileIndex> {
        self.list.iter().flat_map(Problem::files).collect()
    }

    /// Empties another letter box into this one.
    pub fn append(&mut self, other: Problems) {
        other.list.into_iter().for_each(|problem| self.push(problem));
    }

    /// Everything that was found: sorted by place, each mistake once; of one kind in one file the first thousand.
    ///
    /// Nobody reads more of them, and the last one says that there are more.
    pub fn sorted(mut self) -> Vec<Problem> {
        self.list.sort_by(|left, right| (left.place, left.code, &left.message).cmp(&(right.place, right.code, &right.message)));
        self.list.dedup();
        let mut counts: BTreeMap<(FileIndex, Code), usize> = BTreeMap::new();
        self.list.retain(|problem| {
            let count = counts.entry((problem.place.file, problem.code)).or_default();
            *count += 1;
            *count <= TOLD_MAX
        });
        for ((file, code), _) in counts.into_iter().filter(|(_, count)| *count > TOLD_MAX) {
            let last = self.list.iter_mut().rfind(|problem| (problem.place.file, problem.code) == (file, code));
            let last = last.expect("the first thousand of them are there");
            last.help.push("more mistakes of this kind in this file are not told".to_owned());
        }
        self.list
    }
}

/// Longer names have no help, and are none: to compare two of them takes time that grows as the square of their length.
const NEAR_BYTES_MAX: usize = 200;

/// The known name nearest to one that is not known, if any is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > NEAR_BYTES_MAX {
        return None;
    }
    let letters = Letters::of(name);
    let limit = (letters.length() / 3).max(1);
    let is_part =
        |candidate: &str| (name.len() > 2 && candidate.contains(name)) || (candidate.len() > 2 && name.starts_with(candidate));
    // Counting letters spares most comparisons.
    let may_be_near = |candidate: &str| letters.changes_min(&Letters::of(candidate)) <= limit;
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= NEAR_BYTES_MAX && (may_be_near(candidate) || is_part(candidate)))
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| (*distance <= limit && may_be_slip(name, candidate)) || is_part(candidate))
        .filter(|(_, candidate)| !is_opposite(name, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether of two names of several words each word may be a slip for the other's: `lower-town` is none for `upper-town`.
fn may_be_slip(name: &str, candidate: &str) -> bool {
    let (own, others): (Vec<&str>, Vec<&str>) = (name.split('-').collect(), candidate.split('-').collect());
    let is_near = |(own, other): (&&str, &&str)| strsim::damerau_levenshtein(own, other) <= (own.chars().count() / 3).max(1);
    own.len() != others.len() || own.len() == 1 || own.iter().zip(&others).all(is_near)
}

/// Whether one name is the other with a beginning that denies it: whoever writes `disagrees-with` does not mean `agrees-with`.
fn is_opposite(name: &str, candidate: &str) -> bool {
    const DENYING: [&str; 7] = ["dis", "un", "non", "non-", "not-", "anti", "anti-"];
    let denies = |longer: &str, shorter: &str| DENYING.iter().any(|denying| longer.strip_prefix(denying) == Some(shorter));
    denies(name, candidate) || denies(candidate, name)
}

/// “did you mean `x`?”, if some known name is near.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::{is_opposite, may_be_slip, nearest};

    /// The same without leaving any name out before it is compared.
    fn compared<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
        let limit = (name.chars().count() / 3).max(1);
        let is_part = |other: &str| name.len() > 2 && other.contains(name) || other.len() > 2 && name.starts_with(other);
        let distances = known.iter().map(|other| (strsim::damerau_levenshtein(name, other), *other));
        let is_near = |distance: usize, other: &str| distance <= limit && may_be_slip(name, other);
        let near = distances.filter(|(distance, other)| is_near(*distance, other) || is_part(other));
        near.filter(|(_, other)| !is_opposite(name, other)).min().map(|(_, other)| other)
    }

    #[test]
    fn what_means_the_opposite_was_not_meant() {
        assert_eq!(nearest("disagrees-with", ["agrees-with", "repeats"]), None);
        assert_eq!(nearest("stated", ["unstated"]), None);
        assert_eq!(nearest("lower-town", ["upper-town"]), None);
        assert_eq!(nearest("lowre-town", ["upper-town", "lower-town"]), Some("lower-town"));
        assert_eq!(nearest("agres-with", ["agrees-with"]), Some("agrees-with"));
    }

    #[test]
    fn of_long_names_none_is_near() {
        let name = |letters: usize, last: &str| "a".repeat(letters) + last;
        let (short, long) = (name(199, "b"), name(200, "b"));
        assert_eq!(nearest(&short, [name(199, "c").as_str()]), Some(name(199, "c")).as_deref());
        assert_eq!(nearest(&long, [name(199, "c").as_str()]), None);
        assert_eq!(nearest(&short, [long.as_str()]), None);
        assert_eq!(nearest(&long[..100], [long.as_str()]), None, "as part of it");
    }

    #[test]
    fn no_near_name_is_left_out() {
        let mut state = 0x2545_f491_u32;
        let mut below = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % limit
        };
        let letters = ['a', 'b', 'c', 'é', '1', '-', 'ق'];
        let mut name = || (0..1 + below(9)).map(|_| letters[below(7) as usize]).collect::<String>();
        let names: Vec<String> = (0..300).map(|_| name()).collect();
        let known: Vec<&str> = names[..150].iter().map(String::as_str).collect();
        let found = names.iter().filter(|name| nearest(name, known.iter().copied()).is_some()).count();
        assert!(found > 200, "{found}");
        for name in &names {
            assert_eq!(nearest(name, known.iter().copied()), compared(name, &known), "{name}");
        }
    }
}
