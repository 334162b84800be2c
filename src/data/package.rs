//! The description of the CSV files that programs read: a Frictionless Data Package (`datapackage.json`, specification version 1).

use serde_json::{Value, json};

use super::desk::Desk;
use super::tables::{Column, Kind, Need, TABLES, Table};
use super::{DataExtent, File, csv};
use crate::model::DataFile;
use crate::reference::urls::{self, path};

/// One file.
pub fn files(_: &Desk<'_>) -> Vec<File> {
    vec![File { path: path::data("datapackage.json"), extent: DataExtent::Archive, draw: Box::new(draw) }]
}

/// What is said of every table: how its fields are to be read.
const READING: &str = "Dates are EDTF, level 1. Fields that hold several identifiers separate them by spaces; fields that hold \
    several texts are JSON lists. Places count code points of the readable text of a document from 0. Words marked as computed \
    follow from the other fields by the rules of the page computed.html. Text that a spreadsheet would take for a formula (it \
    begins with =, +, -, @, a tab or a line end, or with apostrophes before one of these) has an apostrophe put in front; take \
    one away to have the text.";

fn draw(desk: &Desk<'_>, earlier: &[DataFile]) -> Vec<u8> {
    let site = &desk.archive.site;
    let title = desk.best(&site.title).map_or("", |(title, _)| title);
    let own = desk.best(&site.description).map_or(String::new(), |(text, _)| format!("{text} "));
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": name(title),
        "title": title,
        "description": format!("{own}{READING}"),
        "contributors": site.editors.iter().map(contributor).collect::<Vec<_>>(),
        "resources": TABLES.iter().map(|table| resource(table, earlier)).collect::<Vec<_>>(),
    });
    if let Some(base) = desk.base_url {
        package["homepage"] = json!(base);
        package["id"] = json!(urls::address(base, &path::data("datapackage.json")));
    }
    if site.editors.is_empty() {
        // An empty list of contributors is refused by the profile.
        package.as_object_mut().expect("a package is an object").remove("contributors");
    }
    if let Some(license) = &site.license {
        let mut found = json!({ "title": license.name });
        // The specification wants a name of Open Definition or a path; SPDX names are theirs for the common licences.
        if let Some(url) = &license.url {
            found["path"] = json!(url);
        }
        if !license.name.contains([':', '/']) {
            found["name"] = json!(license.name);
        }
        package["licenses"] = json!([found]);
    }
    let mut bytes = serde_json::to_vec_pretty(&package).expect("texts and numbers can always be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// A title as the name of a package: lower-case Latin letters, digits and hyphens.
fn name(title: &str) -> String {
    let mut name = String::new();
    for character in title.to_lowercase().chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "archive".to_owned() } else { name.to_owned() }
}

fn contributor(editor: &crate::model::Editor) -> Value {
    let mut found = json!({ "title": editor.name, "role": "contributor" });
    if let Some(url) = &editor.url {
        found["path"] = json!(url);
    }
    found
}

fn resource(table: &Table, earlier: &[DataFile]) -> Value {
    let path = csv::path(table);
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.rsplit('/').next().unwrap_or(&path),
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema(table),
    });
    if let Some(print) = earlier.iter().find(|file| file.path == path).and_then(|file| file.print.as_ref()) {
        resource["bytes"] = json!(print.size_bytes);
        resource["hash"] = json!(format!("sha256:{}", print.sha256));
    }
    resource
}

fn schema(table: &Table) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(table, column)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    let leads: Vec<Value> = table
        .leads
        .iter()
        .map(|(column, other)| {
            // A table that leads to itself is named by an empty text.
            let resource = if *other == table.name { "" } else { other };
            json!({ "fields": column, "reference": { "resource": resource, "fields": "id" } })
        })
        .collect();
    if !leads.is_empty() {
        schema["foreignKeys"] = json!(leads);
    }
    schema
}

fn field(table: &Table, column: &Column) -> Value {
    let mut constraints = serde_json::Map::new();
    let is_needed = match column.need {
        Need::Always => true,
        Need::Maybe => false,
    };
    if is_needed {
        constraints.insert("required".to_owned(), json!(true));
    }
    if table.key == [column.name] {
        constraints.insert("unique".to_owned(), json!(true));
    }
    let kind = match column.kind {
        Kind::Text | Kind::Address | Kind::Date | Kind::Names => "string",
        Kind::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words()));
            "string"
        }
        Kind::Texts => "array",
        Kind::Number => "number",
        Kind::Count => {
            constraints.insert("minimum".to_owned(), json!(0));
            "integer"
        }
        Kind::Flag => "boolean",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.about });
    if kind == "boolean" {
        field["trueValues"] = json!(["true"]);
        field["falseValues"] = json!(["false"]);
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_package_is_named_after_the_archive_in_plain_letters() {
        assert_eq!(name("Five texts on Syria: 2025"), "five-texts-on-syria-2025");
        assert_eq!(name("أرشيف"), "archive");
    }
}
