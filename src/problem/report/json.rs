//! Problems for programs: one JSON object, or one a line, whose shape only changes with its `schema` number.

use serde::Serialize;

use super::{Counts, Report, severity_name};
use crate::problem::Problem;
use crate::source::{Edit, Place, Sources};

/// The number of this shape.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    schema: u32,
    problems: Vec<Entry<'a>>,
    counts: Numbers,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: &'a [String],
    file: &'a str,
    range: Range,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

/// One problem of a list that has no head.
#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    #[serde(flatten)]
    entry: Entry<'a>,
}

/// What mends a problem. Only what is safe is offered so far: it changes nothing that a reader was meant to see.
#[derive(Serialize)]
struct Fix<'a> {
    safety: &'static str,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

/// Line and column from 1, the column in characters; the byte from 0, a byte order mark not counted.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

#[derive(Serialize)]
struct Numbers {
    errors: usize,
    warnings: usize,
    hints: usize,
}

/// All problems in the given order, and how many there are, with a line end.
pub fn report(report: &Report<'_>) -> String {
    let problems = report.problems().map(|(sources, problem)| entry(sources, problem)).collect();
    let Counts { errors, warnings, hints } = report.counts();
    let whole = Whole { schema: SCHEMA, problems, counts: Numbers { errors, warnings, hints } };
    let text = serde_json::to_string_pretty(&whole).expect("texts and numbers can always be written as JSON");
    text + "\n"
}

/// All problems in the given order, a line each.
pub fn lines(report: &Report<'_>) -> String {
    let line = |(sources, problem)| {
        let line = Line { schema: SCHEMA, entry: entry(sources, problem) };
        serde_json::to_string(&line).expect("texts and numbers can always be written as JSON") + "\n"
    };
    report.problems().map(line).collect()
}

fn entry<'a>(sources: &'a Sources, problem: &'a Problem) -> Entry<'a> {
    let related = |(place, word): &'a (Place, String)| {
        let file = sources.file(place.file);
        Related { file: &file.path, range: range(sources, *place), message: word }
    };
    let change = |edit: &'a Edit| Change { range: range(sources, Place { span: edit.span, ..problem.place }), text: &edit.text };
    let file = sources.file(problem.place.file);
    Entry {
        code: problem.code.name(),
        severity: severity_name(problem.code.severity()),
        message: &problem.message,
        help: &problem.help,
        file: &file.path,
        range: range(sources, problem.place),
        related: problem.related.iter().map(related).collect(),
        fix: (!problem.fix.is_empty()).then(|| Fix { safety: "safe", edits: problem.fix.iter().map(change).collect() }),
    }
}

fn range(sources: &Sources, place: Place) -> Range {
    let point = |byte: usize| {
        let position = sources.position_at(place.file, byte);
        Point { line: position.line, column: position.column, byte }
    };
    Range { start: point(place.span.start()), end: point(place.span.end()) }
}

#[cfg(test)]
mod tests {
    use super::{lines, report};
    use crate::problem::report::text::Paint;
    use crate::problem::report::{Found, Report};
    use crate::problem::{Code, Problem};
    use crate::source::{FileIndex, Place, SourceFile, Sources, Span};

    #[test]
    fn the_shape_is_the_one_that_programs_rely_on() {
        let file = SourceFile {
            path: "content/terms.yaml".to_owned(),
            text: "é: 1\nb: “2”\n".to_owned(),
            bytes: Vec::new(),
            sha256: None,
            readable: true,
        };
        let place = |start, end| Place { file: FileIndex(0), span: Span::new(start, end) };
        let problem = Problem::new(Code::UnknownField, place(9, 16), "no").help("try").related(place(0, 2), "see");
        let sources = Sources::new(vec![file]);
        let found = [Found { sources: &sources, problems: &[problem.fix(Span::new(9, 16), "3")] }];
        let whole = Report { found: &found, paint: Paint::Plain };
        let value: serde_json::Value = serde_json::from_str(&report(&whole)).unwrap();
        let expected = serde_json::json!({
            "schema": 1,
            "problems": [{
                "code": "unknown-field", "severity": "error", "message": "no", "help": ["try"], "file": "content/terms.yaml",
                "range": {"start": {"line": 2, "column": 4, "byte": 9}, "end": {"line": 2, "column": 7, "byte": 16}},
                "related": [{
                    "file": "content/terms.yaml", "message": "see",
                    "range": {"start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 2, "byte": 2}},
                }],
                "fix": {"safety": "safe", "edits": [{
                    "range": {"start": {"line": 2, "column": 4, "byte": 9}, "end": {"line": 2, "column": 7, "byte": 16}},
                    "text": "3",
                }]},
            }],
            "counts": {"errors": 1, "warnings": 0, "hints": 0},
        });
        assert_eq!(value, expected);
        let line: serde_json::Value = serde_json::from_str(lines(&whole).trim_end()).unwrap();
        assert_eq!((&line["schema"], &line["range"]), (&expected["schema"], &expected["problems"][0]["range"]));
    }
}
