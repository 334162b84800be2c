//! Writes an editor's file, new or anew: whole or not at all, and only if nobody else has changed it since it was read.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::replace::{CHANGED, replace};
use super::walk::not_a_link;
use crate::source::Sources;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file that is to be written.
struct Task<'a> {
    path: &'a str,
    before: Before,
    after: Vec<u8>,
}

/// What stands where a file is to be written.
enum Before {
    /// A file that holds this.
    File(Vec<u8>),
    /// None, nor the folders from this one on.
    Nothing(PathBuf),
}

/// Writes the files of an archive that were not there before, or whose text is another one: all of them or none; gives their paths,
/// in order.
///
/// A byte order mark stays where there was one. A new file is written as its bytes, where it has some. Errors: a file that was
/// changed or made in the meantime, or cannot be written; what was written before it is taken back.
pub fn rewrite(root: &Path, before: &Sources, after: &Sources) -> Result<Vec<String>, Failure> {
    let tasks = tasks(root, before, after)?;
    for (number, task) in tasks.iter().enumerate() {
        let path = root.join(task.path);
        let written = match &task.before {
            Before::File(bytes) => replace(&path, &task.after, Some(bytes)),
            Before::Nothing(_) => create(root, &path, &task.after),
        };
        if let Err(failure) = written {
            remove_folders(root, task);
            let left: Vec<&str> =
                tasks[..number].iter().rev().filter(|task| !taken_back(root, task)).map(|task| task.path).collect();
            if left.is_empty() {
                return Err(failure);
            }
            let told = format!("{}; what is written already could not be taken back: {}", failure.source, left.join(", "));
            return Err(Failure::new(failure.doing, failure.path, std::io::Error::other(told)));
        }
    }
    Ok(tasks.into_iter().map(|task| task.path.to_owned()).collect())
}

/// What is to be written, after a look at each file: nothing is begun where one of them is in the way.
fn tasks<'a>(root: &Path, before: &Sources, after: &'a Sources) -> Result<Vec<Task<'a>>, Failure> {
    let mut tasks = Vec::new();
    for (_, new) in after.iter() {
        let path = root.join(&new.path);
        match before.find(&new.path) {
            Some((_, old)) if old.text == new.text => {}
            Some((_, old)) => {
                let bytes = fs::read(&path).map_err(|error| Failure::new("read", &path, error))?;
                let (mark, text) = match bytes.strip_prefix(MARK) {
                    Some(text) => (MARK, text),
                    None => (&[][..], bytes.as_slice()),
                };
                if text != old.text.as_bytes() {
                    return Err(Failure::because("write", path, CHANGED));
                }
                let after = [mark, new.text.as_bytes()].concat();
                tasks.push(Task { path: &new.path, before: Before::File(bytes), after });
            }
            None if fs::symlink_metadata(&path).is_ok() => return Err(Failure::because("write", path, "it is there already")),
            None => {
                let after = if new.bytes.is_empty() { new.text.as_bytes() } else { new.bytes.as_slice() };
                let missing = path.ancestors().take_while(|above| !above.exists()).last().unwrap_or(&path).to_owned();
                tasks.push(Task { path: &new.path, before: Before::Nothing(missing), after: after.to_vec() });
            }
        }
    }
    Ok(tasks)
}

/// Takes back what was written for a task, unless somebody has changed it since; tells whether that was done.
fn taken_back(root: &Path, task: &Task<'_>) -> bool {
    let path = root.join(task.path);
    match &task.before {
        Before::File(bytes) => replace(&path, bytes, Some(&task.after)).is_ok(),
        Before::Nothing(_) => {
            let is_removed = fs::read(&path).is_ok_and(|bytes| bytes == task.after) && fs::remove_file(&path).is_ok();
            remove_folders(root, task);
            is_removed
        }
    }
}

/// Removes the folders that were made for a task, those in which nothing stands.
fn remove_folders(root: &Path, task: &Task<'_>) {
    if let Before::Nothing(missing) = &task.before {
        let path = root.join(task.path);
        let made = path.ancestors().skip(1).take_while(|above| above.starts_with(missing));
        // One that cannot be removed holds something, or was never made.
        made.for_each(|folder| drop(fs::remove_dir(folder)));
    }
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
    replace(&file, bytes, None).map(|()| true)
}

/// Whether a file is read or run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// It is read.
    Text,
    /// It is run, by whoever may read it.
    Program,
}

/// What a file holds; nothing where it is not there.
///
/// Errors: it cannot be read, or is no text.
pub fn found(root: &Path, path: &str) -> Result<Option<String>, Failure> {
    let file = root.join(path);
    match fs::read(&file) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes);
            text.map(Some).map_err(|_| Failure::because("read", file, "it is not text in UTF-8"))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new("read", file, error)),
    }
}

/// Writes a file as [`put`] does, with the rights that it needs.
pub fn plant(root: &Path, path: &str, bytes: &[u8], rights: Rights) -> Result<(), Failure> {
    put(root, path, bytes)?;
    match rights {
        Rights::Text => Ok(()),
        Rights::Program => make_runnable(&root.join(path)),
    }
}

#[cfg(unix)]
fn make_runnable(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).map_err(|error| Failure::new("write", path, error))
}

/// Elsewhere a file is run by its name.
#[cfg(not(unix))]
fn make_runnable(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Removes a file that still holds what was written into it, and nothing else.
pub fn withdraw(root: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let path = root.join(path);
    match fs::read(&path) {
        Ok(bytes) if bytes == text.as_bytes() => fs::remove_file(&path).map_err(|error| Failure::new("remove", path, error)),
        Ok(_) => Err(Failure::because("remove", path, "somebody has changed it since it was written")),
        Err(error) => Err(Failure::new("read", path, error)),
    }
}

/// Makes a new file, and the folders that it lies in; never over another, and never outside the archive.
fn create(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error| Failure::new("write", path, error);
    let folder = path.parent().unwrap_or(root);
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    let (there, root) = (fs::canonicalize(there).map_err(refused)?, fs::canonicalize(root).map_err(refused)?);
    if !there.starts_with(&root) {
        return Err(Failure::because("write", path, "a symbolic link leads out of the archive there"));
    }
    fs::create_dir_all(folder).map_err(refused)?;
    // The name is taken before anything is written: of two who make one file, one is refused.
    let mut file = fs::File::create_new(path).map_err(refused)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a file helps nobody; that it cannot be removed says nothing more.
        let _ = fs::remove_file(path);
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
        Sources::new(vec![SourceFile { path, text: text.to_owned(), ..SourceFile::default() }])
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
    #[test]
    fn of_several_files_all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let file = |name: &str, text: &str| SourceFile {
            path: format!("content/{name}.yaml"),
            text: text.to_owned(),
            ..SourceFile::default()
        };
        let on_disk = |name: &str| fs::read(folder.path().join(format!("content/{name}.yaml"))).ok();
        let before = Sources::new(vec![file("b", "old"), file("d", "old")]);
        let after = Sources::new(vec![file("a", "new"), file("b", "new"), file("c/c", "new"), file("d", "new")]);
        // A file that somebody has changed meanwhile is seen before anything is written.
        fs::write(folder.path().join("content/b.yaml"), "old").unwrap();
        fs::write(folder.path().join("content/d.yaml"), "changed").unwrap();
        assert!(rewrite(folder.path(), &before, &after).is_err());
        assert_eq!((on_disk("a"), on_disk("b")), (None, Some(b"old".to_vec())));
        // A folder that cannot be made, because a file has its name, is only seen on the way.
        fs::write(folder.path().join("content/d.yaml"), "old").unwrap();
        fs::write(folder.path().join("content/c"), "").unwrap();
        assert!(rewrite(folder.path(), &before, &after).is_err());
        assert_eq!((on_disk("a"), on_disk("b"), on_disk("d")), (None, Some(b"old".to_vec()), Some(b"old".to_vec())));
        // Nor is a folder left that was made for one of them.
        let deep = Sources::new(vec![file("b", "old"), file("c/c", "new"), file("a/a/a", "new"), file("d", "old")]);
        assert!(rewrite(folder.path(), &before, &deep).is_err());
        assert!(!folder.path().join("content/a").exists());
        fs::remove_file(folder.path().join("content/c")).unwrap();
        assert_eq!(rewrite(folder.path(), &before, &after).unwrap().len(), 4);
    }

    #[test]
    fn a_new_file_is_made_with_its_folders_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let new =
            SourceFile { path: "content/documents/d/text.txt".to_owned(), bytes: b"\xff".to_vec(), ..SourceFile::default() };
        let after = Sources::default().with_file(new);
        assert_eq!(rewrite(folder.path(), &Sources::default(), &after).unwrap(), ["content/documents/d/text.txt"]);
        assert_eq!(fs::read(folder.path().join("content/documents/d/text.txt")).unwrap(), b"\xff");
        assert!(rewrite(folder.path(), &Sources::default(), &after).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_not_made_behind_a_link_that_leads_out() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(outside.path(), folder.path().join("content")).unwrap();
        let new = SourceFile { path: "content/documents/d/text.txt".to_owned(), ..SourceFile::default() };
        assert!(rewrite(folder.path(), &Sources::default(), &Sources::default().with_file(new)).is_err());
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
