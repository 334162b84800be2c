//! What a Web Annotation says: in our own words for what notes do a claim, a rendering, a wording or a mention; else a comment.

use serde_json::Value;

use super::annotations::is_for;
use super::json::{id, is_a, text, texts, values};
use super::{Offer, prose};
use crate::model::is_web_address;
use crate::model::{ClosedList, Modality, RecordFields, RelationKind, Value as Field};
use crate::reference::leads::{Lead, lead};

/// A relation between two notes, an annotation of its own.
pub struct Relation {
    /// How the report calls it.
    pub name: String,
    /// The document and the id of the note that says it.
    pub from: (String, String),
    /// The fields of `relates`.
    pub fields: RecordFields,
}

/// A body as it is asked for here.
#[derive(Debug)]
enum Body<'a> {
    /// A text with its format and language.
    Words(&'a str, Option<&'a str>, Option<&'a str>),
    /// Something that is named.
    Thing(&'a str, Option<Lead>),
    /// A choice, a list; or nothing that could be read.
    Other,
}

/// The words of our own vocabulary in a field.
fn own_words(value: &Value, field: &str, bases: &[&str]) -> Vec<String> {
    let words = texts(value, field).into_iter().filter_map(|found| match lead(found, bases) {
        Some(Lead::Word(word)) => Some(word),
        Some(_) | None => None,
    });
    words.collect()
}

/// The relation that an annotation is: it links a note of ours to another.
pub fn relation(item: &Value, bases: &[&str]) -> Option<Relation> {
    let words = own_words(item, "motivation", bases);
    let kind = RelationKind::ALL.iter().find(|kind| words.iter().any(|word| word == kind.name()))?;
    let note = |value: &Value| {
        let Lead::Note(document, note) = lead(id(value)?, bases)? else { return None };
        Some((document, note))
    };
    let from = values(item, "target").into_iter().find_map(note)?;
    let bodies = values(item, "body");
    let (document, to) = bodies.iter().find_map(|body| note(body))?;
    let said = bodies.iter().find_map(|body| text(body, "value"));
    let mut fields =
        vec![("to".to_owned(), Field::text(format!("{document}/{to}"))), ("as".to_owned(), Field::text(kind.name()))];
    fields.extend(said.map(|said| ("note".to_owned(), Field::text(prose::of_archive(said)))));
    Some(Relation { name: id(item).unwrap_or("a relation").to_owned(), from, fields })
}

/// Puts a relation among the fields of a note.
pub fn relate(offer: &mut Offer, fields: RecordFields) {
    match offer.fields.iter_mut().find(|(name, _)| name == "relates") {
        Some((_, Field::List(relations))) => relations.push(Field::Fields(fields)),
        Some(_) | None => offer.fields.push(("relates".to_owned(), Field::List(vec![Field::Fields(fields)]))),
    }
}

/// Reads all bodies of an annotation into a note.
pub fn read(item: &Value, bases: &[&str], offer: &mut Offer) {
    let motives = own_words(item, "motivation", bases);
    let has = |word: &str| motives.iter().any(|found| found == word);
    let bodies = values(item, "body");
    let mut saying = Saying { bases, offer, rest: Vec::new(), texts: Vec::new() };
    saying.texts.extend(text(item, "bodyValue").map(prose::plain));
    if has("claiming") {
        saying.claim(&bodies, &motives);
    } else if has("glossing") {
        saying.rendering(&bodies);
    } else if has("weighing") {
        saying.wording(&bodies);
    } else if is_for(item, "motivation", "identifying") && saying.mention(&bodies) {
    } else {
        saying.rest = bodies;
    }
    saying.comment(&motives);
}

/// A note on its way.
struct Saying<'a, 'o> {
    bases: &'a [&'a str],
    offer: &'o mut Offer,
    /// The bodies that have no field of their own.
    rest: Vec<&'a Value>,
    texts: Vec<String>,
}

impl<'a> Saying<'a, '_> {
    fn body(&self, value: &'a Value) -> Body<'a> {
        if let Some(words) = text(value, "value") {
            return Body::Words(words, text(value, "format"), text(value, "language"));
        }
        let named = values(value, "source").into_iter().find_map(id).or_else(|| id(value));
        match named.filter(|_| value.get("items").is_none()) {
            Some(name) => Body::Thing(name, lead(name, self.bases)),
            None => Body::Other,
        }
    }

    fn set(&mut self, name: &str, fields: RecordFields) {
        self.offer.fields.push((name.to_owned(), Field::Fields(fields)));
    }

    /// Goes through all bodies; those that `take` does not take are left for the comment.
    fn each(&mut self, bodies: &[&'a Value], mut take: impl FnMut(&Body, &dyn Fn(&str) -> bool, &mut Offer) -> bool) {
        for value in bodies {
            let body = self.body(value);
            let own = own_words(value, "purpose", self.bases);
            let purpose = |word: &str| own.iter().any(|found| found == word) || is_for(value, "purpose", word);
            if !take(&body, &purpose, self.offer) {
                self.rest.push(value);
            }
        }
    }

    fn claim(&mut self, bodies: &[&'a Value], motives: &[String]) {
        let mut fields: RecordFields = Vec::new();
        let (mut answers, mut asserters, mut via) = (Vec::new(), Vec::new(), Vec::new());
        self.each(bodies, |body, purpose, offer| match body {
            Body::Words(words, ..) if purpose("describing") => {
                fields.push(("says".to_owned(), Field::text(*words)));
                true
            }
            Body::Thing(_, Some(Lead::Question(_, Some(position)))) if purpose("answering") => {
                answers.push(Field::text(position));
                true
            }
            Body::Thing(_, Some(Lead::Question(question, None))) if purpose("classifying") => {
                fields.push(("question".to_owned(), Field::text(question)));
                true
            }
            Body::Thing(_, Some(Lead::Entity(who))) if purpose("asserting") => {
                asserters.push(Field::text(who));
                true
            }
            Body::Thing(_, Some(Lead::Entity(who))) if purpose("passing-on") => {
                via.push(Field::text(who));
                true
            }
            Body::Thing(what, _) if purpose("grounding") => {
                offer.left.push(format!("on what the claim rests, {what}: annotations do not say how"));
                true
            }
            Body::Words(..) | Body::Thing(..) | Body::Other => false,
        });
        if motives.iter().any(|word| word == "asserting-unnamed") {
            asserters.push(Field::text("unnamed"));
        }
        let modality = motives.iter().filter_map(|word| word.strip_prefix("claiming-"));
        let modality = modality.filter_map(|word| Modality::ALL.iter().find(|modality| modality.name() == word)).next();
        fields.extend(modality.map(|modality| ("modality".to_owned(), Field::text(modality.name()))));
        for (name, list) in [("answer", answers), ("asserter", asserters), ("via", via)] {
            if !list.is_empty() {
                fields.push((name.to_owned(), Field::List(list)));
            }
        }
        self.set("claim", fields);
    }

    fn rendering(&mut self, bodies: &[&'a Value]) {
        let mut fields: RecordFields = Vec::new();
        let mut others = Vec::new();
        self.each(bodies, |body, purpose, _| match body {
            Body::Words(words, ..) if purpose("glossing-literally") => {
                fields.push(("literal".to_owned(), Field::text(*words)));
                true
            }
            Body::Words(words, ..) if purpose("glossing-otherwise") || (purpose("glossing") && !fields.is_empty()) => {
                others.push(Field::text(*words));
                true
            }
            Body::Words(words, _, language) if purpose("glossing") => {
                fields.push(("gloss".to_owned(), Field::text(*words)));
                fields.extend(language.map(|language| ("to".to_owned(), Field::text(language))));
                true
            }
            Body::Words(..) | Body::Thing(..) | Body::Other => false,
        });
        if !others.is_empty() {
            fields.push(("alternatives".to_owned(), Field::List(others)));
        }
        self.set("translation", fields);
    }

    fn wording(&mut self, bodies: &[&'a Value]) {
        let mut fields: RecordFields = Vec::new();
        self.each(bodies, |body, purpose, _| match body {
            Body::Thing(_, Some(Lead::Term(term))) if purpose("classifying") => {
                fields.push(("term".to_owned(), Field::text(term)));
                true
            }
            Body::Words(words, ..) if purpose("describing") => {
                fields.push(("gloss".to_owned(), Field::text(*words)));
                true
            }
            Body::Words(..) | Body::Thing(..) | Body::Other => false,
        });
        self.set("wording", fields);
    }

    /// Whether the annotation names entities of the archive.
    fn mention(&mut self, bodies: &[&'a Value]) -> bool {
        let mut entities = Vec::new();
        let before = self.rest.len();
        self.each(bodies, |body, purpose, _| match body {
            Body::Thing(_, Some(Lead::Entity(who))) if purpose("identifying") => {
                entities.push(Field::text(who));
                true
            }
            Body::Words(..) | Body::Thing(..) | Body::Other => false,
        });
        if entities.is_empty() {
            self.rest.truncate(before);
            return false;
        }
        self.offer.fields.push(("mention".to_owned(), Field::List(entities)));
        true
    }

    /// What is left of the bodies becomes the editor's own word about it; with `motives` of ours it was written by this program.
    fn comment(mut self, motives: &[String]) {
        let is_own = !motives.is_empty() || self.offer.id.is_some();
        for value in std::mem::take(&mut self.rest) {
            match self.body(value) {
                Body::Words(words, ..) if is_for(value, "purpose", "tagging") || is_a(value, "Tag") => {
                    self.offer.left.push(format!("the tag “{words}”"));
                }
                Body::Words(words, format, language) => {
                    let text = match format {
                        Some("text/markdown") => prose::markdown(words),
                        Some("text/html") => {
                            self.offer.left.push("the mark-up of its HTML".to_owned());
                            prose::plain(&without_tags(words))
                        }
                        Some(_) | None if is_own => prose::of_archive(words),
                        Some(_) | None => prose::plain(words),
                    };
                    self.texts.push(text);
                    let language = language.filter(|_| !is_own).map(|tag| format!("the language of its text, {tag}"));
                    self.offer.left.extend(language);
                }
                Body::Thing(name, Some(_)) => self.offer.left.push(format!("a link to {name}; its words stay")),
                Body::Thing(name, None) if is_web_address(name) && !name.contains(['(', ')', '[', ']']) => {
                    self.texts.push(format!("[{}]({name})", prose::plain(name)));
                }
                Body::Thing(name, None) => self.offer.left.push(format!("a link to {name}")),
                Body::Other => self.offer.left.push("a body that is a choice or a list".to_owned()),
            }
        }
        if !self.texts.is_empty() {
            self.offer.text = Some(self.texts.join("\n\n"));
        }
    }
}

/// The words of HTML, a line for each block.
fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if ["br", "p", "div", "li", "blockquote", "tr"].contains(&name.to_ascii_lowercase().as_str()) {
            words.push('\n');
        }
        rest = behind;
    }
    words.push_str(rest);
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    signs.iter().fold(words, |words, (written, sign)| words.replace(written, sign))
}
