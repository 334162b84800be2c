//! Web Annotations (W3C Data Model): a page, a collection with its page, a list or one alone; what we publish, and what others do.
//!
//! Where words stand is read from `TextQuoteSelector` and `TextPositionSelector`. Selectors of other kinds say the same in ways
//! that only the annotated page could tell; one that refines another is refused, for its words alone would say too much.

use serde_json::Value;

use super::bodies::{self, Relation};
use super::json::{id, is_a, quotation, range, read as json, text, texts, values};
use super::{Author, Offer, Spot, Unit, day};
use crate::model::is_web_address;
use crate::reference::leads::{Lead, lead};

/// Fields of an annotation that are read, or that only say how it is to be understood.
const KNOWN: [&str; 13] = [
    "@context",
    "id",
    "@id",
    "type",
    "@type",
    "motivation",
    "body",
    "bodyValue",
    "target",
    "creator",
    "created",
    "modified",
    "rights",
];

/// Reads a file.
pub fn read(files: &[(String, String)], bases: &[&str]) -> Result<Vec<Offer>, String> {
    let (mut offers, mut relations) = (Vec::new(), Vec::new());
    for (_, file) in files {
        let value = json(file)?;
        let items = items(&value)?;
        for (number, item) in items.into_iter().enumerate() {
            match bodies::relation(item, bases) {
                Some(relation) => relations.push(relation),
                None => offers.push(offer(number, item, bases)),
            }
        }
    }
    relations.into_iter().for_each(|relation| attach(&mut offers, relation, bases));
    Ok(offers)
}

fn items(value: &Value) -> Result<Vec<&Value>, String> {
    let is_annotation = |value: &&Value| is_a(value, "Annotation");
    let found: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        value if is_a(value, "Annotation") => vec![value],
        value if value.get("items").is_some() => values(value, "items"),
        value if value.get("@graph").is_some() => values(value, "@graph").into_iter().filter(is_annotation).collect(),
        value if is_a(value, "AnnotationCollection") => {
            let pages = values(value, "first");
            if pages.iter().all(|page| page.get("items").is_none()) {
                return Err("it is a collection whose pages are files of their own; take those over".to_owned());
            }
            pages.into_iter().flat_map(|page| values(page, "items")).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            return Err(
                "it holds no Web Annotations: no `type` says Annotation, AnnotationPage or AnnotationCollection".to_owned()
            );
        }
    };
    Ok(found)
}

fn offer(number: usize, item: &Value, bases: &[&str]) -> Offer {
    let name = id(item).map_or_else(|| format!("annotation {}", number + 1), str::to_owned);
    if !is_a(item, "Annotation") {
        let refused = Some("it is only named here, or is no annotation".to_owned());
        return Offer { name, refused, ..Offer::default() };
    }
    let own = id(item).and_then(|id| lead(id, bases));
    let mut offer = Offer {
        id: match own {
            Some(Lead::Note(_, note)) => Some(note),
            Some(_) | None => None,
        },
        address: Some(name.clone()).filter(|name| is_web_address(name)),
        licence: values(item, "rights").into_iter().find_map(id).map(str::to_owned),
        days: ["created", "modified"].map(|name| text(item, name).and_then(day)),
        name,
        ..Offer::default()
    };
    let authors = values(item, "creator");
    offer.author = authors.first().map(|author| agent(author));
    offer.left.extend(authors.iter().skip(1).map(|author| format!("a further author, {}", id(author).unwrap_or("unnamed"))));
    let others = item.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let others = others.filter(|name| !KNOWN.contains(name) && *name != "rdfs:seeAlso");
    offer.left.extend(others.map(|name| format!("the field `{name}`")));
    offer.refused = targets(item, &mut offer);
    bodies::read(item, bases, &mut offer);
    offer
}

fn agent(value: &Value) -> Author {
    let name = text(value, "name").or_else(|| text(value, "nickname"));
    let id = id(value).map(str::to_owned);
    let address = id.clone().filter(|id| is_web_address(id));
    Author { name: name.map(str::to_owned).or_else(|| id.clone()), id: id.filter(|id| !is_web_address(id)), address }
}

/// Reads where an annotation stands; the answer says why it cannot be taken.
fn targets(item: &Value, offer: &mut Offer) -> Option<String> {
    for target in values(item, "target") {
        if target.get("items").is_some() {
            return Some("its target is a choice or a set of things, which is not read".to_owned());
        }
        if has_refinement(target) {
            return Some("one of its selectors refines another (refinedBy), which is not read".to_owned());
        }
        if target.get("state").is_some() {
            offer.left.push("the state of the page for which it was made".to_owned());
        }
        let source = values(target, "source").into_iter().find_map(id).or_else(|| id(target));
        let mut spot = Spot { source: source.map(str::to_owned), ..Spot::default() };
        for selector in values(target, "selector") {
            if is_a(selector, "TextQuoteSelector") {
                [spot.quote, spot.prefix, spot.suffix] = quotation(selector);
            } else if is_a(selector, "TextPositionSelector") {
                spot.range = range(selector, Unit::CodePoints).or(spot.range);
            }
        }
        offer.spots.push(spot);
    }
    let says_words = |spot: &Spot| spot.quote.is_some() || spot.range.is_some();
    (!offer.spots.iter().any(says_words)).then(|| "it quotes no words: nothing in it says where it stands in a text".to_owned())
}

fn has_refinement(target: &Value) -> bool {
    values(target, "selector").into_iter().any(|selector| selector.get("refinedBy").is_some())
}

/// Puts a relation among the fields of the note that says it; one whose note is not in the file is told.
fn attach(offers: &mut Vec<Offer>, relation: Relation, bases: &[&str]) {
    let Relation { name, from: (document, note), fields } = relation;
    let stands_in = |offer: &Offer| match lead(&offer.name, bases) {
        Some(Lead::Note(own, _)) => own == document,
        Some(_) | None => false,
    };
    let found = offers.iter_mut().find(|offer| offer.id.as_ref() == Some(&note) && stands_in(offer));
    match found {
        Some(offer) => bodies::relate(offer, fields),
        None => offers.push(Offer {
            name,
            refused: Some(format!("it relates the note {document}/{note}, which is not in this file")),
            ..Offer::default()
        }),
    }
}

/// Whether a motivation or purpose is one of the W3C's.
pub fn is_for(value: &Value, field: &str, word: &str) -> bool {
    texts(value, field).iter().any(|found| found.rsplit([':', '#', '/']).next() == Some(word))
}
