//! Reads the prose pages: a title on the first line, then Markdown.

use super::markdown;
use super::origin::Origin;
use crate::model::{Page, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, SourceFile, Span};

/// Reads one page; `id` is the name of its file.
pub fn page(index: FileIndex, file: &SourceFile, id: &str, problems: &mut Problems) -> Page<Written> {
    let blank = file.text.trim().is_empty();
    let start = if blank { 0 } else { file.text.len() - file.text.trim_start().len() };
    // Old programs end a line with CR alone; below the title Markdown knows of it.
    let first = file.line(start);
    let first = first.of(&file.text).find('\r').map_or(first, |end| Span::new(first.start(), first.start() + end));
    let title = first.of(&file.text).strip_prefix("# ").map(str::trim);
    if title.is_none_or(str::is_empty) && file.readable {
        let place = Place { file: index, span: first };
        let problem = Problem::new(Code::MissingField, place, "a page begins with its title");
        problems.push(problem.help("write `# Title` on the first line"));
    }
    let span = match title {
        Some(_) => Span::new(first.end(), file.text.len()),
        None => Span::new(start, file.text.len()),
    };
    let body = markdown::prose(&Origin { file: index, text: &file.text, span }, span.of(&file.text), problems);
    Page { id: id.to_owned(), file: index, title: title.unwrap_or_default().to_owned(), body }
}
