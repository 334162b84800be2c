//! What is told of a note: its words, what it says, how it stands and why.

use super::super::catalogue::Catalogue;
use super::Entry;
use crate::model::{Basis, Bearing, Claim, ClosedList, Content, End, Linked, NoteId, Reason, Step, Translation, Verdict};

/// A note of any kind.
pub fn note(catalogue: &Catalogue, id: NoteId) -> Entry {
    let entry = catalogue.archive.note(id);
    let note = &entry.note;
    let mut shown = Entry::new(
        catalogue.kind(id),
        catalogue.note(id),
        match catalogue.archive.claim(id) {
            Some(claim) => claim.told().into_owned(),
            None => String::new(),
        },
        catalogue.place(note.place),
    );
    for passage in &note.anchor {
        let (words, paragraph) = (catalogue.words(entry.document, *passage), catalogue.paragraph(entry.document, *passage));
        shown.tell("quote", format!("“{words}” {paragraph}"));
    }
    match &note.content {
        Content::Claim(claim) => self::claim(catalogue, id, claim, &mut shown),
        Content::Translation(translation) => rendering(catalogue, translation, &mut shown),
        Content::Wording(wording) => {
            shown.tell("term", catalogue.term(wording.term));
            shown.tell("gloss", wording.gloss.clone().unwrap_or_default());
        }
        Content::Mention(mention) => shown.tell("mention", catalogue.entities(&mention.entities)),
        Content::Comment => {}
    }
    shown.tell("note", note.note.as_ref().map_or_else(String::new, |prose| catalogue.prose(prose)));
    for relation in &note.relations {
        let word = relation.note.as_ref().map_or_else(String::new, |prose| format!(" ({})", catalogue.prose(prose)));
        shown.tell("relates", format!("{} {}{word}", relation.kind.name(), catalogue.note(relation.to)));
    }
    let back = catalogue.indexes.uses.relations.get(&id).map_or(&[][..], Vec::as_slice);
    shown.tell_all("related by", back.iter().map(|(from, kind, _)| format!("{} {} it", catalogue.note(*from), kind.name())));
    for revision in &note.history {
        shown.tell("history", format!("{}: “{}” ({})", revision.on.written, revision.was, revision.change.name()));
    }
    shown.tell("signed", catalogue.signature(&note.signature));
    shown
}

fn rendering(catalogue: &Catalogue, translation: &Translation<Linked>, shown: &mut Entry) {
    shown.tell("to", translation.to.as_ref().unwrap_or(&catalogue.archive.site.language).tag.clone());
    shown.tell("gloss", translation.gloss.clone());
    shown.tell("from", translation.from.as_ref().map_or_else(String::new, |language| language.tag.clone()));
    shown.tell("original", translation.original.clone().unwrap_or_default());
    shown.tell("literal", translation.literal.clone().unwrap_or_default());
    shown.tell("alternatives", translation.alternatives.join("; "));
    shown.tell("certainty", translation.certainty.map_or("", |word| word.name()));
    shown.tell("method", translation.method.map_or("", |word| word.name()));
    let by = translation.by.map(|editor| catalogue.archive.site.editors[editor].id.value.clone());
    shown.tell("by", by.unwrap_or_default());
}

fn claim(catalogue: &Catalogue, id: NoteId, claim: &Claim<Linked>, shown: &mut Entry) {
    let question = claim.question.map(|question| catalogue.archive.question(question));
    if let Some(question) = question {
        shown.tell("question", format!("{}: {}", question.id.value, question.asks));
        let positions = claim.answer.iter().filter_map(|number| question.positions.get(*number));
        shown.tell_all("answer", positions.map(|position| format!("{}: {}", position.id.value, position.says)));
    }
    shown.tell("asserter", catalogue.asserter(catalogue.archive.note(id).document, claim));
    shown.tell("via", catalogue.entities(&claim.via));
    shown.tell("modality", claim.modality.name());
    shown.tell_all("basis", claim.basis.iter().map(|basis| self::basis(catalogue, basis)));
    let found = catalogue.indexes.findings.claims.get(&id);
    for (number, figure) in claim.figures.iter().enumerate() {
        let verdicts = found.and_then(|found| found.figures.get(number)).map(|figure| figure.verdicts);
        let counted = Verdict::ALL.iter().filter_map(|verdict| {
            let count = verdicts.map_or(0, |verdicts| verdicts.get(*verdict));
            (count > 0).then(|| format!("{} {count}", verdict.name()))
        });
        let counted = counted.collect::<Vec<_>>().join(", ");
        let beside = if counted.is_empty() { String::new() } else { format!("; beside others: {counted}") };
        shown.tell("figure", format!("{}{beside}", catalogue.figure(claim, figure)));
    }
    shown.tell("when", claim.when.as_ref().map_or("", |date| date.written.as_str()));
    shown.tell("where", catalogue.entities(&claim.places));
    let Some(found) = found else { return };
    shown.tell("status", found.status.name());
    shown.tell_all("because", found.reasons.iter().map(|reason| self::reason(catalogue, claim, reason)));
    let unnamed = found.unnamed();
    shown.tell("more reasons", if unnamed > 0 { unnamed.to_string() } else { String::new() });
    shown.tell("ground", found.ground.name());
    shown.tell("lineages", catalogue.entities(&found.lineages));
    let trunk = found.chain.trunk.iter().map(|step| self::step(catalogue, step)).collect::<Vec<_>>().join(" ← ");
    shown.tell("chain", trunk);
    for branch in &found.chain.branches {
        let steps = branch.iter().map(|step| self::step(catalogue, step)).collect::<Vec<_>>().join(" ← ");
        shown.tell("chain", format!("← {steps}"));
    }
}

fn basis(catalogue: &Catalogue, basis: &Basis<Linked>) -> String {
    let mut told = basis.kind.name().to_owned();
    let add = |told: &mut String, word: &str, name: &str| {
        if !name.is_empty() {
            told.push_str(&format!(" {word} {name}"));
        }
    };
    add(&mut told, "by", &catalogue.entities(&basis.by));
    add(&mut told, "first known to", basis.lineage.map_or("", |id| catalogue.entity(id)));
    add(&mut told, "in", basis.cite.map_or("", |id| catalogue.archive.work(id).key.value.as_str()));
    let word = basis.note.as_ref().map(|prose| catalogue.prose(prose)).unwrap_or_default();
    if word.is_empty() { told } else { format!("{told} ({word})") }
}

fn reason(catalogue: &Catalogue, claim: &Claim<Linked>, reason: &Reason) -> String {
    match reason {
        Reason::Figure { other, verdict, .. } => {
            let figure = catalogue.archive.claim(other.claim).map(|claim| catalogue.figure(claim, &claim.figures[other.number]));
            format!("{}: {} {}", verdict.name(), catalogue.figure_name(*other), figure.unwrap_or_default())
        }
        Reason::Position { positions, other } => {
            let question = claim.question.map(|question| catalogue.archive.question(question));
            let named =
                question.iter().flat_map(|question| positions.iter().map(|number| question.positions[*number].id.value.as_str()));
            format!("{} answers {}", catalogue.note(*other), named.collect::<Vec<_>>().join(", "))
        }
        Reason::Relation(Bearing { other, kind, end, .. }) => match end {
            End::Says => format!("it {} {}", kind.name(), catalogue.note(*other)),
            End::IsSaid => format!("{} {} it", catalogue.note(*other), kind.name()),
        },
    }
}

fn step(catalogue: &Catalogue, step: &Step) -> String {
    match step {
        Step::Document(id) => catalogue.archive.document(*id).id.clone(),
        Step::Via(id) | Step::Lineage(id) => catalogue.entity(*id).to_owned(),
        Step::Voice(publishers) if publishers.is_empty() => "its own voice".to_owned(),
        Step::Voice(entities) | Step::Asserter(entities) => catalogue.entities(entities),
        Step::Unnamed => "somebody unnamed".to_owned(),
        Step::Claim { claim, kind } => format!("{} {}", kind.name(), catalogue.note(*claim)),
        Step::Basis { kind, by } if by.is_empty() => kind.name().to_owned(),
        Step::Basis { kind, by } => format!("{} by {}", kind.name(), catalogue.entities(by)),
    }
}
