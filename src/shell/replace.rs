//! Puts a file in the place of another in one step, so that nobody ever finds half of one.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Failure;

/// Why a file is left alone that does not hold what was read from it.
pub const CHANGED: &str = "somebody has changed it since it was read; run the command again";

/// Puts a file in the place of another in one step, with the rights, the owner and the group that the other had, where there is one; it
/// is left alone if it does not hold what it is `known` to. Whoever may write into the folder may do so, as with git; other names of the
/// same file (hard links) keep what it held before.
///
/// Errors: the machine's refusals.
pub fn replace(path: &Path, bytes: &[u8], known: Option<&[u8]>) -> Result<(), Failure> {
    let refused = |error| Failure::new("write", path, error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // A name that begins with a dot is not read as part of an archive; nobody else who writes at the same time has it.
    let beginning = format!(".{name}.postil-unfinished-");
    let unfinished = path.with_file_name(format!("{beginning}{}", std::process::id()));
    let before = match fs::metadata(path) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(refused(error)),
    };
    clear(path, &beginning);
    // Its lock lasts until it has its name.
    let mut file = begun(&unfinished).map_err(refused)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| before.map_or(Ok(()), |before| make_alike(&unfinished, &before)))
        // A disk may take its time to write; what an editor has saved meanwhile must not be lost.
        .and_then(|()| match known {
            Some(known) if fs::read(path)? != known => Err(std::io::Error::other(CHANGED)),
            Some(_) | None => fs::rename(&unfinished, path),
        });
    written.map_err(|error| {
        // What is left of the attempt helps nobody; that it cannot be removed either says nothing more.
        let _ = fs::remove_file(&unfinished);
        refused(error)
    })
}

/// Removes what killed processes have left of a file, whose name begins so; what a living one writes is locked.
fn clear(path: &Path, beginning: &str) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be listed, or a file that cannot be removed, tells when ours is made, or is in nobody's way.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(beginning)).and_then(|number| number.parse::<u32>().ok());
        let Some(process) = process else { continue };
        // A link is not followed, and nobody writes through one.
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        // Its lock is ours until it is gone: else somebody could begin to write it in between.
        let file = if is_file { File::open(entry.path()).ok() } else { None };
        let is_held = is_file
            && match file.as_ref().map(File::try_lock) {
                Some(Ok(())) => false,
                Some(Err(TryLockError::WouldBlock)) => true,
                // Some disks know no locks; our own number at least belongs to nobody else who lives.
                Some(Err(TryLockError::Error(_))) | None => process != std::process::id(),
            };
        if !is_held {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a file on its way, and locks it where the disk knows locks.
fn begun(unfinished: &Path) -> std::io::Result<File> {
    loop {
        let file = File::create_new(unfinished)?;
        // A disk that gives no locks, as some in a network do, takes the file all the same.
        let _ = file.lock();
        // Before it was locked, somebody may have taken it for one that was left.
        if fs::symlink_metadata(unfinished).is_ok() {
            return Ok(file);
        }
    }
}

/// Gives a file the rights, and as far as the machine lets us the owner and the group, of the one that it will replace.
fn make_alike(file: &Path, before: &fs::Metadata) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let own = fs::metadata(file)?;
        if (own.uid(), own.gid()) != (before.uid(), before.gid()) {
            // Only an administrator gives files away. Whoever may write this one by its group can keep that; else everybody may write it.
            let _ = chown(file, Some(before.uid()), Some(before.gid())).or_else(|_| chown(file, None, Some(before.gid())));
        }
    }
    // Rights come last: a change of the owner takes some of them away.
    fs::set_permissions(file, before.permissions())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace;

    #[test]
    fn what_a_killed_process_left_of_a_file_is_removed_and_not_what_a_living_one_writes() {
        let folder = tempfile::tempdir().unwrap();
        let unfinished = |name: &str, process: u32| format!(".{name}.postil-unfinished-{process}");
        let own = unfinished("a", std::process::id());
        let names = [unfinished("a", 1), own, unfinished("a", 2), unfinished("b", 1), ".a.postil-unfinished-".to_owned()];
        let there = || names.each_ref().map(|name| folder.path().join(name).exists());
        names.iter().for_each(|name| fs::write(folder.path().join(name), "half").unwrap());
        let living = fs::File::open(folder.path().join(&names[2])).unwrap();
        living.lock().unwrap();
        replace(&folder.path().join("a"), b"whole", None).unwrap();
        assert_eq!(there(), [false, false, true, true, true]);
        drop(living);
        replace(&folder.path().join("a"), b"whole", None).unwrap();
        assert_eq!(there(), [false, false, false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_rights_its_owner_and_its_group() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.yaml");
        fs::write(&path, "old").unwrap();
        // Without an administrator's rights nobody owns a file but whoever made it.
        let _ = chown(&path, Some(65_534), Some(65_534));
        let may = |rights| fs::set_permissions(&path, fs::Permissions::from_mode(rights)).unwrap();
        let found = || fs::metadata(&path).map(|found| (found.uid(), found.gid(), found.mode() & 0o7777)).unwrap();
        for rights in [0o664, 0o444] {
            may(rights);
            let before = found();
            replace(&path, b"new", None).unwrap();
            assert_eq!((found(), fs::read(&path).unwrap()), (before, b"new".to_vec()));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_unfinished_file_is_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (path, theirs) = (folder.path().join("terms.yaml"), outside.path().join("theirs"));
        fs::write(&path, "old").unwrap();
        fs::write(&theirs, "theirs").unwrap();
        let unfinished = folder.path().join(format!(".terms.yaml.postil-unfinished-{}", std::process::id()));
        std::os::unix::fs::symlink(&theirs, unfinished).unwrap();
        replace(&path, b"new", Some(b"old")).unwrap();
        assert_eq!((fs::read(&theirs).unwrap(), fs::read(&path).unwrap()), (b"theirs".to_vec(), b"new".to_vec()));
        assert!(fs::symlink_metadata(&path).unwrap().is_file());
    }
}
