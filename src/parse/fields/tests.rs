//! The reader asks by the table of the format, and stops where it does not.

use super::Fields;
use crate::format::{EDITOR, FIGURE};
use crate::parse::yaml::{self, Root};
use crate::problem::Problems;
use crate::source::{FileIndex, SourceFile};

fn file(text: &str) -> SourceFile {
    let path = "content/archive.yaml".to_owned();
    SourceFile { path, text: text.to_owned(), bytes: Vec::new(), sha256: None, readable: true }
}

fn read(text: &str, ask: impl Fn(&mut Fields<'_>)) {
    let file = file(text);
    let Root { map, .. } = yaml::fields(FileIndex(0), &file, &mut Problems::default());
    let mut fields = Fields::new(&file, &EDITOR, map);
    ask(&mut fields);
    fields.finish();
}

#[test]
fn what_the_table_says_is_asked_for() {
    read("id: a\nname: A\n", |fields| {
        fields.id();
        fields.required_text("name");
        fields.address("url");
    });
}

#[test]
#[should_panic(expected = "no field `nick`")]
fn a_field_that_is_not_in_the_table_is_not_asked_for() {
    read("id: a\n", |fields| {
        fields.text("nick");
    });
}

#[test]
#[should_panic(expected = "no field `url` of this kind")]
fn a_field_is_asked_for_as_what_it_is() {
    read("id: a\n", |fields| {
        fields.date("url");
    });
}

#[test]
#[should_panic(expected = "nobody asked for a field of “editor”")]
fn no_field_of_the_table_is_left_out() {
    read("id: a\n", |fields| {
        fields.id();
    });
}

#[test]
#[should_panic(expected = "is not honoured")]
fn only_what_the_table_refuses_is_refused() {
    let file = file("value: 1\n");
    let Root { map, .. } = yaml::fields(FileIndex(0), &file, &mut Problems::default());
    Fields::new(&file, &FIGURE, map).not_honoured("value", "leave it out");
}
