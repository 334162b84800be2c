//! Reads the records of `notes.yaml`: where a note stands, and what it is.

use super::claim::claim;
use super::fields::Fields;
use super::yaml::{List, Map, Node};
use crate::format::{BREAK, CHANGE, NOTE, RELATION, RENDERING, WORDING};
use crate::model::{Content, Mention, Note, Quote, Relation, Revision, Translation, Wording, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Placed, SourceFile};

/// Reads one note; `None` where it has no id or no quotation. The flag tells whether it is sound.
pub fn note(file: &SourceFile, map: Map, problems: &mut Problems) -> (Option<Note<Written, Quote>>, bool) {
    let place = map.place;
    let mut fields = Fields::new(file, &NOTE, map);
    let id = fields.id();
    let anchor = quote(&mut fields);
    let anchor_is_sound = fields.is_sound();
    let content = content(&mut fields);
    let note = fields.prose("note");
    let relations = fields.maps("relates").into_iter().filter_map(|map| relation(&mut fields, map)).collect();
    let history = fields.maps("history").into_iter().filter_map(|map| revision(&mut fields, map)).collect();
    let signature = fields.signature();
    let faults = fields.finish();
    // Without the fields that say where it stands, a quotation would be looked for in the wrong places.
    let lost = faults.meant.iter().any(|name| ["quote", "prefix", "suffix", "in", "every", "on"].contains(&name.as_str()));
    let sound = faults.report(problems);
    let anchor = anchor.filter(|_| anchor_is_sound && !lost);
    let note = id.zip(anchor).map(|(id, anchor)| Note { id, place, anchor, content, note, relations, history, signature });
    (note, sound)
}

fn quote(fields: &mut Fields<'_>) -> Option<Quote> {
    let exact = fields.text("quote");
    let prefix = fields.text("prefix").map(Box::new);
    let suffix = fields.text("suffix").map(Box::new);
    let paragraph = fields.text("in").and_then(|text| fields.paragraph_of(&text));
    let every = fields.flag("every");
    let on = fields.language("on").map(Box::new);
    Some(Quote { exact: exact?, prefix, suffix, paragraph, every, on })
}

/// What a note is: at most one of the four kinds.
fn content(fields: &mut Fields<'_>) -> Content<Written> {
    let mut content = Content::Comment;
    let mut first: Option<(Placed<String>, &'static str)> = None;
    for kind in ["claim", "translation", "wording", "mention"] {
        let Some((key, node)) = fields.entry(kind) else { continue };
        if let Some((earlier, other)) = &first {
            let message = format!("a note is one thing: this one is a `{other}` and a `{kind}`");
            let problem = Problem::new(Code::ConflictingFields, key.place, message).related(earlier.place, "the other");
            fields.fault(problem.help("make two notes of it, with the same quotation and an `id` each"));
            continue;
        }
        if let Some(found) = content_of(fields, kind, node) {
            content = found;
        }
        first = Some((key, kind));
    }
    content
}

fn content_of(fields: &mut Fields<'_>, kind: &'static str, node: Node) -> Option<Content<Written>> {
    if kind == "mention" {
        let place = node.place();
        let names = fields.texts_of(kind, node);
        let entities: Vec<_> = names.into_iter().filter(|name| !name.value.is_empty()).collect();
        if entities.is_empty() && fields.is_sound() {
            let problem = Problem::new(Code::EmptyValue, place, "`mention` has no value");
            fields.fault(problem.help("write the id of an entity: `mention: hts`"));
        }
        return Some(Content::Mention(Mention { entities }));
    }
    let map = fields.map_of(kind, node)?;
    let file = fields.file;
    match kind {
        "claim" => {
            let (claim, faults) = claim(file, map);
            fields.absorb(faults);
            Some(Content::Claim(Box::new(claim)))
        }
        "translation" => {
            let mut inner = Fields::new(file, &RENDERING, map);
            let translation = Translation {
                gloss: inner.required_text("gloss").value,
                to: inner.language("to").map(|language| language.value),
                from: inner.language("from").map(|language| language.value),
                original: inner.text("original").map(|text| text.value),
                alternatives: inner.texts("alternatives").into_iter().map(|text| text.value).collect(),
                literal: inner.text("literal").map(|text| text.value),
                certainty: inner.choice("certainty"),
                method: inner.choice("method"),
                by: inner.text("by").map(Box::new),
            };
            fields.absorb(inner.finish());
            Some(Content::Translation(Box::new(translation)))
        }
        _ => {
            let mut inner = Fields::new(file, &WORDING, map);
            let term = inner.required_text("term");
            let gloss = inner.text("gloss").map(|text| text.value);
            fields.absorb(inner.finish());
            Some(Content::Wording(Box::new(Wording { term, gloss })))
        }
    }
}

fn relation(fields: &mut Fields<'_>, map: Map) -> Option<Relation<Written>> {
    let mut inner = Fields::new(fields.file, &RELATION, map);
    let to = inner.required_text("to");
    let kind = inner.choice("as");
    let note = inner.prose("note");
    fields.absorb(inner.finish());
    // A relation without its kind belongs to a note that is broken and left out; where it leads is still looked at.
    Some(Relation { written: to.place, to, kind: kind.unwrap_or(crate::model::RelationKind::Qualifies), note })
}

/// Reads what a note quoted before: `{on, by, was, change}`.
fn revision(fields: &mut Fields<'_>, map: Map) -> Option<Revision<Written>> {
    let mut inner = Fields::new(fields.file, &CHANGE, map);
    let on = inner.date("on");
    let by = inner.text("by").map(Box::new);
    let was = inner.required_text("was").value;
    let change = inner.choice("change");
    fields.absorb(inner.finish());
    Some(Revision { on: on?, by, was, change: change? })
}

/// Reads an entry of `breaks` or `furniture`: a quotation, or `{before, prefix}`.
pub fn words(fields: &mut Fields<'_>, name: &str, node: Node) -> Option<Quote> {
    let bare = |exact| Quote { exact, prefix: None, suffix: None, paragraph: None, every: false, on: None };
    match node {
        Node::Map(map) if fields.cut_by_a_colon(&map) => None,
        Node::Map(map) => {
            let mut inner = Fields::new(fields.file, &BREAK, map);
            let exact = inner.required_text("before");
            let quote =
                Quote { prefix: inner.text("prefix").map(Box::new), suffix: inner.text("suffix").map(Box::new), ..bare(exact) };
            let faults = inner.finish();
            let sound = faults.sound;
            fields.absorb(faults);
            sound.then_some(quote)
        }
        Node::Text(_) | Node::List(List { .. }) => fields.text_of(name, node).map(bare),
    }
}
