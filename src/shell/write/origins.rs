//! What is remembered of a site, beside its folder: from what each page was drawn, so that the next build need not draw it again.
//!
//! The list speaks of one site on one machine: it holds as long as program and manifest are the very files that they were, which no
//! checkout and no copy can bring about, so that nobody can hand it on with a site of their own. A page is there if its bytes are.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::manifest::{self, MANIFEST};
use super::{create, lock};
use crate::model::manifest_line;
use crate::shell::marks::Mark;
use crate::shell::walk::Kind;
use crate::shell::{Failure, environment};
use crate::source::digest::{Fingerprint, from_hexadecimal, hexadecimal, sha256};

/// The name of the list in the workplace.
const LIST: &str = "pages";

/// What the list begins with: what it is, and how it is written. A list that is written otherwise is passed over.
const VERSION: &str = "postil pages 1 ";

/// From what the pages of a site were drawn.
#[derive(Debug)]
pub struct Origins {
    folder: PathBuf,
    /// Whether the list was there and could not be read.
    pub damaged: bool,
    known: BTreeMap<String, Page>,
    /// The pages of this build.
    asked: Mutex<Vec<(String, Fingerprint)>>,
}

/// A page as the list has it.
#[derive(Debug)]
struct Page {
    origin: Fingerprint,
    sha256: Fingerprint,
}

impl Origins {
    /// Reads the list in a workplace; without one, or with one that does not speak of this site, nothing is known.
    pub fn read(folder: PathBuf, site: &Path) -> Origins {
        let path = folder.join(LIST);
        // Whatever else stands there could be long, or never end.
        let found = Mark::of(&path).filter(|mark| mark.kind == Kind::File).and_then(|_| fs::read(&path).ok());
        let (known, damaged) = match found.map(|bytes| String::from_utf8(bytes).ok().and_then(|text| entries(&text, site))) {
            None => (BTreeMap::new(), false),
            Some(None) => (BTreeMap::new(), true),
            Some(Some(known)) => (known, false),
        };
        Origins { folder, damaged, known, asked: Mutex::default() }
    }

    /// Where the list stands.
    pub fn path(&self) -> PathBuf {
        self.folder.join(LIST)
    }

    /// The SHA-256 of the page that was drawn at a path from this origin the last time; the list of this build will have it.
    pub fn ask(&self, path: &str, origin: Fingerprint) -> Option<Fingerprint> {
        let same = self.known.get(path).filter(|page| page.origin == origin).map(|page| page.sha256);
        lock(&self.asked).push((path.to_owned(), origin));
        same
    }

    /// The pages of this build, a line for each; `written` has the SHA-256 of each file.
    pub fn lines(&self, written: &BTreeMap<String, Fingerprint>) -> String {
        let mut asked = std::mem::take(&mut *lock(&self.asked));
        asked.sort_unstable();
        let line = |(path, origin): &(String, Fingerprint)| {
            Some(format!("{} {}", hexadecimal(origin), manifest_line(path, &hexadecimal(written.get(path)?))))
        };
        asked.iter().filter_map(line).collect()
    }

    /// Writes the list for the next build, when the site stands in its place; nothing where no page was drawn for it.
    ///
    /// Errors: the machine refuses; the list that is there then speaks of no site any more.
    pub fn save(&self, site: &Path, lines: &str) -> Result<(), Failure> {
        let Some(bound) = bound(site).filter(|_| !lines.is_empty()) else { return Ok(()) };
        let (path, next) = (self.path(), self.folder.join("pages-next"));
        let failed = |error| Failure::new("write", &path, error);
        // What a killed build left may be a link by now, which could lead anywhere.
        match fs::remove_file(&next) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            Ok(()) | Err(_) => {}
        }
        create(&next, format!("{VERSION}{bound} {}\n{lines}", sha256(lines.as_bytes())).as_bytes())?;
        fs::rename(&next, &path).map_err(failed)?;
        // The folder is nothing to be committed; whoever has said otherwise has their reasons.
        let _ = create(&self.folder.join(".gitignore"), b"*\n");
        Ok(())
    }
}

/// The pages of a list: none of one that speaks of another site, nothing if it is damaged.
fn entries(text: &str, site: &Path) -> Option<BTreeMap<String, Page>> {
    let (first, lines) = text.split_once('\n')?;
    let Some(rest) = first.strip_prefix(VERSION) else {
        return first.starts_with("postil pages ").then(BTreeMap::new);
    };
    let (binding, hash) = rest.split_once(' ')?;
    if hash != sha256(lines.as_bytes()) {
        return None;
    }
    if bound(site).is_none_or(|bound| bound != binding) {
        return Some(BTreeMap::new());
    }
    lines.lines().map(entry).collect()
}

fn entry(line: &str) -> Option<(String, Page)> {
    let (origin, line) = line.split_once(' ')?;
    let (path, sha256) = manifest::entry(line)?;
    Some((path, Page { origin: from_hexadecimal(origin)?, sha256 }))
}

/// What a list is bound to: this program and the manifest of this site, by marks that nobody can set.
fn bound(site: &Path) -> Option<String> {
    let (program, manifest) = (Mark::of(&environment::program()?)?, Mark::of(&site.join(MANIFEST))?);
    Some(sha256(format!("{program:?} {manifest:?}").as_bytes()))
}
