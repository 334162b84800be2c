//! The names that an archive has, for completion: which entities, questions, notes there are, each with a word about it.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use crate::model::{Archive, Content, Localised, NoteId};

/// Letters of the word about a name: a line of a menu has room for no more.
const WORD_LETTERS: usize = 60;

/// Names by what they lead to, in the order of the archive.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Known {
    names: BTreeMap<Named, Vec<KnownName>>,
}

/// A name and a word about what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// The name as it is written in a field.
    pub name: String,
    /// What it stands for; may be empty.
    pub word: String,
}

impl Known {
    /// The names of an archive.
    pub fn of(archive: &Archive) -> Known {
        let mut known = Known::default();
        for entity in &archive.entities {
            known.add(Named::Entity, &entity.id.value, first(&entity.name));
        }
        // Two questions may have scopes of one name, which is offered once.
        let (mut scopes, mut positions) = (BTreeSet::new(), BTreeSet::new());
        for question in &archive.questions {
            known.add(Named::Question, &question.id.value, &question.asks);
            let about = |word: &str| format!("{word} ({})", question.id.value);
            for scope in question.scopes.iter().filter(|scope| scopes.insert(&scope.id.value)) {
                known.add(Named::Scope, &scope.id.value, &about(&scope.label));
            }
            for position in question.positions.iter().filter(|position| positions.insert(&position.id.value)) {
                known.add(Named::Position, &position.id.value, &about(&position.says));
            }
        }
        for term in &archive.terms {
            known.add(Named::Term, &term.id.value, &term.term);
        }
        for (number, note) in archive.notes.iter().enumerate() {
            let name = archive.note_name(NoteId(number as u32));
            let word = match &note.note.content {
                Content::Claim(claim) => claim.told(),
                Content::Translation(translation) => translation.gloss.as_str().into(),
                Content::Wording(_) | Content::Mention(_) | Content::Comment => "".into(),
            };
            known.add(Named::Note, &name, &word);
        }
        for work in &archive.works {
            known.add(Named::Work, &work.key.value, "");
        }
        for editor in &archive.site.editors {
            known.add(Named::Editor, &editor.id.value, &editor.name);
        }
        known
    }

    /// The names that lead to something of a kind.
    pub fn names(&self, named: Named) -> &[KnownName] {
        self.names.get(&named).map_or(&[], Vec::as_slice)
    }

    /// At most so many names of each kind, with the word about each or without.
    pub fn cut(&self, names_max: usize, words: Words) -> Known {
        let shorter = |name: &KnownName| match words {
            Words::Kept => name.clone(),
            Words::Left => KnownName { name: name.name.clone(), word: String::new() },
        };
        let names = self.names.iter().map(|(named, names)| (*named, names.iter().take(names_max).map(shorter).collect()));
        Known { names: names.collect() }
    }

    fn add(&mut self, named: Named, name: &str, word: &str) {
        let line = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut = line.char_indices().nth(WORD_LETTERS).map(|(end, _)| format!("{}…", line[..end].trim_end()));
        self.names.entry(named).or_default().push(KnownName { name: name.to_owned(), word: cut.unwrap_or(line) });
    }
}

/// Whether names keep the words about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// They do.
    Kept,
    /// They are left out.
    Left,
}

fn first(name: &Localised) -> &str {
    name.texts.iter().flat_map(|(_, texts)| texts).next().map_or("", String::as_str)
}
