//! The back-of-book index as a page: headings with their places, and the works cited with theirs.

use crate::model::{ClosedList, EntityId, EntityType, Extent, Heading, Locator, LookupEntry, MainEntry, Part, Side, Subject};
use crate::render::parts;
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// Everything on the page of the index.
pub fn page(sheet: &Sheet<'_>) -> view::Lookup {
    let lookup = &sheet.context.indexes.lookup;
    let draw = match lookup.extent {
        Extent::OnePage => heading,
        Extent::PagesForEachLetter => signpost,
    };
    let letters = lookup.letters.iter().enumerate().map(|(number, found)| letter(sheet, number, &found.headings, draw));
    let mut page = whole(sheet, letters.collect(), None);
    page.works = works(sheet);
    page
}

/// Everything on one of the pages of a letter, in an archive whose index is too large for one page.
pub fn letter_page(sheet: &Sheet<'_>, number: usize, page: usize) -> view::Lookup {
    let found = &sheet.context.indexes.lookup.letters[number];
    let (shown, all) = (found.pages[page].clone(), found.headings.len());
    let mut value = whole(sheet, vec![letter(sheet, number, &found.headings[shown.clone()], heading)], Some(number));
    value.whole = Some(sheet.address("lookup.html"));
    value.parts = parts::parts(sheet, &path::letter(&found.letter), page, found.pages.len(), shown, all);
    value
}

/// One of the pages of a letter.
fn letter_path(sheet: &Sheet<'_>, (number, page): (usize, usize)) -> String {
    let lookup = &sheet.context.indexes.lookup;
    match lookup.extent {
        Extent::OnePage => "lookup.html".to_owned(),
        Extent::PagesForEachLetter => path::part(&path::letter(&lookup.letters[number].letter), page),
    }
}

/// The index with some letters; `current` is the one that has this page.
fn whole(sheet: &Sheet<'_>, letters: Vec<view::LookupLetter>, current: Option<usize>) -> view::Lookup {
    let headings = || letters.iter().flat_map(|letter| &letter.headings);
    let groups = EntityType::ALL.iter().map(|kind| (kind.name(), format!("entities_{}", kind.name())));
    let groups = groups.chain([("term", "words".to_owned()), ("question", "questions".to_owned())]);
    let groups = groups
        .filter(|(id, _)| headings().any(|heading| heading.group == *id))
        .map(|(id, key)| view::LookupGroup { id: id.to_owned(), label: sheet.context.phrases.text(&key) })
        .collect();
    let places = headings().flat_map(|heading| &heading.parts).flat_map(|part| &part.documents);
    let automatic = places.flat_map(|documents| &documents.places).any(|place| place.automatic);
    let lookup = &sheet.context.indexes.lookup;
    let jumps = lookup.letters.iter().enumerate().map(|(number, letter)| view::LookupJump {
        letter: letter.letter.clone(),
        url: sheet.place(&letter_path(sheet, (number, 0)), &letter_id(number)),
        current: current == Some(number),
    });
    view::Lookup { groups, jumps: jumps.collect(), automatic, works: Vec::new(), letters, whole: None, parts: None }
}

fn letter_id(number: usize) -> String {
    format!("letter-{}", number + 1)
}

fn letter(
    sheet: &Sheet<'_>,
    number: usize,
    headings: &[Heading],
    draw: fn(&Sheet<'_>, &Heading) -> view::Heading,
) -> view::LookupLetter {
    let letter = sheet.context.indexes.lookup.letters[number].letter.clone();
    view::LookupLetter { id: letter_id(number), letter, headings: headings.iter().map(|found| draw(sheet, found)).collect() }
}

/// A heading that only leads to itself on the page of its letter.
fn signpost(sheet: &Sheet<'_>, found: &Heading) -> view::Heading {
    let LookupEntry::Main(main) = &found.entry else { return heading(sheet, found) };
    let bare = MainEntry { subject: main.subject, parts: Vec::new(), see_also: Vec::new() };
    let (words, language) = (found.words.clone(), found.language.clone());
    let mut signpost = heading(sheet, &Heading { words, language, entry: LookupEntry::Main(bare) });
    signpost.link.url = here(sheet, main.subject).url;
    signpost.id = None;
    signpost
}

/// The id of a main heading on the page.
fn id(sheet: &Sheet<'_>, subject: Subject) -> String {
    let archive = sheet.context.archive;
    match subject {
        Subject::Entity(id) => format!("entity-{}", archive.entity(id).id.value),
        Subject::Term(id) => format!("term-{}", archive.term(id).id.value),
        Subject::Question(id) => format!("question-{}", archive.question(id).id.value),
    }
}

fn group(sheet: &Sheet<'_>, subject: Subject) -> &'static str {
    match subject {
        Subject::Entity(id) => sheet.context.archive.entity(id).kind.name(),
        Subject::Term(_) => "term",
        Subject::Question(_) => "question",
    }
}

fn kind(sheet: &Sheet<'_>, subject: Subject) -> String {
    let (archive, phrases) = (sheet.context.archive, sheet.context.phrases);
    match subject {
        Subject::Entity(id) => phrases.word("entity", archive.entity(id).kind),
        Subject::Term(id) => phrases.word("term", archive.term(id).scheme),
        Subject::Question(_) => phrases.text("kind_question"),
    }
}

/// The record's own page.
fn record(sheet: &Sheet<'_>, subject: Subject) -> view::Link {
    match subject {
        Subject::Entity(id) => sheet.entity(id),
        Subject::Term(id) => sheet.term(id),
        Subject::Question(id) => sheet.question(id),
    }
}

/// A main heading, by the name it has there.
pub fn here(sheet: &Sheet<'_>, subject: Subject) -> view::Link {
    let mut link = record(sheet, subject);
    if let Subject::Entity(entity) = subject {
        turn(sheet, entity, &mut link.words);
    }
    let place = sheet.context.indexes.lookup.found.get(&subject).copied().unwrap_or_default();
    link.url = Some(sheet.place(&letter_path(sheet, place), &id(sheet, subject)));
    link
}

/// “Assad, Bashar al-” is how an index calls a person; “Monde” only says where Le Monde stands in it.
pub fn turn(sheet: &Sheet<'_>, id: EntityId, words: &mut view::Words) {
    if let Some(sort) = sheet.context.archive.entity(id).sort.as_ref().filter(|sort| sort.contains(',')) {
        words.text.clone_from(sort);
    }
}

fn heading(sheet: &Sheet<'_>, heading: &Heading) -> view::Heading {
    let words = match &heading.language {
        Some(language) => sheet.words(heading.words.clone(), language),
        None => sheet.own_words(heading.words.clone()),
    };
    match &heading.entry {
        LookupEntry::See(subjects) => view::Heading {
            id: None,
            group: subjects.first().map_or("", |subject| group(sheet, *subject)).to_owned(),
            link: sheet.plain(words),
            kind: None,
            see: subjects.iter().map(|subject| here(sheet, *subject)).collect(),
            parts: Vec::new(),
            see_also: Vec::new(),
        },
        LookupEntry::Main(main) => view::Heading {
            id: Some(id(sheet, main.subject)),
            group: group(sheet, main.subject).to_owned(),
            link: view::Link { words, url: record(sheet, main.subject).url },
            kind: Some(kind(sheet, main.subject)),
            see: Vec::new(),
            parts: main.parts.iter().map(|(part, locators)| heading_part(sheet, *part, locators)).collect(),
            see_also: main.see_also.iter().map(|subject| here(sheet, *subject)).collect(),
        },
    }
}

fn heading_part(sheet: &Sheet<'_>, part: Part, locators: &[Locator]) -> view::HeadingPart {
    view::HeadingPart {
        id: part.name().to_owned(),
        label: sheet.context.phrases.word("part", part),
        documents: documents(sheet, locators),
    }
}

/// Places document by document; the locators of one document stand together.
fn documents(sheet: &Sheet<'_>, locators: &[Locator]) -> Vec<view::HeadingPlaces> {
    let of_documents = locators.chunk_by(|left, right| left.document == right.document);
    of_documents
        .map(|locators| view::HeadingPlaces {
            document: sheet.document_siglum(locators[0].document),
            places: locators.iter().filter_map(|locator| place(sheet, locator)).collect(),
        })
        .collect()
}

/// “p3”, “p3–p5”, “p3 (en)”; nothing for a whole document.
fn place(sheet: &Sheet<'_>, locator: &Locator) -> Option<view::PlaceLink> {
    let (side, first, last) = locator.paragraphs?;
    let run = if first == last { format!("p{first}") } else { format!("p{first}–p{last}") };
    let (label, id) = match side {
        Side::Original => (run, format!("p{first}")),
        Side::Translation(_) => {
            let tag = &sheet.side(locator.document, side).1.tag;
            (format!("{run} ({tag})"), format!("p{first}-{tag}"))
        }
    };
    let page = path::document(&sheet.context.archive.document(locator.document).id);
    Some(view::PlaceLink { label, url: sheet.place(&page, &id), automatic: locator.automatic })
}

fn works(sheet: &Sheet<'_>) -> Vec<view::LookupWork> {
    let context = sheet.context;
    let found = &context.indexes.lookup.works;
    let places = |work| found.binary_search_by_key(work, |(cited, _)| *cited).ok().map(|number| &found[number].1);
    let cited = context.citations.order().iter().filter_map(|work| Some((*work, places(work)?)));
    cited
        .map(|(work, places)| {
            let key = &context.archive.work(work).key.value;
            view::LookupWork {
                id: path::work_id(key),
                html: view::Html(context.citations.full(work).to_owned()),
                url: sheet.place(path::BIBLIOGRAPHY, &path::work_id(key)),
                documents: documents(sheet, &places.locators),
                records: sheet.referrers(Some(&places.records)),
            }
        })
        .collect()
}
