//! What holds for any text, in any script.

use super::case::{anchored, case, place, quote, text};
use postil::model::{Piece, Quote};
use postil::problem::Code;
use postil::source::{Placed, Span};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::Index;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const CLUSTERS: [&str; 31] = [
    "a",
    "b",
    "A",
    "Z",
    "1",
    ",",
    ".",
    "é",
    "e\u{301}",
    "o\u{308}\u{323}",
    "👩\u{200d}🚀",
    "🇸🇾",
    "👍🏽",
    "ال",
    "قُ",
    "ی\u{200c}",
    "中",
    "文",
    "“",
    "”",
    "’",
    "'",
    "—",
    "-",
    "…",
    "\u{ad}",
    "\u{200b}",
    "ﬁ",
    "각",
    "ক্ষ",
    "\u{308}",
];
const SPACES: [&str; 6] = [" ", "  ", "\r\n", "\n", "\u{a0}", "\u{2009} "];

/// Words of any script with any white space between them; a mark may stand on a blank.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![5 => (0..CLUSTERS.len()).prop_map(|index| CLUSTERS[index]), 2 => (0..SPACES.len()).prop_map(|index| SPACES[index])];
    proptest::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

fn is_empty_to_readers(cluster: &str) -> bool {
    cluster.chars().all(|character| character.is_whitespace() || matches!(character, '\u{ad}' | '\u{200b}'))
}

/// A stretch on borders of clusters, without white space and invisible characters at its ends.
fn stretch(text: &str, first: Index, second: Index) -> Option<Span> {
    let mut borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    borders.push(text.len());
    let (first, second) = (borders[first.index(borders.len())], borders[second.index(borders.len())]);
    let (start, end) = (first.min(second), first.max(second));
    let kept: Vec<(usize, &str)> =
        text[start..end].grapheme_indices(true).filter(|(_, cluster)| !is_empty_to_readers(cluster)).collect();
    let ((from, _), (to, last)) = (kept.first()?, kept.last()?);
    Some(Span::new(start + from, start + to + last.len()))
}

/// A quotation of a stretch that names everything around it, so that no other place can be meant.
fn quotation(text: &str, span: Span, write: impl Fn(&str) -> String) -> Quote {
    let around = |words: &str| Some(Box::new(Placed::new(write(words), place(1))));
    Quote { prefix: around(&text[..span.start()]), suffix: around(&text[span.end()..]), ..quote(&write(span.of(text))) }
}

fn is_space(cluster: &str) -> bool {
    cluster.chars().all(char::is_whitespace)
}

/// Another white space or a soft hyphen would move such a mark to another character.
fn has_mark_on_nothing(text: &str) -> bool {
    text.starts_with('\u{308}')
        || text.replace(|character: char| is_empty_to_readers(&character.to_string()), " ").contains(" \u{308}")
}

/// The same words with other white space.
fn respaced(words: &str, space: &str) -> String {
    let mut written = String::new();
    let mut clusters = words.graphemes(true).peekable();
    while let Some(cluster) = clusters.next() {
        if is_space(cluster) {
            while clusters.next_if(|next| is_space(next)).is_some() {}
            written.push_str(space);
        } else {
            written.push_str(cluster);
        }
    }
    written
}

/// The same words as a keyboard writes them, with a soft hyphen after some characters.
fn typewritten(words: &str, every: usize) -> String {
    let mut written = String::new();
    for (index, cluster) in words.graphemes(true).enumerate() {
        let plain = match cluster {
            "“" | "”" => "\"".to_string(),
            "’" => "'".to_string(),
            "—" => "-".to_string(),
            "…" => "...".to_string(),
            composed if index % 2 == 0 => composed.nfd().collect(),
            decomposed => decomposed.nfc().collect(),
        };
        written.push_str(&plain);
        if index % every == 0 {
            written.push('\u{ad}');
        }
    }
    written
}

/// Short words that differ mostly in their marks.
fn few_marks() -> impl Strategy<Value = String> {
    let pieces = ["a", "é", "e\u{301}", "e", "“", "\"", "’", "'", "—", "-", "…", ".", " ", "\n", "\u{ad}"];
    proptest::collection::vec((0..pieces.len()).prop_map(move |index| pieces[index]), 1..7).prop_map(|pieces| pieces.concat())
}

/// Words without what may differ, the blunt way.
fn bare(words: &str) -> String {
    let plain = words.replace(['“', '”'], "\"").replace('’', "'").replace('—', "-").replace('…', "...").replace('\u{ad}', "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").nfd().collect()
}

/// Every place of some words that stands between characters which are no letters, the slow way; where words are written without
/// spaces, a letter beside them tells nothing.
fn whole_words(text: &str, words: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let is_letter = |character: char| character.is_alphanumeric() && character != '中';
    for (start, _) in text.char_indices() {
        let end = start + words.len();
        let touches = text[..start].ends_with(is_letter)
            || text[start..].strip_prefix(words).is_some_and(|rest| rest.starts_with(is_letter));
        if text[start..].starts_with(words) && !touches && found.last().is_none_or(|last| last.1 <= start) {
            found.push((start, end));
        }
    }
    found
}

proptest! {
    #[test]
    fn any_stretch_of_any_text_is_found_at_its_place(text in any_text(), first: Index, second: Index) {
        let Some(span) = stretch(&text, first, second) else { return Ok(()) };
        let result = anchored(&[&text], quotation(&text, span, str::to_string));
        prop_assert_eq!(result.spans(0), Some(vec![(span.start(), span.end())]), "{:?}", result.problems);
        prop_assert!(result.problems.is_empty());
    }

    #[test]
    fn any_stretch_is_found_with_other_white_space(text in any_text(), first: Index, second: Index, space in 0..SPACES.len()) {
        let Some(span) = stretch(&text, first, second).filter(|_| !has_mark_on_nothing(&text)) else { return Ok(()) };
        let result = anchored(&[&text], quotation(&text, span, |words| respaced(words, SPACES[space])));
        prop_assert_eq!(result.spans(0), Some(vec![(span.start(), span.end())]), "{:?}", result.problems);
        prop_assert!(result.problems.is_empty());
    }

    #[test]
    fn any_stretch_is_found_as_a_keyboard_writes_it(text in any_text(), first: Index, second: Index, every in 1..9_usize, space in 0..SPACES.len()) {
        let Some(span) = stretch(&text, first, second).filter(|_| !has_mark_on_nothing(&text)) else { return Ok(()) };
        let result = anchored(&[&text], quotation(&text, span, |words| typewritten(&respaced(words, SPACES[space]), every)));
        prop_assert_eq!(result.spans(0), Some(vec![(span.start(), span.end())]), "{:?}", result.problems);
        prop_assert!(result.codes().iter().all(|code| *code == Code::QuoteVariant));
    }

    #[test]
    fn whatever_is_quoted_is_bound_to_the_same_words_or_refused(text in few_marks(), words in few_marks()) {
        let result = anchored(&[&text], quote(&words));
        let same = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        match result.found().as_slice() {
            [] => prop_assert!(result.codes().iter().all(|code| matches!(code, Code::QuoteNotFound | Code::QuoteAmbiguous))),
            [found] if result.problems.is_empty() => prop_assert_eq!(same(found), same(&words)),
            [found] => {
                prop_assert_eq!(result.codes(), [Code::QuoteVariant]);
                prop_assert_eq!(bare(found), bare(&words));
            }
            several => prop_assert!(false, "bound to {:?}", several),
        }
    }

    #[test]
    fn a_stretch_that_stands_twice_is_refused_and_the_advice_helps(text in any_text(), first: Index, second: Index, between in any_text()) {
        let Some(span) = stretch(&text, first, second) else { return Ok(()) };
        let text = format!("{text}\u{200b}x{between}x\u{200b}{text}");
        let words = span.of(&text).to_string();
        let result = anchored(&[&text], quote(&words));
        prop_assert_eq!(result.spans(0), None);
        prop_assert_eq!(result.codes(), [Code::QuoteAmbiguous]);
        for help in &result.problems[0].help {
            let Some((_, advice)) = help.split_once(", write `") else { continue };
            let value = |field: &str| {
                let yaml = advice.strip_prefix(field)?.strip_suffix("'`")?.strip_prefix(": '")?;
                Some(Box::new(Placed::new(yaml.replace("''", "'"), place(1))))
            };
            let advised = Quote { prefix: value("prefix"), suffix: value("suffix"), ..quote(&words) };
            prop_assert!(advised.prefix.is_some() || advised.suffix.is_some(), "{}", advice);
            let result = anchored(&[&text], advised);
            prop_assert_eq!(result.spans(0).map(|spans| spans.len()), Some(1), "{} {:?}", advice, result.problems);
        }
    }

    #[test]
    fn every_finds_exactly_the_whole_words(text in "([ab.é中-]{1,4} ){1,12}", words in "[ab]([ab. é]?[abé.])?") {
        let expected = whole_words(&text, &words);
        let result = anchored(&[&text], Quote { every: true, ..quote(&words) });
        prop_assert_eq!(result.spans(0).unwrap_or_default(), expected);
    }

    #[test]
    fn breaks_never_change_the_words_and_cut_paragraphs_without_rest(
        paragraphs in proptest::collection::vec(any_text(), 1..4),
        cuts in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<Index>()), 1..6),
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let before = text(&paragraphs);
        let mut case = case(&paragraphs);
        for (paragraph, first, second) in cuts {
            let words = paragraphs[paragraph.index(paragraphs.len())];
            let Some(span) = stretch(words, first, second) else { continue };
            case = case.breaks(quote(span.of(words)));
        }
        let after = case.anchored().document.text;
        prop_assert_eq!(&after.plain, &before.plain);
        for whole in &before.paragraphs {
            let parts: Vec<&Span> = after.paragraphs.iter().filter(|part| whole.contains(**part)).collect();
            prop_assert_eq!(parts.iter().map(|part| part.of(&after.plain)).collect::<String>(), whole.of(&after.plain));
            prop_assert!(parts.iter().all(|part| part.start() < part.end()));
        }
        let breaks = after.pieces.iter().filter(|piece| **piece == Piece::EditorialBreak).count();
        prop_assert_eq!(after.paragraphs.len(), before.paragraphs.len() + breaks);
        let drawn: String = after.pieces.iter().filter_map(|piece| match piece {
            Piece::Words { span, .. } => Some(span.of(&after.plain)),
            Piece::Open(_) | Piece::Close | Piece::SoftBreak(_) | Piece::LineBreak(_) | Piece::EditorialBreak | Piece::Rule
            | Piece::Image(_) | Piece::Citation(_) => None,
        }).collect();
        prop_assert_eq!(drawn, paragraphs.concat());
    }
}
