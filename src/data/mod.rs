//! Draws what an archive says as data that other programs read; nothing here can fail, and nothing stands here that pages do not say.
//!
//! One module for each format, one row for it in `FORMATS`. A format names its files; each file is drawn on its own,
//! in parallel, handed to the writer and forgotten, so that memory holds no more than the files being written.

mod annotations;
mod citations;
mod csv;
mod desk;
mod dts;
mod inventory;
mod json;
mod package;
pub mod packages;
mod tables;
mod tei;

use rayon::prelude::*;

use crate::model::{DataExtent, DataFile, DataFormat, Fingerprint, Publish};
use crate::source::digest::sha256;
pub use desk::Desk;

/// A format in which an archive is published.
struct Format {
    /// Its word: in `archive.yaml`, on the Data page and in the interface's strings `data_WORD`; several rows may share one.
    name: DataFormat,
    /// What its files are, as HTTP says it.
    media_type: &'static str,
    /// The files.
    files: fn(&Desk<'_>) -> Vec<File>,
}

/// A file that will be drawn.
struct File {
    /// Its path below the site's folder.
    path: String,
    /// What it holds.
    extent: DataExtent,
    /// Draws it; `earlier` are the files of the formats above its own.
    draw: Draw,
}

/// How a file is drawn, from the desk and the files of the formats above.
type Draw = Box<dyn Fn(&Desk<'_>, &[DataFile]) -> Vec<u8> + Send + Sync>;

/// Every format, in the order of the Data page. A format may tell of the files of those above it.
const FORMATS: &[Format] = &[
    Format { name: DataFormat::Csv, media_type: "text/csv", files: csv::files },
    Format { name: DataFormat::Csv, media_type: "application/json", files: package::files },
    Format { name: DataFormat::Json, media_type: "application/json", files: json::files },
    Format { name: DataFormat::Annotations, media_type: "text/plain", files: annotations::texts },
    Format { name: DataFormat::Annotations, media_type: annotations::MEDIA_TYPE, files: annotations::files },
    Format { name: DataFormat::Tei, media_type: "application/tei+xml", files: tei::files },
    Format { name: DataFormat::Dts, media_type: "application/ld+json", files: dts::answers },
    Format { name: DataFormat::Dts, media_type: "application/tei+xml", files: dts::passages },
    Format { name: DataFormat::DtsRanges, media_type: "application/ld+json", files: dts::ranges },
    Format { name: DataFormat::DtsRanges, media_type: "application/tei+xml", files: dts::range_passages },
    Format { name: DataFormat::Citations, media_type: "application/x-bibtex", files: citations::bibtex },
    Format { name: DataFormat::Citations, media_type: "application/vnd.citationstyles.csl+json", files: citations::csl },
    Format { name: DataFormat::Inventory, media_type: "application/json", files: inventory::files },
];

/// The files that an archive wants published, before they are drawn.
pub struct Plan<'a> {
    desk: Desk<'a>,
    formats: Vec<(&'static Format, Vec<File>)>,
}

impl<'a> Plan<'a> {
    /// Names the files.
    pub fn new(desk: Desk<'a>) -> Plan<'a> {
        let wanted = FORMATS.iter().filter(|format| desk.archive.site.data.contains(&format.name));
        let formats = wanted.map(|format| (format, (format.files)(&desk))).collect();
        Plan { desk, formats }
    }

    /// What will be written, in the order of formats.
    pub fn files(&self) -> Vec<DataFile> {
        let of_format =
            |(format, files): &(&Format, Vec<File>)| files.iter().map(|file| listed(format, file, None)).collect::<Vec<_>>();
        self.formats.iter().flat_map(of_format).collect()
    }

    /// Draws every file and hands it to `write`, from several threads; gives what was written, in the same order.
    ///
    /// Errors: the first refusal of `write`.
    pub fn write<E: Send>(&self, write: &Publish<'_, E>) -> Result<Vec<DataFile>, E> {
        let mut written: Vec<DataFile> = Vec::new();
        for (format, files) in &self.formats {
            let files: Result<Vec<DataFile>, E> = files
                .par_iter()
                .map(|file| {
                    let bytes = (file.draw)(&self.desk, &written);
                    write(&file.path, &bytes)?;
                    let sha256 = sha256(&bytes);
                    Ok(listed(format, file, Some(Fingerprint { size_bytes: bytes.len() as u64, sha256 })))
                })
                .collect();
            written.extend(files?);
        }
        Ok(written)
    }
}

fn listed(format: &Format, file: &File, print: Option<Fingerprint>) -> DataFile {
    DataFile { format: format.name, path: file.path.clone(), media_type: format.media_type, extent: file.extent, print }
}
