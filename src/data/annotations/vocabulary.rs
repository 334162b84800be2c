//! The words for what notes do where those of the W3C say less: motivations of our own, each below one of theirs.

use serde_json::{Value, json};

use super::{CONTEXT, VOCABULARY, relation_kinds, word, written};
use crate::data::desk::Desk;
use crate::model::{Asserter, ClosedList, Content, Linked, Modality, RelationKind};
use crate::reference::urls::path;

/// A note records that somebody says something is so.
pub const CLAIMING: &str = "claiming";
/// A note renders words in another language.
pub const GLOSSING: &str = "glossing";
/// A body is another rendering than the one that is preferred.
pub const OTHERWISE: &str = "glossing-otherwise";
/// A body renders words one by one.
pub const LITERALLY: &str = "glossing-literally";
/// A claim is made by somebody whom the document does not name.
pub const UNNAMED: &str = "asserting-unnamed";
/// A note marks a word that carries weight.
pub const WEIGHING: &str = "weighing";
/// A body tells who makes a claim.
pub const ASSERTING: &str = "asserting";
/// A body tells who passed a claim on.
pub const PASSING: &str = "passing-on";
/// A body tells on whom or what a claim rests.
pub const GROUNDING: &str = "grounding";
/// A body tells which position a claim takes.
pub const ANSWERING: &str = "answering";

/// Word, the broader one of the W3C, what it means.
const WORDS: &[(&str, &str, &str)] = &[
    (CLAIMING, "describing", "To record that somebody says that something is so. It does not say that it is so."),
    (GLOSSING, "describing", "To render words in another language."),
    (OTHERWISE, "describing", "To render words in another language in another way than the one that is preferred."),
    (LITERALLY, "describing", "To render words in another language one by one."),
    (WEIGHING, "classifying", "To mark a word that carries weight, by the term that explains it."),
    (ASSERTING, "identifying", "To tell who makes a claim."),
    (UNNAMED, "identifying", "To tell that a claim is made by somebody whom the document does not name."),
    (PASSING, "identifying", "To tell who passed a claim on, from its first hearer to the document."),
    (GROUNDING, "identifying", "To tell on whose count, sight or word, or on which work, a claim rests."),
    (ANSWERING, "classifying", "To tell which position a claim takes on a question."),
];

/// The vocabulary.
pub fn draw(desk: &Desk<'_>) -> Vec<u8> {
    let root = desk.root(&path::data(VOCABULARY));
    let term = |name: &str, broader: &str, says: &str| {
        json!({
            "id": word(&root, name),
            "type": ["Motivation", "skos:Concept"],
            "skos:prefLabel": { "@value": name, "@language": "en" },
            "skos:definition": { "@value": says, "@language": "en" },
            "skos:broader": { "id": format!("oa:{broader}") },
        })
    };
    let mut terms: Vec<Value> = WORDS.iter().map(|(name, broader, says)| term(name, broader, says)).collect();
    terms.extend(Modality::ALL.iter().map(|modality| term(&voice(*modality), "describing", manner(*modality))));
    terms.extend(relation_kinds().iter().map(|kind| term(kind.name(), "linking", meaning(*kind))));
    written(&json!({ "@context": CONTEXT, "@graph": terms }))
}

/// The words for how a claim is said, beside the one that it is a claim.
pub fn voices(content: &Content<Linked>) -> Vec<String> {
    let Content::Claim(claim) = content else { return Vec::new() };
    let unnamed = match claim.asserter {
        Asserter::Unnamed => Some(UNNAMED.to_owned()),
        Asserter::Document | Asserter::Entities(_) => None,
    };
    std::iter::once(voice(claim.modality)).chain(unnamed).collect()
}

fn voice(modality: Modality) -> String {
    format!("{CLAIMING}-{}", modality.name())
}

fn manner(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "To record a claim that the document makes in its own voice.",
        Modality::Attributed => "To record a claim that the document gives to somebody else.",
        Modality::Quoted => "To record a claim that the document gives in somebody else’s words.",
        Modality::Alleged => "To record a claim of which the document says that it is said to be so.",
        Modality::Estimated => "To record a claim that is an estimate.",
        Modality::Implied => "To record a claim that is meant and not said.",
        Modality::Possible => "To record a claim of what is said to be possible.",
        Modality::Predicted => "To record a claim of what is to come.",
        Modality::Denied => "To record that something is said not to be so; the sentence is the one that is denied.",
    }
}

fn meaning(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::AgreesWith => "The target says the same as the body.",
        RelationKind::Contradicts => "The target says otherwise than the body, perhaps without knowing it.",
        RelationKind::Disputes => "The target answers the body and says otherwise.",
        RelationKind::Qualifies => "The target says what the body says, with a difference.",
        RelationKind::Updates => "The target says what came after the body.",
        RelationKind::Repeats => "The target says again what the body says.",
        RelationKind::Quotes => "The target says again what the body says, in the same words.",
        RelationKind::Supports => "The target gives a ground for the body.",
        RelationKind::Translates => "The target is a translation of the body.",
    }
}
