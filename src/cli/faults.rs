//! What is wrong with a theme, as problems, so that it is shown like everything else.

use std::collections::BTreeMap;

use crate::pipeline::ThemeFault;
use crate::problem::report::Found;
use crate::problem::{Code, Problem, Problems};
use crate::shell::theme::{Chosen, Stray};
use crate::source::{Place, SourceFile, Sources, Span};

/// Problems in the files of a theme.
#[derive(Debug, Default)]
pub struct Faults {
    sources: Sources,
    problems: Vec<Problem>,
}

impl Faults {
    /// The files of its folder that have no meaning in a theme, and these faults of those that have one.
    pub fn of_folder(chosen: &Chosen, more: &[ThemeFault]) -> Faults {
        let faults: Vec<ThemeFault> = chosen.strays.iter().map(fault).chain(more.iter().cloned()).collect();
        Faults::new(chosen, &faults)
    }

    /// Faults that came to light when the theme was used.
    pub fn new(chosen: &Chosen, faults: &[ThemeFault]) -> Faults {
        let files: BTreeMap<&str, SourceFile> =
            faults.iter().map(|fault| (fault.path.as_str(), file(chosen, &fault.path))).collect();
        let sources = Sources::new(files.into_values().collect());
        let mut problems = Problems::default();
        for fault in faults {
            let (index, file) = sources.find(&shown(chosen, &fault.path)).expect("the file was put there a moment ago");
            let offset = offset(&file.text, fault.line, fault.column);
            let place = Place { file: index, span: Span::new(offset, offset) };
            problems.push(Problem::new(Code::ThemeBroken, place, &fault.message));
        }
        Faults { sources, problems: problems.sorted() }
    }

    /// The problems with their files.
    pub fn found(&self) -> Found<'_> {
        Found { sources: &self.sources, problems: &self.problems }
    }
}

fn fault(stray: &Stray) -> ThemeFault {
    ThemeFault { path: stray.path.clone(), line: 1, column: 1, message: stray.message.to_owned() }
}

fn file(chosen: &Chosen, path: &str) -> SourceFile {
    // A file that has no meaning in a theme is not part of it, and there is nothing to show.
    let bytes = chosen.theme.files.get(path).map_or(&[][..], Vec::as_slice);
    SourceFile {
        path: shown(chosen, path),
        text: String::from_utf8_lossy(bytes).into_owned(),
        bytes: Vec::new(),
        sha256: None,
        readable: true,
    }
}

/// Where an editor finds a file of the theme.
fn shown(chosen: &Chosen, path: &str) -> String {
    let is_stray = chosen.strays.iter().any(|stray| stray.path == path);
    let is_built_in = chosen.theme.files.contains_key(path) && !chosen.theme.own.contains(path) && !is_stray;
    if is_built_in { format!("(built-in theme)/{path}") } else { format!("{}/{path}", chosen.theme.name) }
}

/// The byte at a line and column from 1; the nearest one before where there is no such place.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(end, _)| end + 1),
    };
    let rest = text[start..].lines().next().unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn a_line_and_a_column_become_a_byte() {
        let text = "é{{ a\n\nb";
        let places = [(1, 1, 0), (1, 2, 2), (1, 99, 6), (2, 1, 7), (3, 2, 9), (9, 1, 9), (0, 0, 0)];
        for (line, column, byte) in places {
            assert_eq!(offset(text, line, column), byte, "{line}:{column}");
        }
    }
}
