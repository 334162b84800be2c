//! Links in prose and in texts: by name inside the archive, by address outside it.

use super::names::NameTable;
use crate::model::{Target, Text};
use crate::problem::{Code, Problem, Problems};
use crate::source::Placed;

const KINDS: &[&str] = &["note", "document", "question", "entity", "term", "page"];

/// Links an editor's prose; what leads nowhere is reported (`broken-link`, `unknown-work`).
///
/// `document` is the one on which the prose stands, whose notes may be named shortly.
pub fn prose(text: Text<Placed<String>>, document: Option<&str>, names: &NameTable<'_>, problems: &mut Problems) -> Text<Target> {
    with_links(text, |link| named(&link, document, names, problems))
}

/// Links the text of a document; a link that no page may follow keeps its words and loses its target.
pub fn source_text(text: Text<Placed<String>>, names: &NameTable<'_>) -> Text<Target> {
    with_links(text, |link| address(&link.value, names).unwrap_or(Target::None))
}

fn with_links(text: Text<Placed<String>>, link: impl FnMut(Placed<String>) -> Target) -> Text<Target> {
    Text {
        links: text.links.into_iter().map(link).collect(),
        plain: text.plain,
        pieces: text.pieces,
        paragraphs: text.paragraphs,
        furniture: text.furniture,
    }
}

/// An address of the web, of a mail box, of a telephone, or of a file of `static/`.
fn address(written: &str, names: &NameTable<'_>) -> Option<Target> {
    let harmless = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| written.starts_with(scheme));
    let known_file = names.statics.contains(&written.trim_start_matches("static/"));
    let clean = !written.chars().any(|character| character.is_control() || character == '"');
    match (clean && harmless, known_file) {
        (true, _) => Some(Target::Address(written.to_owned())),
        (false, true) => Some(Target::Address(format!("static:{}", written.trim_start_matches("static/")))),
        (false, false) => None,
    }
}

fn named(link: &Placed<String>, document: Option<&str>, names: &NameTable<'_>, problems: &mut Problems) -> Target {
    let split = link.value.split_once(':');
    if let Some(("work", key)) = split {
        let work = names.work(&Placed::new(key.to_owned(), link.place), problems);
        return work.map_or(Target::None, Target::Work);
    }
    if let Some((kind, name)) = split
        && KINDS.contains(&kind)
    {
        return match names.by_kind(kind, name, document) {
            Ok(target) => target,
            Err(_) if names.excuses(kind, name, document) => Target::None,
            Err(meant) => {
                let problem =
                    Problem::new(Code::BrokenLink, link.place, format!("this link leads nowhere: there is no {kind} `{name}`"));
                problems.push(problem.maybe_help(meant));
                Target::None
            }
        };
    }
    if let Some(target) = address(&link.value, names) {
        return target;
    }
    let problem =
        Problem::new(Code::BrokenLink, link.place, format!("“{}” is not something that a link can lead to", link.value));
    let help = "link by name (`note:document/note`, `document:…`, `question:…`, `entity:…`, `term:…`, `page:…`), by address (`https://…`) or to a file of static/";
    problems.push(problem.help(help));
    Target::None
}
