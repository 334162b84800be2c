//! The tables of names and words: entities, the places where they are named, terms.

use super::Need::{Always, Maybe};
use super::notes::on;
use super::{BY, CREATED, Cell, Kind, MODIFIED, Table, column, date, maybe, names, prose, root, signed, tag, text, words};
use crate::data::desk::{Counted, Desk};
use crate::model::{ClosedList, EntityId, EntityType, Localised, Scheme, TermId};

/// A row for each entity.
pub const ENTITIES: Table = Table {
    name: "entities",
    about: "People, organisations, groups, places, events and works that the documents name.",
    columns: &[
        column("id", Kind::Text, Always, "Its identifier."),
        column("type", Kind::Word(words::<EntityType>), Always, "What it is."),
        column("name", Kind::Text, Always, "Its name in the archive’s language, or the first that it has."),
        column("names", Kind::Texts, Maybe, "Its names in all languages."),
        column("also", Kind::Texts, Maybe, "Other names and spellings."),
        column("see", Kind::Text, Maybe, "The entity to look at instead."),
        column("broader", Kind::Names, Maybe, "What it is part of: entities."),
        column("related", Kind::Names, Maybe, "What it has to do with: entities."),
        column("same_as", Kind::Texts, Maybe, "Addresses of records elsewhere for the same thing."),
        column("date", Kind::Date, Maybe, "When it was, in EDTF."),
        column("place", Kind::Text, Maybe, "Where it was."),
        column("latitude", Kind::Number, Maybe, "In degrees, south with a minus."),
        column("longitude", Kind::Number, Maybe, "In degrees, west with a minus."),
        column("note", Kind::Text, Maybe, "What an editor adds, as plain text."),
        BY,
        CREATED,
        MODIFIED,
        column("address", Kind::Address, Always, "Its page."),
    ],
    key: &["id"],
    leads: &[("see", "entities"), ("place", "entities"), ("by", "editors")],
    rows: entities,
};

fn entities(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let root = root(desk);
    let all = |found: &Localised| Cell::Texts(found.all().map(|(text, _)| text.to_owned()).collect());
    let ids = |ids: &[EntityId]| names(ids.iter().map(|id| desk.entity(*id)));
    let degrees = |degrees: Option<&String>| degrees.map_or(Cell::Nothing, |degrees| Cell::Number(digits(degrees)));
    for (number, entity) in desk.archive.entities.iter().enumerate() {
        let id = EntityId(number as u32);
        let coordinates = entity.coordinates.as_ref();
        let mut cells = vec![
            text(&entity.id.value),
            text(entity.kind.name()),
            text(desk.entity_name(id).0),
            all(&entity.name),
            all(&entity.also),
            maybe(entity.see.map(|id| desk.entity(id))),
            ids(&entity.broader),
            ids(&entity.related),
            Cell::Texts(entity.same_as.clone()),
            date(entity.date.as_ref()),
            maybe(entity.location.map(|id| desk.entity(id))),
            degrees(coordinates.map(|(latitude, _)| latitude)),
            degrees(coordinates.map(|(_, longitude)| longitude)),
            prose(desk, entity.note.as_ref()),
        ];
        cells.extend(signed(desk, &entity.signature));
        cells.push(text(desk.entity_address(&root, id)));
        row(cells);
    }
}

/// Degrees as JSON writes numbers: without a plus and without idle noughts in front.
fn digits(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", written.trim_start_matches('+')),
    };
    let significant = digits.trim_start_matches('0');
    let nought = if significant.is_empty() || significant.starts_with('.') { "0" } else { "" };
    format!("{sign}{nought}{}", significant.trim_end_matches('.'))
}

/// A row for each name of an entity.
pub const NAMES: Table = Table {
    name: "names",
    about: "What entities are called, in which language.",
    columns: &[
        column("entity", Kind::Text, Always, "The entity."),
        column("name", Kind::Text, Always, "The name."),
        column("language", Kind::Text, Maybe, "Its language, as a BCP 47 tag."),
        column("also", Kind::Flag, Always, "Whether it is another name or spelling, and not the main one of its language."),
    ],
    key: &[],
    leads: &[("entity", "entities")],
    rows: |desk, row| {
        for entity in &desk.archive.entities {
            for (also, names) in [(false, &entity.name), (true, &entity.also)] {
                for (name, language) in names.all() {
                    row(vec![text(&entity.id.value), text(name), tag(language), Cell::Flag(also)]);
                }
            }
        }
    },
};

/// A row for each place where an entity is named.
pub const MENTIONS: Table = Table {
    name: "mentions",
    about: "The places where entities are named, entity by entity.",
    columns: &[
        column("entity", Kind::Text, Always, "The entity."),
        column("document", Kind::Text, Always, "The document."),
        column("on", Kind::Text, Maybe, "The language of the translation on which it stands; nothing for the original."),
        column("paragraph", Kind::Text, Always, "The paragraph in which its words begin."),
        column("start", Kind::Count, Always, "The first of its words in the readable text, in code points from 0."),
        column("end", Kind::Count, Always, "One past the last of them."),
        column("words", Kind::Text, Always, "The words, with single spaces for all white space."),
        column("note", Kind::Text, Maybe, "The note that says so; nothing where the program found the name."),
    ],
    key: &[],
    leads: &[("entity", "entities"), ("document", "documents"), ("note", "notes")],
    rows: |desk, row| {
        let mut counted = Counted::default();
        for (number, places) in desk.indexes.mentions.iter().enumerate() {
            for place in places {
                let points = desk.code_points_after(&mut counted, place.document, place.passage);
                row(vec![
                    text(desk.entity(EntityId(number as u32))),
                    text(&desk.archive.document(place.document).id),
                    on(desk, place.document, place.passage.side),
                    text(desk.paragraph(place.document, place.passage)),
                    Cell::Count(points.start),
                    Cell::Count(points.end),
                    text(desk.words(place.document, place.passage)),
                    maybe(place.note.map(|note| desk.note_name(note))),
                ]);
            }
        }
    },
};

/// A row for each term.
pub const TERMS: Table = Table {
    name: "terms",
    about: "Words worth explaining, and words that carry weight.",
    columns: &[
        column("id", Kind::Text, Always, "Its identifier."),
        column("term", Kind::Text, Always, "The word."),
        column("language", Kind::Text, Maybe, "Its language, as a BCP 47 tag."),
        column("scheme", Kind::Word(words::<Scheme>), Always, "What kind of word it is."),
        column("says", Kind::Text, Maybe, "How it is used, as plain text."),
        column("broader", Kind::Names, Maybe, "Wider words: terms."),
        column("related", Kind::Names, Maybe, "Neighbouring words: terms."),
        BY,
        CREATED,
        MODIFIED,
        column("address", Kind::Address, Always, "Its page."),
    ],
    key: &["id"],
    leads: &[("by", "editors")],
    rows: terms,
};

fn terms(desk: &Desk<'_>, row: &mut dyn FnMut(Vec<Cell>)) {
    let root = root(desk);
    let ids = |ids: &[TermId]| names(ids.iter().map(|id| desk.archive.term(*id).id.value.as_str()));
    for (number, term) in desk.archive.terms.iter().enumerate() {
        let mut cells = vec![
            text(&term.id.value),
            text(&term.term),
            tag(term.language.as_ref()),
            text(term.scheme.name()),
            prose(desk, term.says.as_ref()),
            ids(&term.broader),
            ids(&term.related),
        ];
        cells.extend(signed(desk, &term.signature));
        cells.push(text(desk.term_address(&root, TermId(number as u32))));
        row(cells);
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn degrees_are_numbers_of_json() {
        for (written, number) in
            [("35.2", "35.2"), ("+035.20", "35.20"), ("-0.5", "-0.5"), (".5", "0.5"), ("0", "0"), ("7.", "7")]
        {
            assert_eq!(digits(written), number);
            assert!(number.parse::<serde_json::Number>().is_ok());
        }
    }
}
