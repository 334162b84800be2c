//! Where words of a piece of prose stand in its file, whatever YAML did to them on the way.

use std::cell::RefCell;

use crate::source::{FileIndex, Place, Span};

/// Where a piece of prose stands, so that its problems and links have places.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub file: FileIndex,
    /// The whole text of the file.
    pub text: &'a str,
    /// The part of the file that holds the prose.
    pub span: Span,
}

/// Bytes of prose after which a walk is remembered.
const STRETCH: usize = 256;

/// Finds where words of one piece of prose stand in its file.
///
/// YAML folds lines, takes indentation away and undoes escapes, but keeps all else in order: both are walked side by side. Where
/// the walk was after each stretch is remembered, so that a page of ten thousand links is not walked ten thousand times.
pub struct Places<'a> {
    origin: Origin<'a>,
    prose: &'a str,
    /// Where the prose begins in what is written, if that is the same to the letter.
    verbatim: Option<usize>,
    /// Byte of the prose, and where it is written.
    reached: RefCell<Vec<(usize, usize)>>,
}

impl<'a> Places<'a> {
    /// For a piece of prose as it was read.
    pub fn new(origin: &Origin<'a>, prose: &'a str) -> Places<'a> {
        let written = origin.span.of(origin.text);
        let start = header(written);
        // An escape is longer than what it stands for; a page is prose as it stands, whatever it begins with.
        let quoted = written[start..].strip_suffix(['"', '\'']).unwrap_or_default();
        let verbatim = if written == prose { Some(0) } else { (quoted == prose).then_some(start) };
        Places { origin: *origin, prose, verbatim, reached: RefCell::new(vec![(0, start)]) }
    }

    /// Where `words`, a span of the prose, stand in the file.
    pub fn of(&self, words: Span) -> Place {
        let file = self.origin.span.start();
        if let Some(start) = self.verbatim {
            return Place { file: self.origin.file, span: Span::new(file + start + words.start(), file + start + words.end()) };
        }
        let written = self.origin.span.of(self.origin.text);
        let mut reached = self.reached.borrow_mut();
        let near = reached.partition_point(|(offset, _)| *offset <= words.start()).saturating_sub(1);
        let (from, at) = reached[near];
        let mut walk = Walk { written, at };
        let mut start = at;
        for (offset, character) in self.prose[from..].char_indices().map(|(offset, character)| (from + offset, character)) {
            if offset >= words.end() {
                break;
            }
            if reached.last().is_none_or(|(last, _)| offset >= last + STRETCH) {
                reached.push((offset, walk.at));
            }
            let found = walk.find(character);
            if offset <= words.start() {
                start = found;
            }
        }
        Place { file: self.origin.file, span: Span::new(file + start, file + walk.at.max(start)) }
    }
}

/// What stands before the first character: the `|` or `>` of a block with its line, or a quotation mark.
fn header(written: &str) -> usize {
    match written.bytes().next() {
        Some(b'|' | b'>') => written.find('\n').map_or(0, |newline| newline + 1),
        Some(b'"' | b'\'') => 1,
        Some(_) | None => 0,
    }
}

struct Walk<'a> {
    written: &'a str,
    at: usize,
}

impl Walk<'_> {
    /// Where the next character of the prose is written; the walk goes on after it.
    fn find(&mut self, character: char) -> usize {
        let mut rest = &self.written[self.at..];
        // The end of a line behind a backslash is no part of the text, nor are the blanks with which the next one begins.
        while self.written.starts_with('"')
            && let Some(next) = rest.strip_prefix("\\\n").or_else(|| rest.strip_prefix("\\\r\n"))
        {
            rest = next.trim_start_matches([' ', '\t']);
            self.at = self.written.len() - rest.len();
        }
        let spaces = rest.len() - rest.trim_start().len();
        let reached = self.at + if character.is_whitespace() { 0 } else { spaces };
        let here = &self.written[reached..];
        self.at = reached
            + match here.chars().next() {
                Some('\\') if self.written.starts_with('"') => escape(here),
                // In single quotation marks an apostrophe is written twice.
                Some('\'') if self.written.starts_with('\'') => 2,
                Some(_) if character.is_whitespace() => spaces,
                Some(written) => written.len_utf8(),
                None => 0,
            };
        self.at = self.at.min(self.written.len());
        reached
    }
}

/// The length of an escape: `\n`, `\x41`, `\u0041`, `\U00000041`.
fn escape(here: &str) -> usize {
    match here.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(_) => 1 + here[1..].chars().next().map_or(0, char::len_utf8),
        None => 1,
    }
}
