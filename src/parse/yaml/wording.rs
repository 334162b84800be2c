//! Says each mistake of YAML in an editor's words, with what to type instead.

use crate::format::is_field;
use crate::problem::{Code, Problem};
use crate::source::hidden::sign;
use crate::source::{FileIndex, Place, Span};

use super::quoted;
use super::quoted::is_invisible;
use super::value::FULL_WIDTH_COLON;
use crate::parse::values::with_full_stop;

/// A mistake in a piece of a file; its spans count from the beginning of the piece.
#[derive(Debug)]
pub(super) struct Slip {
    pub code: Code,
    pub span: Span,
    pub message: String,
    pub help: Vec<String>,
    pub related: Option<(Span, &'static str)>,
    /// What mends it, where that is certain.
    pub fix: Option<(Span, String)>,
}

pub(super) const DUPLICATE_HELP: &str = "keep one of the two; a new record begins with `- ` at column 1";
pub(super) const DUPLICATE_RELATED: &str = "the first one stands here";

impl Slip {
    fn new(code: Code, span: Span, message: impl Into<String>) -> Box<Slip> {
        Box::new(Slip { code, span, message: message.into(), help: Vec::new(), related: None, fix: None })
    }

    fn help(mut self: Box<Slip>, help: impl Into<String>) -> Box<Slip> {
        self.help.push(help.into());
        self
    }

    /// Mends it by another text in the place of one that stands on one line.
    fn fix(mut self: Box<Slip>, span: Span, text: impl Into<String>) -> Box<Slip> {
        self.fix = Some((span, text.into()));
        self
    }

    /// Mends it by quotation marks round a value, unless a remark may stand in it.
    fn quote(self: Box<Slip>, text: &str, span: Span, meant: &str) -> Box<Slip> {
        if span.of(text).contains(" #") { self } else { self.fix(span, quoted(&one_line(meant))) }
    }

    /// The problem that it is in a file, where the piece begins at byte `base`.
    pub(super) fn problem(self, index: FileIndex, base: usize) -> Problem {
        let place = |span: Span| Place { file: index, span: Span::new(base + span.start(), base + span.end()) };
        let mut problem = Problem::new(self.code, place(self.span), self.message);
        problem.help = self.help;
        if let Some((span, text)) = self.fix {
            problem = problem.fix(place(span).span, text);
        }
        if let Some((span, word)) = self.related {
            problem = problem.related(place(span), word);
        }
        problem
    }
}

/// The span of the character at an offset, or of nothing at the end.
pub(super) fn first_character(text: &str, at: usize) -> Span {
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + length)
}

/// One line of a value that may stand on several.
fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_it(label: &str, text: &str) -> String {
    let value = quoted(text);
    if value.contains('`') { format!("write {label}{value}") } else { format!("write `{label}{value}`") }
}

/// A text that holds `: `.
pub(super) fn colon(text: &str, span: Span, label: &str) -> Box<Slip> {
    let slip = Slip::new(Code::YamlColon, span, "a text that holds a colon and a space needs quotation marks")
        .help(write_it(label, &one_line(span.of(text))));
    // `quote: a mutiny note: their word` may be two fields on one line.
    let mut before_colons = span.of(text).split(": ").map(|part| part.rsplit([' ', '\n']).next().unwrap_or_default());
    if before_colons.any(is_field) { slip } else { slip.quote(text, span, span.of(text)) }
}

/// A text inside brackets that holds `:?`, which programs read differently.
pub(super) fn colon_and_sign(text: &str, span: Span, label: &str) -> Box<Slip> {
    Slip::new(Code::YamlColon, span, "inside {…} or […] a text that holds `:?` needs quotation marks")
        .help(write_it(label, &one_line(span.of(text))))
}

/// `says: x note: y` inside braces: a text that holds `: `, or two fields without a comma.
pub(super) fn colon_in_brackets(text: &str, span: Span, label: &str) -> Box<Slip> {
    let mut slip = colon(text, span, label).help("if these are two fields, put a comma between them");
    slip.fix = None;
    slip
}

/// A tab that is not part of a text.
pub(super) fn tab(at: usize) -> Box<Slip> {
    Slip::new(Code::YamlTab, Span::new(at, at + 1), "a tab stands here, and YAML takes only spaces")
        .help("replace the tab by spaces, as many as make the line begin where its neighbours do")
        .fix(Span::new(at, at + 1), "  ")
}

/// A tab behind a value or a colon.
pub(super) fn tab_within(text: &str, at: usize) -> Box<Slip> {
    let line = &text[at..super::value::line_end(text, at)];
    let tabs = line.len() - line.trim_start_matches(['\t', ' ']).len();
    let spaces = if tabs == line.len() { "" } else { " " };
    Slip::new(Code::YamlTab, Span::new(at, at + 1), "a tab stands here, and YAML takes only spaces")
        .help("replace the tab by a space, or delete it at the end of a line")
        .fix(Span::new(at, at + tabs), spaces)
}

/// An opening quotation mark without its fellow.
pub(super) fn unclosed_quote(text: &str, at: usize) -> Box<Slip> {
    let mark = &text[at..at + 1];
    Slip::new(Code::YamlQuote, Span::new(at, at + 1), format!("the quotation mark {mark} opens a text and is never closed"))
        .help(format!("write {mark} at the end of the text too; if the text itself begins with {mark}, put the whole in the other kind of marks"))
}

/// Text after a closing quotation mark; `whole` is the value with its marks.
pub(super) fn after_quote(text: &str, span: Span, whole: Span, label: &str) -> Box<Slip> {
    let value = whole.of(text);
    let mark = &value[..1];
    let mut chars = span.of(text).chars();
    let glued = span.start() > 0 && !text[..span.start()].ends_with([' ', '\t']);
    // 'It's here' and "he said "no" again" are one text with a mark inside; `"a" and b` begins with a mark of its own.
    let inner = glued && value.len() > 1 && value.ends_with(mark) && chars.next().is_some_and(char::is_alphanumeric);
    let meant = if inner { &value[1..value.len() - 1] } else { value };
    let slip = Slip::new(Code::YamlQuote, span, format!("the text ends at its second {mark}, and this stands after it"))
        .help(write_it(label, &one_line(meant)));
    // Where marks were doubled or escaped as well, what was meant is not certain.
    if inner && !meant.contains("''") && !meant.contains('\\') { slip.quote(text, whole, meant) } else { slip }
}

/// A backslash that makes no sign of the one behind it; `whole` is the value with its double marks.
pub(super) fn stray_backslash(text: &str, at: usize, whole: Span, label: &str) -> Box<Slip> {
    let marked = whole.of(text);
    let meant = marked[1..marked.len() - 1].replace("\\\"", "\"").replace("\\'", "'");
    Slip::new(
        Code::YamlSyntax,
        Span::new(at, at + 1),
        "between double quotation marks a `\\` changes the sign behind it, and not so here",
    )
    .help(write_it(label, &one_line(&meant)))
    .help("or keep the marks and write `\\\\` for the `\\`")
}

/// A text that begins with a character that means something to YAML.
pub(super) fn reserved(text: &str, span: Span, label: &str) -> Box<Slip> {
    let sign = match first_sign(span.of(text)) {
        "`" => "a backtick".to_owned(),
        sign => format!("`{sign}`"),
    };
    let slip = Slip::new(Code::YamlQuote, span, format!("a text that begins with {sign} needs quotation marks"))
        .help(write_it(label, &one_line(span.of(text))));
    // Without a label it is a field's name that begins so; with `>`, `|` or `-` it may be meant to be several lines, or a list.
    if label.is_empty() || span.of(text).starts_with(['>', '|', '-']) { slip } else { slip.quote(text, span, span.of(text)) }
}

/// A text that begins with `*`, `&` or `!`.
pub(super) fn reference(text: &str, span: Span, label: &str) -> Box<Slip> {
    let sign = first_sign(span.of(text));
    let what = match sign {
        "*" | "&" => "for a reference to another value",
        _ => "for the name of a type",
    };
    let slip = Slip::new(
        Code::YamlReference,
        span,
        format!("a text that begins with `{sign}` needs quotation marks, or YAML takes it {what}"),
    )
    .help(write_it(label, &one_line(span.of(text))))
    .help("references, anchors and types are not read: write the value itself");
    // `*Their* word.` is emphasis; a name that is referred to has no spaces.
    let is_emphasis = !label.is_empty() && sign == "*" && span.of(text).contains(' ');
    if is_emphasis { slip.quote(text, span, span.of(text)) } else { slip }
}

/// `<<`, the key that copies a map.
pub(super) fn merge(span: Span) -> Box<Slip> {
    Slip::new(Code::YamlReference, span, "`<<` would copy fields from elsewhere, and references are not read")
        .help("write the fields themselves")
}

fn first_sign(value: &str) -> &str {
    &value[..value.chars().next().map_or(0, char::len_utf8)]
}

/// A line that begins at another column than its neighbours.
pub(super) fn indentation(text: &str, at: usize, help: impl Into<String>) -> Box<Slip> {
    Slip::new(Code::YamlIndentation, first_character(text, at), "this line is not indented like its neighbours").help(help)
}

/// A line without a field's name among fields.
pub(super) fn nameless_line(text: &str, at: usize) -> Box<Slip> {
    Slip::new(
        Code::YamlIndentation,
        first_character(text, at),
        "this line has no field's name, and it is not indented as part of the line above",
    )
    .help("indent it by two more spaces if it goes on from the line above, or write `field: ` before it")
}

/// `field value` or `field：value`, where `name` stands at `at` and `rest` behind it.
pub(super) fn missing_colon(at: usize, (name, rest): (&str, &str)) -> Box<Slip> {
    Slip::new(Code::YamlIndentation, Span::new(at, at + name.len()), missing_colon_message(name))
        .help(missing_colon_help(name, rest))
}

/// The same below another line, which it may go on with: `of the board`.
pub(super) fn missing_colon_below(at: usize, (name, rest): (&str, &str)) -> Box<Slip> {
    let slip = missing_colon(at, (name, rest));
    let is_certain = rest.is_empty() || rest.starts_with(FULL_WIDTH_COLON);
    if is_certain { slip } else { slip.help("if the line goes on from the one above, indent it by two more spaces") }
}

pub(super) fn missing_colon_message(name: &str) -> String {
    format!("a colon is missing after the field's name `{name}`")
}

pub(super) fn missing_colon_help(name: &str, rest: &str) -> String {
    let value = rest.trim_start_matches([FULL_WIDTH_COLON, '=', ' ']);
    let written = if value.is_empty() { format!("write `{name}:`") } else { write_it(&format!("{name}: "), &one_line(value)) };
    match rest.starts_with(FULL_WIDTH_COLON) {
        true => format!("{written}: type an ordinary colon and a space for the `{FULL_WIDTH_COLON}`"),
        false => written,
    }
}

/// `field:value`.
pub(super) fn missing_space(at: usize, name: &str) -> Box<Slip> {
    Slip::new(Code::YamlSyntax, Span::new(at, at + 1), missing_space_message(name)).help(missing_space_help(name))
}

pub(super) fn missing_space_message(name: &str) -> String {
    format!("a space is missing after the colon of `{name}`")
}

pub(super) fn missing_space_help(name: &str) -> String {
    format!("write `{name}: `, with a space after the colon")
}

/// A comma inside braces that cut a text; `meant` is the text with its label, if it can be made out.
pub(super) fn comma(text: &str, span: Span, meant: Option<(&str, &str)>) -> Box<Slip> {
    let piece = span.of(text);
    let slip = Slip::new(
        Code::YamlComma,
        span,
        format!("inside {{…}} a comma ends a value, and “{}” has no colon of its own", one_line(piece)),
    );
    match meant {
        Some((label, meant)) if let Some(written) = with_full_stop(meant) => {
            slip.help(format!("write `{label}{written}`: a fraction follows a full stop"))
        }
        Some((label, meant)) if meant.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') => {
            slip.help(format!("write `{label}{}`: a number has no commas", meant.replace(',', "")))
        }
        Some((label, meant)) => slip.help(write_it(label, &one_line(meant))),
        None => slip.help("write `name: value` between the commas, or put a text that holds a comma in quotation marks"),
    }
}

/// Two values with nothing between them.
pub(super) fn missing_comma(text: &str, at: usize) -> Box<Slip> {
    Slip::new(Code::YamlComma, first_character(text, at), "a comma is missing before this value")
        .help("put a comma between two values inside {…} or […]")
}

/// A comma with nothing before it.
pub(super) fn spare_comma(at: usize) -> Box<Slip> {
    Slip::new(Code::YamlComma, Span::new(at, at + 1), "nothing stands before this comma")
        .help("delete the comma, or write the value that is missing")
}

/// A bracket that is never closed.
pub(super) fn unclosed_bracket(at: usize, open: u8) -> Box<Slip> {
    let (open, close) = if open == b'{' { ('{', '}') } else { ('[', ']') };
    Slip::new(Code::YamlComma, Span::new(at, at + 1), format!("`{open}` is opened here and never closed"))
        .help(format!("write `{close}` at the end; if the text itself begins with `{open}`, put it in quotation marks"))
}

/// A closing bracket that closes nothing.
pub(super) fn stray_bracket(text: &str, at: usize) -> Box<Slip> {
    let sign = &text[at..at + 1];
    Slip::new(Code::YamlComma, Span::new(at, at + 1), format!("`{sign}` closes nothing that is open here"))
        .help("each `{` is closed by `}` and each `[` by `]`, the inner one first")
}

/// A comment in the middle of a text.
pub(super) fn comment_within(at: usize, text: &str, label: &str, meant: &str) -> Box<Slip> {
    Slip::new(Code::YamlQuote, first_character(text, at), "` #` begins a comment here, and the text goes on after it")
        .help(write_it(label, &one_line(meant)))
}

/// A character that nobody can see.
pub(super) fn invisible(at: usize, character: char) -> Box<Slip> {
    let number = u32::from(character);
    Slip::new(
        Code::YamlSyntax,
        Span::new(at, at + character.len_utf8()),
        format!("an invisible control character (U+{number:04X}) stands here"),
    )
    .help(format!("delete it, or write `\\u{number:04X}` in a text between double quotation marks"))
}

/// Lists and maps too deep in one another.
pub(super) fn depth(text: &str, at: usize) -> Box<Slip> {
    Slip::new(Code::YamlDepth, first_character(text, at), "lists and maps stand inside one another more than 16 deep here")
        .help("no field of an archive needs that: look for a bracket that is never closed")
}

pub(super) fn duplicate_message(key: &str) -> String {
    format!("`{key}` stands here for the second time")
}

/// A field that stands twice.
pub(super) fn duplicate(key: &str, second: Span, first: Span) -> Box<Slip> {
    let mut slip = Slip::new(Code::DuplicateField, second, duplicate_message(key)).help(DUPLICATE_HELP);
    slip.related = Some((first, DUPLICATE_RELATED));
    slip
}

/// A field whose name is a list, a map or nothing.
pub(super) fn bad_name(text: &str, at: usize) -> Box<Slip> {
    Slip::new(Code::YamlSyntax, first_character(text, at), "a field's name is a word before a colon")
        .help("write `field: value`; a text that begins with a bracket, a colon or a question mark needs quotation marks")
}

/// What nothing better is known about.
pub(super) fn syntax(text: &str, at: usize) -> Box<Slip> {
    Slip::new(Code::YamlSyntax, first_character(text, at), "from here on this is not YAML").help(
        "write each field as `field: value`, a list item as `- value`, and put a text with signs like : # [ { in quotation marks",
    )
}

/// A record that has no fields, in a piece that begins at byte `base`.
pub(super) fn not_a_record(place: Place, base: usize) -> Box<Slip> {
    let span = Span::new(place.span.start() - base, place.span.end() - base);
    Slip::new(Code::WrongType, span, "a record has fields, and this has none")
        .help("write `- id: …` and the other fields below, indented by two spaces")
}

/// A line at column 1 that has no field.
pub(super) fn no_field(text: &str) -> Box<Slip> {
    Slip::new(Code::YamlSyntax, first_character(text, 0), "this line has no field")
        .help("write `field: value`, with the field's name at column 1")
}

/// A line of a record that stands at column 1; `stray` counts from the beginning of the file.
pub(super) fn stray_line(record: &str, stray: Span, base: usize) -> Box<Slip> {
    let at = stray.start() - base;
    let line = &record[at..stray.end() - base];
    let first = line.chars().next().unwrap_or_default();
    if is_invisible(first) {
        return invisible(at, first);
    }
    let slip = Slip::new(Code::YamlColumn, first_character(record, at), "only the `- ` of a record stands at column 1");
    if line.starts_with('-') {
        slip.help("write a space after the `-`")
    } else if ['–', '—', '−', '•', '*'].contains(&first) && line[first.len_utf8()..].starts_with(' ') {
        slip.help(format!("type a hyphen, `-`, for the `{first}`"))
    } else if first.is_whitespace() {
        let count = line.chars().take_while(|sign| sign.is_whitespace()).count();
        slip.help(format!("these are no spaces but signs that look like them ({}): type {count} spaces for them", sign(first)))
    } else if line.starts_with("id:") {
        slip.help(format!("write `- {line}` if a new record begins here, or indent the line by two spaces"))
    } else {
        slip.help("indent the line by two spaces or more, so that it belongs to the record above")
    }
}
