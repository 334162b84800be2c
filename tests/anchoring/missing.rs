//! An editor whose words are not found is told what stands there.

use super::case::{TEXT, anchored, case_with_english, on, place, quote};
use postil::model::{Passage, Quote, Side};
use postil::problem::Code;
use postil::source::Span;

#[test]
fn the_nearest_words_are_shown_word_by_word() {
    let result = anchored(
        &["It began on a Thursday.", "The war has left over 1,040 people dead, most of them civilians."],
        quote("has left over 1,050 people dead, nearly most of civilians"),
    );
    result.tells(
        Code::QuoteNotFound,
        &[
            "in `p2`",
            "the text has “1,040” where the quotation has “1,050”",
            "the quotation has “nearly” after “dead,”",
            "lacks “them” after “of”",
        ],
    );
    let (place, _) = &result.problems[0].related[0];
    let position = result.sources.position(*place);
    assert_eq!((place.file, position.line, position.column), (TEXT, 3, 9));
}

#[test]
fn a_long_quotation_is_known_by_its_ends() {
    let sentence = "After the clashes in the north of the country, thousands of armed men went down to the coast, where they \
        broke into houses, asked people to which of the communities they belonged, and killed those who gave the wrong answer.";
    let result = anchored(&["Before.", sentence], quote(&sentence.replace("houses", "flats")));
    result.tells(Code::QuoteNotFound, &["the text has “houses,” where the quotation has “flats,”"]);
}

#[test]
fn upper_and_lower_case_is_told_as_such() {
    anchored(&["YESTERDAY it was reported"], quote("Yesterday it was"))
        .tells(Code::QuoteNotFound, &["only upper and lower case differs: type “YESTERDAY it was”"]);
}

#[test]
fn nothing_near_is_told_as_such() {
    anchored(&["Selama beberapa hari terakhir"], quote("xyzzy plugh quux"))
        .tells(Code::QuoteNotFound, &["nothing in the text is near"]);
}

#[test]
fn words_of_the_translation_are_told_as_such() {
    let case = case_with_english(&["Ratusan orang terbunuh."], &["Hundreds of people were killed."]);
    case.note(quote("people were killed")).anchored().tells(Code::QuoteNotFound, &["add `on: en`"]);
    let case = case_with_english(&["Ratusan orang terbunuh."], &["Hundreds of people were killed."]);
    let wrong = Quote { on: on("en"), ..quote("orang terbunuh") };
    case.note(wrong).anchored().tells(Code::QuoteNotFound, &["leave `on` out", "the translation (`en`)"]);
}

#[test]
fn a_note_can_stand_on_a_translation() {
    let case = case_with_english(&["Ratusan orang terbunuh."], &["Hundreds of people were killed."]);
    let result = case.note(Quote { on: on("en"), ..quote("people") }).anchored();
    let passage = Passage { side: Side::translation(0), span: Span::new(12, 18) };
    assert_eq!(*result.document.notes[0].anchor, [passage]);
}

#[test]
fn a_translation_that_is_not_there_is_told_with_those_that_are() {
    let case = case_with_english(&["Ratusan."], &["Hundreds."]);
    let result = case.note(Quote { on: on("fr"), ..quote("Centaines") }).anchored();
    result.tells(Code::UnknownTranslation, &["`fr`", "`en`"]);
    assert_eq!(result.problems[0].place, place(3));
}
