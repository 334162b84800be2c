//! Reads the records of `questions.yaml`.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::yaml::Map;
use crate::format::{POSITION, QUESTION, SCOPE};
use crate::model::{Position, Question, QuestionKind, Scope, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Placed, SourceFile};

/// Reads one question; `None` where it has no id. The flag tells whether it is sound.
pub fn question(file: &SourceFile, map: Map, problems: &mut Problems) -> (Option<Question<Written>>, bool) {
    let place = map.place;
    let mut fields = Fields::new(file, &QUESTION, map);
    let id = fields.id();
    let asks = fields.required_text("asks").value;
    let kind = fields.choice("kind").unwrap_or(QuestionKind::Open);
    let event = fields.text("event");
    let unit = fields.text("unit").map(|text| text.value);
    let scopes = fields.maps("scopes").into_iter().filter_map(|map| scope(&mut fields, map)).collect::<Vec<_>>();
    let positions = fields.maps("positions").into_iter().filter_map(|map| position(&mut fields, map)).collect::<Vec<_>>();
    let (exclusive, cumulative) = (fields.flag("exclusive"), fields.flag("cumulative"));
    let note = fields.prose("note");
    let signature = fields.signature();
    unique(&mut fields, "scope", scopes.iter().map(|scope| &scope.id));
    unique(&mut fields, "position", positions.iter().map(|position| &position.id));
    let sound = fields.finish().report(problems);
    let question =
        id.map(|id| Question { id, place, asks, kind, event, unit, scopes, positions, exclusive, cumulative, note, signature });
    (question, sound)
}

fn scope(fields: &mut Fields<'_>, map: Map) -> Option<Scope<Written>> {
    let mut inner = Fields::new(fields.file, &SCOPE, map);
    let id = inner.id();
    let label = inner.required_text("label").value;
    let within = inner.text("within");
    fields.absorb(inner.finish());
    Some(Scope { id: id?, label, within })
}

fn position(fields: &mut Fields<'_>, map: Map) -> Option<Position> {
    let mut inner = Fields::new(fields.file, &POSITION, map);
    let id = inner.id();
    let says = inner.required_text("says").value;
    fields.absorb(inner.finish());
    Some(Position { id: id?, says })
}

fn unique<'a>(fields: &mut Fields<'_>, what: &str, ids: impl Iterator<Item = &'a Placed<String>>) {
    let mut seen: BTreeMap<&str, &Placed<String>> = BTreeMap::new();
    for id in ids {
        if let Some(earlier) = seen.get(id.value.as_str()) {
            let problem = Problem::new(Code::DuplicateId, id.place, format!("this question has another {what} `{}`", id.value));
            fields.fault(problem.related(earlier.place, "the other").help("give one of them another `id`"));
        }
        seen.entry(&id.value).or_insert(id);
    }
}
