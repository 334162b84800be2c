//! A table as CSV (RFC 4180): a line of column names, then a row each; fields in quotation marks may hold line ends.
//!
//! Where a comma stands in numbers, spreadsheets put semicolons between fields.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// A row: the line on which it begins, and its cells by the names of their columns, in lower case. Empty cells are left out.
pub struct Row {
    /// From 1.
    pub line: usize,
    /// Column and text.
    pub cells: Vec<(String, String)>,
}

impl Row {
    /// The text of the first of some columns that has one.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        let cell = |name: &&str| self.cells.iter().find(|(column, _)| column == name).map(|(_, text)| text.as_str());
        names.iter().find_map(cell)
    }

    /// Takes a cell out.
    pub fn take(&mut self, names: &[&str]) -> Option<String> {
        let at = names.iter().find_map(|name| self.cells.iter().position(|(column, _)| column == name))?;
        Some(self.cells.remove(at).1)
    }
}

/// The names of the columns of a table, in lower case, and its rows; the error says what is wrong.
pub fn table(text: &str) -> Result<(Vec<String>, Vec<Row>), String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut records = records(text, separator(text))?.into_iter();
    let (_, head) = records.next().ok_or("it is empty; its first line names the columns")?;
    let names: Vec<String> = head.into_iter().map(|name| name.trim().to_lowercase()).collect();
    let mut known = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !known.insert(*name)) {
        return Err(format!("the column `{twice}` stands twice"));
    }
    let mut rows = Vec::new();
    for (line, record) in records {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != names.len() {
            return Err(format!("line {line} has {} fields, and the table {} columns", record.len(), names.len()));
        }
        let cells = names.iter().cloned().zip(record.into_iter().map(|cell| unguarded(&cell)));
        rows.push(Row { line, cells: cells.filter(|(_, cell)| !cell.trim().is_empty()).collect() });
    }
    Ok((names, rows))
}

/// What a field says; an apostrophe that keeps a spreadsheet from reading a formula is not part of it.
fn unguarded(cell: &str) -> String {
    const SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(SIGNS) => rest.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

/// What stands between fields: a comma, or whatever else parts the names of the columns; none of them has one in it.
fn separator(text: &str) -> char {
    let names = text.lines().next().unwrap_or_default();
    [';', '\t', ','].into_iter().max_by_key(|sign| names.matches(*sign).count()).unwrap_or(',')
}

/// The fields of each record, with the line on which it begins.
fn records(text: &str, separator: char) -> Result<Vec<(usize, Vec<String>)>, String> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun) = (1, 1);
    let mut letters = text.chars().peekable();
    let mut is_open = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if field.is_empty() => {
                quoted(&mut letters, &mut field, &mut line)
                    .ok_or_else(|| format!("the mark \" of line {begun} is not closed"))?;
                is_open = true;
            }
            sign if sign == separator => {
                record.push(std::mem::take(&mut field));
                is_open = true;
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                if is_open || !field.is_empty() {
                    record.push(std::mem::take(&mut field));
                    records.push((begun, std::mem::take(&mut record)));
                }
                line += 1;
                (begun, is_open) = (line, false);
            }
            letter => field.push(letter),
        }
    }
    if is_open || !field.is_empty() {
        record.push(field);
        records.push((begun, record));
    }
    Ok(records)
}

/// Reads a field up to the mark that closes it; nothing where none does.
fn quoted(letters: &mut Peekable<Chars>, field: &mut String, line: &mut usize) -> Option<()> {
    loop {
        match letters.next()? {
            '"' if letters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => return Some(()),
            letter => {
                *line += usize::from(letter == '\n');
                field.push(letter);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, table};

    fn rows(text: &str) -> Result<Vec<Row>, String> {
        table(text).map(|(_, rows)| rows)
    }

    fn read(text: &str) -> Vec<Vec<(String, String)>> {
        rows(text).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn fields_are_read_as_rfc_4180_says() {
        let cell = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let table = "Quote,note\r\n\"a, \"\"b\"\"\nc\",'=1\r\n\r\n,last";
        assert_eq!(read(table), [vec![cell("quote", "a, \"b\"\nc"), cell("note", "=1")], vec![cell("note", "last")]]);
        assert_eq!(rows("a\n\"x\ny\"\nz\n").unwrap().iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn whatever_parts_the_names_of_the_columns_parts_the_fields() {
        let expected = read("quote,note\n\"1,040 men; women\",\"a,b\tc\"");
        assert_eq!(read("quote;note\n\"1,040 men; women\";a,b\tc\n"), expected);
        assert_eq!(read("quote\tnote\r\n1,040 men; women\t\"a,b\tc\"\r\n"), expected);
        assert!(rows("quote\n1;2,3\n").is_err(), "one name, two fields: a comma parts them where nothing else is said");
    }

    #[test]
    fn a_table_may_have_very_many_columns_and_each_once() {
        let names: Vec<String> = (0..100_000).map(|number| format!("a{number}")).collect();
        assert!(rows(&names.join(",")).unwrap().is_empty());
        assert!(rows(&format!("{},a0", names.join(","))).is_err());
    }

    #[test]
    fn a_broken_table_is_told() {
        for broken in ["", "a,a\n1,2", "a,b\n1", "a\n\"x"] {
            assert!(rows(broken).is_err(), "{broken}");
        }
    }
}
