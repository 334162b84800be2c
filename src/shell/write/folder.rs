//! Chooses the output folder, and refuses one in which a site would destroy something.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::shell::root::is_root;
use crate::shell::{Failure, Refusal, WrongUse, environment};

/// Folders that belong to the whole machine: a site may go below one of them, but not be one.
const SYSTEM: [&str; 22] = [
    "/Library", "/System", "/Users", "/Volumes", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/opt", "/proc",
    "/root", "/run", "/sbin", "/sys", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/var",
];

/// The folder into which a site goes: that of `-o`, else `public/` in the archive; links are resolved.
///
/// Wrong use: a folder that is, holds or lies inside one that the site is made from (`content/`, `themes/` or `theme`), that belongs to
/// the sources of an archive around it, that holds the archive or the home folder, is one of the system or the root of the disk, or
/// lies inside `.git`.
pub fn choose(root: &Path, option: Option<&Path>, theme: Option<&Path>) -> Result<PathBuf, Refusal> {
    let wanted = option.map_or_else(|| root.join("public"), Path::to_owned);
    let chosen = resolve(&wanted)?;
    let refuse = |why: String| {
        let message = format!("nothing can be written into `{}`: {why}", wanted.display());
        Err(WrongUse::new(message, "name a folder of its own for it, such as `public`").into())
    };
    if chosen.parent().is_none() {
        return refuse("it is the root of the disk".to_owned());
    }
    if environment::holds_home(&chosen) {
        return refuse("it is the home folder or holds it".to_owned());
    }
    if SYSTEM.iter().any(|folder| std::fs::canonicalize(folder).is_ok_and(|found| found == chosen)) {
        return refuse("it is a folder of the system".to_owned());
    }
    if let Some(why) = owner(Some(root), &wanted, &chosen)? {
        return refuse(why);
    }
    if root.starts_with(&chosen) {
        return refuse("it holds the archive itself".to_owned());
    }
    let sources = [root.join("content"), root.join("themes")];
    for source in sources.iter().map(PathBuf::as_path).chain(theme) {
        let resolved = resolve(source)?;
        let shown = environment::shown(source);
        if chosen.starts_with(&resolved) {
            return refuse(format!("it belongs to `{shown}`, from which the site is made"));
        }
        if resolved.starts_with(&chosen) {
            return refuse(format!("it holds `{shown}`, from which the site is made"));
        }
    }
    Ok(chosen)
}

/// Where a file or folder of somebody's own goes; links are resolved.
///
/// Wrong use: a place inside `.git`, or inside what a site is made from (`content/`, `themes/`), in the archive at `root` or in one
/// around the place.
pub fn apart(root: Option<&Path>, wanted: &Path) -> Result<PathBuf, Refusal> {
    let chosen = resolve(wanted)?;
    match owner(root, wanted, &chosen)? {
        None => Ok(chosen),
        Some(why) => {
            let message = format!("nothing can be written into `{}`: {why}", wanted.display());
            Err(WrongUse::new(message, "name a place outside of it").into())
        }
    }
}

/// To whom a place belongs where nothing may be written, if it does: to git, or to what a site is made from, that of the archive at `root`
/// or of one around the place.
fn owner(root: Option<&Path>, wanted: &Path, chosen: &Path) -> Result<Option<String>, Failure> {
    if chosen.iter().any(|name| name == ".git") {
        return Ok(Some("it belongs to git".to_owned()));
    }
    // As it is written too: `content` may be a link, and where it leads there is no archive around it. Inside the archive itself it is
    // that one which counts: it may be the example of a theme of another.
    let written = std::path::absolute(wanted).map_err(|error| Failure::new("find", wanted, error))?;
    let is_inside = |folder: &&Path| root.is_none_or(|root| !chosen.starts_with(root) || folder.starts_with(root));
    let around = written.ancestors().chain(chosen.ancestors()).filter(|folder| is_root(folder)).filter(is_inside);
    for source in root.into_iter().chain(around).flat_map(|root| ["content", "themes"].map(|name| root.join(name))) {
        if chosen.starts_with(resolve(&source)?) {
            return Ok(Some(format!("it belongs to `{}`, from which the site is made", environment::shown(&source))));
        }
    }
    Ok(None)
}

/// A path without links, `.` and `..`; its end need not exist yet.
pub fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    let refused = |error| Failure::new("find", path, error);
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path).map_err(refused)?.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::Normal(_) => resolved.push(component),
        }
        match std::fs::symlink_metadata(&resolved) {
            Ok(found) if found.is_symlink() => resolved = std::fs::canonicalize(&resolved).map_err(refused)?,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(refused(error)),
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::choose;
    use crate::shell::Refusal;

    fn archive() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap().join("archive");
        for name in ["content", "themes/mine", ".git"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        (folder, root)
    }

    #[test]
    fn folders_in_which_a_site_would_destroy_something_are_refused() {
        let (_folder, root) = archive();
        let refused =
            ["", "content", "content/public", "themes", "themes/mine/x", "..", "public/../content", ".git/x", "x/../../archive"];
        for option in refused.map(|name| root.join(name)).iter().map(PathBuf::as_path).chain([Path::new("/")]) {
            assert!(matches!(choose(&root, Some(option), None), Err(Refusal::WrongUse(_))), "{}", option.display());
        }
        let other = root.parent().unwrap().join("other");
        fs::create_dir_all(other.join("content")).unwrap();
        fs::write(other.join("content/archive.yaml"), "title: A\n").unwrap();
        let others = ["content", "content/static/public", "themes"].map(|name| other.join(name));
        let system = ["/bin", "/etc", "/home", "/usr", "/var", "/root", "/etc/../usr"].map(PathBuf::from);
        for option in others.iter().chain(system.iter().filter(|folder| folder.exists())) {
            assert!(matches!(choose(&root, Some(option), None), Err(Refusal::WrongUse(_))), "{}", option.display());
        }
        assert!(choose(&root, Some(&other.join("public")), None).is_ok());
        assert!(choose(&root, Some(Path::new("/var/www/archive")), None).is_ok());
        let theme = root.parent().unwrap().join("theme");
        for option in [theme.clone(), theme.join("assets")] {
            assert!(matches!(choose(&root, Some(&option), Some(&theme)), Err(Refusal::WrongUse(_))), "{}", option.display());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_hide_where_it_leads() {
        let (_folder, root) = archive();
        std::os::unix::fs::symlink(root.join("content"), root.join("site")).unwrap();
        assert!(matches!(choose(&root, Some(&root.join("site/x")), None), Err(Refusal::WrongUse(_))));
    }

    #[test]
    fn own_folders_are_let_through() {
        let (_folder, root) = archive();
        assert_eq!(choose(&root, None, None).unwrap(), root.join("public"));
        assert_eq!(choose(&root, Some(&root.join("a/../b/./c")), None).unwrap(), root.join("b/c"));
        assert_eq!(choose(&root, Some(&root.join("contents")), None).unwrap(), root.join("contents"));
    }
}
