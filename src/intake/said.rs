//! What a note in TEI says: a claim with its bases and figures, a rendering, a wording, a mention; the rest is an editor's prose.

use super::Offer;
use super::tei::plain;
use super::xml::Element;
use crate::model::is_web_address;
use crate::model::{RecordFields, Value};
use crate::reference::leads::{Lead, lead};

/// Reads what a note says into an offer.
pub fn read(note: &Element, bases: &[&str], offer: &mut Offer) {
    let parts: Vec<&Element> = note.elements().collect();
    let rest = match note.get("type") {
        Some("claim") => claim(note, &parts, bases, offer),
        Some("translation") => rendering(&parts, offer),
        Some("wording") => wording(&parts, bases, offer),
        Some("mention") => {
            let (named, rest) = parts.split_first().map_or((Vec::new(), &parts[..]), |(first, rest)| (entities(first), rest));
            offer.fields.push(("mention".to_owned(), Value::List(named)));
            rest.to_vec()
        }
        Some(_) | None => parts,
    };
    let text = plain(&rest);
    offer.text = Some(text).filter(|text| !text.is_empty());
    let led = rest.iter().flat_map(|part| part.all("ref")).filter_map(|link| link.get("target"));
    let links = led.filter(|target| !target.contains("bibliography.html#work-"));
    offer.left.extend(links.map(|target| match is_web_address(target) {
        true => format!("a link to {target}; its words stay"),
        false => format!("a link to `{target}`; its words stay"),
    }));
}

fn field(fields: &mut RecordFields, name: &str, text: Option<impl Into<String>>) {
    fields.extend(text.map(|text| (name.to_owned(), Value::Text(text.into()))));
}

fn list(fields: &mut RecordFields, name: &str, items: Vec<Value>) {
    if !items.is_empty() {
        fields.push((name.to_owned(), Value::List(items)));
    }
}

/// The entities that an element refers to: `#e-hts`.
fn entities(element: &Element) -> Vec<Value> {
    let targets = element.elements().filter(|inner| inner.name == "ref").filter_map(|link| link.get("target"));
    targets.filter_map(|target| target.strip_prefix("#e-")).map(Value::text).collect()
}

/// The text of the date in an element.
fn date(element: &Element) -> Option<String> {
    element.elements().find(|inner| inner.name == "date").map(|date| date.text().trim().to_owned())
}

fn claim<'a>(note: &Element, parts: &[&'a Element], bases: &[&str], offer: &mut Offer) -> Vec<&'a Element> {
    let mut fields: RecordFields = Vec::new();
    let (says, parts) = parts.split_first().map_or((None, parts), |(first, rest)| (Some(first.text()), rest));
    field(&mut fields, "says", says);
    let ana = note.get("ana").unwrap_or_default();
    field(&mut fields, "modality", ana.split_whitespace().find_map(|word| word.strip_prefix("#modality-")));
    let (mut bases_of, mut figures, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part.get("type").filter(|_| part.name == "note") {
            Some("question") => {
                let mut answers = Vec::new();
                for target in part.elements().filter_map(|link| link.get("target")) {
                    match lead(target, bases) {
                        Some(Lead::Question(_, Some(position))) => answers.push(Value::Text(position)),
                        Some(Lead::Question(question, None)) => field(&mut fields, "question", Some(question)),
                        Some(_) | None => offer.left.push(format!("the question {target}, which is none of this archive")),
                    }
                }
                list(&mut fields, "answer", answers);
            }
            Some("asserter") if part.elements().next().is_none() => field(&mut fields, "asserter", Some("unnamed")),
            Some(name @ ("asserter" | "via" | "where")) => list(&mut fields, name, entities(part)),
            Some("when") => field(&mut fields, "when", date(part)),
            Some("basis") => bases_of.push(basis(part, bases)),
            Some("figure") => figures.push(figure(part, bases)),
            Some(_) | None => rest.push(*part),
        }
    }
    list(&mut fields, "basis", bases_of);
    list(&mut fields, "figures", figures);
    offer.fields.push(("claim".to_owned(), Value::Fields(fields)));
    rest
}

fn basis(part: &Element, bases: &[&str]) -> Value {
    let mut fields: RecordFields = Vec::new();
    field(&mut fields, "kind", part.get("subtype"));
    list(&mut fields, "by", entities(part));
    let mut rest = Vec::new();
    for inner in part.elements() {
        let target = inner.get("target").filter(|_| inner.name == "ref");
        match (inner.get("type"), target.map(|target| (target, lead(target, bases)))) {
            (Some("lineage"), _) => fields.extend(entities(inner).pop().map(|who| ("lineage".to_owned(), who))),
            (_, Some((_, Some(Lead::Work(key))))) => field(&mut fields, "cite", Some(key)),
            (_, Some((target, _))) if target.starts_with("#e-") => {}
            (_, _) => rest.push(inner),
        }
    }
    field(&mut fields, "note", Some(plain(&rest)).filter(|text| !text.is_empty()));
    Value::Fields(fields)
}

fn figure(part: &Element, bases: &[&str]) -> Value {
    let mut fields: RecordFields = Vec::new();
    for measure in part.elements().filter(|inner| inner.name == "measure") {
        for number in measure.elements().filter(|inner| inner.name == "num") {
            let (low, high) = (number.get("atLeast"), number.get("atMost"));
            if low == high {
                field(&mut fields, "value", low);
            } else {
                field(&mut fields, "min", low);
                field(&mut fields, "max", high);
            }
        }
        field(&mut fields, "about", measure.get("cert").map(|_| "true"));
        field(&mut fields, "unit", measure.get("commodity"));
        // Where no table counts a scope, its address is that of the question.
        let scope = measure.all("ref").into_iter().find_map(|link| match lead(link.get("target")?, bases)? {
            Lead::Scope(_, scope) => Some(scope),
            Lead::Question(..) => link.get("n").map(str::to_owned),
            Lead::Document(_) | Lead::Text(..) | Lead::Note(..) | Lead::Tei(_) | Lead::Entity(_) => None,
            Lead::Term(_) | Lead::Work(_) | Lead::Word(_) => None,
        });
        field(&mut fields, "of", scope);
    }
    for inner in part.elements().filter(|inner| inner.name == "note") {
        match inner.get("type") {
            Some(name @ ("as_of" | "period")) => field(&mut fields, name, date(inner)),
            Some(name @ ("event" | "place")) => fields.extend(entities(inner).pop().map(|who| (name.to_owned(), who))),
            Some(_) | None => {}
        }
    }
    Value::Fields(fields)
}

fn rendering<'a>(parts: &[&'a Element], offer: &mut Offer) -> Vec<&'a Element> {
    let mut fields: RecordFields = Vec::new();
    let (mut others, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        let inner = part.elements().next().filter(|inner| inner.name == "gloss" || inner.name == "foreign");
        match (inner, part.get("type")) {
            (Some(gloss), _) if gloss.name == "gloss" => match gloss.get("rend") {
                Some("alternative") => others.push(Value::Text(gloss.text())),
                Some("literal") => field(&mut fields, "literal", Some(gloss.text())),
                Some(_) | None => {
                    field(&mut fields, "gloss", Some(gloss.text()));
                    field(&mut fields, "to", gloss.get("xml:lang"));
                    field(&mut fields, "certainty", gloss.get("cert"));
                }
            },
            (Some(foreign), _) => {
                field(&mut fields, "original", Some(foreign.text()));
                field(&mut fields, "from", foreign.get("xml:lang"));
            }
            (None, Some("method")) => field(&mut fields, "method", Some(part.text())),
            (None, Some("rendered_by")) => field(&mut fields, "by", Some(part.text())),
            (None, _) => rest.push(*part),
        }
    }
    list(&mut fields, "alternatives", others);
    offer.fields.push(("translation".to_owned(), Value::Fields(fields)));
    rest
}

fn wording<'a>(parts: &[&'a Element], bases: &[&str], offer: &mut Offer) -> Vec<&'a Element> {
    let mut fields: RecordFields = Vec::new();
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    for inner in first.elements() {
        match (inner.name.as_str(), inner.get("target").and_then(|target| lead(target, bases))) {
            ("ref", Some(Lead::Term(term))) => field(&mut fields, "term", Some(term)),
            ("gloss", _) => field(&mut fields, "gloss", Some(inner.text())),
            (_, _) => {}
        }
    }
    offer.fields.push(("wording".to_owned(), Value::Fields(fields)));
    rest.to_vec()
}
