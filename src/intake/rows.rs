//! Notes as rows of a table, and the tables that postil publishes, read together.

use std::collections::{BTreeMap, BTreeSet};

use super::csv::{Row, table};
use super::{Author, Offer, Range, Spot, Unit, day, prose};
use crate::model::{RecordFields, Value, is_web_address};

/// The tables of a folder that say what notes are; the first must be there.
pub const FILES: &[&str] =
    &["notes.csv", "claims.csv", "bases.csv", "figures.csv", "relations.csv", "mentions.csv", "revisions.csv"];

/// Columns that are worked out each time, or say again what another one says.
const COMPUTED: [&str; 6] = ["mark", "address", "status", "ground", "lineages", "number"];

/// Columns that may hold the words on which a note stands.
const QUOTED: [&str; 3] = ["quote", "quotation", "exact"];

/// Fields of a rendering that a row may have, each a text.
const RENDERING: [&str; 7] = ["gloss", "to", "from", "original", "literal", "certainty", "method"];

/// Reads a table of notes, and the other tables of its folder.
pub fn read(files: &[(String, String)], _: &[&str]) -> Result<Vec<Offer>, String> {
    let mut tables = Vec::new();
    for (name, text) in files {
        let (columns, rows) = table(text).map_err(|told| format!("{name}: {told}"))?;
        if tables.is_empty() && !QUOTED.iter().any(|quoted| columns.iter().any(|column| column == quoted)) {
            return Err(format!("{name}: its first line names no column `quote`, so that its notes would stand nowhere"));
        }
        tables.push((name.as_str(), rows));
    }
    let is_published = tables.len() > 1 && tables.iter().all(|(name, _)| FILES.contains(name)) && tables[0].0 == FILES[0];
    if !is_published {
        return Ok(tables.into_iter().flat_map(|(_, rows)| rows).map(offer).collect());
    }
    let mut tables = tables.into_iter();
    let (_, notes) = tables.next().ok_or("it holds no table")?;
    let others: Vec<(&str, Vec<Row>)> = tables.collect();
    let known: BTreeSet<String> = notes.iter().filter_map(|row| row.get(&["id"])).map(str::to_owned).collect();
    let strays = strays(&known, &others);
    let mut others: Vec<(&str, ByNote)> = others.into_iter().map(|(table, rows)| (table, by_note(table, rows))).collect();
    let mut offers = Vec::new();
    for mut row in notes {
        let full = row.get(&["id"]).unwrap_or_default().to_owned();
        beside(&mut row, &full, &mut others);
        let mut offer = offer(row);
        parts(&mut offer, &full, &mut others);
        offers.push(offer);
    }
    offers.extend(strays);
    Ok(offers)
}

/// The column in which a table names the note to which a row belongs.
fn owner(table: &str) -> &'static str {
    match table {
        "claims.csv" => "id",
        "relations.csv" => "from",
        "mentions.csv" | "revisions.csv" => "note",
        _ => "claim",
    }
}

/// The rows of a table by the note to which they belong.
type ByNote = BTreeMap<String, Vec<Row>>;

fn by_note(table: &str, rows: Vec<Row>) -> ByNote {
    let mut by_note = ByNote::new();
    for row in rows {
        if let Some(note) = row.get(&[owner(table)]).map(str::to_owned) {
            by_note.entry(note).or_default().push(row);
        }
    }
    by_note
}

/// The rows that belong to no note of the tables, each to be told. A name that the program found has no note.
fn strays(known: &BTreeSet<String>, tables: &[(&str, Vec<Row>)]) -> Vec<Offer> {
    let mut strays = Vec::new();
    for (table, rows) in tables {
        let column = owner(table);
        for row in rows {
            let why = match row.get(&[column]) {
                Some(note) if known.contains(note) => continue,
                Some(note) => format!("it belongs to the note {note}, which is not in {}", FILES[0]),
                None if *table == "mentions.csv" => continue,
                None => format!("its column `{column}` is empty, so that it belongs to no note"),
            };
            strays.push(Offer { name: format!("{table}, line {}", row.line), refused: Some(why), ..Offer::default() });
        }
    }
    strays
}

/// The cells that other tables have for a note: what a claim says, whom a mention names.
fn beside(row: &mut Row, full: &str, tables: &mut [(&str, ByNote)]) {
    for (name, rows) in tables {
        match *name {
            "claims.csv" => {
                if let Some(claim) = rows.remove(full).and_then(|claims| claims.into_iter().next()) {
                    let more = claim.cells.into_iter().filter(|(column, _)| row.get(&[column.as_str()]).is_none());
                    row.cells.extend(more.collect::<Vec<_>>());
                }
            }
            "mentions.csv" if row.get(&["kind"]) == Some("mention") => {
                let named = rows.get(full).into_iter().flatten();
                let mut entities: Vec<&str> = named.filter_map(|found| found.get(&["entity"])).collect();
                entities.dedup();
                let entities = entities.join(" ");
                row.cells.push(("mention".to_owned(), entities));
            }
            _ => {}
        }
    }
}

/// The rows of other tables that are parts of a note, in the order of their numbers: figures are referred to by them.
fn parts(offer: &mut Offer, full: &str, tables: &mut [(&str, ByNote)]) {
    for (name, rows) in tables {
        let mut own = rows.remove(full).unwrap_or_default();
        own.sort_by_key(|row| row.get(&["number"]).and_then(|number| number.trim().parse().ok()).unwrap_or(usize::MAX));
        let own = own.iter_mut();
        match *name {
            "bases.csv" => into_claim(offer, "basis", own.map(|row| part(row, &["kind", "lineage", "cite"], &["by"])).collect()),
            "figures.csv" => match own.map(figure).collect() {
                Ok(figures) => into_claim(offer, "figures", figures),
                Err(why) => offer.refused = Some(why),
            },
            "relations.csv" => several(&mut offer.fields, "relates", own.map(|row| part(row, &["to", "as"], &[])).collect()),
            "revisions.csv" => several(&mut offer.fields, "history", own.map(change).collect()),
            _ => {}
        }
    }
}

fn into_claim(offer: &mut Offer, name: &str, parts: Vec<Value>) {
    let claim = offer.fields.iter_mut().find(|(name, _)| name == "claim");
    if let Some((_, Value::Fields(fields))) = claim {
        several(fields, name, parts);
    }
}

/// A field that takes several records, if there are any.
fn several(fields: &mut RecordFields, name: &str, parts: Vec<Value>) {
    if !parts.is_empty() {
        fields.push((name.to_owned(), Value::List(parts)));
    }
}

/// A record of a field that takes several: texts, names that are separated by blanks, a word of the editor.
fn part(row: &mut Row, texts: &[&str], names: &[&str]) -> Value {
    let mut fields: RecordFields = Vec::new();
    for name in texts {
        fields.extend(row.take(&[name]).map(|text| ((*name).to_owned(), Value::Text(text))));
    }
    for name in names {
        fields.extend(row.take(&[name]).map(|list| ((*name).to_owned(), listed(&list))));
    }
    fields.extend(row.take(&["note"]).map(|note| ("note".to_owned(), Value::Text(prose::of_archive(&note)))));
    Value::Fields(fields)
}

/// What a note quoted before; the column `note` is that note.
fn change(row: &mut Row) -> Value {
    row.take(&["note"]);
    part(row, &["on", "by", "was", "change"], &[])
}

/// A figure; the error says what its row has that is none. Spreadsheets write `true` as `TRUE`.
fn figure(row: &mut Row) -> Result<Value, String> {
    let (min, max) = (row.take(&["min"]), row.take(&["max"]));
    let ends = if min == max { vec![("value", min)] } else { vec![("min", min), ("max", max)] };
    let about = match row.take(&["about"]) {
        Some(about) if about.trim().eq_ignore_ascii_case("true") => Some("true".to_owned()),
        Some(about) if !about.trim().eq_ignore_ascii_case("false") => {
            return Err(format!("figures.csv, line {}: `about` is `true` or `false`, not “{about}”", row.line));
        }
        Some(_) | None => None,
    };
    let mut fields: RecordFields = Vec::new();
    for (name, value) in ends.into_iter().chain([("about", about)]) {
        fields.extend(value.map(|value| (name.to_owned(), Value::Text(value))));
    }
    for name in ["of", "as_of", "unit", "event", "place", "period"] {
        fields.extend(row.take(&[name]).map(|text| (name.to_owned(), Value::Text(text))));
    }
    Ok(Value::Fields(fields))
}

fn listed(names: &str) -> Value {
    Value::List(names.split_whitespace().map(Value::text).collect())
}

fn offer(mut row: Row) -> Offer {
    let line = row.line;
    let full = row.take(&["id"]);
    let (document, id) = match full.as_deref().map(|full| full.split_once('/').map_or((None, full), |(at, id)| (Some(at), id))) {
        Some((document, id)) => (document.map(str::to_owned), Some(id.to_owned())),
        None => (None, None),
    };
    let spot = spot(&mut row, document);
    let places = number(&row, "places").filter(|places| *places > 0);
    if places.is_some() {
        row.take(&["places"]);
    }
    let is_read = row.get(&["url", "uri"]).is_some_and(is_web_address);
    let address = if is_read { row.take(&["url", "uri"]) } else { None };
    let mut offer = Offer {
        name: full.unwrap_or_else(|| format!("line {line}")),
        id,
        spots: vec![spot],
        places: places.filter(|places| *places > 1),
        address,
        licence: row.take(&["license", "licence", "rights"]),
        days: [row.take(&["created"]), row.take(&["modified", "updated"])]
            .map(|date| date.map(|date| day(&date).unwrap_or(date))),
        author: row.take(&["by", "author", "creator"]).map(|name| Author {
            id: Some(name.clone()),
            name: Some(name),
            address: None,
        }),
        ..Offer::default()
    };
    offer.left.extend(row.take(&["tags"]).map(|tags| format!("the tags “{tags}”")));
    said(&mut row, &mut offer);
    offer.text = row.take(&["note", "comment", "text", "body"]).map(|text| prose::of_archive(&text));
    let rest = row.cells.into_iter().filter(|(name, _)| !COMPUTED.contains(&name.as_str()));
    offer.left.extend(rest.map(|(name, text)| format!("the column `{name}`, “{text}”")));
    if offer.spots[0].quote.is_none() {
        offer.refused = Some("it quotes no words: its column `quote` or `quotation` is empty".to_owned());
    }
    offer
}

/// The number in a cell. What is none stays where it is, and is told with whatever else is left of its row.
fn number(row: &Row, name: &str) -> Option<usize> {
    row.get(&[name])?.trim().parse().ok()
}

fn spot(row: &mut Row, document: Option<String>) -> Spot {
    let ends = number(row, "start").zip(number(row, "end"));
    if ends.is_some() {
        row.take(&["start"]);
        row.take(&["end"]);
    }
    let range = ends.map(|(start, end)| Range { start, end, unit: Unit::CodePoints });
    Spot {
        document: row.take(&["document"]).or(document),
        source: row.take(&["source"]),
        on: row.take(&["on"]),
        quote: row.take(&QUOTED),
        prefix: row.take(&["prefix"]),
        suffix: row.take(&["suffix"]),
        paragraph: row.take(&["in", "paragraph"]),
        range,
    }
}

/// What a row makes of its note: by its column `kind`, else a comment.
fn said(row: &mut Row, offer: &mut Offer) {
    let kind = row.take(&["kind"]);
    match kind.as_deref().map(str::trim) {
        Some("claim") => {
            let mut fields: RecordFields = Vec::new();
            for name in ["says", "question", "modality", "when"] {
                fields.extend(row.take(&[name]).map(|text| (name.to_owned(), Value::Text(text))));
            }
            for name in ["answer", "via", "where"] {
                fields.extend(row.take(&[name]).map(|list| (name.to_owned(), listed(&list))));
            }
            // In our own tables a word says what the column of entities holds: for the document itself its publishers.
            let (word, entities) = (row.take(&["asserter"]), row.take(&["asserters"]));
            let who = match (word.as_deref().map(str::trim), entities) {
                (Some("document"), _) => None,
                (Some("entities") | None, entities) => entities,
                (Some(who), _) => Some(who.to_owned()),
            };
            fields.extend(who.map(|who| ("asserter".to_owned(), listed(&who))));
            offer.fields.push(("claim".to_owned(), Value::Fields(fields)));
        }
        Some("translation") => {
            let mut fields: RecordFields = Vec::new();
            for name in RENDERING {
                fields.extend(row.take(&[name]).map(|text| (name.to_owned(), Value::Text(text))));
            }
            fields.extend(row.take(&["rendered_by"]).map(|editor| ("by".to_owned(), Value::Text(editor))));
            if let Some(list) = row.take(&["alternatives"]) {
                let texts = serde_json::from_str::<Vec<String>>(&list).unwrap_or_else(|_| vec![list]);
                fields.push(("alternatives".to_owned(), Value::List(texts.into_iter().map(Value::Text).collect())));
            }
            offer.fields.push(("translation".to_owned(), Value::Fields(fields)));
        }
        Some("wording") => {
            let mut fields: RecordFields = Vec::new();
            for name in ["term", "gloss"] {
                fields.extend(row.take(&[name]).map(|text| (name.to_owned(), Value::Text(text))));
            }
            offer.fields.push(("wording".to_owned(), Value::Fields(fields)));
        }
        Some("mention") => {
            let entities = row.take(&["mention"]).unwrap_or_default();
            offer.fields.push(("mention".to_owned(), listed(&entities)));
        }
        Some("comment") | None => {}
        Some(other) => {
            let kinds = "claim, translation, wording, mention and comment";
            offer.refused = Some(format!("`{other}` is no kind of note; there are {kinds}"));
        }
    }
    // Without its fields it would become a comment, and a note of another kind than its author says is none of theirs.
    let is_empty = |value: &Value| match value {
        Value::Fields(fields) => fields.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Text(_) => false,
    };
    if let Some((kind, _)) = offer.fields.iter().find(|(_, value)| is_empty(value)) {
        offer.refused = Some(format!("it is a {kind}, and no column has a field of one"));
    }
}
