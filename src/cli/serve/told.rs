//! What is told of a build: a line in the terminal, and to open pages what is wrong.

use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::words;
use crate::problem::report::text::{self, Paint};
use crate::problem::report::{Counts, Found, severity_name};
use crate::problem::{Problem, Severity};
use crate::shell::serve::Events;
use crate::shell::{Refusal, WrongUse};
use crate::source::hidden::harmless;

/// Problems that a page shows; whoever has more mends these first.
const SHOWN_MAX: usize = 50;

/// What open pages are told of a build.
#[derive(Debug, Default)]
pub struct Told {
    /// Files beside the pages that are not as they were: styles and scripts.
    pub assets: Vec<String>,
    /// How many problems there are, in words; empty where there are none.
    pub counts: String,
    problems: Vec<Value>,
    more: usize,
}

impl Told {
    /// The problems that were found, errors first, with the words of the terminal.
    pub fn found(found: &[Found<'_>]) -> Told {
        let all = |severity: Severity| {
            let problems = found.iter().flat_map(|found| found.problems.iter().map(move |problem| (found, problem)));
            problems.filter(move |(_, problem)| problem.code.severity() == severity)
        };
        let sorted = [Severity::Error, Severity::Warning, Severity::Hint].into_iter().flat_map(all);
        let problems: Vec<Value> = sorted.take(SHOWN_MAX).map(|(found, problem)| shown(found, problem)).collect();
        let counts = Counts::of(found.iter().flat_map(|found| found.problems));
        let number = counts.errors + counts.warnings + counts.hints;
        let counted = if number > 0 { text::problems(counts) } else { String::new() };
        Told { counts: counted, more: number - problems.len(), problems, ..Told::default() }
    }

    /// What the machine or the command line refuses.
    pub fn refused(refusal: &Refusal) -> Told {
        let text = match refusal {
            Refusal::WrongUse(WrongUse { message, .. }) => message.clone(),
            Refusal::Failure(failure) => failure.to_string(),
        };
        let problem = json!({ "severity": severity_name(Severity::Error), "text": format!("error: {text}") });
        Told { counts: text, problems: vec![problem], ..Told::default() }
    }
}

/// Tells open pages of one build after the other.
pub struct Teller {
    /// What lets a page of an earlier start of the program know that it is one.
    start: String,
    build: u64,
}

impl Teller {
    /// Somebody who has told nothing yet.
    pub fn new(start: &str) -> Teller {
        Teller { start: start.to_owned(), build: 0 }
    }

    /// Tells it, as the script of the preview reads it.
    pub fn tell(&mut self, events: &Events, told: &Told) {
        self.build += 1;
        let Told { assets, counts, problems, more } = told;
        let problems = json!({ "counts": counts, "problems": problems, "more": more });
        events.tell(&json!({ "start": self.start, "build": self.build, "assets": assets, "wrong": problems }).to_string());
    }
}

fn shown(found: &Found<'_>, problem: &Problem) -> Value {
    let position = found.sources.position(problem.place);
    let text = text::report(Found { sources: found.sources, problems: std::slice::from_ref(problem) }, Paint::Plain);
    json!({
        "severity": severity_name(problem.code.severity()),
        "text": text.trim_end(),
        "file": found.sources.file(problem.place.file).path,
        "line": position.line,
        "column": position.column,
    })
}

/// One line for the terminal: what was saved, how long it took, what is wrong.
pub fn line(changed: &[String], counts: &str, time: Option<Duration>) -> String {
    let what = match changed {
        [] => "built".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {}", text::count(rest.len(), "other file")),
    };
    let time = time.map_or(String::new(), |time| format!(" → {}", words::time(time)));
    let counts = if counts.is_empty() { String::new() } else { format!("; {counts}") };
    harmless(&format!("{what}{time}{counts}\n"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::line;

    #[test]
    fn a_build_is_one_line() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let time = Some(Duration::from_millis(84));
        assert_eq!(line(&[], "", time), "built → 84 ms\n");
        assert_eq!(line(&names(&["a"]), "1 error", time), "a → 84 ms; 1 error\n");
        assert_eq!(line(&names(&["a\u{1b}", "b", "c"]), "", None), "a[U+001B] and 2 other files\n");
    }
}
