//! Thousands of figures on one question, hundreds of thousands of claims: measured, not run by default.
//!
//! `cargo test --test all verdicts::many -- --ignored --nocapture` tells the numbers.

use std::time::Instant;

use super::archive::{Files, Found};
use postil::index;
use postil::model::Verdict;

const ENTITIES: &str = "- {id: counter, type: organisation, name: Counter}\n";

/// An archive whose documents have a hundred claims each; `figure` writes the figure of a claim by its number.
fn archive(claims: usize, question: &str, questions: usize, figure: impl Fn(usize) -> String) -> Files {
    let asked: String =
        (0..questions).map(|number| format!("- {{id: q{number}, asks: Q, kind: figure, unit: person{question}}}\n")).collect();
    let mut files = Files::new(&asked, ENTITIES);
    let each = if claims > 20_000 { 1000 } else { 100 };
    for document in 0..claims.div_ceil(each) {
        let notes = (document * each..claims.min((document + 1) * each)).map(|number| {
            let question = number % questions;
            format!(
                "- id: c{number}\n  quote: word\n  claim: {{says: S, question: q{question}, modality: asserted, basis: {{kind: count, lineage: counter}}, figures: {{{}}}}}\n",
                figure(number)
            )
        });
        files = files.document(&format!("d{document}"), "issued: 2025-03-10\n", &notes.collect::<String>());
    }
    files
}

#[allow(clippy::print_stderr, reason = "a measurement tells its numbers")]
fn measure(what: &str, files: &Files) -> (Found, f64) {
    let found = files.find();
    let start = Instant::now();
    let indexes = index::index(&found.archive);
    let seconds = start.elapsed().as_secs_f64();
    let counts = indexes.findings.questions[0].verdicts;
    let told: Vec<String> =
        [Verdict::Agree, Verdict::Overlap, Verdict::Conflict, Verdict::LaterIsHigher, Verdict::PartExceedsWhole]
            .map(|verdict| counts.get(verdict).to_string())
            .into();
    eprintln!("{what}: {seconds:.2} s; agree, overlap, conflict, later, part exceeds: {}", told.join(", "));
    (found, seconds)
}

fn day(number: usize) -> String {
    format!("20{:02}-{:02}-{:02}", number / 336 % 100, number / 28 % 12 + 1, number % 28 + 1)
}

#[test]
#[ignore = "a measurement"]
fn many_figures_of_one_question() {
    const SCOPES: &str = ", scopes: [{id: all, label: A}, {id: part, label: P, within: all}]";
    type Figure = fn(usize) -> String;
    let kinds: [(&str, &str, Figure); 4] = [
        ("spread", "", |n| format!("min: {}, max: {}, as_of: {}", n * 7919 % 5000, n * 7919 % 5000 + n % 900, day(n * 31 % 700))),
        ("rising", ", cumulative: true", |n| format!("value: {n}, as_of: {}", day(n))),
        ("one outlier", "", |n| if n == 1 { "value: 1".to_owned() } else { format!("min: 2, max: {}", n + 2) }),
        ("parts above wholes", SCOPES, |n| {
            format!("value: {}, of: {}", n / 2 + n % 2 * 50_000, if n % 2 == 1 { "part" } else { "all" })
        }),
    ];
    for (what, question, figure) in kinds {
        let seconds = [2_000, 20_000].map(|claims| measure(&format!("{claims} {what}"), &archive(claims, question, 1, figure)).1);
        assert!(seconds[0] < 10.0 && seconds[1] < 120.0, "{what}: {seconds:?}");
    }
}

#[test]
#[ignore = "a measurement"]
fn two_hundred_thousand_claims() {
    let files = archive(200_000, "", 1000, |n| format!("value: {}", n % 17));
    let (found, seconds) = measure("200000 claims", &files);
    assert_eq!(found.findings().claims.len(), 200_000);
    assert!(seconds < 300.0, "{seconds}");
}
