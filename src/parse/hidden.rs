//! Tells characters that nobody sees: they can make a text look like another.

use crate::problem::{Code, Problem, Problems};
use crate::source::hidden::{hidden, sign};
use crate::source::{FileIndex, Place, SourceFile, Span};

/// Fields that repeat the words of a text, which is told itself.
const REPEATED: &[&str] = &["quote", "prefix", "suffix", "before", "furniture", "breaks", "was"];

/// Fields that are refused as a whole where they hold one.
const WHOLE: &[&str] = &["id", "url", "base_url", "inventory", "archived_at", "statement", "same_as"];

/// Fields in which they are refused, because a name that looks like another is one that nobody can type or tell apart.
const NAMES: &[&str] = &["name", "also", "siglum"];

/// Tells the hidden characters of a whole file: a text, a page, a bibliography.
pub fn in_file(index: FileIndex, file: &SourceFile, problems: &mut Problems) {
    for (start, end, characters) in runs(&file.text) {
        let place = Place { file: index, span: Span::new(start, end) };
        let help = "if the source has it, leave it: the text is not edited, and its page shows it by a sign";
        problems.push(told(Code::HiddenCharacter, place, &characters).help(help));
    }
}

/// Tells the hidden characters of a field; `text` is its value as it was read, `place` where it stands.
pub fn in_field(file: &SourceFile, name: &str, text: &str, place: Place) -> Vec<Problem> {
    if WHOLE.contains(&name) || REPEATED.contains(&name) {
        return Vec::new();
    }
    let code = if NAMES.contains(&name) { Code::HiddenInName } else { Code::HiddenCharacter };
    let written = place.span.of(&file.text);
    let mut from = 0;
    let mut problem = |(start, end, characters): (usize, usize, Vec<char>)| {
        // What is written as an escape stands nowhere in the file as it is read.
        let found = written[from..].find(&text[start..end]).map(|at| from + at);
        let span = found.map_or(place.span, |at| Span::new(place.span.start() + at, place.span.start() + at + end - start));
        from = found.map_or(from, |at| at + end - start);
        told(code, Place { span, ..place }, &characters).help("write the text without it")
    };
    runs(text).into_iter().map(&mut problem).collect()
}

/// Hidden characters that stand side by side, with start and end.
fn runs(text: &str) -> Vec<(usize, usize, Vec<char>)> {
    let mut runs: Vec<(usize, usize, Vec<char>)> = Vec::new();
    for (at, character) in hidden(text) {
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some((_, before, characters)) if *before == at => {
                *before = end;
                characters.push(character);
            }
            Some(_) | None => runs.push((at, end, vec![character])),
        }
    }
    runs
}

fn told(code: Code, place: Place, characters: &[char]) -> Problem {
    let count = characters.len();
    let first = characters.first().copied().unwrap_or_default();
    let message = match count {
        1 => format!("a character that nobody sees stands here: {}, {}", sign(first), kind(first)),
        _ => format!("{count} characters that nobody sees stand here; the first is {}, {}", sign(first), kind(first)),
    };
    Problem::new(code, place, message)
}

/// What a hidden character does.
fn kind(character: char) -> &'static str {
    match character {
        order if order.is_control() => "which orders a terminal about",
        '\u{2028}' | '\u{2029}' => "which ends a line where none ends",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "which turns the direction of the words beside it",
        '\u{61C}' | '\u{200E}' | '\u{200F}' => "a mark of direction",
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => "a space of no width",
        '\u{200C}' | '\u{200D}' => "a joiner between letters that do not join",
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => "a variant of something that has none",
        '\u{E0000}'..='\u{E007F}' => "a tag, which can carry another text",
        _ => "which takes no room",
    }
}
