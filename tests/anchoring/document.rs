//! The hash, the breaks, the paragraphs and the translations around the notes.

use super::case::{Anchored, case, case_with_english, inside, place, quote, text};
use postil::model::{Alignment, ContentNote, Element, Piece, Quote};
use postil::problem::Code;
use postil::source::digest::sha256;
use postil::source::{Placed, SourceFile, Sources, Span};

#[test]
fn a_changed_text_is_told_with_how_its_notes_stand() {
    let mut case = case(&["words"]).note(quote("words"));
    case.draft.record.text_sha256 = Some(Placed::new("decaf".to_string(), place(5)));
    let result = case.anchored();
    result.tells(Code::TextChanged, &["its notes: 1 exact", "postil anchors report"]);
    assert_eq!(result.problems[0].place, place(5));
}

#[test]
fn a_text_whose_lines_end_otherwise_is_told_as_such_and_puts_no_note_in_doubt() {
    let in_lines = ["one two\n\nthree two", "one two\r\n\r\nthree two"].map(|text| sha256(text.as_bytes()));
    let twice = Quote { paragraph: inside(2), ..quote("two") };
    for (recorded, is_told) in [(&in_lines[0], true), (&in_lines[1], true), (&sha256(b"one two"), false)] {
        let mut case = case(&["one two", "three two"]).note(twice.clone());
        case.draft.record.text_sha256 = Some(Placed::new(recorded.clone(), place(5)));
        let result = case.anchored();
        let told: Vec<Code> = result.problems.iter().map(|problem| problem.code).collect();
        let gitattributes = result.problems[0].help.iter().any(|help| help.contains(".gitattributes"));
        assert_eq!(gitattributes, is_told, "{:?}", result.problems);
        assert_eq!(told.contains(&Code::AnchorInDoubt), !is_told, "{told:?}");
    }
}

#[test]
fn a_hash_may_be_written_in_capitals() {
    let mut case = case(&["words"]);
    case.draft.record.text_sha256 = Some(Placed::new("C0FFEE".to_string(), place(5)));
    assert!(case.anchored().problems.is_empty());
}

#[test]
fn a_changed_translation_is_told() {
    let mut case = case_with_english(&["kata"], &["words"]);
    case.draft.translations[0].record.text_sha256 = Some(Placed::new("decaf".to_string(), place(6)));
    case.anchored().tells(Code::TextChanged, &["3/text.en.txt"]);
}

#[test]
fn a_text_that_could_not_be_read_is_not_told_again() {
    let mut case = case_with_english(&[""], &["words"]).note(quote("words")).breaks(quote("words"));
    let mut files: Vec<SourceFile> = case.sources.iter().map(|(_, file)| file.clone()).collect();
    files[1].readable = false;
    case.draft.text = text(&[]);
    case.sources = Sources::new(files);
    let result = case.anchored();
    assert!(result.problems.is_empty(), "{:?}", result.problems);
    assert!(result.broken.excuses("note", "report/n0"));
}

#[test]
fn a_content_note_names_paragraphs_that_exist() {
    let mut case = case(&["one", "two"]).breaks(quote("wo"));
    let paragraphs = [3, 4].map(|number| Placed::new(number, place(number))).to_vec();
    case.draft.record.content_notes.push(ContentNote { about: "killing".to_string(), paragraphs });
    let result = case.anchored();
    result.tells(Code::UnknownParagraph, &["no `p4`", "`p1` to `p3`"]);
    assert_eq!(result.problems[0].place, place(4));
}

#[test]
fn leftovers_that_stand_twice_are_told_apart_and_take_no_words_of_the_text_with_them() {
    let told = |furniture: Quote| {
        let mut case = case(&["Share Nobody was killed. Share"]);
        case.draft.furniture = vec![furniture];
        case.anchored()
    };
    told(quote("Share")).tells(
        Code::QuoteAmbiguous,
        &["write `{before: 'Share', suffix: 'Nobody'}`", "write `{before: 'Share', prefix: 'killed.'}`"],
    );
    let words = |words: &str| Some(Box::new(Placed::new(words.to_string(), place(1))));
    assert!(told(Quote { suffix: words("Nobody"), ..quote("Share") }).problems.is_empty());
    assert!(told(Quote { prefix: words("killed."), ..quote("Share") }).problems.is_empty());
}

#[test]
fn furniture_is_found_and_sorted() {
    let mut case = case(&["Share Tweet The text. Subscribe"]);
    case.draft.furniture = vec![quote("Subscribe"), quote("Share Tweet")];
    let result = case.anchored();
    assert_eq!(*result.document.text.furniture, [Span::new(0, 11), Span::new(22, 31)]);
}

#[test]
fn a_break_begins_a_paragraph_and_leaves_white_space_before_it() {
    let before = text(&["A pogrom On Thursday, clashes.", "Last."]);
    let result = case(&["A pogrom On Thursday, clashes.", "Last."]).breaks(quote("On Thursday")).anchored();
    assert_eq!(result.paragraphs(), ["A pogrom ", "On Thursday, clashes.", "Last."]);
    assert_eq!(result.document.text.plain, before.plain);
    let expected = [
        Piece::Open(Element::Paragraph),
        Piece::Words { span: Span::new(0, 9), source: 0 },
        Piece::EditorialBreak,
        Piece::Words { span: Span::new(9, 30), source: 9 },
        Piece::Close,
    ];
    assert_eq!(result.document.text.pieces[..5], expected);
    assert!(result.problems.is_empty());
}

#[test]
fn a_break_is_never_seen_by_a_quotation() {
    let result = case(&["A pogromOn Thursday"]).breaks(quote("On Thursday")).note(quote("pogromOn")).anchored();
    assert_eq!(result.found(), ["pogromOn"]);
}

#[test]
fn paragraphs_are_counted_after_the_breaks() {
    let anchor = Quote { paragraph: inside(2), ..quote("HTS") };
    let result = case(&["HTS came. Then HTS left."]).breaks(quote("Then")).note(anchor).anchored();
    assert_eq!(result.spans(0), Some(vec![(15, 18)]));
}

#[test]
fn a_break_where_a_paragraph_begins_is_refused() {
    let result = case(&["One.", "Two."]).breaks(quote("Two")).anchored();
    result.tells(Code::QuoteNotFound, &["`p2` begins here already"]);
    let twice = case(&["One. Two."]).breaks(quote("Two")).breaks(quote("Two.")).anchored();
    twice.tells(Code::QuoteNotFound, &["`p2` begins here already"]);
    assert_eq!(twice.document.text.paragraphs.len(), 2);
}

#[test]
fn a_break_inside_a_heading_is_refused() {
    for element in [Element::Heading(2), Element::Code(None), Element::Table] {
        let mut case = case(&["One two"]).breaks(quote("two"));
        case.draft.text.pieces[0] = Piece::Open(element);
        let pieces = case.draft.text.pieces.clone();
        let result = case.anchored();
        result.tells(Code::QuoteNotFound, &["a paragraph cannot begin inside"]);
        assert_eq!(result.document.text.pieces, pieces);
    }
}

#[test]
fn a_break_before_emphasis_takes_the_emphasis_along() {
    let mut case = case(&["One two"]).breaks(quote("two"));
    case.draft.text.pieces = Box::new([
        Piece::Open(Element::Paragraph),
        Piece::Words { span: Span::new(0, 4), source: 0 },
        Piece::Open(Element::Emphasis),
        Piece::Words { span: Span::new(4, 7), source: 5 },
        Piece::Close,
        Piece::Close,
    ]);
    let result = case.anchored();
    assert_eq!(result.document.text.pieces[2..4], [Piece::EditorialBreak, Piece::Open(Element::Emphasis)]);
}

#[test]
fn a_break_may_stand_inside_emphasis() {
    let mut case = case(&["One two"]).breaks(quote("two"));
    let mut pieces = case.draft.text.pieces.into_vec();
    pieces.insert(1, Piece::Open(Element::Emphasis));
    pieces.push(Piece::Close);
    case.draft.text.pieces = pieces.into();
    let result = case.anchored();
    assert!(result.problems.is_empty());
    assert_eq!(result.document.text.pieces[3], Piece::EditorialBreak);
}

#[test]
fn a_break_that_stands_twice_is_told_how_to_be_written() {
    let result = case(&["They came. They came back."]).breaks(quote("They came")).anchored();
    result.tells(Code::QuoteAmbiguous, &["write `{before: 'They came', prefix: 'came.'}`"]);
}

#[test]
fn a_break_that_is_missing_is_the_only_thing_told() {
    let mut case = case_with_english(&["HTS came. Then HTS left."], &["One.", "Two."])
        .breaks(quote("Afterwards nobody"))
        .note(Quote { paragraph: inside(2), ..quote("HTS") })
        .note(Quote { paragraph: inside(2), ..quote("left") });
    let paragraphs = vec![Placed::new(2, place(7))];
    case.draft.record.content_notes.push(ContentNote { about: "killing".to_string(), paragraphs });
    let result = case.anchored();
    assert_eq!(result.codes(), [Code::QuoteNotFound]);
    assert_eq!(result.spans(0), None, "which one is meant cannot be known");
    assert_eq!(result.spans(1), Some(vec![(19, 23)]));
}

fn pair(source: &[usize], translation: &[usize], number: usize) -> Alignment {
    Alignment { source: source.to_vec(), translation: translation.to_vec(), place: place(number) }
}

fn aligned(pairs: Vec<Alignment>) -> Anchored {
    let mut case = case_with_english(&["a", "b", "c"], &["A", "B"]);
    case.draft.translations[0].record.align = Some(Placed::new(pairs, place(20)));
    case.anchored()
}

#[test]
fn a_translation_of_another_length_needs_an_alignment() {
    let result = case_with_english(&["a", "b", "c"], &["A", "B"]).anchored();
    result.tells(Code::Misaligned, &["the original has 3 paragraphs, the translation 2", "align: [[p1, p1], [[p2, p3], p2]]"]);
    assert_eq!(result.problems[0].place, place(4));
    assert!(case_with_english(&["a", "b"], &["A", "B"]).anchored().problems.is_empty());
}

#[test]
fn an_alignment_names_every_paragraph_once_and_in_order() {
    assert!(aligned(vec![pair(&[1], &[1], 21), pair(&[2, 3], &[2], 22)]).problems.is_empty());
    assert!(aligned(vec![pair(&[1], &[1], 21), pair(&[2], &[], 22), pair(&[3], &[2], 23)]).problems.is_empty());
    for (pairs, number, part) in [
        (vec![pair(&[1], &[1], 21), pair(&[2], &[2], 22)], 20, "`p3` of the original is in no pair"),
        (vec![pair(&[1], &[1], 21), pair(&[3], &[2], 22)], 22, "`p2` of the original is missing before `p3`"),
        (vec![pair(&[1, 2], &[1], 21), pair(&[2, 3], &[2], 22)], 22, "`p2` of the original stands twice"),
        (vec![pair(&[1], &[1], 21), pair(&[2, 3], &[2, 3], 22)], 22, "the translation has no `p3`"),
        (vec![pair(&[1], &[1], 21), pair(&[2, 3], &[2], 22), pair(&[], &[], 23)], 23, "no paragraph"),
    ] {
        let result = aligned(pairs);
        result.tells(Code::Misaligned, &[part]);
        assert_eq!(result.problems[0].place, place(number), "{part}");
    }
}
