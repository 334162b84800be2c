//! Reads the small values of fields: identifiers, languages, paragraphs, addresses, texts in several languages.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::fields::{Fields, WRITE_OR_REMOVE, blank, first_line};
use super::wanted::Wanted;
use super::yaml::{self, Map, Node, Scalar, Style};
use super::{date, language};
use crate::format::{Field, Takes};
use crate::model::{Date, Language, Localised, Signature, Written, is_web_address, stray_in_address};
use crate::problem::{Code, Problem};
use crate::source::hidden::{is_hidden, sign};
use crate::source::{Place, Placed, SourceFile, Span};

/// Whether a text is an identifier: letters, digits and `-`, lower case, composed.
pub fn is_identifier(text: &str) -> bool {
    let allowed = |character: char| is_letter(character) || character == '-';
    !text.is_empty()
        && text.chars().all(allowed)
        && text.chars().all(|character| character.to_lowercase().eq([character]))
        && is_nfc(text)
        && !text.starts_with('-')
}

/// Whether a character may stand in an identifier; some that nobody sees count as letters or as marks on them.
fn is_letter(character: char) -> bool {
    // Of ², ½, ª, ① and the like XML makes no names.
    if matches!(character, '\u{80}'..='\u{bf}' | '\u{2190}'..='\u{2bff}' | '\u{2ff0}'..='\u{3000}') {
        return false;
    }
    (character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)) && !is_hidden(character)
}

/// The nearest identifier to a text that is none.
pub fn to_identifier(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    // Without what nobody sees the two halves are one word.
    let lower = lower.replace(is_hidden, "");
    let words: Vec<&str> = lower.split(|character: char| !is_letter(character)).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// What is wrong with an identifier, if anything.
pub fn identifier_problem(id: &Placed<String>) -> Option<Problem> {
    if is_identifier(&id.value) {
        return None;
    }
    let better = to_identifier(&id.value);
    let message = format!("“{}” is not an identifier: letters, digits and `-`, in lower case", id.value);
    let problem = Problem::new(Code::InvalidId, id.place, message);
    Some(if better.is_empty() { problem } else { problem.help(format!("write `{better}`")) })
}

/// What is lost of a text of several words without quotation marks where ` #` begins a comment, if anything.
///
/// After a single word a comment is a remark, as it is meant to be, but for `word #3` and in fields of free text, of which the rest
/// may be just as well; a text in one of several languages has no field of its own.
pub fn lost_words(file: &SourceFile, text: &Scalar, field: Option<&Field>) -> Option<Problem> {
    let end = text.place.span.end();
    if text.style != Style::Plain || !file.text[end..].trim_start_matches([' ', '\t']).starts_with('#') {
        return None;
    }
    let rest = file.text[end..file.line(end).end()].trim_end();
    let comment = rest.trim_start();
    let is_word = !text.text.contains(char::is_whitespace) && comment[comment.len().min(1)..].starts_with([' ', '#']);
    let is_free = field.is_none_or(|field| is_free(field.takes));
    if comment.len() == rest.len() || (is_word && !is_free) {
        return None;
    }
    let start = end + rest.len() - comment.len();
    let place = Place { span: Span::new(start, end + rest.len()), ..text.place };
    let problem =
        Problem::new(Code::YamlComment, place, "in a text without quotation marks ` #` begins a comment, which is not published");
    let problem = problem.help(format!("if it belongs to the text, write {}", yaml::quoted(&format!("{}{rest}", text.text))));
    Some(if is_word { problem.help("if it is a remark, put the text before it in quotation marks") } else { problem })
}

/// Whether a field takes words as they come, and not one that is known or can be looked up.
fn is_free(takes: Takes) -> bool {
    matches!(
        takes,
        Takes::Text | Takes::Localised | Takes::LocalisedList | Takes::Prose | Takes::Quotation | Takes::QuotationOr(_)
    )
}

impl Fields<'_> {
    /// The `id` of a record; without one the record cannot be used.
    pub fn id(&mut self) -> Option<Placed<String>> {
        let id = self.text("id")?;
        if let Some(problem) = identifier_problem(&id) {
            self.fault(problem);
        }
        Some(id)
    }

    /// Whether a text was read as a field because it holds a colon and a space; reports it (`yaml-colon`).
    pub fn cut_by_a_colon(&mut self, map: &Map) -> bool {
        let written = map.place.span.of(&self.file.text);
        let [(key, Node::Text(value))] = map.entries.as_slice() else { return false };
        let is_item = self.file.text[..map.place.span.start()].trim_end_matches([' ', '\t']).ends_with('-');
        let one_line = is_item && !written.trim_end().contains('\n') && !written.starts_with('{');
        if !one_line || value.text.is_empty() || ["before", "prefix", "suffix"].contains(&key.value.as_str()) {
            return false;
        }
        let problem = Problem::new(
            Code::YamlColon,
            first_line(self.file, map.place),
            "a text that holds a colon and a space needs quotation marks",
        );
        let text = yaml::quoted(&format!("{}: {}", key.value, value.text));
        // A remark behind the text is none of it, and neither is what stands between the colon and the text.
        let is_whole = written.trim_end() == format!("{}: {}", key.value, value.text);
        let problem = problem.help(format!("write {text}"));
        let span = Span::new(map.place.span.start(), map.place.span.start() + written.trim_end().len());
        self.fault(if is_whole { problem.fix(span, text) } else { problem });
        true
    }

    /// A date in EDTF level 1.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        self.expect(name, |field| field.takes == Takes::Date);
        let text = self.any_text(name)?;
        match date::parse(&text.value) {
            Ok(date) => Some(date),
            Err(help) => {
                let message = format!("“{}” is not a date as EDTF writes it", text.value);
                self.fault(Problem::new(Code::InvalidDate, text.place, message).help(help));
                None
            }
        }
    }

    /// A language.
    pub fn language(&mut self, name: &'static str) -> Option<Placed<Language>> {
        self.expect(name, |field| field.takes == Takes::Language);
        let text = self.any_text(name)?;
        self.language_of(&text)
    }

    /// A language out of a text.
    pub fn language_of(&mut self, text: &Placed<String>) -> Option<Placed<Language>> {
        match language::parse(&text.value) {
            Ok(language) => Some(Placed::new(language, text.place)),
            Err(help) => {
                let message = format!("“{}” is not the tag of a language", text.value);
                let problem = Problem::new(Code::InvalidLanguage, text.place, message).help(help);
                self.fault(match language::canonical(&text.value) {
                    Some(tag) if tag != text.value => problem.fix(text.place.span, tag),
                    Some(_) | None => problem,
                });
                None
            }
        }
    }

    /// An address that a page may link to.
    pub fn address(&mut self, name: &'static str) -> Option<String> {
        self.expect(name, |field| field.takes == Takes::Address);
        let text = self.any_text(name)?;
        self.address_of(text)
    }

    /// The address of a site: that of a folder, which anybody may know.
    pub fn site_address(&mut self, name: &'static str) -> Option<String> {
        self.expect(name, |field| field.takes == Takes::Address);
        let text = self.any_text(name)?;
        let place = text.place;
        let address = self.address_of(text)?;
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let folder = rest.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = folder.split_at(folder.find('/').unwrap_or(folder.len()));
        let host_alone = host.rsplit('@').next().unwrap_or_default();
        if folder == rest && host == host_alone {
            return Some(address);
        }
        let message = "the address of a site has no `?`, no `#`, and no name before its host";
        self.fault(Problem::new(Code::InvalidUrl, place, message).help(format!("write `{scheme}://{host_alone}{path}`")));
        None
    }

    /// An address out of a text.
    pub fn address_of(&mut self, text: Placed<String>) -> Option<String> {
        if is_web_address(&text.value) {
            return Some(text.value);
        }
        let whole = format!("https://{}", text.value);
        let help = match begins_with_a_host(&text.value) && is_web_address(&whole) {
            true => format!("write `{whole}`"),
            false => not_an_address(&text.value),
        };
        let message = format!("“{}” is not an address of the web", text.value);
        self.fault(Problem::new(Code::InvalidUrl, text.place, message).help(help));
        None
    }

    /// A SHA-256.
    pub fn sha256(&mut self, name: &'static str) -> Option<Placed<String>> {
        let text = self.text(name)?;
        if text.value.len() == 64 && text.value.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(text);
        }
        let message = format!("“{}” is no SHA-256, which has 64 hexadecimal digits", text.value);
        let problem = Problem::new(Code::WrongType, text.place, message);
        self.fault(problem.help(if name == "text_sha256" {
            "remove the line: `postil fmt` writes it"
        } else {
            "write what `sha256sum FILE` says, or leave it out"
        }));
        None
    }

    /// A paragraph (`p3`) out of a text.
    pub fn paragraph_of(&mut self, text: &Placed<String>) -> Option<Placed<usize>> {
        let number = text.value.strip_prefix('p').and_then(|digits| digits.parse().ok()).filter(|number| *number > 0);
        if number.is_none() {
            let message = format!("“{}” does not name a paragraph", text.value);
            self.fault(
                Problem::new(Code::UnknownParagraph, text.place, message).help("paragraphs are called `p1`, `p2` and so on"),
            );
        }
        number.map(|number| Placed::new(number, text.place))
    }

    /// A text, or a map of language → text.
    pub fn localised(&mut self, name: &'static str) -> Localised {
        self.expect(name, |field| field.takes == Takes::Localised);
        self.by_language(name, |fields, key, node| match node {
            Node::List(_) => {
                fields.wrong_type(key, Wanted::Text, &node);
                Vec::new()
            }
            Node::Text(_) | Node::Map(_) => fields.texts_of(name, node),
        })
    }

    /// A text, a list of texts, or a map of language → either.
    pub fn localised_list(&mut self, name: &'static str) -> Localised {
        self.expect(name, |field| field.takes == Takes::LocalisedList);
        self.by_language(name, |fields, _, node| fields.texts_of(name, node))
    }

    /// What a field has in no language that is named, or in each; `texts_of` reads it, and is told the word before it.
    fn by_language(&mut self, name: &'static str, texts_of: impl Fn(&mut Self, &str, Node) -> Vec<Placed<String>>) -> Localised {
        let Some(node) = self.node(name) else { return Localised::default() };
        let values = |texts: Vec<Placed<String>>| texts.into_iter().map(|text| text.value).collect();
        let Node::Map(map) = node else { return Localised { texts: vec![(None, values(texts_of(self, name, node)))] } };
        let mut texts = Vec::new();
        for (key, value) in map.entries {
            let language = self.language_of(&key);
            if let Some(place) = blank(&value) {
                self.empty(&key.value, place, WRITE_OR_REMOVE);
                continue;
            }
            let values = values(texts_of(self, &key.value, value));
            texts.extend(language.map(|language| (Some(language.value), values)));
        }
        Localised { texts }
    }

    /// Who wrote a record and when.
    pub fn signature(&mut self) -> Signature<Written> {
        let changed = self.place_of("modified");
        let (by, created, modified) = (self.text("by"), self.date("created"), self.date("modified"));
        let first = created.as_ref().and_then(|date| date.days().earliest);
        let last = modified.as_ref().and_then(|date| date.days().latest);
        if let (Some(place), Some((first, last))) = (changed, first.zip(last))
            && last < first
        {
            let problem = Problem::new(Code::ConflictingFields, place, "the record was changed before it was written");
            self.fault(problem.help("correct `created` or `modified`"));
        }
        Signature { by: by.map(Box::new), created: created.map(Box::new), modified: modified.map(Box::new) }
    }
}

/// A number with a comma before its decimals (`12,5`) as the format writes it; behind a comma that parts thousands there are three digits.
pub fn with_full_stop(written: &str) -> Option<String> {
    let (whole, decimals) = written.split_once(',')?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits(whole) && is_digits(decimals) && decimals.len() < 3).then(|| format!("{whole}.{decimals}"))
}

/// Whether a text begins as addresses go on behind `//`: with a dot, and letters behind the last one.
fn begins_with_a_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    last.chars().count() > 1 && last.chars().all(char::is_alphabetic)
}

/// Why a text is no address of the web, and what to type.
fn not_an_address(text: &str) -> String {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return "an address begins with `https://` or `http://`".to_owned();
    };
    match stray_in_address(rest) {
        None => "behind `//` stands the name of a host: `https://example.org/`".to_owned(),
        Some(' ') => "an address has no spaces; where one belongs to it, write `%20`".to_owned(),
        Some(stray) if stray.is_ascii_graphic() => {
            format!("an address has no “{stray}”; where it belongs to this one, write `%{:02X}`", u32::from(stray))
        }
        Some(stray) => format!("an address has no {}, which nobody sees; copy it again", sign(stray)),
    }
}
