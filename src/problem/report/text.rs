//! Problems for people: what is wrong, the line with a caret, what to type.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::line::{around, takes_caret};
use super::{Counts, Found, severity_name};
use crate::problem::Severity;
use crate::source::hidden::shown;
use crate::source::{Place, SourceFile, Sources, Span};

/// Columns that a line of a report may take; a longer line is cut round the place.
const WIDTH: usize = 120;

/// Whether a report may hold the marks that terminals turn into colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Letters only.
    Plain,
    /// With colour.
    Colour,
}

/// Everything that was found, an empty line after each problem.
pub fn all(all: &super::Report<'_>) -> String {
    all.found.iter().map(|found| report(*found, all.paint)).collect()
}

/// All problems in the given order, an empty line after each.
pub fn report(found: Found<'_>, paint: Paint) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colour => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH);
    let mut text = String::new();
    for problem in found.problems {
        let title = level(problem.code.severity()).primary_title(shown(&problem.message).into_owned()).id(problem.code.name());
        let related = problem.related.iter().flat_map(|(place, word)| related(found.sources, *place, word));
        let help = problem.help.iter().map(|help| Level::HELP.message(visible(help)));
        let group = title.elements(primary(found.sources, problem.place)).elements(related).elements(help);
        writeln!(text, "{}\n", renderer.render(&[group])).expect("a text takes every line");
    }
    text
}

/// “2 errors, 1 warning, 3 hints in 5 documents”, or “no problems in 5 documents”.
pub fn summary(counts: Counts, documents: usize) -> String {
    format!("{} in {}", problems(counts), count(documents, "document"))
}

/// “2 errors, 1 warning, 3 hints”, or “no problems”.
pub fn problems(counts: Counts) -> String {
    let counted = [(counts.errors, Severity::Error), (counts.warnings, Severity::Warning), (counts.hints, Severity::Hint)];
    let words: Vec<String> = counted
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| count(number, severity_name(severity)))
        .collect();
    if words.is_empty() { "no problems".to_owned() } else { words.join(", ") }
}

/// “1 document”, “2 documents”.
pub fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR.with_name(severity_name(severity)),
        Severity::Warning => Level::WARNING.with_name(severity_name(severity)),
        Severity::Hint => Level::NOTE.with_name(severity_name(severity)),
    }
}

/// A place on one line: the part of it that stands on the line where it starts.
struct OnLine<'a> {
    path: String,
    number: usize,
    column: usize,
    line: &'a str,
    span: Span,
}

fn on_line(sources: &Sources, place: Place) -> OnLine<'_> {
    let file: &SourceFile = sources.file(place.file);
    let line = sources.line_at(place.file, place.span.start());
    // A place behind the end of its line (in the middle of CR LF) is shown at that end.
    let start = place.span.start().min(line.end()) - line.start();
    let end = place.span.end().clamp(line.start() + start, line.end()) - line.start();
    let text = line.of(&file.text);
    let end = start + text[start..end].trim_end().len();
    let position = sources.position(place);
    OnLine { path: visible(&file.path), number: position.line, column: position.column, line: text, span: Span::new(start, end) }
}

fn primary(sources: &Sources, place: Place) -> Vec<Element<'_>> {
    let here = on_line(sources, place);
    if sources.file(place.file).text.is_empty() {
        return vec![Origin::path(here.path).line(here.number).char_column(here.column).into()];
    }
    if takes_caret(here.line) {
        return vec![caret(here, AnnotationKind::Primary, None)];
    }
    let line = Level::NOTE.with_name(format!("line {}", here.number)).message(visible(&around(here.line, here.span)));
    let quoted = Level::NOTE.with_name(format!("column {}", here.column)).message(quoted(&here));
    vec![Origin::path(here.path).line(here.number).char_column(here.column).into(), line.into(), quoted.into()]
}

fn related<'a>(sources: &'a Sources, place: Place, word: &'a str) -> Vec<Element<'a>> {
    let there = on_line(sources, place);
    if takes_caret(there.line) && !sources.file(place.file).text.is_empty() {
        return vec![caret(there, AnnotationKind::Context, Some(visible(word)))];
    }
    let OnLine { path, number, column, .. } = &there;
    let text = format!("{} ({path}:{number}:{column}): {}", visible(word), quoted(&there));
    vec![Level::NOTE.message(text).into()]
}

fn caret<'a>(here: OnLine<'a>, kind: AnnotationKind, word: Option<String>) -> Element<'a> {
    let annotation = kind.span(here.span.start()..here.span.end()).label(word);
    Snippet::source(here.line).path(here.path).line_start(here.number).annotation(annotation).into()
}

fn quoted(here: &OnLine<'_>) -> String {
    let words = here.span.of(here.line);
    match words {
        "" => "here".to_owned(),
        words => format!("“{}”", visible(&around(words, Span::new(0, words.len())))),
    }
}

/// Words of a file as a terminal may have them: what nobody sees, and what a terminal would obey, is made visible.
fn visible(words: &str) -> String {
    normalize_untrusted_str(&shown(words))
}

#[cfg(test)]
mod tests;
