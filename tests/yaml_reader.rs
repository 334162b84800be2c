//! The YAML reader takes what editors write, says where they slipped, and never disagrees with the library that writes.

#![allow(clippy::disallowed_methods, reason = "a test reads the archive and the clock")]

use std::fmt;
use std::time::{Duration, Instant};

use postil::parse::yaml::{Map, Node, Records, Root, Style, fields, quoted, records};
use postil::problem::{Problem, Problems};
use postil::source::{FileIndex, SourceFile};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

fn file(text: &str) -> SourceFile {
    SourceFile { path: "content/terms.yaml".to_owned(), text: text.to_owned(), bytes: Vec::new(), sha256: None, readable: true }
}

fn read_records(text: &str) -> (Records, Vec<Problem>) {
    let mut problems = Problems::default();
    let records = records(FileIndex(0), &file(text), &mut problems);
    (records, problems.sorted())
}

fn read_fields(text: &str) -> (Map, bool, Vec<Problem>) {
    let mut problems = Problems::default();
    let Root { map, is_whole: whole } = fields(FileIndex(0), &file(text), &mut problems);
    (map, whole, problems.sorted())
}

/// Each problem as `code line:column`.
fn places(text: &str, problems: &[Problem]) -> Vec<String> {
    let file = file(text);
    let place = |problem: &Problem| {
        let at = file.position(problem.place.span.start());
        assert!(problem.place.span.end() <= text.len(), "a place lies in its file");
        format!("{} {}:{}", problem.code.name(), at.line, at.column)
    };
    problems.iter().map(place).collect()
}

fn get<'a>(map: &'a Map, name: &str) -> &'a Node {
    let found = map.entries.iter().find(|(key, _)| key.value == name);
    &found.unwrap_or_else(|| panic!("no field {name}")).1
}

fn text_of(node: &Node) -> &str {
    match node {
        Node::Text(scalar) => &scalar.text,
        Node::List(_) | Node::Map(_) => panic!("not a text: {node:?}"),
    }
}

/// Slips in a list of records: what is written, and the one problem that is told.
const SLIPS: &[(&str, &str)] = &[
    // A colon in a text.
    ("- id: a\n  note: Ministry: 803 dead\n", "yaml-colon 2:9"),
    ("- id: a\n  note: he said:\n", "yaml-colon 2:9"),
    ("- id: a\n  note: this is long\n    and here: a colon\n", "yaml-colon 2:9"),
    ("- id: a\n  claim: {says: Ministry: 803}\n", "yaml-colon 2:17"),
    ("- id: a\n  note: كتب: قال\n  quote: x: y\n", "yaml-colon 2:9"),
    ("- id: a\n  also: [Ministry: 803, b]\n", "yaml-colon 2:10"),
    ("- id: a\n  list:\n    - a\n    - b: c: d\n", "yaml-colon 4:10"),
    // Tabs.
    ("- id: a\n\tnote: b\n", "yaml-tab 2:1"),
    ("- id: a\n  note:\tb\n", "yaml-tab 2:8"),
    ("-\tid: a\n  note: b\n", "yaml-tab 1:2"),
    ("- id: a\n  claim:\n  \tsays: b\n", "yaml-tab 3:3"),
    ("- id: a\n  note: b\t\n", "yaml-tab 2:10"),
    ("- id: a\n  note: |\n\ttext\n", "yaml-tab 3:1"),
    ("- id: a\n  note: one\n  \ttwo\n", "yaml-tab 3:3"),
    // Quotation marks.
    ("- id: a\n  quote: \"never closed\n  note: b\n", "yaml-quote 2:10"),
    ("- id: a\n  quote: \"never closed\n  note: \"b\"\n", "yaml-quote 2:10"),
    ("- id: a\n  quote: 'never closed\n", "yaml-quote 2:10"),
    ("- id: a\n  quote: \"a\" and b\n", "yaml-quote 2:14"),
    ("- id: a\n  quote: 'It's here'\n", "yaml-quote 2:14"),
    ("- id: a\n  claim: {says: \"a\" and b}\n", "yaml-quote 2:21"),
    ("- id: a\n  note: @editor said so\n", "yaml-quote 2:9"),
    ("- id: a\n  note: `code` here\n", "yaml-quote 2:9"),
    ("- id: a\n  note: %5 of all\n", "yaml-quote 2:9"),
    ("- id: a\n  note: > 1,000 dead\n", "yaml-quote 2:9"),
    ("- id: a\n  note: |x| is a norm\n", "yaml-quote 2:9"),
    ("- id: a\n  note: [sic] he said\n", "yaml-quote 2:9"),
    ("- id: a\n  note: - a hyphen\n", "yaml-quote 2:9"),
    ("- id: a\n  note: see no. # 3\n    and more\n", "yaml-quote 2:17"),
    // Indentation.
    ("- id: a\n   note: b\n", "yaml-indentation 2:4"),
    ("- id: a\n note: b\n", "yaml-indentation 2:2"),
    ("- id: a\n  claim:\n      says: x\n    question: y\n", "yaml-indentation 4:5"),
    ("- id: a\n  quote: He said\n  that it was\n", "yaml-indentation 3:3"),
    ("- id: a\n  quote: foo\n  - bar\n", "yaml-indentation 3:3"),
    ("- id: a\n  list:\n    - a\n   - b\n", "yaml-indentation 4:4"),
    ("- id: a\n  list:\n    - a\n    b: c\n", "yaml-indentation 4:5"),
    ("- id: a\n  note: >\n      one\n    two\n", "yaml-indentation 4:5"),
    ("- id: a\n  quote: \"x\"\n    note: b\n", "yaml-indentation 3:5"),
    ("- id: a\n  quote: \"one\n two\"\n", "yaml-indentation 3:2"),
    // Commas and brackets.
    ("- id: a\n  claim: {says: A, or B}\n", "yaml-comma 2:20"),
    ("- id: a\n  figures: [{max: 1,300}]\n", "yaml-comma 2:21"),
    ("- id: a\n  claim: {says: A\n  note: b\n", "yaml-comma 2:10"),
    ("- id: a\n  list: [a, b\n", "yaml-comma 2:9"),
    ("- id: a\n  list: [a, , b]\n", "yaml-comma 2:13"),
    ("- id: a\n  list: [{a: b} {c: d}]\n", "yaml-comma 2:17"),
    ("- id: a\n  claim: {a: b}}\n", "yaml-comma 2:16"),
    ("- id: a\n  claim: {a: [b}\n", "yaml-comma 2:16"),
    // References.
    ("- id: a\n  note: *emphasis* here\n", "yaml-reference 2:9"),
    ("- id: a\n  note: *emphasis\n", "yaml-reference 2:9"),
    ("- id: a\n  note: &anchor b\n", "yaml-reference 2:9"),
    ("- id: a\n  note: !important b\n", "yaml-reference 2:9"),
    ("- id: a\n  note: !!str b\n", "yaml-reference 2:9"),
    ("- id: a\n  <<: b\n", "yaml-reference 2:3"),
    ("- id: a\n  list: [a, *b]\n", "yaml-reference 2:13"),
    // Fields.
    ("- id: a\n  note: b\n  note: c\n", "duplicate-field 3:3"),
    ("- id: a\n  claim: {a: b, a: c}\n", "duplicate-field 2:17"),
    ("- id: a\n  note:b\n", "yaml-syntax 2:7"),
    ("- id: a\n  : b\n", "yaml-syntax 2:3"),
    ("- id: a\n  ? b\n  : c\n", "yaml-syntax 2:3"),
    ("- id: a\n  {a: b}: c\n", "yaml-syntax 2:3"),
    ("- id: a\n  note: b\u{7}c\n", "yaml-syntax 2:10"),
    ("- id: a\n  note: b\u{2028}c\n", "yaml-syntax 2:10"),
    // Column 1.
    ("  - id: a\n  - id: b\n", "yaml-column 1:3"),
    ("- id: a\nnote: b\n", "yaml-column 2:1"),
    ("-id: a\n", "yaml-column 1:1"),
    ("id: a\nnote: b\n", "yaml-column 1:1"),
    ("%YAML 1.2\n---\n- id: a\n", "yaml-syntax 1:1"),
    ("- just a text\n", "wrong-type 1:3"),
    ("-\n", "wrong-type 1:2"),
    ("- - id: a\n", "wrong-type 1:3"),
    ("- id: a\n---\n- id: b\n...\n", "yaml-several 2:1"),
    ("- id: a\n<<<<<<< ours\n- id: b\n=======\n- id: c\n>>>>>>> theirs\n", "merge-conflict 2:1"),
];

/// The same in a file that is one map.
const FIELD_SLIPS: &[(&str, &str)] = &[
    ("title: The coast: five documents\n", "yaml-colon 1:8"),
    ("title: a\ntitle: b\n", "duplicate-field 2:1"),
    ("  title: a\n", "yaml-column 1:3"),
    ("- title: a\n", "wrong-type 1:1"),
    ("title: A long\ntitle goes on\n", "yaml-indentation 2:1"),
    ("title: \"A long\ntitle\"\n", "yaml-indentation 2:1"),
    ("title: \"A long\nlanguage: en\n", "yaml-quote 1:8"),
    ("editors:\n- id: a\n - id: b\n", "yaml-indentation 3:2"),
    ("title: a\n---\nlanguage: en\n", "yaml-several 2:1"),
    ("title:a\n", "yaml-syntax 1:6"),
    ("just words\n", "yaml-column 1:1"),
    ("language: en\ntitle:a\n", "yaml-syntax 2:6"),
    ("{title: a}\n", "yaml-column 1:1"),
    ("title: a\n======= \nlanguage: en\n", "merge-conflict 2:1"),
];

#[test]
fn each_slip_is_told_once_where_it_is() {
    let mut wrong = Vec::new();
    for (text, expected) in SLIPS {
        let found = places(text, &read_records(text).1);
        if found != [*expected] {
            wrong.push(format!("{text}  expected {expected}, found {found:?}"));
        }
    }
    for (text, expected) in FIELD_SLIPS {
        let found = places(text, &read_fields(text).2);
        if found != [*expected] {
            wrong.push(format!("{text}  expected {expected}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_slip_is_told_once_with_the_line_ends_of_windows() {
    for (text, expected) in SLIPS.iter().filter(|(text, _)| !text.contains('\r')) {
        let text = text.replace('\n', "\r\n");
        assert_eq!(places(&text, &read_records(&text).1), [*expected], "{text:?}");
    }
}

#[test]
fn a_broken_record_never_hides_its_neighbours() {
    for (slip, expected) in SLIPS.iter().filter(|(text, _)| text.starts_with("- id: a\n  ")) {
        let text = format!("- id: first\n  note: x\n\n# a comment\n{slip}\n- id: last\n  note: y\n");
        let (records, problems) = read_records(&text);
        let ids: Vec<&str> = records.records.iter().map(|record| text_of(get(record, "id"))).collect();
        assert_eq!(ids, ["first", "last"], "{slip}");
        assert_eq!(records.broken, ["a"], "{slip}");
        assert!(!records.unsure, "{slip}");
        let code = expected.split(' ').next();
        assert_eq!(problems.iter().map(|problem| Some(problem.code.name())).collect::<Vec<_>>(), [code], "{slip}");
    }
}

#[test]
fn no_message_speaks_like_a_parser() {
    let all = SLIPS.iter().map(|(text, _)| read_records(text).1).chain(FIELD_SLIPS.iter().map(|(text, _)| read_fields(text).2));
    for problem in all.flatten() {
        let said = format!("{} {}", problem.message, problem.help.join(" ")).to_lowercase();
        for jargon in ["mapping", "scalar", "token", "flow", "node", "sequence", "parse", "scan", "simple key"] {
            assert!(!said.contains(jargon), "{said}");
        }
        assert!(!problem.message.ends_with('.'), "{}", problem.message);
        assert!(!problem.help.is_empty(), "{}", problem.message);
    }
}

#[test]
fn the_help_shows_what_to_type() {
    let help = |text: &str| read_records(text).1.remove(0).help.remove(0);
    assert_eq!(help("- id: a\n  note: Ministry: 803 dead\n"), "write `note: 'Ministry: 803 dead'`");
    assert_eq!(help("- id: a\n  claim: {says: A, or B, or C, by: x}\n"), "write `says: 'A, or B, or C'`");
    assert_eq!(help("- id: a\n  figures: [{max: 1,300}]\n"), "write `max: 1300`: a number has no commas");
    assert_eq!(help("- id: a\n  quote: 'It's here'\n"), "write `quote: It's here`");
    assert_eq!(help("- id: a\n  note: *emphasis* here\n"), "write `note: '*emphasis* here'`");
}

#[test]
fn ids_of_broken_records_are_made_out() {
    let (records, _) = read_records("- id: \"b-1\" # x\n  note: a: b\n- {id: c, says: A, or B}\n- note: x: y\n  id: d\n");
    assert_eq!(records.broken, ["b-1", "c", "d"]);
    assert!(!records.unsure);
    let (records, _) = read_records("- note: x: y\n");
    assert!(records.broken.is_empty());
    assert!(records.unsure);
}

#[test]
fn an_empty_file_is_no_problem() {
    for text in ["", "\n", "# only a comment\n", "---\n", "  # an indented comment\n\n"] {
        assert_eq!(read_records(text), (Records::default(), Vec::new()), "{text:?}");
        let (map, whole, problems) = read_fields(text);
        assert!(map.entries.is_empty() && whole && problems.is_empty(), "{text:?}");
    }
}

#[test]
fn values_are_read_as_written() {
    let (map, whole, problems) =
        read_fields("---\na: no\nb: 1,300\nc: 2025-03-07\nd: ~\ne:\nf: 'it''s'\ng: \"x\\ty\"\nh: >-\n  one\n  two\n");
    assert!(whole && problems.is_empty(), "{problems:?}");
    let texts: Vec<&str> = map.entries.iter().map(|(_, value)| text_of(value)).collect();
    assert_eq!(texts, ["no", "1,300", "2025-03-07", "~", "", "it's", "x\ty", "one two"]);
}

#[test]
fn places_are_those_of_the_editor() {
    let text =
        "# نص 中文\ntitle: نص\nempty:\nsign: 'a'\nblock: | # why\n\n  中文\n  b\n\nlist: # c\n  - x\n  -\nflow: {a: b, c: [d]}\n";
    let (map, whole, problems) = read_fields(text);
    assert!(whole && problems.is_empty(), "{problems:?}");
    let written = |name: &str| get(&map, name).place().span.of(text);
    assert_eq!(written("title"), "نص");
    assert_eq!(written("sign"), "'a'");
    assert_eq!(written("block"), "| # why\n\n  中文\n  b");
    assert_eq!(written("list"), "- x\n  -");
    assert_eq!(written("flow"), "{a: b, c: [d]}");
    let empty = get(&map, "empty").place().span;
    let after = |mark: &str| text.find(mark).expect("the mark is in the text") + mark.len();
    assert_eq!((empty.start(), empty.end()), (after("empty:"), after("empty:")));
    let Node::List(list) = get(&map, "list") else { panic!("a list") };
    let item = list.items[1].place().span;
    assert_eq!((item.start(), item.end()), (after("\n  -\n") - 1, after("\n  -\n") - 1));
    assert_eq!(map.entries[1].0.place.span.of(text), "empty");
}

#[test]
fn depth_is_16_and_no_more() {
    let nested = |depth: usize| format!("- {}x{}\n", "{a: ".repeat(depth), "}".repeat(depth));
    assert!(read_records(&nested(16)).1.is_empty());
    let text = nested(17);
    assert_eq!(places(&text, &read_records(&text).1), ["yaml-depth 1:67"]);
}

#[test]
fn a_file_over_one_mebibyte_is_not_read() {
    let text = "- id: a\n".repeat(131_073);
    let (records, problems) = read_records(&text);
    assert!(records.records.is_empty() && records.unsure);
    assert_eq!(places(&text, &problems), ["file-too-large 1:1"]);
    assert!(read_records(&text[8..]).1.is_empty());
}

#[test]
fn hostile_files_are_refused_in_time() {
    let many = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let one_line = [
        "{a: ", "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "!a ", "'", "\"", "\"a\" ", "a, ", "[a, ", "{a, ", "#", ": ", "é: ",
        "|", "[a: ", "\t", "{\"a\":", "]", "},",
    ];
    let lines = [
        "- id: a: b\n",
        "- a\n",
        "  a: b\n",
        "a: b\n",
        "  - a\n",
        "\n",
        "  \n",
        " #\n",
        "  a\n",
        "  \"a\n",
        "  a: \"b\n",
        "  {a: b\n",
        "  a: |\n",
        "   é\n",
        "- [\n",
        "  a: {\n",
        "- \"\n",
        "  'a': 'b\n",
        "\r\n",
        "---\n",
        "<<<<<<<\n",
        "  ? a\n",
        "  a: *b\n",
    ];
    let mut hostile = vec![format!("- {}", many("{a: ", 400_000)), format!("- {}", many("- ", 400_000))];
    for piece in one_line {
        hostile.extend(["- ", "- id: a\n  b: ", "a: "].map(|before| format!("{before}{}", many(piece, 100_000))));
    }
    for piece in lines {
        let before = ["", "- id: a\n", "- id: a\n  b: x\n", "a:\n", "- a: [\n", "- a: \"\n"];
        hostile.extend(before.map(|before| format!("{before}{}", many(piece, 100_000))));
    }
    hostile.push((0..10_000).map(|number| format!("  a{number}: b\n")).fold("- id: a\n".to_owned(), |text, line| text + &line));
    for text in &hostile {
        for reader in [|text: &str| drop(read_records(text)), |text: &str| drop(read_fields(text))] {
            let begun = Instant::now();
            reader(text);
            let taken = begun.elapsed();
            assert!(taken < Duration::from_secs(10), "{taken:?} for {:?}…", text.chars().take(40).collect::<String>());
        }
    }
}

#[test]
fn the_archive_itself_has_no_yaml_problem() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = std::fs::read_to_string(&path).expect("the file is there");
                let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
                let map = ["archive", "document", "bibliography"].contains(&name.as_str());
                let problems = if map { read_fields(&text).2 } else { read_records(&text).1 };
                assert!(problems.is_empty(), "{}: {:?}", path.display(), places(&text, &problems));
                let agrees = if map { agrees_on_fields(&text) } else { agrees_on_records(&text) };
                assert_eq!(agrees, Ok(()), "{}", path.display());
            }
        }
    }
}

/// Reads with the other library what the strict reader has read, text by text, and compares.
struct Same<'a>(&'a Node);

impl<'de> DeserializeSeed<'de> for Same<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Node::Text(_) => deserializer.deserialize_str(self),
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Same<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if text == text_of(self.0) { Ok(()) } else { Err(E::custom(format!("{text:?} against {:?}", text_of(self.0)))) }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_str("")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Node::List(list) = self.0 else { return Err(A::Error::custom("a list")) };
        for item in &list.items {
            items.next_element_seed(Same(item))?.ok_or_else(|| A::Error::custom("fewer items"))?;
        }
        if items.next_element::<serde::de::IgnoredAny>()?.is_some() { Err(A::Error::custom("more items")) } else { Ok(()) }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Node::Map(map) = self.0 else { return Err(A::Error::custom("a map")) };
        for (key, value) in &map.entries {
            let name: String = entries.next_key()?.ok_or_else(|| A::Error::custom("fewer fields"))?;
            if name != key.value {
                return Err(A::Error::custom(format!("{name:?} against {:?}", key.value)));
            }
            entries.next_value_seed(Same(value))?;
        }
        if entries.next_key::<String>()?.is_some() { Err(A::Error::custom("more fields")) } else { Ok(()) }
    }
}

fn agrees(text: &str, node: &Node) -> Result<(), String> {
    Same(node).deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| error.to_string())
}

/// What the strict reader takes without a problem, the other library reads equal.
fn agrees_on_records(text: &str) -> Result<(), String> {
    let (found, problems) = read_records(text);
    if !problems.is_empty() || found.records.is_empty() {
        return Ok(());
    }
    let place = found.records[0].place;
    let items = found.records.into_iter().map(Node::Map).collect();
    agrees(text, &Node::List(postil::parse::yaml::List { items, place }))
}

fn agrees_on_fields(text: &str) -> Result<(), String> {
    let (map, _, problems) = read_fields(text);
    if !problems.is_empty() || map.entries.is_empty() { Ok(()) } else { agrees(text, &Node::Map(map)) }
}

fn written(value: &impl serde::Serialize) -> String {
    serde_yaml::to_string(value).expect("texts, lists and maps can be written")
}

/// A value of texts, lists and maps only.
fn value() -> impl Strategy<Value = serde_yaml::Value> {
    // The library writes a line separator as it is; the reader takes it only as `"\u2028"`.
    let leaf = words().prop_map(|text| serde_yaml::Value::String(text.replace('\u{2028}', "")));
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_yaml::Value::Sequence),
            map(inner).prop_map(serde_yaml::Value::Mapping),
        ]
    })
}

fn map(inner: impl Strategy<Value = serde_yaml::Value>) -> impl Strategy<Value = serde_yaml::Mapping> {
    // A name on several lines, or `<<`, is not one that the reader takes.
    let name = words()
        .prop_map(|name| name.replace(['\n', '\r', '\u{85}', '\u{2028}'], " ").replace("<<", "«").chars().take(40).collect());
    prop::collection::vec((name.prop_map(serde_yaml::Value::String), inner), 1..5)
        .prop_map(|entries| entries.into_iter().collect())
}

/// Texts with everything that YAML makes something of.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,6}".prop_map(String::from),
        prop::sample::select(vec![
            ": ",
            ":",
            " #",
            "#",
            "'",
            "\"",
            "\n",
            "\n\n",
            "- ",
            "-",
            ", ",
            "{",
            "}",
            "[",
            "]",
            "*",
            "&",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "\\",
            " ",
            "  ",
            "نص",
            "中文",
            "é",
            "e\u{301}",
            "’",
            "😀",
            "no",
            "~",
            "1,300",
            "2025-03-07",
            "\t",
            "\u{85}",
            "\u{2028}",
            "\u{FEFF}",
            "\u{7}",
            "...",
            "---",
            "=",
            "<<",
            "\u{200F}",
            "\r",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn same(node: &Node, value: &serde_yaml::Value) -> bool {
    match (node, value) {
        (Node::Text(text), serde_yaml::Value::String(value)) => text.text == *value,
        (Node::List(list), serde_yaml::Value::Sequence(values)) => {
            list.items.len() == values.len() && list.items.iter().zip(values).all(|(item, value)| same(item, value))
        }
        (Node::Map(map), serde_yaml::Value::Mapping(values)) => {
            map.entries.len() == values.len()
                && map
                    .entries
                    .iter()
                    .zip(values)
                    .all(|((key, item), (name, value))| Some(key.value.as_str()) == name.as_str() && same(item, value))
        }
        _ => false,
    }
}

/// Changes of a text that editors and accidents make: at which character, what is deleted, what is put there.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str)>> {
    let put = prop::sample::select(vec![
        "", "", " ", "  ", "\n", "\n  ", "\n- ", ":", ": ", ", ", "- ", "\"", "'", "{", "}", "[", "]", "#", " #", "*", "&", "!",
        "|", ">", "|-\n", ">\n    ", "\t", "?", "? ", "a", "é", "\\", "%", "@", "\r\n", "...", "---\n", "<<: ", "~", ",", "\n\n",
        "{a: b}", "[a, b]", "\"a\": ", "\u{A0}", "=", "`",
    ]);
    prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize, put), 0..5)
}

fn change(text: &str, changes: &[(prop::sample::Index, usize, &str)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (index, deleted, put) in changes {
        let at = index.index(chars.len() + 1);
        let end = (at + deleted).min(chars.len());
        chars.splice(at..end, put.chars());
    }
    chars.into_iter().collect()
}

const SAMPLES: &[&str] = &[
    "- id: a\n  claim: {says: 'A, or B', by: [x, y], figures: [{min: 2, about: true}]}\n  note: >-\n    one\n    two: three\n\n    four\n",
    "- id: a\n  quote: \"x \\\"y\\\" z\"\n  list:\n  - a\n  - b: c\n    d: e\n  # comment\n- {id: b, note: c}\n",
    "- id: a # why\n  note: |\n    a\n      b\n\n  long: one\n    two\n    three # end\n  'k': ''\n  e:\n  url: http://x.y/z#a?b,c\n",
    "title:\n  en: x\n  id: 'y'\nlist: [a, 'b', \"c\"]\nmap: {\n    a: b,\n    c: d\n  }\nq: \"one\n  two\\n three\"\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_library_writes_is_read_equal(maps in prop::collection::vec(map(value()), 1..4)) {
        let text = written(&maps);
        let (found, problems) = read_records(&text);
        prop_assert!(problems.is_empty(), "{}\n{:?}", text, problems);
        prop_assert_eq!(found.records.len(), maps.len());
        for (record, map) in found.records.iter().zip(&maps) {
            prop_assert!(same(&Node::Map(record.clone()), &serde_yaml::Value::Mapping(map.clone())), "{}\n{:?}", text, record);
        }
    }

    #[test]
    fn a_map_that_the_library_writes_is_read_equal(map in map(value())) {
        let text = written(&map);
        let (found, whole, problems) = read_fields(&text);
        prop_assert!(problems.is_empty() && whole, "{}\n{:?}", text, problems);
        prop_assert!(same(&Node::Map(found.clone()), &serde_yaml::Value::Mapping(map)), "{}\n{:?}", text, found);
    }

    #[test]
    fn what_is_taken_from_a_changed_file_the_library_reads_equal(
        text in prop_oneof![
            prop::collection::vec(map(value()), 1..3).prop_map(|maps| written(&maps)),
            map(value()).prop_map(|map| written(&map)),
            prop::sample::select(SAMPLES.to_vec()).prop_map(str::to_owned),
            prop::sample::select(SAMPLES.to_vec()).prop_map(str::to_owned),
        ],
        changes in changes(),
    ) {
        let text = change(&text, &changes);
        prop_assert_eq!(agrees_on_records(&text), Ok(()), "{:?}", text);
        prop_assert_eq!(agrees_on_fields(&text), Ok(()), "{:?}", text);
        places(&text, &read_records(&text).1);
        places(&text, &read_fields(&text).2);
    }

    #[test]
    fn any_text_at_all_is_survived(text in prop_oneof![any::<String>(), "[ a:#\n\t'\"{}\\[\\],*&!|>%?é-]{0,40}", Just(String::new())]) {
        places(&text, &read_records(&text).1);
        let record = format!("- {text}");
        places(&record, &read_records(&record).1);
        places(&text, &read_fields(&text).2);
        let field = format!("a: {text}");
        places(&field, &read_fields(&field).2);
    }

    #[test]
    fn the_place_of_a_plain_text_is_its_characters(before in words(), text in "[a-zé中ن]([a-zé中ن ,]{0,12}[a-zé中ن])?") {
        let file = format!("# {}\nfirst: {}\nkey: {text} # after\n", before.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{FEFF}'), ""), quoted(&before));
        let (map, _, problems) = read_fields(&file);
        prop_assert!(problems.is_empty(), "{:?}", problems);
        let Node::Text(scalar) = get(&map, "key") else { panic!("a text") };
        prop_assert_eq!(scalar.place.span.of(&file), text.as_str());
        prop_assert_eq!(scalar.style, Style::Plain);
        prop_assert_eq!(text_of(get(&map, "first")), before);
    }

    #[test]
    fn a_quoted_text_reads_back_equal_wherever_it_stands(text in words()) {
        let written = quoted(&text);
        prop_assert!(!written.contains('\n'));
        let file = format!("- a: {written}\n  b: {{c: {written}, d: [{written}, {written}]}}\n  e:\n  - {written}\n");
        let (found, problems) = read_records(&file);
        prop_assert!(problems.is_empty(), "{}{:?}", file, problems);
        prop_assert_eq!(text_of(get(&found.records[0], "a")), text.as_str());
        let Node::Map(inner) = get(&found.records[0], "b") else { panic!("a map") };
        prop_assert_eq!(text_of(get(inner, "c")), text.as_str());
        prop_assert_eq!(agrees_on_records(&file), Ok(()));
    }
}
