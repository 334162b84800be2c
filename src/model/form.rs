//! What a new record is made of: values, and the fields of each kind of record in the order in which the house writes them.

use super::closed_list;
use super::{BasisKind, Certainty, ClosedList, DocumentKind, EntityType, Method, Modality, QuestionKind, RelationKind, Scheme};

/// A value that is to be written into an editor's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text; numbers, dates and `true` are texts too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields of its own.
    Fields(RecordFields),
}

/// Fields with their values; the order does not matter.
pub type RecordFields = Vec<(String, Value)>;

impl Value {
    /// A text.
    pub fn text(words: impl Into<String>) -> Value {
        Value::Text(words.into())
    }

    /// Whether nothing is in it that could be written.
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Text(words) => words.trim().is_empty(),
            Value::List(items) => items.iter().all(Value::is_blank),
            Value::Fields(fields) => fields.iter().all(|(_, value)| value.is_blank()),
        }
    }
}

/// The text of a field, if it has one.
pub fn text_of<'a>(fields: &'a [(String, Value)], name: &str) -> Option<&'a str> {
    match fields.iter().find(|(other, _)| other == name)? {
        (_, Value::Text(words)) => Some(words.trim()),
        (_, Value::List(_) | Value::Fields(_)) => None,
    }
}

closed_list! {
    /// What can be added to an archive.
    RecordKind {
        /// A text with its record.
        Document = "document",
        /// A note that somebody says that something is so.
        Claim = "claim",
        /// A note on how words are rendered.
        Translation = "translation",
        /// A note on a word that carries weight.
        Wording = "wording",
        /// A note on who or what is named.
        Mention = "mention",
        /// A plain note.
        Comment = "comment",
        /// Somebody or something.
        Entity = "entity",
        /// What several documents answer.
        Question = "question",
        /// A word worth explaining.
        Term = "term",
        /// A work of the bibliography.
        Work = "work",
    }
}

/// A field that a kind of record may have.
#[derive(Debug, Clone, Copy)]
pub struct FormField {
    /// Its name in YAML.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether a record is nothing without it.
    pub need: Need,
    /// What it means, a few words.
    pub about: &'static str,
}

/// Whether a record is nothing without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Needed,
    /// It may be there.
    Optional,
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One text.
    Text,
    /// An editor's own text, with links; a long one goes on lines of its own.
    Prose,
    /// A number or a date, which needs no quotation marks.
    Number,
    /// `true`.
    Flag,
    /// A word of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// One or more texts.
    Texts,
    /// A text, or one for each language.
    Localised,
    /// Fields of its own.
    Fields(&'static [FormField]),
    /// One or more records, each on a line of its own in braces.
    Rows(&'static [FormField]),
    /// One or more records, each with a line for every field.
    Records(&'static [FormField]),
    /// Pairs of paragraphs.
    Pairs,
}

fn words<T: ClosedList>() -> Vec<&'static str> {
    T::ALL.iter().map(|word| word.name()).collect()
}

const fn needed(name: &'static str, takes: Takes, about: &'static str) -> FormField {
    FormField { name, takes, need: Need::Needed, about }
}

const fn optional(name: &'static str, takes: Takes, about: &'static str) -> FormField {
    FormField { name, takes, need: Need::Optional, about }
}

const CREATED: FormField = optional("created", Takes::Number, "the day of writing");
const MODIFIED: FormField = optional("modified", Takes::Number, "the day of the last change");
const BY: FormField = optional("by", Takes::Text, "the editor who signs");
const ID: FormField = needed("id", Takes::Text, "its name; made from its words where none is given");

/// A note of any kind.
pub const NOTE: &[FormField] = &[
    ID,
    optional("on", Takes::Text, "the language of the translation that it quotes"),
    needed("quote", Takes::Text, "the words, as the page shows them"),
    optional("prefix", Takes::Text, "the words right before them"),
    optional("suffix", Takes::Text, "the words right after them"),
    optional("in", Takes::Text, "their paragraph: p3"),
    optional("every", Takes::Flag, "every place where they stand as whole words"),
    optional("claim", Takes::Fields(CLAIM), "who says that something is so"),
    optional("translation", Takes::Fields(TRANSLATION), "how the words are rendered"),
    optional("wording", Takes::Fields(WORDING), "a word that carries weight"),
    optional("mention", Takes::Texts, "entities that are named"),
    optional("note", Takes::Prose, "what you want to add"),
    optional("relates", Takes::Records(RELATION), "how it stands to another note: {to: NOTE, as: WORD}"),
    optional("history", Takes::Rows(REVISION), "what it quoted before its text changed"),
    BY,
    CREATED,
    MODIFIED,
];

/// The claim of a note.
pub const CLAIM: &[FormField] = &[
    needed("says", Takes::Prose, "what is claimed, as one neutral sentence"),
    optional("question", Takes::Text, "the question that it answers"),
    optional("answer", Takes::Texts, "the positions that it takes"),
    optional("asserter", Takes::Texts, "who says so: entities, or unnamed"),
    optional("via", Takes::Texts, "entities that passed it on"),
    needed("modality", Takes::Word(words::<Modality>), "how it is said"),
    optional("basis", Takes::Records(BASIS), "how it is known: {kind: WORD, by: ENTITY}"),
    optional("figures", Takes::Rows(FIGURE), "how many: {value: 40}, {min: 41, of: SCOPE}"),
    optional("when", Takes::Number, "the date for which it is said"),
    optional("where", Takes::Texts, "places for which it is said"),
];

/// A ground of a claim.
pub const BASIS: &[FormField] = &[
    needed("kind", Takes::Word(words::<BasisKind>), "what it rests on"),
    optional("by", Takes::Texts, "who saw, counted, wrote"),
    optional("lineage", Takes::Text, "who first saw or counted"),
    optional("cite", Takes::Text, "the work"),
    optional("note", Takes::Prose, "what you want to add"),
];

/// A figure of a claim.
pub const FIGURE: &[FormField] = &[
    optional("value", Takes::Number, "the number"),
    optional("min", Takes::Number, "the lowest that it can be"),
    optional("max", Takes::Number, "the highest that it can be"),
    optional("about", Takes::Flag, "the source says “about”"),
    optional("of", Takes::Text, "a scope of the question"),
    optional("as_of", Takes::Number, "when it was so"),
    optional("unit", Takes::Text, "what is counted"),
    optional("event", Takes::Text, "the event"),
    optional("place", Takes::Text, "the place"),
    optional("period", Takes::Number, "the stretch of time"),
];

/// The rendering of a note.
pub const TRANSLATION: &[FormField] = &[
    optional("to", Takes::Text, "into which language"),
    needed("gloss", Takes::Text, "the rendering"),
    optional("from", Takes::Text, "the language of a borrowed word"),
    optional("original", Takes::Text, "the borrowed word there"),
    optional("literal", Takes::Text, "word for word"),
    optional("alternatives", Takes::Texts, "other renderings"),
    optional("certainty", Takes::Word(words::<Certainty>), "how sure it is"),
    optional("method", Takes::Word(words::<Method>), "who or what made it"),
    optional("by", Takes::Text, "the editor who answers for it"),
];

/// The wording of a note.
pub const WORDING: &[FormField] =
    &[needed("term", Takes::Text, "the entry in terms.yaml"), optional("gloss", Takes::Text, "what is meant here")];

/// How a note stands to another.
pub const RELATION: &[FormField] = &[
    needed("to", Takes::Text, "the other note"),
    needed("as", Takes::Word(words::<RelationKind>), "how it stands to it"),
    optional("note", Takes::Prose, "what you want to add"),
];

const REVISION: &[FormField] = &[
    needed("on", Takes::Number, "the day"),
    optional("by", Takes::Text, "the editor"),
    needed("was", Takes::Text, "the words before"),
    needed("change", Takes::Text, "what kind of change"),
];

/// A document.
pub const DOCUMENT: &[FormField] = &[
    needed("title", Takes::Text, "as printed"),
    optional("title_supplied", Takes::Flag, "the editors made the title"),
    optional("title_translated", Takes::Localised, "the title in other languages: {en: …}"),
    optional("siglum", Takes::Text, "1 to 6 characters for tables"),
    needed("language", Takes::Text, "of the text: en, id, ar"),
    needed("kind", Takes::Word(words::<DocumentKind>), "what sort of document"),
    optional("publisher", Takes::Texts, "who published it: entities"),
    optional("creator", Takes::Texts, "who wrote it: entities"),
    optional("provenance", Takes::Prose, "what is known of its origin"),
    optional("issued", Takes::Number, "when it appeared"),
    optional("issued_note", Takes::Prose, "how that is known"),
    optional("url", Takes::Text, "where it was found"),
    optional("capture", Takes::Fields(CAPTURE), "how it was taken from there: {accessed: DATE}"),
    optional("rights", Takes::Fields(RIGHTS), "whose it is: {holder: NAME}"),
    optional("content_notes", Takes::Rows(CONTENT_NOTE), "what is described: {about: …, paragraphs: [p4]}"),
    optional("breaks", Takes::Texts, "words at which a paragraph should begin"),
    optional("furniture", Takes::Texts, "leftovers of a page"),
    optional("text_sha256", Takes::Text, "the hash of the text"),
    optional("translations", Takes::Records(TRANSLATED), "what is known of each translation"),
    optional("note", Takes::Prose, "what you want to say of the whole"),
];

const CAPTURE: &[FormField] = &[
    optional("accessed", Takes::Number, "the day"),
    optional("archived_at", Takes::Text, "a copy in a web archive"),
    optional("sha256", Takes::Text, "hash of what was taken"),
    optional("tool", Takes::Text, "with what"),
    optional("file", Takes::Text, "the name of the file"),
];

const RIGHTS: &[FormField] =
    &[optional("holder", Takes::Text, "who holds them"), optional("statement", Takes::Text, "the address of a licence")];

const CONTENT_NOTE: &[FormField] = &[needed("about", Takes::Text, "what is told"), optional("paragraphs", Takes::Texts, "where")];

const TRANSLATED: &[FormField] = &[
    needed("language", Takes::Text, "as in the name of its file"),
    optional("method", Takes::Word(words::<Method>), "who or what made it"),
    optional("by", Takes::Text, "the editor who answers for it"),
    optional("align", Takes::Pairs, "which paragraphs stand side by side"),
    optional("text_sha256", Takes::Text, "the hash of the translation"),
];

/// An entity.
pub const ENTITY: &[FormField] = &[
    ID,
    needed("type", Takes::Word(words::<EntityType>), "what it is"),
    needed("name", Takes::Localised, "its name, or {en: …, ar: …}"),
    optional("also", Takes::Localised, "other names"),
    optional("sort", Takes::Text, "under what it is looked up"),
    optional("match", Takes::Flag, "its names are linked wherever they stand"),
    optional("see", Takes::Text, "the entity to look at instead"),
    optional("broader", Takes::Texts, "what it is part of"),
    optional("related", Takes::Texts, "what it has to do with"),
    optional("same_as", Takes::Texts, "addresses of the same thing elsewhere"),
    optional("date", Takes::Number, "when it was"),
    optional("place", Takes::Text, "where it was"),
    optional("coordinates", Takes::Pairs, "[latitude, longitude]"),
    optional("note", Takes::Prose, "what you want to add"),
    BY,
    CREATED,
    MODIFIED,
];

/// A question.
pub const QUESTION: &[FormField] = &[
    ID,
    needed("asks", Takes::Text, "the question as a sentence"),
    needed("kind", Takes::Word(words::<QuestionKind>), "what answers it"),
    optional("unit", Takes::Text, "what figures count"),
    optional("event", Takes::Text, "the event that it is about"),
    optional("exclusive", Takes::Flag, "only one position can hold"),
    optional("cumulative", Takes::Flag, "a later count may be higher"),
    optional("scopes", Takes::Rows(SCOPE), "whom a figure may count: {id: ID, label: NAME}"),
    optional("positions", Takes::Rows(POSITION), "what may be answered: {id: ID, says: SENTENCE}"),
    optional("note", Takes::Prose, "what you want to add"),
    BY,
    CREATED,
    MODIFIED,
];

const SCOPE: &[FormField] = &[
    needed("id", Takes::Text, "its name in the question"),
    needed("label", Takes::Text, "how it is called"),
    optional("within", Takes::Text, "the larger scope"),
];

const POSITION: &[FormField] =
    &[needed("id", Takes::Text, "its name in the question"), needed("says", Takes::Text, "the answer as a sentence")];

/// A term.
pub const TERM: &[FormField] = &[
    ID,
    needed("term", Takes::Text, "the word"),
    optional("language", Takes::Text, "of the word"),
    needed("scheme", Takes::Word(words::<Scheme>), "what kind of word"),
    optional("says", Takes::Prose, "how it is used"),
    optional("broader", Takes::Texts, "wider words"),
    optional("related", Takes::Texts, "neighbouring words"),
    BY,
    CREATED,
    MODIFIED,
];

/// A work of the bibliography; other fields of Hayagriva may be there too.
pub const WORK: &[FormField] = &[
    needed("type", Takes::Text, "article, book, report, web, misc …"),
    needed("title", Takes::Text, "its title"),
    optional("author", Takes::Texts, "Family, Given; a body as {name: …}"),
    optional("date", Takes::Number, "when it appeared"),
    optional("publisher", Takes::Text, "who published it"),
    optional("url", Takes::Text, "its address"),
    optional("page-range", Takes::Text, "its pages"),
    optional("parent", Takes::Fields(&[]), "what it appeared in: {type: newspaper, title: …}"),
    optional("note", Takes::Text, "a remark"),
];

impl RecordKind {
    /// The fields of its record in the order of the house; a note of any kind has all fields of a note.
    pub fn form(self) -> &'static [FormField] {
        match self {
            RecordKind::Document => DOCUMENT,
            RecordKind::Claim | RecordKind::Translation | RecordKind::Wording | RecordKind::Mention | RecordKind::Comment => NOTE,
            RecordKind::Entity => ENTITY,
            RecordKind::Question => QUESTION,
            RecordKind::Term => TERM,
            RecordKind::Work => WORK,
        }
    }

    /// Whether it is a note, which stands on words of a document.
    pub fn is_note(self) -> bool {
        match self {
            RecordKind::Claim | RecordKind::Translation | RecordKind::Wording | RecordKind::Mention | RecordKind::Comment => true,
            RecordKind::Document | RecordKind::Entity | RecordKind::Question | RecordKind::Term | RecordKind::Work => false,
        }
    }
}
