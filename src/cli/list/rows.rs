//! The lines of each list: which records are in it, and what is told of each.

use super::super::catalogue::Catalogue;
use super::{Filters, Kind, Row};
use crate::model::{ClosedList, Content, DocumentId, EntityId, FigureId, NoteId, QuestionId, Referrer, TermId};

/// The lines of a list, in the order in which readers see its records.
pub fn rows(catalogue: &Catalogue, kind: Kind, filters: Filters) -> Vec<Row> {
    match kind {
        Kind::Documents => documents(catalogue, filters),
        Kind::Notes => notes(catalogue, None, filters),
        Kind::Claims => claims(catalogue, filters),
        Kind::Figures => figures(catalogue, filters),
        Kind::Translations => notes(catalogue, Some("translation"), filters),
        Kind::Wordings => notes(catalogue, Some("wording"), filters),
        Kind::Mentions => notes(catalogue, Some("mention"), filters),
        Kind::Comments => notes(catalogue, Some("comment"), filters),
        Kind::Questions => questions(catalogue, filters),
        Kind::Entities => entities(catalogue, filters),
        Kind::Terms => terms(catalogue, filters),
        Kind::Works => works(catalogue),
        Kind::Editors => editors(catalogue),
        Kind::Archives => archives(catalogue),
    }
}

fn documents(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let archive = &catalogue.archive;
    let speaks = |id: DocumentId, question: QuestionId| {
        let finding = &catalogue.indexes.findings.questions[question.0 as usize];
        finding.rows.iter().any(|row| row.document == id)
    };
    let names = |id: DocumentId, entity: EntityId| {
        let published = catalogue.indexes.uses.published.get(&entity);
        published.is_some_and(|documents| documents.binary_search(&id).is_ok())
            || mentions(catalogue, id, entity)
            || is_linked(catalogue, Referrer::Document(id), entity)
            || archive.notes_of(id).any(|(note, _)| is_about(catalogue, note, entity))
    };
    let all = catalogue.indexes.orders.documents.iter().copied();
    all.filter(|id| filters.question.is_none_or(|question| speaks(*id, question)))
        .filter(|id| filters.entity.is_none_or(|entity| names(*id, entity)))
        .map(|id| {
            let document = archive.document(id);
            let record = &document.record;
            let claims = archive.notes_of(id).filter(|(note, _)| archive.claim(*note).is_some()).count();
            Row {
                name: document.id.clone(),
                columns: vec![
                    ("kind", record.kind.name().to_owned()),
                    ("language", record.language.tag.clone()),
                    ("issued", record.issued.as_ref().map_or_else(String::new, |date| date.written.clone())),
                    ("notes", archive.notes_of(id).count().to_string()),
                    ("claims", claims.to_string()),
                    ("title", record.shown_title().into_owned()),
                ],
                place: catalogue.record_of(id),
            }
        })
        .collect()
}

/// Whether an entity is named in a document, by a note or by the program.
fn mentions(catalogue: &Catalogue, document: DocumentId, entity: EntityId) -> bool {
    let places = &catalogue.indexes.mentions[entity.0 as usize];
    places.binary_search_by_key(&document, |place| place.document).is_ok()
}

/// Whether a note has to do with an entity: a claim that it makes, stands behind or is about, a mention, a link.
fn is_about(catalogue: &Catalogue, id: NoteId, entity: EntityId) -> bool {
    let (archive, uses) = (&catalogue.archive, &catalogue.indexes.uses);
    let is_used = [&uses.asserted, &uses.behind, &uses.concerning]
        .iter()
        .any(|lists| lists.get(&entity).is_some_and(|notes| notes.binary_search(&id).is_ok()));
    let is_named = match &archive.note(id).note.content {
        Content::Mention(mention) => mention.entities.iter().any(|other| archive.meant(*other) == entity),
        Content::Claim(_) | Content::Translation(_) | Content::Wording(_) | Content::Comment => false,
    };
    is_used || is_named || is_linked(catalogue, Referrer::Note(id), entity)
}

/// Whether the prose of a record leads to an entity.
fn is_linked(catalogue: &Catalogue, from: Referrer, entity: EntityId) -> bool {
    catalogue.indexes.referrers.entities.get(&entity).is_some_and(|records| records.binary_search(&from).is_ok())
}

fn is_wanted(catalogue: &Catalogue, id: NoteId, filters: Filters) -> bool {
    let note = catalogue.archive.note(id);
    let claim = catalogue.archive.claim(id);
    filters.document.is_none_or(|document| note.document == document)
        && filters.question.is_none_or(|question| claim.is_some_and(|claim| claim.question == Some(question)))
        && filters.status.is_none_or(|status| catalogue.status(id) == status)
        && filters.entity.is_none_or(|entity| is_about(catalogue, id, entity))
}

fn notes(catalogue: &Catalogue, kind: Option<&str>, filters: Filters) -> Vec<Row> {
    let all = catalogue.notes().filter(|id| kind.is_none_or(|kind| catalogue.kind(*id) == kind));
    let wanted = all.filter(|id| is_wanted(catalogue, *id, filters));
    wanted
        .map(|id| {
            let note = catalogue.archive.note(id);
            Row {
                name: catalogue.note(id),
                columns: vec![
                    ("kind", catalogue.kind(id).to_owned()),
                    ("paragraph", catalogue.paragraph(note.document, note.note.anchor[0])),
                    ("says", catalogue.gist(id)),
                ],
                place: catalogue.place(note.note.place),
            }
        })
        .collect()
}

fn claims(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let wanted = catalogue.notes().filter(|id| is_wanted(catalogue, *id, filters));
    wanted
        .filter_map(|id| {
            let (claim, note) = (catalogue.archive.claim(id)?, catalogue.archive.note(id));
            Some(Row {
                name: catalogue.note(id),
                columns: vec![
                    ("status", catalogue.status(id).to_owned()),
                    ("question", claim.question.map_or_else(String::new, |question| catalogue.question(question).to_owned())),
                    ("asserter", catalogue.asserter(note.document, claim)),
                    ("modality", claim.modality.name().to_owned()),
                    ("says", claim.says.clone()),
                ],
                place: catalogue.place(note.note.place),
            })
        })
        .collect()
}

fn figures(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let wanted = catalogue.notes().filter(|id| is_wanted(catalogue, *id, filters));
    let claims = wanted.filter_map(|id| Some((id, catalogue.archive.claim(id)?)));
    let all =
        claims.flat_map(|(id, claim)| claim.figures.iter().enumerate().map(move |(number, figure)| (id, claim, number, figure)));
    all.map(|(id, claim, number, figure)| Row {
        name: catalogue.figure_name(FigureId { claim: id, number }),
        columns: vec![
            ("question", claim.question.map_or_else(String::new, |question| catalogue.question(question).to_owned())),
            ("status", catalogue.status(id).to_owned()),
            ("modality", claim.modality.name().to_owned()),
            ("figure", catalogue.figure(claim, figure)),
        ],
        place: catalogue.place(figure.written),
    })
    .collect()
}

fn questions(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let findings = &catalogue.indexes.findings;
    let names = |id: QuestionId, entity: EntityId| {
        let asked = catalogue.indexes.kin.asked.get(&entity);
        asked.is_some_and(|questions| questions.binary_search(&id).is_ok())
            || is_linked(catalogue, Referrer::Question(id), entity)
    };
    let is_wanted = |id: &QuestionId| {
        let finding = &findings.questions[id.0 as usize];
        filters.document.is_none_or(|document| finding.rows.iter().any(|row| row.document == document))
            && filters.status.is_none_or(|status| finding.standing.name() == status)
            && filters.entity.is_none_or(|entity| names(*id, entity))
    };
    let wanted = findings.most_contested.iter().filter(|id| is_wanted(id));
    wanted
        .map(|id| {
            let (question, finding) = (catalogue.archive.question(*id), &findings.questions[id.0 as usize]);
            Row {
                name: question.id.value.clone(),
                columns: vec![
                    ("status", finding.standing.name().to_owned()),
                    ("kind", question.kind.name().to_owned()),
                    ("documents", finding.rows.len().to_string()),
                    ("claims", finding.claims.len().to_string()),
                    ("asks", question.asks.clone()),
                ],
                place: catalogue.place(question.id.place),
            }
        })
        .collect()
}

fn entities(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let all = catalogue.indexes.orders.entities.iter().copied();
    all.filter(|id| filters.document.is_none_or(|document| mentions(catalogue, document, *id)))
        .map(|id| {
            let entity = catalogue.archive.entity(id);
            Row {
                name: entity.id.value.clone(),
                columns: vec![
                    ("type", entity.kind.name().to_owned()),
                    ("mentions", catalogue.indexes.mentions[id.0 as usize].len().to_string()),
                    ("label", catalogue.best(&entity.name).to_owned()),
                ],
                place: catalogue.place(entity.id.place),
            }
        })
        .collect()
}

fn terms(catalogue: &Catalogue, filters: Filters) -> Vec<Row> {
    let wordings = |id: TermId| catalogue.indexes.uses.wordings.get(&id).map_or(&[][..], Vec::as_slice);
    let stands = |id: TermId, document| wordings(id).iter().any(|note| catalogue.archive.note(*note).document == document);
    let all = catalogue.indexes.orders.terms.iter().copied();
    all.filter(|id| filters.document.is_none_or(|document| stands(*id, document)))
        .map(|id| {
            let term = catalogue.archive.term(id);
            Row {
                name: term.id.value.clone(),
                columns: vec![
                    ("scheme", term.scheme.name().to_owned()),
                    ("wordings", wordings(id).len().to_string()),
                    ("term", term.term.clone()),
                ],
                place: catalogue.place(term.id.place),
            }
        })
        .collect()
}

fn works(catalogue: &Catalogue) -> Vec<Row> {
    let row = |work: &crate::model::Work| Row {
        name: work.key.value.clone(),
        columns: vec![("title", work.entry.title())],
        place: catalogue.place(work.key.place),
    };
    catalogue.archive.works.iter().map(row).collect()
}

fn editors(catalogue: &Catalogue) -> Vec<Row> {
    let row = |editor: &crate::model::Editor| Row {
        name: editor.id.value.clone(),
        columns: vec![("label", editor.name.clone())],
        place: catalogue.place(editor.id.place),
    };
    catalogue.archive.site.editors.iter().map(row).collect()
}

fn archives(catalogue: &Catalogue) -> Vec<Row> {
    let row = |other: &crate::model::OtherArchive| {
        let inventory = catalogue.inventory(&other.id.value);
        Row {
            name: other.id.value.clone(),
            columns: vec![
                ("records", inventory.map_or_else(String::new, |inventory| inventory.records.len().to_string())),
                ("label", inventory.map_or_else(String::new, |inventory| inventory.title.clone())),
            ],
            place: catalogue.place(other.id.place),
        }
    };
    catalogue.archive.site.archives.iter().map(row).collect()
}
