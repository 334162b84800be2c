//! Every file of an archive, sorted by path, with its text untouched.

use std::ops::Range;
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
        Position::behind(&self.text[..offset])
    }

    /// The folder of the document to which the file belongs, and its path below that.
    pub fn of_document(&self) -> Option<(&str, &str)> {
        of_document(&self.path)
    }

    /// The path of a file of `static/` inside that folder.
    pub fn of_static(&self) -> Option<&str> {
        self.path.strip_prefix("content/static/")
    }

    /// The whole line that holds a byte offset, without its end.
    pub fn line(&self, offset: usize) -> Span {
        let start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |newline| offset + newline);
        without_return(&self.text, Span::new(start, end))
    }
}

/// The folder of a document, and the path below it, of a file with this path; nothing if it belongs to none.
pub fn of_document(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("content/documents/")?.split_once('/')
}

/// A line without the first half of CR LF.
fn without_return(text: &str, line: Span) -> Span {
    Span::new(line.start(), line.end() - usize::from(line.of(text).ends_with('\r')))
}

/// A byte offset of which the position is known.
#[derive(Debug, Clone, Copy)]
struct Mark {
    offset: usize,
    position: Position,
}

/// How many bytes of a line are counted from the nearest mark at most, but for a character.
const MARKED_EACH_BYTES: usize = 1024;

/// The beginning of every line, and marks within long ones.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let mut mark = Mark { offset: start, position: Position { line: number + 1, column: 1 } };
        marks.push(mark);
        for to in (start..start + line.len()).step_by(MARKED_EACH_BYTES).skip(1) {
            let to = (to..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            mark.position.column += text[mark.offset..to].chars().count();
            mark.offset = to;
            marks.push(mark);
        }
        start += line.len() + 1;
    }
    marks
}

/// Some files that follow each other.
#[derive(Debug, Clone)]
pub struct Files(Range<usize>);

/// How many files a piece has at least, but for the last one.
const PIECE: usize = 3_000;

/// All files of an archive, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    // A file is shared by all who keep it and by all versions of an archive in which it is the same.
    files: Vec<Arc<SourceFile>>,
    /// Positions known in each file, once somebody has asked: thousands of mistakes in one file, or on one line, are told in time.
    marks: Vec<OnceLock<Vec<Mark>>>,
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
        let marks = files.iter().map(|_| OnceLock::new()).collect();
        Sources { files, marks, history: History::default() }
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
            files.exchange(index, text);
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

    /// The same files under other paths, in the same order.
    pub fn under(&self, path: impl Fn(&str) -> String) -> Sources {
        let mut files = self.clone();
        for file in &mut files.files {
            let path = path(&file.path);
            Arc::make_mut(file).path = path;
        }
        files
    }

    /// Some of the files; they have numbers of their own.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Sources {
        Sources::of(self.files.iter().filter(|file| wanted(&file.path)).cloned().collect())
    }

    /// The files of all documents.
    pub fn of_documents(&self) -> Files {
        let before = |end: &str| self.files.partition_point(|file| file.path.as_str() < end);
        // The sign after the slash: what is below the folder comes before it.
        Files(before("content/documents/")..before("content/documents0"))
    }

    /// The same in pieces of some thousand files; what belongs to one document is not divided.
    pub fn of_documents_in_pieces(&self) -> Vec<Files> {
        let Files(all) = self.of_documents();
        let folder = |index: usize| self.files[index].of_document().map(|(folder, _)| folder);
        let mut pieces = Vec::new();
        let mut start = all.start;
        for index in all.clone() {
            if index - start >= PIECE && folder(index) != folder(index - 1) {
                pieces.push(Files(start..index));
                start = index;
            }
        }
        pieces.push(Files(start..all.end));
        pieces
    }

    /// The files of a piece with their numbers.
    pub fn piece(&self, Files(piece): &Files) -> impl Iterator<Item = (FileIndex, &SourceFile)> {
        piece.clone().map(|index| (FileIndex(index as u32), &*self.files[index]))
    }

    /// Lets go of the words of a text that nobody else keeps; there is nothing in it until it is given one again.
    pub fn let_go(&mut self, index: FileIndex) {
        if let Some(file) = Arc::get_mut(&mut self.files[index.0 as usize]) {
            file.text = String::new();
        }
    }

    /// Gives a file another text, such as the one that was let go of.
    pub fn exchange(&mut self, index: FileIndex, text: String) {
        Arc::make_mut(&mut self.files[index.0 as usize]).text = text;
        self.marks[index.0 as usize] = OnceLock::new();
    }

    /// Line and column of the start of a place.
    pub fn position(&self, place: Place) -> Position {
        self.position_at(place.file, place.span.start())
    }

    /// Line and column of a byte offset in a file.
    pub fn position_at(&self, index: FileIndex, offset: usize) -> Position {
        let mark = self.mark_before(index, offset);
        let Position { line, column } = mark.position;
        Position { line, column: column + self.file(index).text[mark.offset..offset].chars().count() }
    }

    /// The whole line that holds a byte offset, without its end; in files of many mistakes sooner than [`SourceFile::line`].
    pub fn line_at(&self, index: FileIndex, offset: usize) -> Span {
        let (text, line) = (&self.file(index).text, self.mark_before(index, offset).position.line);
        let marks = self.marks(index);
        let start = marks[marks.partition_point(|mark| mark.position.line < line)].offset;
        let next = marks.get(marks.partition_point(|mark| mark.position.line <= line));
        let end = next.map_or(text.len(), |next| next.offset - 1);
        without_return(text, Span::new(start, end))
    }

    fn marks(&self, index: FileIndex) -> &[Mark] {
        self.marks[index.0 as usize].get_or_init(|| marks(&self.file(index).text))
    }

    /// The last mark that is not behind an offset; the first one stands at 0.
    fn mark_before(&self, index: FileIndex, offset: usize) -> Mark {
        let marks = self.marks(index);
        marks[marks.partition_point(|mark| mark.offset <= offset) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, Sources};

    #[test]
    fn pieces_hold_every_file_of_documents_once_and_divide_no_folder() {
        let file = |path: String| SourceFile { path, ..SourceFile::default() };
        let folders = || (0..2_000).flat_map(|number| [format!("d{number}"), format!("d{number}-b")]);
        let of =
            |folder: String| ["document.yaml", "notes.yaml", "text.md"].map(|name| format!("content/documents/{folder}/{name}"));
        let others = ["content/archive.yaml", "content/documents.yaml", "content/documents/stray.md", "content/terms.yaml"];
        let paths = folders().flat_map(of).chain(others.map(str::to_owned));
        let sources = Sources::new(paths.map(file).collect());
        let pieces = sources.of_documents_in_pieces();
        let paths = |files| sources.piece(files).map(|(_, file)| file.path.as_str()).collect::<Vec<_>>();
        assert_eq!(pieces.len(), 5);
        let of_documents = sources.of_documents();
        let all = paths(&of_documents);
        assert_eq!(pieces.iter().flat_map(paths).collect::<Vec<_>>(), all);
        assert_eq!(all.len(), 12_001);
        let folders = |files| sources.piece(files).filter_map(|(_, file)| file.of_document()).map(|(id, _)| id).collect();
        let folders: Vec<std::collections::BTreeSet<&str>> = pieces.iter().map(folders).collect();
        assert!(folders.windows(2).all(|pair| pair[0].is_disjoint(&pair[1])));
        let nothing = Sources::default();
        assert_eq!(nothing.of_documents_in_pieces().iter().flat_map(|files| nothing.piece(files)).count(), 0);
    }

    #[test]
    fn many_positions_of_a_file_are_those_that_one_is() {
        let text = format!("a\r\n\n{}\nß{}", "aß€😀".repeat(1_000), "b".repeat(3_000));
        let file = SourceFile { path: "content/terms.yaml".to_owned(), text, ..SourceFile::default() };
        let sources = Sources::new(vec![file.clone()]);
        let (index, _) = sources.find("content/terms.yaml").unwrap();
        for at in (0..=file.text.len()).filter(|at| file.text.is_char_boundary(*at)) {
            assert_eq!(sources.position_at(index, at), file.position(at), "{at}");
            assert_eq!(sources.line_at(index, at), file.line(at), "{at}");
        }
    }
}
