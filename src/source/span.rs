//! Where something stands: byte ranges in a file, and the line and column that people count.

use super::FileIndex;

/// A range of bytes in a text: `start` inclusive, `end` exclusive, both on character borders.
///
/// An archive has millions of them, and no text has 4 GiB: each number takes four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span cannot end before it starts");
        let offset = |bytes: usize| u32::try_from(bytes).expect("a text has at most 64 MiB");
        Span { start: offset(start), end: offset(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The range with the same start that ends at `end`.
    pub fn up_to(self, end: usize) -> Span {
        Span::new(self.start(), end)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` that it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }
}

/// A span of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub file: FileIndex,
    /// Where in its text.
    pub span: Span,
}

/// A value together with the place where an editor wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> Placed<T> {
    /// Joins a value and its place.
    pub fn new(value: T, place: Place) -> Placed<T> {
        Placed { value, place }
    }
}

/// Line and column, both from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// That of what comes behind a text.
    pub fn behind(text: &str) -> Position {
        let line_start = text.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: text.bytes().filter(|byte| *byte == b'\n').count() + 1, column: text[line_start..].chars().count() + 1 }
    }
}
