//! What a form in the browser offers: the fields of a note, closed lists, and the names that an archive knows.

use serde_json::{Map, Value as Json, json};

use crate::format::{Field, Layout, NOTE, Need};
use crate::model::{Archive, NoteId, RecordFields, Value};

/// Everything that forms need.
pub fn offer(archive: &Archive) -> Json {
    let language = archive.site.language.tag.as_str();
    let entity = |entity: &crate::model::Entity<crate::model::Linked>| {
        let name = entity.name.best(language).map_or("", |(name, _)| name);
        json!([entity.id.value, name])
    };
    let question = |question: &crate::model::Question<crate::model::Linked>| {
        let positions: Vec<Json> = question.positions.iter().map(|it| json!([it.id.value, it.says])).collect();
        let scopes: Vec<Json> = question.scopes.iter().map(|it| json!([it.id.value, it.label])).collect();
        json!({ "id": question.id.value, "asks": question.asks, "positions": positions, "scopes": scopes })
    };
    json!({
        "fields": fields(NOTE.fields),
        "entities": archive.entities.iter().map(entity).collect::<Vec<_>>(),
        "questions": archive.questions.iter().map(question).collect::<Vec<_>>(),
        "terms": archive.terms.iter().map(|term| json!([term.id.value, term.term])).collect::<Vec<_>>(),
        "works": archive.works.iter().map(|work| json!([work.key.value, ""])).collect::<Vec<_>>(),
        "editors": archive.site.editors.iter().map(|editor| json!([editor.id.value, editor.name])).collect::<Vec<_>>(),
        "notes": (0..archive.notes.len() as u32).map(|id| json!([archive.note_name(NoteId(id)), ""])).collect::<Vec<_>>(),
    })
}

fn fields(form: &[Field]) -> Json {
    form.iter().filter(|field| !matches!(field.need, Need::NotHonoured(_))).map(field).collect()
}

fn field(field: &Field) -> Json {
    let (takes, inner) = match field.layout() {
        Layout::Text | Layout::Quotation => ("text", Json::Null),
        Layout::Prose => ("prose", Json::Null),
        Layout::Number => ("number", Json::Null),
        Layout::Flag => ("flag", Json::Null),
        Layout::Word(words) => ("word", words.iter().map(|word| word.name).collect()),
        Layout::Texts => ("texts", Json::Null),
        Layout::Localised => ("localised", Json::Null),
        Layout::Fields(form) => ("fields", fields(form)),
        Layout::Rows(form) | Layout::Records(form) => ("rows", fields(form)),
        Layout::Pairs => ("pairs", Json::Null),
    };
    let needed = field.need == Need::Needed;
    json!({ "name": field.name, "takes": takes, "inner": inner, "needed": needed, "about": field.help.trim_end_matches('.') })
}

/// Fields as a form has filled them in; what is blank is no field.
pub fn from_json(json: &Json) -> Option<RecordFields> {
    match value(json)? {
        Value::Fields(fields) => Some(fields),
        Value::Text(_) | Value::List(_) => None,
    }
}

fn value(json: &Json) -> Option<Value> {
    let value = match json {
        Json::Null | Json::Bool(false) => return None,
        Json::Bool(true) => Value::text("true"),
        Json::Number(number) => Value::text(number.to_string()),
        Json::String(text) => Value::text(text.as_str()),
        Json::Array(items) => Value::List(items.iter().filter_map(value).collect()),
        Json::Object(fields) => {
            Value::Fields(fields.iter().filter_map(|(name, json)| Some((name.clone(), value(json)?))).collect())
        }
    };
    (!value.is_blank()).then_some(value)
}

/// Fields as a form fills them in.
pub fn to_json(fields: &[(String, Value)]) -> Json {
    Json::Object(fields.iter().map(|(name, value)| (name.clone(), shown(value))).collect::<Map<String, Json>>())
}

fn shown(value: &Value) -> Json {
    match value {
        Value::Text(words) => json!(words),
        Value::List(items) => items.iter().map(shown).collect(),
        Value::Fields(fields) => to_json(fields),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{from_json, to_json};

    #[test]
    fn what_a_form_leaves_blank_is_no_field() {
        let filled =
            json!({"a": " ", "b": ["x", ""], "c": {"d": "", "e": []}, "f": true, "g": false, "h": [{"i": "1"}, {"i": ""}]});
        let fields = from_json(&filled).expect("an object is a record");
        assert_eq!(to_json(&fields), json!({"b": ["x"], "f": "true", "h": [{"i": "1"}]}));
        assert_eq!(from_json(&json!([])), None);
    }
}
