//! The record of an entity: whoever or whatever the documents name.

use super::{BY, CREATED, Field, MODIFIED, NOTE_HELP, Named, Record, Takes};
use crate::model::{ClosedList, EntityType};

/// Whoever or whatever the documents name.
pub const ENTITY: Record = Record {
    name: "entity",
    help: "Whoever or whatever the documents name.",
    fields: &[
        Field::needed("id", Takes::Id, "Unique among all entities, and never given to something new."),
        Field::needed("type", Takes::Word(EntityType::WORDS), "What it is."),
        Field::needed("name", Takes::LocalisedList, "Its name, as one text or some for each language."),
        Field::optional("also", Takes::LocalisedList, "Other names and spellings."),
        Field::optional("sort", Takes::Text, "Under what it is looked up.").such_as(&["Assad, Bashar al-"]),
        Field::optional("match", Takes::Flag, "Whether its names are found wherever they stand as whole words."),
        Field::optional("see", Takes::Name(Named::Entity), "The entity to which this record is only a signpost."),
        Field::optional("broader", Takes::Name(Named::Entity), "What it is part of.").list(),
        Field::optional("related", Takes::Name(Named::Entity), "What it has to do with; shown on both pages.").list(),
        Field::optional("same_as", Takes::Address, "The same thing elsewhere, for instance in Wikidata.")
            .list()
            .such_as(&["https://www.wikidata.org/wiki/Q1"]),
        Field::optional("date", Takes::Date, "When it was.").such_as(&["2025-03-07", "2025-03-07~/.."]),
        Field::optional("place", Takes::Name(Named::Entity), "Where it was."),
        Field::optional("coordinates", Takes::Coordinates, "Latitude and longitude in degrees, south and west with a minus.")
            .such_as(&["[35.52, 35.78]"]),
        Field::optional("note", Takes::Prose, NOTE_HELP),
        BY,
        CREATED,
        MODIFIED,
        Field::not_honoured("withhold", Takes::Text, "the names would be published"),
    ],
    rules: &[],
};
