//! Records that nothing in the archive uses: a slip, or something that was forgotten.

use crate::model::{Archive, Asserter, Content, EntityId, Linked, Prose, Target, TermId};
use crate::problem::{Code, Problem, Problems};
use crate::source::Placed;

/// Reports entities, questions, terms and works that nothing uses (`unused`, at their id).
pub fn unused(archive: &Archive, problems: &mut Problems) {
    let mut uses = Uses {
        archive,
        entities: vec![false; archive.entities.len()],
        questions: vec![false; archive.questions.len()],
        terms: vec![false; archive.terms.len()],
        works: vec![false; archive.works.len()],
    };
    uses.collect();
    // A cross-reference is for readers who look under the other name; nothing else need use it.
    for (entity, _) in archive.entities.iter().zip(&uses.entities).filter(|(entity, used)| entity.see.is_none() && !**used) {
        let help = match entity.matches {
            true => "its names stand in no text: mention it in a note, or remove it",
            false => "mention it in a note, give it `match: true`, or remove it",
        };
        report("entity", &entity.id, help, problems);
    }
    for (question, _) in archive.questions.iter().zip(&uses.questions).filter(|(_, used)| !**used) {
        report("question", &question.id, "let a claim answer it (`question: …`), or remove it", problems);
    }
    for (term, _) in archive.terms.iter().zip(&uses.terms).filter(|(_, used)| !**used) {
        report("term", &term.id, "use it in a wording note (`term: …`), or remove it", problems);
    }
    for (work, _) in archive.works.iter().zip(&uses.works).filter(|(_, used)| !**used) {
        report("work", &work.key, "cite it (`cite: …` or `[@…]`), or remove it", problems);
    }
}

fn report(kind: &str, id: &Placed<String>, help: &str, problems: &mut Problems) {
    problems.push(Problem::new(Code::Unused, id.place, format!("nothing uses the {kind} `{}`", id.value)).help(help));
}

/// Whether a record is used, by its number.
struct Uses<'a> {
    archive: &'a Archive,
    entities: Vec<bool>,
    questions: Vec<bool>,
    terms: Vec<bool>,
    works: Vec<bool>,
}

impl Uses<'_> {
    fn collect(&mut self) {
        let archive = self.archive;
        for note in &archive.notes {
            self.note(&note.note.content);
            self.prose(note.note.note.as_ref());
            note.note.relations.iter().for_each(|relation| self.prose(relation.note.as_ref()));
        }
        self.entities(archive.automatic.iter().map(|mention| &mention.entity));
        for document in &archive.documents {
            let record = &document.record;
            self.entities(record.publisher.iter().chain(&record.creator));
            [&record.provenance, &record.issued_note, &record.note].into_iter().for_each(|text| self.prose(text.as_deref()));
        }
        for question in &archive.questions {
            self.entities(&question.event);
            self.prose(question.note.as_ref());
        }
        for entity in &archive.entities {
            self.entities(entity.broader.iter().chain(&entity.related).chain(&entity.location));
            self.prose(entity.note.as_ref());
        }
        for term in &archive.terms {
            self.terms(term.broader.iter().chain(&term.related));
            self.prose(term.says.as_ref());
        }
        archive.pages.iter().for_each(|page| self.prose(Some(&page.body)));
    }

    fn entities<'a>(&mut self, ids: impl IntoIterator<Item = &'a EntityId>) {
        // Whoever names a signpost means the record behind it.
        ids.into_iter().for_each(|id| self.entities[self.archive.meant(*id).0 as usize] = true);
    }

    fn terms<'a>(&mut self, ids: impl IntoIterator<Item = &'a TermId>) {
        ids.into_iter().for_each(|id| self.terms[id.0 as usize] = true);
    }

    fn note(&mut self, content: &Content<Linked>) {
        match content {
            Content::Claim(claim) => {
                claim.question.iter().for_each(|id| self.questions[id.0 as usize] = true);
                if let Asserter::Entities(entities) = &claim.asserter {
                    self.entities(entities);
                }
                self.entities(claim.via.iter().chain(&claim.places));
                for basis in &claim.basis {
                    self.entities(basis.by.iter().chain(&basis.lineage));
                    basis.cite.iter().for_each(|id| self.works[id.0 as usize] = true);
                    self.prose(basis.note.as_ref());
                }
                for figure in &claim.figures {
                    self.entities(figure.event.iter().chain(&figure.place));
                }
            }
            Content::Wording(wording) => self.terms([&wording.term]),
            Content::Mention(mention) => self.entities(&mention.entities),
            Content::Translation(_) | Content::Comment => {}
        }
    }

    fn prose(&mut self, prose: Option<&Prose<Linked>>) {
        for target in prose.into_iter().flat_map(|text| &text.links) {
            match target {
                Target::Entity(id) => self.entities([id]),
                Target::Question(id) => self.questions[id.0 as usize] = true,
                Target::Term(id) => self.terms([id]),
                Target::Work(id) => self.works[id.0 as usize] = true,
                Target::Document(_)
                | Target::Note(_)
                | Target::Page(_)
                | Target::Elsewhere(_)
                | Target::Address(_)
                | Target::Static(_)
                | Target::None => {}
            }
        }
    }
}
