//! Writes any text as a YAML value on one line, in quotation marks where it needs them.

/// A text as a one-line YAML value that reads back equal, alone, after `key: ` and inside `{…}` or `[…]`.
///
/// `Idlib` stays as it is, `Ministry: 803 dead` becomes `'Ministry: 803 dead'`, a line break becomes `\n` in `"…"`.
pub fn quoted(text: &str) -> String {
    // The library writes for a line of its own; inside brackets these characters would cut the text, `?` in some readers alone.
    let cuts = |written: &str| written.contains([',', '[', ']', '{', '}', '?']);
    marked_where(text, cuts)
}

/// A text as a one-line YAML value after `key: ` on a line of its own: a comma in it needs no quotation marks.
pub fn quoted_after_field(text: &str) -> String {
    marked_where(text, |_| false)
}

fn marked_where(text: &str, cuts: impl Fn(&str) -> bool) -> String {
    if text.chars().any(needs_escape) {
        return escaped(text);
    }
    let written = serde_yaml::to_string(text).expect("a text can always be written as YAML");
    let written = written.trim_end_matches('\n');
    let marked = written.starts_with(['"', '\'']);
    let cut = written.starts_with(['?', ':']) || written.ends_with(" -") || cuts(written);
    let whole = !written.contains('\n') && (marked || !cut);
    if whole { written.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// Whether a character cannot stand for itself in a one-line value.
fn needs_escape(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

/// Whether a character is a line break or a mark that other programs read differently: nobody can see it.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
        || (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
}

/// A text in `"…"`, with its control characters as escapes.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            other if needs_escape(other) => written.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => written.push(other),
        }
    }
    written.push('"');
    written
}

/// How long a text in quotation marks is, both marks included; all of `text` if the second is not found.
pub fn quoted_bytes(text: &str) -> usize {
    let mark = if text.starts_with('\'') { '\'' } else { '"' };
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let stands_for_itself = (letter == '\\' && mark == '"')
            || (letter == '\'' && mark == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\''));
        if stands_for_itself {
            letters.next();
        } else if letter == mark {
            return at + 1;
        }
    }
    text.len()
}
