//! `postil inventory`: takes over anew what other archives have, so that links into them can be checked; the one command that fetches.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Args, Subcommand};

use super::{Exit, Global, archive};
use crate::model::{Archive, OtherArchive};
use crate::pipeline;
use crate::problem::report::{Found, text};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::shell::fetch::fetch;
use crate::shell::load::load;
use crate::shell::progress::Progress;
use crate::shell::rewrite::put;
use crate::shell::{Failure, Refusal, WrongUse, terminal};
use crate::source::{SourceFile, Sources};

/// Keep copies of what other archives have, for links into them
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil inventory update            fetch what each archive of archive.yaml has
  postil inventory update coast      only that of one
")]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub struct InventoryCommand {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Update(Update),
}

/// Fetch inventories of other archives into content/archives/, and tell what changes
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil inventory update            fetch what each archive of archive.yaml has
  postil inventory update coast      only that of one

It is the only command that asks the network; it needs curl. Nothing is written unless every inventory that is fetched is sound.
Links that lead nowhere from then on are told, and the exit code is 1. Put the copies into git: builds read them and nothing else.
")]
struct Update {
    /// Archives by their ids in archive.yaml [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

/// How many names are told of each kind of change.
const NAMES_MAX: usize = 5;

/// Fetches, looks whether what came is sound, writes it, and tells what is different.
pub fn run(global: &Global, command: &InventoryCommand) -> Result<Exit, Refusal> {
    let Task::Update(Update { names }) = &command.task;
    let root = archive::root(global)?;
    let (sources, loaded) = load(&root)?;
    let (before, old) = pipeline::check(&sources, loaded);
    let wanted = wanted(&before.site.archives, names)?;
    let mut fetched = sources.clone();
    {
        let _progress = Progress::start("fetching");
        for other in &wanted {
            let text = fetch(&other.inventory)?;
            fetched = fetched.with_file(SourceFile { path: other.copy(), text, ..SourceFile::default() });
        }
    }
    let (after, problems) = pipeline::check(&fetched, Problems::default());
    let is_copy = |problem: &Problem| wanted.iter().any(|other| fetched.file(problem.place.file).path == other.copy());
    let unsound: Vec<Problem> = archive::errors(&problems).into_iter().filter(is_copy).collect();
    if !unsound.is_empty() {
        tell(global, &fetched, &unsound);
        terminal::message("nothing is written: what came cannot be used\n");
        return Ok(Exit::Problems);
    }
    for other in &wanted {
        write(&root, &fetched, other)?;
        terminal::message(&different(&other.id.value, &addresses(&before, other), &addresses(&after, other)));
    }
    let mut broken = pipeline::newly_told((&sources, &old), (&fetched, problems));
    broken.retain(|problem| problem.code == Code::BrokenLink);
    tell(global, &fetched, &broken);
    Ok(if broken.is_empty() { Exit::Done } else { Exit::Problems })
}

/// The archives of these names; without names all.
fn wanted<'a>(known: &'a [OtherArchive], names: &[String]) -> Result<Vec<&'a OtherArchive>, WrongUse> {
    let adding = "add it to `archives` in archive.yaml: `- {id: coast, inventory: 'https://example.org/data/inventory.json'}`";
    if known.is_empty() && names.is_empty() {
        return Err(WrongUse::new("archive.yaml names no other archive", adding));
    }
    let find = |name: &String| {
        known.iter().find(|other| other.id.value == *name).ok_or_else(|| {
            let near = did_you_mean(name, known.iter().map(|other| other.id.value.as_str()));
            WrongUse::new(format!("archive.yaml names no archive `{name}`"), near.unwrap_or_else(|| adding.to_owned()))
        })
    };
    if names.is_empty() { Ok(known.iter().collect()) } else { names.iter().map(find).collect() }
}

/// Writes a copy, unless it is the same, and says so.
fn write(root: &Path, fetched: &Sources, other: &OtherArchive) -> Result<(), Failure> {
    let path = other.copy();
    let (_, file) = fetched.find(&path).expect("it was fetched a moment ago");
    if put(root, &path, file.text.as_bytes())? { terminal::output(&format!("{path}\n")) } else { Ok(()) }
}

fn tell(global: &Global, sources: &Sources, problems: &[Problem]) {
    terminal::painted(&text::report(Found { sources, problems }, global.paint()));
}

/// The address of each record of an archive, by name; nothing where there is no copy yet that can be used.
fn addresses<'a>(archive: &'a Archive, other: &OtherArchive) -> Option<BTreeMap<&'a str, &'a str>> {
    let inventory = archive.inventories.iter().find(|inventory| inventory.archive == other.id.value)?;
    Some(inventory.records.iter().map(|record| (record.name.as_str(), record.address.as_str())).collect())
}

type Addresses<'a> = Option<BTreeMap<&'a str, &'a str>>;

/// How many records were added, are gone and have moved, and the first names of each.
fn different(id: &str, before: &Addresses<'_>, after: &Addresses<'_>) -> String {
    let none = BTreeMap::new();
    let (old, new) = (before.as_ref().unwrap_or(&none), after.as_ref().unwrap_or(&none));
    let mut told = format!("{id}: {}", text::count(new.len(), "record"));
    if before.is_none() {
        return told + "\n";
    }
    let added: Vec<&str> = new.keys().filter(|name| !old.contains_key(*name)).copied().collect();
    let gone: Vec<&str> = old.keys().filter(|name| !new.contains_key(*name)).copied().collect();
    let has_moved = |(name, address): &(&&str, &&str)| new.get(*name).is_some_and(|other| other != *address);
    let moved: Vec<&str> = old.iter().filter(has_moved).map(|(name, _)| *name).collect();
    let kinds = [("added", added), ("gone", gone), ("moved", moved)];
    if kinds.iter().all(|(_, names)| names.is_empty()) {
        return told + ", the same as before\n";
    }
    kinds.iter().for_each(|(word, names)| told.push_str(&format!(", {} {word}", names.len())));
    told.push('\n');
    for (word, names) in kinds.iter().filter(|(_, names)| !names.is_empty()) {
        let more = names.len().saturating_sub(NAMES_MAX);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        told.push_str(&format!("  {word}: {}{more}\n", names[..names.len().min(NAMES_MAX)].join(", ")));
    }
    told
}
