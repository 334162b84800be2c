//! Links what a note says: its claim, wording, mentions and relations.

use std::collections::BTreeMap;

use super::names::NameTable;
use super::prose::prose;
use crate::model::{
    Asserter, Basis, Claim, Content, EntityId, Figure, Linked, Mention, Note, Passages, Question, QuestionKind, Relation,
    Revision, Signature, Translation, Wording, Written,
};
use crate::problem::{Code, Problem, Problems, did_you_mean};
use crate::source::Placed;

/// Links one note of a document; a name that leads nowhere is reported and left out.
pub fn note(note: Note<Written, Passages>, document: &str, names: &NameTable, problems: &mut Problems) -> Note<Linked, Passages> {
    let content = match note.content {
        Content::Claim(claim) => Content::Claim(Box::new(self::claim(*claim, document, names, problems))),
        Content::Translation(translation) => {
            let Translation { to, gloss, from, original, alternatives, literal, certainty, method, by } = *translation;
            let by = by.and_then(|name| names.editor(&name, problems));
            Content::Translation(Box::new(Translation {
                to,
                gloss,
                from,
                original,
                alternatives,
                literal,
                certainty,
                method,
                by,
            }))
        }
        Content::Wording(wording) => match names.term(&wording.term, problems) {
            Some(term) => Content::Wording(Box::new(Wording { term, gloss: wording.gloss })),
            None => Content::Comment,
        },
        Content::Mention(Mention { entities: written }) => match entities(&written, names, problems) {
            found if found.is_empty() => Content::Comment,
            found => Content::Mention(Mention { entities: found }),
        },
        Content::Comment => Content::Comment,
    };
    let mut relations: Vec<Relation<Linked>> = Vec::new();
    for found in note.relations {
        let place = found.to.place;
        let Some(found) = relation(found, (document, &note.id.value), names, problems) else { continue };
        if relations.iter().any(|other| (other.to, other.kind) == (found.to, found.kind)) {
            let message = format!("the note `{}` is related so to this note already", note.id.value);
            problems.push(Problem::new(Code::DuplicateId, place, message).help("leave one of the two out"));
        } else {
            relations.push(found);
        }
    }
    Note {
        id: note.id,
        place: note.place,
        anchor: note.anchor,
        content,
        note: note.note.map(|text| prose(text, Some(document), names, problems)),
        relations: relations.into(),
        history: note.history.into_iter().map(|found| revision(found, names, problems)).collect(),
        signature: signature(note.signature, names, problems),
    }
}

fn revision(revision: Revision<Written>, names: &NameTable, problems: &mut Problems) -> Revision<Linked> {
    let Revision { on, by, was, change } = revision;
    Revision { on, by: by.and_then(|name| names.editor(&name, problems)), was, change }
}

/// Links who wrote a record.
pub fn signature(signature: Signature<Written>, names: &NameTable, problems: &mut Problems) -> Signature<Linked> {
    let Signature { by, created, modified } = signature;
    Signature { by: by.and_then(|name| names.editor(&name, problems)), created, modified }
}

/// Links a list of entities; one that stands twice is reported (`duplicate-id`).
pub fn entities(written: &[Placed<String>], names: &NameTable, problems: &mut Problems) -> Vec<EntityId> {
    once(written, problems).into_iter().filter_map(|name| names.entity(name, problems)).collect()
}

/// The names of a list, each once: what is counted must not count one twice.
pub(super) fn once<'n>(written: &'n [Placed<String>], problems: &mut Problems) -> Vec<&'n Placed<String>> {
    let mut known: BTreeMap<&str, &Placed<String>> = BTreeMap::new();
    let mut each = Vec::with_capacity(written.len());
    for name in written {
        if let Some(earlier) = known.get(name.value.as_str()) {
            let problem = Problem::new(Code::DuplicateId, name.place, format!("`{}` stands twice in one list", name.value));
            problems.push(problem.related(earlier.place, "the first").help("leave one of them out"));
        } else {
            known.insert(&name.value, name);
            each.push(name);
        }
    }
    each
}

fn relation(
    relation: Relation<Written>,
    (document, own): (&str, &str),
    names: &NameTable,
    problems: &mut Problems,
) -> Option<Relation<Linked>> {
    let to = relation.to.value.as_str();
    if to == own || to.split_once('/') == Some((document, own)) {
        let problem = Problem::new(Code::Circular, relation.to.place, format!("the note `{own}` is related to itself"));
        problems.push(problem.help("name the other note, or leave the relation out"));
        return None;
    }
    let to = names.note(&relation.to, Some(document), problems);
    let note = relation.note.map(|text| prose(text, Some(document), names, problems));
    Some(Relation { written: relation.written, to: to?, kind: relation.kind, note })
}

/// What a claim answers.
#[derive(Clone, Copy)]
enum Asked<'a> {
    /// It names no question.
    Nothing,
    /// It names one that is not there, which is told.
    Lost,
    /// This one.
    Question(&'a Question<Written>),
}

impl<'a> Asked<'a> {
    fn question(self) -> Option<&'a Question<Written>> {
        match self {
            Asked::Question(question) => Some(question),
            Asked::Nothing | Asked::Lost => None,
        }
    }
}

fn claim(claim: Claim<Written>, document: &str, names: &NameTable, problems: &mut Problems) -> Claim<Linked> {
    let question = claim.question.as_ref().and_then(|name| names.question(name, problems));
    let asked = match (&claim.question, question) {
        (_, Some(id)) => Asked::Question(&names.question_drafts[id.0 as usize]),
        (Some(_), None) => Asked::Lost,
        (None, None) => Asked::Nothing,
    };
    // Positions of a question that has none are one mistake, however many are named.
    let takes_positions = asked.question().is_none_or(|question| question.kind == QuestionKind::Position);
    let answers = if takes_positions { claim.answer.len() } else { 1 };
    Claim {
        says: claim.says,
        question,
        answer: once(&claim.answer, problems)
            .into_iter()
            .take(answers)
            .filter_map(|name| position(name, asked.question()?, names, problems))
            .collect(),
        asserter: match claim.asserter {
            Asserter::Document => Asserter::Document,
            Asserter::Unnamed => Asserter::Unnamed,
            Asserter::Entities(written) => {
                let found = once(&written, problems).into_iter().filter_map(|name| names.asserter(name, problems));
                match found.collect::<Vec<_>>() {
                    found if found.is_empty() => Asserter::Unnamed,
                    found => Asserter::Entities(found),
                }
            }
        },
        via: entities(&claim.via, names, problems),
        modality: claim.modality,
        basis: claim.basis.into_iter().map(|found| basis(found, document, names, problems)).collect(),
        figures: claim.figures.into_iter().map(|found| figure(found, asked, names, problems)).collect(),
        when: claim.when,
        places: entities(&claim.places, names, problems),
    }
}

fn basis(basis: Basis<Written>, document: &str, names: &NameTable, problems: &mut Problems) -> Basis<Linked> {
    Basis {
        kind: basis.kind,
        by: entities(&basis.by, names, problems),
        lineage: basis.lineage.and_then(|name| names.entity(&name, problems)),
        cite: basis.cite.and_then(|name| names.work(&name, problems)),
        note: basis.note.map(|text| prose(text, Some(document), names, problems)),
    }
}

fn figure(figure: Figure<Written>, asked: Asked, names: &NameTable, problems: &mut Problems) -> Figure<Linked> {
    let of = figure.of.and_then(|name| scope(&name, asked, names, problems));
    Figure {
        written: figure.written,
        min: figure.min,
        max: figure.max,
        about: figure.about,
        of,
        as_of: figure.as_of,
        unit: figure.unit,
        event: figure.event.and_then(|name| names.entity(&name, problems)),
        place: figure.place.and_then(|name| names.entity(&name, problems)),
        period: figure.period,
    }
}

fn position(name: &Placed<String>, question: &Question<Written>, names: &NameTable, problems: &mut Problems) -> Option<usize> {
    let found = question.positions.iter().position(|position| position.id.value == name.value);
    if found.is_none() && !names.broken().excuses("inside", &question.id.value) {
        let message = format!("the question `{}` has no position `{}`", question.id.value, name.value);
        let known = || question.positions.iter().map(|position| position.id.value.as_str());
        let problem = Problem::new(Code::UnknownPosition, name.place, message).related(question.id.place, "the question");
        let help = match question.kind {
            QuestionKind::Position => list_of("its positions are", known()),
            QuestionKind::Figure | QuestionKind::Open => {
                "only a question of `kind: position` is answered by positions".to_owned()
            }
        };
        problems.push(problem.maybe_help(did_you_mean(&name.value, known())).help(help));
    }
    found
}

fn scope(name: &Placed<String>, asked: Asked, names: &NameTable, problems: &mut Problems) -> Option<usize> {
    let question = match asked {
        Asked::Question(question) => question,
        Asked::Lost => return None,
        Asked::Nothing => {
            let problem =
                Problem::new(Code::UnknownScope, name.place, "`of` names a scope of a question, but the claim has no `question`");
            problems.push(problem.help("add `question: …` to the claim, or remove `of`"));
            return None;
        }
    };
    let found = question.scopes.iter().position(|scope| scope.id.value == name.value);
    if found.is_none() && !names.broken().excuses("inside", &question.id.value) {
        let message = format!("the question `{}` has no scope `{}`", question.id.value, name.value);
        let known = || question.scopes.iter().map(|scope| scope.id.value.as_str());
        let problem = Problem::new(Code::UnknownScope, name.place, message).related(question.id.place, "the question");
        problems.push(problem.maybe_help(did_you_mean(&name.value, known())).help(list_of("its scopes are", known())));
    }
    found
}

fn list_of<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "it has none".to_owned() } else { format!("{what} {}", names.join(", ")) }
}
