//! How two figures of one question stand to each other: the rule, and the closed list of its words.

use crate::source::word::on_one_line;

use super::{Archive, Covered, EntityId, Interval, Linked, NoteId, PossibleDays, Question, closed_list};

closed_list! {
    /// How two figures of one question stand to each other: the first that applies.
    Verdict {
        /// The question has scopes, and a figure does not say whom it counts.
        ScopeUnstated = "scope-unstated",
        /// A figure for a part is certainly larger than one for the whole, in one document or from one lineage.
        PartExceedsWhole = "part-exceeds-whole",
        /// They count different things; [`Comparison::differs`] says in what.
        NotComparable = "not-comparable",
        /// Both are exact and equal.
        Agree = "agree",
        /// The count grows, and the one that is certainly higher is the later one.
        LaterIsHigher = "later-is-higher",
        /// Some number satisfies both.
        Overlap = "overlap",
        /// No number satisfies both.
        Conflict = "conflict",
    }
}

closed_list! {
    /// In what two figures can differ, so that they do not count the same.
    Dimension {
        /// What is counted.
        Unit = "unit",
        /// Whom: the scope.
        Of = "of",
        /// Where.
        Place = "place",
        /// Over what time.
        Period = "period",
        /// In what event.
        Event = "event",
        /// At which moment: named only where the numbers are apart and the dates too.
        AsOf = "as_of",
    }
}

/// In what two figures differ: a set of dimensions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Differences(u8);

impl Differences {
    /// None.
    pub const NONE: Differences = Differences(0);

    /// These and one more.
    pub fn and(self, dimension: Dimension) -> Differences {
        Differences(self.0 | 1 << dimension as u8)
    }

    /// Whether it is one of them.
    pub fn has(self, dimension: Dimension) -> bool {
        self.0 & 1 << dimension as u8 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All of them, in the order unit, of, place, period, event, as_of.
    pub fn list(self) -> impl Iterator<Item = Dimension> {
        <Dimension as super::ClosedList>::ALL.iter().copied().filter(move |dimension| self.has(*dimension))
    }
}

/// A figure of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId {
    /// The claim.
    pub claim: NoteId,
    /// Which of its figures, from 0.
    pub number: usize,
}

/// A figure together with what its question and its document supply where it is silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Which figure.
    pub figure: FigureId,
    /// Whom it counts: a scope of the question.
    pub scope: Option<usize>,
    /// What, where, when and in what event it counts.
    pub setting: Setting,
    /// The numbers that it allows.
    pub interval: Interval,
    /// The days on which it may have been so: `as_of`, else the document's `issued`, else any.
    pub dated: PossibleDays,
}

/// What must be the same before two numbers for one scope can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting {
    /// The unit without regard to case and to the amount of white space.
    pub unit: Option<String>,
    /// The place.
    pub place: Option<EntityId>,
    /// The days of the period; `~`, `?` and `%` make no other period.
    pub period: Option<Covered>,
    /// The event.
    pub event: Option<EntityId>,
}

/// What two figures have in common beyond their question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// They stand in one claim.
    Claim,
    /// They stand in one document, or rest on one lineage.
    Source,
    /// Neither.
    None,
}

/// A verdict, with what it says the figures differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// The verdict.
    pub verdict: Verdict,
    /// Filled where the verdict is [`Verdict::NotComparable`].
    pub differs: Differences,
}

/// Compares two figures of one question; the order of the two makes no difference.
///
/// Two figures of one claim are parts of one statement: they get a verdict only where a part exceeds its whole.
pub fn compare(question: &Question<Linked>, left: &Measure, right: &Measure, kinship: Kinship) -> Option<Comparison> {
    let verdict = rule(question, left, right, kinship);
    (kinship != Kinship::Claim || verdict.verdict == Verdict::PartExceedsWhole).then_some(verdict)
}

fn rule(question: &Question<Linked>, left: &Measure, right: &Measure, kinship: Kinship) -> Comparison {
    let plain = |verdict| Comparison { verdict, differs: Differences::NONE };
    if !question.scopes.is_empty() && (left.scope.is_none() || right.scope.is_none()) {
        return plain(Verdict::ScopeUnstated);
    }
    if kinship != Kinship::None && (exceeds(question, left, right) || exceeds(question, right, left)) {
        return plain(Verdict::PartExceedsWhole);
    }
    let differs = differences(left, right);
    if !differs.is_empty() {
        return Comparison { verdict: Verdict::NotComparable, differs };
    }
    if left.interval.exact && right.interval.exact && left.interval == right.interval {
        return plain(Verdict::Agree);
    }
    let (higher, lower) = if left.interval.certainly_above(right.interval) { (left, right) } else { (right, left) };
    if !higher.interval.certainly_above(lower.interval) {
        plain(Verdict::Overlap)
    } else if question.cumulative && higher.dated.later_than(lower.dated) {
        plain(Verdict::LaterIsHigher)
    } else if !question.cumulative && higher.dated.apart_from(lower.dated) {
        Comparison { verdict: Verdict::NotComparable, differs: Differences::NONE.and(Dimension::AsOf) }
    } else {
        plain(Verdict::Conflict)
    }
}

/// In what two figures differ, their dates left aside.
pub fn differences(left: &Measure, right: &Measure) -> Differences {
    let (here, there) = (&left.setting, &right.setting);
    let found = [
        (here.unit != there.unit, Dimension::Unit),
        (left.scope != right.scope, Dimension::Of),
        (here.place != there.place, Dimension::Place),
        (here.period != there.period, Dimension::Period),
        (here.event != there.event, Dimension::Event),
    ];
    let found = found.into_iter().filter(|(differs, _)| *differs);
    found.fold(Differences::NONE, |differs, (_, dimension)| differs.and(dimension))
}

/// Whether a figure for a part is certainly larger than one for the whole that could be of the same day.
pub fn exceeds(question: &Question<Linked>, part: &Measure, whole: &Measure) -> bool {
    let (Some(inner), Some(outer)) = (part.scope, whole.scope) else { return false };
    part.interval.certainly_above(whole.interval)
        && part.setting == whole.setting
        && !part.dated.apart_from(whole.dated)
        && wholes(question, inner).any(|scope| scope == outer)
}

/// The scopes that a scope is part of, the nearest first.
pub fn wholes(question: &Question<Linked>, scope: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(question.scopes[scope].within, |outer| question.scopes[*outer].within)
}

impl Archive {
    /// The figures of a claim on its question; none where it has no question or is a denial.
    ///
    /// A denial says of a number that it is not so: such a number is nobody's count and is not compared.
    pub fn measures(&self, claim: NoteId) -> Vec<Measure> {
        let note = self.note(claim);
        let Some(said) = self.claim(claim) else { return Vec::new() };
        let Some(question) = said.question.map(|id| self.question(id)) else { return Vec::new() };
        if said.is_denial() {
            return Vec::new();
        }
        let event = question.event.map(|event| self.meant(event));
        let of_event = event.map(|event| self.entity(event));
        let issued = self.document(note.document).record.issued.as_ref();
        let measures = said.figures.iter().enumerate().map(|(number, figure)| Measure {
            figure: FigureId { claim, number },
            scope: figure.of,
            setting: Setting {
                unit: figure.unit.as_ref().or(question.unit.as_ref()).map(|unit| plain_unit(unit)),
                place: figure.place.or(of_event.and_then(|event| event.location)).map(|place| self.meant(place)),
                period: figure.period.as_ref().or(of_event.and_then(|event| event.date.as_ref())).map(Covered::of),
                event: figure.event.map(|event| self.meant(event)).or(event),
            },
            interval: Interval::of(figure),
            dated: figure.as_of.as_ref().or(issued).map_or(PossibleDays::ANY, PossibleDays::possible),
        });
        measures.collect()
    }
}

/// A unit as it is compared: lower case, words parted by one space.
fn plain_unit(unit: &str) -> String {
    on_one_line(&unit.to_lowercase())
}
