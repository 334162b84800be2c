//! Problems in one line each: `path:line:column: error[code]: sentence`.

use super::{Report, severity_name};
use crate::source::hidden::harmless;

/// All problems in the given order.
pub fn report(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (sources, problem) in report.problems() {
        let place = sources.position(problem.place);
        let path = &sources.file(problem.place.file).path;
        let severity = severity_name(problem.code.severity());
        let line = format!("{path}:{}:{}: {severity}[{}]: {}", place.line, place.column, problem.code.name(), problem.message);
        // A file may hold anything, also what a terminal would obey.
        text.push_str(&harmless(&line.replace(['\n', '\r'], " ")));
        text.push('\n');
    }
    text
}
