//! The home page: what the archive is, and three ways in.

use super::lists::{documents, question_row};
use crate::render::body::escape;
use crate::render::sheet::Sheet;
use crate::render::view;

/// Questions shown on the home page.
const QUESTIONS: usize = 5;

/// Documents up to which all stand on the home page.
const DOCUMENTS_MAX: usize = 60;

/// Documents of more that do.
const DOCUMENTS_FEW: usize = 24;

/// Everything on the page.
pub fn page(sheet: &Sheet<'_>) -> view::Home {
    let archive = sheet.context.archive;
    let description = archive.site.description.best(&sheet.context.language.tag).map(|(text, _)| {
        let mut html = String::from("<p>");
        escape(text.trim(), &mut html);
        html.push_str("</p>");
        view::Html(html)
    });
    let title = archive.site.title.best(&sheet.context.language.tag);
    let mut titles: Vec<view::Words> = Vec::new();
    for (text, language) in archive.site.title.all().filter(|(text, _)| title.is_none_or(|(shown, _)| shown != *text)) {
        if let Some(language) = language.filter(|_| titles.iter().all(|other| other.text != text)) {
            titles.push(sheet.words(text, language));
        }
    }
    let findings = &sheet.context.indexes.findings;
    let answered = findings.most_contested.iter().filter(|id| !findings.questions[id.0 as usize].claims.is_empty());
    let rows = answered.take(QUESTIONS).map(|id| question_row(sheet, *id)).collect();
    let all = archive.documents.len();
    let shown = if all > DOCUMENTS_MAX { DOCUMENTS_FEW } else { all };
    view::Home {
        titles,
        description,
        documents: documents(sheet, 0..shown),
        more_documents: (shown < all).then(|| view::CountedLink {
            list: sheet.link(sheet.phrase_words(sheet.context.phrases.text("documents")), sheet.address("documents.html")),
            count: all,
        }),
        doors: view::Doors {
            read: (!archive.documents.is_empty()).then(|| sheet.address("documents.html")),
            compare: (!archive.questions.is_empty()).then(|| sheet.address("questions.html")),
            look_up: (!archive.entities.is_empty()).then(|| sheet.address("entities.html")),
        },
        questions: rows,
    }
}
