//! Problems in one line each: `path:line:column: error[code]: sentence`.

use super::{Report, severity_name};

/// All problems in the given order.
pub fn report(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (sources, problem) in report.problems() {
        let place = sources.position(problem.place);
        let path = &sources.file(problem.place.file).path;
        let severity = severity_name(problem.code.severity());
        let line = format!("{path}:{}:{}: {severity}[{}]: {}", place.line, place.column, problem.code.name(), problem.message);
        // A file may hold anything, also what a terminal would obey.
        text.extend(line.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }));
        text.push('\n');
    }
    text
}
