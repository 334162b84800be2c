//! Finds out what an editor most likely did where a record is not YAML: the first slip from its beginning.
//!
//! The library stops where the text makes no sense any more, which is often lines after the mistake.
//! So the lines are walked once more from the top, with an eye for what people get wrong.

use crate::format::is_field;
use crate::source::Span;

use super::value::{Value, colon_within, field_colon, glued_colon, line_end, name_without_colon, next_line, strip_comment};
use super::wording::{self, Slip};

/// A mistake that was found.
pub(super) type Found = Box<Slip>;

/// What stands above a line.
#[derive(Debug)]
pub(super) enum Above {
    /// A field or hyphen without a value yet.
    Empty { parent: usize },
    /// A text without quotation marks, which lines further in go on with.
    Plain { parent: usize, span: Span, label: String, comment: Option<usize> },
    /// A value that is complete, or nothing.
    Closed,
}

/// What stands at a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fields,
    Items,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    column: usize,
    kind: Kind,
}

/// The mistake in a piece that the library refuses at byte `at`, saying `said`.
pub(super) fn find(text: &str, at: usize, said: &str) -> Found {
    match walk(text, at, said) {
        Some(slip) => slip,
        None => at_the_stop(text, at, said),
    }
}

/// The first mistake that can be named; none in a text that is YAML.
fn walk(text: &str, at: usize, said: &str) -> Option<Found> {
    let mut walk = Walk { text, error: (at, said), levels: Vec::new(), above: Above::Closed };
    let mut line = 0;
    while line < text.len() {
        match walk.line(line) {
            Ok(next) => line = next,
            Err(slip) => return Some(slip),
        }
    }
    None
}

/// The mistake by what the library said, where no line could be blamed.
fn at_the_stop(text: &str, at: usize, said: &str) -> Found {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = line_end(text, line);
    let content = &text[line..end];
    let first = line + content.len() - content.trim_ascii_start().len();
    if said.contains("tab")
        && let Some(tab) = content.find('\t')
    {
        return wording::tab_within(text, line + tab);
    }
    if said.contains("indentation") || said.contains("indented") {
        return wording::indentation(text, first, "begin it at the column of the lines that it belongs to");
    }
    // The library counts brackets no further than 255.
    if said.contains("recursion limit") {
        return wording::depth(text, at);
    }
    wording::syntax(text, at)
}

struct Walk<'a> {
    text: &'a str,
    error: (usize, &'a str),
    levels: Vec<Level>,
    above: Above,
}

/// What stands before something on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leading {
    Nothing,
    /// That of an item.
    Hyphen,
}

impl Walk<'_> {
    /// Looks at the line that begins at `line`; where the next one to look at begins.
    fn line(&mut self, line: usize) -> Result<usize, Found> {
        let end = line_end(self.text, line);
        let content = &self.text[line..end];
        let rest = content.trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with('#') {
            return Ok(next_line(self.text, line));
        }
        let column = content.len() - rest.len();
        if let Some(tab) = content[..column].find('\t') {
            return Err(wording::tab(line + tab));
        }
        if let Above::Plain { parent, .. } = &self.above
            && column > *parent
        {
            return self.goes_on(line + column, end);
        }
        self.content(line, line + column, end)
    }

    /// A line further in than the text above: part of it, or a field that slipped to the right.
    fn goes_on(&mut self, at: usize, end: usize) -> Result<usize, Found> {
        let content = strip_comment(&self.text[at..end]);
        let Above::Plain { span, label, comment, .. } = &mut self.above else { return Ok(next_line(self.text, at)) };
        let whole = Span::new(span.start(), at + content.len());
        let colon = colon_within(content);
        let named = colon.is_some_and(|colon| !content[..colon].contains(' '));
        // `says:Nobody died.` above is a text, since its colon lacks a space; then this line stands well.
        let above = span.of(self.text);
        let is_bare = label.trim_end_matches(['-', ' ']).is_empty();
        if named && let Some(colon) = glued_colon(above).filter(|colon| is_bare && is_field(&above[..*colon])) {
            return Err(wording::missing_space(span.start() + colon, &above[..colon]));
        }
        if named && let Some(field) = name_without_colon(above).filter(|_| is_bare) {
            return Err(wording::missing_colon(span.start(), field));
        }
        if named {
            return Err(wording::indentation(self.text, at, "begin it at the column of the field above"));
        }
        if colon.is_some() {
            return Err(wording::colon(self.text, whole, label));
        }
        if let Some(comment) = comment {
            return Err(wording::comment_within(*comment, self.text, label, whole.of(self.text)));
        }
        *span = whole;
        Ok(next_line(self.text, at))
    }

    /// A line that begins with hyphens, a field, or a value on a line of its own.
    fn content(&mut self, line: usize, mut at: usize, end: usize) -> Result<usize, Found> {
        let mut leading = Leading::Nothing;
        loop {
            let rest = &self.text[at..end];
            if rest.starts_with("-\t") {
                return Err(wording::tab_within(self.text, at + 1));
            }
            if rest != "-" && !rest.starts_with("- ") {
                break;
            }
            self.settle(line, at, Kind::Items, leading)?;
            leading = Leading::Hyphen;
            let inside = rest[1..].trim_start_matches(' ');
            let parent = at - line;
            at = end - inside.len();
            self.above = Above::Empty { parent };
            if inside.is_empty() || inside.starts_with('#') {
                return Ok(next_line(self.text, at));
            }
            if inside.starts_with('\t') {
                return Err(wording::tab(at));
            }
        }
        let rest = &self.text[at..end];
        let value = Value { text: self.text, start: at, line_end: end, parent: at - line, label: "", error: self.error };
        let opens = rest.starts_with(['{', '[', '|', '>']);
        match field_colon(rest).filter(|_| !opens) {
            Some(colon) => self.field(line, value, at + colon, leading),
            None => self.bare(line, value, leading),
        }
    }

    fn field(&mut self, line: usize, value: Value<'_>, colon: usize, leading: Leading) -> Result<usize, Found> {
        let name = &self.text[value.start..colon];
        let signed = Span::new(value.start, value.start + strip_comment(&self.text[value.start..value.line_end]).len());
        match name.as_bytes().first() {
            None => return Err(wording::bad_name(self.text, value.start)),
            Some(b'*' | b'&' | b'!') => return Err(wording::reference(self.text, signed, "")),
            Some(b'@' | b'`' | b'%' | b',' | b']' | b'}') => return Err(wording::reserved(self.text, signed, "")),
            Some(b'?') if name.starts_with("? ") => return Err(wording::bad_name(self.text, value.start)),
            Some(_) => {}
        }
        self.settle(line, value.start, Kind::Fields, leading)?;
        let after = &self.text[colon + 1..value.line_end];
        let spaces = after.len() - after.trim_start_matches(' ').len();
        if after[spaces..].starts_with('\t') {
            return Err(wording::tab_within(self.text, colon + 1 + spaces));
        }
        let label = format!("{}: ", name.trim_ascii());
        let (above, next) = Value { start: colon + 1 + spaces, label: &label, ..value }.judge()?;
        self.above = above;
        Ok(next)
    }

    /// A line without a field's name.
    fn bare(&mut self, line: usize, value: Value<'_>, leading: Leading) -> Result<usize, Found> {
        let column = value.start - line;
        let parent = match &self.above {
            Above::Empty { parent } if column > *parent => *parent,
            Above::Closed if self.levels.is_empty() => 0,
            Above::Empty { .. } | Above::Plain { .. } | Above::Closed => return Err(self.nameless(value)),
        };
        let label = match leading {
            Leading::Hyphen => "- ",
            Leading::Nothing => "",
        };
        let (above, next) = Value { parent, label, ..value }.judge()?;
        self.above = above;
        Ok(next)
    }

    /// What is wrong with a line that has no field's name where one is due.
    fn nameless(&self, value: Value<'_>) -> Found {
        let content = strip_comment(&self.text[value.start..value.line_end]);
        match content.as_bytes().first() {
            Some(b'}' | b']') => wording::stray_bracket(self.text, value.start),
            Some(b'-') if content.len() > 1 && content[1..].starts_with(|first: char| !first.is_whitespace() && first != '-') => {
                wording::indentation(self.text, value.start, "write a space after the `-` of a list item")
            }
            Some(_) | None => match (glued_colon(content), name_without_colon(content)) {
                (_, Some(field)) => wording::missing_colon_below(value.start, field),
                (Some(colon), None) => wording::missing_space(value.start + colon, &content[..colon]),
                (None, None) => wording::nameless_line(self.text, value.start),
            },
        }
    }

    /// Finds the column among those that are open, or opens it.
    fn settle(&mut self, line: usize, at: usize, kind: Kind, leading: Leading) -> Result<(), Found> {
        let column = at - line;
        let open = self.levels.len();
        while self.levels.last().is_some_and(|level| level.column > column) {
            self.levels.pop();
        }
        let back = self.levels.len() < open;
        // A list may stand at its field's own column; the next field there ends it.
        if let [.., below, level] = self.levels[..]
            && kind == Kind::Fields
            && level.column == column
            && below.column == column
        {
            self.levels.pop();
        }
        let empty = matches!(self.above, Above::Empty { .. });
        match self.levels.last() {
            None => {}
            Some(level) if level.column == column => {
                if level.kind == kind {
                    return Ok(());
                }
                if !(kind == Kind::Items && empty && !back) {
                    return Err(wording::indentation(
                        self.text,
                        at,
                        match kind {
                            Kind::Items if begins_record(self.text, at) => SET_IN,
                            Kind::Items => "a list stands below a field that has no other value, indented by two spaces more",
                            Kind::Fields => {
                                "indent it by two spaces if it belongs to the item above, or by two less if it belongs to the record"
                            }
                        },
                    ));
                }
            }
            Some(_) if (empty && !back) || leading == Leading::Hyphen => {}
            Some(_) => {
                let is_record = kind == Kind::Items && begins_record(self.text, at);
                let help = if is_record { SET_IN } else { "begin it at the column of the field that it stands beside" };
                return Err(wording::indentation(self.text, at, help));
            }
        }
        self.levels.push(Level { column, kind });
        Ok(())
    }
}

/// What to do with a record that was pasted too far in; it may also be an item of a field above.
const SET_IN: &str = "if a new record begins here, begin it with `- ` at column 1, and its other lines two columns further in";

fn begins_record(text: &str, at: usize) -> bool {
    text[at..].starts_with("- id:")
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn nothing_is_found_in_what_is_yaml() {
        let sound = [
            "- id: a\n  claim: {says: 'A, or B', by: [x, y], figures: [{min: 2, about: true}]}\n  note: >-\n    one\n    two: three\n\n    four\n",
            "- id: a\n  quote: \"x \\\"y\\\" z\"\n  list:\n  - a\n  - b: c\n    d: e\n  # comment\n",
            "- id: a # why\n  note: |2\n     a\n    - b: c\n\n  long: one\n    two\n    three # end\n  'k': ''\n  e:\n  url: http://x.y/z#a?b,c\n",
            "map: {\n    a: b, # c\n    \"d\": 'e',\n  }\n",
            "q:\n  \"one\n  two\\n three\" # end\n",
            "list:\n- a\n-\n- - b\n  - c\n-\n  d: e\n  f:\n    long text\n    on lines\n",
            "a: it's 5 o'clock, -1 [sic] {x} *y* & z! 10% a@b `c` |d> \"e\"\n",
        ];
        for text in sound {
            assert!(walk(text, text.len(), "").is_none(), "{text}{:?}", walk(text, text.len(), ""));
        }
    }
}
