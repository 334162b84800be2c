//! `postil ci init`: what makes a forge, a server or a clone check an archive and publish its site.

mod offer;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use self::offer::{Answers, Planned, Provider, is_address, is_branch, is_hash, is_unpackable};
use super::difference::difference;
use super::{Exit, Global, archive};
use crate::problem::report::text::count;
use crate::shell::repository::{self, Bare, top};
use crate::shell::rewrite::{Rights, found, plant};
use crate::shell::{Refusal, WrongUse, terminal};
use crate::source::hidden::{harmless, shown};

/// Let a forge or a server check the archive and publish its site
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil ci init github              a workflow that checks pull requests and publishes the main branch
  postil ci init gitlab --dry-run    only show what would be written
  postil ci init pre-commit          checks before each commit
  postil ci init git-hook -C /srv/archive.git --site /srv/site/public
")]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Ci {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Init(Init),
}

/// Write the files that a forge, pre-commit or a git server goes by
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil ci init github --program https://example.org/postil.tar.gz --sha256 3a5f…
                                     with the program that the forge fetches, and its SHA-256
  postil ci init forgejo             the same with both to be filled in
  postil ci init woodpecker --dry-run
                                     only show what would be written
  postil ci init git-hook -C /srv/archive.git --site /srv/site/public
                                     on a server: each push is checked, built and published, or refused

What is there already and differs stays, unless --force is given; nginx.conf and .pre-commit-config.yaml stay in any case.
")]
struct Init {
    /// For whom
    #[arg(value_enum)]
    provider: Provider,
    /// The branch whose site is published [default: the one that the repository is on, or main]
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// Where a forge fetches postil: an https address of the program for Linux on x86-64, or of a .tar.gz that holds it
    #[arg(long, value_name = "URL", requires = "sha256")]
    program: Option<String>,
    /// The SHA-256 of what is fetched
    #[arg(long, value_name = "HASH", requires = "program")]
    sha256: Option<String>,
    /// For git-hook: the folder that the web server reads
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Write over files that are there and differ
    #[arg(long)]
    force: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    dry_run: bool,
}

/// What is to be written, where, and what is said of it.
struct Plan {
    /// The folder that paths count from.
    root: PathBuf,
    files: Vec<Planned>,
    next: String,
}

/// Does what `ci` was asked for.
pub fn run(global: &Global, command: &Ci) -> Result<Exit, Refusal> {
    let Task::Init(init) = &command.task;
    if let Provider::GitHook = init.provider {
        return server(global, init);
    }
    if init.site.is_some() {
        let help = "where a forge publishes is up to the forge; leave --site out";
        return Err(WrongUse::new("--site is for git-hook", help).into());
    }
    let root = archive::root(global)?;
    if let Some(top) = top(&root)?.filter(|top| *top != root) {
        let message = format!("the archive is in a folder of the repository `{}`", top.display());
        return Err(WrongUse {
            message,
            help: vec![
                "forges read their files at the top of a repository, and name problems by paths from there".to_owned(),
                "give the archive a repository of its own, with content/ at its top".to_owned(),
            ],
        }
        .into());
    }
    let branch = init.branch.clone().or_else(|| repository::branch(&root)).unwrap_or_else(|| "main".to_owned());
    let plan = Plan { files: forge(init, &branch)?, root, next: next(init, &branch) };
    write(init, &plan)
}

/// Refuses a branch whose name would mean something else in these files, and one over which the site would be pushed.
fn is_usable(provider: Provider, branch: &str) -> Result<(), WrongUse> {
    let over = match provider {
        Provider::PreCommit => return Ok(()),
        Provider::Forgejo | Provider::Woodpecker => Some("pages"),
        Provider::Github | Provider::Gitlab | Provider::GitHook => None,
    };
    if !is_branch(branch) {
        let help = "name one of letters, digits and - . _ / without a space: --branch main";
        return Err(WrongUse::new(format!("the branch `{branch}` cannot be written into these files"), help));
    }
    if over == Some(branch) {
        let message = format!("the site is pushed onto the branch `{branch}`, over everything that stands there");
        return Err(WrongUse::new(message, "name the branch on which the archive is edited: --branch main"));
    }
    Ok(())
}

/// The files of a forge or of pre-commit.
fn forge(init: &Init, branch: &str) -> Result<Vec<Planned>, WrongUse> {
    is_usable(init.provider, branch)?;
    let (program, sha256) = (init.program.as_deref().unwrap_or(""), init.sha256.as_deref().unwrap_or(""));
    if init.program.is_some() && !is_address(program) {
        return Err(WrongUse::new("--program is no https address", "an address without spaces, quotes and $: https://…"));
    }
    if !is_unpackable(program) {
        let help = "fetch the program itself, or a .tar.gz that holds it";
        return Err(WrongUse::new("--program is nothing that the workflow could unpack", help));
    }
    if init.sha256.is_some() && !is_hash(sha256) {
        return Err(WrongUse::new("--sha256 is no SHA-256", "64 digits from 0 to f, as sha256sum prints them"));
    }
    let answers = Answers { branch, program, sha256, site: "" };
    Ok(offer::files(init.provider, &answers))
}

/// What is left to do by hand.
fn next(init: &Init, branch: &str) -> String {
    let fill = if init.program.is_none() {
        "Fill in POSTIL_URL and POSTIL_SHA256: where the forge fetches postil for Linux, and what it must be\n"
    } else {
        ""
    };
    let then = match init.provider {
        Provider::Github => "On GitHub, once: Settings → Pages → Source → GitHub Actions\n",
        Provider::Gitlab | Provider::Forgejo => "",
        Provider::Woodpecker => {
            "In Woodpecker, once: a secret pages_token for the event push, which may write into the repository\n"
        }
        Provider::PreCommit => return "Next: pre-commit install\n".to_owned(),
        Provider::GitHook => return String::new(),
    };
    format!("{fill}{then}Commit and push what was written; what is pushed to {branch} is published (--branch names another)\n")
}

/// Hooks, settings and a page for whoever runs the server.
fn server(global: &Global, init: &Init) -> Result<Exit, Refusal> {
    if init.program.is_some() {
        let help = "the server runs the postil that is installed; git config postil.program names another";
        return Err(WrongUse::new("--program is for forges", help).into());
    }
    let bare = Bare::find(&global.directory)?;
    let site = match (&init.site, bare.setting("site")?) {
        (Some(site), _) => bare.folder_named(site)?,
        (None, Some(site)) => site,
        (None, None) => {
            let help = "postil ci init git-hook --site /srv/site/public";
            return Err(WrongUse::new("which folder is the site to be published into?", help).into());
        }
    };
    if site.contains(['"', '\\', '$', '\n']) {
        let help = "a path without \", \\, $ and line ends can be written into the settings of a web server";
        return Err(WrongUse::new(format!("--site is `{site}`"), help).into());
    }
    if bare.meets(Path::new(&site))? {
        let message = format!("the site would be written over the repository: `{site}` is it, lies in it or holds it");
        return Err(WrongUse::new(message, "name a folder of its own beside it: --site /srv/archive/site/public").into());
    }
    let branch = match &init.branch {
        Some(branch) => {
            is_usable(init.provider, branch)?;
            branch.clone()
        }
        None => bare.setting("branch")?.unwrap_or_else(|| bare.branch.clone()),
    };
    let answers = Answers { branch: &branch, program: "", sha256: "", site: &site };
    let files = offer::files(Provider::GitHook, &answers);
    let next = format!(
        "A push to {branch} is now checked and published into {site}\n\
         What else the server needs, step by step: {}\n",
        bare.folder.join("postil/README.md").display()
    );
    let ended = write(init, &Plan { root: bare.folder.clone(), files, next })?;
    if !init.dry_run {
        bare.set("site", &site)?;
        bare.set("branch", &branch)?;
    }
    Ok(ended)
}

/// Writes what differs, or shows it.
fn write(init: &Init, plan: &Plan) -> Result<Exit, Refusal> {
    let mut different = Vec::new();
    for file in &plan.files {
        match found(&plan.root, file.path)? {
            Some(before) if before == file.text => {}
            Some(before) if file.is_theirs => left(init.provider, file, &before)?,
            before => different.push((file, before)),
        }
    }
    if init.dry_run {
        for (file, before) in &different {
            let difference = difference(file.path, before.as_deref().unwrap_or(""), &file.text);
            terminal::output(&shown(&difference))?;
        }
        terminal::message("nothing was written (--dry-run)\n");
        return Ok(Exit::Done);
    }
    if let Some((file, _)) = different.iter().find(|(_, before)| before.is_some() && !init.force) {
        return Err(WrongUse {
            message: format!("`{}` is already there, and says something else; nothing was written", file.path),
            help: vec!["--dry-run shows the difference; --force writes over it".to_owned()],
        }
        .into());
    }
    for (file, _) in &different {
        let rights = if file.is_program { Rights::Program } else { Rights::Text };
        plant(&plan.root, file.path, file.text.as_bytes(), rights)?;
        terminal::output(&format!("{}\n", harmless(file.path)))?;
    }
    let done = match different.len() {
        0 => "nothing has changed".to_owned(),
        files => format!("{} written", count(files, "file")),
    };
    terminal::message(&format!("{done}\n{}", plan.next));
    Ok(Exit::Done)
}

/// Says what becomes of a file that is somebody else's; the hooks of pre-commit are to be added to it by hand.
fn left(provider: Provider, file: &Planned, before: &str) -> Result<(), Refusal> {
    if provider != Provider::PreCommit {
        terminal::message(&format!(
            "`{}` stays as it is, though its folder or its rules are others by now; a new one is written once it is moved away\n",
            file.path
        ));
        return Ok(());
    }
    let (_, hooks) = file.text.split_once("repos:\n").expect("the file of pre-commit lists repositories");
    if before.contains(hooks) {
        return Ok(());
    }
    terminal::output(hooks)?;
    let message = format!("`{}` is already there, and stays as it is; nothing was written", file.path);
    Err(WrongUse::new(message, "add the lines that are printed here to its `repos:`").into())
}
