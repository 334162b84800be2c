//! What people see.

use super::{Counts, Found, Paint, report, summary};
use crate::problem::{Code, Problem};
use crate::source::{FileIndex, Place, SourceFile, Sources, Span};

fn sources(texts: &[&str]) -> Sources {
    let file = |(number, text): (usize, &&str)| SourceFile {
        path: format!("content/{number}.yaml"),
        text: (*text).to_owned(),
        bytes: Vec::new(),
        sha256: None,
        readable: true,
    };
    Sources::new(texts.iter().enumerate().map(file).collect())
}

fn place(file: u32, start: usize, end: usize) -> Place {
    Place { file: FileIndex(file), span: Span::new(start, end) }
}

fn shown(texts: &[&str], problem: Problem) -> String {
    report(Found { sources: &sources(texts), problems: &[problem] }, Paint::Plain)
}

fn at(text: &str, start: usize, end: usize) -> String {
    shown(&[text], Problem::new(Code::UnknownField, place(0, start, end), "no such field"))
}

#[test]
fn a_problem_shows_its_line_its_relatives_and_what_to_type() {
    let problem = Problem::new(Code::DuplicateId, place(1, 6, 7), "there is another term `a`")
        .related(place(0, 6, 7), "the other")
        .help("give one of them another id");
    let expected = "\
error[duplicate-id]: there is another term `a`
 --> content/1.yaml:1:7
  |
1 | - id: a
  |       ^
  |
 ::: content/0.yaml:1:7
  |
1 | - id: a
  |       - the other
  |
  = help: give one of them another id

";
    assert_eq!(shown(&["- id: a\n", "- id: a\n  x: y\n"], problem), expected);
}

#[test]
fn a_place_over_several_lines_is_marked_on_the_first() {
    let text = at("one\ntwo  \r\nthree\n", 4, 16);
    assert!(text.contains("content/0.yaml:2:1\n") && text.contains("2 | two  \n  | ^^^\n"), "{text}");
}

#[test]
fn places_without_width_work_everywhere() {
    let texts = ["", "\n", "abc", "abc\n", "abc\r\n", "\n\n", "كتاب\n", "\t"];
    for text in texts {
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            let shown = at(text, offset, offset);
            assert!(shown.starts_with("error[unknown-field]: no such field\n"), "{text:?} {offset}: {shown}");
            assert!(shown.contains("--> content/0.yaml:"), "{text:?} {offset}: {shown}");
        }
    }
    assert_eq!(at("", 0, 0), "error[unknown-field]: no such field\n--> content/0.yaml:1:1\n\n");
}

#[test]
fn a_line_of_thirteen_thousand_letters_is_cut_round_the_place() {
    let line = "word ".repeat(2600);
    for start in [0, 6500, 12_990] {
        let text = at(&line, start, start + 4);
        assert!(text.lines().all(|line| line.chars().count() <= 125), "{text}");
        assert!(text.contains(&format!("content/0.yaml:1:{}\n", start + 1)) && text.contains("^^^^"), "{text}");
    }
    let arabic = "كتاب ".repeat(2600);
    assert!(at(&arabic, 900, 909).lines().all(|line| line.chars().count() <= 170));
}

#[test]
fn a_line_with_arabic_has_its_words_quoted_instead_of_a_caret() {
    let expected = "\
error[unknown-field]: no such field
--> content/0.yaml:1:6
 = line 1: say: كتاب
 = column 6: “كتاب”

";
    assert_eq!(at("say: كتاب\n", 5, 13), expected);
}

#[test]
fn the_column_counts_characters_behind_tabs_and_wide_letters() {
    let text = at("\t文字 x: y", 8, 9);
    assert!(text.contains("content/0.yaml:1:5\n") && text.contains("1 |     文字 x: y\n  |          ^\n"), "{text}");
}

#[test]
fn a_terminal_obeys_nothing_that_stands_in_a_file() {
    let problem =
        Problem::new(Code::UnknownField, place(0, 0, 1), "a \u{1b}[2J").help("b \u{1b}[2J").related(place(0, 0, 1), "\u{1b}");
    assert!(!shown(&["a \u{1b}[2J\u{202e}b"], problem).contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_last_line_counts_what_there_is() {
    assert_eq!(summary(Counts { errors: 2, warnings: 1, hints: 3 }, 5), "2 errors, 1 warning, 3 hints in 5 documents");
    assert_eq!(summary(Counts { hints: 1, ..Counts::default() }, 1), "1 hint in 1 document");
    assert_eq!(summary(Counts::default(), 0), "no problems in 0 documents");
}
