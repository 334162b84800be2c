//! Writes an editor's file anew: whole or not at all, and only if nobody else has changed it since it was read.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Failure;
use super::walk::not_a_link;
use crate::source::Sources;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes the files of an archive whose text is another one than before; gives their paths, in order.
///
/// A byte order mark stays where there was one. Errors: a file that was changed in the meantime, or cannot be written;
/// those before it are written by then.
pub fn rewrite(root: &Path, before: &Sources, after: &Sources) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    for ((_, old), (_, new)) in before.iter().zip(after.iter()).filter(|((_, old), (_, new))| old.text != new.text) {
        let path = root.join(&new.path);
        let bytes = fs::read(&path).map_err(|error| Failure::new("read", &path, error))?;
        let (mark, text) = match bytes.strip_prefix(MARK) {
            Some(text) => (MARK, text),
            None => (&[][..], bytes.as_slice()),
        };
        if text != old.text.as_bytes() {
            return Err(Failure::because("write", path, "somebody has changed it since it was read; run the command again"));
        }
        replace(&path, &[mark, new.text.as_bytes()].concat())?;
        written.push(new.path.clone());
    }
    Ok(written)
}

/// Writes a file that is postil's own, unless it says so already; its folders are made. The answer says whether it was written.
///
/// Errors: a folder on its way that is a symbolic link, since what it leads to belongs to somebody else; the machine's refusals.
pub fn put(root: &Path, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
    let file = root.join(path);
    let folder = file.parent().expect("a file stands in a folder");
    folder.ancestors().take_while(|above| *above != root).try_for_each(not_a_link)?;
    if fs::read(&file).is_ok_and(|written| written == bytes) {
        return Ok(false);
    }
    fs::create_dir_all(folder).map_err(|error| Failure::new("make", folder, error))?;
    not_a_link(&file)?;
    if !file.exists() {
        fs::File::create(&file).map_err(|error| Failure::new("write", &file, error))?;
    }
    replace(&file, bytes).map(|()| true)
}

/// Puts a file in the place of another in one step, with the rights that the other had.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error| Failure::new("write", path, error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // A name that begins with a dot is not read as part of an archive.
    let unfinished = path.with_file_name(format!(".{name}.postil-unfinished"));
    let rights = fs::metadata(path).map_err(refused)?.permissions();
    let written = fs::File::create(&unfinished)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::set_permissions(&unfinished, rights))
        .and_then(|()| fs::rename(&unfinished, path));
    written.map_err(|error| {
        // What is left of the attempt helps nobody; that it cannot be removed either says nothing more.
        let _ = fs::remove_file(&unfinished);
        refused(error)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::rewrite;
    use crate::source::{SourceFile, Sources};

    fn sources(text: &str) -> Sources {
        let path = "content/terms.yaml".to_owned();
        Sources::new(vec![SourceFile { path, text: text.to_owned(), bytes: Vec::new(), sha256: None, readable: true }])
    }

    #[test]
    fn a_file_is_written_whole_with_its_mark_and_never_over_somebody_elses_change() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let path = folder.path().join("content/terms.yaml");
        fs::write(&path, b"\xef\xbb\xbfold").unwrap();
        assert_eq!(rewrite(folder.path(), &sources("old"), &sources("old")).unwrap(), Vec::<String>::new());
        assert_eq!(rewrite(folder.path(), &sources("old"), &sources("new")).unwrap(), ["content/terms.yaml"]);
        assert_eq!(fs::read(&path).unwrap(), b"\xef\xbb\xbfnew");
        assert!(rewrite(folder.path(), &sources("old"), &sources("newer")).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"\xef\xbb\xbfnew");
        assert_eq!(fs::read_dir(folder.path().join("content")).unwrap().count(), 1);
    }
}
