//! The back-of-book index: every name, word and question under its letter, other names leading to the main one.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::collation::{Collation, key};
use super::locators::{Finder, Locators};
use super::order::entity_key;
use crate::model::{
    Archive, DocumentId, EntityId, Extent, Heading, Language, Locator, Lookup, LookupEntry, LookupLetter, MainEntry,
    MentionPlace, NoteId, Orders, Part, Passage, QuestionId, Referrer, Referrers, Subject, TermId, Uses, WorkId, WorkPlaces,
    in_parts,
};

/// Runs of paragraphs that one page holds: some 500 KB to 1 MB of HTML.
const ONE_PAGE_MAX: usize = 3_000;

/// What the index is made of.
pub struct Material<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Where each entity is named.
    pub mentions: &'a [Box<[MentionPlace]>],
    /// Which notes use what.
    pub uses: &'a Uses,
    /// What cites each work.
    pub referrers: &'a Referrers,
    /// The order of documents.
    pub orders: &'a Orders,
}

/// Makes the whole index.
pub fn lookup(material: &Material<'_>) -> Lookup {
    let archive = material.archive;
    let collation = Collation::new(&archive.site.language.tag);
    let mut members = vec![Vec::new(); archive.entities.len()];
    for id in (0..archive.entities.len() as u32).map(EntityId) {
        members[archive.meant(id).0 as usize].push(id);
    }
    let maker = Maker { material, locators: Locators::new(archive, &material.orders.documents), members };
    let mut keyed: Vec<(String, Heading)> = Vec::new();
    keyed.extend(maker.entities());
    keyed.extend(maker.terms());
    keyed.extend(maker.questions());
    let leading = leading(&keyed);
    keyed.extend(maker.see_headings(&leading));
    keyed.sort_by(|(left_key, left), (right_key, right)| {
        let order = collation.compare(left_key, right_key).then_with(|| collation.compare(&left.words, &right.words));
        order.then_with(|| left.words.cmp(&right.words)).then_with(|| rank(left).cmp(&rank(right)))
    });
    let mut letters = by_letter(&collation, keyed);
    let all: usize = letters.iter().flat_map(|letter| &letter.headings).map(runs).sum();
    let extent = if all > ONE_PAGE_MAX { Extent::PagesForEachLetter } else { Extent::OnePage };
    let page_max = match extent {
        Extent::OnePage => usize::MAX,
        Extent::PagesForEachLetter => ONE_PAGE_MAX,
    };
    for letter in &mut letters {
        letter.pages = in_parts(letter.headings.iter().map(runs), page_max);
    }
    let entities = (0..archive.entities.len() as u32).map(EntityId);
    Lookup {
        found: found(&letters),
        extent,
        letters,
        works: maker.works(),
        entity_letters: entities.map(|id| collation.letter(&entity_key(archive, id))).collect(),
    }
}

/// The subjects whose heading leads to a place, its own or one of a heading beside it.
fn leading(keyed: &[(String, Heading)]) -> BTreeSet<Subject> {
    let mains = || {
        keyed.iter().filter_map(|(_, heading)| match &heading.entry {
            LookupEntry::Main(main) => Some(main),
            LookupEntry::See(_) => None,
        })
    };
    let placed: BTreeSet<Subject> = mains().filter(|main| !main.parts.is_empty()).map(|main| main.subject).collect();
    let leads = |main: &&MainEntry| placed.contains(&main.subject) || main.see_also.iter().any(|other| placed.contains(other));
    mains().filter(leads).map(|main| main.subject).collect()
}

/// How many runs of paragraphs stand under a heading; it takes the room of one itself.
fn runs(heading: &Heading) -> usize {
    match &heading.entry {
        LookupEntry::Main(main) => 1 + main.parts.iter().map(|(_, locators)| locators.len()).sum::<usize>(),
        LookupEntry::See(_) => 1,
    }
}

/// The letter and the page of each main heading.
fn found(letters: &[LookupLetter]) -> BTreeMap<Subject, (usize, usize)> {
    let pages = letters.iter().enumerate().flat_map(|(number, letter)| {
        letter.pages.iter().enumerate().map(move |(page, range)| ((number, page), &letter.headings[range.clone()]))
    });
    let main = |heading: &Heading| match &heading.entry {
        LookupEntry::Main(main) => Some(main.subject),
        LookupEntry::See(_) => None,
    };
    pages.flat_map(|(place, headings)| headings.iter().filter_map(main).map(move |subject| (subject, place))).collect()
}

/// Divides sorted headings by letter; no letter comes twice.
///
/// Where a letter comes back, what stood between belongs to it: Æ lies inside A, unless the language puts it elsewhere.
fn by_letter(collation: &Collation, keyed: Vec<(String, Heading)>) -> Vec<LookupLetter> {
    let mut letters: Vec<LookupLetter> = Vec::new();
    // Chinese has thousands of first letters, so that each is looked up and not searched for.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (key, heading) in keyed {
        let letter = collation.letter(&key);
        let goes_on = letters.last().is_some_and(|last| collation.same_letter(&last.letter, &letter));
        let number = if goes_on { Some(letters.len() - 1) } else { numbers.get(&letter).copied() };
        let Some(number) = number else {
            numbers.insert(letter.clone(), letters.len());
            letters.push(LookupLetter { letter, headings: vec![heading], pages: Vec::new() });
            continue;
        };
        for inside in letters.split_off(number + 1) {
            numbers.remove(&inside.letter);
            letters[number].headings.extend(inside.headings);
        }
        letters[number].headings.push(heading);
    }
    letters
}

/// Main headings before cross-references of the same words; then by number.
fn rank(heading: &Heading) -> (bool, Option<Subject>) {
    match &heading.entry {
        LookupEntry::Main(main) => (false, Some(main.subject)),
        LookupEntry::See(subjects) => (true, subjects.first().copied()),
    }
}

struct Maker<'a> {
    material: &'a Material<'a>,
    locators: Locators<'a>,
    /// For each entity, the records that are read as it: itself and the signposts that lead to it. A signpost has none.
    members: Vec<Vec<EntityId>>,
}

impl<'a> Maker<'a> {
    /// A main heading for each entity that is not a mere signpost.
    fn entities(&self) -> Vec<(String, Heading)> {
        let archive = self.material.archive;
        let neighbours = self.neighbours();
        let ids = (0..archive.entities.len() as u32).into_par_iter().map(EntityId);
        ids.filter(|id| archive.entity(*id).see.is_none())
            .map(|id| {
                let (words, language) = main_name(archive, id);
                let see_also = neighbours[id.0 as usize].iter().map(|other| Subject::Entity(*other)).collect();
                let entry = MainEntry { subject: Subject::Entity(id), parts: self.parts(id), see_also };
                (entity_key(archive, id), Heading { words, language, entry: LookupEntry::Main(entry) })
            })
            .collect()
    }

    /// For each entity those beside it: related both ways, and what it is part of; signposts are followed to their end.
    fn neighbours(&self) -> Vec<BTreeSet<EntityId>> {
        let archive = self.material.archive;
        let mut neighbours = vec![BTreeSet::new(); archive.entities.len()];
        for (index, entity) in archive.entities.iter().enumerate() {
            let id = archive.meant(EntityId(index as u32));
            for other in entity.related.iter().map(|other| archive.meant(*other)).filter(|other| *other != id) {
                neighbours[id.0 as usize].insert(other);
                neighbours[other.0 as usize].insert(id);
            }
            for other in entity.broader.iter().map(|other| archive.meant(*other)).filter(|other| *other != id) {
                neighbours[id.0 as usize].insert(other);
            }
        }
        neighbours
    }

    fn parts(&self, id: EntityId) -> Vec<(Part, Box<[Locator]>)> {
        let (members, uses) = (&self.members[id.0 as usize], self.material.uses);
        let of = |list: &BTreeMap<EntityId, Vec<NoteId>>| {
            let notes = members.iter().filter_map(|member| list.get(member)).flatten().copied();
            self.notes(&notes.collect::<Vec<_>>())
        };
        let places = members.iter().flat_map(|member| &self.material.mentions[member.0 as usize]);
        let named = places.map(|place| {
            let finder = if place.note.is_some() { Finder::Editor } else { Finder::Program };
            (place.document, place.passage, finder)
        });
        let published: Vec<DocumentId> =
            members.iter().filter_map(|member| uses.published.get(member)).flatten().copied().collect();
        let parts = [
            (Part::Named, self.locators.runs(named)),
            (Part::Says, of(&uses.asserted)),
            (Part::Behind, of(&uses.behind)),
            (Part::About, of(&uses.concerning)),
            (Part::Published, self.locators.documents(&published)),
        ];
        parts.into_iter().filter(|(_, locators)| !locators.is_empty()).collect()
    }

    /// The runs of the places of notes.
    fn notes(&self, notes: &[NoteId]) -> Box<[Locator]> {
        self.locators.runs(notes.iter().flat_map(|id| self.passages(*id)))
    }

    fn passages(&self, id: NoteId) -> impl Iterator<Item = (DocumentId, Passage, Finder)> + use<'_, 'a> {
        let note = self.material.archive.note(id);
        note.note.anchor.iter().map(|passage| (note.document, *passage, Finder::Editor))
    }

    /// A heading for each word.
    fn terms(&self) -> Vec<(String, Heading)> {
        let archive = self.material.archive;
        let mut neighbours = vec![BTreeSet::new(); archive.terms.len()];
        for (index, term) in archive.terms.iter().enumerate() {
            for other in &term.related {
                neighbours[index].insert(*other);
                neighbours[other.0 as usize].insert(TermId(index as u32));
            }
            neighbours[index].extend(term.broader.iter().copied());
        }
        let headings = archive.terms.iter().zip(neighbours).enumerate().map(|(index, (term, neighbours))| {
            let id = TermId(index as u32);
            let places = self.notes(self.material.uses.wordings.get(&id).map_or(&[][..], Vec::as_slice));
            let parts = if places.is_empty() { Vec::new() } else { vec![(Part::Word, places)] };
            let see_also = neighbours.into_iter().map(Subject::Term).collect();
            let entry = LookupEntry::Main(MainEntry { subject: Subject::Term(id), parts, see_also });
            let sort = key(&term.term, tag(archive, term.language.as_ref()));
            (sort, Heading { words: term.term.clone(), language: term.language.clone(), entry })
        });
        headings.collect()
    }

    /// A heading for each question.
    fn questions(&self) -> Vec<(String, Heading)> {
        let archive = self.material.archive;
        let headings = archive.questions.iter().enumerate().map(|(index, question)| {
            let id = QuestionId(index as u32);
            let places = self.notes(self.material.uses.answers.get(&id).map_or(&[][..], Vec::as_slice));
            let parts = if places.is_empty() { Vec::new() } else { vec![(Part::Answered, places)] };
            let see_also = question.event.iter().map(|event| Subject::Entity(archive.meant(*event))).collect();
            let entry = LookupEntry::Main(MainEntry { subject: Subject::Question(id), parts, see_also });
            (key(&question.asks, tag(archive, None)), Heading { words: question.asks.clone(), language: None, entry })
        });
        headings.collect()
    }

    /// A signpost for each other name; names that several records share lead to all of them. Where nothing stands, none leads.
    ///
    /// A name stands once, whatever its capitals and languages, as it is first written; not where its record stands anyway.
    fn see_headings(&self, leading: &BTreeSet<Subject>) -> Vec<(String, Heading)> {
        let archive = self.material.archive;
        let mut names: BTreeMap<String, OtherName> = BTreeMap::new();
        for (index, entity) in archive.entities.iter().enumerate() {
            let id = archive.meant(EntityId(index as u32));
            if !leading.contains(&Subject::Entity(id)) {
                continue;
            }
            let (main, of_main) = main_name(archive, id);
            let main = key(&main, tag(archive, of_main.as_ref())).to_lowercase();
            let turned = entity.see.is_some().then(|| main_name(archive, EntityId(index as u32)));
            let turned = turned.iter().map(|(name, language)| (name.as_str(), language.as_ref()));
            for (name, language) in turned.chain(entity.name.all()).chain(entity.also.all()) {
                if key(name, tag(archive, language)).to_lowercase() != main {
                    let first = || OtherName { words: name.to_owned(), language: language.cloned(), of: BTreeSet::new() };
                    names.entry(name.to_lowercase()).or_insert_with(first).of.insert(id);
                }
            }
        }
        let headings = names.into_values().map(|OtherName { words, language, of }| {
            let sort = key(&words, tag(archive, language.as_ref()));
            let entry = LookupEntry::See(of.into_iter().map(Subject::Entity).collect());
            (sort, Heading { words, language, entry })
        });
        headings.collect()
    }

    /// The places that cite each work; works that nothing cites are left out.
    fn works(&self) -> Vec<(WorkId, WorkPlaces)> {
        let works = self.material.referrers.works.iter().map(|(work, referrers)| {
            let notes: Vec<NoteId> = referrers.iter().filter_map(|referrer| note_of(*referrer)).collect();
            let records = referrers.iter().copied().filter(|referrer| note_of(*referrer).is_none()).collect();
            (*work, WorkPlaces { locators: self.notes(&notes), records })
        });
        works.collect()
    }
}

/// A name under which no places stand.
struct OtherName {
    words: String,
    language: Option<Language>,
    /// Whose name it is.
    of: BTreeSet<EntityId>,
}

fn note_of(referrer: Referrer) -> Option<NoteId> {
    match referrer {
        Referrer::Note(id) => Some(id),
        Referrer::Document(_) | Referrer::Question(_) | Referrer::Entity(_) | Referrer::Term(_) | Referrer::Page(_) => None,
    }
}

/// What a main heading is called: its `sort` where that turns the name round, “Assad, Bashar al-”, else its name.
fn main_name(archive: &Archive, id: EntityId) -> (String, Option<Language>) {
    let entity = archive.entity(id);
    let best = entity.name.best(&archive.site.language.tag);
    let language = best.and_then(|(_, language)| language.cloned());
    let turned = entity.sort.as_ref().filter(|sort| sort.contains(','));
    let words = turned.cloned().or_else(|| best.map(|(name, _)| name.to_owned()));
    (words.unwrap_or_else(|| entity.id.value.clone()), language)
}

/// The language of words: the archive's where the editors gave none.
fn tag<'l>(archive: &'l Archive, language: Option<&'l Language>) -> &'l str {
    language.map_or(&archive.site.language.tag, |language| &language.tag)
}
