//! Puts a theme together: the one that is built in, and over it the files of a folder.

mod builtin;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::walk::{Entry, Kind, not_a_link, walk};
use super::{Failure, Refusal, WrongUse};
use crate::model::Theme;

pub use builtin::built_in;

/// The name of the theme that is built in.
pub const DEFAULT: &str = "default";

/// A theme that was put together.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The theme.
    pub theme: Theme,
    /// The folder that was laid over the built-in theme, if any.
    pub folder: Option<PathBuf>,
    /// Files of the folder that have no meaning in a theme; they are not part of it.
    pub strays: Vec<Stray>,
}

/// A file that has no meaning in a theme.
#[derive(Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its path inside the theme.
    pub path: String,
    /// What is wrong, one lower-case sentence.
    pub message: &'static str,
}

/// Why no theme was put together.
#[derive(Debug)]
pub enum NoTheme {
    /// `archive.yaml` names a theme that does not exist; these do.
    Unknown(Vec<String>),
    /// A wrong `--theme`, or the machine refuses.
    Refused(Refusal),
}

impl From<Failure> for NoTheme {
    fn from(failure: Failure) -> NoTheme {
        NoTheme::Refused(failure.into())
    }
}

/// The built-in theme under the folder of `--theme`, else of `themes/NAME` in the archive.
///
/// The folder of the theme `default` may be absent; any other must be there.
pub fn load_theme(root: &Path, option: Option<&Path>, name: Option<&str>) -> Result<Chosen, NoTheme> {
    if let Some(folder) = option {
        return match std::fs::canonicalize(folder) {
            Ok(found) if found.is_dir() => match over_built_in(root, found)? {
                // What lies in the wrong place is told as a stray; of nothing at all nobody would hear.
                chosen if chosen.theme.own.is_empty() && chosen.strays.is_empty() => {
                    Err(NoTheme::Refused(wrong_option(folder, "holds no part of a theme").into()))
                }
                chosen => Ok(chosen),
            },
            Ok(_) => Err(NoTheme::Refused(wrong_option(folder, "is not a folder").into())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(NoTheme::Refused(wrong_option(folder, "does not exist").into()))
            }
            Err(error) => Err(Failure::new("read", folder, error).into()),
        };
    }
    let name = name.unwrap_or(DEFAULT);
    let themes = root.join("themes");
    let folder = themes.join(name);
    if is_plain_name(name) && folder.is_dir() {
        // An archive may come from anywhere; only `--theme` leads out of it.
        not_a_link(&themes)?;
        not_a_link(&folder)?;
        Ok(over_built_in(root, folder)?)
    } else if name == DEFAULT {
        Ok(default_theme())
    } else {
        Err(NoTheme::Unknown(names(&themes)?))
    }
}

/// The built-in theme alone.
pub fn default_theme() -> Chosen {
    Chosen { theme: built_in(), ..Chosen::default() }
}

fn wrong_option(folder: &Path, what: &str) -> WrongUse {
    WrongUse::new(
        format!("the theme folder `{}` {what}", folder.display()),
        "--theme names a folder with templates/, assets/ or i18n/",
    )
}

/// Whether a name is that of a folder inside another: it leads neither upwards nor further down.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}

/// The names of all themes of an archive, the built-in one among them.
fn names(themes: &Path) -> Result<Vec<String>, Failure> {
    let mut names = BTreeSet::from([DEFAULT.to_owned()]);
    if themes.is_dir() {
        let folders = walk(themes)?.into_iter().filter(|entry| entry.kind == Kind::Folder && !entry.path.contains('/'));
        names.extend(folders.map(|entry| entry.path));
    }
    Ok(names.into_iter().collect())
}

fn over_built_in(root: &Path, folder: PathBuf) -> Result<Chosen, Failure> {
    let mut chosen = default_theme();
    chosen.theme.name = folder.strip_prefix(root).unwrap_or(&folder).display().to_string();
    for entry in walk(&folder)? {
        match meaning(&entry) {
            Meaning::Folder => {}
            Meaning::Part => {
                let bytes = std::fs::read(&entry.on_disk).map_err(|error| Failure::new("read", &entry.on_disk, error))?;
                let replaced = chosen.theme.files.insert(entry.path.clone(), bytes);
                chosen.theme.under.extend(replaced.map(|bytes| (entry.path.clone(), bytes)));
                chosen.theme.own.insert(entry.path);
            }
            Meaning::None(message) => chosen.strays.push(Stray { path: entry.path, message }),
        }
    }
    chosen.folder = Some(folder);
    Ok(chosen)
}

enum Meaning {
    Folder,
    Part,
    None(&'static str),
}

fn meaning(entry: &Entry) -> Meaning {
    match entry.kind {
        Kind::Folder => return Meaning::Folder,
        Kind::Link => return Meaning::None("symbolic links are not followed"),
        Kind::Special => return Meaning::None("this is a pipe, a socket or a device, not a file"),
        Kind::File => {}
    }
    match entry.path.split_once('/') {
        Some(("assets", _)) => Meaning::Part,
        Some(("templates", name)) if name.ends_with(".html") && !name.contains('/') => Meaning::Part,
        Some(("i18n", name)) if name.ends_with(".yaml") && !name.contains('/') => Meaning::Part,
        Some(_) | None => Meaning::None("a theme consists of templates/*.html, assets/** and i18n/*.yaml"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{NoTheme, Stray, load_theme};

    #[test]
    fn a_folder_overrides_single_files_of_the_built_in_theme() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("themes/mine");
        fs::create_dir_all(folder.join("templates")).unwrap();
        fs::create_dir_all(folder.join("assets/fonts")).unwrap();
        fs::write(folder.join("templates/base.html"), "mine").unwrap();
        fs::write(folder.join("assets/fonts/a.woff2"), "font").unwrap();
        fs::write(folder.join("README.md"), "about").unwrap();
        fs::write(folder.join("notes.txt"), "stray").unwrap();
        for chosen in
            [load_theme(root.path(), None, Some("mine")).unwrap(), load_theme(root.path(), Some(&folder), None).unwrap()]
        {
            assert_eq!(chosen.theme.files["templates/base.html"], b"mine");
            assert_eq!(chosen.theme.files["assets/fonts/a.woff2"], b"font");
            assert!(chosen.theme.files["assets/style.css"].len() > 100, "the built-in style stays");
            assert!(chosen.theme.own.contains("templates/base.html") && !chosen.theme.own.contains("assets/style.css"));
            assert!(matches!(&chosen.strays[..], [Stray { path, .. }] if path == "notes.txt"), "{:?}", chosen.strays);
        }
    }

    #[test]
    fn a_folder_that_the_command_line_names_holds_part_of_a_theme() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("mine");
        fs::create_dir_all(folder.join("templates")).unwrap();
        assert!(matches!(load_theme(root.path(), Some(&folder), None), Err(NoTheme::Refused(_))));
        fs::write(folder.join("templates/base.htm"), "stray").unwrap();
        assert_eq!(load_theme(root.path(), Some(&folder), None).unwrap().strays.len(), 1);
    }

    #[test]
    fn the_default_theme_needs_no_folder_and_any_other_does() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("themes/mine")).unwrap();
        assert!(load_theme(root.path(), None, None).is_ok());
        assert!(load_theme(root.path(), None, Some("default")).is_ok());
        for name in ["absent", "..", "../content", "mine/assets", ""] {
            match load_theme(root.path(), None, Some(name)) {
                Err(NoTheme::Unknown(known)) => assert_eq!(known, ["default", "mine"], "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}
