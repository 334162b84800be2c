//! Problems as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use serde_json::{Value, json};

use super::{Report, address};
use crate::problem::{Code, Problem, Severity};
use crate::source::{Place, Sources};

/// All problems in the given order, with what each code means.
pub fn report(report: &Report<'_>) -> String {
    let results: Vec<Value> = report.problems().map(|(sources, problem)| result(sources, problem)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "postil",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("texts and numbers can always be written as JSON") + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.explanation().text },
        "defaultConfiguration": { "level": level(code) },
    })
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(sources: &Sources, problem: &Problem) -> Value {
    let said = super::said(problem, "\n");
    let mut result = json!({
        "ruleId": problem.code.name(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == problem.code),
        "level": level(problem.code),
        "message": { "text": said },
        "locations": [location(sources, problem.place)],
    });
    if !problem.related.is_empty() {
        let related = problem.related.iter().map(|(place, word)| {
            let mut location = location(sources, *place);
            location["message"] = json!({ "text": word });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if !problem.fix.is_empty() {
        let replacement = |edit: &crate::source::Edit| {
            let place = Place { span: edit.span, ..problem.place };
            json!({ "deletedRegion": region(sources, place), "insertedContent": { "text": edit.text } })
        };
        result["fixes"] = json!([{ "artifactChanges": [{
            "artifactLocation": { "uri": address(sources, problem.place) },
            "replacements": problem.fix.iter().map(replacement).collect::<Vec<_>>(),
        }] }]);
    }
    result
}

fn location(sources: &Sources, place: Place) -> Value {
    let artifact = json!({ "uri": address(sources, place) });
    json!({ "physicalLocation": { "artifactLocation": artifact, "region": region(sources, place) } })
}

fn region(sources: &Sources, place: Place) -> Value {
    let (start, end) = super::ends(sources, place);
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}
