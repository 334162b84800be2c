//! Asks a record for its fields one by one, as the table of the format has them, and refuses whatever is not in the table.

mod faults;

pub use faults::Faults;
pub(super) use faults::{WRITE_OR_REMOVE, blank};

use super::origin::Origin;
use super::wanted::Wanted;
use super::yaml::{List, Map, Node, Root};
use super::{hidden, markdown, values};
use crate::format::{Field, Many, Need, Record, Takes};
use crate::model::{ClosedList, Prose, Written};
use crate::problem::{Code, Problem, Problems, Severity, did_you_mean, nearest};
use crate::source::{Place, Placed, SourceFile, Span};

/// A record that is being read.
///
/// What is not in its table is reported, and so is what is needed and absent. Whoever asks must ask for every field of the
/// table, and for each as what the table says that it is; builds with assertions stop where that is not so.
pub struct Fields<'a> {
    /// The file of the record.
    pub file: &'a SourceFile,
    /// Where the record stands.
    pub place: Place,
    record: &'static Record,
    entries: Vec<Option<(Placed<String>, Node)>>,
    asked: Vec<&'static str>,
    problems: Problems,
    /// Fields that are missing, unless one of those that are not known turns out to be meant for them.
    missing: Vec<(String, Problem)>,
    /// What the records inside this one lack, and what they have that they do not know: a field on the wrong level is one mistake.
    missing_inside: Vec<(String, Problem)>,
    unknown_inside: Vec<String>,
    /// Where a record inside this one stands that has no fields: those after it, which nobody asked for, are meant for it.
    hollow: Option<Place>,
    sound: bool,
}

impl<'a> Fields<'a> {
    /// Begins to read the one record of a file; what could not be read of it is told already, and one that is missing may be there.
    pub fn of_root(file: &'a SourceFile, record: &'static Record, root: Root) -> Fields<'a> {
        let mut fields = Fields::new(file, record, root.map);
        if !root.is_whole {
            fields.missing.clear();
            fields.sound = false;
        }
        fields
    }

    /// Begins to read a record.
    pub fn new(file: &'a SourceFile, record: &'static Record, map: Map) -> Fields<'a> {
        let entries = map.entries.into_iter().map(Some).collect();
        let mut fields = Fields {
            file,
            place: map.place,
            record,
            entries,
            asked: Vec::new(),
            problems: Problems::default(),
            missing: Vec::new(),
            missing_inside: Vec::new(),
            unknown_inside: Vec::new(),
            hollow: None,
            sound: true,
        };
        let lacking = record.fields.iter().filter(|field| field.need == Need::Needed && fields.place_of(field.name).is_none());
        lacking.collect::<Vec<_>>().into_iter().for_each(|field| fields.missing(field.name, fields.place));
        fields
    }

    /// Reports a problem of this record.
    pub fn fault(&mut self, problem: Problem) {
        self.sound = false;
        self.problems.push(problem);
    }

    /// Takes over what a record inside this one found.
    pub fn absorb(&mut self, faults: Faults) {
        self.sound &= faults.sound;
        self.problems.append(faults.problems);
        // Beside or inside a list of records the same name may well mean something else.
        let is_only = |holder: &Field| holder.many == Many::One && holder.record() == Some(faults.of);
        if self.record.fields.iter().any(is_only) {
            self.missing_inside.extend(faults.missing);
            self.unknown_inside.extend(faults.unknown);
        } else {
            faults.missing.into_iter().for_each(|(_, problem)| self.problems.push(problem));
        }
    }

    /// The table must have a field as it is asked for.
    pub(super) fn expect(&self, name: &str, fits: impl Fn(&Field) -> bool) {
        debug_assert!(
            self.record.field(name).is_some_and(fits),
            "the table of the format has no field `{name}` of this kind in its record “{}”",
            self.record.name
        );
    }

    /// The key and value of a field.
    pub fn entry(&mut self, name: &'static str) -> Option<(Placed<String>, Node)> {
        self.expect(name, |_| true);
        self.asked.push(name);
        let slot = self.entries.iter_mut().find(|slot| slot.as_ref().is_some_and(|(key, _)| key.value == name))?;
        slot.take()
    }

    /// Where the name of a field stands that the record has, and which must still be asked for.
    pub fn place_of(&self, name: &str) -> Option<Place> {
        self.entries.iter().flatten().find(|(key, _)| key.value == name).map(|(key, _)| key.place)
    }

    /// The value of a field.
    pub fn node(&mut self, name: &'static str) -> Option<Node> {
        let (_, node) = self.entry(name)?;
        if let Some(place) = blank(&node) {
            self.empty(name, place, &faults::to_type(name, self.file, place));
            return None;
        }
        Some(node)
    }

    /// Reports that a field has no value.
    pub(super) fn empty(&mut self, name: &str, place: Place, help: &str) {
        self.fault(Problem::new(Code::EmptyValue, place, format!("`{name}` has no value")).help(help));
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Option<Placed<String>> {
        self.expect(name, |field| field.many == Many::One && is_text(field));
        self.any_text(name)
    }

    /// A text that means something of its own: a date, a language.
    pub(super) fn any_text(&mut self, name: &'static str) -> Option<Placed<String>> {
        let node = self.node(name)?;
        self.text_of(name, node)
    }

    /// A text that must be there; an empty one stands in where it is not.
    pub fn required_text(&mut self, name: &'static str) -> Placed<String> {
        self.expect(name, |field| field.need == Need::Needed);
        self.text(name).unwrap_or_else(|| Placed::new(String::new(), self.place))
    }

    /// Reports that a field is missing.
    pub fn missing(&mut self, name: &str, place: Place) {
        let message = format!("this {} has no `{name}`", self.record.name);
        let problem = Problem::new(Code::MissingField, first_line(self.file, place), message);
        self.lacks(name, problem.help(format!("add a line `{name}: …` to it")));
    }

    /// Reports what is wrong because a field is missing.
    pub fn lacks(&mut self, name: &str, problem: Problem) {
        self.sound = false;
        self.missing.push((name.to_owned(), problem));
    }

    /// A list of texts; a single text may stand alone.
    pub fn texts(&mut self, name: &'static str) -> Vec<Placed<String>> {
        self.expect(name, |field| field.many == Many::Several && (is_text(field) || field.takes == Takes::Address));
        let Some(node) = self.node(name) else { return Vec::new() };
        self.texts_of(name, node)
    }

    /// A list of texts out of a value.
    pub fn texts_of(&mut self, name: &str, node: Node) -> Vec<Placed<String>> {
        self.items(node).into_iter().filter_map(|item| self.text_of(name, item)).collect()
    }

    /// The items of a list; a single value may stand alone.
    pub fn items(&mut self, node: Node) -> Vec<Node> {
        match node {
            Node::List(List { items, .. }) => items,
            single @ (Node::Text(_) | Node::Map(_)) => vec![single],
        }
    }

    /// A text out of a value.
    pub fn text_of(&mut self, name: &str, node: Node) -> Option<Placed<String>> {
        if let Some(place) = blank(&node) {
            self.empty(name, place, WRITE_OR_REMOVE);
            return None;
        }
        match node {
            Node::Text(scalar) => {
                if let Some(warning) = values::lost_words(self.file, &scalar, self.record.field(name)) {
                    self.problems.push(warning);
                }
                for problem in hidden::in_field(self.file, name, &scalar.text, scalar.place) {
                    self.sound &= problem.code.severity() != Severity::Error;
                    self.problems.push(problem);
                }
                Some(Placed::new(scalar.text.trim_end().to_owned(), scalar.place))
            }
            Node::Map(map) if self.cut_by_a_colon(&map) => None,
            Node::List(_) | Node::Map(_) => {
                self.wrong_type(name, Wanted::Text, &node);
                None
            }
        }
    }

    /// A record, or several, inside this one.
    pub fn maps(&mut self, name: &'static str) -> Vec<Map> {
        self.expect(name, |field| field.many == Many::Several && field.record().is_some());
        let Some((_, node)) = self.entry(name) else { return Vec::new() };
        if let (Node::List(_), Some(place)) = (&node, blank(&node)) {
            self.empty(name, place, WRITE_OR_REMOVE);
            return Vec::new();
        }
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.map_of(name, item)).collect()
    }

    /// A record inside this one.
    pub fn map(&mut self, name: &'static str) -> Option<Map> {
        self.expect(name, |field| field.many == Many::One && field.record().is_some());
        let (_, node) = self.entry(name)?;
        self.map_of(name, node)
    }

    /// A record out of a value.
    pub fn map_of(&mut self, name: &str, node: Node) -> Option<Map> {
        if let Some(place) = blank(&node) {
            self.empty(
                name,
                place,
                &format!("write its fields below `{name}:`, indented by two spaces more, or remove the line"),
            );
            self.hollow = Some(place);
            return None;
        }
        match node {
            Node::Map(map) => Some(map),
            Node::Text(_) | Node::List(_) => {
                self.wrong_type(name, Wanted::Fields, &node);
                None
            }
        }
    }

    /// Reports that a value is not of the kind that its field takes.
    pub fn wrong_type(&mut self, name: &str, wanted: Wanted, found: &Node) {
        let kind = match found {
            Node::Text(_) => "a text",
            Node::List(_) => "a list",
            Node::Map(_) => "fields",
        };
        let place = first_line(self.file, found.place());
        let problem = Problem::new(Code::WrongType, place, format!("`{name}` takes {}, not {kind}", wanted.words()));
        self.fault(problem.maybe_help(wanted.typed(name, found)));
    }

    /// `true` or `false`; false where it is absent.
    pub fn flag(&mut self, name: &'static str) -> bool {
        self.expect(name, |field| field.takes == Takes::Flag);
        let Some(text) = self.any_text(name) else { return false };
        match text.value.as_str() {
            "true" => true,
            "false" => false,
            other => {
                let problem = Problem::new(Code::WrongType, text.place, format!("`{name}` is `true` or `false`, not “{other}”"));
                let problem = problem.help(format!("write `{name}: true` or `{name}: false`"));
                self.fault(match other.to_lowercase().as_str() {
                    "yes" | "true" | "on" => problem.fix(text.place.span, "true"),
                    "no" | "false" | "off" => problem.fix(text.place.span, "false"),
                    _ => problem,
                });
                false
            }
        }
    }

    /// A word of a closed list.
    pub fn choice<T: ClosedList>(&mut self, name: &'static str) -> Option<T> {
        self.expect(name, |field| field.takes == Takes::Word(T::WORDS));
        let text = self.text(name)?;
        let found = T::ALL.iter().copied().find(|value| value.name() == text.value);
        if found.is_none() {
            let names = || T::ALL.iter().map(|value| value.name());
            let all = names().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let problem = Problem::new(Code::UnknownValue, text.place, format!("“{}” is not a value of `{name}`", text.value));
            self.fault(problem.maybe_help(did_you_mean(&text.value, names())).help(format!("`{name}` is one of {all}")));
        }
        found
    }

    /// Refuses a field that the format has but this version does not honour; says what to do until one does.
    pub fn not_honoured(&mut self, name: &'static str, meanwhile: &str) {
        let need = self.record.field(name).map(|field| field.need);
        let Some(Need::NotHonoured(why)) = need else { unreachable!("the table says that `{name}` is not honoured") };
        if let Some((key, _)) = self.entry(name) {
            let message = format!("`{name}` is not honoured yet: {why}");
            self.fault(Problem::new(Code::NotHonoured, key.place, message).help(meanwhile));
        }
    }

    /// An editor's prose.
    pub fn prose(&mut self, name: &'static str) -> Option<Prose<Written>> {
        self.expect(name, |field| field.takes == Takes::Prose);
        let text = self.any_text(name)?;
        let origin = Origin { file: text.place.file, text: &self.file.text, span: text.place.span };
        let mut faults = Problems::default();
        let prose = markdown::prose(&origin, &text.value, &mut faults);
        self.sound &= faults.is_empty();
        self.problems.append(faults);
        Some(prose)
    }

    /// Whether nothing was wrong so far.
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// Whether every field of the record has been asked for.
    pub fn is_all_asked(&self) -> bool {
        self.entries.iter().all(Option::is_none)
    }

    /// Ends the reading: what is not in the table is reported, with the nearest name that is known, or with the record that has it.
    pub fn finish(mut self) -> Faults {
        let unasked = || self.record.fields.iter().find(|field| !self.asked.contains(&field.name));
        debug_assert_eq!(unasked(), None, "nobody asked for a field of “{}” that the table has", self.record.name);
        let left: Vec<_> = std::mem::take(&mut self.entries).into_iter().flatten().map(|(key, _)| key).collect();
        let mut meant_for = Vec::new();
        let meant_inside = |key: &Placed<String>| self.hollow.is_some_and(|hollow| hollow < key.place);
        let left: Vec<_> = left.into_iter().filter(|key| !meant_inside(key)).collect();
        let Record { name: what, fields, .. } = self.record;
        let all = || {
            let honoured = fields.iter().filter(|field| !matches!(field.need, Need::NotHonoured(_)));
            honoured.map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ")
        };
        let mut unknown = Vec::new();
        for key in left {
            let known = fields.iter().map(|field| field.name);
            let problem = Problem::new(Code::UnknownField, key.place, format!("this {what} has no field `{}`", key.value));
            if let Some(name) = nearest(&key.value, known.clone()) {
                // One slip of the pen is one mistake: the field is there, under another name.
                self.missing.retain(|(missing, _)| missing != name);
                meant_for.push(name.to_owned());
            }
            let meant = did_you_mean(&key.value, known);
            let elsewhere = || self.record.elsewhere(&key.value);
            let help = meant.or_else(elsewhere).unwrap_or_else(|| format!("its fields are {}", all()));
            self.fault(problem.help(help));
            self.missing_inside.retain(|(missing, _)| *missing != key.value);
            unknown.push(key.value);
        }
        std::mem::take(&mut self.missing_inside).into_iter().for_each(|(_, problem)| self.problems.push(problem));
        self.missing.retain(|(missing, _)| !self.unknown_inside.contains(missing));
        Faults { of: self.record, problems: self.problems, missing: self.missing, unknown, meant: meant_for, sound: self.sound }
    }
}

/// Whether the words of a field are kept as they are, and looked at by whoever knows them.
fn is_text(field: &Field) -> bool {
    match field.takes {
        Takes::Id
        | Takes::Text
        | Takes::Quotation
        | Takes::Paragraph
        | Takes::Siglum
        | Takes::Sha256
        | Takes::License
        | Takes::Word(_)
        | Takes::Name(_) => true,
        Takes::Localised
        | Takes::LocalisedList
        | Takes::Prose
        | Takes::QuotationOr(_)
        | Takes::Pairs
        | Takes::Number
        | Takes::Coordinates
        | Takes::Date
        | Takes::Language
        | Takes::Flag
        | Takes::Address
        | Takes::Record(_)
        | Takes::WordInAnyCase(_)
        | Takes::OfWork
        | Takes::Work => false,
    }
}

/// The part of a place that lies on its first line, so that a caret does not underline a page.
pub fn first_line(file: &SourceFile, place: Place) -> Place {
    // The line itself may be as long as the file.
    let words = place.span.of(&file.text);
    let line = words.split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').filter(|_| line.len() < words.len()).unwrap_or(line);
    Place { span: Span::new(place.span.start(), place.span.start() + line.len()), ..place }
}

#[cfg(test)]
mod tests;
