//! Annotations of Hypothesis, as its API and its exports write them: `{rows: […]}`, `{annotations: […]}`, a list, or one alone.
//!
//! Source: <https://h.readthedocs.io/en/latest/api-reference/>. Positions are counted as browsers count.

use serde_json::Value;

use super::json::{quotation, range, read as json, text, texts, values, words};
use super::{Author, Offer, Spot, Unit, day, prose};
use crate::model::is_web_address;

/// Reads a file.
pub fn read(files: &[(String, String)], _: &[&str]) -> Result<Vec<Offer>, String> {
    let mut offers = Vec::new();
    for (_, file) in files {
        let value = json(file)?;
        let rows: Vec<&Value> = match &value {
            Value::Array(rows) => rows.iter().collect(),
            value if value.get("rows").is_some() => values(value, "rows"),
            value if value.get("annotations").is_some() => values(value, "annotations"),
            value if value.get("target").is_some() || value.get("uri").is_some() => vec![value],
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                return Err("it holds no annotations of Hypothesis: neither `rows` nor `annotations`".to_owned());
            }
        };
        offers.extend(rows.iter().enumerate().map(|(number, row)| offer(number, row)));
    }
    Ok(offers)
}

fn offer(number: usize, row: &Value) -> Offer {
    let links = row.get("links").unwrap_or(&Value::Null);
    let address = text(links, "html").filter(|address| is_web_address(address)).map(str::to_owned);
    let id = text(row, "id").map(str::to_owned);
    let user = text(row, "user").map(|user| user.trim_start_matches("acct:").to_owned());
    let shown = row.get("user_info").and_then(|info| text(info, "display_name")).map(str::to_owned);
    let mut offer = Offer {
        name: address.clone().or(id).unwrap_or_else(|| format!("annotation {}", number + 1)),
        address,
        author: (user.is_some() || shown.is_some()).then(|| Author {
            name: shown.or_else(|| user.clone()),
            id: user,
            address: None,
        }),
        days: ["created", "updated"].map(|name| text(row, name).and_then(day)),
        text: words(row, "text").map(prose::markdown),
        left: texts(row, "tags").iter().map(|tag| format!("the tag “{tag}”")).collect(),
        ..Offer::default()
    };
    if offer.days[0] == offer.days[1] {
        offer.days[1] = None;
    }
    offer.spots = spots(row);
    offer.refused = refusal(row, &offer);
    offer
}

fn spots(row: &Value) -> Vec<Spot> {
    let source = text(row, "uri");
    let targets = values(row, "target");
    let of_target = |target: &Value| {
        let mut spot = Spot { source: text(target, "source").or(source).map(str::to_owned), ..Spot::default() };
        for selector in values(target, "selector") {
            match text(selector, "type") {
                Some("TextQuoteSelector") => [spot.quote, spot.prefix, spot.suffix] = quotation(selector),
                Some("TextPositionSelector") => spot.range = range(selector, Unit::Utf16).or(spot.range),
                // The others say the same in ways that only the page itself could tell.
                Some(_) | None => {}
            }
        }
        spot
    };
    targets.into_iter().map(of_target).collect()
}

/// Why an annotation is not taken over; what its author did not show to everybody is not for an archive.
fn refusal(row: &Value, offer: &Offer) -> Option<String> {
    let read = row.get("permissions").map(|permissions| texts(permissions, "read"));
    if read.is_some_and(|read| !read.contains(&"group:__world__")) {
        return Some("it is not public: its author shows it to some only".to_owned());
    }
    if row.get("hidden").and_then(Value::as_bool) == Some(true) {
        return Some("it is hidden there".to_owned());
    }
    if !texts(row, "references").is_empty() {
        return Some("it is a reply to another annotation and stands on no words of its own".to_owned());
    }
    (offer.spots.is_empty() || offer.spots.iter().all(|spot| spot.quote.is_none() && spot.range.is_none()))
        .then(|| "it is about the whole page and quotes no words".to_owned())
}
