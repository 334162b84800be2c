//! Finds the folder of the archive: the one that holds `content/archive.yaml`; and says what lies inside a folder.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Failure, Refusal, WrongUse};

/// The file that makes a folder an archive.
const MARK: &str = "content/archive.yaml";

/// The folder that holds `content/archive.yaml`: `start` or the nearest folder above it; links are resolved.
///
/// Errors: wrong use if `start` is no folder or there is no archive; a failure if a folder cannot be looked into.
pub fn find_root(start: &Path) -> Result<PathBuf, Refusal> {
    let start = match std::fs::canonicalize(start) {
        Ok(found) if found.is_dir() => found,
        Ok(_) => return Err(no_folder(start, "is not a folder").into()),
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(no_folder(start, "does not exist").into()),
        Err(error) => return Err(Failure::new("look into", start, error).into()),
    };
    for folder in start.ancestors() {
        // Whatever stands there, even a dangling link, marks the archive; `load` says what is wrong with it.
        match std::fs::symlink_metadata(folder.join(MARK)) {
            Ok(_) => return Ok(folder.to_owned()),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Failure::new("look into", folder.join("content"), error).into()),
        }
    }
    Err(no_archive(&start).into())
}

/// Whether a folder holds an archive.
pub fn is_root(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder.join(MARK)).is_ok()
}

/// A file that exists, with links resolved, if it then lies in one of the folders.
pub fn inside(folders: &[PathBuf], path: &Path) -> Option<PathBuf> {
    // What cannot be looked at is inside of nothing.
    let path = std::fs::canonicalize(path).ok()?;
    folders.iter().filter_map(|folder| std::fs::canonicalize(folder).ok()).any(|folder| path.starts_with(folder)).then_some(path)
}

fn no_folder(path: &Path, what: &str) -> WrongUse {
    WrongUse::new(
        format!("the folder `{}` {what}", path.display()),
        "-C names the folder that holds content/: postil -C FOLDER …",
    )
}

fn no_archive(start: &Path) -> WrongUse {
    let misnamed = ["archive.yml", "Archive.yaml", "archive.yaml.txt", "archive.yml.txt"];
    let is_there = |name: &&&str| start.ancestors().any(|folder| folder.join("content").join(name).is_file());
    let rename = misnamed.iter().find(is_there).map(|name| format!("rename `content/{name}` to `archive.yaml`"));
    let help = match rename {
        Some(rename) => vec![rename],
        None => vec![
            "to use an archive that stands elsewhere, name the folder that holds its content/: postil -C FOLDER …".to_owned(),
            "to start one: postil new my-archive".to_owned(),
        ],
    };
    let message = format!("there is no archive: looked for `{MARK}` in `{}` and in every folder above it", start.display());
    WrongUse { message, help }
}

#[cfg(test)]
mod tests {
    use super::find_root;
    use crate::shell::Refusal;

    #[test]
    fn an_archive_is_found_from_any_folder_below_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::create_dir_all(root.join("content/documents/a")).unwrap();
        std::fs::write(root.join("content/archive.yaml"), "title: A\n").unwrap();
        for start in ["", "content", "content/documents/a", "content/documents/.."] {
            assert_eq!(find_root(&root.join(start)).unwrap(), root, "from {start:?}");
        }
    }

    #[test]
    fn an_archive_that_is_only_misnamed_is_renamed_and_not_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content/documents")).unwrap();
        std::fs::write(folder.path().join("content/archive.yml"), "title: A\n").unwrap();
        match find_root(&folder.path().join("content/documents")) {
            Err(Refusal::WrongUse(wrong)) => assert_eq!(wrong.help, ["rename `content/archive.yml` to `archive.yaml`"]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_folder_without_an_archive_is_wrong_use_and_names_the_file_that_was_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        match find_root(folder.path()) {
            Err(Refusal::WrongUse(wrong)) => assert!(wrong.message.contains("content/archive.yaml")),
            other => panic!("{other:?}"),
        }
        assert!(matches!(find_root(&folder.path().join("absent")), Err(Refusal::WrongUse(_))));
    }
}
