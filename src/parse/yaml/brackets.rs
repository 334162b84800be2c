//! Looks inside `{…}` and `[…]`, of which something is wrong, for the mistake.

use crate::source::Span;

use super::slips::Found;
use super::value::{Value, close_quote, field_begins, item_begins, line_end, stray_backslash};
use super::wording;

/// A bracket that is open.
struct Open {
    bracket: u8,
    /// Where the value after the last colon begins.
    value: Option<usize>,
    /// The name before that colon.
    name: Span,
}

/// What stands before a character, between two commas.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// An opening bracket, a comma, or a colon.
    Nothing,
    /// A value in quotation marks or brackets, which is whole.
    Whole { start: usize },
    /// A text without quotation marks.
    Text { start: usize },
}

/// Where the brackets that open at the value's beginning are closed, or what is wrong inside them.
pub(super) fn judge(value: Value<'_>) -> Result<usize, Found> {
    let text = value.text;
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut before = Before::Nothing;
    let mut at = value.start;
    while at < text.len() {
        let byte = bytes[at];
        let next_at = at + 1;
        match byte {
            b'\n' => {
                let is_over = field_begins(text, next_at, value.parent) || item_begins(text, next_at, value.parent);
                if is_over || next_at == text.len() {
                    break;
                }
            }
            b' ' | b'\r' => {}
            b'\t' if text[..at].rfind('\n').is_none_or(|newline| text[newline + 1..at].trim_ascii().is_empty()) => {
                return Err(wording::tab(at));
            }
            b'\t' => {}
            b'#' if matches!(bytes[at - 1], b' ' | b'\t' | b'\n') => {
                at = line_end(text, at);
                continue;
            }
            b'{' | b'[' => {
                match before {
                    Before::Whole { .. } => return Err(wording::missing_comma(text, at)),
                    Before::Text { .. } => return Err(wording::missing_comma(text, at)),
                    Before::Nothing => {}
                }
                open.push(Open { bracket: byte, value: None, name: Span::new(at, at) });
                before = Before::Nothing;
            }
            b'}' | b']' => {
                let wanted = if byte == b'}' { b'{' } else { b'[' };
                if open.pop().is_none_or(|last| last.bracket != wanted) {
                    return Err(wording::stray_bracket(text, at));
                }
                if open.is_empty() {
                    return Ok(next_at);
                }
                before = Before::Whole { start: at };
            }
            b',' => {
                if matches!(before, Before::Nothing) && open.last().is_some_and(|last| last.value.is_none()) {
                    return Err(wording::spare_comma(at));
                }
                if let Some(last) = open.last_mut() {
                    last.value = None;
                }
                before = Before::Nothing;
            }
            b':' if ends_name(bytes, at, before) => {
                if let Some(last) = open.last_mut() {
                    match (last.value, before) {
                        (Some(start), _) => {
                            let name = format!("{}: ", last.name.of(text).trim_matches(['"', '\'']));
                            return Err(wording::colon_in_brackets(text, text_span(text, start, value), &name));
                        }
                        (None, Before::Text { start } | Before::Whole { start }) => {
                            if last.bracket == b'[' {
                                return Err(wording::colon(text, text_span(text, start, value), ""));
                            }
                            last.name = Span::new(start, start + text[start..at].trim_ascii_end().len());
                        }
                        (None, Before::Nothing) => return Err(wording::bad_name(text, at)),
                    }
                    let spaces = text[next_at..].len() - text[next_at..].trim_ascii_start().len();
                    last.value = Some(next_at + spaces);
                }
                before = Before::Nothing;
            }
            _ => match before {
                Before::Text { .. } => {}
                Before::Whole { .. } if matches!(byte, b'"' | b'\'') => return Err(wording::missing_comma(text, at)),
                Before::Whole { start } => {
                    let rest = text_span(text, at, value);
                    let slip = match bytes[start] {
                        b'"' | b'\'' => wording::after_quote(text, rest, Span::new(start, rest.end()), &label(&open, text)),
                        _ => wording::missing_comma(text, at),
                    };
                    return Err(slip);
                }
                Before::Nothing => match byte {
                    b'"' | b'\'' => {
                        let Some(end) = close_quote(text, at) else { return Err(wording::unclosed_quote(text, at)) };
                        let lines = text[at..end].match_indices('\n').map(|(newline, _)| at + newline + 1);
                        if lines.into_iter().any(|line| field_begins(text, line, value.parent)) {
                            return Err(wording::unclosed_quote(text, at));
                        }
                        if let Some(stray) = stray_backslash(text, Span::new(at, end)) {
                            return Err(wording::stray_backslash(text, stray, Span::new(at, end), &label(&open, text)));
                        }
                        before = Before::Whole { start: at };
                        at = end;
                        continue;
                    }
                    b'*' | b'&' | b'!' => return Err(wording::reference(text, text_span(text, at, value), &label(&open, text))),
                    b'@' | b'`' | b'%' | b'|' | b'>' => {
                        return Err(wording::reserved(text, text_span(text, at, value), &label(&open, text)));
                    }
                    b'-' | b'?' if matches!(bytes.get(next_at), None | Some(b' ' | b',' | b']' | b'}')) => {
                        return Err(wording::reserved(text, text_span(text, at, value), &label(&open, text)));
                    }
                    _ => before = Before::Text { start: at },
                },
            },
        }
        at = next_at;
    }
    match open.last() {
        Some(_) => Err(wording::unclosed_bracket(value.start, bytes[value.start])),
        None => Ok(at),
    }
}

/// Whether a colon inside brackets ends a name.
fn ends_name(bytes: &[u8], at: usize, before: Before) -> bool {
    match bytes.get(at + 1) {
        None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'[' | b']' | b'{' | b'}') => true,
        Some(_) => matches!(before, Before::Whole { .. }),
    }
}

/// `name: ` of the value that stands in the innermost bracket.
fn label(open: &[Open], text: &str) -> String {
    match open.last() {
        Some(last) if last.value.is_some() => format!("{}: ", last.name.of(text).trim_matches(['"', '\''])),
        Some(_) | None => String::new(),
    }
}

/// The text from `start` to the next comma or bracket, or to the end of the line.
fn text_span(text: &str, start: usize, value: Value<'_>) -> Span {
    let end = line_end(text, start).max(value.start);
    let line = &text[start..end];
    let length = line.find([',', '}', ']', '{', '[']).unwrap_or(line.len());
    Span::new(start, start + line[..length].trim_ascii_end().len())
}
