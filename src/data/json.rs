//! The same tables as JSON: a list of objects with the names of the fields, in their order; what is absent is `null`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::desk::Desk;
use super::tables::{Cell, Column, TABLES, Table};
use super::{DataExtent, File};
use crate::reference::urls;

/// One file for each table.
pub fn files(_: &Desk<'_>) -> Vec<File> {
    let file = |table: &'static Table| File {
        path: urls::path::data(&format!("{}.json", table.name)),
        extent: DataExtent::Archive,
        draw: Box::new(|desk, _| draw(desk, table)),
    };
    TABLES.iter().map(file).collect()
}

fn draw(desk: &Desk<'_>, table: &Table) -> Vec<u8> {
    let mut json = vec![b'['];
    let mut separator = "\n";
    (table.rows)(desk, &mut |cells| {
        json.extend(separator.as_bytes());
        separator = ",\n";
        let row = Row { columns: table.columns, cells: &cells };
        serde_json::to_writer(&mut json, &row).expect("memory takes every byte, and texts can always be written as JSON");
    });
    json.extend(b"\n]\n");
    json
}

/// A row with the names of its columns.
struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Nothing => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Names(texts) | Cell::Texts(texts) => texts.serialize(serializer),
            Cell::Number(number) => {
                let number: serde_json::Number = number.parse().expect("a number of a table is written in digits");
                number.serialize(serializer)
            }
            Cell::Count(count) => serializer.serialize_u64(*count as u64),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
