//! What a note that is taken over says, as fields of a record, and whether two notes say the same.

use crate::intake::{Author, Offer, prose};
use crate::model::{Editor, Question, RecordFields, Site, Value, Written, is_web_address};
use crate::source::word::on_one_line;

/// The fields of a note: where it stands, what it says, who wrote it.
pub fn fields(site: &Site, offer: &Offer, mut fields: RecordFields) -> RecordFields {
    fields.extend(offer.fields.clone());
    let author = offer.author.as_ref();
    let editor = author.and_then(|author| editor(&site.editors, author));
    // Whoever is no editor of the archive is named under the note, with where it comes from and on what terms.
    let is_strange = offer.id.is_none();
    let mut origin: Vec<String> = Vec::new();
    if editor.is_none() {
        origin.extend(author.and_then(|author| author.name.as_deref().or(author.id.as_deref())).map(prose::plain));
    }
    origin.extend(offer.address.as_deref().filter(|_| is_strange).map(link_to));
    let is_ours =
        |licence: &str| site.license.as_ref().is_some_and(|own| own.name == licence || own.url.as_deref() == Some(licence));
    let licence = offer.licence.as_deref().filter(|licence| !is_ours(licence));
    origin.extend(licence.map(|licence| if is_web_address(licence) { link_to(licence) } else { prose::plain(licence) }));
    let origin = (!origin.is_empty()).then(|| format!("— {}", origin.join(", ")));
    let note: Vec<String> = offer.text.iter().cloned().chain(origin).collect();
    if !note.is_empty() {
        fields.push(("note".to_owned(), Value::Text(note.join("\n\n"))));
    }
    fields.extend(editor.map(|editor| ("by".to_owned(), Value::text(editor.id.value.as_str()))));
    for (name, day) in ["created", "modified"].into_iter().zip(&offer.days) {
        fields.extend(day.as_ref().map(|day| (name.to_owned(), Value::text(day.as_str()))));
    }
    fields
}

/// Takes the unit out of figures that count what their question counts: data say it with each, a record need not.
pub fn without_units_of(questions: &[Question<Written>], fields: &mut RecordFields) {
    let named = |fields: &RecordFields, name: &str| match fields.iter().find(|(own, _)| own == name) {
        Some((_, Value::Text(text))) => Some(text.clone()),
        Some(_) | None => None,
    };
    let Some((_, Value::Fields(claim))) = fields.iter_mut().find(|(name, _)| name == "claim") else { return };
    let question = named(claim, "question").and_then(|name| questions.iter().find(|question| question.id.value == name));
    let Some(unit) = question.and_then(|question| question.unit.as_ref()) else { return };
    let figures = claim.iter_mut().filter(|(name, _)| name == "figures").flat_map(|(_, figures)| match figures {
        Value::List(figures) => figures.iter_mut().collect(),
        Value::Fields(_) | Value::Text(_) => vec![figures],
    });
    for figure in figures {
        if let Value::Fields(figure) = figure {
            figure.retain(|(name, value)| name != "unit" || *value != Value::text(unit.as_str()));
        }
    }
}

/// The editor who is meant: by id, else by name, else by page, and only where one alone has it; editors may share a page.
fn editor<'a>(editors: &'a [Editor], author: &Author) -> Option<&'a Editor> {
    let only = |said: &Option<String>, own: fn(&Editor) -> Option<&String>| {
        let mut same = editors.iter().filter(|editor| said.is_some() && said.as_ref() == own(editor));
        same.next().filter(|_| same.next().is_none())
    };
    only(&author.id, |editor| Some(&editor.id.value))
        .or_else(|| only(&author.name, |editor| Some(&editor.name)))
        .or_else(|| only(&author.address, |editor| editor.url.as_ref()))
}

/// A link to an address, whose words are the address itself.
fn link_to(address: &str) -> String {
    let target = address.replace('(', "%28").replace(')', "%29");
    format!("[{}]({target})", prose::plain(address))
}

/// What a note says: its fields, each behind the names of those in which it stands.
pub type Said = Vec<(String, String)>;

/// What the fields of a note of a document say, but for its name and where it stands, in a form in which two notes can be compared.
pub fn says(fields: &[(String, Value)], document: &str) -> Said {
    const ASIDE: [&str; 9] = ["id", "quote", "prefix", "suffix", "in", "every", "on", "history", "modified"];
    let mut said = Vec::new();
    fields.iter().filter(|(name, _)| !ASIDE.contains(&name.as_str())).for_each(|(name, value)| flat(name, value, &mut said));
    // Within a document a note has a short name, too.
    for (_, to) in said.iter_mut().filter(|(name, _)| name == "relates.to") {
        if let Some(id) = to.strip_prefix(document).and_then(|rest| rest.strip_prefix('/')) {
            *to = id.to_owned();
        }
    }
    said.sort_unstable();
    said
}

fn flat(name: &str, value: &Value, said: &mut Said) {
    match value {
        Value::Text(text) => said.push((name.to_owned(), on_one_line(text))),
        Value::List(items) => items.iter().for_each(|item| flat(name, item, said)),
        Value::Fields(fields) => fields.iter().for_each(|(inner, value)| flat(&format!("{name}.{inner}"), value, said)),
    }
}
