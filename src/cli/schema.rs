//! `postil schema`: descriptions of the archive's files for editors' programs, with the names that the archive has.

use clap::Args;

use super::{Exit, Global, archive};
use crate::format::{FILES, FileKind, Known, schema};
use crate::pipeline;
use crate::problem::did_you_mean;
use crate::problem::report::text::count;
use crate::shell::load::load;
use crate::shell::rewrite::{put, rewrite};
use crate::shell::{Refusal, WrongUse, terminal};

/// Describe the files of an archive for editors' programs
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil schema                      the kinds of files
  postil schema notes                the JSON Schema of notes.yaml
  postil schema --write              put the schemas into .postil/schema/ and name them in each file

In a file that names its schema, programs with a YAML language server complete fields, words of closed lists
and the names of this archive, explain them, and mark mistakes as you type. Write again for names added since.
")]
pub struct Schema {
    /// The kind of file
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    /// Write the schemas into .postil/schema/, with the names of this archive, and a line that names its schema into each file
    #[arg(long)]
    write: bool,
}

/// Where the schemas of an archive lie, beside `content/`.
const FOLDER: &str = ".postil/schema";

/// Prints one schema, lists the kinds, or writes all of them.
pub fn run(global: &Global, command: &Schema) -> Result<Exit, Refusal> {
    let kinds = match &command.kind {
        Some(name) => vec![kind(name)?],
        None => FILES.iter().collect(),
    };
    if command.write {
        return write(global, &kinds);
    }
    if command.kind.is_some() {
        kinds.iter().try_for_each(|kind| terminal::output(&schema(kind, &Known::default())))?;
    } else {
        kinds.iter().try_for_each(|kind| terminal::output(&format!("{:<14}content/{}\n", kind.name, kind.path)))?;
    }
    Ok(Exit::Done)
}

fn kind(name: &str) -> Result<&'static FileKind, WrongUse> {
    let known = || FILES.iter().map(|kind| kind.name);
    FILES.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let list = format!("the kinds are {}", known().collect::<Vec<_>>().join(", "));
        WrongUse::new(format!("there is no kind of file `{name}`"), did_you_mean(name, known()).unwrap_or(list))
    })
}

fn write(global: &Global, kinds: &[&FileKind]) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let (sources, loaded) = load(&root)?;
    // What is broken in the archive is no reason to wait: its other names can be offered.
    let (archive, _) = pipeline::check(&sources, loaded);
    let known = Known::of(&archive);
    let mut written = Vec::new();
    for kind in kinds {
        let path = format!("{FOLDER}/{}.json", kind.name);
        written.extend(put(&root, &path, schema(kind, &known).as_bytes())?.then_some(path));
    }
    let (named, foreign) = pipeline::name_schemas(&sources, kinds, FOLDER);
    written.extend(rewrite(&root, &sources, &named)?);
    written.iter().try_for_each(|path| terminal::output(&format!("{path}\n")))?;
    for path in foreign {
        terminal::message(&format!("{path} names a schema of its own, which stays\n"));
    }
    let done =
        if written.is_empty() { "nothing has changed".to_owned() } else { format!("{} written", count(written.len(), "file")) };
    terminal::message(&format!("{done}\n"));
    Ok(Exit::Done)
}
