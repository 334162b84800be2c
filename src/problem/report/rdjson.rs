//! Problems as rdjson, the format of reviewdog, which puts them into reviews on several hosts; its columns count bytes.

use serde_json::{Value, json};

use super::Report;
use crate::problem::{Problem, Severity};
use crate::source::{Place, Sources};

/// All problems in the given order.
pub fn report(report: &Report<'_>) -> String {
    let diagnostics: Vec<Value> = report.problems().map(|(sources, problem)| diagnostic(sources, problem)).collect();
    let result = json!({ "source": { "name": "postil" }, "diagnostics": diagnostics });
    serde_json::to_string_pretty(&result).expect("texts and numbers can always be written as JSON") + "\n"
}

fn diagnostic(sources: &Sources, problem: &Problem) -> Value {
    let severity = match problem.code.severity() {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Hint => "INFO",
    };
    let mut diagnostic = json!({
        "message": super::said(problem, "\n"),
        "location": location(sources, problem.place),
        "severity": severity,
        "code": { "value": problem.code.name() },
    });
    if !problem.related.is_empty() {
        let related = |(place, word): &(Place, String)| json!({ "message": word, "location": location(sources, *place) });
        diagnostic["relatedLocations"] = problem.related.iter().map(related).collect();
    }
    if !problem.fix.is_empty() {
        let suggestion = |edit: &crate::source::Edit| json!({ "range": range(sources, Place { span: edit.span, ..problem.place }), "text": edit.text });
        diagnostic["suggestions"] = problem.fix.iter().map(suggestion).collect();
    }
    diagnostic
}

fn location(sources: &Sources, place: Place) -> Value {
    json!({ "path": sources.file(place.file).path, "range": range(sources, place) })
}

fn range(sources: &Sources, place: Place) -> Value {
    let file = sources.file(place.file);
    let point = |byte: usize| {
        let start = file.line(byte).start();
        json!({ "line": sources.position_at(place.file, byte).line, "column": byte - start + 1 })
    };
    json!({ "start": point(place.span.start()), "end": point(place.span.end()) })
}
