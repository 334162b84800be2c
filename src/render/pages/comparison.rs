//! What comparing finds on a question, in the words of closed lists, each of which leads to its explanation.

use super::circles;
use super::status::word;
use crate::model::{ClosedList, Differences, QuestionFinding, QuestionId, Silence, Status, Verdict};
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// What comparing finds on a question, also who is silent where no claim answers it.
pub fn found(sheet: &Sheet<'_>, id: QuestionId) -> view::Found {
    let finding = &sheet.context.indexes.findings.questions[id.0 as usize];
    let links = |silence: &Silence| view::Documents {
        count: sheet.context.phrases.count("count_documents", silence.count),
        links: silence.documents.iter().map(|document| sheet.document(*document)).collect(),
    };
    let some = |silence: &Silence| (silence.count > 0).then(|| links(silence));
    let differs = finding
        .differs
        .iter()
        .map(|(differences, count)| view::Differing { in_what: in_what(sheet, *differences), count: *count });
    let mut differs: Vec<view::Differing> = differs.collect();
    differs.sort_by_key(|differing| std::cmp::Reverse(differing.count));
    view::Found {
        standing: word(sheet, "standing", finding.standing),
        summary: summary(sheet, finding),
        method: sheet.place(path::COMPUTED, "lineages"),
        lineages: finding
            .lineages
            .iter()
            .map(|(entity, claims)| view::Lineage { entity: sheet.entity(*entity), claims: claims.len() })
            .collect(),
        unnamed: finding.unnamed.len(),
        circular: finding.circular.len(),
        circles: circles::on_question(sheet, id),
        statuses: statuses(sheet, finding),
        disputed: (finding.claims_of(Status::Disputed) > 0).then_some(finding.contested),
        verdicts: verdicts(sheet, finding),
        differs,
        opposed: finding.opposed,
        silent: some(&finding.silent),
        too_early: some(&finding.too_early),
    }
}

/// “5 documents, 3 independent lineages, 2 claims without a stated basis”.
pub fn summary(sheet: &Sheet<'_>, finding: &QuestionFinding) -> String {
    let phrases = sheet.context.phrases;
    let parts = [
        phrases.count("count_documents", finding.rows.len()),
        phrases.count("count_lineages", finding.lineages.len()),
        phrases.count("count_unstated", finding.unstated.len()),
    ];
    parts.join(&phrases.text("list_comma"))
}

fn statuses(sheet: &Sheet<'_>, finding: &QuestionFinding) -> Vec<view::Counted> {
    let counted = |status: &Status| view::Counted { word: word(sheet, "status", *status), count: finding.claims_of(*status) };
    Status::ALL.iter().map(counted).filter(|counted| counted.count > 0).collect()
}

/// How many pairs of figures there are of each verdict, in the order of the list.
pub fn verdicts(sheet: &Sheet<'_>, finding: &QuestionFinding) -> Vec<view::Counted> {
    let counted =
        |verdict: &Verdict| view::Counted { word: word(sheet, "verdict", *verdict), count: finding.verdicts.get(*verdict) };
    Verdict::ALL.iter().map(counted).filter(|counted| counted.count > 0).collect()
}

fn in_what(sheet: &Sheet<'_>, differences: Differences) -> String {
    let phrases = sheet.context.phrases;
    let words: Vec<String> = differences.list().map(|dimension| phrases.word("dimension", dimension)).collect();
    words.join(&phrases.text("list_comma"))
}
