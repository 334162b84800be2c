//! Says whether words that were found begin or end inside longer ones: “40 people” in “140 people”.

use super::border::widen;
use super::han::{bound_after, bound_before};
use super::numbers::{
    digit, half_width, is_bound_after, is_bound_before, is_sign, is_sign_after, is_sign_before, is_sign_between,
};
use super::reading::Reading;
use crate::model::Quote;
use crate::source::Span;
use crate::source::word::{cuts_word, is_inside_word, is_of_word};

/// The stretch, widened to whole words at each end that lies inside one without the record's saying so.
///
/// An end is said to lie there by a `prefix` or `suffix` that touches it; the borders of paragraphs and of leftovers of a page
/// are borders of words, for a text that has lost its paragraphs has words that are stuck together.
pub fn out_of_words(reading: &Reading, quote: &Quote, span: Span) -> Span {
    let plain = reading.plain();
    let wide = compound_around(plain, widen(plain, number_around(plain, span)));
    let spans = || reading.text.paragraphs.iter().chain(&reading.text.furniture);
    let start_is_own = quote.prefix.is_some() || spans().any(|other| [other.start(), other.end()].contains(&span.start()));
    let end_is_own = quote.suffix.is_some() || spans().any(|other| [other.start(), other.end()].contains(&span.end()));
    Span::new(if start_is_own { span.start() } else { wide.start() }, if end_is_own { span.end() } else { wide.end() })
}

/// Whether words that were found begin in the midst of a number or of a word, without the record's saying so.
///
/// A text that has lost its paragraphs has words that are stuck together, “killedNobody”: a letter before them tells nothing
/// where they begin with a capital one.
pub fn begins_inside(reading: &Reading, quote: &Quote, span: Span) -> bool {
    let (plain, start) = (reading.plain(), span.start());
    let number = compound_around(plain, number_around(plain, span));
    let is_stuck = plain[..start].ends_with(char::is_alphabetic) && plain[start..].starts_with(char::is_uppercase);
    let is_in_word = cuts_word(plain, start) && !is_stuck;
    quote.prefix.is_none() && (is_in_word || number.start() != span.start())
}

/// How many parts of a number or of a compound are gone through at each side: what goes on for longer is a list.
const PARTS_MAX: usize = 16;

/// The stretch with the whole of a number at each end: it goes on behind a comma, “040” is inside “1,040”.
pub fn number_around(plain: &str, span: Span) -> Span {
    let is_digit = |character: char| digit(character).is_some();
    let (start, end) = (span.start(), span.end());
    let start = if plain[start..].starts_with(is_digit) { number_at(plain, start).start() } else { start };
    let end = if plain[..end].ends_with(is_digit) { number_at(plain, end).end() } else { end };
    Span::new(start, end)
}

/// The number of which a digit touches an offset.
fn number_at(plain: &str, at: usize) -> Span {
    let mut start = at - digits_before(&plain[..at]).len();
    let mut end = at + digits_after(&plain[at..]).len();
    let (mut first, mut last) = (Span::new(start, end), Span::new(start, end));
    for _ in 0..PARTS_MAX {
        let Some(sign) = plain[..start].chars().next_back() else { break };
        let group = digits_before(&plain[..start - sign.len_utf8()]);
        if !holds_together(group, sign, first.of(plain)) {
            break;
        }
        first = Span::new(start - sign.len_utf8() - group.len(), start - sign.len_utf8());
        start = first.start();
    }
    for _ in 0..PARTS_MAX {
        let Some(sign) = plain[end..].chars().next() else { break };
        let group = digits_after(&plain[end + sign.len_utf8()..]);
        if !holds_together(last.of(plain), sign, group) {
            break;
        }
        last = Span::new(end + sign.len_utf8(), end + sign.len_utf8() + group.len());
        end = last.end();
    }
    Span::new(start, end)
}

fn digits_before(words: &str) -> &str {
    &words[words.trim_end_matches(|character| digit(character).is_some()).len()..]
}

fn digits_after(words: &str) -> &str {
    &words[..words.len() - words.trim_start_matches(|character| digit(character).is_some()).len()]
}

/// Whether a sign stands inside a number; a blank that holds words together does between thousands only, and so does the comma
/// of Chinese and Japanese, behind which no blank stands.
fn holds_together(before: &str, sign: char, after: &str) -> bool {
    parts_thousands(before, sign, after)
        || (!matches!(sign, ' ' | '，') && is_sign(sign) && !before.is_empty() && !after.is_empty())
}

/// Whether a sign stands between the thousands of one number, whatever else it may mean: in `7.3.2025` it does not.
fn parts_thousands(before: &str, sign: char, after: &str) -> bool {
    let is_one = matches!(half_width(sign), '.' | ',' | '\'' | '’' | '\u{66C}' | '\u{A0}' | '\u{2009}' | '\u{202F}');
    is_one && (1..=3).contains(&before.chars().count()) && after.chars().count() == 3
}

/// Whether the number with which a stretch begins or ends goes on beyond it: “240 men” in “1,240 men”.
pub fn cuts_number(plain: &str, span: Span) -> bool {
    let (words, before, after) = (span.of(plain), &plain[..span.start()], &plain[span.end()..]);
    let goes_back = before
        .chars()
        .next_back()
        .is_some_and(|sign| parts_thousands(digits_before(&before[..before.len() - sign.len_utf8()]), sign, digits_after(words)));
    let goes_on = after
        .chars()
        .next()
        .is_some_and(|sign| parts_thousands(digits_before(words), sign, digits_after(&after[sign.len_utf8()..])));
    goes_back || goes_on
}

/// The stretch with what a hyphen, an apostrophe or a sign of a number binds to its ends: “could” is inside “couldn’t”, “12 men”
/// inside “-12 men” and “1/12 men”. A possessive s binds nothing.
fn compound_around(plain: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start(), span.end());
    for _ in 0..PARTS_MAX {
        let bound = bound_after(&plain[..end], &plain[end..]).max(sign_behind_blank(plain, end));
        if bound > 0 {
            end += bound;
            continue;
        }
        let is_after_digit = !digits_before(plain[..end].trim_end_matches(is_sign_after)).is_empty();
        let binds = is_after_digit || plain[..end].ends_with(is_of_word);
        let Some(sign) = plain[end..].chars().next().filter(|_| binds) else { break };
        let rest = &plain[end + sign.len_utf8()..];
        let word = &rest[..word_length(rest.chars())];
        match sign {
            '-' | '‐' | '‑' if !word.is_empty() => {}
            '\'' | '’' if !word.is_empty() && !word.eq_ignore_ascii_case("s") => {}
            sign if is_after_digit && is_sign_between(sign) && !digits_after(word).is_empty() => {}
            sign if is_after_digit && is_sign_after(sign) => {}
            _ => break,
        }
        end += sign.len_utf8() + word.len();
    }
    for _ in 0..PARTS_MAX {
        let bound = bound_before(&plain[..start], &plain[start..]).max(sign_before_blank(plain, start));
        if bound > 0 {
            start -= bound;
            continue;
        }
        let is_lead = |character: char| is_sign_before(character) || matches!(character, '.' | '٫');
        let is_before_digit = !digits_after(plain[start..].trim_start_matches(is_lead)).is_empty();
        let binds = is_before_digit || plain[start..].starts_with(is_of_word);
        let Some(sign) = plain[..start].chars().next_back().filter(|_| binds) else { break };
        let rest = &plain[..start - sign.len_utf8()];
        let word = &rest[rest.len() - word_length(rest.chars().rev())..];
        match sign {
            '-' | '‐' | '‑' if !word.is_empty() => {}
            sign if is_before_digit && is_sign_between(sign) && !digits_before(word).is_empty() => {}
            sign if is_before_digit && is_sign_before(sign) => {}
            '.' | '٫' if is_before_digit && !rest.ends_with(ends_sentence) => {}
            _ => break,
        }
        start -= sign.len_utf8() + word.len();
    }
    Span::new(start, end)
}

/// Whether a full stop behind a character ends a sentence, rather than that it stands before decimals.
fn ends_sentence(character: char) -> bool {
    is_of_word(character) || ".…!?٫%‰٪)]}”’»".contains(character)
}

/// How many bytes belong to a number that ends at an offset with a sign behind one blank, as French writes `240 %`; none where
/// the sign belongs to another number: “in 2012 $5”.
fn sign_behind_blank(plain: &str, end: usize) -> usize {
    let mut rest = plain[end..].chars();
    let is_number = !digits_before(&plain[..end]).is_empty();
    let (Some(blank), Some(sign)) = (rest.next(), rest.next()) else { return 0 };
    let binds = is_number && is_blank(blank) && is_bound_after(sign);
    let is_of_next = || !digits_after(rest.as_str().trim_start_matches(is_blank)).is_empty();
    if binds && !is_of_next() { blank.len_utf8() + sign.len_utf8() } else { 0 }
}

/// How many bytes belong to a number that begins at an offset with a sign before one blank: `< 240`.
fn sign_before_blank(plain: &str, start: usize) -> usize {
    let mut rest = plain[..start].chars();
    let is_number = !digits_after(&plain[start..]).is_empty();
    let (Some(blank), Some(sign)) = (rest.next_back(), rest.next_back()) else { return 0 };
    let binds = is_number && is_blank(blank) && is_bound_before(sign);
    let is_of_last = || !digits_before(rest.as_str().trim_end_matches(is_blank)).is_empty();
    if binds && !is_of_last() { blank.len_utf8() + sign.len_utf8() } else { 0 }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// How many bytes of some characters, from the first on, are of one word.
fn word_length(characters: impl Iterator<Item = char>) -> usize {
    let mut last = None;
    let is_next = |character: &char| {
        let is_of_it = last.map_or(is_of_word(*character), |last| is_inside_word(last, *character));
        last = Some(*character);
        is_of_it
    };
    characters.take_while(is_next).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::{compound_around, cuts_number, number_around};
    use crate::source::Span;

    /// The words that `part` is widened to in `text`.
    fn around<'t>(text: &'t str, part: &str) -> &'t str {
        let start = text.find(part).expect("the part is in the text");
        compound_around(text, number_around(text, Span::new(start, start + part.len()))).of(text)
    }

    #[test]
    fn a_number_is_whole_with_what_stands_between_its_thousands() {
        let cuts = |text: &str, part: &str| {
            let start = text.find(part).expect("the part is in the text");
            cuts_number(text, Span::new(start, start + part.len()))
        };
        for text in ["1,240 men", "1.240 men", "1’240 men", "1\u{202F}240 men", "1\u{A0}240 men"] {
            assert_eq!(around(text, "240 men"), text);
            assert!(cuts(text, "240 men") && cuts(text, "1") && !cuts(text, text), "{text}");
        }
        assert_eq!(around("of 40\u{A0}000 people", "of 40"), "of 40\u{A0}000");
        // A blank alone joins nothing: a day may stand before it.
        for (text, part) in [("March 7 240 men", "240 men"), ("p. 3, 240 men", "240 men"), ("12 40 men", "40 men")] {
            assert_eq!(around(text, part), part);
            assert!(!cuts(text, part));
        }
        assert!(!cuts("on 7.3.2025 too", "2025") && !cuts("in 2012, 240 men", "2012"));
    }

    #[test]
    fn what_a_hyphen_an_apostrophe_or_a_sign_binds_belongs_to_a_word() {
        assert_eq!(around("They couldn’t leave", "They could"), "They could");
        assert_eq!(around("They couldn’t leave", "They couldn"), "They couldn’t");
        assert_eq!(around("say that they can't", "they can"), "they can't");
        assert_eq!(around("non-combatants were killed", "combatants were"), "non-combatants were");
        assert_eq!(around("rose by 10%, they say", "by 10"), "by 10%");
        assert_eq!(around("lost -12 men", "12 men"), "-12 men");
        assert_eq!(around("10–12 men", "12 men"), "10–12 men");
        assert_eq!(around("the regime's army – 12 men", "the regime"), "the regime");
        assert_eq!(around("the army – 12 men", "12 men"), "12 men");
        assert_eq!(around("三到10–12名平民在", "10"), "10–12");
    }

    #[test]
    fn signs_of_numbers_belong_to_them_and_punctuation_does_not() {
        for sign in [
            "1/", "1⁄", "1:", "1·", "1–", "<", ">", "~", "±", "+", "$", "€", "-$", ".", "٫", "-.", "$.", "< ", "≥ ", "~\u{A0}",
            "$ ", "₺",
        ] {
            let text = format!("saw {sign}240 men");
            assert_eq!(around(&text, "240 men"), &text[4..]);
        }
        for sign in ["/3", ":30", "·5", "+", "%", "€", "°", "%+", " %", "\u{202F}%", "\u{A0}€", " ₽"] {
            let text = format!("saw 240{sign} there");
            assert_eq!(around(&text, "saw 240"), text.strip_suffix(" there").unwrap_or_default());
        }
        assert_eq!(around("saw (.240 people", "240 people"), ".240 people");
        assert_eq!(around("saw “.240 people", "240 people"), ".240 people");
        for before in [
            "- ", "– ", "+ ", "5 $ ", "5€ ", "men).", "men”.", "10%.", "men!.", "1830: ", "(", "and/", "left.", "...", "p. ",
            "x: ", "so:", "1, ", "“",
        ] {
            assert_eq!(around(&format!("{before}240 men"), "240 men"), "240 men", "{before}");
        }
        for after in
            [" $5 there", " $ 5 there", " + 3", " - 3", "  %", ".", ",", ":", ")", "/", " / 3", "/men", ": 30", "…", "?", " – 3"]
        {
            assert_eq!(around(&format!("saw 240{after}"), "saw 240"), "saw 240", "{after}");
        }
    }
}
