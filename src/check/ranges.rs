//! Documents that are too long for a file for each range of their paragraphs.

use crate::model::{Archive, DataFormat, RANGED_MAX};
use crate::problem::{Code, Problem, Problems};
use crate::source::{Place, Span};

/// Reports, at its text, a document of which `dts-ranges` would publish too many files (`too-many-ranges`).
pub fn too_many_ranges(archive: &Archive, problems: &mut Problems) {
    if !archive.site.data.contains(&DataFormat::DtsRanges) {
        return;
    }
    for document in &archive.documents {
        let count: usize = document.sides().map(|side| document.side(side).0.paragraphs.len()).sum();
        if count <= RANGED_MAX {
            continue;
        }
        let message = format!("`dts-ranges` takes documents of at most {RANGED_MAX} paragraphs, and this one has {count}");
        let help = match document.translations.is_empty() {
            true => format!("it would publish {} files of it", count * (count + 1)),
            false => format!("with those of its translations; it would publish {} files of it", count * (count + 1)),
        };
        let place = Place { file: document.file, span: Span::new(0, 0) };
        let problem = Problem::new(Code::TooManyRanges, place, message).help(help);
        problems.push(problem.help("write `data: dts` into archive.yaml: it publishes each paragraph alone"));
    }
}
