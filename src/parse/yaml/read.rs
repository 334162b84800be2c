//! Reads one record or field: values as written, each with its place, and nothing that an archive does not need.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};

use crate::source::{FileIndex, Place, Placed, Span};

use super::node::{List, Map, Node, Scalar, Style};
use super::value::{field_colon, rest_inside_brackets, rest_of_line};
use super::wording::{self, Slip};
use super::{quoted, slips};

/// Lists and maps that may stand inside one another, a record being the first.
const DEPTH_MAX: usize = 16;

/// How deep a piece stands before it begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Depth {
    /// A record in the list that the file is.
    OfList,
    /// A field in the map that the file is.
    OfMap,
}

/// Why a piece could not be read.
enum Fault {
    Slip(Box<Slip>),
    /// The library refuses it; what an editor did there is for `slips` to find.
    Scan(ScanError),
}

impl From<Box<Slip>> for Fault {
    fn from(slip: Box<Slip>) -> Fault {
        Fault::Slip(slip)
    }
}

/// Reads `text`, which begins at byte `base` of the file.
pub(super) fn read(text: &str, base: usize, index: FileIndex, depth: Depth) -> Result<Node, Box<Slip>> {
    if let Some((at, character)) = invisible(text) {
        return Err(wording::invisible(at, character));
    }
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        text,
        base,
        index,
        offsets: offsets(text),
        at: 0,
        brackets: 0,
        texts: text.contains('\t').then(Vec::new),
    };
    let depth = match depth {
        Depth::OfList => 0,
        Depth::OfMap => 1,
    };
    match reader.only_value(depth) {
        Ok(node) => match reader.tab_outside_texts() {
            Some(at) => Err(wording::tab_within(text, at)),
            None => Ok(node),
        },
        Err(Fault::Slip(slip)) => Err(slip),
        Err(Fault::Scan(error)) => Err(slips::find(text, reader.byte(error.marker()), error.info())),
    }
}

/// The first character that nobody can see and that programs read differently.
fn invisible(text: &str) -> Option<(usize, char)> {
    let odd = |byte: u8| (byte < 0x20 && byte != b'\n') || byte >= 0x7F;
    if !text.bytes().any(odd) {
        return None;
    }
    text.char_indices().find(|(_, character)| quoted::is_invisible(*character))
}

/// The byte offset of each character, where they are not the same.
fn offsets(text: &str) -> Option<Vec<u32>> {
    let wide = !text.is_ascii();
    wide.then(|| text.char_indices().map(|(at, _)| at as u32).collect())
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    base: usize,
    index: FileIndex,
    offsets: Option<Vec<u32>>,
    /// Where the last key, value, colon or hyphen ended.
    at: usize,
    /// How many `{` and `[` are open.
    brackets: usize,
    /// The texts of a piece that holds a tab, and whether each is a block: only there tabs are text.
    texts: Option<Vec<(Span, Style)>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Marks), Fault> {
        let event = self.parser.next_event().expect("the stream is asked for nothing after its end");
        event.map_err(Fault::Scan)
    }

    /// The byte of a marker, which counts characters.
    fn byte(&self, marker: &Marker) -> usize {
        match &self.offsets {
            Some(offsets) => offsets.get(marker.index()).map_or(self.text.len(), |at| *at as usize),
            None => marker.index().min(self.text.len()),
        }
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.index, span: Span::new(self.base + start, self.base + end.max(start)) }
    }

    /// The one value of the piece.
    fn only_value(&mut self, depth: usize) -> Result<Node, Fault> {
        loop {
            let (event, marks) = self.next()?;
            if !matches!(event, Event::StreamStart | Event::DocumentStart(_)) {
                let node = self.value(event, marks, depth, None)?;
                let (end, marks) = self.next()?;
                if matches!(end, Event::DocumentEnd) {
                    return Ok(node);
                }
                return Err(wording::syntax(self.text, self.byte(&marks.start)).into());
            }
        }
    }

    fn value(&mut self, event: Event<'a>, marks: Marks, depth: usize, name: Option<&str>) -> Result<Node, Fault> {
        match event {
            // Programs disagree about these signs here.
            Event::Scalar(text, ScalarStyle::Plain, 0, None) if self.brackets > 0 && text.starts_with(['?', ':', '|', '>']) => {
                Err(wording::reserved(self.text, self.rest(&marks), &label(name)).into())
            }
            Event::Scalar(text, ScalarStyle::Plain, 0, None) if self.brackets > 0 && text.contains(":?") => {
                Err(wording::colon_and_sign(self.text, self.rest(&marks), &label(name)).into())
            }
            Event::Scalar(text, style, 0, None) => Ok(Node::Text(self.scalar(text, style, marks))),
            Event::SequenceStart(0, None) => self.list(depth).map(Node::List),
            Event::MappingStart(0, None) => self.map(marks, depth).map(Node::Map),
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) => {
                Err(wording::reference(self.text, self.rest(&marks), &label(name)).into())
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => Err(wording::syntax(self.text, self.byte(&marks.start)).into()),
        }
    }

    fn scalar(&mut self, mut text: Cow<'a, str>, style: ScalarStyle, marks: Marks) -> Scalar {
        let (start, end) = (self.byte(&marks.start), self.byte(&marks.end));
        let (style, start, end) = match style {
            // Nothing is written: the place is right after the colon or hyphen, wherever the library stopped.
            ScalarStyle::Plain if text.is_empty() => (Style::Plain, self.at, self.at),
            ScalarStyle::Plain => (Style::Plain, start, end),
            // The library ends behind the blanks and the remark that follow, an editor at the second mark.
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                (Style::Quoted, start, start + quoted::quoted_bytes(&self.text[start..end]))
            }
            // The library begins at the first line of the text, an editor at the sign before it.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let sign = self.skip(self.at);
                // The library ends a block with a line break even where the file has none at its end.
                if end == self.text.len() && self.ends_without_break(&text) {
                    text.to_mut().pop();
                }
                let end = sign + self.text[sign..end.max(sign + 1).min(self.text.len())].trim_ascii_end().len();
                (Style::Block, sign, end)
            }
        };
        self.at = end.max(self.at);
        if let Some(texts) = &mut self.texts {
            texts.push((Span::new(start, end), style));
        }
        Scalar { text: text.into_owned(), place: self.place(start, end), style }
    }

    /// Whether the last line of a block is the last of the file and has no line break, though its text has one.
    fn ends_without_break(&self, text: &str) -> bool {
        let Some(text) = text.strip_suffix('\n') else { return false };
        let written = self.text.rsplit('\n').next().unwrap_or_default();
        let read = text.rsplit('\n').next().unwrap_or_default();
        // A last line of spaces is text only as far as it reaches beyond the indentation.
        !written.trim_ascii().is_empty() || (!read.is_empty() && read.len() < written.len() && read.trim_ascii().is_empty())
    }

    fn list(&mut self, depth: usize) -> Result<List, Fault> {
        let start = self.skip(self.at);
        self.deeper(depth, start)?;
        let inside = self.opens(start, b'[');
        let mut items = Vec::new();
        loop {
            let (event, item_marks) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                self.closes(inside.then_some(&item_marks));
                return Ok(List { items, place: self.place(start, self.at) });
            }
            let item_start = self.skip_commas(self.at);
            if inside {
                if matches!(event, Event::MappingStart(..)) && !self.text[item_start..].starts_with('{') {
                    return Err(wording::colon(self.text, self.rest(&item_marks), "").into());
                }
                self.at = item_start;
            } else if self.text[item_start..].starts_with('-') {
                self.at = item_start + 1;
            }
            items.push(self.value(event, item_marks, depth + 1, None)?);
        }
    }

    fn map(&mut self, marks: Marks, depth: usize) -> Result<Map, Fault> {
        let start = self.skip(self.at);
        self.deeper(depth, start)?;
        // A map without braces begins at its first key, which may itself begin with a brace: `{a: b}: c`.
        let inside = marks.start.index() < marks.end.index() && self.opens(start, b'{');
        let mut entries: Vec<(Placed<String>, Node)> = Vec::new();
        loop {
            let (event, key_marks) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                self.closes(inside.then_some(&key_marks));
                refuse_duplicates(&entries, self.base)?;
                return Ok(Map { entries, place: self.place(start, self.at) });
            }
            self.at = if inside { self.skip_commas(self.at) } else { self.skip(self.at) };
            let key = self.key(event, key_marks)?;
            self.colon(&key, &entries)?;
            let (event, value_marks) = self.next()?;
            let value = self.value(event, value_marks, depth + 1, Some(&key.value))?;
            entries.push((key, value));
        }
    }

    /// The name of a field.
    fn key(&mut self, event: Event<'a>, marks: Marks) -> Result<Placed<String>, Fault> {
        let start = self.at;
        let explicit = start < self.byte(&marks.start) && self.text[start..].starts_with('?');
        let nameless = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, 0, None) if text.is_empty());
        if explicit || nameless {
            return Err(wording::bad_name(self.text, start).into());
        }
        let end = self.byte(&marks.end);
        match self.value(event, marks, DEPTH_MAX, None)? {
            // Programs disagree about a name that goes on after a line break.
            Node::Text(_) if self.text[start..end.max(start)].trim_ascii_end().contains('\n') => {
                Err(wording::bad_name(self.text, start).into())
            }
            Node::Text(key) if key.text == "<<" && key.style == Style::Plain => {
                Err(wording::merge(Span::new(key.place.span.start() - self.base, key.place.span.end() - self.base)).into())
            }
            Node::Text(key) => Ok(Placed::new(key.text, key.place)),
            Node::List(_) | Node::Map(_) => Err(wording::bad_name(self.text, start).into()),
        }
    }

    /// Steps over the colon after a field's name; inside braces it may be missing, and then a comma has cut a text.
    fn colon(&mut self, key: &Placed<String>, before: &[(Placed<String>, Node)]) -> Result<(), Fault> {
        let at = self.skip(self.at);
        if self.text[at..].starts_with(':') {
            if self.text[self.at..at].contains('\n') {
                return Err(wording::bad_name(self.text, key.place.span.start() - self.base).into());
            }
            let marked = self.text[..at].ends_with(['"', '\'']);
            if self.brackets > 0 && !marked && !self.text[at + 1..].starts_with([' ', '\t', '\n', '\r']) {
                return Err(wording::missing_space(at, &key.value).into());
            }
            self.at = at + 1;
            return Ok(());
        }
        let span = Span::new(key.place.span.start() - self.base, key.place.span.end() - self.base);
        let piece = span.of(self.text);
        if let Some(colon) = piece.find(':').filter(|colon| !piece[*colon..].starts_with("://")) {
            return Err(wording::missing_space(span.start() + colon, &piece[..colon]).into());
        }
        let meant = match before.last() {
            Some((name, Node::Text(value))) if value.style == Style::Plain => {
                let whole = Span::new(value.place.span.start() - self.base, self.pieces_end(span.end()));
                Some((format!("{}: ", name.value), whole.of(self.text)))
            }
            Some((_, Node::Text(_) | Node::List(_) | Node::Map(_))) | None => None,
        };
        Err(wording::comma(self.text, span, meant.as_ref().map(|(label, text)| (label.as_str(), *text))).into())
    }

    /// All of a value that stands on its first line.
    fn rest(&self, marks: &Marks) -> Span {
        let rest = if self.brackets > 0 { rest_inside_brackets } else { rest_of_line };
        rest(self.text, self.byte(&marks.start))
    }

    /// Where the last of the pieces without a colon ends that follow one another: `{says: A, or B, or C}`.
    fn pieces_end(&self, mut end: usize) -> usize {
        while let Some(rest) = self.text[self.skip(end)..].strip_prefix(',') {
            let length = rest.find([',', '}', ']', '{', '[', '\n', '"', '\'']).unwrap_or(rest.len());
            let piece = &rest[..length];
            if piece.trim_ascii().is_empty() || field_colon(piece.trim_ascii()).is_some() {
                break;
            }
            end = self.text.len() - rest.len() + piece.trim_ascii_end().len();
        }
        end
    }

    fn deeper(&self, depth: usize, at: usize) -> Result<(), Fault> {
        if depth > DEPTH_MAX { Err(wording::depth(self.text, at).into()) } else { Ok(()) }
    }

    /// Enters a bracket, if one stands at `start`.
    fn opens(&mut self, start: usize, bracket: u8) -> bool {
        let inside = self.text.as_bytes().get(start) == Some(&bracket);
        if inside {
            self.brackets += 1;
            self.at = start + 1;
        }
        inside
    }

    fn closes(&mut self, bracket: Option<&Marks>) {
        let Some(marks) = bracket else { return };
        self.brackets -= 1;
        // The parser's mark lies behind a remark that stands behind the bracket.
        let end = self.skip_commas(self.at);
        self.at = if self.text[end..].starts_with(['}', ']']) { end + 1 } else { self.byte(&marks.end) };
    }

    /// The next byte that is neither white space nor comment.
    fn skip(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
                Some(b'#') => at += self.text[at..].find('\n').unwrap_or(self.text.len() - at),
                _ => return at,
            }
        }
    }

    fn skip_commas(&self, from: usize) -> usize {
        let at = self.skip(from);
        if self.text[at..].starts_with(',') { self.skip(at + 1) } else { at }
    }

    /// The first tab that stands outside a text or comment, or before a line of a text.
    fn tab_outside_texts(&self) -> Option<usize> {
        let texts = self.texts.as_ref()?;
        let mut next = 0;
        let mut line = 0;
        let (mut blank, mut commented) = (true, false);
        // The text of which a line below the first has been seen: the first line of a block says how far it is indented.
        let mut begun = None;
        for (at, byte) in self.text.bytes().enumerate() {
            while texts.get(next).is_some_and(|(span, _)| span.end() <= at) {
                next += 1;
            }
            let within = texts.get(next).filter(|(span, _)| span.start() <= at);
            match byte {
                b'\n' => (line, blank, commented) = (at + 1, true, false),
                b' ' | b'\r' => {}
                b'\t' if commented => {}
                b'\t' => match within {
                    Some((_, Style::Block)) if !blank || begun == Some(next) => {}
                    Some((_, Style::Plain | Style::Quoted)) if !blank => {}
                    Some(_) | None => return Some(at),
                },
                _ => {
                    blank = false;
                    commented |= byte == b'#' && within.is_none();
                    if within.is_some_and(|(span, _)| span.start() < line) {
                        begun = Some(next);
                    }
                }
            }
        }
        None
    }
}

/// What stands before a value: the name of its field, or a hyphen.
fn label(name: Option<&str>) -> String {
    name.map_or("- ".to_owned(), |name| format!("{name}: "))
}

/// Refuses the first field that stands twice; sorted, so that a map of many fields takes no longer than it should.
fn refuse_duplicates(entries: &[(Placed<String>, Node)], base: usize) -> Result<(), Box<Slip>> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|left, right| (&entries[*left].0.value, left).cmp(&(&entries[*right].0.value, right)));
    let twice = order.windows(2).filter(|pair| entries[pair[0]].0.value == entries[pair[1]].0.value).min_by_key(|pair| pair[1]);
    let Some(pair) = twice else { return Ok(()) };
    let span = |number: usize| {
        let place = entries[number].0.place.span;
        Span::new(place.start() - base, place.end() - base)
    };
    Err(wording::duplicate(&entries[pair[1]].0.value, span(pair[1]), span(pair[0])))
}
