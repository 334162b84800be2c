//! Records that nothing in the archive uses: a slip, or something that was forgotten.

use std::collections::BTreeSet;

use crate::model::{Archive, Asserter, Content, EntityId, Linked, Prose, Target};
use crate::problem::{Code, Problem, Problems};
use crate::source::Placed;

/// Reports entities, questions, terms and works that nothing uses (`unused`, at their id).
pub fn unused(archive: &Archive, problems: &mut Problems) {
    let mut uses = Uses::default();
    uses.collect(archive);
    let entities = archive.entities.iter().enumerate().filter(|(index, entity)| {
        // A cross-reference is for readers who look under the other name; nothing else need use it.
        entity.see.is_none() && !uses.entities.contains(&EntityId(*index as u32))
    });
    for (_, entity) in entities {
        report("entity", &entity.id, "mention it in a note, give it `match: true`, or remove it", problems);
    }
    for (index, question) in archive.questions.iter().enumerate() {
        if !uses.questions.contains(&(index as u32)) {
            report("question", &question.id, "let a claim answer it (`question: …`), or remove it", problems);
        }
    }
    for (index, term) in archive.terms.iter().enumerate() {
        if !uses.terms.contains(&(index as u32)) {
            report("term", &term.id, "use it in a wording note (`term: …`), or remove it", problems);
        }
    }
    for (index, work) in archive.works.iter().enumerate() {
        if !uses.works.contains(&(index as u32)) {
            report("work", &work.key, "cite it (`cite: …` or `[@…]`), or remove it", problems);
        }
    }
}

fn report(kind: &str, id: &Placed<String>, help: &str, problems: &mut Problems) {
    problems.push(Problem::new(Code::Unused, id.place, format!("nothing uses the {kind} `{}`", id.value)).help(help));
}

#[derive(Default)]
struct Uses {
    entities: BTreeSet<EntityId>,
    questions: BTreeSet<u32>,
    terms: BTreeSet<u32>,
    works: BTreeSet<u32>,
}

impl Uses {
    fn collect(&mut self, archive: &Archive) {
        for note in &archive.notes {
            self.note(&note.note.content);
            self.prose(note.note.note.as_ref());
            note.note.relations.iter().for_each(|relation| self.prose(relation.note.as_ref()));
        }
        self.entities.extend(archive.automatic.iter().map(|mention| mention.entity));
        for document in &archive.documents {
            let record = &document.record;
            self.entities.extend(record.publisher.iter().chain(&record.creator));
            [&record.provenance, &record.issued_note, &record.note].into_iter().for_each(|text| self.prose(text.as_ref()));
        }
        for question in &archive.questions {
            self.entities.extend(question.event);
            self.prose(question.note.as_ref());
        }
        for entity in &archive.entities {
            self.entities.extend(entity.broader.iter().chain(&entity.related).chain(&entity.location));
            self.prose(entity.note.as_ref());
        }
        for term in &archive.terms {
            self.terms.extend(term.broader.iter().chain(&term.related).map(|id| id.0));
            self.prose(term.says.as_ref());
        }
        archive.pages.iter().for_each(|page| self.prose(Some(&page.body)));
    }

    fn note(&mut self, content: &Content<Linked>) {
        match content {
            Content::Claim(claim) => {
                self.questions.extend(claim.question.map(|id| id.0));
                if let Asserter::Entities(entities) = &claim.asserter {
                    self.entities.extend(entities);
                }
                self.entities.extend(claim.via.iter().chain(&claim.places));
                for basis in &claim.basis {
                    self.entities.extend(basis.by.iter().chain(&basis.lineage));
                    self.works.extend(basis.cite.map(|id| id.0));
                    self.prose(basis.note.as_ref());
                }
                for figure in &claim.figures {
                    self.entities.extend(figure.event.iter().chain(&figure.place));
                }
            }
            Content::Wording(wording) => self.terms.extend([wording.term.0]),
            Content::Mention(mention) => self.entities.extend(&mention.entities),
            Content::Translation(_) | Content::Comment => {}
        }
    }

    fn prose(&mut self, prose: Option<&Prose<Linked>>) {
        for target in prose.into_iter().flat_map(|text| &text.links) {
            match target {
                Target::Entity(id) => self.entities.extend([*id]),
                Target::Question(id) => self.questions.extend([id.0]),
                Target::Term(id) => self.terms.extend([id.0]),
                Target::Work(id) => self.works.extend([id.0]),
                Target::Document(_)
                | Target::Note(_)
                | Target::Page(_)
                | Target::Elsewhere(_)
                | Target::Address(_)
                | Target::None => {}
            }
        }
    }
}
