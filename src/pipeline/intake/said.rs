//! What a note that is taken over says, as fields of a record, and whether two notes say the same.

use crate::intake::{Offer, prose};
use crate::model::{RecordFields, Site, Value, is_web_address};

/// The fields of a note: where it stands, what it says, who wrote it.
pub fn fields(site: &Site, offer: &Offer, mut fields: RecordFields) -> RecordFields {
    fields.extend(offer.fields.clone());
    let author = offer.author.as_ref();
    let same = |left: Option<&String>, right: Option<&String>| left.is_some() && left == right;
    let editor = author.and_then(|author| {
        site.editors.iter().find(|editor| {
            same(author.id.as_ref(), Some(&editor.id.value))
                || same(author.name.as_ref(), Some(&editor.name))
                || same(author.address.as_ref(), editor.url.as_ref())
        })
    });
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

/// A link to an address, whose words are the address itself.
fn link_to(address: &str) -> String {
    let target = address.replace('(', "%28").replace(')', "%29");
    format!("[{}]({target})", prose::plain(address))
}

/// What the fields of a note say, but for its name and where it stands, in a form in which two notes can be compared.
pub fn says(fields: &[(String, Value)]) -> Vec<(String, String)> {
    const ASIDE: [&str; 9] = ["id", "quote", "prefix", "suffix", "in", "every", "on", "history", "modified"];
    let mut said = Vec::new();
    fields.iter().filter(|(name, _)| !ASIDE.contains(&name.as_str())).for_each(|(name, value)| flat(name, value, &mut said));
    said.sort_unstable();
    said
}

fn flat(name: &str, value: &Value, said: &mut Vec<(String, String)>) {
    match value {
        Value::Text(text) => said.push((name.to_owned(), text.split_whitespace().collect::<Vec<_>>().join(" "))),
        Value::List(items) => items.iter().for_each(|item| flat(name, item, said)),
        Value::Fields(fields) => fields.iter().for_each(|(inner, value)| flat(&format!("{name}.{inner}"), value, said)),
    }
}
