//! Looks at the text of one value, of which something is wrong, for the mistake in it.

use crate::format::is_field;
use crate::source::Span;

use super::brackets;
use super::slips::{Above, Found};
use super::wording;

/// A value and what stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    /// All of the piece.
    pub text: &'a str,
    /// The first byte of the value.
    pub start: usize,
    /// Where its line ends.
    pub line_end: usize,
    /// The column of the field or hyphen that it belongs to: its other lines stand further in.
    pub parent: usize,
    /// `name: ` or `- `.
    pub label: &'a str,
    /// What the library said about the piece, and where.
    pub error: (usize, &'a str),
}

impl Value<'_> {
    /// What is wrong with the value, or what is above the line that follows it, and where that line begins.
    pub(super) fn judge(self) -> Result<(Above, usize), Found> {
        let line = &self.text[self.start..self.line_end];
        let bytes = line.as_bytes();
        let spaced = bytes.get(1).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
        match bytes.first() {
            None | Some(b'#') => Ok((Above::Empty { parent: self.parent }, next_line(self.text, self.start))),
            Some(b'"' | b'\'') => self.quoted(),
            Some(b'{' | b'[') => {
                let end = brackets::judge(self)?;
                self.nothing_after(end, |rest| {
                    let all = Span::new(self.start, rest.end());
                    match rest.of(self.text).as_bytes()[0] {
                        b'}' | b']' => wording::stray_bracket(self.text, rest.start()),
                        _ => wording::reserved(self.text, all, self.label),
                    }
                })
            }
            Some(b'|' | b'>') => self.block(),
            Some(b'*' | b'&' | b'!') => Err(wording::reference(self.text, self.rest(), self.label)),
            Some(b'@' | b'`' | b'%' | b',' | b']' | b'}') => Err(wording::reserved(self.text, self.rest(), self.label)),
            Some(b'-' | b'?' | b':') if spaced => Err(wording::reserved(self.text, self.rest(), self.label)),
            Some(_) => self.plain(),
        }
    }

    fn rest(self) -> Span {
        Span::new(self.start, self.start + strip_comment(&self.text[self.start..self.line_end]).len())
    }

    fn quoted(self) -> Result<(Above, usize), Found> {
        let text = self.text;
        let Some(end) = close_quote(text, self.start) else {
            return Err(wording::unclosed_quote(text, self.start));
        };
        if end > self.line_end {
            // The next quotation mark may belong to the field below: then this one was never closed.
            let mut line = next_line(text, self.start);
            while line < end {
                if field_begins(text, line, self.parent) || item_begins(text, line, self.parent) {
                    return Err(wording::unclosed_quote(text, self.start));
                }
                line = next_line(text, line);
            }
        }
        if self.error.1.contains("in quoted scalar")
            && let Some(first) = self.line_too_far_left(end)
        {
            return Err(wording::indentation(
                text,
                first,
                "a text on several lines is indented further than the field that it belongs to",
            ));
        }
        if let Some(at) = stray_backslash(text, Span::new(self.start, end)) {
            return Err(wording::stray_backslash(text, at, Span::new(self.start, end), self.label));
        }
        self.nothing_after(end, |rest| wording::after_quote(text, rest, Span::new(self.start, rest.end()), self.label))
    }

    /// The first character of a line of the value, up to `end`, that stands no further in than the field itself.
    fn line_too_far_left(self, end: usize) -> Option<usize> {
        let mut line = next_line(self.text, self.start);
        while line < end {
            let content = self.text[line..line_end(self.text, line)].trim_ascii_end();
            let indent = content.len() - content.trim_ascii_start().len();
            if !content.is_empty() && indent <= self.parent {
                return Some(line + indent);
            }
            line = next_line(self.text, line);
        }
        None
    }

    /// A value that ends at `end`, with nothing after it on its line but a comment.
    fn nothing_after(self, end: usize, slip: impl FnOnce(Span) -> Found) -> Result<(Above, usize), Found> {
        let line_end = line_end(self.text, end);
        let after = &self.text[end..line_end];
        let rest = strip_comment(after);
        let start = end + rest.len() - rest.trim_ascii_start().len();
        let span = Span::new(start, end + rest.len());
        if start < span.end() { Err(slip(span)) } else { Ok((Above::Closed, next_line(self.text, end))) }
    }

    /// `|` or `>` with the lines that follow, or a text that merely begins so.
    fn block(self) -> Result<(Above, usize), Found> {
        let text = self.text;
        let header = strip_comment(&text[self.start + 1..self.line_end]);
        let indent_given = header.bytes().any(|byte| byte.is_ascii_digit());
        if header.len() > 2 || !header.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9')) {
            return Err(wording::reserved(text, self.rest(), self.label));
        }
        let mut first = None;
        let mut line = next_line(text, self.start);
        while line < text.len() {
            let content = &text[line..line_end(text, line)];
            let indent = content.len() - content.trim_start_matches(' ').len();
            let blank = content.trim_ascii().is_empty();
            if !blank && indent <= self.parent {
                break;
            }
            if !blank && first.is_none() && content[indent..].starts_with('\t') {
                return Err(wording::tab(line + indent));
            }
            let first = *first.get_or_insert(if blank { usize::MAX } else { indent });
            if !blank && indent < first && first != usize::MAX && !indent_given && !content[indent..].starts_with('#') {
                return Err(wording::indentation(
                    text,
                    line + indent,
                    "the lines of one text begin at the same column, or further in",
                ));
            }
            line = next_line(text, line);
        }
        Ok((Above::Closed, line))
    }

    fn plain(self) -> Result<(Above, usize), Found> {
        let span = self.rest();
        if colon_within(span.of(self.text)).is_some() {
            return Err(wording::colon(self.text, Span::new(span.start(), self.lines_below(span.end())), self.label));
        }
        let commented = span.end() + (self.line_end - span.end()) - self.text[span.end()..self.line_end].trim_ascii_start().len();
        let above = Above::Plain {
            parent: self.parent,
            span,
            label: self.label.to_owned(),
            comment: (commented < self.line_end).then_some(commented),
        };
        Ok((above, next_line(self.text, self.start)))
    }

    /// Where the text ends whose first line ends at `end`, if the lines below it are not fields.
    fn lines_below(self, mut end: usize) -> usize {
        let text = self.text;
        let mut line = next_line(text, self.start);
        while line < text.len() {
            let content = strip_comment(&text[line..line_end(text, line)]);
            let indent = content.len() - content.trim_ascii_start().len();
            let inside = indent > self.parent && !content.is_empty();
            if !inside || content[indent..].starts_with("- ") || field_colon(&content[indent..]).is_some() {
                break;
            }
            end = line + content.len();
            line = next_line(text, line);
        }
        end
    }
}

/// A line without the comment and white space at its end.
pub(super) fn strip_comment(line: &str) -> &str {
    let bytes = line.as_bytes();
    let comment = (0..bytes.len()).find(|at| bytes[*at] == b'#' && (*at == 0 || matches!(bytes[at - 1], b' ' | b'\t')));
    line[..comment.unwrap_or(line.len())].trim_ascii_end()
}

/// The first colon that ends a field's name for YAML: one with white space or nothing after it.
pub(super) fn colon_within(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| bytes[*at] == b':' && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t' | b'\r' | b'\n')))
}

/// The colon after the field's name with which a line begins.
pub(super) fn field_colon(line: &str) -> Option<usize> {
    if line.starts_with(['"', '\'']) {
        let end = close_quote(line, 0)?;
        let colon = end + line[end..].len() - line[end..].trim_ascii_start().len();
        return (colon_within(&line[colon..]) == Some(0)).then_some(colon);
    }
    colon_within(strip_comment(line))
}

/// The colon of `field:value`, which lacks its space; `https://…` is no field.
pub(super) fn glued_colon(line: &str) -> Option<usize> {
    let name = line.split([':', ' ']).next().unwrap_or_default();
    let rest = &line[name.len()..];
    let glued = rest.starts_with(':') && !rest.starts_with("://") && colon_within(rest) != Some(0);
    (glued && !name.is_empty()).then_some(name.len())
}

/// The name of a field with which a line begins that has no colon behind it, or that of another script; and what follows.
pub(super) fn name_without_colon(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_at(line.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(line.len()));
    let follows = rest.is_empty() || rest.starts_with([' ', FULL_WIDTH_COLON]);
    (follows && is_field(name)).then_some((name, rest.trim_start_matches(' ')))
}

/// The colon that keyboards of Chinese and Japanese type.
pub(super) const FULL_WIDTH_COLON: char = '：';

/// Whether a line begins with a field at column `parent` or before it.
pub(super) fn field_begins(text: &str, line: usize, parent: usize) -> bool {
    let content = &text[line..line_end(text, line)];
    let rest = content.trim_start_matches([' ', '-']);
    let word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    content.len() - rest.len() <= parent.max(2) && colon_within(rest).is_some_and(|colon| word(&rest[..colon]))
}

/// Whether a line begins with a list item at column `parent` or before it.
pub(super) fn item_begins(text: &str, line: usize, parent: usize) -> bool {
    let content = &text[line..line_end(text, line)];
    let rest = content.trim_start_matches(' ');
    content.len() - rest.len() <= parent && rest.starts_with("- ")
}

/// One past the quotation mark that closes the one at `at`.
pub(super) fn close_quote(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mark = bytes[at];
    let mut next = at + 1;
    while let Some(byte) = bytes.get(next) {
        match *byte {
            b'\\' if mark == b'"' => next += 1,
            b'\'' if mark == b'\'' && bytes.get(next + 1) == Some(&b'\'') => next += 1,
            byte if byte == mark => return Some(next + 1),
            _ => {}
        }
        next += 1;
    }
    None
}

/// The first backslash of a text in double quotation marks that makes no sign of the one behind it.
pub(super) fn stray_backslash(text: &str, marked: Span) -> Option<usize> {
    let inner = marked.of(text).strip_prefix('"')?;
    let mut at = 0;
    while let Some(found) = inner[at..].find('\\') {
        let rest = &inner[at + found + 1..];
        let sign = rest.chars().next()?;
        let digits = |count: usize| u32::from_str_radix(rest.get(1..=count)?, 16).ok();
        let is_known = match sign {
            'x' => digits(2).is_some(),
            'u' => digits(4).and_then(char::from_u32).is_some(),
            'U' => digits(8).and_then(char::from_u32).is_some(),
            sign => "0abtnvfre \"/\\N_LP\t\r\n".contains(sign),
        };
        if !is_known {
            return Some(marked.start() + 1 + at + found);
        }
        at += found + 1 + sign.len_utf8();
    }
    None
}

/// From the first byte of a value to its end on the line.
pub(super) fn rest_of_line(text: &str, start: usize) -> Span {
    Span::new(start, start + strip_comment(&text[start..line_end(text, start)]).len())
}

/// From the first byte of a value inside brackets to the next comma or bracket on the line.
pub(super) fn rest_inside_brackets(text: &str, start: usize) -> Span {
    let line = &text[start..line_end(text, start)];
    let value = line.find([',', ']', '}']).map_or(line, |end| &line[..end]);
    Span::new(start, start + strip_comment(value).len())
}

/// The end of the line that holds `at`, without its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if end > at && text.as_bytes()[end - 1] == b'\r' { end - 1 } else { end }
}

/// The beginning of the line after the one that holds `at`.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}
