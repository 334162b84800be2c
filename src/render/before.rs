//! What there is of an earlier build, and from what a page is drawn: as long as that is the same, so is the page.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::kept::Kept;
use crate::model::{Language, Theme};
use crate::source::digest::Fingerprint;

/// SHA-256 of all that a page is drawn from.
pub type Origin = Fingerprint;

/// Tells of a page that stands on the disk as it was drawn from this origin how long it is, in bytes.
pub type Stands<'s> = dyn Fn(&str, Origin) -> Option<u64> + Sync + 's;

/// What there is of an earlier build.
#[derive(Clone, Copy)]
pub enum Before<'a> {
    /// Nothing that anybody remembers.
    Nothing,
    /// What the last build of a preview has left behind.
    Kept(&'a Kept),
    /// A site.
    Site(&'a Stands<'a>),
}

impl<'a> Before<'a> {
    /// What a preview has left behind.
    pub fn kept(self) -> Option<&'a Kept> {
        match self {
            Before::Kept(kept) => Some(kept),
            Before::Nothing | Before::Site(_) => None,
        }
    }
}

/// How a page came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// It was drawn.
    Anew,
    /// It stands as it would have been drawn; so many bytes.
    Standing(u64),
}

/// What all pages of a site are drawn from, whatever they tell: the theme, and the language of the interface.
pub fn shared(theme: &Theme, language: &Language) -> Origin {
    let mut shared = Sha256::new().chain_update(format!("{language:?}"));
    for (path, bytes) in theme.files.iter().chain(&theme.under) {
        // Lengths keep a path from being taken for the end of the file before it.
        shared.update(format!("{} {path} {} ", path.len(), bytes.len()));
        shared.update(bytes);
    }
    shared.finalize().into()
}

/// What one page is drawn from: what all are, its template, and the values that this sees; `buffer` is empty before and after.
pub fn origin<T: Serialize>(shared: &Origin, template: &str, scene: &T, buffer: &mut Vec<u8>) -> Origin {
    // In CBOR a text stands as it is behind its length, and not one letter is looked at.
    ciborium::into_writer(scene, &mut *buffer).expect("what templates see can always be written, and memory takes it");
    let origin = Sha256::new().chain_update(shared).chain_update(template).chain_update([0]).chain_update(&*buffer).finalize();
    buffer.clear();
    origin.into()
}
