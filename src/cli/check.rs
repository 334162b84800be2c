//! `postil check`: every problem of an archive in one run, in whichever format, and those mended that can be without a doubt.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::archive::{Checked, History, checked, from_here, root};
use super::chosen::Chosen;
use super::difference::difference;
use super::faults::Faults;
use super::mend::mend;
use super::{Exit, Global};
use crate::pipeline::{self, Before, Settings, Stop, ThemeFault};
use crate::problem::report::text::{self, Paint, count};
use crate::problem::report::{Counts, FORMATS, Format, Found, Report, github};
use crate::problem::{Code, Problem};
use crate::shell::clock::Laps;
use crate::shell::rewrite::rewrite;
use crate::shell::{Failure, Refusal, deliver, environment, terminal};
use crate::source::hidden::shown;

/// Find every problem of the archive in one run
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil check                       problems with their lines and what to type
  postil check --fix                 mend what can be mended without a doubt
  postil check --format github       problems at their lines in a workflow of GitHub
  postil check --format gitlab --output-file gl-code-quality-report.json
  postil check --changed-since main  only what stands in files that differ from main
")]
pub struct Check {
    /// For whom
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = "text")]
    format: String,
    /// Write the report into a file; the last line is still told
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Tell only of these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    select: Vec<String>,
    /// Do not tell of these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Tell only of files that differ from a commit
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Mend what can be mended without a doubt: marks round a text, tabs, yes and no, forms of tags
    #[arg(long)]
    fix: bool,
    /// Write nothing; show what --fix would write
    #[arg(long, conflicts_with_all = ["format", "output_file"])]
    diff: bool,
    /// End with 1 if there are warnings
    #[arg(long)]
    strict: bool,
    /// End with 0 also if there are problems
    #[arg(long, conflicts_with = "strict")]
    exit_zero: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.help)))
}

/// Prints all problems, and as the last line how many there are.
pub fn run(global: &Global, command: &Check) -> Result<Exit, Refusal> {
    let root = root(global)?;
    let chosen = Chosen::new(&root, &command.select, &command.ignore, command.changed_since.as_deref())?;
    let target = command.output_file.as_ref().map(|wanted| deliver::target(&root, wanted)).transpose()?;
    let mut all = look(&root)?;
    if command.diff {
        return show_difference(&all, &chosen);
    }
    if command.fix {
        let mended = rewrite(&root, &all.sources, &mend(&all.sources, &chosen))?;
        if !mended.is_empty() {
            mended.iter().for_each(|path| terminal::message(&format!("mended {path}\n")));
            all = look(&root)?;
        }
    }
    let problems = all.found().map(|found| chosen.among(found));
    let sources = all.found().map(|found| from_here(&root, found.sources));
    let found: Vec<Found<'_>> = sources.iter().zip(&problems).map(|(sources, problems)| Found { sources, problems }).collect();
    let format = FORMATS.iter().find(|format| format.name == command.format).expect("the command line takes no other");
    let paint = if command.output_file.is_some() { Paint::Plain } else { global.paint() };
    let report = Report { found: &found, paint };
    deliver(target.as_deref(), format, &report)?;
    if format.name == "text" {
        terminal::message(&more(&problems.concat()));
    }
    let counts = report.counts();
    let mendable = report.problems().filter(|(_, problem)| !problem.fix.is_empty()).count();
    let is_offered = mendable > 0 && !command.fix;
    let mend = if is_offered { format!(" ({mendable} may be mended: postil check --fix)") } else { String::new() };
    terminal::message(&format!("{} in {}{mend}\n", text::problems(counts), chosen.looked_at(&all)));
    Ok(exit(command, &problems.concat(), counts))
}

fn look(root: &Path) -> Result<Checked, Refusal> {
    let mut all = checked(root, None, History::AsWritten, &mut Laps::start())?;
    if all.theme.folder.is_some() {
        let mut faults = pipeline::theme_faults(&all.theme.theme, &all.archive.site.language);
        if faults.is_empty() && all.theme.theme.own.iter().any(|path| path.starts_with("templates/")) {
            faults = drawn(&all);
        }
        all.theme_faults = Faults::of_folder(&all.theme, &faults);
    }
    Ok(all)
}

/// What is wrong in templates that only a page can tell: every page is drawn, and none is written.
fn drawn(all: &Checked) -> Vec<ThemeFault> {
    let Checked { sources, archive, problems, theme, .. } = all;
    let settings = Settings { base_url: None, draft: all.counts().errors > 0 };
    let write = |_: &str, _: &[u8]| Ok::<(), Failure>(());
    match pipeline::build(sources, archive, problems, (&theme.theme, Before::Nothing), &settings, &write, &mut |_| {}) {
        Err(Stop::Theme(faults)) => faults,
        // Nothing is written that could be refused.
        Ok(_) | Err(Stop::Write(_)) => Vec::new(),
    }
}

fn deliver(target: Option<&Path>, format: &Format, report: &Report<'_>) -> Result<(), Refusal> {
    let text = (format.write)(report);
    match target {
        Some(path) => deliver::write(path, &text)?,
        None if format.name == "text" => terminal::painted(&text),
        None => terminal::output(&text)?,
    }
    if format.name == "github"
        && let Some(path) = environment::step_summary()
    {
        deliver::append(&path, &github::summary(report))?;
    }
    Ok(())
}

/// Where to read more about what was told.
fn more(problems: &[Problem]) -> String {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [] => String::new(),
        [only] => format!("more about it: postil explain {only}\n"),
        [first, ..] => format!("more about a code: postil explain CODE, for instance {first}\n"),
    }
}

fn exit(command: &Check, problems: &[Problem], counts: Counts) -> Exit {
    if problems.iter().any(|problem| problem.code == Code::UnreadableFile) {
        return Exit::Machine;
    }
    let is_wrong = counts.errors > 0 || (command.strict && counts.warnings > 0);
    if is_wrong && !command.exit_zero { Exit::Problems } else { Exit::Done }
}

fn show_difference(all: &Checked, chosen: &Chosen) -> Result<Exit, Refusal> {
    let mended = mend(&all.sources, chosen);
    let mut files = 0;
    for ((_, before), (_, after)) in all.sources.iter().zip(mended.iter()).filter(|((_, old), (_, new))| old.text != new.text) {
        terminal::output(&shown(&difference(&before.path, &before.text, &after.text)))?;
        files += 1;
    }
    let done = match files {
        0 => "nothing can be mended without a doubt".to_owned(),
        _ => format!("{} would be written: postil check --fix", count(files, "file")),
    };
    terminal::message(&format!("{done}\n"));
    Ok(if files == 0 { Exit::Done } else { Exit::Problems })
}
