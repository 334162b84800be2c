//! What nearly every command begins with: find the archive, read and check it, and put its theme together.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::faults::Faults;
use super::{Exit, Global};
use crate::model::{Archive, Site};
use crate::pipeline;
use crate::problem::report::{Counts, Found, text};
use crate::problem::{Code, Problem, Problems, Severity, did_you_mean};
use crate::shell::clock::Laps;
use crate::shell::kept;
use crate::shell::load::{load, load_again, put_back};
use crate::shell::marks::Marks;
use crate::shell::progress::Progress;
use crate::shell::root::find_root;
use crate::shell::theme::{Chosen, NoTheme, default_theme, load_theme};
use crate::shell::{Refusal, WrongUse, environment, history, terminal};
use crate::source::Sources;

/// An archive that was read and checked.
pub struct Checked {
    /// Its files.
    pub sources: Sources,
    /// What could be made of them.
    pub archive: Archive,
    /// What is wrong in them, sorted.
    pub problems: Vec<Problem>,
    /// Its theme; the built-in one where `archive.yaml` names none that exists.
    pub theme: Chosen,
    /// What is wrong in the folder of the theme.
    pub theme_faults: Faults,
}

/// Where the names and days of records come from that editors have not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Nowhere: only what is written counts.
    AsWritten,
    /// From git.
    FromGit,
}

/// What one reading of a preview leaves to the next.
#[derive(Debug, Default)]
pub struct Kept {
    files: kept::Kept,
    /// What was made of them.
    pub made: pipeline::Kept,
}

/// The folder of the archive, as the command line names it.
pub fn root(global: &Global) -> Result<PathBuf, Refusal> {
    find_root(&global.directory)
}

/// Reads and checks an archive, with the theme in the folder of `--theme` or the one that it names itself.
///
/// The stages `load` and `check` end in `laps`.
pub fn checked(root: &Path, theme: Option<&Path>, history: History, laps: &mut Laps) -> Result<Checked, Refusal> {
    let _progress = Progress::start("reading the archive");
    read(root, theme, (history, Purpose::AllTexts), laps)
}

/// The same for a build, which does without the texts of documents where nothing is wrong in them: they are empty.
pub fn checked_sparingly(root: &Path, theme: Option<&Path>, history: History, laps: &mut Laps) -> Result<Checked, Refusal> {
    let _progress = Progress::start("reading the archive");
    read(root, theme, (history, Purpose::Build), laps)
}

/// The same for a preview, with what its last reading has left behind and the marks of the moment.
pub fn checked_again(
    root: &Path,
    theme: Option<&Path>,
    (kept, marks): (&Kept, &Marks),
    laps: &mut Laps,
) -> Result<Checked, Refusal> {
    read(root, theme, (History::AsWritten, Purpose::Preview(kept, marks)), laps)
}

/// For what an archive is read.
enum Purpose<'a> {
    AllTexts,
    Build,
    Preview(&'a Kept, &'a Marks),
}

fn read(
    root: &Path,
    theme: Option<&Path>,
    (history, purpose): (History, Purpose<'_>),
    laps: &mut Laps,
) -> Result<Checked, Refusal> {
    let (mut sources, loaded) = match &purpose {
        Purpose::AllTexts | Purpose::Build => load(root)?,
        Purpose::Preview(kept, marks) => load_again(root, Some((&kept.files, marks)))?,
    };
    match history {
        History::AsWritten => {}
        History::FromGit => history::read(root, &mut sources)?,
    }
    laps.end("load");
    let (archive, mut problems) = match purpose {
        Purpose::AllTexts => pipeline::check(&sources, loaded),
        Purpose::Build => {
            let (archive, problems) = pipeline::check_sparingly(&mut sources, loaded);
            put_back(root, &pipeline::let_go(&sources, &problems), &mut sources)?;
            (archive, problems)
        }
        Purpose::Preview(kept, _) => pipeline::check_again(&sources, loaded, Some(&kept.made)),
    };
    laps.end("check");
    let name = archive.site.theme.as_ref().map(|name| name.value.as_str());
    let theme = match load_theme(root, theme, name) {
        Ok(theme) => theme,
        Err(NoTheme::Refused(refusal)) => return Err(refusal),
        Err(NoTheme::Unknown(known)) => {
            problems = with(problems, unknown_theme(&archive.site, &known));
            default_theme()
        }
    };
    let theme_faults = Faults::of_folder(&theme, &[]);
    laps.end("load");
    Ok(Checked { sources, archive, problems, theme, theme_faults })
}

/// Refuses the name of a document that is none of those that are known.
pub fn is_document(name: &str, known: &[&str]) -> Result<(), WrongUse> {
    if known.contains(&name) {
        return Ok(());
    }
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| "documents are called by their folders".to_owned());
    Err(WrongUse::new(format!("there is no document `{name}`"), help))
}

impl Checked {
    /// Everything that is wrong, in the archive and in its theme.
    pub fn found(&self) -> [Found<'_>; 2] {
        [Found { sources: &self.sources, problems: &self.problems }, self.theme_faults.found()]
    }

    /// How many problems there are.
    pub fn counts(&self) -> Counts {
        Counts::of(self.found().iter().flat_map(|found| found.problems))
    }

    /// The exit code that the problems ask for: a file that the machine withholds outweighs an editor's mistake.
    pub fn exit(&self) -> Exit {
        if self.problems.iter().any(|problem| problem.code == Code::UnreadableFile) {
            Exit::Machine
        } else if self.counts().errors > 0 {
            Exit::Problems
        } else {
            Exit::Done
        }
    }
}

/// Only the errors among problems.
pub fn errors(problems: &[Problem]) -> Vec<Problem> {
    problems.iter().filter(|problem| problem.code.severity() == Severity::Error).cloned().collect()
}

/// The files by their paths from where somebody stands, who may have named the archive by its folder: so a forge or an editor finds
/// them.
pub fn from_here<'s>(root: &Path, sources: &'s Sources) -> Cow<'s, Sources> {
    let before = environment::before(root);
    if before.is_empty() {
        return Cow::Borrowed(sources);
    }
    let is_below = |path: &str| ["content/", "themes/"].iter().any(|folder| path.starts_with(folder));
    Cow::Owned(sources.under(|path| if is_below(path) { format!("{before}{path}") } else { path.to_owned() }))
}

/// Tells the errors of an archive, and no warnings.
pub fn tell_errors(global: &Global, root: &Path, checked: &Checked) {
    for found in checked.found() {
        let (sources, errors) = (from_here(root, found.sources), errors(found.problems));
        terminal::painted(&text::report(Found { sources: &sources, problems: &errors }, global.paint()));
    }
}

fn with(problems: Vec<Problem>, more: Problem) -> Vec<Problem> {
    let mut all = Problems::default();
    problems.into_iter().chain([more]).for_each(|problem| all.push(problem));
    all.sorted()
}

fn unknown_theme(site: &Site, known: &[String]) -> Problem {
    let name = site.theme.as_ref().expect("without a name the theme is `default`, which is always there");
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Problem::new(Code::UnknownValue, name.place, format!("there is no theme `{}`", name.value))
        .maybe_help(did_you_mean(&name.value, known.iter().map(String::as_str)))
        .help(format!("the themes are {list}; a theme of your own is a folder in themes/"))
}

/// A path for a message, with the mark of a folder.
pub fn shown_folder(path: &Path) -> String {
    format!("{}/", environment::shown(path).trim_end_matches('/'))
}
