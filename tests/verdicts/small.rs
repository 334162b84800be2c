//! Random small archives, and what must hold of all of them.

use super::archive::{Files, Found};
use postil::model::{
    ClosedList, Differences, FigureFinding, Interval, Kinship, Measure, NoteId, QuestionId, Verdict, VerdictCounts, compare,
};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use std::collections::{BTreeMap, BTreeSet};

const ENTITIES: &str = "\
- {id: coast, type: place, name: Coast}
- {id: town, type: place, name: Town}
- {id: e, type: event, name: E, date: 2025-03-07/.., place: coast}
- {id: f, type: event, name: F}
- {id: l1, type: organisation, name: L1}
- {id: l2, type: organisation, name: L2}
- {id: l3, type: organisation, name: L3}
";
const SCOPES: &str = ", scopes: [{id: all, label: A}, {id: part, label: P, within: all}, {id: inner, label: I, within: part}, {id: other, label: O, within: all}]";
const DATES: [&str; 6] = ["2025-03-08", "2025-03-09", "2025-03-12", "2025-03", "2025-03-09~", "2025-04/.."];

/// A figure as it is written.
fn figure(scoped: bool) -> impl Strategy<Value = String> {
    let number = prop_oneof![
        3 => (1..7u32).prop_map(|value| format!("value: {value}")),
        1 => (1..7u32).prop_map(|min| format!("min: {min}")),
        1 => (1..7u32).prop_map(|max| format!("max: {max}")),
        1 => (1..4u32, 0..4u32).prop_map(|(min, more)| format!("min: {min}, max: {}", min + more)),
        1 => Just("value: 10, about: true".to_owned()),
    ];
    let scope = prop_oneof![3 => Just("all"), 2 => Just("part"), 1 => Just("inner"), 1 => Just("other"), 1 => Just("")];
    let rare = |word: &'static str| prop_oneof![4 => Just(""), 1 => Just(word)];
    let date = prop_oneof![1 => Just(""), 2 => (0..DATES.len()).prop_map(|index| DATES[index])];
    (number, scope, date, rare(", unit: house"), rare(", place: town"), rare(", period: 2025"), rare(", event: f")).prop_map(
        move |(number, scope, date, unit, place, period, event)| {
            let scope = if scoped && !scope.is_empty() { format!(", of: {scope}") } else { String::new() };
            let date = if date.is_empty() { String::new() } else { format!(", as_of: {date}") };
            format!("    - {{{number}{scope}{date}{unit}{place}{period}{event}}}\n")
        },
    )
}

/// Lineages beside that of a claim that rests on many; they come before the others in the order of the file.
const MORE_LINEAGES: usize = 8;

fn entities() -> String {
    let more = |set: usize| (0..MORE_LINEAGES).map(move |at| format!("- {{id: m{set}{at}, type: organisation, name: M}}\n"));
    (1..4).flat_map(more).collect::<String>() + ENTITIES
}

/// What a claim rests on: one lineage of three, or that one and many that no claim with another one rests on.
fn basis(lineage: usize) -> String {
    let own = format!("    basis:\n      - {{kind: count, lineage: l{}}}\n", lineage % 3 + 1);
    let more = (0..MORE_LINEAGES).map(|at| format!("      - {{kind: count, lineage: m{}{at}}}\n", lineage % 3 + 1));
    if lineage < 3 { own } else { own + &more.collect::<String>() }
}

/// A claim: its figures, its lineage, and whether it is a denial.
type ClaimPlan = (Vec<String>, Option<usize>, bool);

#[derive(Debug, Clone)]
struct Plan {
    scoped: bool,
    cumulative: bool,
    /// By document, by claim.
    documents: Vec<Vec<ClaimPlan>>,
    /// Relations between claims, by number over all documents.
    relations: Vec<(usize, usize, &'static str)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    (any::<bool>(), any::<bool>()).prop_flat_map(|(scoped, cumulative)| {
        let figures = proptest::collection::vec(figure(scoped), 0..4);
        let claim = (figures, proptest::option::of(0..6usize), proptest::bool::weighted(0.1));
        let documents = proptest::collection::vec(proptest::collection::vec(claim, 1..4), 1..5);
        let kind = prop_oneof![Just("repeats"), Just("quotes"), Just("agrees-with"), Just("disputes"), Just("supports")];
        let relations = proptest::collection::vec((0..9usize, 0..9usize, kind), 0..5);
        (documents, relations).prop_map(move |(documents, relations)| Plan { scoped, cumulative, documents, relations })
    })
}

impl Plan {
    fn names(&self) -> Vec<String> {
        let documents = self.documents.iter().enumerate();
        documents.flat_map(|(d, claims)| (0..claims.len()).map(move |c| format!("d{d}/c{c}"))).collect()
    }

    fn files(&self) -> Files {
        let scopes = if self.scoped { SCOPES } else { "" };
        let question =
            format!("- {{id: q, asks: Q, kind: figure, unit: person, event: e, cumulative: {}{scopes}}}\n", self.cumulative);
        let mut files = Files::new(&question, &entities());
        let names = self.names();
        for (d, claims) in self.documents.iter().enumerate() {
            let mut notes = String::new();
            for (c, (figures, lineage, denied)) in claims.iter().enumerate() {
                let modality = if *denied { "denied" } else { "asserted" };
                notes +=
                    &format!("- id: c{c}\n  quote: word\n  claim:\n    says: S\n    question: q\n    modality: {modality}\n");
                if let Some(lineage) = lineage {
                    notes += &basis(*lineage);
                }
                if !figures.is_empty() {
                    notes += &format!("    figures:\n{}", figures.concat());
                }
                let own = names.iter().position(|name| *name == format!("d{d}/c{c}")).unwrap();
                // No note is related to itself.
                let is_own = |(from, to, _): &&(usize, usize, _)| from % names.len() == own && to % names.len() != own;
                let relations = self.relations.iter().filter(is_own);
                // Nor twice in one way to another.
                let relations: BTreeSet<String> =
                    relations.map(|(_, to, kind)| format!("    - {{to: {}, as: {kind}}}\n", names[to % names.len()])).collect();
                if !relations.is_empty() {
                    notes += &format!("  relates:\n{}", relations.into_iter().collect::<String>());
                }
            }
            files = files.document(&format!("d{d}"), "issued: 2025-03-10\n", &notes);
        }
        files
    }
}

/// Every pair of figures of the question, compared one by one: what the counting by formula must come to.
fn one_by_one(found: &Found) -> (VerdictCounts, BTreeMap<Differences, u64>, BTreeMap<NoteId, Vec<VerdictCounts>>) {
    let question = found.archive.question(QuestionId(0));
    let claims = &found.question("q").claims;
    let measures: Vec<Measure> = claims.iter().flat_map(|claim| found.archive.measures(*claim)).collect();
    let (mut verdicts, mut differs) = (VerdictCounts::default(), BTreeMap::new());
    let mut each = vec![VerdictCounts::default(); measures.len()];
    for left in 0..measures.len() {
        for right in left + 1..measures.len() {
            let kinship = kinship(found, measures[left].figure.claim, measures[right].figure.claim);
            let Some(told) = compare(question, &measures[left], &measures[right], kinship) else { continue };
            assert_eq!(
                Some(told),
                compare(question, &measures[right], &measures[left], kinship),
                "the order makes no difference"
            );
            verdicts.add(told.verdict, 1);
            each[left].add(told.verdict, 1);
            each[right].add(told.verdict, 1);
            if told.verdict == Verdict::NotComparable {
                *differs.entry(told.differs).or_default() += 1;
            }
        }
    }
    let mut by_claim: BTreeMap<NoteId, Vec<VerdictCounts>> = BTreeMap::new();
    for (measure, counts) in measures.iter().zip(each) {
        by_claim.entry(measure.figure.claim).or_default().push(counts);
    }
    (verdicts, differs, by_claim)
}

fn kinship(found: &Found, left: NoteId, right: NoteId) -> Kinship {
    let lineages = |claim| &found.findings().claims[&claim].lineages;
    if left == right {
        Kinship::Claim
    } else if found.archive.note(left).document == found.archive.note(right).document
        || lineages(left).iter().any(|lineage| lineages(right).contains(lineage))
    {
        Kinship::Source
    } else {
        Kinship::None
    }
}

fn counts(figures: &[FigureFinding]) -> Vec<VerdictCounts> {
    figures.iter().map(|figure| figure.verdicts).collect()
}

proptest! {
    #![proptest_config(Config::with_cases(200))]

    #[test]
    fn counting_by_formula_is_counting_one_by_one(plan in plan()) {
        let found = plan.files().find();
        let (verdicts, differs, each) = one_by_one(&found);
        let question = found.question("q");
        prop_assert_eq!(question.verdicts, verdicts);
        prop_assert_eq!(question.differs.iter().copied().collect::<BTreeMap<_, _>>(), differs);
        for (claim, expected) in each {
            prop_assert_eq!(counts(&found.findings().claims[&claim].figures), expected);
        }
    }

    #[test]
    fn an_example_has_the_verdict_that_it_shows(plan in plan()) {
        let found = plan.files().find();
        let question = found.archive.question(QuestionId(0));
        for (claim, finding) in &found.findings().claims {
            let own = found.archive.measures(*claim);
            for (measure, figure) in own.iter().zip(&finding.figures) {
                for (other, verdict) in &figure.examples {
                    let theirs = &found.archive.measures(other.claim)[other.number];
                    let told = compare(question, measure, theirs, kinship(&found, *claim, other.claim));
                    prop_assert_eq!(told.map(|told| told.verdict), Some(*verdict));
                }
                for verdict in [Verdict::Agree, Verdict::Conflict, Verdict::LaterIsHigher, Verdict::PartExceedsWhole] {
                    let shown = figure.examples.iter().filter(|(_, shown)| *shown == verdict).count() as u64;
                    prop_assert_eq!(shown, figure.verdicts.get(verdict).min(3), "{}", verdict.name());
                }
            }
        }
    }

    #[test]
    fn one_more_document_changes_no_verdict_between_others(plan in plan(), figures in proptest::collection::vec(figure(true), 1..4)) {
        let before = plan.files().find();
        let figures = if plan.scoped { figures.concat() } else { figures.concat().replace(", of: ", ", unit: ") };
        let notes = format!(
            "- id: c\n  quote: word\n  claim:\n    says: S\n    question: q\n    modality: asserted\n    figures:\n{figures}"
        );
        // A record must not name a field twice.
        if !plan.scoped && notes.contains("unit: house") {
            return Ok(());
        }
        let after = plan.files().document("later", "", &notes).find();
        let (_, _, was) = one_by_one(&before);
        let new = after.note("later/c");
        for (claim, counts) in was {
            let same = after.note(&before.name(claim));
            let own = after.archive.measures(same);
            for (number, count) in counts.iter().enumerate() {
                let mut now = after.findings().claims[&same].figures[number].verdicts;
                for theirs in after.archive.measures(new) {
                    let kinship = kinship(&after, same, new);
                    let told = compare(after.archive.question(QuestionId(0)), &own[number], &theirs, kinship);
                    let mut one = VerdictCounts::default();
                    told.iter().for_each(|told| one.add(told.verdict, 1));
                    now.subtract(&one);
                }
                prop_assert_eq!(now, *count);
            }
        }
    }

    #[test]
    fn to_repeat_raises_no_number_of_lineages(plan in plan(), from in 0..9usize, to in 0..9usize, basis in 0..3usize) {
        let before = plan.files().find();
        let mut more = plan.clone();
        more.relations.push((from, to, "repeats"));
        prop_assert!(more.files().find().question("q").lineages.len() <= before.question("q").lineages.len());
        let names = plan.names();
        let notes = format!(
            "- id: c\n  quote: word\n  claim:\n    says: S\n    question: q\n    modality: asserted\n    basis: {{kind: media, by: l{}}}\n  relates: {{to: {}, as: repeats}}\n",
            basis + 1,
            names[to % names.len()]
        );
        let after = plan.files().document("later", "", &notes).find();
        let lineages = |found: &Found| found.question("q").lineages.iter().map(|(entity, _)| *entity).collect::<Vec<_>>();
        prop_assert_eq!(lineages(&after), lineages(&before));
    }

    #[test]
    fn every_claim_has_one_ground_and_one_status(plan in plan()) {
        let found = plan.files().find();
        let question = found.question("q");
        prop_assert_eq!(question.statuses.iter().sum::<u64>(), question.claims.len() as u64);
        let named: BTreeSet<NoteId> = question.lineages.iter().flat_map(|(_, claims)| claims.iter().copied()).collect();
        let grounds = named.len() + question.unnamed.len() + question.unstated.len() + question.circular.len();
        prop_assert_eq!(grounds, question.claims.len());
        let spoken = question.rows.len() + question.silent.count + question.too_early.count;
        prop_assert_eq!(spoken, found.archive.documents.len());
    }

    #[test]
    fn two_documents_meet_as_often_as_their_figures_do_one_by_one(
        left in proptest::collection::vec(figure(false), 1..16),
        right in proptest::collection::vec(figure(false), 1..16),
        cumulative in any::<bool>(),
    ) {
        let claim = |figures: &[String]| {
            format!("- id: c\n  quote: word\n  claim:\n    says: S\n    question: q\n    modality: asserted\n    figures:\n{}", figures.concat())
        };
        let question = format!("- {{id: q, asks: Q, kind: figure, event: e, cumulative: {cumulative}}}\n");
        let files = Files::new(&question, ENTITIES).document("a", "", &claim(&left)).document("b", "", &claim(&right));
        let found = files.find();
        let (verdicts, _, _) = one_by_one(&found);
        let meeting = found.findings().meetings.values().next().copied().unwrap_or_default();
        prop_assert_eq!((meeting.agree, meeting.conflict), (verdicts.get(Verdict::Agree), verdicts.get(Verdict::Conflict)));
    }

    #[test]
    fn an_exact_figure_agrees_with_itself_and_what_is_wider_conflicts_no_more(
        value in 1..50i64, low in 1..50i64, more in 0..20i64, down in 0..9i64, up in 0..9i64,
    ) {
        let interval = |low: i64, high: i64| {
            let amount = |number: i64| Some(postil::model::Amount { hundredths: number * 100 });
            Interval { low: amount(low), high: amount(high), exact: low == high }
        };
        let exact = interval(value, value);
        prop_assert!(!exact.apart_from(exact));
        let (narrow, wide) = (interval(low, low + more), interval(low - down, low + more + up));
        prop_assert!(narrow.apart_from(exact) || !wide.apart_from(exact));
        let open = Interval { high: None, exact: false, ..narrow };
        prop_assert!(narrow.apart_from(exact) || !open.apart_from(exact));
    }
}
