//! The page of what other programs can read, and what leads to it.

use crate::model::{Amount, ClosedList, DataExtent, DataFile, DataFormat, DocumentId, Fingerprint};
use crate::render::parts;
use crate::render::sheet::Sheet;
use crate::render::urls::path;
use crate::render::view;

/// Documents of one part: their hashes make up some 25 KB, which nothing can compress.
const DOCUMENTS_MAX: usize = 100;

/// How many pages it has: one where no document has a file of its own.
pub fn count(data: &[DataFile], documents: usize) -> usize {
    let is_of_document = |file: &DataFile| matches!(file.extent, DataExtent::Document(_));
    if data.iter().any(is_of_document) { documents.div_ceil(DOCUMENTS_MAX).max(1) } else { 1 }
}

/// One part (from 0) of the page.
pub fn part(sheet: &Sheet<'_>, part: usize) -> view::DataPage {
    let context = sheet.context;
    let all = context.archive.documents.len();
    let count = count(&context.data, all);
    let shown = part * DOCUMENTS_MAX..all.min((part + 1) * DOCUMENTS_MAX);
    let parts = parts::parts(sheet, path::DATA, part, count, shown.clone(), all);
    let documents = context.indexes.orders.documents[shown]
        .iter()
        .map(|id| view::DataDocument { document: sheet.document(*id), files: of_document(sheet, *id) });
    view::DataPage {
        parts,
        formats: if part == 0 { formats(sheet) } else { Vec::new() },
        documents: documents.filter(|row| !row.files.is_empty()).collect(),
        manifest: sheet.address("manifest-sha256.txt"),
    }
}

/// The data files of one document, in the order of their formats.
pub fn of_document(sheet: &Sheet<'_>, id: DocumentId) -> Vec<view::DataFile> {
    let files = sheet.context.data_of(id);
    files.iter().map(|number| file(sheet, &sheet.context.data[*number])).collect()
}

fn formats(sheet: &Sheet<'_>) -> Vec<view::DataFormat> {
    let data = &sheet.context.data;
    let phrases = sheet.context.phrases;
    let format = |format: &DataFormat| {
        let of_archive = |file: &&DataFile| file.format == *format && file.extent == DataExtent::Archive;
        let name = format.name();
        let label = phrases.word("data", *format);
        let explained = phrases.text(&format!("data_{name}_explained"));
        let files = data.iter().filter(of_archive).map(|found| file(sheet, found)).collect();
        view::DataFormat { name: name.to_owned(), label, explained, files }
    };
    let is_listed = |format: &&DataFormat| data.iter().any(|file| file.format == **format && file.extent != DataExtent::Part);
    DataFormat::ALL.iter().filter(is_listed).map(format).collect()
}

fn file(sheet: &Sheet<'_>, file: &DataFile) -> view::DataFile {
    let phrases = sheet.context.phrases;
    let size = |print: &Fingerprint| {
        // Thousands of bytes with one decimal, rounded up so that no file is empty.
        let tenths = i64::try_from(print.size_bytes.div_ceil(100)).unwrap_or(i64::MAX / 10);
        phrases.fill("kilobytes", &[("n", &phrases.number(Amount { hundredths: tenths * 10 }))])
    };
    view::DataFile {
        url: sheet.address(&file.path),
        name: file.path.rsplit('/').next().unwrap_or(&file.path).to_owned(),
        format: phrases.word("data", file.format),
        // Its parameters are for those who ask for it; a page is lighter without.
        media_type: file.media_type.split(';').next().unwrap_or(file.media_type).to_owned(),
        size: file.print.as_ref().map(size),
        sha256: file.print.as_ref().map(|print| print.sha256.clone()),
    }
}
