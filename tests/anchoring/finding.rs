//! Words are bound where they stand and nowhere else.

use super::case::{TEXT, anchored, case, inside, place, quote, words};
use postil::model::Quote;
use postil::problem::Code;

#[test]
fn a_quotation_is_found_where_it_stands() {
    let result = anchored(&["Over 1,200 were killed.", "Some fled."], quote("1,200 were"));
    assert_eq!(result.spans(0), Some(vec![(5, 15)]));
    assert!(result.problems.is_empty());
}

#[test]
fn any_white_space_matches_any_other_also_between_paragraphs() {
    let result = anchored(&["The town\u{a0}was\r\nburnt.", "Then  they left."], quote(" town was burnt.\nThen they "));
    assert_eq!(result.found(), ["town\u{a0}was\r\nburnt.\nThen  they"]);
    assert!(result.problems.is_empty());
}

#[test]
fn a_match_ends_before_the_white_space_that_follows() {
    let result = anchored(&["they said  and left"], quote("they said"));
    assert_eq!(result.found(), ["they said"]);
}

#[test]
fn typographic_marks_are_the_same_but_told() {
    let result = anchored(&["the ‘good’ jihadists — she said… “no”"], quote("'good' jihadists - she said... \"no\""));
    assert_eq!(result.found(), ["‘good’ jihadists — she said… “no”"]);
    result.tells(Code::QuoteVariant, &["type “‘good’ jihadists — she said… “no””"]);
    assert_eq!(result.problems[0].place, place(0));
}

#[test]
fn composed_letters_and_invisible_characters_are_the_same_but_told() {
    let result = anchored(&["the caf\u{e9} in co\u{ad}operation"], quote("cafe\u{301} in cooperation"));
    assert_eq!(result.found(), ["caf\u{e9} in co\u{ad}operation"]);
    assert_eq!(result.codes(), [Code::QuoteVariant]);
}

#[test]
fn the_exact_words_win_over_a_variant() {
    let result = anchored(&["it’s here, it's there"], quote("it's"));
    assert_eq!(result.spans(0), Some(vec![(13, 17)]));
    assert!(result.problems.is_empty());
}

#[test]
fn a_variant_that_stands_twice_is_refused() {
    let result = anchored(&["it’s here, it’s there"], quote("it's"));
    assert_eq!(result.codes(), [Code::QuoteAmbiguous]);
}

#[test]
fn a_prefix_with_other_quotation_marks_is_told_at_the_prefix() {
    let result = anchored(&["he’s gone. she’s gone."], Quote { prefix: words("she's"), ..quote("gone") });
    assert_eq!(result.spans(0), Some(vec![(21, 25)]));
    assert_eq!((result.problems[0].code, result.problems[0].place), (Code::QuoteVariant, place(1)));
}

#[test]
fn a_picture_made_of_several_is_never_taken_for_its_parts() {
    let result = anchored(&["the 👩\u{200d}🚀 flew"], quote("👩🚀"));
    assert_eq!((result.spans(0), result.codes()), (None, vec![Code::QuoteNotFound]));
}

#[test]
fn a_match_never_cuts_a_character() {
    let result = anchored(&["the cafe\u{301} burnt"], quote("cafe"));
    result.tells(Code::QuoteNotFound, &["only as a part of characters", "“cafe\u{301}”"]);
    let family = anchored(&["the 👩\u{200d}🚀 flew"], quote("👩"));
    family.tells(Code::QuoteNotFound, &["only as a part of characters"]);
    let dots = anchored(&["and so on… and on"], quote("on.."));
    dots.tells(Code::QuoteNotFound, &["only as a part of characters"]);
}

#[test]
fn a_whole_character_is_found_beside_one_that_would_be_cut() {
    let result = anchored(&["e\u{301} or e"], quote("e"));
    assert_eq!(result.spans(0), Some(vec![(7, 8)]));
}

#[test]
fn an_empty_quotation_is_refused() {
    for empty in ["", " \n", "\u{ad}"] {
        anchored(&["words"], quote(empty)).tells(Code::QuoteNotFound, &["empty"]);
    }
}

#[test]
fn a_dropped_note_is_remembered_by_name() {
    let result = case(&["words"]).note(quote("nothing of the kind")).note(quote("words")).anchored();
    assert!(result.broken.excuses("note", "report/n0"));
    assert!(!result.broken.excuses("note", "report/n1"));
    assert_eq!(result.document.notes.len(), 1);
}

// Several places.

#[test]
fn a_quotation_that_stands_twice_is_refused() {
    let result = anchored(&["HTS came.", "Then HTS left."], quote("HTS"));
    result.tells(Code::QuoteAmbiguous, &["twice", "in `p1`, write `suffix: 'came'`", "in `p2`, write `suffix: 'left'`"]);
    let related: Vec<_> = result.problems[0].related.iter().map(|(place, _)| result.sources.position(*place)).collect();
    assert_eq!(related.iter().map(|position| (position.line, position.column)).collect::<Vec<_>>(), [(1, 1), (3, 6)]);
    assert!(result.problems[0].related.iter().all(|(place, _)| place.file == TEXT));
}

#[test]
fn the_advice_is_short_in_scripts_without_spaces_too() {
    anchored(&["他们在沿海地区杀害平民，然后他们离开了村庄。"], quote("他们"))
        .tells(Code::QuoteAmbiguous, &["write `suffix: '在'`", "write `suffix: '离'`"]);
}

#[test]
fn a_full_stop_at_the_end_can_tell_two_places_apart() {
    anchored(&["HTS, HTS."], quote("HTS")).tells(Code::QuoteAmbiguous, &["for the second one, in `p1`, write `suffix: '.'`"]);
}

#[test]
fn places_that_overlap_are_several() {
    anchored(&["aaa"], quote("aa")).tells(Code::QuoteAmbiguous, &["twice"]);
}

#[test]
fn a_prefix_a_suffix_or_a_paragraph_makes_it_one() {
    let paragraphs = ["not HTS but", "only HTS  and"];
    for anchor in [
        Quote { prefix: words("only "), ..quote("HTS") },
        Quote { prefix: words("but only"), ..quote("HTS") },
        Quote { suffix: words(" and"), ..quote("HTS") },
        Quote { suffix: words("and"), ..quote("HTS") },
        Quote { paragraph: inside(2), ..quote("HTS") },
    ] {
        let result = anchored(&paragraphs, anchor);
        assert_eq!(result.spans(0), Some(vec![(17, 20)]));
        assert!(result.problems.is_empty());
    }
}

#[test]
fn a_prefix_touches_the_quotation_or_is_refused() {
    let result = anchored(&["not only by men", "but by women"], Quote { prefix: words("not only"), ..quote("women") });
    result.tells(Code::QuoteNotFound, &["but not after “not only”", "right before it stands “but by”"]);
    let result = anchored(&["by women"], Quote { suffix: words("and men"), ..quote("women") });
    result.tells(Code::QuoteNotFound, &["but not before “and men”", "nothing stands after it"]);
}

#[test]
fn a_quotation_in_another_paragraph_is_refused() {
    let result = anchored(&["one two", "three"], Quote { paragraph: inside(2), ..quote("two") });
    result.tells(Code::QuoteNotFound, &["but not in `p2`", "it stands in `p1`"]);
    let across = anchored(&["one two", "three"], Quote { paragraph: inside(1), ..quote("two three") });
    assert_eq!(across.codes(), [Code::QuoteNotFound]);
}

#[test]
fn a_paragraph_that_is_not_there_is_told_with_those_that_are() {
    let result = anchored(&["one two", "three"], Quote { paragraph: inside(3), ..quote("two") });
    result.tells(Code::UnknownParagraph, &["no `p3`", "`p1` to `p2`"]);
    assert_eq!(result.problems[0].place, place(2));
    assert_eq!(result.spans(0), None);
}

#[test]
fn every_means_whole_words_as_written() {
    let result = anchored(&["Assad, al-Assad’s; Assads assad", "_Assad"], Quote { every: true, ..quote("Assad") });
    assert_eq!(result.spans(0), Some(vec![(0, 5), (10, 15), (35, 40)]));
}

#[test]
fn every_without_a_whole_word_is_refused() {
    let result = anchored(&["the Assads"], Quote { every: true, ..quote("Assad") });
    result.tells(Code::QuoteNotFound, &["as whole words", "part of “Assads”"]);
}
