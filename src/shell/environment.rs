//! The environment: the words of the command line, the home folder, and how a path is shown from where one stands.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::WrongUse;

/// The words of the command line, the program's name first.
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// The file of this program, where the machine can tell; links are resolved.
pub fn program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Whether a folder, of which links are resolved, is the home folder or holds it.
///
/// Where the environment does not name it (services, containers), any folder may be it that lies where homes do: to look it up in the
/// list of users takes 150 KB of the C library.
pub fn holds_home(folder: &Path) -> bool {
    match std::env::var_os("HOME").filter(|home| !home.is_empty()) {
        // A home that cannot be resolved cannot be the folder either.
        Some(home) => std::fs::canonicalize(home).is_ok_and(|home| home.starts_with(folder)),
        None => folder.parent().is_some_and(|parent| [Path::new("/home"), Path::new("/Users")].contains(&parent)),
    }
}

/// Whether a variable is set to something.
pub fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The file into which a step of GitHub's workflows puts its summary, where there is one.
pub fn step_summary() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Whether the terminal says that it cannot do more than letters.
pub fn is_dumb_terminal() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// The moment that `SOURCE_DATE_EPOCH` names, in seconds since 1970, where it is set; it is at most `last`.
pub fn source_date_epoch(last: u64) -> Result<Option<u64>, WrongUse> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else { return Ok(None) };
    let seconds = value.to_str().and_then(|text| text.parse().ok()).filter(|seconds| *seconds <= last);
    let wrong = || {
        let message = format!("“{}” in `SOURCE_DATE_EPOCH` is no moment", value.display());
        WrongUse::new(message, format!("give it whole seconds since 1970, at most {last}, or leave it out"))
    };
    seconds.map(Some).ok_or_else(wrong)
}

/// What stands here before paths below a folder, with `/`: `docs/`; nothing for the folder itself, or one that is elsewhere.
pub fn before(folder: &Path) -> String {
    let shown = shown(folder).replace(std::path::MAIN_SEPARATOR, "/");
    if shown == "." || Path::new(&shown).is_absolute() { String::new() } else { format!("{shown}/") }
}

/// A path as one would type it here: relative below the current folder, else as it is.
pub fn shown(path: &Path) -> String {
    // Without a current folder nothing can be shown relative to it, and the whole path is right as well.
    let here = std::env::current_dir().ok().and_then(|here| std::fs::canonicalize(here).ok());
    let relative = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    match relative {
        Some(relative) if relative.as_os_str().is_empty() => ".".to_owned(),
        Some(relative) => relative.display().to_string(),
        None => path.display().to_string(),
    }
}
