//! `postil import`: takes notes over that another program has written, and tells of each that it does not take why.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, builder::PossibleValue};
use serde_json::{Value as Json, json};

use super::address;
use super::difference::difference;
use super::list::Format as Reader;
use super::{Exit, Global, archive};
use crate::format::sidecar_named;
use crate::pipeline::{self, Fate, Taken, Taking, Told};
use crate::problem::report::Found;
use crate::problem::report::text::{self, count};
use crate::shell::load::load;
use crate::shell::offered::load_offered;
use crate::shell::rewrite::rewrite;
use crate::shell::{Refusal, WrongUse, environment, terminal};
use crate::source::Sources;
use crate::source::hidden::{harmless, shown};
use crate::source::word::{on_one_line, shortened};

/// So many letters of a quotation tell which it is.
const QUOTATION_MAX: usize = 200;

/// The number of the shape of the report for programs.
const SCHEMA: u32 = 1;

/// Take over notes that another program has written
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil import hypothesis notes.json          each note names the page that is the `url` of a document
  postil import annotations notes.jsonld --into hecatomb
  postil import annotations public/documents/*/annotations.jsonld
  postil import tei document.tei.xml
  postil import csv table.csv --into hecatomb --layer review --dry-run
  postil import csv public/data                the tables that postil publishes, with claims and figures

A note is written where its words stand exactly, at one place, between the words that the file gives.
Everything else is told, with what is near, and not written. Columns of a table: document, quote, prefix,
suffix, in, note, by, created; content/README.md has all of them.
")]
pub struct Import {
    /// What the file is
    #[arg(value_name = "KIND", value_parser = formats())]
    kind: String,
    /// One file or several, or a folder of tables
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The document on which all notes stand [default: what each note says]
    #[arg(long, value_name = "DOCUMENT")]
    into: Option<String>,
    /// The sidecar into which they go: NAME is notes.NAME.yaml [default: that of the format]
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// The address of the site on which they were made, instead of that in archive.yaml
    #[arg(long, value_name = "URL", value_parser = address::web_address)]
    base_url: Option<String>,
    /// Write nothing; show what would be written
    #[arg(long)]
    dry_run: bool,
    /// The report for people, or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Reader,
}

fn formats() -> PossibleValuesParser {
    let values = pipeline::formats().iter().map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

/// Takes notes over; exit 1 if one of them was not.
pub fn run(global: &Global, command: &Import) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let format = pipeline::formats().iter().find(|format| format.name == command.kind).expect("the parser knows the formats");
    let mut files = Vec::new();
    for path in &command.files {
        files.extend(load_offered(path, format.files)?);
    }
    let (sources, _) = load(&root)?;
    is_known(&sources, command.into.as_deref())?;
    let sidecar = sidecar(command.layer.as_deref().unwrap_or(format.name))?;
    let taking = Taking { into: command.into.as_deref(), sidecar: &sidecar, base_url: command.base_url.as_deref() };
    let taken = pipeline::take_over(&sources, format, &files, taking).map_err(|why| {
        let paths: Vec<String> = command.files.iter().map(|path| format!("`{}`", environment::shown(path))).collect();
        WrongUse::new(format!("{}: {why}", paths.join(", ")), format!("`{}` takes {}", format.name, format.about))
    })?;
    if !taken.problems.is_empty() {
        terminal::painted(&text::report(Found { sources: &taken.sources, problems: &taken.problems }, global.paint()));
    }
    let paths = if command.dry_run { changed(&sources, &taken.sources) } else { rewrite(&root, &sources, &taken.sources)? };
    match command.format {
        Reader::Json => terminal::output(&format!("{:#}\n", report(&taken, &paths)))?,
        Reader::Text if command.dry_run => {
            for (_, file) in taken.sources.iter() {
                let before = sources.find(&file.path).map_or("", |(_, file)| file.text.as_str());
                terminal::output(&shown(&difference(&file.path, before, &file.text)))?;
            }
        }
        Reader::Text => paths.iter().try_for_each(|path| terminal::output(&format!("{}\n", harmless(path))))?,
    }
    if command.format == Reader::Text {
        taken.told.iter().for_each(|told| terminal::message(&line(told)));
    }
    terminal::message(&format!("{}{}\n", verdict(&taken.told), if command.dry_run { " (--dry-run)" } else { "" }));
    let is_taken = |told: &Told| matches!(told.fate, Fate::Written(..) | Fate::There(..));
    Ok(if taken.told.iter().all(is_taken) { Exit::Done } else { Exit::Problems })
}

/// Refuses a document that there is not.
fn is_known(sources: &Sources, into: Option<&str>) -> Result<(), WrongUse> {
    let folders = sources.iter().filter_map(|(_, file)| file.of_document());
    let known: Vec<&str> = folders.map(|(folder, _)| folder).collect();
    into.map_or(Ok(()), |name| archive::is_document(name, &known))
}

/// The name of a sidecar: `review` is `notes.review.yaml`.
fn sidecar(layer: &str) -> Result<String, WrongUse> {
    let told = || WrongUse::new(format!("`{layer}` is no name of a layer"), "`--layer review` is notes.review.yaml");
    sidecar_named(layer).ok_or_else(told)
}

fn changed(before: &Sources, after: &Sources) -> Vec<String> {
    let is_new = |path: &str, text: &str| before.find(path).is_none_or(|(_, file)| file.text != text);
    after.iter().filter(|(_, file)| is_new(&file.path, &file.text)).map(|(_, file)| file.path.clone()).collect()
}

/// What became of a note, for people; nothing is said of one that was written whole.
fn line(told: &Told) -> String {
    let mut text = match &told.fate {
        Fate::Written(..) | Fate::There(..) if told.left.is_empty() => return String::new(),
        Fate::Written(document, id) => format!("written: {document}/{id}, from {}\n", told.name),
        Fate::There(document, id) => format!("there already: {document}/{id}, from {}\n", told.name),
        Fate::Proposed(document, _) => format!("not placed on {document}: {}\n", told.name),
        Fate::Refused(_) => format!("not taken over: {}\n", told.name),
    };
    if let Some(quote) = told.quote.as_ref().filter(|_| matches!(told.fate, Fate::Proposed(..) | Fate::Refused(_))) {
        text.push_str(&format!("  it quotes “{}”\n", shortened(&on_one_line(quote), QUOTATION_MAX)));
    }
    why(&told.fate).iter().for_each(|why| text.push_str(&format!("  {why}\n")));
    told.left.iter().for_each(|left| text.push_str(&format!("  left out: {left}\n")));
    text
}

fn why(fate: &Fate) -> &[String] {
    match fate {
        Fate::Written(..) | Fate::There(..) => &[],
        Fate::Proposed(_, why) | Fate::Refused(why) => why,
    }
}

/// How many notes there are of each fate: written, there already, not placed, not taken over.
fn counts(told: &[Told]) -> [usize; 4] {
    let mut counts = [0; 4];
    for told in told {
        counts[match told.fate {
            Fate::Written(..) => 0,
            Fate::There(..) => 1,
            Fate::Proposed(..) => 2,
            Fate::Refused(_) => 3,
        }] += 1;
    }
    counts
}

fn verdict(told: &[Told]) -> String {
    let [written, there, proposed, refused] = counts(told);
    let mut parts = vec![format!("{} written", count(written, "note"))];
    for (number, what) in [(there, "there already"), (proposed, "not placed"), (refused, "not taken over")] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    parts.join(", ")
}

fn report(taken: &Taken, paths: &[String]) -> Json {
    let notes = taken.told.iter().map(|told| {
        let (fate, document, id) = match &told.fate {
            Fate::Written(document, id) => ("written", Some(document), Some(id)),
            Fate::There(document, id) => ("there", Some(document), Some(id)),
            Fate::Proposed(document, _) => ("not-placed", Some(document), None),
            Fate::Refused(_) => ("not-taken", None, None),
        };
        json!({
            "from": told.name,
            "fate": fate,
            "document": document,
            "note": id,
            "quote": told.quote,
            "why": why(&told.fate),
            "left": told.left,
        })
    });
    let [written, there, proposed, refused] = counts(&taken.told);
    json!({
        "schema": SCHEMA,
        "notes": notes.collect::<Vec<_>>(),
        "counts": { "written": written, "there": there, "not-placed": proposed, "not-taken": refused },
        "files": paths,
    })
}
