//! The table of the format and its description for editors say the same.

#![allow(clippy::disallowed_methods, reason = "tests read their own files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use postil::format::{
    ARCHIVE, BREAK, CLAIM, DOCUMENT, ENTITY, Field, Many, NOTE, Need, QUESTION, RECORDS, RENDERING, Record, Rule, TERM, Takes,
    WORK,
};

/// Which record the table of fields under a heading describes.
const HEADINGS: &[(&str, &Record)] = &[
    ("The archive", &ARCHIVE),
    ("document.yaml", &DOCUMENT),
    ("Where a note stands", &NOTE),
    ("Claim", &CLAIM),
    ("Translation", &RENDERING),
    ("Wording and mention", &NOTE),
    ("Questions", &QUESTION),
    ("Entities", &ENTITY),
    ("Terms", &TERM),
];

/// A row of a table of fields.
struct Row {
    record: &'static Record,
    field: &'static Field,
    value: String,
    required: String,
}

fn description() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/README.md");
    fs::read_to_string(path).expect("the format is described")
}

/// The words between backticks, in order.
fn marked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading = "";
    let (mut within, mut is_example) = (false, false);
    for line in text.lines() {
        is_example ^= line.starts_with("```");
        if line.starts_with('#') && !is_example {
            heading = line.trim_start_matches('#').trim();
        }
        if line == "| name | value | meaning | required? |" {
            within = true;
            continue;
        }
        within &= line.starts_with('|');
        let Some((_, outer)) = HEADINGS.iter().find(|(name, _)| *name == heading).filter(|_| within) else { continue };
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if line.starts_with("|---") {
            continue;
        }
        let [names, value, _, required] = cells.as_slice() else { panic!("four cells: {line}") };
        for name in marked(names) {
            let (record, name) = match name.split_once('.') {
                Some((field, inner)) => (record_in(outer, field), inner),
                None => (*outer, name),
            };
            let field = record.field(name).unwrap_or_else(|| panic!("the table has no `{name}` in “{}”", record.name));
            rows.push(Row { record, field, value: (*value).to_owned(), required: (*required).to_owned() });
        }
    }
    rows
}

fn record_in(outer: &Record, field: &str) -> &'static Record {
    outer.field(field).and_then(Field::record).unwrap_or_else(|| panic!("`{field}` of “{}” has no fields", outer.name))
}

/// Records are told apart by what they say: two are called “translation”.
fn key(record: &Record, field: &Field) -> (&'static str, &'static str) {
    (record.help, field.name)
}

#[test]
fn every_field_of_the_table_is_described_and_nothing_else_is() {
    let text = description();
    let described: BTreeSet<_> = rows(&text).iter().map(|row| key(row.record, row.field)).collect();
    let (_, refused) = text.split_once("## Refused for now").expect("what is refused is described");
    let (refused, _) = refused.split_once("\n## ").expect("something follows");
    let mut missing = Vec::new();
    for record in RECORDS.iter().filter(|record| ![&BREAK, &WORK].contains(record)) {
        for field in record.fields {
            let is_told = match field.need {
                Need::NotHonoured(_) => refused.lines().any(|line| line.starts_with(&format!("| `{}`", field.name))),
                Need::Needed | Need::Optional => described.contains(&key(record, field)),
            };
            if !is_told {
                missing.push(format!("`{}` of “{}”", field.name, record.name));
            }
        }
    }
    assert!(missing.is_empty(), "content/README.md says nothing of {}", missing.join(", "));
    for field in BREAK.fields {
        assert!(text.contains(&format!("`{}`", field.name)) || text.contains(&format!("{{{}:", field.name)), "{}", field.name);
    }
}

#[test]
fn what_is_needed_and_what_is_a_list_is_the_same_in_both() {
    let mut faults = Vec::new();
    for Row { record, field, value, required } in rows(&description()) {
        let name = format!("`{}` of “{}”", field.name, record.name);
        if required.starts_with("yes") != (field.need == Need::Needed) && field.name != "mention" {
            faults.push(format!("{name}: needed “{required}”"));
        }
        let elsewhere = value.contains("see ") && !value.contains("list");
        let is_list = field.many == Many::Several || matches!(field.takes, Takes::Pairs | Takes::LocalisedList);
        let said = value.starts_with("list") || value == "text or map";
        if !elsewhere && (is_list && !said || value.starts_with("list") && !is_list) {
            faults.push(format!("{name}: value “{value}”"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn closed_lists_have_the_same_words_in_both() {
    let text = description();
    let mut lists = 0;
    for Row { record, field, value, .. } in rows(&text) {
        let Takes::Word(words) = field.takes else { continue };
        let words: Vec<&str> = words.iter().map(|word| word.name).collect();
        let inside = marked(&value);
        let sentence = text.lines().find(|line| line.starts_with(&format!("`{}` is one of:", field.name)));
        let formats = || {
            let (_, table) = text.split_once("| format | files | what |").expect("the formats of data have a table");
            let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
            rows.map(|line| marked(line).first().copied().unwrap_or_default()).collect::<Vec<_>>()
        };
        let said = match (inside.as_slice(), sentence, field.instead) {
            (_, _, Some(instead)) => {
                assert!(inside.contains(&instead.name), "`{}` may be `{}`", field.name, instead.name);
                formats()
            }
            // In an explanation behind a word other names may stand.
            ([], Some(line), None) => marked(line).into_iter().skip(1).filter(|word| words.contains(word)).collect(),
            (_, _, None) => inside,
        };
        assert_eq!(said, words, "`{}` of “{}”", field.name, record.name);
        lists += 1;
    }
    assert!(lists >= 12, "{lists} closed lists");
}

#[test]
fn a_sentence_stands_on_every_row_and_rules_name_fields_that_there_are() {
    for record in RECORDS {
        assert!(record.help.ends_with('.'), "{}", record.name);
        for field in record.fields.iter().filter(|field| !matches!(field.need, Need::NotHonoured(_))) {
            assert!(field.help.ends_with('.') && field.help.len() < 140, "`{}` of “{}”", field.name, record.name);
            field.words().iter().for_each(|word| assert!(word.help.ends_with(['.', '`']), "{}", word.name));
        }
        for rule in record.rules {
            let names: Vec<&str> = match rule {
                Rule::AtMostOne(names) | Rule::AtLeastOne(names) => names.to_vec(),
                Rule::Alone(name, others) => others.iter().chain([name]).copied().collect(),
                Rule::Needs(one, other) | Rule::Bars((one, _), other) => vec![one, other],
            };
            names.iter().for_each(|name| assert!(record.field(name).is_some(), "`{name}` of “{}”", record.name));
        }
    }
}
