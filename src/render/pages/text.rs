//! The text of a document as its page draws it: groups of paragraphs, or rows of two languages.

use std::collections::BTreeSet;

use super::status;
use crate::model::{Alignment, Content, Document, DocumentId, Linked, NoteId, Side, Translated, rows_beside};
use crate::render::body::{Body, Mark, MarkKind, Numbers, Reference, escape};
use crate::render::marks::{NoteMark, note_id, reference_id};
use crate::render::sheet::{Sheet, direction};
use crate::render::urls::{self, path};
use crate::render::view;

/// Draws the text; the second value tells which notes stand in which fold, by the id of the fold.
pub fn groups(sheet: &Sheet<'_>, id: DocumentId) -> Vec<view::Group> {
    let document = sheet.context.archive.document(id);
    let marks = marks(sheet, id);
    // A text is taken apart once, however many stretches and rows it is drawn in.
    let bodies = marks.iter().enumerate().map(|(number, marks)| Body::new(sheet.side(id, side_of(number)).0, marks));
    let mut ends: Vec<(usize, &Mark)> = marks[side_number(Side::Original)]
        .iter()
        .map(|mark| (document.text.paragraph_at(mark.span.end().saturating_sub(1)), mark))
        .collect();
    ends.sort_by_key(|(paragraph, mark)| (*paragraph, mark.span.end()));
    let drawing = Drawing { sheet, document, id, bodies: bodies.collect(), ends, rendered: rendered(document) };
    let notes: Vec<Option<String>> = (1..=document.text.paragraphs.len()).map(|number| content_note(document, number)).collect();
    let starts = document.translations.first().map_or_else(Vec::new, row_starts);
    let first = document.translations.first().map_or(&[][..], |translated| &translated.rows);
    let mut beside = vec![Vec::new(); first.len()];
    for (number, further) in document.translations.iter().enumerate().skip(1) {
        for (row, place) in further.rows.iter().zip(rows_beside(first, &further.rows)) {
            // A text without paragraphs has no row.
            if let Some(beside) = beside.get_mut(place) {
                beside.push((number, row));
            }
        }
    }
    let mut groups = Vec::new();
    for (first, last, about) in stretches(document, &notes) {
        let fold = about.map(|about| view::Fold { id: format!("f{}", first + 1), label: about });
        let group = match document.translations.first() {
            None => view::Group { fold, html: Some(drawing.paragraphs(Side::Original, first, last)), rows: Vec::new() },
            Some(translated) => {
                let rows = translated.rows.iter().enumerate().zip(&starts).filter(|(_, start)| (first..last).contains(*start));
                view::Group { fold, html: None, rows: rows.map(|((number, row), _)| drawing.row(row, &beside[number])).collect() }
            }
        };
        groups.push(group);
    }
    groups
}

/// The paragraph of the original (from 0) at which each row stands; a row without one stands with the row before it.
fn row_starts(translated: &Translated<Linked>) -> Vec<usize> {
    let mut before = 1;
    let start = |row: &Alignment| {
        let start = row.source.first().copied().unwrap_or(before);
        before = row.source.last().copied().unwrap_or(before);
        start - 1
    };
    translated.rows.iter().map(start).collect()
}

/// For each paragraph of the original whether a translation has words for it, wherever they stand.
fn rendered(document: &Document<Linked>) -> Vec<bool> {
    let mut rendered = vec![false; document.text.paragraphs.len()];
    let rows = document.translations.iter().flat_map(|translated| &translated.rows);
    for paragraph in rows.filter(|row| !row.translation.is_empty()).flat_map(|row| &row.source) {
        rendered[paragraph - 1] = true;
    }
    rendered
}

/// What a paragraph describes, where an editor says so.
fn content_note(document: &Document<Linked>, number: usize) -> Option<String> {
    let about: Vec<&str> = document
        .record
        .content_notes
        .iter()
        .filter(|note| note.paragraphs.iter().any(|paragraph| paragraph.value == number))
        .map(|note| note.about.as_str())
        .collect();
    (!about.is_empty()).then(|| about.join("; "))
}

/// Stretches of paragraphs (from 0, end excluded) with the same content note; rows of two languages are never cut.
fn stretches(document: &Document<Linked>, notes: &[Option<String>]) -> Vec<(usize, usize, Option<String>)> {
    let mut list: Vec<(usize, usize, Option<String>)> = Vec::new();
    let mut row_of: Vec<Option<usize>> = vec![None; notes.len()];
    for (number, row) in document.translations.first().into_iter().flat_map(|translated| translated.rows.iter().enumerate()) {
        for paragraph in &row.source {
            row_of[paragraph - 1].get_or_insert(number);
        }
    }
    for (index, about) in notes.iter().enumerate() {
        if let Some((_, last, earlier)) = list.last_mut() {
            let same_row = row_of[index].is_some() && row_of[index] == row_of[index - 1];
            if *earlier == *about || same_row {
                *last = index + 1;
                continue;
            }
        }
        list.push((index, index + 1, about.clone()));
    }
    list
}

/// The marks of the original, then those of each translation.
fn marks(sheet: &Sheet<'_>, id: DocumentId) -> Vec<Vec<Mark>> {
    let archive = sheet.context.archive;
    let mut marks = vec![Vec::new(); archive.document(id).translations.len() + 1];
    for (note_id, note) in archive.notes_of(id) {
        for (place, passage) in note.note.anchor.iter().enumerate() {
            marks[side_number(passage.side)].push(mark(sheet, note_id, place));
        }
    }
    // Only the first mention of a name in each text is a link; the page of the name lists them all.
    let mut seen = BTreeSet::new();
    for mention in archive.automatic_of(id) {
        if seen.insert((mention.passage.side, mention.entity)) {
            let href = sheet.entity(mention.entity).url.unwrap_or_default();
            let kind = MarkKind::Name { href, automatic: true };
            let mark = Mark { span: mention.passage.span, kind, anchor: None, reference: None };
            marks[side_number(mention.passage.side)].push(mark);
        }
    }
    marks
}

/// The texts of a document, ready to be drawn.
struct Drawing<'s, 'a> {
    sheet: &'s Sheet<'a>,
    document: &'a Document<Linked>,
    id: DocumentId,
    /// The original, then each translation.
    bodies: Vec<Body<'s>>,
    /// The marks of the original by the paragraph, from 1, in which they end, and there by their ends.
    ends: Vec<(usize, &'s Mark)>,
    /// Of each paragraph of the original, from 0, whether a translation has words for it.
    rendered: Vec<bool>,
}

impl Drawing<'_, '_> {
    /// Paragraphs of one text, from `first` to before `last`, counted from 0.
    fn paragraphs(&self, side: Side, first: usize, last: usize) -> view::Html {
        let (_, language) = self.sheet.side(self.id, side);
        let suffix = match side {
            Side::Original => String::new(),
            Side::Translation(_) => format!("-{}", language.tag),
        };
        let phrases = self.sheet.context.phrases;
        let label = |number: usize| match side {
            Side::Original => phrases.fill("paragraph", &[("n", &number.to_string())]),
            Side::Translation(_) => phrases
                .fill("paragraph_translation", &[("n", &number.to_string()), ("language", &phrases.language(&language.tag))]),
        };
        let mut html = String::new();
        let body = &self.bodies[side_number(side)];
        self.sheet
            .with_frame(Numbers::Paragraphs { suffix: &suffix, label: &label }, |frame| body.draw(first..last, frame, &mut html));
        view::Html(html)
    }

    /// A row of the first translation with those of further ones, by their numbers, that stand beside it.
    fn row(&self, row: &Alignment, beside: &[(usize, &Alignment)]) -> view::Row {
        let phrases = self.sheet.context.phrases;
        let source = self.side(Side::Original, &row.source);
        let mut translation = self.translation(0, &row.translation);
        // Further translations stand below the first, each in its own language.
        for (number, other) in beside {
            let Some(more) = self.translation(*number, &other.translation) else { continue };
            let block = format!("<div lang=\"{}\" dir=\"{}\">{}</div>", more.language, more.direction.attribute(), more.html.0);
            match &mut translation {
                Some(first) => first.html.0.push_str(&block),
                None => translation = Some(more),
            }
        }
        let label = match (&source, &translation) {
            // A further translation may have the paragraph in a row that stands beside one before.
            (Some(_), None) => {
                (!row.source.iter().any(|paragraph| self.rendered[paragraph - 1])).then(|| phrases.text("row_original_only"))
            }
            (None, Some(_)) => Some(phrases.text("row_translation_only")),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let references = self.references(&row.source);
        view::Row { source, translation, label, references }
    }

    /// The references whose words end in paragraphs of the original, counted from 1, in the order in which they stand there.
    fn references(&self, paragraphs: &[usize]) -> Vec<view::RowReference> {
        let of_paragraph = |paragraph: &usize| {
            let start = self.ends.partition_point(|(other, _)| other < paragraph);
            let end = self.ends.partition_point(|(other, _)| other <= paragraph);
            self.ends[start..end].iter().filter_map(|(_, mark)| Some((*mark, mark.reference.as_ref()?)))
        };
        let reference = |(mark, reference): (&Mark, &Reference)| view::RowReference {
            class: mark.kind.class_of_reference(),
            url: reference.href.clone(),
            label: reference.label.clone(),
            mark: reference.text.clone(),
        };
        paragraphs.iter().flat_map(of_paragraph).map(reference).collect()
    }

    /// Paragraphs of a translation; of several, each says its language.
    fn translation(&self, number: usize, paragraphs: &[usize]) -> Option<view::Side> {
        let mut side = self.side(Side::translation(number), paragraphs)?;
        if self.document.translations.len() > 1 {
            let name = self.sheet.phrase_words(self.sheet.context.phrases.language(&side.language));
            let mut label = format!("<p class=\"lab\" lang=\"{}\" dir=\"{}\">", name.language, name.direction.attribute());
            escape(&name.text, &mut label);
            label.push_str("</p>");
            side.html.0.insert_str(0, &label);
        }
        Some(side)
    }

    fn side(&self, side: Side, paragraphs: &[usize]) -> Option<view::Side> {
        let (first, last) = (*paragraphs.first()?, *paragraphs.last()?);
        let (_, language) = self.sheet.side(self.id, side);
        Some(view::Side {
            language: language.tag.clone(),
            direction: direction(language),
            html: self.paragraphs(side, first - 1, last),
        })
    }
}

fn side_number(side: Side) -> usize {
    match side {
        Side::Original => 0,
        Side::Translation(number) => number.get() + 1,
    }
}

fn side_of(number: usize) -> Side {
    number.checked_sub(1).map_or(Side::Original, Side::translation)
}

/// The mark of a note at one of its places (from 0).
fn mark(sheet: &Sheet<'_>, id: NoteId, place: usize) -> Mark {
    let context = sheet.context;
    let note = context.archive.note(id);
    let key = &note.note.id.value;
    let mark = context.mark(id);
    let entity_href = |entity| sheet.address(&path::entity(&context.archive.entity(entity).id.value));
    let kind = match &note.note.content {
        Content::Claim(_) => MarkKind::Claim(status::finding(sheet, id).status),
        Content::Comment => MarkKind::Comment,
        Content::Translation(_) | Content::Wording(_) => MarkKind::Words,
        Content::Mention(mention) => match (mark, mention.entities.as_slice()) {
            (NoteMark::Link(entity), _) => MarkKind::Name { href: entity_href(*entity), automatic: false },
            (NoteMark::Number(_) | NoteMark::Letter(_), [only]) => MarkKind::Name { href: entity_href(*only), automatic: false },
            (NoteMark::Number(_) | NoteMark::Letter(_), _) => MarkKind::Words,
        },
    };
    let text = mark.text();
    // Who hears the page hears how a claim stands, as who sees it sees its line.
    let called = match &note.note.content {
        Content::Claim(_) => context.phrases.word("status", status::finding(sheet, id).status),
        content @ (Content::Translation(_) | Content::Wording(_) | Content::Mention(_) | Content::Comment) => {
            context.phrases.text(&format!("kind_{}", content.kind()))
        }
    };
    let reference = (!text.is_empty()).then(|| Reference {
        id: reference_id(key, place),
        href: urls::fragment(&note_id(key, mark)),
        label: context.phrases.fill("reference", &[("mark", &text), ("kind", &called)]),
        text,
    });
    let anchor = (reference.is_none() && place == 0).then(|| note_id(key, mark));
    Mark { span: note.note.anchor[place].span, kind, anchor, reference }
}
