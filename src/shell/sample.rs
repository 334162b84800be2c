//! Puts a small archive into a new folder: two invented documents that show what can be written.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::rewrite::rewrite;
use super::whole::Whole;
use super::write::apart;
use super::{Failure, Refusal, WrongUse};
use crate::source::{SourceFile, Sources};

/// Path in the archive and bytes, in the order of paths; a test holds it against the folder `sample/archive/`.
const FILES: &[(&str, &[u8])] = &[
    // Under their own names they would be obeyed here.
    (".gitattributes", include_bytes!("sample/archive/gitattributes")),
    (".gitignore", include_bytes!("sample/archive/gitignore")),
    ("README.md", include_bytes!("sample/archive/README.md")),
    ("content/archive.yaml", include_bytes!("sample/archive/content/archive.yaml")),
    ("content/documents/lower-town/document.yaml", include_bytes!("sample/archive/content/documents/lower-town/document.yaml")),
    ("content/documents/lower-town/notes.yaml", include_bytes!("sample/archive/content/documents/lower-town/notes.yaml")),
    ("content/documents/lower-town/text.md", include_bytes!("sample/archive/content/documents/lower-town/text.md")),
    ("content/documents/upper-town/document.yaml", include_bytes!("sample/archive/content/documents/upper-town/document.yaml")),
    ("content/documents/upper-town/notes.yaml", include_bytes!("sample/archive/content/documents/upper-town/notes.yaml")),
    ("content/documents/upper-town/text.en.md", include_bytes!("sample/archive/content/documents/upper-town/text.en.md")),
    ("content/documents/upper-town/text.md", include_bytes!("sample/archive/content/documents/upper-town/text.md")),
    ("content/entities/all.yaml", include_bytes!("sample/archive/content/entities/all.yaml")),
    ("content/pages/about.md", include_bytes!("sample/archive/content/pages/about.md")),
    ("content/questions.yaml", include_bytes!("sample/archive/content/questions.yaml")),
    ("content/terms.yaml", include_bytes!("sample/archive/content/terms.yaml")),
];

/// Writes the sample into a folder that is not there yet or empty, whole or not at all; gives the paths of its files.
///
/// Errors: wrong use if something is there, or if it lies among the sources of another archive; the machine's refusal.
pub fn plant(folder: &Path) -> Result<Vec<&'static str>, Refusal> {
    apart(None, folder)?;
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let whole = Whole::begin(folder)?;
            FILES.iter().try_for_each(|(path, bytes)| whole.write(path, bytes))?;
            whole.finish()?;
            return Ok(paths());
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => false,
        Err(error) => return Err(Failure::new("look into", folder, error).into()),
    };
    if !is_empty {
        let message = format!("`{}` is not an empty folder", folder.display());
        return Err(WrongUse::new(message, "name a folder that is not there yet: postil new my-archive").into());
    }
    // The folder stays the same: somebody may stand in it.
    let file =
        |(path, bytes): &(&str, &[u8])| SourceFile { path: (*path).to_owned(), bytes: bytes.to_vec(), ..SourceFile::default() };
    rewrite(folder, &Sources::default(), &Sources::new(FILES.iter().map(file).collect()))?;
    Ok(paths())
}

fn paths() -> Vec<&'static str> {
    FILES.iter().map(|(path, _)| *path).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FILES, plant};
    use crate::shell::walk::walk;

    #[test]
    fn the_program_has_every_file_of_the_sample() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/shell/sample/archive/content");
        let files = walk(&folder).unwrap().into_iter().filter(|entry| entry.on_disk.is_file());
        let there: Vec<String> = files.map(|entry| format!("content/{}", entry.path)).collect();
        let mut built_in: Vec<&str> = FILES.iter().map(|(path, _)| *path).filter(|path| path.starts_with("content/")).collect();
        built_in.sort_unstable();
        assert_eq!(there, built_in);
    }

    #[test]
    fn nothing_is_written_where_something_is() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(plant(&folder.path().join("a/b")).unwrap().len(), FILES.len());
        assert!(plant(&folder.path().join("a")).is_err());
        assert!(plant(&folder.path().join("a/b/README.md")).is_err());
        assert!(plant(&folder.path().join("c")).is_ok());
    }
}
