//! The git repository that an archive stands in, and a bare one on a server: where it is and what is set in it.

use std::path::{Path, PathBuf};

use super::git::git;
use super::write::resolve;
use super::{Failure, Refusal, WrongUse};

/// The top folder of the repository that a folder belongs to; none where it belongs to none, or git is not here to say so.
///
/// Errors: the folder cannot be looked at.
pub fn top(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let Ok(Some(told)) = git(folder, &["rev-parse", "--show-toplevel"]) else { return Ok(None) };
    let top = PathBuf::from(told.trim_end_matches(['\r', '\n']));
    std::fs::canonicalize(&top).map(Some).map_err(|error| Failure::new("look into", top, error))
}

/// The branch that a repository is on; none where it is on none, or where there is no repository or no git to say so.
pub fn branch(folder: &Path) -> Option<String> {
    let told = git(folder, &["symbolic-ref", "--quiet", "HEAD"]).ok().flatten()?;
    told.trim_end_matches(['\r', '\n']).strip_prefix("refs/heads/").map(str::to_owned)
}

/// The folder that is named is the repository; git looks for none around it.
const HERE: &str = "--git-dir=.";

/// A repository without files of its own, to which editors push.
#[derive(Debug)]
pub struct Bare {
    /// Its folder, whole.
    pub folder: PathBuf,
    /// The branch that its HEAD names.
    pub branch: String,
}

impl Bare {
    /// The bare repository in a folder.
    ///
    /// Errors: wrong use if there is none, or one with files of its own; the machine's refusals.
    pub fn find(folder: &Path) -> Result<Bare, Refusal> {
        let help = "name the repository that editors push to: -C /srv/archive.git; git init --bare -b main makes one";
        let with_files = || WrongUse::new(format!("the repository in `{}` has files of its own", folder.display()), help);
        let none = || {
            let message = format!("git sees no repository in `{}`, or it belongs to another user", folder.display());
            WrongUse::new(message, help)
        };
        let Some(found) = git(folder, &[HERE, "rev-parse", "--absolute-git-dir"])? else {
            let has_files = git(folder, &["rev-parse", "--is-inside-work-tree"])?.is_some_and(|told| told.trim() == "true");
            return Err(if has_files { with_files() } else { none() }.into());
        };
        if git(folder, &[HERE, "rev-parse", "--is-bare-repository"])?.is_none_or(|told| told.trim() != "true") {
            return Err(with_files().into());
        }
        let branch = git(folder, &[HERE, "symbolic-ref", "--short", "HEAD"])?.unwrap_or_else(|| "main".to_owned());
        Ok(Bare { folder: PathBuf::from(found.trim_end_matches(['\r', '\n'])), branch: branch.trim().to_owned() })
    }

    /// Whether a folder is the repository, lies in it or holds it; links are resolved, and it need not exist yet.
    pub fn meets(&self, folder: &Path) -> Result<bool, Failure> {
        let (folder, here) = (resolve(folder)?, resolve(&self.folder)?);
        Ok(folder.starts_with(&here) || here.starts_with(&folder))
    }

    /// What is set as `postil.NAME`.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        let told = git(&self.folder, &[HERE, "config", "--local", "--get", &format!("postil.{name}")])?;
        Ok(told.map(|told| told.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Sets `postil.NAME`.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Failure> {
        let done = git(&self.folder, &[HERE, "config", "--local", &format!("postil.{name}"), value])?;
        done.map(|_| ()).ok_or_else(|| Failure::because("set something in", &self.folder, "git cannot write its settings"))
    }

    /// A folder, as it is named from here, whole.
    pub fn folder_named(&self, folder: &Path) -> Result<String, Refusal> {
        let whole = std::path::absolute(folder).map_err(|error| Failure::new("look into", folder, error))?;
        let text = whole.to_str().map(|text| text.trim_end_matches('/').to_owned());
        let unnamed = || WrongUse::new("the name of the site's folder cannot be written as text", "choose another name");
        Ok(text.filter(|text| !text.is_empty()).ok_or_else(unnamed)?)
    }
}
