//! The figures of a question: a table for whatever counts the same, with a plot as its last column.

use super::claim::{claim_of, differences};
use super::status::word;
use crate::model::{
    Basis, Date, Figure, FigureFinding, FigureId, Interval, Linked, Measure, NoteId, Question, QuestionId, Setting, Verdict,
};
use crate::render::parts::asserters_in_line;
use crate::render::plot::Axis;
use crate::render::sheet::Sheet;
use crate::render::urls;
use crate::render::view;

/// The verdicts that a row names; the others say that nothing can be compared, which the summary says once.
const NAMED: [Verdict; 5] =
    [Verdict::Conflict, Verdict::PartExceedsWhole, Verdict::LaterIsHigher, Verdict::Overlap, Verdict::Agree];

/// The id of the first table of a scope.
pub fn table_id(question: &Question<Linked>, scope: Option<usize>) -> String {
    match scope {
        Some(scope) => format!("scope-{}", question.scopes[scope].id.value),
        None if question.scopes.is_empty() => "figures".to_owned(),
        // No scope can be called so: identifiers do not begin with a hyphen.
        None => "scope--unstated".to_owned(),
    }
}

/// The figures of one table: those for one scope that count the same.
struct Group {
    scope: Option<usize>,
    setting: Setting,
    figures: Vec<Measure>,
}

/// Every figure of a question, grouped by what it counts: scopes in the order of the record, figures without a scope last;
/// within a scope what counts as the question says first, then the larger groups.
fn groups(sheet: &Sheet<'_>, id: QuestionId) -> Vec<Group> {
    let archive = sheet.context.archive;
    let claims = &sheet.context.indexes.findings.questions[id.0 as usize].claims;
    let mut by_setting = std::collections::BTreeMap::<(bool, Option<usize>, Setting), Vec<Measure>>::new();
    for measure in claims.iter().flat_map(|claim| archive.measures(*claim)) {
        let key = (measure.scope.is_none(), measure.scope, measure.setting.clone());
        by_setting.entry(key).or_default().push(measure);
    }
    let mut groups: Vec<Group> =
        by_setting.into_iter().map(|((_, scope, setting), figures)| Group { scope, setting, figures }).collect();
    groups.sort_by_key(|group| {
        let differs = own_differences(sheet, archive.question(id), group).len();
        (group.scope.is_none(), group.scope, differs, std::cmp::Reverse(group.figures.len()), group.setting.clone())
    });
    groups
}

/// The tables of a question, in order; the second and later ones of a scope have a number in their id.
pub fn tables(sheet: &Sheet<'_>, id: QuestionId) -> Vec<view::FigureTable> {
    let question = sheet.context.archive.question(id);
    let mut before: Option<(Option<usize>, usize)> = None;
    groups(sheet, id)
        .into_iter()
        .map(|group| {
            let number = before.filter(|(scope, _)| *scope == group.scope).map_or(1, |(_, number)| number + 1);
            before = Some((group.scope, number));
            let first = table_id(question, group.scope);
            table(sheet, question, group, if number == 1 { first } else { format!("{first}--{number}") })
        })
        .collect()
}

/// Figures that a strip draws; of more no single one could be told from the next, and a long list of questions grows heavy.
const STRIP_MAX: usize = 60;

/// The table with the most figures, as marks on one line; `None` where no two figures count the same, or too many do.
pub fn strip(sheet: &Sheet<'_>, id: QuestionId) -> Option<view::Strip> {
    let question = sheet.context.archive.question(id);
    let groups = groups(sheet, id);
    // Of tables of one length the first: scopes come in the order of the record.
    let largest =
        groups.into_iter().rev().max_by_key(|group| group.figures.len()).filter(|group| group.figures.len() <= STRIP_MAX)?;
    let axis = axis(&largest)?;
    let phrases = sheet.context.phrases;
    let stated = |measure: &Measure| figure_of(sheet, measure.figure);
    // Nobody states the end that a wording leaves open: it only lies beyond the same number where that is stated as an end.
    let lowest = largest.figures.iter().map(stated).min_by_key(|figure| (figure.min.or(figure.max), figure.min.is_some()))?;
    let highest = largest.figures.iter().map(stated).max_by_key(|figure| (figure.max.or(figure.min), figure.max.is_none()))?;
    // As they are stated: “about 1,300” is no range, and “at least 200” does not end there.
    let (low, high) = (phrases.figure(lowest), phrases.figure(highest));
    let counted = phrases.with_unit(high.clone(), highest, Some(question));
    Some(view::Strip {
        scope: scope_words(sheet, question, largest.scope),
        marks: largest.figures.iter().map(|measure| axis.mark(measure.interval)).collect(),
        figures: phrases.count("count_figures", largest.figures.len()),
        lowest: if low == high { counted.clone() } else { low },
        highest: counted,
    })
}

fn axis(group: &Group) -> Option<Axis> {
    let intervals: Vec<Interval> = group.figures.iter().map(|measure| measure.interval).collect();
    if intervals.len() < 2 { None } else { Axis::of(&intervals) }
}

fn scope_words(sheet: &Sheet<'_>, question: &Question<Linked>, scope: Option<usize>) -> Option<view::Words> {
    match scope {
        Some(number) => Some(sheet.own_words(question.scopes[number].label.clone())),
        None if question.scopes.is_empty() => None,
        None => Some(sheet.phrase_words(sheet.context.phrases.text("scope_unstated"))),
    }
}

fn table(sheet: &Sheet<'_>, question: &Question<Linked>, mut group: Group, id: String) -> view::FigureTable {
    let (archive, orders) = (sheet.context.archive, &sheet.context.indexes.orders);
    group.figures.sort_by_key(|measure| {
        let rank = orders.rank(archive.note(measure.figure.claim).document);
        (measure.interval.low_hundredths(), measure.interval.high_hundredths(), rank, measure.figure)
    });
    let axis = axis(&group);
    let rows: Vec<view::FigureRow> = group.figures.iter().map(|measure| row(sheet, measure, axis)).collect();
    let mut by_date: Vec<usize> = (0..rows.len()).collect();
    by_date.sort_by_cached_key(|number| Date::rank(as_of(sheet, &group.figures[*number])));
    view::FigureTable {
        id,
        scope: scope_words(sheet, question, group.scope),
        differs: own_differences(sheet, question, &group),
        axis: axis.map(|axis| axis.ticks(|amount| sheet.context.phrases.number(amount))),
        by_date: (!by_date.is_sorted()).then_some(by_date),
        rows,
    }
}

/// What the figures of a table count otherwise than their question.
fn own_differences(sheet: &Sheet<'_>, question: &Question<Linked>, group: &Group) -> Vec<String> {
    let said = group.figures.iter().map(|measure| {
        let figure = figure_of(sheet, measure.figure);
        let unit = figure.unit.as_ref().filter(|unit| question.unit.as_ref() != Some(*unit));
        let phrases = sheet.context.phrases;
        let unit = unit.map(|unit| phrases.fill("differs_unit", &[("value", &phrases.unit(unit))]));
        unit.into_iter().chain(differences(sheet, figure)).collect::<Vec<_>>()
    });
    // Whoever says least counts what the question says anyway.
    said.min_by_key(Vec::len).unwrap_or_default()
}

fn figure_of<'a>(sheet: &Sheet<'a>, id: FigureId) -> &'a Figure<Linked> {
    &claim_of(sheet, id.claim).expect("only claims have figures").figures[id.number]
}

/// When a figure was so: without a date of its own it holds for the day of its document.
fn as_of<'a>(sheet: &Sheet<'a>, measure: &Measure) -> Option<&'a Date> {
    let archive = sheet.context.archive;
    let document = archive.document(archive.note(measure.figure.claim).document);
    figure_of(sheet, measure.figure).as_of.as_ref().or(document.record.issued.as_ref())
}

fn row(sheet: &Sheet<'_>, measure: &Measure, axis: Option<Axis>) -> view::FigureRow {
    let context = sheet.context;
    let id = measure.figure.claim;
    let document = context.archive.note(id).document;
    let claim = claim_of(sheet, id).expect("only claims have figures");
    let figure = figure_of(sheet, measure.figure);
    let finding = context.indexes.findings.claims.get(&id).and_then(|finding| finding.figures.get(measure.figure.number));
    let address = sheet.page_url(id) + &urls::fragment(&format!("figure-{}", measure.figure.number + 1));
    view::FigureRow {
        document: sheet.document_siglum(document),
        claim: sheet.link(sheet.says(claim), sheet.page_url(id)),
        asserters: asserters_in_line(sheet, document, claim),
        modality: context.phrases.word("modality", claim.modality),
        figure: sheet.link(sheet.phrase_words(context.phrases.figure(figure)), address),
        as_of: as_of(sheet, measure).map(|date| sheet.time(date)),
        basis: claim.basis.iter().map(|found| basis(sheet, found)).collect(),
        verdicts: finding.map_or_else(Vec::new, |finding| verdicts(sheet, finding)),
        mark: axis.map(|axis| axis.mark(measure.interval)),
    }
}

/// How a figure stands to the others, with the first of them.
fn verdicts(sheet: &Sheet<'_>, finding: &FigureFinding) -> Vec<view::RowVerdict> {
    let named = NAMED.iter().filter(|verdict| finding.verdicts.get(**verdict) > 0);
    let of =
        |verdict: Verdict| finding.examples.iter().filter(move |(_, other)| *other == verdict).map(|(figure, _)| figure.claim);
    named
        .map(|verdict| view::RowVerdict {
            word: word(sheet, "verdict", *verdict),
            count: finding.verdicts.get(*verdict),
            examples: of(*verdict).map(|claim| numbered(sheet, claim)).collect(),
        })
        .collect()
}

/// A note by the siglum of its document: the page of a claim, any other at its place.
pub fn short(sheet: &Sheet<'_>, note: NoteId) -> view::Link {
    let document = sheet.context.archive.note(note).document;
    let url = sheet.page_url(note);
    sheet.link(sheet.phrase_words(sheet.siglum(document)), url)
}

/// The same with its number, for lists in which several notes of one document may stand.
fn numbered(sheet: &Sheet<'_>, note: NoteId) -> view::Link {
    let mut link = short(sheet, note);
    link.words.text = sheet.note_number(note);
    link
}

/// A ground in a few words: “count, Syrian Observatory for Human Rights”.
pub fn basis(sheet: &Sheet<'_>, basis: &Basis<Linked>) -> String {
    let kind = sheet.context.phrases.word("basis", basis.kind);
    let names = basis.by.iter().chain(basis.lineage.iter().filter(|_| basis.by.is_empty()));
    let names = names.map(|entity| sheet.entity_name(*entity).text);
    std::iter::once(kind).chain(names).collect::<Vec<_>>().join(&sheet.context.phrases.text("list_comma"))
}
