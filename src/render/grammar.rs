//! A grammar for the YAML that a sidecar may hold: the library's own takes ten times as long, for what no sidecar may hold.

use serde_json::{Value, json};
use syntect::parsing::{SyntaxSet, SyntaxSetBuilder};

/// A text without marks: it goes on to the end of the line, or to a comment.
const PLAIN: &str = r#"[^\s"'#\[\]{}](?:\S|[ \t]+[^\s#])*"#;

/// The same between braces or brackets, which end it, as a comma does.
const PLAIN_INSIDE: &str = r#"[^\s"'#\[\]{},](?:[^\s\[\]{},]|[ \t]+[^\s#\[\]{},])*"#;

const NUMBER: &str = r"(?:true|false|null|~|-?[0-9]+(?:\.[0-9]+)?)";

/// The grammar; nothing where the library does not take it, which a test would tell.
pub fn yaml() -> Option<SyntaxSet> {
    let keys = [
        matching(r#"("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')\s*(:)(?:\s|\z)"#, &["entity.name.tag", "punctuation"], None),
        matching(r#"([^\s"'#\[\]{},|>:-][^\n"'#\[\]{},:]*)(:)(?:\s|\z)"#, &["entity.name.tag", "punctuation"], None),
    ];
    let number =
        matching(&format!(r"({NUMBER})(?:[ \t]*(?:\n|\z)|[ \t]+(#[^\n]*))"), &["constant.numeric", "comment.line"], None);
    let number_inside = matching(&format!(r"({NUMBER})(?=\s*(?:[,\]}}]|\z))"), &["constant.numeric"], None);
    let texts = [opening("\"", "double"), opening("'", "single"), opening(r"[\[{]", "inside")];
    let block = matching(r"([|>][-+0-9]*)[ \t]*(#[^\n]*)?\n", &["keyword.control", "comment.line"], Some(("Push", "indented")));
    let main = [&[comment()][..], &keys, &[block, dash(), number], &texts, &[whole(PLAIN, "string.unquoted", None)]].concat();
    let inside = [
        &[comment()][..],
        &keys,
        &[number_inside],
        &texts,
        &[whole(r"[\]}]", "punctuation", Some("Pop")), whole(",", "punctuation", None)],
        &[whole(PLAIN_INSIDE, "string.unquoted", None)],
    ]
    .concat();
    let quoted =
        |escape: &str, end: &str| [whole(escape, "constant.character", None), whole(end, "string.quoted", Some("Pop"))].to_vec();
    // A text that is written line by line goes on as far as it is indented as its first line.
    let indented = vec![matching("^( +)", &[], Some(("Set", "goes-on"))), whole(r"^(?=[^ \n])", "", Some("Pop"))];
    let mut goes_on = context("string.unquoted", vec![whole(r"^(?!\1|[ \t]*(?:\n|\z))", "", Some("Pop"))]);
    goes_on["uses_backrefs"] = json!(true);
    goes_on["patterns"][0]["Match"]["has_captures"] = json!(true);
    let definition = json!({
        "name": "YAML",
        "file_extensions": ["yaml", "yml"],
        "scope": "source.yaml",
        "first_line_match": null,
        "hidden": false,
        "variables": {},
        "contexts": {
            "__start": context("", vec![matching("", &[], Some(("Push", "__main")))]),
            "__main": context("", vec![json!({ "Include": { "Named": "main" } })]),
            "main": context("", main),
            "inside": context("", inside),
            "double": context("string.quoted", quoted(r"\\.", "\"")),
            "single": context("string.quoted", quoted("''", "'")),
            "indented": context("string.unquoted", indented),
            "goes-on": goes_on,
        },
    });
    let mut builder = SyntaxSetBuilder::new();
    builder.add(serde_json::from_value(definition).ok()?);
    Some(builder.build())
}

fn comment() -> Value {
    whole(r"#[^\n]*", "comment.line", None)
}

fn dash() -> Value {
    matching(r"(-)(?:\s|\z)", &["punctuation"], None)
}

/// What begins at a sign, and has a context of its own.
fn opening(regex: &str, context: &str) -> Value {
    let scope = if context == "inside" { "punctuation" } else { "string.quoted" };
    pattern(regex, (Some(scope), &[]), json!({ "Push": [{ "Named": context }] }))
}

/// A pattern of which all has one scope, and which may end its context.
fn whole(regex: &str, scope: &str, operation: Option<&str>) -> Value {
    pattern(regex, (Some(scope).filter(|scope| !scope.is_empty()), &[]), json!(operation.unwrap_or("None")))
}

/// A pattern whose groups have a scope each, and which may lead into another context.
fn matching(regex: &str, groups: &[&str], operation: Option<(&str, &str)>) -> Value {
    let operation = operation.map_or(json!("None"), |(does, context)| json!({ does: [{ "Named": context }] }));
    pattern(regex, (None, groups), operation)
}

fn pattern(regex: &str, (scope, groups): (Option<&str>, &[&str]), operation: Value) -> Value {
    let captures: Vec<Value> = groups.iter().enumerate().map(|(number, scope)| json!([number + 1, [scope]])).collect();
    json!({ "Match": {
        "has_captures": false,
        "regex": regex,
        "scope": Vec::from_iter(scope),
        "captures": if captures.is_empty() { Value::Null } else { json!(captures) },
        "operation": operation,
        "with_prototype": null,
    } })
}

fn context(scope: &str, patterns: Vec<Value>) -> Value {
    let scopes: Vec<&str> = Some(scope).into_iter().filter(|scope| !scope.is_empty()).collect();
    json!({
        "meta_scope": [],
        "meta_content_scope": scopes,
        "meta_include_prototype": false,
        "clear_scopes": null,
        "prototype": null,
        "uses_backrefs": false,
        "patterns": patterns,
    })
}
