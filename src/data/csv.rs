//! Tables as CSV (RFC 4180): UTF-8, a line of field names, lines that end in CR LF.
//!
//! A spreadsheet reads a field that begins with `=` as a formula, and a formula can send away what is beside it. Such text gets
//! an apostrophe in front, as OWASP recommends (“CSV Injection”), so that it is read as text. An apostrophe is also put before
//! apostrophes that such a sign follows, so that whoever takes one away always has the text of the archive.

use super::desk::Desk;
use super::tables::{Cell, TABLES, Table};
use super::{DataExtent, File};
use crate::reference::urls;

/// One file for each table.
pub fn files(_: &Desk<'_>) -> Vec<File> {
    let file = |table: &'static Table| File {
        path: path(table),
        extent: DataExtent::Archive,
        draw: Box::new(|desk, _| draw(desk, table)),
    };
    TABLES.iter().map(file).collect()
}

/// Where the file of a table stands.
pub fn path(table: &Table) -> String {
    urls::path::data(&format!("{}.csv", table.name))
}

fn draw(desk: &Desk<'_>, table: &Table) -> Vec<u8> {
    let mut csv = String::new();
    for (number, column) in table.columns.iter().enumerate() {
        csv.push_str(if number > 0 { "," } else { "" });
        csv.push_str(column.name);
    }
    csv.push_str("\r\n");
    (table.rows)(desk, &mut |row| {
        for (number, cell) in row.iter().enumerate() {
            csv.push_str(if number > 0 { "," } else { "" });
            field(&written(cell), &mut csv);
        }
        csv.push_str("\r\n");
    });
    csv.into_bytes()
}

/// A cell as text; nothing is an empty field.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Names(names) => guarded(&names.join(" ")),
        Cell::Texts(texts) if texts.is_empty() => String::new(),
        Cell::Texts(texts) => serde_json::to_string(texts).expect("texts can always be written as JSON"),
        Cell::Number(number) => number.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// Text that a spreadsheet reads as text.
fn guarded(text: &str) -> String {
    const SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.trim_start_matches('\'').starts_with(SIGNS) { format!("'{text}") } else { text.to_owned() }
}

/// Quotes a field where it has to be.
fn field(text: &str, csv: &mut String) {
    if !text.contains(['"', ',', '\n', '\r']) && !text.starts_with([' ', '\t', '\'']) && !text.ends_with([' ', '\t']) {
        csv.push_str(text);
        return;
    }
    csv.push('"');
    csv.push_str(&text.replace('"', "\"\""));
    csv.push('"');
}

#[cfg(test)]
mod tests {
    use super::{field, guarded};

    #[test]
    fn text_that_would_be_a_formula_is_guarded_and_can_be_had_back() {
        for text in ["=1+1", "+62", "-0044-03-15", "@key", "\tx", "'=1", "''-", "＝1", "'tis", "1,383", "", "a=b"] {
            let written = guarded(text);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{written}");
            let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
            let is_guarded = written.starts_with('\'') && written.trim_start_matches('\'').starts_with(signs);
            assert_eq!(if is_guarded { &written[1..] } else { &written }, text);
        }
    }

    #[test]
    fn fields_are_quoted_as_rfc_4180_says() {
        let quoted = |text: &str| {
            let mut csv = String::new();
            field(text, &mut csv);
            csv
        };
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(quoted("'=1"), "\"'=1\"");
    }
}
