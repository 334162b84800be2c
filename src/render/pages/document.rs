//! The page of a document: its text, the notes beside it, its record.

use std::collections::{BTreeMap, BTreeSet};

use super::cite;
use super::compared::compared;
use super::data::of_document;
use super::note::note;
use super::status;
use super::text::groups;
use crate::model::{Content, Document, DocumentId, EntityId, Linked, NoteId, Passage, Piece, Side, TranslationRecord};

use crate::render::marks::{NoteMark, has_entry};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>, id: DocumentId) -> view::Document {
    let context = sheet.context;
    let document = context.archive.document(id);
    let record = &document.record;
    let phrases = context.phrases;
    let order = &context.indexes.orders.documents;
    let position = context.indexes.orders.rank(id);
    let counts = counts(sheet, id);
    view::Document {
        title: sheet.title(id),
        titles_translated: record
            .title_translated
            .all()
            .map(|(title, language)| language.map_or_else(|| sheet.own_words(title), |language| sheet.words(title, language)))
            .collect(),
        siglum: sheet.siglum(id),
        kind: phrases.word("document", record.kind),
        language: phrases.language(&record.language.tag),
        publishers: sheet.entities(&record.publisher),
        creators: sheet.entities(&record.creator),
        issued: record.issued.as_ref().map(|date| sheet.time(date)),
        issued_note: sheet.maybe_prose(record.issued_note.as_deref()),
        provenance: sheet.maybe_prose(record.provenance.as_deref()),
        url: record.url.as_ref().map(|url| sheet.outside(url)),
        capture: record.capture.as_ref().map(|capture| view::Capture {
            accessed: capture.accessed.as_ref().map(|date| sheet.time(date)),
            archived_at: capture.archived_at.as_ref().map(|url| sheet.outside(url)),
            sha256: capture.sha256.clone(),
            tool: capture.tool.clone(),
            file: capture.file.clone(),
        }),
        rights: record.rights.as_ref().map(|rights| view::Rights {
            holder: rights.holder.clone(),
            statement: rights.statement.as_ref().map(|statement| statement_link(sheet, statement)),
        }),
        text_sha256: context.sources.file(document.file).sha256.clone().unwrap_or_default(),
        note: sheet.maybe_prose(record.note.as_deref()),
        content_notes: content_notes(sheet, document),
        layers: layers(sheet, id, document),
        bilingual: !document.translations.is_empty(),
        translations: document.translations.iter().map(|translated| credit(sheet, &translated.record)).collect(),
        text: groups(sheet, id),
        notes: entries(sheet, id).map(|note_id| note(sheet, note_id)).collect(),
        names: names(sheet, id),
        counts,
        compared: compared(sheet, id),
        citation: cite::document(sheet, id),
        license: license(sheet),
        data: of_document(sheet, id),
        source_url: sheet.address(&path::source(&document.id)),
        signature: None,
        referrers: sheet.referrers(context.indexes.referrers.documents.get(&id)),
        gaps: gaps(sheet, document),
        previous: position.checked_sub(1).map(|before| sheet.document(order[before])),
        next: order.get(position + 1).map(|next| sheet.document(*next)),
    }
}

fn credit(sheet: &Sheet<'_>, record: &TranslationRecord<Linked>) -> view::Credit {
    let phrases = sheet.context.phrases;
    view::Credit {
        language: phrases.language(&record.language.value.tag),
        method: record.method.map(|method| phrases.word("method", method)).unwrap_or_default(),
        by: record.by.map(|editor| sheet.editor(editor)),
    }
}

/// The notes of a document that have an entry, in the order of their references.
fn entries<'a>(sheet: &Sheet<'a>, id: DocumentId) -> impl Iterator<Item = NoteId> {
    let context = sheet.context;
    context.archive.notes_of(id).map(|(note, _)| note).filter(|note| has_entry(context.mark(*note)))
}

/// The CSS that sets each note beside its first reference, below the note before it; and hides notes of a closed fold.
pub fn style(sheet: &Sheet<'_>, id: DocumentId, groups: &[view::Group]) -> Option<String> {
    let context = sheet.context;
    let mut css = String::new();
    let mut before: Option<usize> = None;
    let mut before_on_side: [Option<usize>; 2] = [None, None];
    for (number, note_id) in entries(sheet, id).enumerate() {
        let key = &context.archive.note(note_id).note.id.value;
        let side = usize::from(matches!(context.mark(note_id), NoteMark::Letter(_)));
        let name = |number: Option<usize>| number.map_or_else(|| "--none".to_owned(), |number| format!("--n{number}"));
        let po = name(before);
        css.push_str(&format!("#r-{key}{{anchor-name:--r{number}}}#n-{key}{{--r:--r{number};--n:--n{number};--po:{po}"));
        if before_on_side[side] != before {
            css.push_str(&format!(";--ps:{}", name(before_on_side[side])));
        }
        css.push('}');
        before = Some(number);
        before_on_side[side] = Some(number);
    }
    for group in groups {
        let Some(fold) = &group.fold else { continue };
        let inside = entries(sheet, id).filter(|note_id| stands_in(sheet, *note_id, group));
        let ids: Vec<String> = inside.map(|note_id| format!("#n-{}", context.archive.note(note_id).note.id.value)).collect();
        if !ids.is_empty() {
            css.push_str(&format!("@media screen{{:root:has(#{}:not([open])) :is({}){{visibility:hidden;block-size:0;overflow:hidden;padding:0;border:0}}}}", fold.id, ids.join(",")));
        }
    }
    (!css.is_empty()).then_some(css)
}

/// Whether the first reference of a note stands in a group.
fn stands_in(sheet: &Sheet<'_>, id: NoteId, group: &view::Group) -> bool {
    let needle = format!("id=\"r-{}\"", sheet.context.archive.note(id).note.id.value);
    let sides = group.rows.iter().flat_map(|row| row.source.iter().chain(&row.translation)).map(|side| &side.html);
    group.html.iter().chain(sides).any(|html| html.0.contains(&needle))
}

fn content_notes(sheet: &Sheet<'_>, document: &Document<Linked>) -> Vec<view::ContentNote> {
    let place = |number: usize| view::PlaceLink {
        label: format!("p{number}"),
        url: sheet.place(&path::document(&document.id), &format!("p{number}")),
        automatic: false,
    };
    let notes = document.record.content_notes.iter();
    notes
        .map(|note| view::ContentNote {
            about: sheet.own_words(note.about.clone()),
            paragraphs: note.paragraphs.iter().map(|paragraph| place(paragraph.value)).collect(),
        })
        .collect()
}

fn counts(sheet: &Sheet<'_>, id: DocumentId) -> view::Counts {
    let mut counts = view::Counts {
        claims: 0,
        statuses: status::counts(sheet, id),
        claims_url: None,
        words: 0,
        comments: 0,
        names: named(sheet, id).len(),
    };
    for (_, note) in sheet.context.archive.notes_of(id) {
        match &note.note.content {
            Content::Claim(_) => counts.claims += 1,
            Content::Translation(_) | Content::Wording(_) => counts.words += 1,
            Content::Comment => counts.comments += 1,
            Content::Mention(_) => {}
        }
    }
    let list = path::claims_of(&sheet.context.archive.document(id).id);
    counts.claims_url = (counts.claims > 0).then(|| sheet.address(&list));
    counts
}

fn layers(sheet: &Sheet<'_>, id: DocumentId, document: &Document<Linked>) -> view::Presence {
    let mentions = sheet.context.archive.notes_of(id).any(|(_, note)| matches!(note.note.content, Content::Mention(_)));
    view::Presence {
        names: mentions,
        automatic_names: !sheet.context.archive.automatic_of(id).is_empty(),
        breaks: document.text.pieces.contains(&Piece::EditorialBreak),
        furniture: !document.text.furniture.is_empty(),
    }
}

/// Somebody or something named.
#[derive(Default)]
struct Named {
    /// Where in each text, each place once.
    places: BTreeMap<Side, BTreeSet<Passage>>,
    /// By an editor anywhere.
    by_editor: bool,
}

impl Named {
    /// At how many places: what a translation names is named in the original, too, and counts where that does not have it.
    fn count(&self) -> usize {
        let original = self.places.get(&Side::Original).map(BTreeSet::len);
        original.or(self.places.values().map(BTreeSet::len).max()).unwrap_or_default()
    }
}

/// Who and what is named; whoever names a signpost means what it leads to.
fn named(sheet: &Sheet<'_>, id: DocumentId) -> BTreeMap<EntityId, Named> {
    let archive = sheet.context.archive;
    let mut named: BTreeMap<EntityId, Named> = BTreeMap::new();
    let mut add = |entity: EntityId, passage: Passage, by_editor: bool| {
        let entry = named.entry(archive.meant(entity)).or_default();
        entry.places.entry(passage.side).or_default().insert(passage);
        entry.by_editor |= by_editor;
    };
    for (_, note) in archive.notes_of(id) {
        let Content::Mention(mention) = &note.note.content else { continue };
        for entity in &mention.entities {
            note.note.anchor.iter().for_each(|passage| add(*entity, *passage, true));
        }
    }
    archive.automatic_of(id).iter().for_each(|mention| add(mention.entity, mention.passage, false));
    named
}

fn names(sheet: &Sheet<'_>, id: DocumentId) -> Vec<view::NameCount> {
    let named = named(sheet, id);
    let sorted = sheet.context.indexes.orders.entities.iter().filter_map(|entity| Some((*entity, named.get(entity)?)));
    sorted
        .map(|(entity, found)| view::NameCount {
            entity: sheet.entity(entity),
            count: found.count(),
            automatic: !found.by_editor,
        })
        .collect()
}

/// The licence of the notes.
pub fn license(sheet: &Sheet<'_>) -> Option<view::License> {
    let license = sheet.context.archive.site.license.as_ref()?;
    Some(view::License { name: license.name.clone(), url: license.url.clone() })
}

/// A rights statement by its name, where it is one of rightsstatements.org.
fn statement_link(sheet: &Sheet<'_>, address: &str) -> view::Link {
    let code = address.trim_end_matches('/').rsplit_once("/vocab/").and_then(|(_, rest)| rest.split('/').next());
    let key = code.filter(|_| address.contains("rightsstatements.org")).map(|code| format!("rights_{code}"));
    let name = key.map(|key| (sheet.context.phrases.text(&key), key)).filter(|(name, key)| name != key).map(|(name, _)| name);
    let words = sheet.phrase_words(name.unwrap_or_else(|| address.to_owned()));
    sheet.link(words, address.to_owned())
}

/// In a draft: the errors in the files of this document.
fn gaps(sheet: &Sheet<'_>, document: &Document<Linked>) -> Vec<view::Gap> {
    let folder = format!("content/documents/{}/", document.id);
    let sources = sheet.context.sources;
    let problems = sheet.context.gaps.iter().flatten();
    problems
        .filter(|problem| sources.file(problem.place.file).path.starts_with(&folder))
        .map(|problem| {
            let position = sources.position(problem.place);
            let path = &sources.file(problem.place.file).path[folder.len()..];
            view::Gap { sentence: problem.message.clone(), place: format!("{path}:{}:{}", position.line, position.column) }
        })
        .collect()
}
