//! What reading a record found wrong, for the record around it and for the letter box.

use crate::format::Record;
use crate::parse::yaml::quoted::quoted;
use crate::parse::yaml::{Node, Scalar, Style};
use crate::problem::{Problem, Problems};
use crate::source::{Place, SourceFile, Span};

/// What reading a record found wrong.
pub struct Faults {
    /// The kind of record that was read.
    pub(super) of: &'static Record,
    pub(super) problems: Problems,
    /// What it lacks: the record around it may hold that instead.
    pub(super) missing: Vec<(String, Problem)>,
    /// What it has that it does not know: the record around it may lack that.
    pub(super) unknown: Vec<String>,
    /// Known fields that unknown ones were probably meant for.
    pub meant: Vec<String>,
    /// Whether nothing was wrong.
    pub sound: bool,
}

/// What to type where a value inside a field is empty.
pub(in crate::parse) const WRITE_OR_REMOVE: &str = "write a value, or remove the line";

/// Where a value stands in which there is nothing, or `~`, which other programs read as nothing.
pub(in crate::parse) fn blank(node: &Node) -> Option<Place> {
    let is_blank = match node {
        Node::Text(Scalar { text, style, .. }) => text.trim().is_empty() || (text == "~" && *style == Style::Plain),
        Node::List(list) => list.items.is_empty(),
        Node::Map(map) => map.entries.is_empty(),
    };
    is_blank.then(|| node.place())
}

/// What to type where a field has no value.
pub(super) fn to_type(name: &str, file: &SourceFile, place: Place) -> String {
    let line = file.line(place.span.start());
    let behind = Span::new(place.span.start().max(line.start()), line.end()).of(&file.text).trim();
    match behind.starts_with('#') {
        true => format!("a `#` begins a remark; if it belongs to the text, write `{name}: {}`", quoted(behind)),
        false => format!("write a value after `{name}:`, or remove the line"),
    }
}

impl Faults {
    /// Puts the problems into the letter box; tells whether the record is sound.
    pub fn report(self, problems: &mut Problems) -> bool {
        problems.append(self.problems);
        self.missing.into_iter().for_each(|(_, problem)| problems.push(problem));
        self.sound
    }
}
