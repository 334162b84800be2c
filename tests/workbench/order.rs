//! Files that are put in order, and records that are changed where they stand: nothing else in them moves.

use postil::model::{Change, Proposal};
use postil::pipeline::{self, Entry};
use postil::problem::{Code, Problems};
use postil::source::{SourceFile, Sources, Span};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

const WORDS: [&str; 8] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "iota", "kappa"];

fn archive(notes: &str, record: &str) -> Sources {
    let text = format!("{}.\n", WORDS.join(" "));
    let file = |path: &str, text: &str| SourceFile {
        path: format!("content/{path}"),
        text: text.to_owned(),
        bytes: Vec::new(),
        sha256: path.contains("/text.").then(|| "a".repeat(64)),
        readable: true,
    };
    Sources::new(vec![
        file("archive.yaml", "title: A\n"),
        file("documents/d/document.yaml", record),
        file("documents/d/text.md", &text),
        file("documents/d/notes.yaml", notes),
    ])
}

const RECORD: &str =
    "title: D\nlanguage: en\nkind: post\ntext_sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";

fn text_of<'a>(sources: &'a Sources, path: &str) -> &'a str {
    &sources.find(&format!("content/documents/d/{path}")).unwrap().1.text
}

fn tidied(sources: &Sources) -> Sources {
    pipeline::tidy(sources, &pipeline::survey(sources, Problems::default())).sources
}

/// A word as YAML, in one of the ways in which editors write it.
fn written(word: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![
        Just(word.to_owned()),
        Just(format!("'{word}'")),
        Just(format!("\"{word}\"")),
        Just(format!("{word}   # why")),
        Just(format!(">-\n    {word}")),
        Just(format!("|-\n    {word}")),
    ]
}

/// A record with comments above, inside and behind it.
fn record(number: usize) -> impl Strategy<Value = String> {
    let word = WORDS[number];
    let above = proptest::collection::vec(0..2_usize, 0..3);
    (above, written(word), 0..4_usize, proptest::bool::ANY).prop_map(move |(above, quote, shape, blank)| {
        let comments: String =
            above.iter().map(|kind| [format!("# of {word}\n"), format!("#of {word}: more\n")][*kind].clone()).collect();
        let blank = if blank { "\n" } else { "" };
        let body = match shape {
            0 => format!("- id: n{number}\n  quote: {quote}\n  note: A remark.\n"),
            1 => format!("- {{id: n{number}, quote: {word}}}  # in one line\n"),
            2 => format!("-   quote: {}\n    id: n{number}\n", quote.replace("\n    ", "\n      ")),
            _ => format!(
                "- id: n{number}\n\n  # inside {word}\n  quote: {quote}\n# at the left, inside {word}\n  note: |+\n    Kept.\n"
            ),
        };
        format!("{comments}{body}{blank}")
    })
}

fn sidecar() -> impl Strategy<Value = (String, Vec<usize>)> {
    let records: Vec<_> = (0..WORDS.len()).map(record).collect();
    let order = Just((0..WORDS.len()).collect::<Vec<usize>>()).prop_shuffle();
    let modeline = "# yaml-language-server: $schema=../notes.json\n";
    let head =
        prop_oneof![Just(""), Just("# The head of the file.\n\n"), Just("---\n"), Just("# Of the first.\n"), Just(modeline),];
    (records, order, head, 0..3_usize).prop_map(|(records, order, head, end)| {
        let body: String = order.iter().map(|at| records[*at].as_str()).collect();
        let mut text = format!("{head}{body}");
        match end {
            0 => text.push_str("# The end of the file."),
            1 => text.truncate(text.trim_end().len()),
            _ => {}
        }
        (text, order)
    })
}

fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    lines
}

fn ids(text: &str) -> Vec<usize> {
    let parts = text.split("id: n").skip(1);
    parts.map(|part| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn notes_come_in_the_order_of_their_words_and_no_line_is_lost((notes, order) in sidecar()) {
        let sources = archive(&notes, RECORD);
        let after = tidied(&sources);
        let text = text_of(&after, "notes.yaml");
        prop_assert_eq!(sorted_lines(text), sorted_lines(&notes));
        prop_assert_eq!(text_of(&after, "document.yaml"), RECORD);
        // Either all of them are in order, or the file could not be sorted without saying something else.
        let in_order: Vec<usize> = (0..WORDS.len()).collect();
        prop_assert!(ids(text) == in_order || text == notes, "{}", text);
        if order == in_order {
            prop_assert_eq!(text, &notes);
        }
        // What is said to an editor's program stays at the head.
        prop_assert!(!text.contains("# yaml-language-server") || text.starts_with("# yaml-language-server"), "{}", text);
        // Each note says what it said before.
        let said = |sources: &Sources| {
            let survey = pipeline::survey(sources, Problems::default());
            let mut said: Vec<_> = survey.states[0].notes.iter().map(|note| (note.note.clone(), note.quote.clone())).collect();
            said.sort();
            said
        };
        prop_assert_eq!(said(&sources), said(&after));
        // Once is enough.
        let again = tidied(&after);
        prop_assert_eq!(text_of(&again, "notes.yaml"), text);
        // A comment stays between the record before and its own.
        if text != notes {
            let id = |number: usize| text.find(&format!("id: n{number}")).unwrap();
            for (number, word) in WORDS.iter().enumerate() {
                for (at, _) in text.match_indices(&format!("of {word}")) {
                    prop_assert!(at < id(number) && (number == 0 || at > id(number - 1)), "{}", text);
                }
            }
        }
    }

    #[test]
    fn a_record_is_changed_where_it_stands_and_nowhere_else((notes, order) in sidecar(), number in 0..WORDS.len(), words in 0..4_usize) {
        let sources = archive(&notes, RECORD);
        let survey = pipeline::survey(&sources, Problems::default());
        // A remark behind a word without quotation marks may be part of the text: it is told, and stays.
        let unlike_remarks = survey.problems.iter().find(|problem| problem.code != Code::YamlComment);
        prop_assert!(unlike_remarks.is_none(), "{:?}", unlike_remarks);
        let words = ["beta: gamma", "it’s “so”, isn't it", "- a # b", "plain words"][words];
        let note = survey.states[0].notes.iter().find(|note| note.note == format!("n{number}")).unwrap();
        prop_assert_eq!(&note.quote, WORDS[number]);
        let proposal = Proposal {
            quote: words.to_owned(),
            prefix: Some("one: two".to_owned()),
            suffix: None,
            paragraph: None,
            span: Span::new(0, 1),
        };
        let entry = Entry { on: "2025-03-07".to_owned(), by: None, was: "an 'old' one, here".to_owned(), change: Change::Number };
        let Some(first) = pipeline::amend(&sources, &[(note, &proposal, Some(&entry))]) else {
            return Err(proptest::test_runner::TestCaseError::fail(format!("not changed: {notes}")));
        };
        let second = pipeline::survey(&first, Problems::default());
        let again = second.states[0].notes.iter().find(|note| note.note == format!("n{number}")).unwrap();
        prop_assert_eq!(&again.was, &format!("one: two {words}"));
        // A second change is added to the history.
        let twice = pipeline::amend(&first, &[(again, &proposal, Some(&entry))]);
        prop_assert!(twice.is_some());
        // Every line of the other records is still there, comments and all.
        let lines: Vec<&str> = text_of(&first, "notes.yaml").lines().collect();
        for line in notes.lines().filter(|line| line.contains('#') && !line.contains(WORDS[number])) {
            prop_assert!(lines.contains(&line) || line.contains("# why"), "{} is lost", line);
        }
        prop_assert_eq!(order.len(), WORDS.len());
    }
}

#[test]
fn the_hash_is_filled_in_where_there_is_none_and_nothing_else_is_touched() {
    let record = "# The record.\ntitle: D   # printed\n\nlanguage: en\nkind: post # of a kind\n# The end.\n";
    let after = tidied(&archive("- {id: a, quote: alpha}\n", record));
    let hash = "a".repeat(64);
    let expected = record.replace("of a kind\n", &format!("of a kind\ntext_sha256: {hash}\n"));
    assert_eq!(text_of(&after, "document.yaml"), expected);
    let crlf = record.replace('\n', "\r\n");
    let after = tidied(&archive("- {id: a, quote: alpha}\r\n", &crlf));
    assert_eq!(text_of(&after, "document.yaml"), expected.replace('\n', "\r\n"));
}
