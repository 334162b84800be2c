//! Automatic mentions: every place where a name of an entity with `match: true` stands as whole words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Content, Document, Entity, EntityId, Linked, Note, Passage, Passages, Side, exact};
use crate::problem::{Code, Problem, Problems};
use crate::source::Span;
use crate::source::word::is_whole_words;
use aho_corasick::AhoCorasick;

/// Longer names are none, and are not looked for: many of them inside one another would stand at every word of a text.
const NAME_CHARACTERS_MAX: usize = 300;
/// So many names are looked for in one pass: to make a search ready takes time that grows as the square of their number.
const NAMES_MAX: usize = 4_096;

/// The names that are looked for, some thousands in one pass.
#[derive(Debug)]
pub struct Gazetteer {
    searches: Vec<AhoCorasick>,
    /// Each with whom it names, `NAMES_MAX` for each search.
    names: Vec<(String, EntityId)>,
}

impl PartialEq for Gazetteer {
    fn eq(&self, other: &Gazetteer) -> bool {
        self.names == other.names
    }
}

impl Gazetteer {
    /// Collects the names of entities with `match: true`, and of records that say `see` to them.
    ///
    /// Reports `ambiguous-name` where two such entities share a name: a link would have to guess; `conflicting-fields` where a name
    /// is too long to be looked for.
    pub fn new(entities: &[Entity<Linked>], meant: &[EntityId], problems: &mut Problems) -> Gazetteer {
        let mut names: BTreeMap<&str, EntityId> = BTreeMap::new();
        for (entity, target) in entities.iter().zip(meant.iter().copied()) {
            if !entities[target.0 as usize].matches {
                continue;
            }
            for (name, _) in entity.name.all().chain(entity.also.all()) {
                if name.chars().nth(NAME_CHARACTERS_MAX).is_some() {
                    problems.push(too_long(entity, name));
                    continue;
                }
                match names.get(name) {
                    Some(other) if *other != target => {
                        let earlier = &entities[other.0 as usize].id;
                        let message = format!(
                            "`{}` and `{}` are both called “{name}”, and both have `match: true`",
                            earlier.value, entity.id.value
                        );
                        let problem =
                            Problem::new(Code::AmbiguousName, entity.id.place, message).related(earlier.place, "the other");
                        problems.push(problem.help("take the name from one of them, or mark its mentions by hand"));
                    }
                    Some(_) => {}
                    None => {
                        names.insert(name, target);
                    }
                }
            }
        }
        names.retain(|name, _| !name.trim().is_empty());
        let names: Vec<(String, EntityId)> = names.into_iter().map(|(name, id)| (name.to_owned(), id)).collect();
        let search = |names: &[(String, EntityId)]| AhoCorasick::new(names.iter().map(|(name, _)| name));
        let searches =
            names.chunks(NAMES_MAX).map(search).collect::<Result<_, _>>().expect("names of an archive fit into a search");
        Gazetteer { searches, names }
    }

    /// Every mention in a document with its notes, by place; never inside an explicit one.
    pub fn mentions(&self, document: &Document<Linked>, notes: &[Arc<Note<Linked, Passages>>]) -> Box<[(Passage, EntityId)]> {
        let explicit: Vec<Passage> = notes
            .iter()
            .filter(|note| matches!(note.content, Content::Mention(_)))
            .flat_map(|note| note.anchor.iter().copied())
            .collect();
        let texts =
            document.translations.iter().enumerate().map(|(number, translated)| (Side::translation(number), &translated.text));
        let mut mentions = Vec::new();
        for (side, text) in std::iter::once((Side::Original, &document.text)).chain(texts) {
            let taken: Vec<Span> = explicit.iter().filter(|known| known.side == side).map(|known| known.span).collect();
            mentions.extend(self.find(&text.plain, &taken).into_iter().map(|(span, entity)| (Passage { side, span }, entity)));
        }
        exact(mentions)
    }

    /// Names as whole words that touch nothing that is taken, the leftmost first, the longest of those that begin together.
    fn find(&self, plain: &str, taken: &[Span]) -> Vec<(Span, EntityId)> {
        if self.searches.is_empty() {
            return Vec::new();
        }
        // A line end inside a name reads as a space; the copy has the same length.
        let line = plain.replace('\n', " ");
        // Of those that begin together only the longest: to keep all could take more memory than there is.
        let mut longest: BTreeMap<usize, (Span, EntityId)> = BTreeMap::new();
        for (search, names) in self.searches.iter().zip(self.names.chunks(NAMES_MAX)) {
            for found in search.find_overlapping_iter(&line) {
                let span = Span::new(found.start(), found.end());
                let is_longer = |known: &(Span, EntityId)| known.0.end() < span.end();
                if is_whole_words(plain, span)
                    && longest.get(&span.start()).is_none_or(is_longer)
                    && !taken.iter().any(|taken| taken.overlaps(span))
                {
                    longest.insert(span.start(), (span, names[found.pattern().as_usize()].1));
                }
            }
        }
        let mut all: Vec<(Span, EntityId)> = longest.into_values().collect();
        let mut end = 0;
        all.retain(|(span, _)| {
            let free = span.start() >= end;
            if free {
                end = span.end();
            }
            free
        });
        all
    }
}

/// That a name is too long to be looked for.
fn too_long(entity: &Entity<Linked>, name: &str) -> Problem {
    let begins: String = name.chars().take(NAME_CHARACTERS_SHOWN).collect();
    let message = format!(
        "the name “{begins}…” of `{}` has more than {NAME_CHARACTERS_MAX} characters and cannot be looked for in texts",
        entity.id.value
    );
    Problem::new(Code::ConflictingFields, entity.id.place, message).help("write a shorter name, or leave `match: true` out")
}

/// How much of a name that is too long is shown.
const NAME_CHARACTERS_SHOWN: usize = 40;
