//! Every file of an archive, sorted by path, with its text untouched.

use std::sync::{Arc, OnceLock};

use super::{History, Place, Position, Span};

/// The number of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileIndex(pub u32);

/// One file: its path below the archive's folder and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path with `/`, relative to the folder that holds `content/`: `content/terms.yaml`.
    pub path: String,
    /// The text without a byte order mark; empty where the file is not text (`static/`).
    pub text: String,
    /// The bytes of a file that is copied as it is.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes on disk, in lower-case hexadecimal; only for texts of documents.
    pub sha256: Option<String>,
    /// Whether the machine gave it out and it is text; if not, that is reported already, and the text ends where it stops
    /// being UTF-8.
    pub readable: bool,
}

impl Default for SourceFile {
    /// An empty file without a name, as somebody who writes one begins.
    fn default() -> SourceFile {
        SourceFile { path: String::new(), text: String::new(), bytes: Vec::new(), sha256: None, readable: true }
    }
}

impl SourceFile {
    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The whole line that holds a byte offset, without its end.
    pub fn line(&self, offset: usize) -> Span {
        let start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |newline| offset + newline);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Span::new(start, end)
    }
}

/// All files of an archive, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    // A file is shared by all who keep it and by all versions of an archive in which it is the same.
    files: Vec<Arc<SourceFile>>,
    /// Where the lines of each file begin, once somebody has asked: thousands of mistakes in one file are told in time.
    lines: Vec<OnceLock<Vec<usize>>>,
    /// What git knows of their lines.
    pub history: History,
}

impl Sources {
    /// Sorts the files by path, so that nothing later depends on the order of a disk.
    pub fn new(files: Vec<SourceFile>) -> Sources {
        Sources::of(files.into_iter().map(Arc::new).collect())
    }

    /// The same of files that others keep, too.
    pub fn of(mut files: Vec<Arc<SourceFile>>) -> Sources {
        files.sort_by(|left, right| left.path.cmp(&right.path));
        let lines = files.iter().map(|_| OnceLock::new()).collect();
        Sources { files, lines, history: History::default() }
    }

    /// The files with their numbers, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileIndex, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileIndex(index as u32), &**file))
    }

    /// The file of a number.
    pub fn file(&self, index: FileIndex) -> &SourceFile {
        &self.files[index.0 as usize]
    }

    /// The file of a number, to be kept.
    pub fn shared(&self, index: FileIndex) -> Arc<SourceFile> {
        Arc::clone(&self.files[index.0 as usize])
    }

    /// The file at a path.
    pub fn find(&self, path: &str) -> Option<(FileIndex, &SourceFile)> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some((FileIndex(index as u32), &self.files[index]))
    }

    /// The same files, one of them with another text.
    pub fn with_text(&self, index: FileIndex, text: String) -> Sources {
        self.with_texts([(index, text)])
    }

    /// The same files, some of them with other texts.
    pub fn with_texts(&self, texts: impl IntoIterator<Item = (FileIndex, String)>) -> Sources {
        let mut files = self.clone();
        for (index, text) in texts {
            Arc::make_mut(&mut files.files[index.0 as usize]).text = text;
            files.lines[index.0 as usize] = OnceLock::new();
        }
        files
    }

    /// The same files and one more, in its place; files after it have other numbers than before.
    ///
    /// A file at the same path is replaced. What git knows is told by number, and so forgotten.
    pub fn with_file(&self, file: SourceFile) -> Sources {
        let mut files: Vec<Arc<SourceFile>> = self.files.iter().filter(|other| other.path != file.path).cloned().collect();
        files.push(Arc::new(file));
        Sources::of(files)
    }

    /// Some of the files; they have numbers of their own.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Sources {
        Sources::of(self.files.iter().filter(|file| wanted(&file.path)).cloned().collect())
    }

    /// Lets go of the words of a file that nobody else keeps; there is nothing in it from now on.
    pub fn let_go(&mut self, index: FileIndex) {
        if let Some(file) = Arc::get_mut(&mut self.files[index.0 as usize]) {
            file.text = String::new();
        }
    }

    /// Line and column of the start of a place.
    pub fn position(&self, place: Place) -> Position {
        self.position_at(place.file, place.span.start())
    }

    /// Line and column of a byte offset in a file.
    pub fn position_at(&self, index: FileIndex, offset: usize) -> Position {
        let text = &self.file(index).text;
        let starts = self.lines[index.0 as usize]
            .get_or_init(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = starts.partition_point(|start| *start <= offset);
        Position { line, column: text[starts[line - 1]..offset].chars().count() + 1 }
    }
}
