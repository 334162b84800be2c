//! Reads the records of `entities/*.yaml`.

use super::fields::Fields;
use super::yaml::{List, Map, Node};
use crate::format::ENTITY;
use crate::model::{Entity, EntityType, UNNAMED, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::SourceFile;

/// Reads one entity; `None` where it has no id. The flag tells whether it is sound.
pub fn entity(file: &SourceFile, map: Map, problems: &mut Problems) -> (Option<Entity<Written>>, bool) {
    let place = map.place;
    let mut fields = Fields::new(file, &ENTITY, map);
    let id = fields.id();
    if let Some(id) = id.as_ref().filter(|id| id.value == UNNAMED) {
        let message = format!("`{UNNAMED}` cannot be the id of an entity: after `asserter` it is somebody who is not named");
        fields.fault(Problem::new(Code::InvalidId, id.place, message).help("choose another id"));
    }
    let kind = fields.choice("type").unwrap_or(EntityType::Organisation);
    let name = fields.localised_list("name");
    let also = fields.localised_list("also");
    let sort = fields.text("sort").map(|text| text.value);
    let matches = fields.flag("match");
    let see = fields.text("see");
    let (broader, related) = (fields.texts("broader"), fields.texts("related"));
    let same_as = fields.texts("same_as");
    let same_as = same_as.into_iter().filter_map(|text| fields.address_of(text)).collect();
    let date = fields.date("date");
    let location = fields.text("place");
    let coordinates = coordinates(&mut fields);
    let note = fields.prose("note");
    let signature = fields.signature();
    fields.not_honoured(
        "withhold",
        "keep the record, and the documents that name them, out of the archive until a version honours it",
    );
    let sound = fields.finish().report(problems);
    let entity = id.map(|id| Entity {
        id,
        place,
        kind,
        name,
        also,
        sort,
        matches,
        see,
        broader,
        related,
        same_as,
        date,
        location,
        coordinates,
        note,
        signature,
    });
    (entity, sound)
}

/// Reads `[latitude, longitude]` in degrees; kept as written.
fn coordinates(fields: &mut Fields<'_>) -> Option<(String, String)> {
    let node = fields.node("coordinates")?;
    let place = node.place();
    if let Node::List(List { items, .. }) = &node
        && let [Node::Text(latitude), Node::Text(longitude)] = items.as_slice()
        && degrees(&latitude.text, 90.0)
        && degrees(&longitude.text, 180.0)
    {
        return Some((latitude.text.clone(), longitude.text.clone()));
    }
    let problem = Problem::new(Code::InvalidNumber, place, "`coordinates` are latitude and longitude in degrees");
    let help = match meant(&node) {
        Some((latitude, longitude)) => format!("write `coordinates: [{latitude}, {longitude}]`"),
        None => "write latitude (-90 to 90), then longitude (-180 to 180), such as `coordinates: [35.52, 35.78]`".to_owned(),
    };
    fields.fault(problem.help(help));
    None
}

/// What was meant by two numbers without brackets, or with commas before their decimals.
fn meant(node: &Node) -> Option<(String, String)> {
    let items = match node {
        Node::Text(_) => std::slice::from_ref(node),
        Node::List(List { items, .. }) => items.as_slice(),
        Node::Map(_) => return None,
    };
    let has_commas = items.len() > 1 || matches!(node, Node::Text(scalar) if scalar.text.contains(','));
    let mut parts = Vec::new();
    for item in items {
        let Node::Text(scalar) = item else { return None };
        parts.extend(scalar.text.split([',', ';', ' ']).filter(|part| !part.is_empty()));
    }
    let (latitude, longitude) = match parts.as_slice() {
        [latitude, longitude] => ((*latitude).to_owned(), (*longitude).to_owned()),
        // Without commas they are degrees and minutes.
        [latitude, minutes, longitude, other] if has_commas => (format!("{latitude}.{minutes}"), format!("{longitude}.{other}")),
        [..] => return None,
    };
    (degrees(&latitude, 90.0) && degrees(&longitude, 180.0)).then_some((latitude, longitude))
}

fn degrees(text: &str, highest: f64) -> bool {
    text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= highest)
}
