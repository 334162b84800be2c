//! Gives notes the words of their texts: those that are the same without a doubt, and those that an editor names.

use std::collections::BTreeSet;

use super::super::{Exit, standing};
use super::Bench;
use crate::model::{Anchorage, Change, Drift, Proposal, TextState};
use crate::pipeline::{self, Entry};
use crate::shell::{Refusal, WrongUse, clock, terminal};

/// What may be taken over for a note that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    Spelling,
    Anything,
}

impl Take {
    fn allows(self, state: &TextState, note: &Anchorage) -> bool {
        let is_allowed = match (self, note.drift) {
            (_, Drift::Changed(Change::Cosmetic | Change::Spelling)) | (Take::Anything, Drift::Changed(_)) => true,
            (Take::Spelling, Drift::Changed(_)) | (_, Drift::Exact | Drift::Several | Drift::Uncompared | Drift::Gone) => false,
        };
        is_allowed && !standing::is_slip(state, note)
    }
}

/// What is to be written for a note.
pub(super) struct Amendment<'a> {
    pub name: String,
    pub note: &'a Anchorage,
    pub proposal: &'a Proposal,
    pub entry: Option<Entry>,
}

/// What is written down of a change, who has taken it over and when; nothing where it is one of marks and spaces.
fn entry(note: &Anchorage, proposal: &Proposal, (by, today): (Option<&String>, &str)) -> Option<Entry> {
    let change = match note.drift {
        Drift::Changed(Change::Cosmetic) | Drift::Exact | Drift::Several | Drift::Uncompared | Drift::Gone => return None,
        // Where the quotation stays, it is its place that somebody has looked at.
        Drift::Changed(_) if proposal.quote == note.quote => Change::Place,
        Drift::Changed(change) => change,
    };
    Some(Entry { on: today.to_owned(), by: by.cloned(), was: note.quote.clone(), change })
}

impl Bench {
    /// Writes what is proposed for notes; gives the names of those that cannot be changed.
    pub(super) fn amend(&mut self, mut amendments: Vec<Amendment>) -> BTreeSet<String> {
        let mut refused = BTreeSet::new();
        // From the end of a file to its beginning: what is changed moves nothing that is still to be changed.
        amendments.sort_by_key(|Amendment { note, .. }| std::cmp::Reverse((note.place.file, note.place.span.start())));
        for of_file in amendments.chunk_by(|left, right| left.note.place.file == right.note.place.file) {
            self.amend_file(of_file, &mut refused);
        }
        refused
    }

    /// Writes what is proposed for notes of one file, the last of them first; where one cannot be changed, it is found by halves.
    fn amend_file(&mut self, amendments: &[Amendment], refused: &mut BTreeSet<String>) {
        let together: Vec<_> = amendments.iter().map(|one| (one.note, one.proposal, one.entry.as_ref())).collect();
        match (pipeline::amend(&self.sources, &together), amendments) {
            (Some(sources), _) => self.sources = sources,
            (None, []) => {}
            (None, [only]) => drop(refused.insert(only.name.clone())),
            (None, several) => {
                let (later, earlier) = several.split_at(several.len() / 2);
                self.amend_file(later, refused);
                self.amend_file(earlier, refused);
            }
        }
    }

    /// Takes other words for notes, and looks again once: however many are named, their archive is read for all of them together.
    pub(super) fn take(&mut self, names: &[String], by: Option<&str>, take: Take) -> Result<Exit, Refusal> {
        let (by, today) = (self.editor(by)?, clock::today()?);
        let (mut documents, mut refused) = (Vec::new(), false);
        // Before anything is said of the first, all are known.
        for name in names {
            match name.split_once('/') {
                Some((document, id)) => self.note(document, id).map(|_| ())?,
                None => {
                    self.known(std::slice::from_ref(name))?;
                    if take == Take::Spelling {
                        let help = format!("`postil anchors repair --safe {name}` takes what is the same without a doubt");
                        return Err(WrongUse::new(
                            format!("`{name}` is a document, and spelling is repaired note by note"),
                            help,
                        )
                        .into());
                    }
                    documents.push(name.clone());
                }
            }
        }
        self.narrow(names);
        let states = self.survey.states.clone();
        let mut named: Vec<(&str, &TextState, &Anchorage)> = Vec::with_capacity(names.len());
        let mut seen = BTreeSet::new();
        for name in names.iter().filter(|name| seen.insert(*name)) {
            if let Some((document, id)) = name.split_once('/') {
                let (state, note) = self.note(document, id)?;
                named.push((name, &states[state], &states[state].notes[note]));
            }
        }
        let amendments = named.iter().filter_map(|(name, state, note)| {
            let proposal = note.proposal.as_ref().filter(|_| take.allows(state, note))?;
            Some(Amendment { name: (*name).to_owned(), note, proposal, entry: entry(note, proposal, (by.as_ref(), &today)) })
        });
        let amendments: Vec<Amendment> = amendments.collect();
        let mut taken: BTreeSet<String> = amendments.iter().map(|amendment| amendment.name.clone()).collect();
        let failed = self.amend(amendments);
        taken.retain(|name| !failed.contains(name));
        self.look_again();
        for (name, state, note) in named {
            terminal::message(&standing::told(&self.read, note));
            if taken.contains(name) {
                let now = self.note(&state.document, &note.note)?;
                let place = self.survey.states[now.0].notes[now.1].place;
                terminal::message(&standing::taken(&self.sources, name, note.drift, place));
            } else if note.drift == Drift::Exact {
                terminal::message(&format!("{name}: it stands already\n"));
            } else {
                refused = true;
                terminal::message(&match note.drift {
                    Drift::Changed(_) if standing::is_slip(state, note) => standing::slip(name),
                    Drift::Changed(_) if !take.allows(state, note) => standing::more_than_spelling(name, note),
                    Drift::Changed(_) | Drift::Exact | Drift::Several | Drift::Uncompared | Drift::Gone => {
                        standing::refusal(name, note)
                    }
                });
                terminal::message(&standing::step(state, note));
            }
        }
        let exit = self.settle(&documents, |_| true)?;
        Ok(if refused { Exit::Problems } else { exit })
    }
}
