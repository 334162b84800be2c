//! Makes of a work in BibLaTeX what its record means, where the citation library would read less of it.

use biblatex::{Chunk, ChunksExt, Entry, Spanned};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What belongs to a title and stands in fields of its own, each with the sign before it.
const TITLES: &[(&str, &str, &str)] = &[
    ("title", "subtitle", ":"),
    ("title", "titleaddon", "."),
    ("booktitle", "booksubtitle", ":"),
    ("booktitle", "booktitleaddon", "."),
    ("maintitle", "mainsubtitle", ":"),
    ("maintitle", "maintitleaddon", "."),
    ("journaltitle", "journalsubtitle", ":"),
];

/// Commands of LaTeX of which the words alone are kept.
const FORMS: [&str; 9] = ["emph{", "textit{", "textbf{", "textsc{", "textrm{", "texttt{", "textsuperscript{", "mbox{", "url{"];

/// Languages that the library does not know by the names that BibLaTeX and Zotero give them.
const LANGUAGES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("bengali", "bn"),
    ("chinese", "zh"),
    ("georgian", "ka"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("indonesian", "id"),
    ("japanese", "ja"),
    ("khmer", "km"),
    ("korean", "ko"),
    ("kurmanji", "kmr"),
    ("lao", "lo"),
    ("latin", "la"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("mongolian", "mn"),
    ("persian", "fa"),
    ("swahili", "sw"),
    ("syriac", "syr"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tibetan", "bo"),
    ("turkmen", "tk"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
];

/// Puts into the fields of a work what the library would leave out, and takes out what editors keep for themselves.
pub(super) fn as_meant(entry: &mut Entry) {
    // The library would make a note of it, which data publish.
    entry.fields.remove("annotation");
    entry.fields.remove("annote");
    for chunk in entry.fields.values_mut().flatten() {
        if let Chunk::Normal(text) | Chunk::Verbatim(text) = &mut chunk.v
            && text.contains('\\')
        {
            *text = without_commands(text);
        }
    }
    for (title, part, sign) in TITLES {
        let Some(more) = entry.fields.remove(*part) else { continue };
        let Some(whole) = entry.fields.get_mut(*title) else { continue };
        let is_closed = whole.format_verbatim().trim_end().ends_with(['.', ':', '?', '!', '…']);
        whole.push(Spanned::detached(Chunk::Normal(format!("{} ", if is_closed { "" } else { sign }))));
        whole.extend(more);
    }
    if entry.entry_type == biblatex::EntryType::Dataset {
        entry.fields.entry("type".to_owned()).or_insert_with(|| vec![Spanned::detached(Chunk::Normal("dataset".to_owned()))]);
    }
}

/// The tag of a language that a work names; nothing where it names none that is known here.
pub(super) fn language(entry: &Entry) -> Option<&'static str> {
    let named = ["language", "langid"].iter().find_map(|field| entry.get(field))?.format_verbatim().to_lowercase();
    let known = LANGUAGES.iter().find(|(name, tag)| named == *name || named == *tag);
    known.map(|(_, tag)| *tag)
}

/// The words of a text in which the library has left commands as they are.
///
/// Of `\'\i` it makes a backslash with an accent and an i.
fn without_commands(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut words = parts.next().unwrap_or_default().to_owned();
    let mut open = 0;
    for part in parts {
        let mut letters = part.chars();
        let mut rest = part;
        match (letters.next(), letters.next()) {
            (Some(accent), Some(letter @ ('i' | 'j'))) if is_combining_mark(accent) => {
                words.extend([letter, accent].into_iter().nfc());
                rest = letters.as_str();
            }
            _ => {
                if let Some(inside) = FORMS.iter().find_map(|form| part.strip_prefix(form)) {
                    open += 1;
                    rest = inside;
                } else if let Some(behind) = part.strip_prefix("ldots{}").or_else(|| part.strip_prefix("ldots")) {
                    words.push('…');
                    rest = behind;
                } else {
                    words.push('\\');
                }
            }
        }
        for letter in rest.chars() {
            match letter {
                '}' if open > 0 => open -= 1,
                letter => words.push(letter),
            }
        }
    }
    words
}
