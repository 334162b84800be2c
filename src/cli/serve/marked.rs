//! Where the words stand that an editor has marked in a browser.
//!
//! A page and a text agree on the letters of a paragraph and on nothing else: white space, references and numbers of paragraphs are
//! the page's own. So letters are counted, and compared before anything is written.

use serde::Deserialize;

use crate::model::{DocumentDraft, Passages, Text};
use crate::pipeline::{self, Marked};
use crate::problem::Problems;
use crate::source::{Placed, Sources};

/// What was marked, as the script of the preview says it.
#[derive(Debug, Clone, Deserialize)]
pub struct Selection {
    /// The document.
    pub document: String,
    /// The language of the translation; none for the original.
    pub on: Option<String>,
    from: Letter,
    to: Letter,
    /// The marked words as the page shows them.
    words: String,
    /// The paragraphs in which they stand, whole: the same words in another paragraph are others.
    whole: String,
}

/// A place between letters: so many letters of a paragraph stand before it. White space is none.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Letter {
    paragraph: usize,
    letters: usize,
}

impl Selection {
    /// The marked characters of the text as it is read; nothing where the text is not what the page shows.
    pub fn characters(&self, sources: &Sources) -> Option<Marked<'_>> {
        let folder = format!("content/documents/{}/", self.document);
        let own = sources.only(|path| path == "content/archive.yaml" || path.starts_with(&folder));
        let survey = pipeline::survey(&own, Problems::default());
        let text = text(survey.documents.first()?, self.on.as_deref())?;
        let (start, end) = (offset(text, self.from, End::First)?, offset(text, self.to, End::Last)?);
        let words = text.plain.get(start..end)?;
        let whole = self.paragraphs(text)?;
        let letters = |words: &str| words.chars().filter(|letter| is_letter(*letter)).collect::<String>();
        let is_as_shown = letters(words) == letters(&self.words) && letters(whole) == letters(&self.whole);
        is_as_shown.then(|| Marked::Characters {
            on: self.on.as_deref(),
            start: text.code_points(start),
            end: text.code_points(end),
        })
    }

    /// From the beginning of the first marked paragraph to the end of the last.
    fn paragraphs<'t>(&self, text: &'t Text<Placed<String>>) -> Option<&'t str> {
        let paragraph = |letter: Letter| text.paragraphs.get(letter.paragraph.checked_sub(1)?);
        text.plain.get(paragraph(self.from)?.start()..paragraph(self.to)?.end())
    }
}

fn text<'a>(document: &'a DocumentDraft<Passages>, on: Option<&str>) -> Option<&'a Text<Placed<String>>> {
    match on {
        None => Some(&document.text),
        Some(on) => {
            let draft = document.translations.iter().find(|draft| draft.record.language.value.tag.eq_ignore_ascii_case(on));
            draft.map(|draft| &draft.text)
        }
    }
}

/// Whether a page shows a character as a letter: it leaves out what controls a terminal.
fn is_letter(character: char) -> bool {
    !character.is_whitespace() && !character.is_control()
}

/// Which end of the marked words a place is: of two neighbours it is taken from the one that is marked.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

/// The byte of a text at which a place between letters lies.
fn offset(text: &Text<Placed<String>>, letter: Letter, end: End) -> Option<usize> {
    let paragraph = text.paragraphs.get(letter.paragraph.checked_sub(1)?)?;
    let words = paragraph.of(&text.plain);
    let mut letters = words.char_indices().filter(|(_, letter)| is_letter(*letter));
    match end {
        End::First => letters.nth(letter.letters).map(|(at, _)| paragraph.start() + at),
        End::Last => letters.nth(letter.letters.checked_sub(1)?).map(|(at, letter)| paragraph.start() + at + letter.len_utf8()),
    }
}
