//! Problems as commands of GitHub's workflows, which show them at their lines, and as a summary of the job.
//!
//! A step shows ten of each gravity and drops the rest without a word: so the worst come first, and all others stand below
//! as plain lines, and in the summary.

use super::{Report, concise, severity_name};
use crate::problem::{Problem, Severity};
use crate::source::Sources;
use crate::source::hidden::harmless;

/// How many annotations a step shows.
const SHOWN_MAX: usize = 10;
/// Bytes that a summary of a step may have, with room for what others write there.
const SUMMARY_MAX_BYTES: usize = 900_000;

/// The gravest problems as commands, and whatever is left in a line each.
pub fn report(report: &Report<'_>) -> String {
    let all = worst_first(report);
    let (shown, rest) = all.split_at(all.len().min(SHOWN_MAX));
    let mut text: String = shown.iter().map(|(sources, problem)| command(sources, problem)).collect();
    if !rest.is_empty() {
        text.push_str(&format!("::notice title=postil::{} more, in the log and in the summary of the job\n", rest.len()));
        for (sources, problem) in rest {
            let found = [super::Found { sources, problems: std::slice::from_ref(*problem) }];
            text.push_str(&concise::report(&Report { found: &found, ..*report }));
        }
    }
    text
}

/// All problems as a table for the summary of a job; empty where there are none.
pub fn summary(report: &Report<'_>) -> String {
    let all = worst_first(report);
    if all.is_empty() {
        return String::new();
    }
    let mut text = format!("### postil check: {}\n\n| where | what | |\n|---|---|---|\n", super::text::problems(report.counts()));
    for (number, (sources, problem)) in all.iter().enumerate() {
        let place = sources.position(problem.place);
        let path = &sources.file(problem.place.file).path;
        let code = problem.code.name();
        let severity = severity_name(problem.code.severity());
        let said = super::said(problem, "; ");
        let row = format!("| {}:{}:{} | {severity} `{code}` | {} |\n", cell(path), place.line, place.column, cell(&said));
        if text.len() + row.len() > SUMMARY_MAX_BYTES {
            text.push_str(&format!("\n{} more stand in the log.\n", all.len() - number));
            break;
        }
        text.push_str(&row);
    }
    text
}

fn worst_first<'a>(report: &Report<'a>) -> Vec<(&'a Sources, &'a Problem)> {
    let mut all: Vec<_> = report.problems().collect();
    all.sort_by_key(|(_, problem)| problem.code.severity());
    all
}

fn command(sources: &Sources, problem: &Problem) -> String {
    let (start, end) = super::ends(sources, problem.place);
    let name = match problem.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let file = property(&sources.file(problem.place.file).path);
    let mut place = format!("file={file},line={},endLine={}", start.line, end.line);
    if start.line == end.line {
        // Columns of a place over several lines are not taken.
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let said = super::said(problem, "\n");
    format!("::{name} {place},title={}::{}\n", property(problem.code.name()), data(&said))
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    // The log is read in a terminal, too.
    harmless(text).replace('%', "%25").replace('\n', "%0A")
}

/// What stands behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A text in a cell of a Markdown table: nothing in it is Markdown or HTML.
fn cell(text: &str) -> String {
    let mut cell = String::new();
    for letter in text.chars() {
        match letter {
            '&' => cell.push_str("&amp;"),
            '<' => cell.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '@' | '#' => cell.push_str(&format!("&#{};", u32::from(letter))),
            letter if letter.is_control() => cell.push(' '),
            letter => cell.push(letter),
        }
    }
    cell
}
