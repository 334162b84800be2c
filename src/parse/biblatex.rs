//! Reads the works that notes cite from BibLaTeX, each on its own: a broken one does not hide the next.

mod bounds;
mod dates;
mod meant;

use std::collections::BTreeMap;

use biblatex::{Bibliography, ChunksExt, EntryType};
use hayagriva::Library;
use hayagriva::io::{BibLaTeXError, from_biblatex};
use hayagriva::types::{MaybeTyped, PageRanges, PageRangesPart};

use super::conflict;
use super::fields::first_line;
use crate::model::{Broken, Work, WorkEntry, each_person};
use crate::problem::{Code, Problem, Problems};
use crate::source::{FileIndex, Place, Placed, SourceFile, Span};

/// `@book{key, …}` as it stands in the file.
struct Entry {
    span: Span,
    key: Span,
    closed: bool,
}

/// The fields that hold signs and no words.
const VERBATIM: &[&str] = &["url", "urlraw", "uri", "doi", "eprint", "file", "pdf", "verba", "verbb", "verbc"];

/// What a work looks like.
const AS_WRITTEN: &str = "a work is written `@book{key, title = {…}, author = {…}, date = {…}}`";

/// Reads `bibliography.bib`; names of works that cannot be read are remembered in `broken`.
///
/// Reports `invalid-work` at a work that is not closed, at what the library cannot read or would never end to read, and at a date
/// that is none; `duplicate-id` at the second work of a key; `circular` at works that take fields from one another.
pub fn biblatex(index: FileIndex, file: &SourceFile, broken: &mut Broken, problems: &mut Problems) -> Vec<Work> {
    if !file.readable || conflict::in_file(index, file, problems) {
        broken.remember_unsure("work");
        return Vec::new();
    }
    let place = |span: Span| Place { file: index, span };
    let entries = entries(&file.text);
    // What cannot be read is blanked out, so that everything else keeps its place.
    let mut text = file.text.clone();
    for (number, entry) in entries.iter().enumerate() {
        let key = entry.key.of(&file.text);
        let earlier = entries[..number].iter().find(|other| !key.is_empty() && other.key.of(&file.text) == key);
        if !entry.closed {
            let problem = Problem::new(Code::InvalidWork, first_line(file, place(entry.span)), "this work is not closed");
            problems.push(problem.help("each `{` needs its `}`; the last one closes the work"));
            broken.remember("work", key);
        } else if let Some(earlier) = earlier {
            problems.push(super::duplicate("work", &Placed::new(key.to_owned(), place(entry.key)), place(earlier.key)));
        } else {
            continue;
        }
        blank(&mut text, entry.span);
    }
    let faults = bounds::faults(&text, &entries).into_iter().chain(dates::faults(&text, &entries));
    for bounds::Fault { span, place: here, code, message, help } in faults.collect::<Vec<_>>() {
        problems.push(Problem::new(code, first_line(file, place(here)), message).help(help));
        if let Ok(number) = entries.binary_search_by_key(&span, |entry| entry.span) {
            broken.remember("work", entries[number].key.of(&file.text));
        }
        blank(&mut text, span);
    }
    without_ties(&mut text, &entries);
    let (bibliography, library) = loop {
        let errors = match read(&text) {
            Ok(read) => break read,
            Err(errors) => errors,
        };
        let before = text.clone();
        for error in errors {
            let (span, message) = match &error {
                BibLaTeXError::Parse(error) => (error.span.clone(), error.kind.to_string()),
                BibLaTeXError::Type(error) => (error.span.clone(), error.kind.to_string()),
            };
            // The library counts some places from the beginning of a field.
            let border = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let (start, end) = (border(span.start), border(span.end.max(span.start)));
            let here = first_line(file, place(Span::new(start, end)));
            let problem = Problem::new(Code::InvalidWork, here, format!("the bibliography cannot be read here: {message}"));
            problems.push(problem.help(AS_WRITTEN));
            if let Some(entry) = entries.iter().find(|entry| entry.span.start() <= start && start < entry.span.end()) {
                broken.remember("work", entry.key.of(&file.text));
                blank(&mut text, entry.span);
            }
        }
        if text == before {
            broken.remember_unsure("work");
            return Vec::new();
        }
    };
    let keys: BTreeMap<&str, Span> = entries.iter().map(|entry| (entry.key.of(&text), entry.key)).collect();
    let mut works = Vec::new();
    for work in library.iter() {
        let Some(key) = keys.get(work.key()) else {
            let message = format!("the work `{}` is written in a way that is not known", work.key());
            let problem = Problem::new(Code::InvalidWork, place(Span::new(0, 0)), message);
            problems.push(problem.help(AS_WRITTEN));
            broken.remember("work", work.key());
            continue;
        };
        let key = Placed::new(work.key().to_owned(), place(*key));
        let written = bibliography.get(work.key());
        if written.is_some_and(|written| written.entry_type == EntryType::XData) {
            // Fields for other works, and none itself.
            continue;
        }
        let address = written.filter(|_| work.url().is_none()).and_then(|written| written.get("url"));
        let lost = address.map(|address| address.format_verbatim()).and_then(|address| lost_address(&address, key.place));
        if let Some(problem) = strange_address(work, key.place).or(lost) {
            problems.push(problem);
            broken.remember("work", &key.value);
            continue;
        }
        let mut work = work.clone();
        if let (None, Some(tag)) = (work.language(), written.and_then(meant::language)) {
            work.set_language(tag.parse().expect("the tags of the table are tags"));
        }
        keep_names(&mut work);
        divide_pages(&mut work);
        match WorkEntry::of(work) {
            Ok(entry) => works.push(Work { key, entry }),
            Err(_) => {
                // What the library says of it is not meant for people.
                let problem = Problem::new(Code::InvalidWork, key.place, "this work has a field that a bibliography cannot hold");
                problems.push(problem.help("write it in `bibliography.yaml`, or take out such as `editortype`"));
                broken.remember("work", &key.value);
            }
        }
    }
    works
}

/// All works, as they are written and as the library has them; a mistake may hide others.
fn read(text: &str) -> Result<(Bibliography, Library), Vec<BibLaTeXError>> {
    let mut bibliography = Bibliography::parse(text).map_err(|error| vec![BibLaTeXError::Parse(error)])?;
    bibliography.iter_mut().for_each(meant::as_meant);
    let library = from_biblatex(&bibliography);
    let library = library.map_err(|errors| errors.into_iter().map(BibLaTeXError::Type).collect::<Vec<_>>())?;
    Ok((bibliography, library))
}

/// Makes blanks of what LaTeX takes for a blank that keeps words together, `J.~Smith`; in addresses it is a letter, in dates a sign.
fn without_ties(text: &mut String, entries: &[Entry]) {
    let mut ties = Vec::new();
    for field in entries.iter().flat_map(|entry| fields(text, entry)) {
        let name = field.name.to_lowercase();
        if VERBATIM.contains(&name.as_str()) || name.ends_with("date") || name == "year" {
            continue;
        }
        let words = field.span.of(text);
        let is_letter = |at: usize| words[..at].ends_with(['\\', '/']);
        ties.extend(words.match_indices('~').filter(|(at, _)| !is_letter(*at)).map(|(at, _)| field.span.start() + at));
    }
    ties.into_iter().for_each(|at| text.replace_range(at..at + 1, " "));
}

/// That an address is none of the web, so that the library would leave it out.
fn lost_address(address: &str, place: Place) -> Option<Problem> {
    let address = address.trim();
    let problem = || Problem::new(Code::InvalidUrl, place, format!("“{address}” is no address of the web"));
    let is_host = address.contains('.') && !address.contains([' ', '\\']) && !address.contains("://");
    let help = match is_host && !address.starts_with("10.") {
        true => format!("web addresses begin with `https://`: `https://{address}`"),
        false => "write one address that begins with `https://`; a DOI belongs to `doi`".to_owned(),
    };
    (!address.is_empty()).then(|| problem().help(help))
}

/// That a work names an address to which no page may lead, if it does.
pub fn strange_address(entry: &hayagriva::Entry, place: Place) -> Option<Problem> {
    let address = &entry.url()?.value;
    if ["http", "https"].contains(&address.scheme()) {
        return None;
    }
    let problem =
        Problem::new(Code::InvalidUrl, place, format!("the address of this work is of the kind `{}:`", address.scheme()));
    Some(problem.help("web addresses begin with `https://` or `http://`"))
}

/// Puts a comma between stretches of pages, `1--5, 9`, which the library writes as one.
fn divide_pages(entry: &mut hayagriva::Entry) {
    let Some(MaybeTyped::Typed(pages)) = entry.page_range() else { return };
    let parts = pages.ranges.iter().flat_map(|stretch| [PageRangesPart::Comma, stretch.clone()]).skip(1);
    let pages = PageRanges::new(parts.collect());
    entry.set_page_range(MaybeTyped::Typed(pages));
}

/// Keeps the names of bodies whole, `{{Office of Ports}}`, and what stands behind the names of persons, `Smith, III, John`.
///
/// The library writes a name as one text, and reading that again it takes “Office of” for a prefix and John for what stands
/// behind; an alias makes it write the parts by name.
fn keep_names(entry: &mut hayagriva::Entry) {
    each_person(entry, |person| {
        if person.given_name.is_none() || person.suffix.is_some() {
            person.alias.get_or_insert_with(|| person.name.clone());
        }
    });
}

/// Replaces a part by spaces; line ends stay.
fn blank(text: &mut String, span: Span) {
    let spaces: String = span.of(text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(span.start()..span.end(), &spaces);
}

/// Every work of the file; macros and remarks (`@string`, `@preamble`, `@comment`) are none.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('@') {
        let start = at + found;
        at = start + 1;
        let Some(open) = opening(text, start) else { continue };
        let kind = text[start + 1..open].trim().to_lowercase();
        let (end, closed) = closing(text, open);
        at = end;
        if !["string", "preamble", "comment"].contains(&kind.as_str()) {
            let inside = &text[open + 1..end];
            let spaces = inside.len() - inside.trim_start().len();
            let length = inside[spaces..].find([',', '}', '\n']).unwrap_or(inside.len() - spaces);
            let key = Span::new(open + 1 + spaces, open + 1 + spaces + inside[spaces..spaces + length].trim_end().len());
            entries.push(Entry { span: Span::new(start, end), key, closed });
        }
    }
    entries
}

/// The brace of `@word {` at `start`.
fn opening(text: &str, start: usize) -> Option<usize> {
    // The library takes nearly every sign in the word, so that nothing may pass by here that it reads.
    let is_of_word = |sign: char| !"@{}\"#'(),=%\\~".contains(sign) && !sign.is_control() && !sign.is_whitespace();
    let rest = text[start + 1..].trim_start_matches(is_of_word);
    let word = text.len() - rest.len() - start - 1;
    let brace = rest.trim_start();
    (word > 0 && brace.starts_with('{')).then(|| text.len() - brace.len())
}

/// Where the brace at `open` is closed; or, of an entry that is not, where the next one or the file's end begins.
fn closing(text: &str, open: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut depth = 0;
    let mut at = open;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return (at + 1, true),
            b'}' => depth -= 1,
            b'@' if bytes[at - 1] == b'\n' && opening(text, at).is_some() => return (at, false),
            _ => {}
        }
        at += 1;
    }
    (text.len(), false)
}

/// A field of a work as it is written.
struct Field<'t> {
    name: &'t str,
    value: &'t str,
    /// Both.
    span: Span,
}

impl<'t> Field<'t> {
    /// Whether nothing is written, which is as if it were not there.
    fn is_empty(&self) -> bool {
        self.value.trim_matches(['{', '}', '"', ' ', '\n', '\r', '\t']).is_empty()
    }

    /// The value without the braces or quotation marks around it; nothing where it is put together or abbreviated.
    fn words(&self) -> Option<&'t str> {
        let mut words = self.value;
        while let Some(inner) = words.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            words = inner.trim();
        }
        if let Some(inner) = words.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            words = inner.trim();
        }
        let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
        (is_number || words.len() < self.value.len()).then_some(words).filter(|words| !words.contains(['{', '}', '"']))
    }
}

/// The fields of a work, in their order; of what is not `name = value` none.
fn fields<'t>(text: &'t str, entry: &Entry) -> Vec<Field<'t>> {
    let bytes = text.as_bytes();
    let end = entry.span.end().saturating_sub(1);
    let mut fields = Vec::new();
    let mut at = entry.key.end();
    while at < end {
        let start = at;
        let (mut depth, mut in_marks) = (0_usize, false);
        while at < end && (depth > 0 || in_marks || bytes[at] != b',') {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => in_marks = !in_marks,
                _ => {}
            }
            at += 1;
        }
        let written = text.get(start..at.min(end)).unwrap_or_default();
        if let Some((name, value)) = written.split_once('=') {
            let start = start + written.len() - written.trim_start().len();
            let span = Span::new(start, start + written.trim().len());
            fields.push(Field { name: name.trim(), value: value.trim(), span });
        }
        at += 1;
    }
    fields
}
