//! Cuts a file at column 1 into its records or fields, so that a mistake spoils one of them and not the rest.

use crate::parse::conflict::conflict;
use crate::problem::{Code, Problem, Problems};
use crate::source::conflict::is_conflict;
use crate::source::{FileIndex, Place, Span};

use super::value::{field_colon, glued_colon, name_without_colon, strip_comment};
use super::wording::{first_character, missing_colon_help, missing_colon_message, missing_space_help, missing_space_message};

/// What the file is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A list of records: `- ` at column 1.
    List,
    /// One map: fields at column 1.
    Fields,
}

/// The lines of one record or field, up to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where in the file.
    pub span: Span,
    /// The first line in it, if any, that stands at column 1 and should not.
    pub stray: Option<Span>,
}

/// A file in pieces.
#[derive(Debug)]
pub(super) struct Cut {
    /// The pieces in order.
    pub pieces: Vec<Piece>,
    /// Whether every line with something on it belongs to a piece.
    pub whole: bool,
}

/// What a line is, seen from column 1.
enum Line {
    Blank,
    Begins,
    Inside,
    Stray,
    Divider,
    Directive,
    Conflict,
}

/// Cuts a text; nothing is given back where a merge was left unfinished, since each half would be read as whole,
/// or where old line ends would make the rest of a comment's lines part of it.
///
/// Reports `merge-conflict`, `yaml-syntax`, `yaml-several`, `yaml-column` and, for a list where fields are wanted, `wrong-type`,
/// each at most once per file.
pub(super) fn cut(index: FileIndex, text: &str, shape: Shape, problems: &mut Problems) -> Option<Cut> {
    let place = |start: usize, end: usize| Place { file: index, span: Span::new(start, end) };
    if let Some(at) = lone_return(text) {
        problems.push(old_line_ends(place(at, at + 1)));
        return None;
    }
    let mut cut = Cut { pieces: Vec::new(), whole: true };
    let mut found = Problems::default();
    let (mut open, mut begun, mut divided, mut misplaced) = (false, false, false, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let content = line.trim_end_matches(['\n', '\r']);
        let content_end = start + content.len();
        match classify(content, shape) {
            Line::Blank => {}
            Line::Begins => {
                cut.pieces.push(Piece { span: Span::new(start, end), stray: None });
                (open, begun) = (true, true);
            }
            Line::Conflict => {
                problems.push(conflict(place(start, content_end)));
                return None;
            }
            Line::Directive if !begun && !divided => {
                found.push(
                    Problem::new(Code::YamlSyntax, place(start, content_end), "a line that begins with `%` is not read")
                        .help("delete the line"),
                );
                cut.whole = false;
            }
            Line::Divider if !begun && !divided && content.trim_ascii_end() == "---" => (begun, divided) = (true, true),
            Line::Divider => {
                if !misplaced {
                    found.push(several(place(start, start + 3), content));
                }
                (open, begun, misplaced, cut.whole) = (false, true, true, false);
            }
            Line::Inside | Line::Stray | Line::Directive if !open => {
                let comment = content.trim_ascii_start().starts_with('#');
                if !comment && cut.whole {
                    found.push(head(place(0, 0), start, content, shape));
                }
                cut.whole &= comment;
                begun |= !comment;
            }
            Line::Inside => {}
            Line::Stray | Line::Directive => {
                let piece = cut.pieces.last_mut().expect("a piece is open");
                if shape == Shape::List && piece.stray.is_none() {
                    piece.stray = Some(Span::new(start, content_end));
                }
            }
        }
        if open {
            let piece = cut.pieces.last_mut().expect("a piece is open");
            piece.span = piece.span.up_to(end);
        }
        start = end;
    }
    problems.append(found);
    Some(cut)
}

/// What a line is, seen from column 1.
fn classify(line: &str, shape: Shape) -> Line {
    let Some(first) = line.bytes().next() else { return Line::Blank };
    match first {
        b' ' | b'\t' if line.trim_ascii().is_empty() => Line::Blank,
        b' ' | b'\t' => Line::Inside,
        b'#' => Line::Blank,
        b'<' | b'=' | b'>' if is_conflict(line) => Line::Conflict,
        b'-' | b'.' if is_divider(line) => Line::Divider,
        b'%' => Line::Directive,
        b'-' if line.len() == 1 || line.starts_with("- ") || line.starts_with("-\t") => match shape {
            Shape::List => Line::Begins,
            Shape::Fields => Line::Stray,
        },
        _ if shape == Shape::Fields && !matches!(first, b'{' | b'}' | b'[' | b']') && field_colon(line).is_some() => Line::Begins,
        _ => Line::Stray,
    }
}

/// The first CR that no LF follows: for YAML a line ends there, for most programs of today none does.
fn lone_return(text: &str) -> Option<usize> {
    let mut returns = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\r').map(|(at, _)| at);
    returns.find(|at| text.as_bytes().get(at + 1) != Some(&b'\n'))
}

fn old_line_ends(place: Place) -> Problem {
    Problem::new(Code::YamlSyntax, place, "the file has old line ends: a line ends with CR here, without LF")
        .help("save the file with LF line ends, or with CR LF: editors call it “line endings”, Unix or Windows")
}

fn is_divider(line: &str) -> bool {
    ["---", "..."].iter().any(|mark| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn several(place: Place, line: &str) -> Problem {
    let mark = &line[..3];
    if line.trim_ascii_end() == mark {
        Problem::new(Code::YamlSeveral, place, format!("the line `{mark}` divides the file into two, and a file is one"))
            .help("delete the line")
    } else {
        Problem::new(Code::YamlSeveral, place, format!("nothing may stand beside `{mark}`"))
            .help(format!("delete `{mark}` and leave the rest at the beginning of the line"))
    }
}

/// What is wrong with the first line that belongs to no record or field.
fn head(mut place: Place, start: usize, line: &str, shape: Shape) -> Problem {
    let begin = start + line.len() - line.trim_ascii_start().len();
    place.span = first_character(line.trim_ascii_start(), 0);
    place.span = Span::new(begin, begin + place.span.end());
    let dash = line.trim_ascii_start().starts_with('-');
    let indented = begin > start;
    match (shape, dash) {
        (Shape::List, true) if indented => Problem::new(
            Code::YamlColumn,
            place,
            format!("the list is indented, and its records begin at column 1, not {}", begin - start + 1),
        )
        .help(format!("delete {} at the beginning of each line", spaces(begin - start))),
        (Shape::List, true) => Problem::new(Code::YamlColumn, place, "a record begins with `- `, a hyphen and a space")
            .help("write a space after the `-`"),
        (Shape::List, false) => Problem::new(Code::YamlColumn, place, "this line belongs to no record")
            .help("begin each record with `- ` at column 1, and indent its other lines by two spaces"),
        (Shape::Fields, true) if !indented => {
            Problem::new(Code::WrongType, place, "the file is a list, and it should be one record, its fields at column 1")
                .help("write `field: value` at the beginning of each line, without `- `")
        }
        (Shape::Fields, _) if indented => {
            Problem::new(Code::YamlColumn, place, format!("fields of this file begin at column 1, not {}", begin - start + 1))
                .help(format!("delete {} at the beginning of each line", spaces(begin - start)))
        }
        (Shape::Fields, _) => match (glued_colon(line), name_without_colon(strip_comment(line))) {
            (_, Some((name, rest))) => {
                Problem::new(Code::YamlColumn, place, missing_colon_message(name)).help(missing_colon_help(name, rest))
            }
            (Some(colon), None) => {
                place.span = Span::new(start + colon, start + colon + 1);
                Problem::new(Code::YamlSyntax, place, missing_space_message(&line[..colon]))
                    .help(missing_space_help(&line[..colon]))
            }
            (None, None) => Problem::new(Code::YamlColumn, place, "this line belongs to no field")
                .help("write `field: value`, with the field's name at column 1"),
        },
    }
}

fn spaces(count: usize) -> String {
    if count == 1 { "the space".to_owned() } else { format!("the {count} spaces") }
}

/// Adds the ids that a record seems to have; whether any could be made out.
///
/// The record cannot be read, so this looks for `id:` where its fields stand, and takes only what can be an identifier.
pub(super) fn ids(record: &str, found: &mut Vec<String>) -> bool {
    let before = found.len();
    let mut column = 0;
    for (number, line) in record.lines().enumerate() {
        let rest = line.trim_start_matches([' ', '\t', '-']);
        let indent = line.len() - rest.len();
        if number == 0 {
            column = indent;
            if let Some(inside) = rest.strip_prefix('{') {
                let field = inside.split(',').find_map(|part| id_value(part.trim_ascii()));
                found.extend(field);
                continue;
            }
        }
        if indent <= column.max(2) {
            found.extend(id_value(rest));
        }
    }
    found.len() > before
}

/// The identifier in `id: …`.
fn id_value(field: &str) -> Option<String> {
    let value = field.strip_prefix("id")?.trim_ascii_start().strip_prefix(':')?;
    let value = strip_comment(value).trim_matches([' ', '\t', '"', '\'', '}']);
    let sound = !value.is_empty() && value.chars().all(|character| character.is_alphanumeric() || character == '-');
    sound.then(|| value.to_owned())
}
