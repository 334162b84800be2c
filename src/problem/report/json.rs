//! Problems for programs: one JSON object whose shape only changes with its `schema` number.

use serde::Serialize;

use super::{Counts, Found, severity_name};
use crate::problem::Problem;
use crate::source::{Place, Sources};

/// The number of this shape.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
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
pub fn report(found: &[Found<'_>]) -> String {
    let problems = found.iter().flat_map(|found| found.problems.iter().map(|problem| entry(found.sources, problem))).collect();
    let Counts { errors, warnings, hints } = Counts::of(found.iter().flat_map(|found| found.problems));
    let report = Report { schema: SCHEMA, problems, counts: Numbers { errors, warnings, hints } };
    let text = serde_json::to_string_pretty(&report).expect("texts and numbers can always be written as JSON");
    text + "\n"
}

fn entry<'a>(sources: &'a Sources, problem: &'a Problem) -> Entry<'a> {
    let related = |(place, word): &'a (Place, String)| {
        let file = sources.file(place.file);
        Related { file: &file.path, range: range(sources, *place), message: word }
    };
    let file = sources.file(problem.place.file);
    Entry {
        code: problem.code.name(),
        severity: severity_name(problem.code.severity()),
        message: &problem.message,
        help: &problem.help,
        file: &file.path,
        range: range(sources, problem.place),
        related: problem.related.iter().map(related).collect(),
    }
}

fn range(sources: &Sources, place: Place) -> Range {
    let point = |byte: usize| {
        let position = sources.position_at(place.file, byte);
        Point { line: position.line, column: position.column, byte }
    };
    Range { start: point(place.span.start), end: point(place.span.end) }
}

#[cfg(test)]
mod tests {
    use super::report;
    use crate::problem::report::Found;
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
        let value: serde_json::Value =
            serde_json::from_str(&report(&[Found { sources: &sources, problems: &[problem] }])).unwrap();
        let expected = serde_json::json!({
            "schema": 1,
            "problems": [{
                "code": "unknown-field", "severity": "error", "message": "no", "help": ["try"], "file": "content/terms.yaml",
                "range": {"start": {"line": 2, "column": 4, "byte": 9}, "end": {"line": 2, "column": 7, "byte": 16}},
                "related": [{
                    "file": "content/terms.yaml", "message": "see",
                    "range": {"start": {"line": 1, "column": 1, "byte": 0}, "end": {"line": 1, "column": 2, "byte": 2}},
                }],
            }],
            "counts": {"errors": 1, "warnings": 0, "hints": 0},
        });
        assert_eq!(value, expected);
    }
}
