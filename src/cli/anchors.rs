//! `postil anchors`: how the notes stand when a text has changed under them, and what is done about it, note by note.

mod taking;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Exit, Global, archive, standing};
use crate::model::{Drift, Sameness, TextState};
use crate::pipeline::{self, Hash, Survey};
use crate::problem::report::text::count;
use crate::problem::{Problems, did_you_mean};
use crate::shell::load::load;
use crate::shell::rewrite::rewrite;
use crate::shell::{Refusal, WrongUse, terminal};
use crate::source::hidden::harmless;
use crate::source::{Sources, of_document};
use taking::{Amendment, Take};

/// See how notes stand in texts that have changed, and repair them
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(before_help = "\
Examples:
  postil anchors                     how the notes of every text stand
  postil anchors meridian            those of one document, each with its words
  postil anchors repair --safe       write what is the same without a doubt
  postil anchors accept meridian/toll --by review
                                     take other words after an editor has looked

What became of a note: exact · cosmetic · spelling · place in doubt · wording changed · number changed ·
negation changed · several places · not compared · gone. Only the first two are repaired together.
")]
pub struct Anchors {
    /// The documents to tell of [default: all]
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Repair(Repair),
    Accept(Accept),
}

/// Take the words of the text where they are the same, or only spelt otherwise
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil anchors repair --safe           every note that differs in spaces, marks and signs between thousands
  postil anchors repair meridian/toll    one note that differs in spelling
")]
struct Repair {
    /// All notes that are exact or differ cosmetically; where a text has no others, its hash is renewed
    #[arg(long, required_unless_present = "names")]
    safe: bool,
    /// Notes by name, or with --safe the documents to repair
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Who signs the change
    #[arg(long, value_name = "EDITOR", conflicts_with = "safe")]
    by: Option<String>,
}

/// Take other words for a note that an editor has compared, and write down what it was
#[derive(Debug, Args)]
#[command(before_help = "\
Examples:
  postil anchors accept meridian/toll    the words of the text for those of the note; the old ones go into its history
  postil anchors accept meridian         every note stands, and the paragraphs that document.yaml counts are still these
")]
struct Accept {
    /// Notes, or documents of which every note stands
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
    /// Who signs the change
    #[arg(long, value_name = "EDITOR")]
    by: Option<String>,
}

/// An archive while its anchors are looked at.
struct Bench {
    root: PathBuf,
    /// The files as they were read.
    read: Sources,
    /// The files as they are to be.
    sources: Sources,
    survey: Survey,
}

/// Lists, repairs or accepts.
pub fn run(global: &Global, command: &Anchors) -> Result<Exit, Refusal> {
    let root = archive::root(global)?;
    let (sources, loaded) = load(&root)?;
    let survey = pipeline::survey(&sources, loaded);
    let mut bench = Bench { root, read: sources.clone(), sources, survey };
    match &command.action {
        None => {
            bench.known(&command.documents)?;
            bench.list(&command.documents)
        }
        Some(Action::Repair(repair)) if repair.safe => {
            bench.known(&repair.names)?;
            bench.repair_safely(&repair.names)
        }
        Some(Action::Repair(repair)) => bench.take(&repair.names, repair.by.as_deref(), Take::Spelling),
        Some(Action::Accept(accept)) => bench.take(&accept.names, accept.by.as_deref(), Take::Anything),
    }
}

impl Bench {
    /// Refuses names of documents that there are not.
    fn known(&self, documents: &[String]) -> Result<(), WrongUse> {
        let known: Vec<&str> = self.survey.states.iter().map(|state| state.document.as_str()).collect();
        documents.iter().try_for_each(|name| archive::is_document(name, &known))
    }

    fn list(&self, documents: &[String]) -> Result<Exit, Refusal> {
        let is_wanted = |id: &str| documents.is_empty() || documents.iter().any(|document| document == id);
        let looked_at: Vec<&TextState> = self.survey.states.iter().filter(|state| is_wanted(&state.document)).collect();
        for state in &looked_at {
            let changed = match state.text {
                Sameness::Same | Sameness::Unsaid => "",
                Sameness::Changed if state.only_line_ends => "the ends of its lines have changed, and nothing else: ",
                Sameness::Changed => "text changed: ",
            };
            terminal::output(&format!("{}: {changed}{}{}\n", state.name(), state.counts(), standing::record(state)))?;
            for note in state.notes.iter().filter(|note| note.drift != Drift::Exact || !documents.is_empty()) {
                terminal::output(&standing::told(&self.sources, note))?;
                terminal::output(&standing::step(state, note))?;
            }
            if is_counted(state) {
                terminal::output(&standing::counted(state))?;
            }
        }
        let unread: Vec<&str> = self.unread().filter(|(id, _)| is_wanted(id)).map(|(_, path)| path).collect();
        for path in &unread {
            terminal::message(&standing::unread(path));
        }
        Ok(verdict(&looked_at, &unread))
    }

    /// The files of documents of which not all could be read, each with its document: there may be notes of which nobody knows
    /// how they stand.
    fn unread(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.sources.iter().filter(|(index, file)| !file.readable || self.survey.unsound.contains(index));
        files.filter_map(|(_, file)| Some((file.of_document()?.0, file.path.as_str())))
    }

    fn repair_safely(&mut self, documents: &[String]) -> Result<Exit, Refusal> {
        let states = self.survey.states.clone();
        let wanted = states.iter().filter(|state| documents.is_empty() || documents.contains(&state.document));
        let all = wanted.flat_map(|state| state.notes.iter().map(move |note| (state, note)));
        let safe = all.filter(|(_, note)| note.drift.is_safe());
        let amendments: Vec<Amendment> = safe
            .filter_map(|(state, note)| {
                let name = format!("{}/{}", state.document, note.note);
                Some(Amendment { name, note, proposal: note.proposal.as_ref()?, entry: None })
            })
            .collect();
        let (count_all, refused) = (amendments.len(), self.amend(amendments));
        refused.iter().for_each(|name| terminal::message(&format!("{name}: {}\n", standing::BY_HAND)));
        let repaired = count_all - refused.len();
        self.look_again();
        let among = |state: &TextState| documents.is_empty() || documents.contains(&state.document);
        let mut exit = self.settle(&[], among)?;
        // Of a text that has changed this is told with its hash.
        let is_told = |id: &str| self.survey.states.iter().any(|state| state.document == id && state.text == Sameness::Changed);
        let is_wanted = |id: &str| documents.is_empty() || documents.iter().any(|document| document == id);
        for (_, path) in self.unread().filter(|(id, _)| is_wanted(id) && !is_told(id)) {
            terminal::message(&standing::unread(path));
            exit = Exit::Problems;
        }
        terminal::message(&format!("{} repaired\n", count(repaired, "note")));
        Ok(exit)
    }

    /// The number of a note's text, and its own among the notes of that.
    fn note(&self, document: &str, id: &str) -> Result<(usize, usize), WrongUse> {
        let states = || self.survey.states.iter().enumerate().filter(|(_, state)| state.document == document);
        let at = |state: &TextState| state.notes.iter().position(|note| note.note == id);
        if let Some(found) = states().find_map(|(number, state)| Some((number, at(state)?))) {
            return Ok(found);
        }
        let help = did_you_mean(id, states().flat_map(|(_, state)| &state.notes).map(|note| note.note.as_str()));
        let unread = || {
            self.unread().find(|(id, _)| *id == document).map(|(_, path)| format!("{path} cannot be read as it is: postil check"))
        };
        let help = unread().or(help).unwrap_or_else(|| "a note is called by its document and its id: meridian/toll".to_owned());
        Err(WrongUse::new(format!("there is no note `{document}/{id}`"), help))
    }

    /// Who signs: the editor that is named, or the only one that the archive has.
    fn editor(&self, by: Option<&str>) -> Result<Option<String>, WrongUse> {
        let known: Vec<&str> = self.survey.editors.iter().map(|editor| editor.id.value.as_str()).collect();
        let list = || known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        match (by, known.as_slice()) {
            (Some(id), known) if known.contains(&id) => Ok(Some(id.to_owned())),
            (Some(id), []) => Err(WrongUse::new(
                format!("there is no editor `{id}`"),
                "name the editors in archive.yaml: `editors: {id: …, name: …}`",
            )),
            (Some(id), _) => Err(WrongUse::new(format!("there is no editor `{id}`"), format!("the editors are {}", list()))),
            (None, []) => Ok(None),
            (None, [only]) => Ok(Some((*only).to_owned())),
            (None, _) => Err(WrongUse::new(
                "a change is signed, and the archive has several editors",
                format!("say which with --by: {}", list()),
            )),
        }
    }

    /// Leaves out of sight all documents but those that are named: after each note all that is in sight is looked at again.
    fn narrow(&mut self, names: &[String]) {
        let named: BTreeSet<&str> = names.iter().map(|name| name.split('/').next().unwrap_or_default()).collect();
        self.read = self.read.only(|path| of_document(path).is_none_or(|(document, _)| named.contains(document)));
        self.sources = self.read.clone();
        self.look_again();
    }

    fn look_again(&mut self) {
        // What the machine refused was told when the files were read, and is no part of them.
        self.survey = pipeline::survey(&self.sources, Problems::default());
    }

    /// Renews the hash of each text in which every note stands, writes what has changed, and says what is left.
    fn settle(&mut self, accepted: &[String], among: impl Fn(&TextState) -> bool) -> Result<Exit, Refusal> {
        // The notes first: a hash says that they stand, and a disk may refuse one file and take another.
        let mut written = rewrite(&self.root, &self.read, &self.sources)?;
        let noted = self.sources.clone();
        let states = self.survey.states.clone();
        let mut settled = true;
        for state in states.iter().filter(|state| among(state)) {
            let is_changed = state.text == Sameness::Changed;
            let unread: Vec<&str> = self.unread().filter(|(id, _)| *id == state.document).map(|(_, path)| path).collect();
            if is_changed && !unread.is_empty() {
                terminal::message(&unread.into_iter().map(standing::unread).collect::<String>());
                terminal::message(&format!("{}: the hash stays as it is\n", state.name()));
                settled = false;
            } else if !state.is_settled() {
                let record = standing::record(state);
                terminal::message(&format!("{}: {}{record}; the hash stays as it is\n", state.name(), state.counts()));
                settled = false;
            } else if is_changed && state.only_line_ends && !accepted.contains(&state.document) {
                terminal::message(&standing::line_ends(state));
                settled = false;
            } else if is_changed && !state.counted.is_empty() && !accepted.contains(&state.document) {
                terminal::message(&standing::counted(state));
                settled = false;
            } else if is_changed && let Some(sources) = self.renewed(state) {
                self.sources = sources;
                terminal::message(&format!("{}: every note stands; the hash is renewed\n", state.name()));
            } else if is_changed {
                terminal::message(&format!("{}: every note stands; document.yaml: {}\n", state.name(), standing::BY_HAND));
                settled = false;
            }
        }
        written.extend(rewrite(&self.root, &noted, &self.sources)?);
        for path in written {
            terminal::output(&format!("{}\n", harmless(&path)))?;
        }
        Ok(if settled { Exit::Done } else { Exit::Problems })
    }

    /// The files with the hash of a text as it is; nothing where its record cannot be read whole.
    fn renewed(&self, state: &TextState) -> Option<Sources> {
        let document = self.survey.documents.iter().find(|document| document.id == state.document)?;
        pipeline::record_hash(&self.sources, document.record_file, state, Hash::Renew)
    }
}

/// Whether nothing is left to look at in a text that has changed but the paragraphs that are named by number.
fn is_counted(state: &TextState) -> bool {
    state.text == Sameness::Changed && state.is_settled() && !state.only_line_ends && !state.counted.is_empty()
}

/// The last line of a list, and how the command ends; notes of files that are `unread` are not on it.
fn verdict(states: &[&TextState], unread: &[&str]) -> Exit {
    let stands = |state: &TextState| state.is_settled() && state.text != Sameness::Changed;
    let (told, exit) = if states.iter().all(|state| stands(state)) {
        if unread.is_empty() {
            ("every note stands where it should", Exit::Done)
        } else {
            ("every other note stands where it should", Exit::Problems)
        }
    } else if states.iter().all(|state| stands(state) || state.only_line_ends) {
        ("nothing has changed but the ends of lines: postil check says how to take the texts back", Exit::Problems)
    } else if states.iter().all(|state| stands(state) || is_counted(state)) {
        ("every note stands; what is left are paragraphs that are named by number", Exit::Problems)
    } else if states.iter().all(|state| state.stands()) {
        ("nothing has changed but marks and spaces, and what no note quotes: postil anchors repair --safe", Exit::Problems)
    } else {
        ("some need an editor, one by one; what is left is repaired together: postil anchors repair --safe", Exit::Problems)
    };
    terminal::message(&format!("{told}\n"));
    exit
}
