//! `postil build`: writes the site, unless something is wrong in the archive.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::archive::{Checked, History, checked_sparingly, root, shown_folder, tell_errors};
use super::faults::Faults;
use super::{Exit, Global, address, words};
use crate::pipeline::{self, Before, Built, Settings, Stage, Stop};
use crate::problem::report::Counts;
use crate::problem::report::text::{self, count};
use crate::problem::{Code, Severity};
use crate::shell::clock::{Laps, Stopwatch};
use crate::shell::progress::Progress;
use crate::shell::write::{Builder, Output, choose};
use crate::shell::{Refusal, environment, terminal};
use crate::source::FileIndex;
use crate::source::hidden::harmless;

/// Write the site
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil build                       write public/ beside content/
  postil build --draft               publish in spite of errors, with the gaps marked
  postil build -o ../site --base-url https://example.org/archive/
")]
pub struct Build {
    /// The folder to write into, from here [default: public/ beside content/]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address of the published site, instead of that in archive.yaml
    #[arg(long, value_name = "URL", value_parser = address::web_address)]
    base_url: Option<String>,
    /// A folder, from here, whose templates, assets and words replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Publish in spite of errors, with the gaps marked
    #[arg(long)]
    draft: bool,
    /// Sign records that are not signed by hand with what git knows of their lines
    #[arg(long)]
    history: bool,
    /// Publish nothing if there are warnings
    #[arg(long, conflicts_with = "draft")]
    strict: bool,
    /// Draw every page, also those that stand as they would be drawn
    #[arg(long)]
    no_cache: bool,
    /// Say how long each stage took
    #[arg(long)]
    timings: bool,
}

/// Builds the site; a site with errors is only published as a draft.
pub fn run(global: &Global, command: &Build) -> Result<Exit, Refusal> {
    let stopwatch = Stopwatch::start();
    let mut laps = Laps::start();
    let root = root(global)?;
    // Before anything else is read: a wrong folder is told at once.
    let folder = choose(&root, command.output.as_deref(), command.theme.as_deref())?;
    // Before the archive is read: two builds at once must not publish what they read in the wrong order.
    let output = Output::open(folder.clone(), &mut |builder| tell_builder(builder, &folder))?;
    if let Some(list) = output.damaged_list().filter(|_| !command.no_cache) {
        terminal::message(&format!("{} is damaged and was passed over: every page is drawn\n", environment::shown(&list)));
    }
    let history = if command.history { History::FromGit } else { History::AsWritten };
    let checked = checked_sparingly(&root, command.theme.as_deref(), history, &mut laps)?;
    if checked.counts().errors > 0 {
        tell_errors(global, &root, &checked);
        if !command.draft {
            tell_nothing_written(&checked);
            return Ok(checked.exit());
        }
        // Whoever asks to withhold something must not find it in a draft either.
        if let Some(why) = withheld(&checked) {
            terminal::message(&format!("{why}: nothing was written, also as a draft\n"));
            return Ok(checked.exit());
        }
    }
    if command.strict && checked.counts().warnings > 0 {
        tell_counts(&checked);
        terminal::message("warnings count as errors with --strict: nothing was written\n");
        return Ok(Exit::Problems);
    }
    let settings = Settings { base_url: command.base_url.clone(), draft: command.draft };
    let Checked { sources, archive, problems, theme, .. } = &checked;
    let progress = Progress::start("drawing pages");
    let write = |path: &str, bytes: &[u8]| {
        progress.file();
        output.write(path, bytes)
    };
    let mut ended = |stage: Stage| {
        laps.end(stage_name(stage));
        match stage {
            Stage::Index | Stage::Prepare => {}
            Stage::Render => progress.doing("writing what can be searched"),
            Stage::Search => progress.doing("writing data"),
            Stage::Data => progress.doing("putting the site in its place"),
        }
    };
    let stands = |path: &str, origin| output.stands(path, origin);
    let before = if command.no_cache { Before::Nothing } else { Before::Site(&stands) };
    let built = match pipeline::build(sources, archive, problems, (&theme.theme, before), &settings, &write, &mut ended) {
        Ok(built) => built,
        Err(Stop::Write(failure)) => return Err(failure.into()),
        Err(Stop::Theme(faults)) => {
            tell_theme(global, &Faults::new(theme, &faults));
            return Ok(Exit::Problems);
        }
    };
    let writing = output.writing();
    let forgotten = output.finish()?;
    drop(progress);
    if let Some(failure) = forgotten {
        terminal::message(&format!("the site is complete, but the next build will draw every page: {failure}\n"));
    }
    laps.end("finish");
    if command.timings {
        // Pages are written while they are drawn, so that writing has no time of its own.
        let writing = format!("write   {} of all threads, within render, search and data\n", words::time(writing));
        terminal::message(&(timings(&laps) + &writing));
    }
    tell_counts(&checked);
    terminal::output(&verdict(command, &built, &words::time(stopwatch.elapsed()), &folder))?;
    Ok(match checked.exit() {
        // The editor has asked for it.
        Exit::Done | Exit::Problems => Exit::Done,
        exit @ (Exit::WrongUse | Exit::Machine) => exit,
    })
}

/// What may be withheld by something that is wrong.
fn withheld(checked: &Checked) -> Option<String> {
    if checked.problems.iter().any(|problem| problem.code == Code::NotHonoured) {
        return Some("a field that is not honoured yet could publish what it is to withhold".to_owned());
    }
    let wrong = checked.problems.iter().filter(|problem| problem.code.severity() == Severity::Error);
    // A file is looked through once, however much is wrong in it.
    let files: BTreeSet<FileIndex> = wrong.map(|problem| problem.place.file).collect();
    files.into_iter().find_map(|index| {
        let file = checked.sources.file(index);
        let (path, word) = (harmless(&file.path), harmless(pipeline::withholding(file)?));
        let named = if word.is_empty() { "what cannot be read in it".to_owned() } else { format!("`{word}` in it") };
        Some(format!("{path} has errors, and {named} may be meant to withhold what would be published"))
    })
}

fn tell_nothing_written(checked: &Checked) {
    let summary = text::summary(checked.counts(), checked.archive.documents.len());
    terminal::message(&format!(
        "{summary}: nothing was written\n\
         Correct the errors, or publish with the gaps marked: postil build --draft\n"
    ));
}

fn tell_builder(builder: &Builder, folder: &Path) {
    let process = builder.process.as_ref().map_or_else(String::new, |process| format!(" (process {process})"));
    terminal::message(&format!(
        "another build{process} has been writing into {} for {}; waiting until it ends\n",
        shown_folder(folder),
        words::time(builder.since)
    ));
}

fn tell_theme(global: &Global, faults: &Faults) {
    terminal::painted(&text::report(faults.found(), global.paint()));
    let errors = count(faults.found().problems.len(), "error");
    terminal::message(&format!("{errors} in the theme: the site is not finished\n"));
}

/// Says that there are warnings and hints, which only `check` shows in full; errors were shown already.
fn tell_counts(checked: &Checked) {
    let counts = Counts { errors: 0, ..checked.counts() };
    if counts != Counts::default() {
        terminal::message(&format!("{} (postil check shows them)\n", text::problems(counts)));
    }
}

/// A line for each stage.
pub fn timings(laps: &Laps) -> String {
    laps.all().iter().map(|(stage, time)| format!("{stage:<8}{}\n", words::time(*time))).collect()
}

/// What a stage is called in a list of times.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Index => "index",
        Stage::Prepare => "prepare",
        Stage::Render => "render",
        Stage::Search => "search",
        Stage::Data => "data",
    }
}

fn verdict(command: &Build, built: &Built, time: &str, folder: &Path) -> String {
    let what = if command.draft { "Built a draft of" } else { "Built" };
    // Without a site that could stand nothing is said of it.
    let drawn = if built.standing > 0 { format!(" ({} drawn anew)", built.pages - built.standing) } else { String::new() };
    format!(
        "{what} {}, {} → {}{drawn}, {} in {time} → {}\nOpen {} in a browser.\n",
        count(built.documents, "document"),
        count(built.notes, "note"),
        count(built.pages, "page"),
        words::size(built.bytes),
        shown_folder(folder),
        environment::shown(&folder.join("index.html")),
    )
}
