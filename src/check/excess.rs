//! Parts that are certainly larger than their wholes in one document: a misreading, or a slip of the document itself.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Amount, Archive, DocumentId, Measure, QuestionId, Setting, exceeds, wholes};
use crate::problem::{Code, Problem, Problems};

/// Reports, at the figure of the part, the lowest whole that it exceeds (`part-exceeds-whole`).
pub fn part_exceeds_whole(archive: &Archive, problems: &mut Problems) {
    let documents = (0..archive.documents.len() as u32).into_par_iter().map(DocumentId);
    let found: Vec<Problems> = documents
        .map(|document| {
            let mut problems = Problems::default();
            let mut questions: BTreeMap<QuestionId, Vec<Measure>> = BTreeMap::new();
            for (id, _) in archive.notes_of(document) {
                if let Some(question) = archive.claim(id).and_then(|claim| claim.question) {
                    questions.entry(question).or_default().extend(archive.measures(id));
                }
            }
            questions.iter().for_each(|(question, measures)| look(archive, *question, measures, &mut problems));
            problems
        })
        .collect();
    found.into_iter().for_each(|found| problems.append(found));
}

fn look(archive: &Archive, id: QuestionId, measures: &[Measure], problems: &mut Problems) {
    let question = archive.question(id);
    let mut lists: BTreeMap<(usize, &Setting), Vec<&Measure>> = BTreeMap::new();
    for measure in measures {
        if let Some(scope) = measure.scope {
            lists.entry((scope, &measure.setting)).or_default().push(measure);
        }
    }
    lists.values_mut().for_each(|list| list.sort_by_key(|measure| measure.interval.high_hundredths()));
    for part in measures {
        let Some(scope) = part.scope else { continue };
        let exceeded = wholes(question, scope).find_map(|outer| {
            let mut list = lists.get(&(outer, &part.setting)).into_iter().flatten();
            list.find(|whole| exceeds(question, part, whole)).map(|whole| (outer, *whole))
        });
        let Some((outer, whole)) = exceeded else { continue };
        let label = |scope: usize| &question.scopes[scope].label;
        let number = |amount: Option<Amount>| amount.map(Amount::digits).unwrap_or_default();
        let message = format!(
            "at least {} of “{}”, and at most {} of “{}”, of which they are part",
            number(part.interval.low),
            label(scope),
            number(whole.interval.high),
            label(outer)
        );
        let problem = Problem::new(Code::PartExceedsWhole, archive.figure(part.figure).written, message)
            .related(archive.figure(whole.figure).written, "the whole")
            .help("read both quotations again: whom do they count (`of`), where (`place`), at what time (`as_of`)?")
            .help("if the document says so itself, leave both figures as they are: readers are shown that the part exceeds the whole");
        problems.push(problem);
    }
}
