//! Reads `document.yaml`: who, when, where from, rights, and how the text is to be drawn.

use super::fields::{Faults, Fields};
use super::language;
use super::note::words;
use super::site::license_named;
use super::wanted::Wanted;
use super::yaml::{List, Map, Node, Root};
use crate::format::{CAPTURE, CONTENT_NOTE, DOCUMENT, RIGHTS, TRANSLATION, Takes};
use crate::model::{Alignment, Capture, ContentNote, DocumentKind, DocumentRecord, Quote, Rights, TranslationRecord, Written};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Placed, SourceFile};

/// What a record says, and what it says of the text.
pub struct RecordDraft {
    /// The record.
    pub record: DocumentRecord<Written>,
    /// Its translations.
    pub translations: Vec<TranslationRecord<Written>>,
    /// Where editors begin paragraphs.
    pub breaks: Vec<Quote>,
    /// Leftovers of a page.
    pub furniture: Vec<Quote>,
    /// Whether nothing in it is broken.
    pub sound: bool,
}

/// Reads the record of a document; what is broken is reported and stands empty.
pub fn record(file: &SourceFile, root: Root, problems: &mut Problems) -> RecordDraft {
    let mut fields = Fields::of_root(file, &DOCUMENT, root);
    let english = || language::parse("en").expect("English is a language");
    let record = DocumentRecord {
        title: fields.required_text("title").value,
        title_supplied: fields.flag("title_supplied"),
        title_translated: fields.localised("title_translated"),
        siglum: siglum(&mut fields),
        language: fields.language("language").map_or_else(english, |language| language.value),
        kind: fields.choice("kind").unwrap_or(DocumentKind::Other),
        publisher: fields.texts("publisher"),
        creator: fields.texts("creator"),
        provenance: fields.prose("provenance").map(Box::new),
        issued: fields.date("issued"),
        issued_note: fields.prose("issued_note").map(Box::new),
        url: fields.address("url"),
        capture: fields.map("capture").map(|map| Box::new(capture(&mut fields, map))),
        rights: fields.map("rights").map(|map| rights(&mut fields, map)),
        content_notes: fields.maps("content_notes").into_iter().map(|map| content_note(&mut fields, map)).collect(),
        text_sha256: fields.sha256("text_sha256"),
        note: fields.prose("note").map(Box::new),
    };
    publish(&mut fields);
    fields.not_honoured("embargo_until", "keep the document out of the archive until that day");
    fields.not_honoured(
        "excerpt_words",
        "remove it if all of the text may be published, else keep the document out of the archive",
    );
    let breaks = quotes(&mut fields, "breaks");
    let furniture = quotes(&mut fields, "furniture");
    let translations = fields.maps("translations").into_iter().filter_map(|map| translation(&mut fields, map)).collect();
    let sound = fields.finish().report(problems);
    RecordDraft { record, translations, breaks, furniture, sound }
}

fn publish(fields: &mut Fields<'_>) {
    let Some(text) = fields.text("publish") else { return };
    match text.value.as_str() {
        "full" => {}
        "excerpt" | "metadata" | "withheld" => {
            let message = format!("`publish: {}` is not honoured yet: the whole text would be published", text.value);
            fields.fault(
                Problem::new(Code::NotHonoured, text.place, message)
                    .help("keep the document out of the archive until a version honours it"),
            );
        }
        other => {
            let message = format!("“{other}” is not a value of `publish`");
            fields.fault(
                Problem::new(Code::UnknownValue, text.place, message)
                    .help("`publish` is one of `full`, `excerpt`, `metadata`, `withheld`"),
            );
        }
    }
}

fn siglum(fields: &mut Fields<'_>) -> Option<Placed<String>> {
    let text = fields.text("siglum")?;
    let length = text.value.chars().count();
    if length > 6 || text.value.chars().any(char::is_whitespace) {
        let message = format!("a siglum has 1 to 6 characters without spaces; “{}” has {length}", text.value);
        fields.fault(
            Problem::new(Code::UnknownValue, text.place, message).help("shorten it: it stands for the document in tables"),
        );
    }
    Some(text)
}

fn capture(fields: &mut Fields<'_>, map: Map) -> Capture {
    let mut inner = Fields::new(fields.file, &CAPTURE, map);
    let capture = Capture {
        accessed: inner.date("accessed"),
        archived_at: inner.address("archived_at"),
        sha256: inner.sha256("sha256").map(|text| text.value),
        tool: inner.text("tool").map(|text| text.value),
        file: inner.text("file").map(|text| text.value),
    };
    inner.not_honoured("proofs", "remove `proofs`, or wait for a version that honours it; it is never silently ignored");
    fields.absorb(inner.finish());
    capture
}

fn rights(fields: &mut Fields<'_>, map: Map) -> Rights {
    let mut inner = Fields::new(fields.file, &RIGHTS, map);
    let rights = Rights { holder: inner.text("holder").map(|text| text.value), statement: statement(&mut inner) };
    fields.absorb(inner.finish());
    rights
}

/// The address of a licence or of a statement on rights; that of a licence can be told from its name.
fn statement(fields: &mut Fields<'_>) -> Option<String> {
    fields.expect("statement", |field| field.takes == Takes::Address);
    let text = fields.any_text("statement")?;
    let Some(license) = license_named(&text.value) else { return fields.address_of(text) };
    let message = format!("“{}” is the name of a licence, not its address", text.value);
    fields.fault(Problem::new(Code::InvalidUrl, text.place, message).maybe_help(license.url.map(|url| format!("write `{url}`"))));
    None
}

fn content_note(fields: &mut Fields<'_>, map: Map) -> ContentNote {
    let mut inner = Fields::new(fields.file, &CONTENT_NOTE, map);
    let about = inner.required_text("about").value;
    let names = inner.texts("paragraphs");
    let paragraphs = names.iter().filter_map(|name| inner.paragraph_of(name)).collect();
    fields.absorb(inner.finish());
    ContentNote { about, paragraphs }
}

fn quotes(fields: &mut Fields<'_>, name: &'static str) -> Vec<Quote> {
    let Some(node) = fields.node(name) else { return Vec::new() };
    let items = fields.items(node);
    items.into_iter().filter_map(|item| words(fields, name, item)).collect()
}

fn translation(fields: &mut Fields<'_>, map: Map) -> Option<TranslationRecord<Written>> {
    let mut inner = Fields::new(fields.file, &TRANSLATION, map);
    let language = inner.language("language");
    let method = inner.choice("method");
    let by = inner.text("by").map(Box::new);
    let align = align(&mut inner);
    let text_sha256 = inner.sha256("text_sha256");
    let faults: Faults = inner.finish();
    fields.absorb(faults);
    Some(TranslationRecord { language: language?, method, by, align, text_sha256 })
}

/// Reads `[[p1, p1], [p2, [p2, p3]], [p4, []]]`.
fn align(fields: &mut Fields<'_>) -> Option<Placed<Vec<Alignment>>> {
    let node = fields.node("align")?;
    let place = node.place();
    let Node::List(list) = node else {
        fields.wrong_type("align", Wanted::Pairs, &node);
        return None;
    };
    let mut pairs = Vec::new();
    for pair in list.items {
        let place = pair.place();
        match pair {
            Node::List(List { items, .. }) if items.len() == 2 => {
                let mut sides = items.into_iter().map(|side| side_of(fields, side));
                let (source, translation) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
                pairs.push(Alignment { source, translation, place });
            }
            Node::List(_) | Node::Map(_) | Node::Text(_) => {
                let problem = Problem::new(
                    Code::WrongType,
                    place,
                    "a pair has two sides: a paragraph of the original, and one of the translation",
                );
                fields.fault(problem.help("write `[p1, p1]`, or `[p2, [p2, p3]]` where one stands beside several"));
            }
        }
    }
    Some(Placed::new(pairs, place))
}

fn side_of(fields: &mut Fields<'_>, side: Node) -> Vec<usize> {
    let names = fields.texts_of("align", side);
    names.iter().filter_map(|name| fields.paragraph_of(name)).map(|paragraph| paragraph.value).collect()
}
