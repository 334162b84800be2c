//! The record of `archive.yaml`: what the whole archive is called, and who makes it.

use super::{Field, Named, Record, Takes};
use crate::model::{ClosedList, DataFormat};

/// What the whole archive is called, and who makes it.
pub const ARCHIVE: Record =
    Record {
        name: "archive",
        help: "What the whole archive is called, and who makes it.",
        fields: &[
            Field::needed("title", Takes::Localised, "The archive's title, as one text or one for each language."),
            Field::optional("subtitle", Takes::Localised, "A line under the title."),
            Field::optional("description", Takes::Localised, "A few plain sentences for the first page."),
            Field::optional(
                "base_url",
                Takes::Address,
                "Where the site is published, with its path; the site's own links work without it.",
            )
            .such_as(&["https://example.org/archive/"]),
            Field::optional("language", Takes::Language, "The language of the interface and of notes; `en` by default."),
            Field::optional("editors", Takes::Record(&EDITOR), "Who writes notes.").list(),
            Field::optional("archives", Takes::Record(&OTHER_ARCHIVE), "Other archives whose records links may name.").list(),
            Field::optional("license", Takes::License, "What others may do with the notes: an SPDX name or an address.")
                .such_as(&["CC-BY-4.0", "CC0-1.0"]),
            Field::optional("theme", Takes::Name(Named::Theme), "A folder under `themes/`; `default` is built into the program.")
                .such_as(&["default"]),
            Field::optional("search", Takes::Flag, "Whether the site has a search page; `true` by default."),
            Field::optional(
                "data",
                Takes::Word(DataFormat::WORDS),
                "In which formats the archive is published for other programs; all by default but `dts` and `dts-ranges`.",
            )
            .list()
            .or("none", "In no format."),
            Field::optional("citation_style", Takes::Name(Named::Style), "How citations look: the name of a CSL style.")
                .such_as(&["chicago-author-date", "apa", "modern-language-association"]),
        ],
        rules: &[],
    };

/// Somebody who writes notes.
pub const EDITOR: Record = Record {
    name: "editor",
    help: "Somebody who writes notes.",
    fields: &[
        Field::needed("id", Takes::Id, "The name that stands in `by`; unique among editors."),
        Field::needed("name", Takes::Text, "The name that readers see."),
        Field::optional("url", Takes::Address, "The editor's own page."),
    ],
    rules: &[],
};

/// Another archive, to whose records links may lead.
pub const OTHER_ARCHIVE: Record = Record {
    name: "other archive",
    help: "Another archive, to whose records links may lead.",
    fields: &[
        Field::needed("id", Takes::Id, "The name by which links call it: `coast` in `entity:coast:hts`."),
        Field::needed("inventory", Takes::Address, "Where it publishes its inventory; the copy lies in `archives/ID.json`.")
            .such_as(&["https://example.org/archive/data/inventory.json"]),
    ],
    rules: &[],
};
