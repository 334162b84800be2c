//! Problems as JUnit XML, which most build servers show: each error a failed test, whatever is less grave a passed one that says so.

use super::{Counts, Report, severity_name};
use crate::problem::{Problem, Severity};
use crate::source::Sources;

/// All problems in the given order; where there are none, one test that passed.
pub fn report(report: &Report<'_>) -> String {
    let cases: String = report.problems().map(|(sources, problem)| case(sources, problem)).collect();
    let Counts { errors, warnings, hints } = report.counts();
    let all = (errors + warnings + hints).max(1);
    let cases = if cases.is_empty() { "    <testcase classname=\"postil\" name=\"no problems\"/>\n".to_owned() } else { cases };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"postil\" tests=\"{all}\" failures=\"{errors}\" errors=\"0\">\n  \
         <testsuite name=\"postil check\" tests=\"{all}\" failures=\"{errors}\" errors=\"0\" skipped=\"0\">\n\
         {cases}  </testsuite>\n</testsuites>\n"
    )
}

fn case(sources: &Sources, problem: &Problem) -> String {
    let place = sources.position(problem.place);
    let path = &sources.file(problem.place.file).path;
    let code = problem.code.name();
    let severity = severity_name(problem.code.severity());
    let name = format!("{code} at {path}:{}:{}", place.line, place.column);
    let said = super::said(problem, "\n");
    let inside = match problem.code.severity() {
        Severity::Error => {
            format!("<failure message=\"{}\" type=\"{code}\">{}</failure>", written(&problem.message), written(&said))
        }
        Severity::Warning | Severity::Hint => format!("<system-out>{severity}: {}</system-out>", written(&said)),
    };
    format!("    <testcase classname=\"{}\" name=\"{}\">{inside}</testcase>\n", written(path), written(&name))
}

/// A text in XML 1.0, also between quotation marks; what XML cannot hold is shown as a sign for it.
fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\n' | '\t' => written.push_str(&format!("&#{};", u32::from(letter))),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => written.push('\u{fffd}'),
            letter => written.push(letter),
        }
    }
    written
}
