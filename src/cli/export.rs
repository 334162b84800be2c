//! `postil export`: the archive with its site as one new folder, in the form in which repositories and libraries take it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::archive::{Checked, History, checked, root, shown_folder, tell_errors};
use super::faults::Faults;
use super::{Exit, Global, address, words};
use crate::model::{Fingerprint, manifest_line};
use crate::pipeline::{self, Before, Settings, Stop};
use crate::problem::report::text::{self, count};
use crate::shell::clock::{self, Laps};
use crate::shell::load::raw;
use crate::shell::whole::Whole;
use crate::shell::write::{MANIFEST, choose};
use crate::shell::{Refusal, WrongUse, terminal};

/// Write the archive and its site as one folder for a repository
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil export bagit ../archive-bag       a bag (BagIt, RFC 8493): postil verify ../archive-bag checks it
  postil export ro-crate ../archive-crate  a research object (RO-Crate 1.1), described in schema.org's words

Both hold content/ as it is and the site that is made of it. The folder must not be there yet; it is written whole or not at
all. The day in it is that of SOURCE_DATE_EPOCH, where that is set.
")]
pub struct Export {
    /// The form
    #[arg(value_name = "FORM", value_enum)]
    form: Form,
    /// The new folder, from here
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The address of the published site, instead of that in archive.yaml
    #[arg(long, value_name = "URL", value_parser = address::web_address)]
    base_url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// BagIt 1.0: what is carried, its hashes, a few words about it
    Bagit,
    /// RO-Crate 1.1: the same files with their description as linked data
    RoCrate,
}

impl Form {
    /// Where in the folder lies what is carried.
    fn below(self) -> &'static str {
        match self {
            Form::Bagit => "data/",
            Form::RoCrate => "",
        }
    }
}

/// Exports; an archive with errors is not exported.
pub fn run(global: &Global, command: &Export) -> Result<Exit, Refusal> {
    let root = root(global)?;
    let folder = choose(&root, Some(&command.folder), None)?;
    let whole = Whole::begin(&folder)?;
    let checked = checked(&root, None, History::AsWritten, &mut Laps::start())?;
    if checked.counts().errors > 0 {
        tell_errors(global, &root, &checked);
        let summary = text::summary(checked.counts(), checked.archive.documents.len());
        terminal::message(&format!("{summary}: nothing was exported\n"));
        return Ok(checked.exit());
    }
    let Checked { sources, archive, problems, theme, .. } = &checked;
    if command.form == Form::RoCrate && archive.site.license.is_none() {
        let help = "write it into archive.yaml: `license: CC-BY-4.0`";
        return Err(WrongUse::new("a research object says under which licence it is, and the archive names none", help).into());
    }
    let below = command.form.below();
    for (path, bytes) in raw(&root)? {
        whole.write(&format!("{below}{}/{path}", pipeline::CONTENT), &bytes)?;
    }
    let settings = Settings { base_url: command.base_url.clone(), draft: false };
    let write = |path: &str, bytes: &[u8]| whole.write(&format!("{below}{}/{path}", pipeline::SITE), bytes);
    match pipeline::build(sources, archive, problems, (&theme.theme, Before::Nothing), &settings, &write, &mut |_| {}) {
        Ok(_) => {}
        Err(Stop::Write(failure)) => return Err(failure.into()),
        Err(Stop::Theme(faults)) => {
            terminal::painted(&text::report(Faults::new(theme, &faults).found(), global.paint()));
            return Ok(Exit::Problems);
        }
    }
    // The site lists its files as that of a build does, so that it can be held against its list wherever it goes.
    let site = format!("{below}{}/", pipeline::SITE);
    let listed = |(path, print): (&String, &Fingerprint)| Some(manifest_line(path.strip_prefix(&site)?, &print.sha256));
    let list: String = whole.files().iter().filter_map(listed).collect();
    whole.write(&format!("{site}{MANIFEST}"), list.as_bytes())?;
    let carried = whole.files();
    let bytes: u64 = carried.values().map(|print| print.size_bytes).sum();
    let day = clock::today()?;
    match command.form {
        Form::Bagit => {
            for (name, text) in pipeline::bag(&archive.site, &carried, &day) {
                whole.write(name, text.as_bytes())?;
            }
        }
        Form::RoCrate => {
            let text = pipeline::research_object(archive, &carried, &day).expect("an archive with a licence has metadata");
            whole.write("ro-crate-metadata.json", text.as_bytes())?;
        }
    }
    whole.finish()?;
    let folder = shown_folder(&folder);
    terminal::output(&format!("Exported {}, {} → {folder}\n", count(carried.len(), "file"), words::size(bytes)))?;
    Ok(checked.exit())
}
